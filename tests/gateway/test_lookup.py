"""Look-up finds a user by whatever the customer gives, in any spelling."""

import random

import asyncpg
import pytest

from gateway.database import Database
from gateway.lookup import CANDIDATES, Lookup, LookupQuery
from gateway.sandbox.people import people
from tests.conftest import Marketplace
from tests.gateway.desk import desk

PEOPLE = (
    ("Đorđe Nikolić", "djole@example.org", "+381 60 123-45-67"),
    ("Љубица Живковић", "ljubica@example.org", "060/7654321"),
    ("Žikov Čović", "zikov@example.org", None),
    ("Дарина Яблокова-Петрова", "dyp@example.org", None),
    ("100% _Real_ \\ Name", "odd@example.org", None),
)


async def settle(shop: Marketplace) -> None:
    owner = await asyncpg.connect(shop.backend)
    await owner.executemany("insert into users (name, email, phone) values ($1, $2, $3)", PEOPLE)
    await owner.execute(
        "insert into balance_transactions (id, user_id, type, amount)"
        " values (90017, 3, 'deposit', 5)"
    )
    await owner.close()


@pytest.mark.parametrize(
    ("question", "name", "matched"),
    [
        ("Djordje", "Đorđe Nikolić", "name"), ("Ђорђе", "Đorđe Nikolić", "name"),
        ("nikolic đor", "Đorđe Nikolić", "name"), ("dj", "Đorđe Nikolić", "name"),
        ("ljubica", "Љубица Живковић", "name"), ("Ljubica Živković", "Љубица Живковић", "name"),
        ("zhikov", "Žikov Čović", "name"), ("Жиков", "Žikov Čović", "name"),
        ("covic", "Žikov Čović", "name"),
        ("darina yab", "Дарина Яблокова-Петрова", "name"),
        ("Darina Jabl", "Дарина Яблокова-Петрова", "name"),
        ("djole@", "Đorđe Nikolić", "email"), ("ZIKOV@example.org", "Žikov Čović", "email"),
        ("381601234567", "Đorđe Nikolić", "phone"), ("060 123 45 67", "Đorđe Nikolić", "phone"),
        ("+381 60 765 43 21", "Љубица Живковић", "phone"),
        ("0607", "Љубица Живковић", "phone"), ("+3816012", "Đorđe Nikolić", "phone"),
        ("0038 160-1", "Đorđe Nikolić", "phone"), ("60 7", "Љубица Живковић", "phone"),
        ("#3", "Đorđe Nikolić", "id"), ("3", "Đorđe Nikolić", "id"),
        ("90017", "Đorđe Nikolić", "transaction"),
        ("mock_session_3_1751356800", "Đorđe Nikolić", "session"),
        ("100%", "100% _Real_ \\ Name", "name"), ("_real_", "100% _Real_ \\ Name", "name"),
    ],
)  # fmt: skip
async def test_every_way_to_name_a_user(
    installed: Marketplace, question: str, name: str, matched: str
) -> None:
    await settle(installed)
    async with Database.open(installed.gateway) as database:
        hits = await Lookup(database).find(LookupQuery(q=question))
    assert hits.users, "nobody found"
    assert (hits.users[0].name, hits.users[0].matched) == (name, matched)


async def test_what_matches_nobody_is_an_empty_list(installed: Marketplace) -> None:
    async with desk(installed) as served, served.signed_in("viewer") as http:
        for question in ("zzzzqq", "%", "'; drop table users; --", "\\", "٣", " \t "):
            answer = await http.get("/users", params={"q": question})
            assert (answer.status_code, answer.json()["users"]) == (200, []), question


async def test_the_index_serves_the_search(installed: Marketplace) -> None:
    """With a million users the plan must not read them all: the index is there and usable."""
    owner = await asyncpg.connect(installed.superuser)
    await owner.execute("set enable_seqscan = off")
    plan = await owner.fetch(
        "explain select id from public.users"
        " where svetu_console.searchable(name, email, phone) like '%nikol%'"
    )
    await owner.close()
    assert "svetu_console_users_searchable" in str(plan)


@pytest.mark.parametrize(
    ("part", "index"),
    [
        ("fold(name)", "svetu_console_users_name"),
        ("surname(name)", "svetu_console_users_surname"),
        ("fold(email)", "svetu_console_users_email"),
        ("digits(phone)", "svetu_console_users_phone"),
    ],
)
async def test_what_many_begin_with_is_read_in_order(
    installed: Marketplace, part: str, index: str
) -> None:
    """Of a hundred thousand that begin so, as many are read as are wanted: nothing is sorted."""
    gateway = await asyncpg.connect(installed.gateway)
    await gateway.execute("set enable_seqscan = off")
    query = await gateway.fetchval(
        "select svetu_console.beginning($1, '38160', 60)", f"svetu_console.{part}"
    )
    plan = str(await gateway.fetch(f"explain {query}"))
    await gateway.close()
    assert f"Index Scan using {index}" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("seed", range(3))
async def test_nobody_is_missed_by_what_their_name_or_number_begins_with(
    installed: Marketplace, seed: int
) -> None:
    dice = random.Random(seed)
    made = list(people(40, seed=seed))
    owner = await asyncpg.connect(installed.backend)
    await owner.executemany(
        "insert into users (name, email, phone) values ($1, $2, $3)",
        [(who.name, f"{number}.{who.email}", who.phone) for number, who in enumerate(made)],
    )
    await owner.close()
    async with Database.open(installed.gateway) as database:
        lookup = Lookup(database)
        for who in made:
            named = [("", who.name), ("", who.name.split()[-1]), *notations(who.phone or "")]
            for sign, whole in named:
                asked = sign + whole[: dice.randint(min(2, len(whole)), len(whole))].strip()
                hits = await lookup.find(LookupQuery(q=asked, limit=100))
                assert who.name in [hit.name for hit in hits.users], (seed, asked, who)


async def test_nobody_is_missed_by_what_their_address_begins_with(installed: Marketplace) -> None:
    """However many others have it somewhere in theirs."""
    address = "marko.jović@example.org"
    others = [(f"Pera {n}", f"{n}.{address}") for n in range(2 * CANDIDATES)]
    owner = await asyncpg.connect(installed.backend)
    await owner.executemany(
        "insert into users (name, email) values ($1, $2)", [*others, ("Нада", address.upper())]
    )
    await owner.close()
    async with Database.open(installed.gateway) as database:
        for length in range(2, len(address) + 1):
            hits = await Lookup(database).find(LookupQuery(q=address[:length]))
            assert (hits.users[0].name, hits.users[0].matched) == ("Нада", "email"), length


def notations(phone: str) -> list[tuple[str, str]]:
    """Return what may stand before a number of this country, with it; none of another's."""
    digits = "".join(filter(str.isdecimal, phone))
    national = digits.removeprefix("00").removeprefix("381").removeprefix("0")
    return [] if national == digits else [(sign, national) for sign in ("0", "+381", "00381")]


async def test_fold_takes_any_text_and_is_stable(installed: Marketplace) -> None:
    """Every character of the basic plane, and random mixtures of them: no error, folded once."""
    characters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    dice = random.Random(7)
    texts = characters + ["".join(dice.choices(characters, k=12)) for _ in range(2_000)]
    owner = await asyncpg.connect(installed.superuser)
    unstable = await owner.fetch(
        "select given from unnest($1::text[]) given, svetu_console.fold(given) once"
        " where svetu_console.fold(once) is distinct from once",
        texts,
    )
    await owner.close()
    assert not unstable

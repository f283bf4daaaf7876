"""The audit: who may read what, and a chain that shows whatever was done to it."""

import asyncio
import json
import re
from typing import Any

import asyncpg
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.__main__ import main
from gateway.audit_chain import Chain
from gateway.sql import statements
from tests.conftest import Marketplace
from tests.gateway.desk import ROLES, Desk
from tests.gateway.test_deposits import deposit, new_key
from tests.gateway.test_payment_sessions import pay
from tests.gateway.test_reversals import reverse

CHAIN = """
    select svetu_console.chain(null, $1, 5, null, $2, $3, $4, $5, jsonb_build_object('t', $6::text))
"""
# As somebody would who knows how it is made, and is mighty enough.
REHASH = """
    update svetu_console.audit set reason = 'x' where number = 3;
    update svetu_console.audit a set hash = sha256(previous || convert_to(
        svetu_console.audit_content(a), 'UTF8')) where number = 3
"""


ADDED = len(ROLES)
"""Entries from before: the desk's operators were added."""


@pytest.fixture
async def chained(http: httpx.AsyncClient) -> dict[str, Any]:
    """Five more chained entries and others beside them; returns the first deposit's receipt."""
    first = await deposit(http, new_key(), ticket="SUP-1")
    await deposit(http, new_key())
    await reverse(http, first.json()["transaction"]["id"])
    await http.get("/users/1")
    await http.post(f"/deposit-keys/{new_key()}/cancel")
    await http.post("/exports", json={"kind": "csv", "rows": 7, "user_id": 1, "reason": "Žalba"})
    receipt: dict[str, Any] = first.json()
    return receipt


async def page(http: httpx.AsyncClient, **query: object) -> dict[str, Any]:
    answer = await http.get("/audit", params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_everything_is_written_down(
    served: Desk, http: httpx.AsyncClient, chained: dict[str, Any]
) -> None:
    async with httpx.AsyncClient(base_url=served.url) as stranger:
        wrong = {"email": "support@example.org", "password": "guess"}
        await stranger.post("/api/v1/auth/login", json=wrong)
    await pay(http, "success", 2)
    await http.post("/auth/logout")
    async with served.signed_in() as again:
        told = await page(again)
    entries = [entry for entry in told["entries"] if entry["action"] != "sign_in"][::-1]
    assert [(entry["action"], entry["chained"]) for entry in entries] == [
        ("deposit", True), ("deposit", True), ("reversal", True), ("account_opened", False),
        ("deposit_cancelled", True), ("export", True), ("sign_in_refused", False),
        ("payment_session", True), ("payment_session", True), ("sign_out", False),
    ]  # fmt: skip
    first, export = entries[0], entries[5]
    assert (first["user_id"], first["transaction_id"]) == (1, chained["transaction"]["id"])
    assert (first["reason"], first["ticket"]) == ("ticket 4711", "SUP-1")
    assert first["details"]["credited_minor"] == chained["credited_minor"]
    assert export["details"] == {"kind": "csv", "rows": 7}
    assert (export["user_id"], export["reason"]) == (1, "Žalba")
    opened, completed = entries[7], entries[8]
    assert (opened["transaction_id"], opened["details"]["outcome"]) == (None, "success")
    assert completed["transaction_id"] is not None
    for entry in entries:
        assert entry["operator_email"] == "support@example.org"
        assert entry["address"] == "127.0.0.1"
        assert re.fullmatch("[0-9a-f]{16}", entry["request_id"])
    assert told["chain"] == {"whole": True, "entries": ADDED + 7, "broken_at": None}


READS = ("verdict", "state", "transactions", "curve")


async def test_whoever_looks_at_an_account_by_another_way_has_opened_it_too(
    served: Desk, http: httpx.AsyncClient
) -> None:
    """Once in a session, however often it is looked at again; anew when it is opened anew."""

    async def opened() -> list[int]:
        told = await page(http, action=["account_opened"])
        return [entry["user_id"] for entry in told["entries"]][::-1]

    for read in READS * 2:
        assert (await http.get(f"/users/2/{read}")).status_code == 200
    assert await opened() == [2]
    await http.get("/users/1")
    for read in READS:
        await http.get(f"/users/1/{read}")
    assert await opened() == [2, 1]
    for user in (2, 1, 2):
        await http.get(f"/users/{user}")
    assert await opened() == [2, 1, 2, 1, 2]
    async with served.signed_in() as again:  # the same operator, another session
        await asyncio.gather(*(again.get(f"/users/1/{read}") for read in READS * 3))
    assert await opened() == [2, 1, 2, 1, 2, 1]
    assert (await http.get("/users/77/verdict")).status_code == 404
    assert (await opened())[-1] == 77, "who looks for nobody leaves a trace too"


async def test_admins_read_all_and_others_their_own(
    served: Desk, http: httpx.AsyncClient, chained: dict[str, Any]
) -> None:
    del chained
    mine = await page(http)
    own = mine["entries"][0]["operator_id"]
    assert {entry["operator_id"] for entry in mine["entries"]} == {own}
    assert (await page(http, operator="me")) == (await page(http, operator=own)) == mine
    for other in (own + 1, 10**8):
        forbidden = await http.get("/audit", params={"operator": other})
        assert (forbidden.status_code, forbidden.json()["code"]) == (403, "forbidden")
        assert forbidden.json()["required"] == "admin"
    async with served.signed_in("viewer") as viewer:
        seen = await page(viewer)
    assert [entry["action"] for entry in seen["entries"]] == ["sign_in"]
    async with served.signed_in("admin") as boss:
        everything = await page(boss)
        assert [e["operator_id"] for e in everything["entries"]].count(own) == len(mine["entries"])
        assert (await page(boss, operator=own))["entries"] == mine["entries"]
        deposits = await page(boss, action=["deposit", "reversal"], user=1)
        assert [entry["action"] for entry in deposits["entries"]] == [
            "reversal",
            "deposit",
            "deposit",
        ]
        walked: list[dict[str, Any]] = []
        last: dict[str, Any] = {"more": True}
        while last["more"]:
            before = {"before": walked[-1]["id"]} if walked else {}
            last = await page(boss, limit=2, **before)
            walked += last["entries"]
    assert walked == everything["entries"]


TAMPERING: dict[str, tuple[str, bool]] = {
    # what is done, and whether the page can name an entry
    "an amount": ("update svetu_console.audit set details = '{}' where number = 3", True),
    "a reason": ("update svetu_console.audit set reason = 'x' where number = 3", True),
    "a time": ("update svetu_console.audit set at = at + interval '1 us' where number = 3", True),
    "whose it is": ("update svetu_console.audit set user_id = 2 where number = 3", True),
    "null for empty": (
        "update svetu_console.audit set ticket = '' where number = 3 and ticket is null",
        True,
    ),
    "an id": (
        "alter table svetu_console.audit alter id set generated by default;"
        "update svetu_console.audit set id = 900 where number = 3",
        True,
    ),
    "with its hash": (REHASH, True),
    "deleted": ("delete from svetu_console.audit where number = 3", True),
    "the first deleted": ("delete from svetu_console.audit where number = 1", True),
    "unchained": (
        "update svetu_console.audit set number = null, previous = null, hash = null"
        " where number = 3",
        True,
    ),
    "swapped": (
        "update svetu_console.audit set number = -number where number in (3, 4);"
        "update svetu_console.audit set number = 7 + number where number < 0",
        True,
    ),
    "numbers closed up": (
        "delete from svetu_console.audit where number = 3;"
        "update svetu_console.audit set number = -number where number > 3;"
        "update svetu_console.audit set number = -number - 1 where number < 0",
        True,
    ),
    "put in": (
        "insert into svetu_console.audit (action, number, previous, hash)"
        " select 'deposit', 9, hash, hash from svetu_console.audit where number = 8",
        True,
    ),
    "the tail": ("delete from svetu_console.audit where number > 3", False),
    "all of it": ("delete from svetu_console.audit where number > 0", False),
    "the head": ("update svetu_console.audit_head set number = 4", False),
    "the head's hash": ("update svetu_console.audit_head set hash = decode('00', 'hex')", False),
    "no head": ("delete from svetu_console.audit_head", False),
}


async def test_whatever_is_done_to_the_chain_shows(
    admin: asyncpg.Connection, chained: dict[str, Any]
) -> None:
    del chained
    assert (await followed(admin)).fault is None
    for what, (done, is_named) in TAMPERING.items():
        change = admin.transaction()
        await change.start()
        await unguard(admin)
        await admin.execute(done)
        fault = (await followed(admin)).fault
        assert fault is not None, what
        assert (fault.entry_id is not None) == is_named, what
        assert fault.sentence.endswith("."), what
        await change.rollback()


async def followed(admin: asyncpg.Connection) -> Chain:
    """Follow the chain as it looks inside a transaction."""
    chain = Chain()
    for entry in await admin.fetch(statements("audit.sql")["chain"]):
        chain.add(entry)
    chain.end(await admin.fetchrow(statements("audit.sql")["head"]))
    return chain


async def unguard(admin: asyncpg.Connection) -> None:
    for table in ("audit", "audit_head"):
        await admin.execute(f"alter table svetu_console.{table} disable trigger append_only")


async def test_a_broken_chain_is_told_of_wherever_one_looks(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient,
    chained: dict[str, Any], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    del chained
    assert await verify(installed, capsys) == (0, "The chain is whole. 8 entries.")
    await unguard(admin)
    await admin.execute("update svetu_console.audit set reason = 'x' where number = 3")
    broken = await admin.fetchval("select id from svetu_console.audit where number = 3")
    assert (await page(http))["chain"] == {"whole": False, "entries": 8, "broken_at": broken}
    assert await verify(installed, capsys) == (
        3, f"The chain is BROKEN: Entry 3 was changed after it was written (id {broken}).",
    )  # fmt: skip
    verdict = await verify(installed, capsys, "--json")
    assert (verdict[0], json.loads(verdict[1])["broken_at"]) == (3, broken)


async def verify(
    shop: Marketplace, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, str]:
    """Return exit code and first line of the command."""
    command = ["audit", "--verify", "--dsn", shop.gateway, *more]
    code = await asyncio.to_thread(main, command)
    said = capsys.readouterr()
    return code, (said.out or said.err).splitlines()[0]


async def test_a_rewritten_past_shows_by_an_anchor_alone(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient,
    chained: dict[str, Any], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Whoever may change the tables can make a new chain that is whole by itself."""
    del chained
    assert await asyncio.to_thread(main, ["audit", "--verify", "--dsn", installed.gateway]) == 0
    anchor = capsys.readouterr().out.splitlines()[1].removeprefix("Anchor: ")
    await deposit(http, new_key())
    assert await verify(installed, capsys, "--anchor", anchor) == (
        0, "The chain is whole. 9 entries.",
    )  # fmt: skip
    await unguard(admin)
    async with admin.transaction():
        await admin.execute("update svetu_console.audit set reason = 'x' where number = 2")
        await rechain(admin)
    assert await verify(installed, capsys) == (0, "The chain is whole. 9 entries.")
    code, sentence = await verify(installed, capsys, "--anchor", anchor)
    assert (code, "not the one of the anchor" in sentence) == (3, True)
    await admin.execute("delete from svetu_console.audit where number > 4")
    await rechain(admin)
    assert await verify(installed, capsys) == (0, "The chain is whole. 4 entries.")
    code, sentence = await verify(installed, capsys, "--anchor", anchor)
    assert (code, "before the anchor" in sentence) == (3, True)


async def rechain(admin: asyncpg.Connection) -> None:
    await admin.execute("""
        do $$ declare e svetu_console.audit; last bytea := decode(repeat('00', 32), 'hex'); begin
            for e in select * from svetu_console.audit where number > 0 order by number loop
                e.previous := last;
                last := sha256(last || convert_to(svetu_console.audit_content(e), 'UTF8'));
                update svetu_console.audit set previous = e.previous, hash = last where id = e.id;
                update svetu_console.audit_head set number = e.number, hash = last;
            end loop;
        end $$
    """)


async def test_the_command_reads_it_too(
    installed: Marketplace, chained: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    del chained

    async def said(*more: str) -> list[str]:
        command = ["audit", "--dsn", installed.gateway, *more]
        assert await asyncio.to_thread(main, command) == 0
        return capsys.readouterr().out.splitlines()

    lines = await said()
    assert re.fullmatch(r"\S+ \S+  support@example.org  export  user 1  Žalba", lines[-1]), (
        "the newest is nearest to the prompt"
    )
    assert await said("--operator", "Support@example.org") == lines[ADDED:]
    assert await said("--operator", "viewer@example.org") == []
    assert len(await said("--limit", "2")) == 2
    assert len(await said("--user", "1")) == 5
    entries = [json.loads(line) for line in await said("--json")]
    assert [entry["action"] for entry in entries][-1] == "export"
    verdict = json.loads((await said("--verify", "--json"))[0])
    assert (verdict["whole"], verdict["entries"], verdict["broken_at"]) == (True, 8, None)
    for wrong, sentence in (
        (("--operator", "nobody@example.org"), "There is no operator nobody@example.org."),
        (("--anchor", "5:" + "0" * 64), "An anchor is for --verify."),
        (("--verify", "--anchor", "5:00"), "An anchor looks like 12:3f…, as --verify prints it."),
    ):
        command = ["audit", "--dsn", installed.gateway, *wrong]
        assert await asyncio.to_thread(main, command) == 1
        assert capsys.readouterr().err == f"svetu-gateway: {sentence}\n"


async def test_many_at_once_make_one_chain(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    wishes = [deposit(http, new_key(), 1 + number % 2) for number in range(30)]
    exports = [http.post("/exports", json={"kind": "csv", "rows": number}) for number in range(8)]
    answers = await asyncio.gather(*wishes, *exports)
    assert [answer.status_code for answer in answers] == [201] * 38
    assert (await page(http))["chain"] == {"whole": True, "entries": ADDED + 38, "broken_at": None}
    ids = await admin.fetch("select id from svetu_console.audit where number > 0 order by number")
    assert [row["id"] for row in ids] == sorted(row["id"] for row in ids)


async def test_what_is_chained_holds_up_no_payment(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    backend = await asyncpg.connect(installed.backend)
    async with admin.transaction():
        await admin.execute("update svetu_console.audit_head set number = number")
        async with asyncio.timeout(2):
            await backend.execute("insert into user_balances (user_id, balance) values (1, 5)")
        assert not await admin.fetchval("select count(*) from pg_locks where not granted")
    await backend.close()
    assert (await deposit(http, new_key())).status_code == 201


async def test_whatever_is_written_the_chain_holds(admin: asyncpg.Connection) -> None:
    """What is hashed is put together where it is written and where it is read: the same."""
    texts = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
    loop = asyncio.get_running_loop()

    async def chain(drawn: list[str | None]) -> None:
        change = admin.transaction()
        await change.start()
        for _ in range(2):
            await admin.execute(CHAIN, *drawn)
        assert (await followed(admin)).fault is None
        await change.rollback()

    @settings(max_examples=200, deadline=None, database=None, derandomize=True)
    @given(st.lists(texts, min_size=6, max_size=6))
    def holds(drawn: list[str | None]) -> None:
        asyncio.run_coroutine_threadsafe(chain([drawn[0] or "", *drawn[1:]]), loop).result()

    await asyncio.to_thread(holds)

"""The demo marketplace: its tables, its people, its past, and how money moves in it."""

import asyncio
import contextlib
import itertools
import random
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.sandbox.acts import Method, deposit_with_fee, draw
from gateway.sandbox.cases import CASES, DRIFTING
from gateway.sandbox.history import History, build, load
from gateway.sandbox.people import people
from gateway.sandbox.postgres import Postgres, temporary_base
from gateway.sandbox.traffic import traffic
from gateway.wire import direction
from tests.conftest import BACKEND_ZONE, Marketplace

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
METHODS = (
    Method("bank_transfer", "Bank transfer", Decimal(0), Decimal(100)),
    Method("post_office", "Post office", Decimal("1.5"), Decimal(50)),
    Method("ips_qr", "IPS QR code", Decimal("0.8"), Decimal(0)),
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_people_are_the_same_for_the_same_seed_and_fit_the_columns(seed: int) -> None:
    crowd = list(people(2000, seed))
    assert crowd == list(people(2000, seed))
    assert crowd[:500] == list(people(500, seed))
    assert crowd != list(people(2000, seed + 1))
    assert len({person.email for person in crowd}) == 2000
    for person in crowd:
        assert person.email.isascii()
        assert person.email.endswith("@example.org")
        assert len(person.name) <= 100
        assert person.name == person.name.strip()
        assert len(person.phone or "") <= 20
    assert {person.status for person in crowd} == {"active", "inactive", "suspended"}
    assert sum(person.status == "active" for person in crowd) > 1700
    assert 100 < sum(person.phone is None for person in crowd) < 400
    assert max(len(person.name) for person in crowd) > 90
    letters = "".join(person.name for person in crowd)
    assert set("ĐđŽžČćŠšљЊЂЏћЮяё") <= set(letters)


def test_the_people_of_the_documentation_are_there() -> None:
    crowd = list(people(100, seed=9))
    assert (crowd[41].name, crowd[41].email) == ("Ana Petrović", "ana.petrovic@example.org")
    assert crowd[6].name == "Marko Jovanović"
    assert crowd[42].name == "Дарья Соколова"
    assert crowd[0].google_id is None
    assert crowd[29].email.lower() == crowd[30].email.lower() != crowd[30].email


def replayed(history: History) -> dict[int, Decimal]:
    """What the transactions say: completed ones, by type, whatever their sign (contract §5.6)."""
    totals: defaultdict[int, Decimal] = defaultdict(Decimal)
    for number, kind, amount, status, *_ in history.balance_transactions:
        assert isinstance(number, int)
        assert isinstance(amount, Decimal)
        if status == "completed":
            totals[number] += abs(amount) * direction(str(kind))
    return totals


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**31), users=st.integers(1, 120))
def test_stored_balances_agree_with_the_transactions_save_for_known_cases(
    seed: int, users: int
) -> None:
    history = build(users, seed=seed, zone=BACKEND_ZONE, until=NOW, methods=METHODS)
    assert len(history.users) == users
    stored: dict[Any, Any] = {row[0]: row[1] for row in history.user_balances}
    totals = replayed(history)
    differing = {n for n in stored.keys() | totals.keys() if stored.get(n, 0) != totals.get(n, 0)}
    assert differing == {number for number in DRIFTING if number <= users}
    running: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for number, kind, amount, status, *_ in history.balance_transactions:
        if number not in CASES and status == "completed":
            running[number] += abs(amount) * direction(str(kind))  # type: ignore[arg-type]
            assert running[number] >= 0


def test_the_past_lasts_six_months_and_its_clocks_differ() -> None:
    history = build(300, seed=1, zone=BACKEND_ZONE, until=NOW, methods=METHODS)
    assert history.users == build(300, seed=1, zone=BACKEND_ZONE, until=NOW, methods=METHODS).users
    begun: list[datetime] = [row[6] for row in history.balance_transactions]  # type: ignore[misc]
    ended = [row[7] for row in history.balance_transactions]
    wall = NOW.astimezone(ZoneInfo(BACKEND_ZONE)).replace(tzinfo=None)
    assert wall - timedelta(days=181) < min(begun) < wall - timedelta(days=170)
    assert wall - timedelta(days=2) < max(begun) <= wall
    assert all(end in (None, begin) for begin, end in zip(begun, ended, strict=True))
    # By commit: only where clocks were put back does the wall clock fall behind (contract Q9).
    falls = [(a, b) for a, b in itertools.pairwise(begun) if b < a]
    assert all(a - b <= timedelta(hours=1) for a, b in falls)
    assert {a.date() for a, _ in falls} <= {date(2026, 10, 25)}
    first: dict[object, datetime] = {}
    for number, begin in zip((row[0] for row in history.balance_transactions), begun, strict=True):
        first.setdefault(number, begin)
    # The row is made when the page is opened, before the money comes; on the other clock (Q6).
    for number, _, _, made in history.user_balances:
        assert isinstance(made, datetime)
        if number in first:
            assert made < first[number]
    assert len(history.balance_transactions) > 300 * 15
    lengths = [
        sum(row[0] == number for row in history.balance_transactions) for number in (42, 7, 6)
    ]
    assert lengths == [17, 240, 0]


async def test_the_past_is_loaded_at_once_with_its_quirks(marketplace: Marketplace) -> None:
    async with connected(marketplace.backend) as shop:
        await shop.execute("truncate users restart identity cascade")
        begun = asyncio.get_running_loop().time()
        await load(shop, users=400, seed=1, zone=BACKEND_ZONE)
        assert asyncio.get_running_loop().time() - begun < 20  # by rows it would be minutes

        async def value(sql: str) -> Any:
            return await shop.fetchval(sql)

        of = "select array_agg(amount::text order by id) from balance_transactions where user_id ="
        assert await value("select name from users where id = 42") == "Ana Petrović"
        assert await value(
            "select google_id is null and picture_url is null from users where id = 1"
        )
        assert await value("select count(*) from user_balances where user_id = 6") == 0
        assert await value("select balance from user_balances where user_id = 8") == 0
        assert await value("select balance from user_balances where user_id = 2") == 15_000_000
        assert await value(f"{of} 2") is None
        assert await value(f"{of} 11") == ["20000.00", "15000.00"]
        assert await value(f"{of} 13") == ["1000.00", "-120.00"]
        assert await value(f"{of} 17") == ["1100.00", "1065.00", "1008.00"]
        assert (
            await value("select status from balance_transactions where user_id = 18") == "pending"
        )
        assert (
            await value(
                "select count(*) from balance_transactions where user_id = 20"
                " and payment_method is null and description is null"
            )
            == 1
        )
        assert await value("select balance from user_balances where user_id = 22") < 0
        assert await value("select frozen_balance from user_balances where user_id = 23") == 1500
        assert await value("select balance from user_balances where user_id = 24") == 0
        assert await value("select max(balance) from user_balances") == Decimal("9999999999.99")
        assert await value(
            "select bool_and(completed_at is null) from balance_transactions"
            " where type = 'service_payment'"
        )
        assert await value("select array_agg(code) from payment_methods where not is_active") == [
            "payment_slip"
        ]


@given(seed=st.integers(), paras=st.integers(0, 10**9), spent=st.integers(0, 10**7))
def test_nobody_spends_what_is_not_there(seed: int, paras: int, spent: int) -> None:
    available = Decimal(paras) / 100
    act = draw(random.Random(seed), available=available, spent=Decimal(spent) / 100)
    assert act.amount > 0
    assert act.amount == act.amount.quantize(Decimal("0.01"))
    assert act.moved == act.amount * direction(act.type)
    assert available + act.moved >= 0
    if act.type == "refund":
        assert act.amount <= Decimal(spent) / 100


@pytest.mark.parametrize(
    ("method", "credited"), [*zip(METHODS, ("1100", "1065", "1008"), strict=True)]
)
def test_the_fee_is_added(method: Method, credited: str) -> None:
    assert deposit_with_fee(Decimal(1000), method).moved == Decimal(credited)


async def test_traffic_commits_every_act_by_itself_on_the_backends_clock(
    installed: Marketplace,
) -> None:
    async with connected(installed.backend) as shop, connected(installed.superuser) as log:
        await shop.execute(
            "insert into users (name, email) select 'n', 'u' || n from generate_series(3, 70) n"
        )
        await shop.execute(
            "insert into user_balances (user_id, balance, frozen_balance, updated_at)"
            " select id, 500, 200, '2020-01-01' from users where id <= 60"
        )
        loop = asyncio.get_running_loop()
        begun = loop.time()
        async with flowing(installed.backend, rate=150):  # two writers
            await grown(shop, 300)
        # 300 acts at 150 a second last two seconds, and rarely less than one and a half.
        assert loop.time() - begun > 1.5
        rows = await shop.fetch("select xmin::text, * from balance_transactions order by id")
        assert len({row["xmin"] for row in rows}) == len(rows)
        assert {row["status"] for row in rows} == {"completed"}
        assert {row["type"] for row in rows} == {"deposit", "payment", "refund", "withdrawal"}
        assert not {row["user_id"] for row in rows} & CASES.keys()
        late = datetime.now(ZoneInfo(BACKEND_ZONE)).replace(tzinfo=None) - rows[-1]["created_at"]
        assert timedelta(0) <= late < timedelta(minutes=5)
        assert all(row["created_at"] == row["completed_at"] for row in rows)
        # The balance moves in the commit of the transaction, and only by it.
        newest = {row["user_id"]: row["xmin"] for row in rows}
        balances = await shop.fetch("select xmin::text, * from user_balances")
        totals = {row["user_id"]: Decimal(500 if row["user_id"] <= 60 else 0) for row in balances}
        for row in rows:
            totals[row["user_id"]] += row["amount"] * direction(row["type"])
        for row in balances:
            assert row["balance"] == totals[row["user_id"]] >= row["frozen_balance"]
            if row["user_id"] in newest:
                assert row["xmin"] == newest[row["user_id"]]
            if row["user_id"] <= 60:
                assert row["updated_at"] == datetime(2020, 1, 1)  # noqa: DTZ001  (as stored)
        # W1: a first look makes a row of zero.
        assert await log.fetchval(
            "select count(*) from svetu_console.change_log where kind = 'b' and user_id > 60"
            " and balance_before is null and balance_after = 0"
        )


async def test_traffic_outlives_a_restart_of_the_database() -> None:
    base = temporary_base()
    server = Postgres(base, settings={"fsync": "off"})
    await asyncio.to_thread(server.start)
    try:
        async with connected(server.dsn()) as shop:
            tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
            await shop.execute(tables.read_text(encoding="utf-8"))
            await shop.execute("insert into users (name, email) values ('Ana', 'a@example.org')")
        async with flowing(server.dsn(), rate=100):
            async with connected(server.dsn()) as shop:
                before = await grown(shop, 10)
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start)
            async with connected(server.dsn()) as shop:
                assert await grown(shop, before + 10) > before
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(base.parent)


@contextlib.asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def flowing(dsn: str, *, rate: float) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        flow = group.create_task(traffic(dsn, rate=rate, seed=1, zone=BACKEND_ZONE))
        yield
        flow.cancel()


async def grown(shop: asyncpg.Connection, rows: int) -> int:
    """Return how many transactions there are once there are that many."""
    async with asyncio.timeout(30):
        while True:
            count: int = await shop.fetchval("select count(*) from balance_transactions")
            if count >= rows:
                return count


def test_of_a_database_that_ended_the_cause_is_told_and_not_what_followed(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(
        "2026-07-01 10:00:00.000 UTC [7] LOG:  listening on IPv4 address\n"
        '2026-07-01 10:00:01.000 UTC [9] PANIC:  could not write to file "x": No space left\n'
        "2026-07-01 10:00:01.000 UTC [7] LOG:  all server processes terminated; reinitializing\n"
        "2026-07-01 10:00:02.000 UTC [11] FATAL:  the database system is in recovery mode\n"
    )
    assert Postgres(tmp_path).last_words == 'could not write to file "x": No space left'

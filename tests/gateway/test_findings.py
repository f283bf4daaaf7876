"""What sweeps find is kept: by whichever gateway, over restarts, until it is over."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from gateway.database import Database
from gateway.explain.findings import Findings, FindingsPage, FindingsQuery
from gateway.explain.sweep import BATCH
from gateway.explain.sweeper import MOST, RETRY, Sweeper
from tests.conftest import Marketplace
from tests.gateway.desk import desk
from tests.gateway.test_capture import pay
from tests.gateway.test_stream import frame, start, stream

EVERY = 600.0


@pytest.fixture
async def shop(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.backend)
    yield connection
    await connection.close()


async def page(shop: Marketplace, **query: int) -> FindingsPage:
    async with Database.open(shop.gateway) as database:
        return await Findings(database).page(FindingsQuery(**query))


def sweeper(shop: Marketplace, *, batch: int = BATCH, most: int = MOST) -> Sweeper:
    return Sweeper(shop.gateway, EVERY, batch=batch, most=most)


async def make_due(shop: Marketplace) -> None:
    """Let the last sweep have been long ago."""
    admin = await asyncpg.connect(shop.superuser)
    await admin.execute(
        "update svetu_console.last_sweep set began_at = began_at - interval '1 hour',"
        " ended_at = ended_at - interval '1 hour'"
    )
    await admin.close()


async def edit(shop: asyncpg.Connection, user: int, by: int) -> None:
    await shop.execute(
        "update user_balances set balance = balance + $2 where user_id = $1", user, by
    )


@pytest.mark.parametrize("batch", [1, BATCH])
async def test_a_finding_lasts_until_a_sweep_finds_it_no_more(
    installed: Marketplace, shop: asyncpg.Connection, batch: int
) -> None:
    assert (await page(installed)).sweep.ended_at is None
    await pay(shop, 1, 100)
    await pay(shop, 2, 100)
    await edit(shop, 2, 77)
    assert await sweeper(installed, batch=batch).look() == EVERY
    first = await page(installed)
    (found,) = first.findings
    assert (found.user_id, found.verdict, found.drift_minor) == (2, "differs", 7_700)
    assert found.proved[0] == "balance_changed_without_transaction"
    assert found.first_divergence is not None
    assert (first.differ, first.cannot_tell) == (1, 0)
    assert (first.sweep.users, first.sweep.whole) == (2, True)
    await make_due(installed)
    await sweeper(installed, batch=batch).look()
    (again,) = (await page(installed)).findings
    assert again.first_seen_at == found.first_seen_at < again.last_seen_at
    await edit(shop, 2, -77)
    await make_due(installed)
    await sweeper(installed, batch=batch).look()
    over = await page(installed)
    assert over.findings == []
    assert over.revision > first.revision
    admin = await asyncpg.connect(installed.superuser)
    kept = await admin.fetchval("select closed_at > first_seen_at from svetu_console.findings")
    await admin.close()
    assert kept is True


async def test_one_schedule_for_all_gateways_and_over_restarts(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    await edit_made(shop)
    one, other = sweeper(installed), sweeper(installed)
    waits = await asyncio.gather(one.look(), other.look())
    assert max(waits) == EVERY
    sweeps = await page(installed)
    assert len(sweeps.findings) == 1
    # Neither this nor a gateway that was started anew sweeps before it is due.
    for each in (one, sweeper(installed)):
        assert EVERY - 60 < await each.look() < EVERY
    assert (await page(installed)).sweep == sweeps.sweep


async def edit_made(shop: asyncpg.Connection) -> None:
    await pay(shop, 1, 100)
    await edit(shop, 1, 5)


async def test_who_holds_the_turn_keeps_others_waiting(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    await edit_made(shop)
    other = await asyncpg.connect(installed.gateway)
    lock = "(hashtext('svetu_console'), hashtext('findings'))"
    await other.execute(f"select pg_advisory_lock{lock}")
    assert await sweeper(installed).look() == RETRY
    assert (await page(installed)).sweep.began_at is None
    await other.close()
    assert await sweeper(installed).look() == EVERY
    assert (await page(installed)).differ == 1


async def test_a_database_that_is_away_is_tried_again(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    await admin.execute("alter role svetu_gateway nologin")
    assert await sweeper(installed).look() == RETRY
    await admin.execute("alter role svetu_gateway login")
    await admin.close()
    assert await sweeper(installed).look() == EVERY


async def test_balances_of_nobody_are_found(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    await admin.execute(
        "set session_replication_role = replica;"
        "insert into user_balances (user_id, balance) values (4711, 20);"
        "insert into balance_transactions (user_id, type, amount, status)"
        " values (4712, 'deposit', 5, 'completed')"
    )
    await admin.close()
    await sweeper(installed).look()
    found = {each.user_id: each for each in (await page(installed)).findings}
    assert set(found) == {4711, 4712}
    assert all(each.user_missing and each.verdict == "cannot_tell" for each in found.values())
    assert (found[4711].stored_minor, found[4712].transactions) == (2_000, 1)


async def test_a_payment_under_way_is_not_found(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    """Half of what a writer does in two commits: the other may still come."""
    await pay(shop, 1, 100)
    await edit(shop, 1, -30)
    await sweeper(installed).look()
    assert (await page(installed)).findings == []


async def test_too_many_findings_end_a_sweep_that_says_so(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    for user in (1, 2):
        await pay(shop, user, 100)
        await edit(shop, user, 5)
    await sweeper(installed, most=1).look()
    told = await page(installed)
    assert [each.user_id for each in told.findings] == [1]
    assert not told.sweep.whole


async def test_pages_follow_each_other_and_what_differs_comes_first(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    names = [(f"User {n}", f"{n}@example.org") for n in range(3, 9)]
    await shop.executemany("insert into users (name, email) values ($1, $2)", names)
    for user in range(1, 9):
        await pay(shop, user, 100)
        await edit(shop, user, user)
    await sweeper(installed).look()
    whole = await page(installed)
    assert len(whole.findings) == whole.differ == 8
    told, after = [], None
    while True:
        part = await page(installed, limit=3, **({} if after is None else {"after": after}))
        told += part.findings
        if not part.more:
            break
        after = part.findings[-1].number
    assert told == whole.findings


async def test_consoles_are_told_by_the_proof_that_there_is_something_new(
    installed: Marketplace, shop: asyncpg.Connection
) -> None:
    await edit_made(shop)
    async with desk(installed) as served, served.signed_in("viewer") as http:
        token = (await served.session("viewer"))["access_token"]
        async with stream(served.port, token) as events:
            await start(events)
            before = told = (await frame(events, "proof"))["findings"]
            await sweeper(installed).look()
            while told == before:
                told = (await frame(events, "proof"))["findings"]
        answer = (await http.get("/findings")).json()
    assert answer["revision"] == told
    assert [each["user_id"] for each in answer["findings"]] == [1]
    assert (await page(installed)).revision == told


async def test_the_gateway_may_write_findings_down_and_take_none_away(
    installed: Marketplace,
) -> None:
    gateway = await asyncpg.connect(installed.gateway)
    for taken in ("delete from svetu_console.findings", "truncate svetu_console.last_sweep"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await gateway.execute(taken)
    await gateway.close()

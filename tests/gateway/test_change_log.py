"""Nothing lost, nothing twice, in order: interleaved writers against the tables' content."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import asyncpg
import pytest

from gateway.log_database import SESSION, LogDatabase, LogReader, in_progress, is_ahead
from gateway.prune import prune
from gateway.sql import statements
from gateway.wire import Position, Proof, Reset
from tests.conftest import Marketplace
from tests.gateway.log_reader import reading
from tests.gateway.test_capture import pay

SEEDS = (1, 7, 42)


async def test_a_payment_arrives_as_one_commit(installed: Marketplace) -> None:
    backend = await asyncpg.connect(installed.backend)
    async with reading(installed) as reader:
        await pay(backend, 2, 2000)
        await reader.until(lambda: bool(reader.commits))
    await backend.close()
    (commit,) = reader.commits
    (account,) = commit.accounts
    (transaction,) = commit.transactions
    assert (account.user_id, account.balance_minor, account.changes) == (2, 200_000, 1)
    assert (transaction.type, transaction.amount_minor, transaction.direction) == (
        "deposit",
        200_000,
        1,
    )
    assert transaction.user_name == "Дарья Соколова"


@pytest.mark.parametrize("seed", SEEDS)
async def test_interleaved_writers_lose_and_double_nothing(
    installed: Marketplace, seed: int
) -> None:
    dice = random.Random(seed)
    owner = await asyncpg.connect(installed.backend)
    await owner.execute(
        "insert into users (name, email) select 'U' || g, g || '@example.org'"
        " from generate_series(1, 20) g"
    )
    writers = [await asyncpg.connect(installed.backend) for _ in range(6)]
    async with reading(installed) as reader:

        async def write(connection: asyncpg.Connection, rolls: random.Random) -> None:
            for _ in range(30):
                transaction = connection.transaction()
                await transaction.start()
                await pay(connection, rolls.randint(3, 22), rolls.randint(100, 5000))
                if rolls.random() < 0.2:  # stays in progress while others commit
                    await connection.execute("select pg_sleep($1)", rolls.random() / 20)
                await (transaction.rollback() if rolls.random() < 0.2 else transaction.commit())

        async with asyncio.TaskGroup() as group:
            for connection in writers:
                group.create_task(write(connection, random.Random(dice.random())))
        expected = {row["id"] for row in await owner.fetch("select id from balance_transactions")}
        await reader.until(
            lambda: sum(len(c.transactions) for c in reader.commits) >= len(expected)
        )
        seen = len(reader.proofs)
        await reader.until(lambda: len(reader.proofs) > seen)
    delivered = [t.id for commit in reader.commits for t in commit.transactions]
    assert sorted(delivered) == sorted(expected), f"seed {seed}"
    last = {a.user_id: a for commit in reader.commits for a in commit.accounts}
    stored = await owner.fetch(
        "select user_id, (balance * 100)::bigint as minor from user_balances"
    )
    assert {u: a.balance_minor for u, a in last.items()} == {
        r["user_id"]: r["minor"] for r in stored
    }
    versions: dict[int, int] = {}
    for commit in reader.commits:
        for account in commit.accounts:
            assert account.version > versions.get(account.user_id, 0), f"seed {seed}"
            versions[account.user_id] = account.version
    for connection in (owner, *writers):
        await connection.close()


async def test_a_commit_out_of_order_is_not_missed(installed: Marketplace) -> None:
    """The case a cursor on the newest position loses: the older row becomes visible later."""
    slow, fast = [await asyncpg.connect(installed.backend) for _ in range(2)]
    async with reading(installed) as reader:
        held = slow.transaction()
        await held.start()
        await pay(slow, 1, 100)
        await pay(fast, 2, 200)
        await reader.until(lambda: len(reader.commits) == 1)
        await held.commit()
        await reader.until(lambda: len(reader.commits) == 2)
    assert [c.accounts[0].user_id for c in reader.commits] == [2, 1]
    assert reader.commits[0].accounts[0].version > reader.commits[1].accounts[0].version
    await slow.close()
    await fast.close()


WAKE_LOCKS = """
    select coalesce(bool_or(granted), false) as held, count(*) > 0 as wanted
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and application_name = 'svetu-gateway wake'
"""


async def test_a_crowd_of_writers_is_polled_and_a_few_wake_the_reader(
    installed: Marketplace,
) -> None:
    owner = await asyncpg.connect(installed.superuser)
    await owner.execute(
        "insert into users (name, email) select 'n', 'u' || n from generate_series(3, 9) n"
    )
    woken = asyncio.Event()
    await owner.add_listener("svetu_console", lambda *_: woken.set())

    async def until_lock(column: str, wanted: bool) -> None:  # noqa: FBT001
        async with asyncio.timeout(20):
            while (await owner.fetchrow(WAKE_LOCKS))[column] is not wanted:
                pass

    crowd = [await asyncpg.connect(installed.backend) for _ in range(6)]
    async with reading(installed) as reader:
        open_payments = [connection.transaction() for connection in crowd]
        for user_id, (connection, payment) in enumerate(zip(crowd, open_payments, strict=True), 1):
            await payment.start()
            await pay(connection, user_id, 100)
        await pay(owner, 8, 800)  # a snapshot tells of writers older than the newest commit
        await until_lock("wanted", wanted=True)
        woken.clear()
        await pay(owner, 9, 900)
        await reader.until(lambda: len(reader.commits) == 2)
        await owner.fetchval("select 1")
        assert not woken.is_set()
        for payment in open_payments:
            await payment.commit()
        await reader.until(lambda: len(reader.commits) == 8)
        await until_lock("wanted", wanted=False)
        woken.clear()
        await pay(owner, 9, 900)
        async with asyncio.timeout(20):
            await woken.wait()
        await reader.until(lambda: len(reader.commits) == 9)
    for connection in (owner, *crowd):
        await connection.close()


async def test_news_are_read_by_index_whatever_the_statistics_say(installed: Marketplace) -> None:
    gateway = await asyncpg.connect(installed.gateway, server_settings=SESSION)
    news = statements("change_log.sql")["news"]
    await gateway.execute(f"prepare news (text, text[], text) as {news}")
    plan = "\n".join(
        row[0] for row in await gateway.fetch("explain execute news ('10:20:12', '{12}', null)")
    )
    await gateway.close()
    assert plan.count("Index Scan on change_log_xid") == 2, plan
    assert "Seq Scan" not in plan
    assert "Hash" not in plan


async def test_truncate_resets(installed: Marketplace) -> None:
    backend = await asyncpg.connect(installed.backend)
    async with reading(installed) as reader:
        await backend.execute("truncate balance_transactions")
        await reader.until(lambda: any(isinstance(frame, Reset) for frame in reader.frames))
    await backend.close()
    assert reader.resets == ["truncate"]


NOTICE = """
    select svetu_console.admit_gap('lost', svetu_console.losses(), svetu_console.capture_stamp())
"""


async def test_a_gap_stays_open_until_all_are_over_who_may_have_made_it(
    installed: Marketplace,
) -> None:
    """The loss is counted at once, and what was not written down is committed much later."""
    admin, slow, backend = [
        await asyncpg.connect(dsn)
        for dsn in (installed.superuser, installed.backend, installed.backend)
    ]
    async with reading(installed) as reader:
        payment, lock = slow.transaction(), admin.transaction()
        await lock.start()
        await admin.execute("lock table svetu_console.change_log in exclusive mode")
        await payment.start()
        await pay(slow, 1, 700)
        await lock.rollback()
        await reader.until(lambda: reader.resets == ["lost"])
        await reader.until(lambda: reader.proofs[-1].capture == "broken")
        assert "may still be committed" in reader.proofs[-1].faults[0]
        await pay(backend, 2, 100)  # goes on as ever
        await reader.until(lambda: len(reader.commits) == 1)
        await admin.execute(NOTICE)  # as another gateway does that has noticed it too
        seen = len(reader.proofs)
        await reader.until(lambda: len(reader.proofs) > seen + 1)
        assert (reader.resets, reader.proofs[-1].capture) == (["lost"], "broken")
        await payment.commit()
        await reader.until(lambda: reader.resets == ["lost", "lost"])
        await reader.until(lambda: reader.proofs[-1].capture == "whole")
        assert isinstance(reader.frames[-1], Proof)
    for connection in (admin, slow, backend):
        await connection.close()


async def test_a_gap_that_nobody_can_have_left_open_is_told_once(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    async with reading(installed) as reader:
        await admin.execute("select nextval('svetu_console.lost')")
        await reader.until(lambda: reader.proofs[-1].lost == 1)
        seen = len(reader.proofs)
        await reader.until(lambda: len(reader.proofs) > seen + 1)
    await admin.close()
    assert reader.resets == ["lost"]
    assert {proof.capture for proof in reader.proofs} == {"whole"}


class ClosedDoor(LogDatabase):
    """Lets nobody follow the log before it is opened."""

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn)
        self.opened = asyncio.Event()

    @asynccontextmanager
    async def follow(self, wake: Callable[[], object]) -> AsyncIterator[LogReader]:
        await self.opened.wait()
        async with super().follow(wake) as reader:
            yield reader


async def test_what_was_pruned_while_nobody_could_read_is_a_gap(installed: Marketplace) -> None:
    admin, backend = [
        await asyncpg.connect(dsn) for dsn in (installed.superuser, installed.backend)
    ]
    door = ClosedDoor(installed.gateway)
    door.opened.set()
    async with reading(installed, door) as reader:
        door.opened.clear()
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'svetu_gateway'"
        )
        await pay(backend, 1, 700)
        await admin.execute(
            "update svetu_console.change_log set recorded_at = recorded_at - interval '40 days'"
        )
        assert await prune(installed.superuser, keep_days=30) == 2
        door.opened.set()
        await reader.until(lambda: reader.resets == ["horizon"])
        await pay(backend, 2, 100)
        await reader.until(lambda: len(reader.commits) == 1)
    assert reader.resets == ["horizon"]
    await admin.close()
    await backend.close()


async def test_nobody_resumes_in_an_epoch_that_is_over(installed: Marketplace) -> None:
    """As after crash recovery that the reader has not noticed yet."""
    admin = await asyncpg.connect(installed.superuser)
    async with reading(installed) as reader:
        position = reader.proofs[-1].position
        await reader.change_log.resume(position, position)
        await admin.execute("update svetu_console.epoch set id = gen_random_uuid()")
        with pytest.raises(ConnectionResetError):
            await reader.change_log.resume(position, position)
        await reader.until(lambda: reader.resets == ["epoch"])
    await admin.close()


async def test_a_lost_database_is_waited_for(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    backend = await asyncpg.connect(installed.backend)
    async with reading(installed) as reader:
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'svetu_gateway'"
        )
        await pay(backend, 1, 700)
        await reader.until(lambda: bool(reader.commits))
    assert reader.commits[0].accounts[0].balance_minor == 70_000
    await admin.close()
    await backend.close()


def test_snapshot_names_what_is_in_progress() -> None:
    assert in_progress("10:20:") == []
    assert in_progress("10:20:12,15") == ["12", "15"]


@pytest.mark.parametrize(
    ("theirs", "ours", "ahead"),
    [
        ("10:20:12", "10:20:12", False),
        ("10:20:12", "10:21:12", False),
        ("10:20:12", "20:20:", False),
        ("10:21:12", "10:20:12", True),  # 20 is over
        ("20:20:", "10:20:12", True),  # 12 is over
        ("10:20:12", "10:22:12,20,21", False),
        ("10:22:12,21", "10:22:12,20,21", True),  # 20 is over
        ("rubbish", "10:20:12", False),
    ],
)
def test_who_has_seen_more(theirs: str, ours: str, ahead: bool) -> None:  # noqa: FBT001
    position = Position(epoch="e", snapshot=theirs)
    assert is_ahead(position, Position(epoch="e", snapshot=ours)) is ahead
    assert not is_ahead(position, Position(epoch="another", snapshot=ours))

"""The marketplace's own work beside ours: migrations, dumps, locks, batches, other applications."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from gateway.install import owner_in_need, uninstall
from gateway.sandbox.postgres import Postgres, temporary_base
from gateway.sql import statements
from tests.conftest import Marketplace
from tests.faults.dumps import dump
from tests.gateway.test_capture import CREDIT, TOP_UP, log, pay
from tests.gateway.test_install import put
from tests.gateway.test_install_faults import WAITING
from tests.gateway.test_outage import shop_on

WAITS = "select exists (select from pg_locks where not granted and pid = $1)"
INSTALLER = """
    select pid from pg_locks join pg_stat_activity using (pid)
    where not granted and application_name = 'svetu-gateway install'
"""
LOSSES = "select svetu_console.losses()"
OWNER = "select tableowner from pg_tables where tablename = 'user_balances'"
READABLE = """
    select c.relname from pg_class c cross join unnest('{select,insert,update,delete}'::text[]) mode
    where relnamespace = 'svetu_console'::regnamespace and relkind in ('r', 'v', 'S')
      and case when relkind = 'S' then has_sequence_privilege($1, c.oid, 'select')
          else has_table_privilege($1, c.oid, mode)
            or has_any_column_privilege($1, c.oid, 'select') end
"""


@pytest.fixture
async def admin(marketplace: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(marketplace.superuser)
    yield connection
    await connection.close()


@pytest.fixture
async def backend(marketplace: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(marketplace.backend)
    yield connection
    await connection.close()


async def until(admin: asyncpg.Connection, question: str, *values: object) -> None:
    """Return when the server answers yes; it has no other way to tell."""
    while not await admin.fetchval(question, *values):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "migration",
    [
        "alter table users alter column name type varchar(200)",
        "alter table users alter column email type text, alter column phone type text",
        "alter table users drop column phone",
        "alter table users rename column name to full_name",
        "alter table user_balances alter column balance type numeric(14, 2)",
        "alter table user_balances rename column frozen_balance to frozen",
        "alter table balance_transactions alter column id type bigint, alter column type type text",
        "alter table balance_transactions drop column description",
        "create table copies (like users including all); drop table copies",
        "reindex table users; cluster users using users_pkey; vacuum analyze users",
        "drop table balance_transactions",
    ],
)
async def test_the_owner_migrates_as_ever(
    installed: Marketplace, backend: asyncpg.Connection, migration: str
) -> None:
    del installed
    await pay(backend, 1, 5)
    for part in migration.split(";"):
        await backend.execute(part)
    name = "full_name" if "full_name" in migration else "name"
    await backend.execute(f"insert into users ({name}, email) values ('Новый', 'new@example.org')")  # noqa: S608
    await backend.execute(CREDIT, 3, 5)


async def test_the_owner_dumps_what_is_his_and_reads_nothing_of_ours(
    postgres: Postgres, installed: Marketplace, admin: asyncpg.Connection
) -> None:
    whole = await dump(postgres, "pg_dump", "--exclude-schema=svetu_console", installed.backend)
    assert "COPY public.user_balances" in whole
    owner = await owner_in_need(installed.superuser)
    assert owner == await admin.fetchval(OWNER)
    readable = await admin.fetch(READABLE, owner)
    assert readable == []


async def test_rights_and_a_migration_at_the_same_moment_do_not_collide(
    marketplace: Marketplace, admin: asyncpg.Connection, backend: asyncpg.Connection
) -> None:
    await uninstall(marketplace.superuser)
    loop = asyncio.get_running_loop()
    async with backend.transaction():
        await backend.execute("alter table users add column one int, alter column name type text")
        installing = loop.create_task(put(marketplace))
        await until(admin, WAITING)
    await installing
    take = statements("uninstall.sql")["drop_role"].format(role="svetu_console_depositor")
    for number, ours in enumerate((statements("install.sql")["grant_reading"], take)):
        async with admin.transaction():
            await admin.execute(ours)
            migrating = loop.create_task(
                backend.execute(f"alter table user_balances add column note_{number} int")
            )
            await until(admin, WAITS, backend.get_server_pid())
        await migrating
    await uninstall(marketplace.superuser)


@pytest.mark.parametrize("command", ["install", "uninstall"])
async def test_payments_pass_one_that_waits_for_a_long_one(
    marketplace: Marketplace, admin: asyncpg.Connection, backend: asyncpg.Connection, command: str
) -> None:
    if command == "uninstall":
        await put(marketplace)
    customer = await asyncpg.connect(marketplace.backend)
    await customer.execute("set lock_timeout = '500ms'")
    async with backend.transaction():
        await pay(backend, 1, 5)
        act = put(marketplace) if command == "install" else uninstall(marketplace.superuser)
        coming = asyncio.get_running_loop().create_task(act)
        await until(admin, WAITING)
        waits_for = await admin.fetchval(
            statements("install.sql")["in_the_way"], await admin.fetchval(INSTALLER)
        )
        assert waits_for is None or f"process {backend.get_server_pid()}," in waits_for
        await pay(customer, 2, 5)
    await coming
    await customer.close()


async def test_an_index_being_built_gives_way_to_a_migration(
    installed: Marketplace, admin: asyncpg.Connection, backend: asyncpg.Connection
) -> None:
    name = "svetu_console_transactions_user"
    await admin.execute(f"drop index {name}")
    report = await asyncpg.connect(installed.backend)
    async with report.transaction(isolation="repeatable_read"):
        await report.fetch("select * from payment_methods")
        installing = asyncio.get_running_loop().create_task(put(installed))
        await until(admin, WAITING)  # for the report, whose snapshot is older than the index
        await backend.execute("set lock_timeout = '2s'")
        await backend.execute("alter table balance_transactions add column note text")
    await installing
    await report.close()
    valid = "select indisvalid from pg_index where indexrelid = to_regclass($1)"
    assert await admin.fetchval(valid, name)


ACTS = (
    "insert into user_balances (user_id, balance) values (1, 0) on conflict do nothing",
    "insert into balance_transactions (user_id, type, amount) values (1, 'deposit', 5)",
    "insert into user_balances (user_id, balance) values (1, 5)"
    " on conflict (user_id) do update set balance = user_balances.balance + excluded.balance",
    "update user_balances set balance = balance + 1",
    "update balance_transactions set status = 'completed'",
    "delete from balance_transactions",
    "delete from user_balances",
    "truncate user_balances, balance_transactions",
)
HELD = """
    select coalesce(relation::regclass::text, locktype), mode from pg_locks
    where pid = pg_backend_pid() and locktype not in ('virtualxid', 'transactionid')
      and coalesce(relation, 16384) >= 16384 -- below: the system's own tables
"""


async def test_a_payment_locks_nothing_more_of_the_marketplace(
    marketplace: Marketplace, backend: asyncpg.Connection
) -> None:
    await uninstall(marketplace.superuser)
    await pay(backend, 2, 5)

    async def held() -> list[set[tuple[str, str]]]:
        found = []
        for act in ACTS:
            undone = backend.transaction()
            await undone.start()
            await backend.execute(act)
            found.append({tuple(row) for row in await backend.fetch(HELD)})
            await undone.rollback()
        return found

    before = await held()
    await put(marketplace)
    for act, alone, beside in zip(ACTS, before, await held(), strict=True):
        assert alone <= beside
        added = dict(beside - alone)
        for index in statements("indexes.sql"):  # locked with the tables they belong to
            added.pop(index, None)
        assert added.pop("advisory", "ShareLock") == "ShareLock"  # tried for, never waited for
        assert all(name.startswith("svetu_console.") for name in added), added
        assert set(added.values()) <= {"AccessShareLock", "RowExclusiveLock"}, added
        assert added.get("svetu_console.change_log") == "RowExclusiveLock", act


async def test_a_batch_waits_once_for_a_log_that_is_locked(
    installed: Marketplace, admin: asyncpg.Connection, backend: asyncpg.Connection
) -> None:
    del installed
    statements_, before = 60, await admin.fetchval(LOSSES)
    async with admin.transaction():
        await admin.execute("lock table svetu_console.change_log in access exclusive mode")
        started = time.perf_counter()
        async with backend.transaction():
            for _ in range(statements_):
                await backend.execute(CREDIT, 1, 5)
        # A limit of the server's, not a speed of this machine: each wait takes 50 ms.
        assert time.perf_counter() - started < statements_ * 0.05 / 2
        # An upsert is an insert and an update: what was not even tried is counted as well.
        assert await admin.fetchval(LOSSES) - before >= statements_
    await backend.execute(CREDIT, 1, 5)
    assert [row["balance_after"] for row in await log(admin)] == [5 * statements_ + 5]


async def test_what_a_batch_does_after_a_savepoint_is_written_again(
    installed: Marketplace, admin: asyncpg.Connection, backend: asyncpg.Connection
) -> None:
    """Having given up belongs to the work in which it happened, and is undone with that."""
    del installed
    async with backend.transaction():
        undone = backend.transaction()
        await undone.start()
        async with admin.transaction():
            await admin.execute("lock table svetu_console.change_log in access exclusive mode")
            await backend.execute(CREDIT, 1, 5)
        await undone.rollback()
        await backend.execute(CREDIT, 2, 7)
    assert [row["balance_after"] for row in await log(admin)] == [7]
    assert await admin.fetchval(LOSSES) > 0


NOTIFIED = "select pg_notification_queue_usage()"


def version_of(server: Postgres) -> int:
    """Return the major version."""
    words = subprocess.run([server.bin / "postgres", "--version"], capture_output=True, check=True)
    return int(words.stdout.decode().partition(") ")[2].partition(".")[0])


@pytest.fixture
def crowded() -> Iterator[Postgres]:
    """A server with prepared transactions, a small queue, and an autovacuum that takes for ever."""
    base = temporary_base()
    server = Postgres(base)
    small = {"max_notify_queue_pages": "64"} if version_of(server) >= 17 else {}
    settings = {
        "fsync": "off", "max_prepared_transactions": "5", "autovacuum_naptime": "1s",
        "autovacuum_vacuum_cost_delay": "100ms", "autovacuum_vacuum_cost_limit": "1",
    }  # fmt: skip
    server = Postgres(base, settings=settings | small)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(base.parent)


async def test_a_payment_may_be_prepared(crowded: Postgres) -> None:
    shop = await shop_on(crowded)
    backend = await asyncpg.connect(shop.backend)
    await backend.execute("insert into users (name, email) values ('Ana', 'ana@example.org')")
    await backend.execute("begin")
    await backend.execute(TOP_UP, 1, 5)
    await backend.execute(CREDIT, 1, 5)
    await backend.execute("prepare transaction 'payment'")
    assert await log(backend) == []
    await backend.execute("commit prepared 'payment'")
    assert [row["what"] for row in await log(backend)] == ["t", "b"]
    await backend.close()


async def test_a_queue_that_another_application_filled_fails_no_payment(
    crowded: Postgres,
) -> None:
    if version_of(crowded) < 17:
        pytest.skip("before PostgreSQL 17 this queue has 8 GB: too much for a test")
    shop = await shop_on(crowded)
    backend = await asyncpg.connect(shop.backend)
    await backend.execute("insert into users (name, email) values ('Ana', 'ana@example.org')")
    await backend.execute("create database other")
    sleeper = await asyncpg.connect(crowded.dsn("other"))
    other = await asyncpg.connect(crowded.dsn("other"))
    await sleeper.execute("listen news")
    await sleeper.execute("begin")  # and it reads nothing any more
    fill = (
        "do $$ begin for i in 1..200 loop perform pg_notify('news', rpad(i::text, 7900)); commit;"
    )
    with pytest.raises(asyncpg.PostgresError, match="queue"):
        await other.execute(f"{fill} end loop; end $$")
    assert await backend.fetchval(NOTIFIED) > 0.9
    await pay(backend, 1, 5)
    assert [row["what"] for row in await log(backend)] == ["t", "b"]
    assert await backend.fetchval(LOSSES) == 0
    for connection in (sleeper, other, backend):
        await connection.close()


async def test_an_autovacuum_is_sent_away_before_payments_have_to_wait_for_it(
    crowded: Postgres,
) -> None:
    shop = await shop_on(crowded)
    await uninstall(shop.superuser)
    admin = await asyncpg.connect(shop.superuser)
    await admin.execute(
        "insert into users (name, email) select 'Ana', format('a%s@example.org', n)"
        " from generate_series(1, 20000) n;"
        "insert into user_balances (user_id) select id from users;"
        "update user_balances set balance = 1"
    )
    at_work = "select exists (select from pg_stat_activity where query like $1)"
    await until(admin, at_work, "autovacuum: VACUUM%user_balances%")
    await put(shop)
    await uninstall(shop.superuser)
    await admin.close()

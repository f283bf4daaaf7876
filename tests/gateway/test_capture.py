"""What the triggers write, and that they never stand in the way of a payment."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from gateway.install import install, uninstall
from gateway.sandbox.postgres import Postgres
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.faults.dumps import dumped

TOP_UP = """
    insert into balance_transactions (user_id, type, amount, status, payment_method, description)
    values ($1, 'deposit', $2, 'completed', 'mock_payment', 'Пополнение через Mock Payment')
"""
CREDIT = """
    insert into user_balances (user_id, balance) values ($1, $2)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""


@pytest.fixture
async def backend(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.backend)
    yield connection
    await connection.close()


@pytest.fixture
async def admin(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.superuser)
    yield connection
    await connection.close()


async def pay(connection: asyncpg.Connection, user_id: int, amount: int) -> None:
    async with connection.transaction():
        await connection.execute(TOP_UP, user_id, amount)
        await connection.execute(CREDIT, user_id, amount)


async def log(admin: asyncpg.Connection) -> list[asyncpg.Record]:
    rows: list[asyncpg.Record] = await admin.fetch(
        "select *, kind::text as what from svetu_console.change_log order by pos"
    )
    return rows


async def test_one_payment_is_two_rows_of_one_commit(
    backend: asyncpg.Connection, admin: asyncpg.Connection
) -> None:
    await pay(backend, 1, 2000)
    transaction, balance = await log(admin)
    assert (transaction["what"], balance["what"]) == ("t", "b")
    assert transaction["xid"] == balance["xid"]
    assert balance["balance_before"] is None
    assert balance["balance_after"] == 2000
    assert balance["written_by"] == "svetu_backend"


async def test_what_changes_nothing_writes_nothing(
    backend: asyncpg.Connection, admin: asyncpg.Connection
) -> None:
    await pay(backend, 1, 2000)
    before = len(await log(admin))
    await backend.execute("update user_balances set updated_at = now()")
    await backend.execute("update user_balances set balance = balance")
    await backend.execute("update balance_transactions set payment_details = '{}'")
    assert len(await log(admin)) == before


async def test_rolled_back_work_is_not_in_the_log(
    backend: asyncpg.Connection, admin: asyncpg.Connection
) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await pay(backend, 99, 2000)
    assert await log(admin) == []


async def test_a_transaction_moved_to_another_user_changes_both(
    backend: asyncpg.Connection, admin: asyncpg.Connection
) -> None:
    await pay(backend, 1, 2000)
    await backend.execute("update balance_transactions set user_id = 2")
    moved = [row["user_id"] for row in await log(admin) if row["type_before"] == "deposit"]
    assert sorted(moved) == [1, 2]


@pytest.mark.parametrize(
    "damage",
    [
        "drop table svetu_console.change_log cascade",
        "alter table svetu_console.change_log add constraint no check (false) not valid",
    ],
)
async def test_a_broken_log_never_fails_a_payment(
    backend: asyncpg.Connection, admin: asyncpg.Connection, damage: str
) -> None:
    await admin.execute(damage)
    lost = "select last_value + is_called::int from svetu_console.lost"
    before = await admin.fetchval(lost)
    await pay(backend, 1, 2000)
    assert await backend.fetchval("select balance from user_balances where user_id = 1") == 2000
    assert await admin.fetchval(lost) > before


async def test_a_locked_log_does_not_hold_a_payment_up(
    backend: asyncpg.Connection, admin: asyncpg.Connection
) -> None:
    await backend.execute("set statement_timeout = '5s'")
    async with admin.transaction():
        await admin.execute("lock table svetu_console.change_log in access exclusive mode")
        await pay(backend, 1, 2000)
        assert await admin.fetchval("select last_value from svetu_console.lost") >= 1


async def test_a_migration_with_changes_and_ddl_in_one_transaction_passes(
    backend: asyncpg.Connection,
) -> None:
    await pay(backend, 1, 2000)
    async with backend.transaction():
        await backend.execute("update balance_transactions set amount = amount + 1")
        await backend.execute("alter table balance_transactions add column note text")
        await backend.execute("create index on balance_transactions (note)")
        await backend.execute("update user_balances set balance = 0")
        await backend.execute("truncate balance_transactions")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("alter table user_balances disable trigger svetu_console_update", "is disabled"),
        ("drop trigger svetu_console_insert on balance_transactions", "is missing"),
        ("alter table user_balances rename to old_balances", "user_balances is missing"),
    ],
)
async def test_damaged_capture_is_said_in_words(
    admin: asyncpg.Connection, damage: str, words: str
) -> None:
    faults = "select coalesce(string_agg(f, '; '), '') from svetu_console.capture_faults() f"
    assert await admin.fetchval(faults) == ""
    await admin.execute(damage)
    assert words in await admin.fetchval(faults)


async def test_the_service_cannot_write_nor_read_secrets(installed: Marketplace) -> None:
    service = await asyncpg.connect(installed.gateway)
    for forbidden in (
        "update user_balances set balance = 1",
        "insert into balance_transactions (user_id, type, amount) values (1, 'deposit', 1)",
        "delete from svetu_console.change_log",
        "select password from users",
        "select credentials from payment_methods",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(forbidden)
    await service.close()


async def test_uninstall_leaves_no_trace(postgres: Postgres, marketplace: Marketplace) -> None:
    # Roles belong to the cluster and other tests leave theirs: start from none of ours.
    await uninstall(marketplace.superuser)
    before = await dumped(postgres, marketplace.superuser)
    await install(marketplace.superuser, environment="sandbox", backend_zone=BACKEND_ZONE)
    await install(marketplace.superuser, environment="staging", backend_zone=BACKEND_ZONE)
    assert await dumped(postgres, marketplace.superuser) != before
    await uninstall(marketplace.superuser)
    assert await dumped(postgres, marketplace.superuser) == before

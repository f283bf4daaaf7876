"""Install and uninstall with something in their way: cut, killed, twice at once, without rights."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Iterator

import asyncpg
import pytest

from gateway.install import InstallFailed, install, uninstall
from gateway.sandbox.postgres import Postgres
from tests.conftest import BACKEND_ZONE, Marketplace, cluster
from tests.faults.dumps import dumped
from tests.faults.wire import cut_wire
from tests.gateway.test_capture import pay
from tests.gateway.test_install import is_there, put, run

LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
FAULTS = "select array(select svetu_console.capture_faults())"
SOUND = """
    select a.lost = svetu_console.losses() and a.stamp = svetu_console.capture_stamp()
        and (select count(*) from svetu_console.checkpoint) = (select count(*) from user_balances)
    from svetu_console.admitted a
"""
WAITING = """
    select count(*) from pg_locks l join pg_stat_activity a using (pid)
    where not l.granted and a.application_name = 'svetu-gateway install'
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A cluster without the roles of other tests, which are the whole cluster's."""
    with cluster() as server:
        yield server


@pytest.fixture
async def before(postgres: Postgres, marketplace: Marketplace) -> str:
    """What is there without us; roles are the whole cluster's, and another test may have failed."""
    await uninstall(marketplace.superuser)
    return await dumped(postgres, marketplace.superuser)


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


async def test_cut_at_any_moment_the_next_one_finishes(
    postgres: Postgres,
    marketplace: Marketplace,
    before: str,
    admin: asyncpg.Connection,
    backend: asyncpg.Connection,
) -> None:
    await put(marketplace)
    whole = await dumped(postgres, marketplace.superuser)
    await uninstall(marketplace.superuser)
    cuts = 0
    for messages in range(4, 400, 5):
        async with cut_wire(marketplace.superuser, messages) as (installing, dsn):
            with contextlib.suppress(*LOST):
                await install(dsn, environment="sandbox", backend_zone=BACKEND_ZONE)
            is_cut = installing.is_cut
        await pay(backend, 1, 5)
        await put(marketplace)
        assert await dumped(postgres, marketplace.superuser) == whole, messages
        assert await admin.fetchval(FAULTS) == []
        assert await admin.fetchval(SOUND), messages
        async with cut_wire(marketplace.superuser, messages) as (_, dsn):
            with contextlib.suppress(*LOST):
                await uninstall(dsn)
        await pay(backend, 1, 5)
        await uninstall(marketplace.superuser)
        assert await dumped(postgres, marketplace.superuser) == before, messages
        cuts += is_cut
        if not is_cut:
            break
    assert cuts > 5


@pytest.mark.parametrize("command", ["install", "uninstall"])
async def test_killed_while_it_waits_it_leaves_the_tables_free(
    marketplace: Marketplace, admin: asyncpg.Connection, backend: asyncpg.Connection, command: str
) -> None:
    await uninstall(marketplace.superuser)
    if command == "uninstall":
        await put(marketplace)
    arguments = ("--environment", "sandbox") if command == "install" else ()
    customer = await asyncpg.connect(marketplace.backend)
    async with backend.transaction():
        await pay(backend, 1, 5)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "gateway", command, *arguments,
            env={**os.environ, "SVETU_DSN": marketplace.superuser},
        )  # fmt: skip
        while not await admin.fetchval(WAITING):  # noqa: ASYNC110  (a server, not a thing to await)
            await asyncio.sleep(0.01)
        process.kill()
        await process.wait()
        await customer.execute("set lock_timeout = '500ms'")
        await pay(customer, 2, 5)
    await customer.close()
    if command == "install":
        await put(marketplace)
        assert await admin.fetchval(FAULTS) == []
    await uninstall(marketplace.superuser)
    assert not await is_there(admin)


async def test_two_at_once_take_turns(
    postgres: Postgres, marketplace: Marketplace, before: str, admin: asyncpg.Connection
) -> None:
    await asyncio.gather(put(marketplace), put(marketplace), put(marketplace))
    assert await admin.fetchval(FAULTS) == []
    await asyncio.gather(uninstall(marketplace.superuser), uninstall(marketplace.superuser))
    assert await dumped(postgres, marketplace.superuser) == before
    await asyncio.gather(put(marketplace), uninstall(marketplace.superuser))
    await uninstall(marketplace.superuser)
    assert await dumped(postgres, marketplace.superuser) == before


async def test_without_rights_over_roles_an_administrator_is_told_what_to_run(
    postgres: Postgres, marketplace: Marketplace, before: str, admin: asyncpg.Connection
) -> None:
    """The tables' owner installs; the administrator runs what is printed, no more."""

    async def asked(act: Awaitable[str]) -> str:
        with pytest.raises(InstallFailed) as refused:
            await act
        return str(refused.value).partition("\n")[2]

    owner = marketplace.backend
    await run(
        postgres, marketplace,
        await asked(install(owner, environment="sandbox", backend_zone=BACKEND_ZONE)),
    )  # fmt: skip
    await install(owner, environment="sandbox", backend_zone=BACKEND_ZONE)
    assert await admin.fetchval(FAULTS) == []
    backend = await asyncpg.connect(owner)
    await pay(backend, 1, 5)
    await backend.close()
    assert await admin.fetchval("select count(*) from svetu_console.change_log") == 2
    await run(postgres, marketplace, await asked(uninstall(owner)))
    name = await admin.fetchval("select current_database()")
    await admin.execute(f"revoke create on database {name} from svetu_backend")
    assert await dumped(postgres, marketplace.superuser) == before


async def test_another_database_is_left_alone(
    postgres: Postgres, marketplace: Marketplace, before: str, admin: asyncpg.Connection
) -> None:
    await admin.execute("alter table payment_methods rename to elsewhere")
    with pytest.raises(InstallFailed, match="payment_methods"):
        await put(marketplace)
    await admin.execute("alter table elsewhere rename to payment_methods")
    assert await dumped(postgres, marketplace.superuser) == before


MADE_ANEW = """
    alter table user_balances rename to user_balances_old;
    create table user_balances (like user_balances_old including all);
    insert into user_balances select * from user_balances_old;
"""


async def test_a_table_made_anew_is_watched_again_and_both_are_left_clean(
    postgres: Postgres, marketplace: Marketplace, admin: asyncpg.Connection
) -> None:
    await uninstall(marketplace.superuser)
    backend = await asyncpg.connect(marketplace.backend)
    await pay(backend, 1, 5)
    await backend.execute(MADE_ANEW)
    before = await dumped(postgres, marketplace.superuser)
    await backend.execute(
        "drop table user_balances; alter table user_balances_old rename to user_balances"
    )
    await put(marketplace)
    await backend.execute(MADE_ANEW)
    assert "missing" in "".join(await admin.fetchval(FAULTS))
    await put(marketplace)
    assert await admin.fetchval(FAULTS) == []
    await pay(backend, 1, 5)
    await backend.close()
    await admin.execute("set role svetu_gateway")
    assert await admin.fetchval("select balance from user_balances where user_id = 1") == 10
    await admin.execute("reset role")
    last = "select balance_after from svetu_console.change_log where kind = 'b' order by pos desc"
    assert await admin.fetchval(last) == 10
    await uninstall(marketplace.superuser)
    assert await dumped(postgres, marketplace.superuser) == before


async def test_dropped_tables_do_not_keep_us(
    postgres: Postgres, marketplace: Marketplace, before: str, admin: asyncpg.Connection
) -> None:
    del before
    await put(marketplace)
    await admin.execute("drop table user_balances, balance_transactions")
    await uninstall(marketplace.superuser)
    assert "svetu_console" not in await dumped(postgres, marketplace.superuser)


async def test_functions_changed_by_hand_are_put_back_and_the_gap_is_known(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    text = "select string_agg(prosrc, '' order by proname) from svetu_console.capture_functions"
    before = await admin.fetchval(text)
    await admin.execute(
        "create or replace function svetu_console.log_balances() returns trigger"
        " language plpgsql as 'begin return null; end'"
    )
    assert await admin.fetchval(FAULTS) != []
    await put(installed)
    assert await admin.fetchval(text) == before
    assert await admin.fetchval(FAULTS) == []
    assert not await admin.fetchval(SOUND), "what was written meanwhile is missing"

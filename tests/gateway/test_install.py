"""Install: safe to repeat, preview, upgrade and undo; nobody may do more than they must."""

import asyncio
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.install import install, uninstall
from gateway.sandbox.postgres import Postgres
from gateway.sql import migrations, statements
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.gateway.desk import Desk, desk
from tests.gateway.test_capture import pay

CONTENT = """
    select 'settings', s::text from svetu_console.settings s
    union all select 'migrations', m::text from svetu_console.schema_migrations m
    union all select 'checkpoint', c::text from svetu_console.checkpoint c
    union all select 'admitted', a::text from svetu_console.admitted a
    union all select 'capture', svetu_console.capture_stamp()
    union all select 'relation', concat_ws(' ', oid, relname, relfilenode, relacl) from pg_class
        where relname like 'svetu_console%' or relnamespace = 'svetu_console'::regnamespace
    union all select 'function', concat_ws(' ', oid, proname, proacl) from pg_proc
        where pronamespace = 'svetu_console'::regnamespace
    order by 1, 2
"""


async def put(shop: Marketplace, **options: Any) -> str:
    return await install(
        shop.superuser, environment="sandbox", backend_zone=BACKEND_ZONE, **options
    )


async def run(server: Postgres, shop: Marketplace, script: str) -> None:
    """Run a script as an administrator does."""
    process = await asyncio.create_subprocess_exec(
        str(server.bin / "psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1",
        shop.superuser, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, words = await process.communicate(script.encode())
    assert process.returncode == 0, words.decode()


async def is_there(admin: asyncpg.Connection) -> bool:
    return bool(await admin.fetchval("select to_regnamespace('svetu_console') is not null"))


async def test_a_second_install_changes_nothing(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    backend = await asyncpg.connect(installed.backend)
    await pay(backend, 1, 5)
    await backend.close()
    before = await admin.fetch(CONTENT)
    await put(installed)
    assert await admin.fetch(CONTENT) == before
    await install(installed.superuser, environment="staging", backend_zone="UTC")
    settings = await admin.fetchrow("select environment, backend_zone from svetu_console.settings")
    assert tuple(settings) == ("staging", "UTC"), "but what is asked for anew is taken over"


async def test_a_dry_run_prints_what_an_administrator_can_run(
    postgres: Postgres, marketplace: Marketplace
) -> None:
    admin = await asyncpg.connect(marketplace.superuser)
    script = await put(marketplace, dry_run=True)
    assert not await is_there(admin)
    await run(postgres, marketplace, script)
    await admin.execute("alter role svetu_gateway password 'gateway'")
    by_hand = await admin.fetch(CONTENT)
    await put(marketplace)
    assert await admin.fetch(CONTENT) == by_hand, "nothing was left to do"
    async with desk(marketplace) as served, served.signed_in() as http:
        assert (await http.get("/users/1")).status_code == 200
    undoing = await uninstall(marketplace.superuser, dry_run=True)
    assert await admin.fetch(CONTENT) != []
    await run(postgres, marketplace, undoing)
    assert not await is_there(admin)
    await admin.close()


async def test_an_older_installation_is_upgraded(
    marketplace: Marketplace,
) -> None:
    admin = await asyncpg.connect(marketplace.superuser)
    backend = await asyncpg.connect(marketplace.backend)
    await pay(backend, 1, 5)
    steps = statements("install.sql")
    settings = steps["settings"].format(
        environment="sandbox", backend_zone=BACKEND_ZONE, version="0.0.1"
    )
    for sql in (
        steps["create_roles"],
        *(f"{sql}\n{steps['record'].format(number=number)}" for number, sql in migrations()[:2]),
        settings, steps["trust_functions"], steps["grant_reading"], steps["watch_user_balances"],
        steps["watch_balance_transactions"], steps["begin_proof"],
    ):  # fmt: skip
        await admin.execute(sql)
    await pay(backend, 1, 7)
    await backend.close()
    log = await admin.fetch("select * from svetu_console.change_log order by pos")
    stamp = await admin.fetchval("select svetu_console.capture_stamp()")
    await put(marketplace)
    await admin.execute("alter role svetu_gateway password 'gateway'")
    assert await admin.fetchval("select svetu_console.capture_stamp()") == stamp
    assert await admin.fetch("select * from svetu_console.change_log order by pos") == log
    assert await admin.fetchval("select count(*) from svetu_console.checkpoint") == 1
    applied = await admin.fetch("select number from svetu_console.schema_migrations order by 1")
    assert [row["number"] for row in applied] == [number for number, _ in migrations()]
    async with desk(marketplace) as served, served.signed_in() as http:
        page = (await http.get("/users/1")).json()
    assert [row["balance_after_minor"] for row in page["transactions"]] == [1200, 500]
    await admin.close()


async def test_an_index_that_was_left_invalid_is_rebuilt(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    name = "svetu_console_transactions_user"
    valid = "select indisvalid from pg_index where indexrelid = to_regclass($1)"
    backend = await asyncpg.connect(installed.backend)
    await admin.execute(f"drop index {name}")
    async with backend.transaction():
        await pay(backend, 1, 5)
        await admin.execute("set statement_timeout = '200ms'")
        with pytest.raises(asyncpg.QueryCanceledError):  # it waits for the payment
            await admin.execute(statements("indexes.sql")[name])
    await backend.close()
    assert await admin.fetchval(valid, name) is False
    await put(installed)
    assert await admin.fetchval(valid, name) is True


async def test_uninstall_does_not_mind_a_gateway_at_work(
    installed: Marketplace, admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    assert (await http.get("/users/1")).status_code == 200
    await uninstall(installed.superuser)
    assert not await is_there(admin)
    backend = await asyncpg.connect(installed.backend)
    await pay(backend, 1, 5)
    await backend.close()
    async with httpx.AsyncClient(base_url=served.url) as stranger:
        assert (await stranger.get("/health/live")).status_code == 200
        assert (await stranger.get("/health/ready")).status_code == 503


OURS = ["svetu_gateway", "svetu_console_owner", "svetu_console_depositor"]
SECRETS = {("users", "password"), ("users", "google_id"), ("payment_methods", "credentials")}


async def test_roles_may_do_what_they_must_and_no_more(admin: asyncpg.Connection) -> None:
    roles = await admin.fetch(
        "select rolname, rolcanlogin, rolsuper or rolcreaterole or rolcreatedb or rolreplication"
        " or rolbypassrls as mighty from pg_roles where rolname = any ($1)",
        OURS,
    )
    assert {row["rolname"] for row in roles if row["rolcanlogin"]} == {"svetu_gateway"}
    assert len(roles) == 3
    assert not any(row["mighty"] for row in roles)
    assert not await admin.fetchval(
        "select count(*) from pg_auth_members where member::regrole::text = any ($1)",
        OURS,
    )
    writes = await admin.fetch(
        "select distinct grantee, table_name, privilege_type"
        " from information_schema.column_privileges where grantee = any ($1)"
        " and table_schema = 'public' and privilege_type <> 'SELECT' union"
        " select grantee, table_name, privilege_type from information_schema.table_privileges"
        " where grantee = any ($1) and table_schema = 'public'",
        OURS,
    )
    assert {tuple(row) for row in writes} == {
        ("svetu_console_depositor", "user_balances", "INSERT"),
        ("svetu_console_depositor", "user_balances", "UPDATE"),
        ("svetu_console_depositor", "balance_transactions", "INSERT"),
    }
    reads = await admin.fetch(
        "select distinct table_name, column_name from information_schema.column_privileges"
        " where grantee = any ($1) and table_schema = 'public' and privilege_type = 'SELECT'",
        OURS,
    )
    assert not {tuple(row) for row in reads} & SECRETS
    for schema in ("public", "svetu_console"):
        for role in ("svetu_gateway", "svetu_console_depositor"):
            assert not await admin.fetchval(
                "select has_schema_privilege($1, $2, 'create')", role, schema
            )


async def test_functions_cannot_be_turned_against_their_owner(admin: asyncpg.Connection) -> None:
    functions = await admin.fetch(
        "select proname, prosecdef, proconfig, proowner::regrole::text as owner,"
        " exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner)))"
        "         where grantee = 0) as for_all,"
        " has_function_privilege('svetu_gateway', p.oid, 'execute') as for_gateway"
        " from pg_proc p where pronamespace = 'svetu_console'::regnamespace"
        " and not exists (select from pg_depend where objid = p.oid and deptype = 'e')"
    )
    for row in functions:
        assert row["owner"] in ("svetu_console_owner", "svetu_console_depositor"), row
        if row["prosecdef"]:
            assert "search_path=pg_catalog, pg_temp" in row["proconfig"], row
    pure = {"fold", "digits", "searchable", "surname"}
    assert {row["proname"] for row in functions if row["for_all"]} == pure
    assert {row["proname"] for row in functions if row["owner"] == "svetu_console_depositor"} == {
        "book", "cancel_deposit", "complete_payment", "demand_again", "demand_environment",
        "demand_pace", "demand_reason", "demand_role", "demand_user", "deposit", "no_room",
        "open_payment_session", "priced", "refuse", "reverse", "take_key",
    }  # fmt: skip
    assert {row["proname"] for row in functions if row["for_gateway"]} - pure == {
        "admit_gap", "begin_sign_in", "beginning", "cancel_deposit", "capture_faults",
        "capture_stamp", "changes", "complete_payment", "completed_minor", "current_epoch",
        "deposit", "find_users", "losses", "matching", "minor", "note", "note_evidence",
        "note_export", "note_opening", "open_payment_session", "reverse", "settled", "sweep",
        "verbatim", "wake_lock",
    }  # fmt: skip


async def test_the_service_cannot_write_the_marketplace_any_other_way(
    installed: Marketplace,
) -> None:
    service = await asyncpg.connect(installed.gateway)
    for table, column in (
        ("users", "name"), ("user_balances", "balance"), ("balance_transactions", "amount"),
        ("payment_methods", "name"), ("svetu_console.settings", "environment"),
        ("svetu_console.change_log", "reason"), ("svetu_console.idempotency_keys", "key"),
        ("svetu_console.operators", "role"), ("svetu_console.payment_sessions", "state"),
        ("svetu_console.audit", "reason"), ("svetu_console.audit_head", "number"),
        ("svetu_console.test_transactions", "reason"),
    ):  # fmt: skip
        for forbidden in (
            f"insert into {table} default values",
            f"update {table} set {column} = null",  # noqa: S608
            f"delete from {table}",  # noqa: S608
            f"truncate {table} cascade",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await service.execute(forbidden)
    for forbidden in (
        "select svetu_console.book(1, 'deposit', 5, 'RSD', 'x', 'x', '{}')",
        "select svetu_console.chain(1, 'deposit', 1, 1, '', '', '', '', '{}')",
        "set role svetu_console_depositor",
        "set role svetu_console_owner",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(forbidden)
    await service.close()

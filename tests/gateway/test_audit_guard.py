"""The audit only grows: whatever the service, or a superuser, tries."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.conftest import Marketplace


@pytest.fixture
async def service(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.gateway)
    yield connection
    await connection.close()


async def test_the_service_can_add_and_nothing_else(service: asyncpg.Connection) -> None:
    for forbidden in (
        "insert into svetu_console.audit (action) values ('deposit')",
        "update svetu_console.audit set reason = ''",
        "delete from svetu_console.audit",
        "truncate svetu_console.audit",
        "update svetu_console.audit_head set number = 0",
        "alter table svetu_console.audit disable trigger append_only",
        "select svetu_console.chain(null, 'deposit', 1, 1, '', '', '', '', '{}')",
        "select nextval('svetu_console.audit_id_seq')",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(forbidden)
    for chained_only in ("deposit", "reversal", "export", "payment_session", ""):
        with pytest.raises(asyncpg.CheckViolationError):
            await service.execute("select svetu_console.note(null, $1, null, '', '')", chained_only)


async def test_even_a_superuser_has_to_switch_the_guard_off(admin: asyncpg.Connection) -> None:
    await admin.execute("select svetu_console.note(null, 'sign_in_refused', null, '', '')")
    await admin.execute("set session_replication_role = replica")
    for forbidden in (
        "update svetu_console.audit set reason = ''",
        "delete from svetu_console.audit",
        "truncate svetu_console.audit",
        "delete from svetu_console.audit_head",
        "truncate svetu_console.audit_head",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
            await admin.execute(forbidden)

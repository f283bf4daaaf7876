"""Puts the console's schema and triggers beside the marketplace's tables, and takes them away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import asyncpg

from gateway.sql import migrations, statements

logger = logging.getLogger(__name__)

ENVIRONMENTS = ("production", "staging", "sandbox")
WATCHED = {"balances": "public.user_balances", "transactions": "public.balance_transactions"}
ROLES = ("svetu_gateway", "svetu_console_depositor", "svetu_console_owner")
ATTEMPTS = 40


class InstallFailed(Exception):  # noqa: N818
    """Nothing was left half done; the text is one sentence for a person."""


async def install(dsn: str, *, environment: str, backend_zone: str) -> None:
    """Install or upgrade; safe to repeat, and safe while the marketplace writes.

    ``backend_zone`` is the zone whose wall clock the backend writes (contract Q9).
    Raises InstallFailed.
    """
    _check(environment, backend_zone)
    sql = statements("install.sql")
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("set lock_timeout = '500ms'")
        await _create_roles(connection)
        await _patiently(lambda: _migrate(connection))
        await connection.execute(sql["settings"], environment, backend_zone)
        for name, table in WATCHED.items():  # one table at a time: payments must not queue
            if not await connection.fetchval(sql["is_watched"], table):
                await _patiently(_script(connection, sql[f"watch_{name}"]))
        await connection.execute(sql["opening_balances"])
    finally:
        await connection.close()


async def uninstall(dsn: str) -> None:
    """Remove everything that install brought; the marketplace is left as it was."""
    sql = statements("install.sql")
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("set lock_timeout = '500ms'")
        for name in WATCHED:
            await _patiently(_script(connection, sql[f"unwatch_{name}"]))
        await _patiently(_script(connection, sql["drop_schema"]))
        for role in ROLES:
            await _patiently(_script(connection, sql["drop_role"].format(role=role)))
    finally:
        await connection.close()


def _check(environment: str, backend_zone: str) -> None:
    if environment not in ENVIRONMENTS:
        raise InstallFailed(f"The environment is one of {', '.join(ENVIRONMENTS)}.")
    try:
        ZoneInfo(backend_zone)
    except (ZoneInfoNotFoundError, ValueError) as exc:
        raise InstallFailed(f"{backend_zone} is not a time zone such as Europe/Belgrade.") from exc


async def _create_roles(connection: asyncpg.Connection) -> None:
    sql = statements("install.sql")["create_roles"]
    try:
        await connection.execute(sql)
    except asyncpg.InsufficientPrivilegeError as exc:
        raise InstallFailed(
            f"This role may not create roles. Let an administrator run once:\n{sql};"
        ) from exc


async def _migrate(connection: asyncpg.Connection) -> None:
    sql = statements("install.sql")
    async with connection.transaction():
        done = set()
        if await connection.fetchval(sql["is_installed"]):
            done = {row["number"] for row in await connection.fetch(sql["applied"])}
        for number, script in migrations():
            if number not in done:
                await connection.execute(script)
                await connection.execute(sql["record"], number)
                logger.info("migration %d applied", number)


def _script(connection: asyncpg.Connection, sql: str) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        async with connection.transaction():
            await connection.execute(sql)

    return run


async def _patiently(act: Callable[[], Awaitable[None]]) -> None:
    """Run ``act``; give way after 500 ms without the lock and try again, so that payments pass."""
    delay = 0.1
    for attempt in range(ATTEMPTS):
        try:
            return await act()
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            logger.info("the tables are busy (attempt %d): waiting", attempt + 1)
            await asyncio.sleep(delay)
            delay = min(delay * 2, 3.0)
    raise InstallFailed("The marketplace's tables were never free for 500 ms: try again later.")

"""Puts the console's schema and triggers beside the marketplace's tables, and takes them away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import asyncpg

from gateway import __version__
from gateway.sql import migrations, statements

logger = logging.getLogger(__name__)

ENVIRONMENTS = ("production", "staging", "sandbox")
WATCHED = ("user_balances", "balance_transactions")
ROLES = ("svetu_gateway", "svetu_console_depositor", "svetu_console_owner")
OLDEST_POSTGRESQL = 14
ATTEMPTS = 40
BUSY = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError)


class InstallFailed(Exception):  # noqa: N818
    """The marketplace goes on as before, and a repeat finishes; one sentence for a person."""


async def install(dsn: str, *, environment: str, backend_zone: str, dry_run: bool = False) -> str:
    """Install or upgrade; safe to repeat, and safe while the marketplace writes.

    ``backend_zone`` is the zone whose wall clock the backend writes (contract Q9). Returns the SQL
    that was run; with ``dry_run`` nothing is. Raises InstallFailed.
    """
    _check(environment, backend_zone)
    connection = await _connect(dsn, read_only=dry_run)
    try:
        installer = _Installer(connection, dry_run=dry_run)
        await installer.install(environment, backend_zone)
        return installer.script
    finally:
        await connection.close()


async def uninstall(dsn: str, *, dry_run: bool = False) -> str:
    """Remove everything that install brought; the marketplace is left as it was.

    Returns the SQL that was run; with ``dry_run`` nothing is. Raises InstallFailed.
    """
    connection = await _connect(dsn, read_only=dry_run)
    try:
        installer = _Installer(connection, dry_run=dry_run)
        await installer.uninstall()
        return installer.script
    finally:
        await connection.close()


async def _connect(dsn: str, *, read_only: bool) -> asyncpg.Connection:
    settings = {
        "application_name": "svetu-gateway install",
        "lock_timeout": "500ms",  # a lock waited for is a lock that payments queue behind
        "default_transaction_read_only": "on" if read_only else "off",
    }
    return await asyncpg.connect(dsn, timeout=10, server_settings=settings)


def _check(environment: str, backend_zone: str) -> None:
    if environment not in ENVIRONMENTS:
        raise InstallFailed(f"The environment is one of {', '.join(ENVIRONMENTS)}.")
    try:
        ZoneInfo(backend_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise InstallFailed(f"{backend_zone} is not a time zone such as Europe/Belgrade.") from exc


class _Installer:
    """Runs one step after the other and remembers them; or only remembers (``dry_run``)."""

    def __init__(self, connection: asyncpg.Connection, *, dry_run: bool) -> None:
        self._connection = connection
        self._dry_run = dry_run
        self._steps: list[str] = []
        self._install = statements("install.sql")
        self._indexes = statements("indexes.sql")
        self._uninstall = statements("uninstall.sql")

    @property
    def script(self) -> str:
        """The SQL so far, fit for psql."""
        return "".join(f"{step.rstrip().rstrip(';')};\n\n" for step in self._steps)

    async def install(self, environment: str, backend_zone: str) -> None:
        await self._roles()
        is_new = not await self._ask("is_installed")
        await self._migrate(is_new=is_new)
        settings = self._install["settings"].format(
            environment=environment, backend_zone=backend_zone, version=__version__
        )
        await self._apply(settings)
        await self._apply(self._install["trust_functions"])
        for table in WATCHED:  # one at a time: payments must not queue behind both
            if is_new or not await self._ask("is_watched", table):
                await self._apply(self._install[f"watch_{table}"])
        await self._apply(self._install["opening_balances"])
        await self._apply(self._install["begin_proof"])
        for name in self._indexes:
            await self._index(name)

    async def uninstall(self) -> None:
        for table in WATCHED:
            if await self._connection.fetchval(self._uninstall["table_exists"], table):
                await self._apply(self._uninstall[f"unwatch_{table}"])
        for name in self._indexes:
            await self._apply(self._drop_index(name), alone=True)
        await self._apply(self._uninstall["drop_schema"])
        for role in ROLES:
            await self._apply(self._uninstall["drop_role"].format(role=role))

    async def _ask(self, name: str, *values: object) -> Any:
        return await self._connection.fetchval(self._install[name], *values)

    async def _roles(self) -> None:
        installer = await self._connection.fetchrow(self._install["installer"])
        if installer["version"] < OLDEST_POSTGRESQL:
            raise InstallFailed(f"PostgreSQL {OLDEST_POSTGRESQL} or a newer one is needed.")
        try:
            if not installer["has_roles"]:
                await self._apply(self._install["create_roles"])
            if not installer["superuser"] and not installer["is_member"]:
                await self._apply(self._install["join_roles"])
        except asyncpg.InsufficientPrivilegeError as exc:
            wanted = "\n\n".join(
                (
                    self._install["create_roles"] + ";",
                    f"grant {', '.join(ROLES)} to {installer['name']};",
                    f"grant create on database {installer['database']} to {installer['name']};",
                )
            )
            raise InstallFailed(
                f"This role may not create roles. Let an administrator run once:\n{wanted}"
            ) from exc

    async def _migrate(self, *, is_new: bool) -> None:
        done = set()
        if not is_new:
            rows = await self._connection.fetch(self._install["applied"])
            done = {row["number"] for row in rows}
        for number, script in migrations():
            if number not in done:
                record = self._install["record"].format(number=number)
                await self._apply(f"{script.rstrip()}\n\n{record}")
                logger.info("migration %d applied", number)

    async def _index(self, name: str) -> None:
        """Build an index beside the writers; one that an interruption left invalid is rebuilt."""
        state = await self._ask("index_is_valid", name)
        if state:
            return
        # The operators of pg_trgm are where somebody has put that extension.
        schema = await self._ask("trigram_schema") or "svetu_console"
        if state is False:
            await self._apply(self._drop_index(name), alone=True)
        create = self._indexes[name].format(trigram=schema)
        await self._apply(create, alone=True, again=self._drop_index(name))

    def _drop_index(self, name: str) -> str:
        return self._uninstall["drop_index"].format(name=name)

    async def _apply(self, sql: str, *, alone: bool = False, again: str = "") -> None:
        """Run one step in a transaction, or ``alone`` without; ``again`` clears up a failed try."""
        self._steps.append(sql)
        if self._dry_run:
            return

        async def act() -> None:
            try:
                if alone:
                    await self._connection.execute(sql)
                else:
                    async with self._connection.transaction():
                        await self._connection.execute(sql)
            except BUSY:
                if again:
                    await self._connection.execute(again)
                raise

        await _patiently(act)


async def _patiently(act: Callable[[], Awaitable[None]]) -> None:
    """Run ``act``; give way after 500 ms without the lock and try again, so that payments pass."""
    delay = 0.1
    for attempt in range(ATTEMPTS):
        try:
            return await act()
        except BUSY:
            logger.info("the tables are busy (attempt %d): waiting", attempt + 1)
            await asyncio.sleep(delay)
            delay = min(delay * 2, 3.0)
    raise InstallFailed("The marketplace's tables were never free for 500 ms: try again later.")

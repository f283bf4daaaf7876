"""Puts the console's schema and triggers beside the marketplace's tables, and takes them away."""

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import asyncpg

from gateway import __version__
from gateway.sql import migrations, statements

logger = logging.getLogger(__name__)

ENVIRONMENTS = ("production", "staging", "sandbox")
WATCHED = ("user_balances", "balance_transactions")
ROLES = ("svetu_gateway", "svetu_console_depositor", "svetu_console_owner")
OLDEST_POSTGRESQL = 14
CAPTURE_FUNCTIONS = 2
"""The migration that has the newest form of what runs inside a payment; it may be run again."""
READING = ("AccessShareLock", "RowShareLock")
"""Holders of a table that let a trigger be created."""

ATTEMPTS = 40
LOOKS = 30
LOOK_EVERY = 0.1
BUSY = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError, asyncpg.QueryCanceledError)
"""What it looks like when we stood in somebody's way and gave way."""

Result = TypeVar("Result")


class InstallFailed(Exception):  # noqa: N818
    """The marketplace goes on as before, and a repeat finishes; one sentence for a person."""


async def install(dsn: str, *, environment: str, backend_zone: str, dry_run: bool = False) -> str:
    """Install or upgrade; safe to repeat, and safe while the marketplace writes.

    ``backend_zone`` is the zone whose wall clock the backend writes (contract Q9). Returns the SQL
    that was run; with ``dry_run`` nothing is. Raises InstallFailed.
    """
    _check(environment, backend_zone)
    async with _installer(dsn, dry_run=dry_run) as installer:
        await installer.install(environment, backend_zone)
        return installer.script


async def owner_in_need(dsn: str) -> str | None:
    """Return who can dump the marketplace's tables and not ours, and so must leave them out."""
    async with _connected(dsn, read_only=True) as connection:
        owner: str | None = await connection.fetchval(statements("install.sql")["dumps_without_us"])
        return owner


async def uninstall(dsn: str, *, dry_run: bool = False) -> str:
    """Remove everything that install brought; the marketplace is left as it was.

    Returns the SQL that was run; with ``dry_run`` nothing is. Raises InstallFailed.
    """
    async with _installer(dsn, dry_run=dry_run) as installer:
        await installer.uninstall()
        return installer.script


@contextlib.asynccontextmanager
async def _installer(dsn: str, *, dry_run: bool) -> AsyncIterator["_Installer"]:
    async with _connected(dsn, read_only=True) as watch, _connected(dsn, read_only=dry_run) as own:
        polite = asyncio.get_running_loop().create_task(_give_way(watch, own.get_server_pid()))
        try:
            installer = _Installer(own, dry_run=dry_run)
            await installer.take_turn()
            yield installer
        finally:
            polite.cancel()
            await asyncio.gather(polite, return_exceptions=True)


@contextlib.asynccontextmanager
async def _connected(dsn: str, *, read_only: bool) -> AsyncIterator[asyncpg.Connection]:
    settings = {
        "application_name": "svetu-gateway install",
        "statement_timeout": "0",  # an index takes its time, and gives way to whoever waits for us
        "default_transaction_read_only": "on" if read_only else "off",
    }
    connection = await asyncpg.connect(dsn, timeout=10, server_settings=settings)
    try:
        yield connection
    finally:
        await connection.close()


async def _give_way(watch: asyncpg.Connection, installer: int) -> None:
    """End the statement of the ``installer``, a process, whenever somebody waits for it.

    And say whom it waits for itself, when that takes long: an index waits for every transaction.
    """
    sql = statements("install.sql")
    for look in itertools.count(1):
        if await watch.fetchval(sql["give_way"], installer):
            logger.info("somebody waited for us: giving way")
        if look % 200 == 0 and (who := await watch.fetchval(sql["in_the_way"], installer)):
            logger.warning("waiting for %s", who)
        await asyncio.sleep(0.05)


def _check(environment: str, backend_zone: str) -> None:
    if environment not in ENVIRONMENTS:
        raise InstallFailed(f"The environment is one of {', '.join(ENVIRONMENTS)}.")
    try:
        ZoneInfo(backend_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise InstallFailed(f"{backend_zone} is not a time zone such as Europe/Belgrade.") from exc


class _Installer:
    """Runs one step after the other and remembers them; or only remembers (``dry_run``).

    A step is one message and so one transaction: nothing stays locked if we vanish in the middle.
    """

    def __init__(self, connection: asyncpg.Connection, *, dry_run: bool) -> None:
        self._connection = connection
        self._dry_run = dry_run
        self._steps: list[str] = []
        self._sql = statements("install.sql") | statements("uninstall.sql")
        self._indexes = statements("indexes.sql")

    @property
    def script(self) -> str:
        """The SQL so far, fit for psql."""
        return "".join(f"{step}\n\n" for step in self._steps)

    async def take_turn(self) -> None:
        """Wait until no other install or uninstall is at work on this database."""

        async def take() -> None:
            if not await self._connection.fetchval(self._sql["take_turn"]):
                raise asyncpg.LockNotAvailableError("another install is at work")

        if not self._dry_run:
            await _patiently(take)
        await self._apply(self._sql["impatient"], alone=True)

    async def install(self, environment: str, backend_zone: str) -> None:
        if missing := await self._ask("missing_tables"):
            raise InstallFailed(f"This is not the marketplace's database: it has no {missing}.")
        await self._roles()
        is_new = not await self._ask("is_installed")
        await self._migrate(is_new=is_new)
        settings = self._sql["settings"].format(
            environment=environment, backend_zone=backend_zone, version=__version__
        )
        await self._apply(f"{self._sql['no_booking']};\n{settings}")
        await self._apply(self._sql["trust_functions"])
        if is_new or not await self._ask("is_granted"):
            await self._apply(self._sql["grant_reading"])
        for table in WATCHED:  # one at a time: payments must not queue behind both
            if is_new or not await self._ask("is_watched", table):
                step = self._sql[f"watch_{table}"]
                await self._apply(step, table=f"public.{table}", beside=READING)
        await self._apply(self._sql["begin_proof"])
        await self._apply(self._sql["patient"], alone=True)
        for name in self._indexes:
            await self._index(name)

    async def uninstall(self) -> None:
        for table in await self._ask("watched_tables"):
            await self._apply(self._sql["unwatch"].format(table=table), table=table)
        await self._apply(self._sql["patient"], alone=True)
        for name in await self._ask("indexes", list(self._indexes)):
            await self._apply(self._sql["drop_index"].format(name=name), alone=True)
        await self._apply(self._sql["drop_schema"])
        drops = [self._sql["drop_role"].format(role=role) for role in ROLES]
        try:
            for drop in drops:
                await self._apply(drop)
        except asyncpg.InsufficientPrivilegeError as exc:
            raise InstallFailed(
                "All is gone but the roles, which this role may not drop. "
                "Let an administrator run once:\n" + ";\n\n".join([*drops, ""])
            ) from exc

    async def _ask(self, name: str, *values: object) -> Any:
        return await _patiently(lambda: self._connection.fetchval(self._sql[name], *values))

    async def _roles(self) -> None:
        installer = await self._connection.fetchrow(self._sql["installer"])
        if installer["version"] < OLDEST_POSTGRESQL:
            raise InstallFailed(f"PostgreSQL {OLDEST_POSTGRESQL} or a newer one is needed.")
        try:
            if not installer["has_roles"]:
                await self._apply(self._sql["create_roles"])
            if not installer["superuser"] and not installer["is_member"]:
                await self._apply(self._sql["join_roles"])
        except asyncpg.InsufficientPrivilegeError as exc:
            wanted = "\n\n".join(
                (
                    self._sql["create_roles"] + ";",
                    f"grant {', '.join(ROLES)} to {installer['name']};",
                    f"grant create on database {installer['database']} to {installer['name']};",
                )
            )
            raise InstallFailed(
                f"This role may not create roles. Let an administrator run once:\n{wanted}"
            ) from exc

    async def _migrate(self, *, is_new: bool) -> None:
        done = set() if is_new else set(await self._ask("applied"))
        if not is_new and await self._ask("functions_changed"):
            done.discard(CAPTURE_FUNCTIONS)
        for number, script in migrations():
            if number not in done:
                record = self._sql["record"].format(number=number)
                await self._apply(f"{script.rstrip()}\n\n{record}")
                logger.info("migration %d applied", number)

    async def _index(self, name: str) -> None:
        """Build an index beside the writers; one that an interruption left invalid is rebuilt."""
        state = await self._ask("index_is_valid", name)
        if state:
            return
        # The operators of pg_trgm are where somebody has put that extension.
        schema = await self._ask("trigram_schema") or "svetu_console"
        drop = self._sql["drop_index"].format(name=f"public.{name}")
        create = self._indexes[name].format(trigram=schema)
        self._steps += [f"{step};" for step in (drop, create) if step is create or state is False]

        async def build() -> None:
            if await self._ask("index_is_valid", name) is False:
                await self._connection.execute(drop)
            await self._connection.execute(create)

        if not self._dry_run:
            await _patiently(build)

    async def _apply(
        self, sql: str, *, alone: bool = False, table: str = "", beside: Collection[str] = ()
    ) -> None:
        """Run one step; ``alone`` is what cannot be in a transaction.

        One that locks a ``table`` waits for a quiet moment first (see ``_quiet``).
        """
        settle = f"{self._sql['settle'].format(table=table)};" if table else ""
        step = f"{sql};"
        printed = [f"begin;\n{part}\ncommit;" for part in (settle, step) if part]
        self._steps += [step] if alone else printed

        async def act() -> None:
            if table:
                await self._connection.execute(settle)
                await self._quiet(table, beside)
            await self._connection.execute(step)

        if not self._dry_run:
            await _patiently(act)

    async def _quiet(self, table: str, beside: Collection[str]) -> None:
        """Wait until no transaction has held ``table`` for a while, or for three seconds.

        Those who hold it in the modes ``beside`` are no matter. A lock that is asked for while
        somebody holds the table for long is not had, and every payment waits until we give way.
        """
        before: set[str] | None = None
        for _ in range(LOOKS):
            holders = set(await self._ask("holders", table, list(beside)))
            if not holders or (before is not None and not holders & before):
                return
            before = holders
            await asyncio.sleep(LOOK_EVERY)


async def _patiently(act: Callable[[], Awaitable[Result]]) -> Result:
    """Run ``act``, and again after a pause whenever it had to give way."""
    delay, reason = 0.1, ""
    for attempt in range(ATTEMPTS):
        try:
            return await act()
        except BUSY as exc:
            reason = str(exc)
            logger.info("gave way (attempt %d): %s", attempt + 1, reason)
            await asyncio.sleep(delay)
            delay = min(delay * 2, 3.0)
    raise InstallFailed(f"Gave way {ATTEMPTS} times ({reason}): repeat it later to finish.")

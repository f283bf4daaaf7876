"""The connections to PostgreSQL, and one consistent look at it."""

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import asyncpg
from msgspec import Struct

from gateway import __version__
from gateway.sql import statements
from gateway.wall_clock import read_clocks
from gateway.wire import PROTOCOL, Environment, EnvironmentName, Position

CONNECTIONS = 10
UNREACHABLE = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that was cut in the middle of an exchange
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ObjectNotInPrerequisiteStateError,
    asyncpg.TransactionRollbackError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
)
"""What PostgreSQL being away, restarting, closed, overloaded or busy with locks looks like."""

WITHHELD = (asyncpg.InsufficientPrivilegeError, asyncpg.UndefinedTableError)
"""What a table looks like that a migration made anew: `install` has to be run again."""

# What a role or a database is set to must not decide what we read, or whether we can write.
# Where rows are kept from us by a policy the answer is an error, and never that there are none.
STEADY = {
    "default_transaction_isolation": "read committed",
    "default_transaction_read_only": "off",
    "row_security": "off",
}
# Whether a filter is given changes the best plan, so each call is planned for its own values.
SESSION = {
    **STEADY,
    "application_name": "svetu-gateway",
    "statement_timeout": "10s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "plan_cache_mode": "force_custom_plan",
    "jit": "off",
}


class Snapshot(Struct, frozen=True):
    """One state of the database: all that is read through it belongs together."""

    connection: asyncpg.Connection
    as_of: datetime
    position: Position
    zone: ZoneInfo


def environment_of(name: EnvironmentName | None, backend_zone: str | None) -> Environment:
    """Return what the database says it is; where it says nothing it is production."""
    return Environment(
        name=name or "production",
        protocol=PROTOCOL,
        server=__version__,
        backend_zone=backend_zone or "UTC",
        deposits_allowed=name in ("staging", "sandbox"),
    )


class Database:
    """A pool that opens connections when they are needed, so that the gateway may start first."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool
        self._sql = statements("accounts.sql")

    @classmethod
    @contextlib.asynccontextmanager
    async def open(
        cls, dsn: str, *, connections: int = CONNECTIONS, name: str = SESSION["application_name"]
    ) -> AsyncIterator["Database"]:
        """Open for as long as the context lasts; PostgreSQL need not be there yet."""
        async with asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=connections,
            timeout=5,
            command_timeout=15,
            init=read_clocks,
            server_settings={**SESSION, "application_name": name},
        ) as pool:
            yield cls(pool)

    async def environment(self) -> Environment:
        """Return what the database says it is; without settings it is production."""
        row = await self.pool.fetchrow(self._sql["environment"])
        return environment_of(row["environment"], row["backend_zone"])

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Read one state of the database, without writing anything."""
        async with self.pool.acquire() as connection:
            # The epoch outlives no crash and this connection neither: they belong together.
            epoch = await connection.fetchval(self._sql["epoch"])
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                row = await connection.fetchrow(self._sql["origin"])
                yield Snapshot(
                    connection=connection,
                    as_of=row["as_of"],
                    position=Position(epoch=epoch, snapshot=row["snapshot"]),
                    zone=ZoneInfo(row["backend_zone"]),
                )

"""What a run consists of: a database, those who write to it, gateways, and consoles."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib import resources

import asyncpg

from gateway.auth import Auth
from gateway.install import InstallFailed, install
from tests.faults.live_install import EMAIL, PASSWORD, Place
from tests.faults.market import ZONE
from tests.faults.real.history import History
from tests.faults.real.judge import Judge
from tests.faults.real.programs import GatewayProgram, SeatProgram
from tests.faults.real.road import Road
from tests.faults.real.tally import Tally
from tests.faults.real.traders import AGAIN, REFUSALS, Traders
from tests.faults.real.words import AnyWord
from tests.faults.truth import Witness

USERS = range(1, 31)
BOOKED_BEFORE = 1500
"""Transactions that there are before anybody looks."""
OTHER = "other"
"""A database of somebody else, on the same server."""

PEOPLE = """
    insert into users (name, email) select 'Osoba ' || n, n || '@example.org'
    from generate_series(1, $1) n
"""
BOOKINGS = """
    insert into balance_transactions (user_id, type, amount, status)
    select 1 + n % $1, 'deposit', n, 'completed' from generate_series(1, $2::int) n
"""


@dataclass
class Seat:
    """A console, its way to the gateways, what it has said and has not been judged yet."""

    program: SeatProgram
    road: Road
    judge: Judge
    words: list[AnyWord] = field(default_factory=list)


@dataclass
class Site:
    """Everything there is."""

    spot: Place
    traders: Traders
    history: History
    tally: Tally
    dice: random.Random
    gateways: list[GatewayProgram] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever stops the database and starts it again."""

    @asynccontextmanager
    async def admin(self, database: str = "shop") -> AsyncIterator[asyncpg.Connection]:
        """Connect as an administrator, once that is possible."""
        dsn = self.spot.server.dsn(database)
        while True:
            with suppress(*REFUSALS):
                connection = await asyncpg.connect(dsn, timeout=5)
                break
            await asyncio.sleep(AGAIN)
        try:
            yield connection
        finally:
            connection.terminate()

    async def order(self, statement: str) -> None:
        """Have an administrator do something, however often it takes."""
        while True:
            with suppress(*REFUSALS):
                async with self.admin() as admin:
                    await admin.execute(f"set statement_timeout = '8s'; {statement}")
                    return
            await asyncio.sleep(AGAIN)

    async def install(self) -> None:
        """Install the console, or what is missing of it."""
        while True:
            with suppress(*REFUSALS, InstallFailed):
                await install(self.spot.superuser, environment="sandbox", backend_zone=ZONE)
                return
            await asyncio.sleep(AGAIN)

    async def prepare(self) -> None:
        """Create the tables and fill them, install, and let an operator be known."""
        tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
        owner = await asyncpg.connect(self.spot.backend)
        await owner.execute(tables.read_text(encoding="utf-8"))
        await owner.execute(PEOPLE, len(USERS))
        await owner.execute("create table scratch (id int)")
        await owner.close()
        async with self.admin() as admin:
            await self.history.note_life(admin)
            await Witness(admin).begin()
            await admin.execute("create unlogged table burnt (id int)")
            await admin.execute(f"create database {OTHER}")
            await self.fill()
            await self.install()
            await self.history.note_life(admin)
            await admin.execute("alter role svetu_gateway password 'gateway'")
        async with asyncpg.create_pool(self.spot.superuser, min_size=1, max_size=1) as pool:
            await Auth(pool).add_operator(EMAIL, PASSWORD, "support")

    async def fill(self) -> None:
        """Book many transactions."""
        await self.traders.write(BOOKINGS, len(USERS), BOOKED_BEFORE)

    def some_gateway(self) -> GatewayProgram:
        """Choose one."""
        return self.dice.choice(self.gateways)

    def some_seat(self) -> Seat:
        """Choose one."""
        return self.dice.choice(self.seats)

    async def last(self, longest: float, shortest: float = 0.1) -> None:
        """Let a fault last."""
        await asyncio.sleep(self.dice.uniform(shortest, longest))

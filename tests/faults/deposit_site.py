"""Where deposits are made: PostgreSQL, two gateways, the road to them, a seat that can be left."""

import asyncio
import os
import random
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import asyncpg
from PySide6.QtWidgets import QApplication

from console.intents import Intents
from gateway.sandbox.postgres import Postgres, temporary_base
from tests.conftest import Marketplace, create_database, create_tables, install_console
from tests.faults.deposit_road import Road, road
from tests.faults.deposit_seat import EMAIL, Seat, seat
from tests.gateway.desk import add_operators
from tests.journeys.desk import GatewayProcess

USERS = 4
SETTINGS = {"fsync": "off", "synchronous_commit": "on"}
"""A crash of the server, not of the machine: nothing that was committed is lost."""


class Site:
    """The marketplace, and everything between it and a person."""

    def __init__(
        self, app: QApplication, postgres: Postgres, shop: Marketplace, folder: Path
    ) -> None:
        self.app, self.postgres, self.shop, self.folder = app, postgres, shop, folder
        self.intents = Intents(folder)
        self.gateways = [GatewayProcess(shop.gateway) for _ in range(2)]
        self.flaw = ""
        """Of the consoles that are sat down at (`deposit_seat.FLAWS`)."""
        self.road: Road
        self.seat: Seat
        self._seats = AsyncExitStack()

    async def sit(self) -> None:
        """Leave the console, if one is open, and sit down at a new one with the same journal."""
        await self.leave()
        self.seat = await self._seats.enter_async_context(
            seat(self.app, self.road.url, self.folder, flaw=self.flaw)
        )

    async def leave(self) -> None:
        """Close the window."""
        await self._seats.aclose()

    async def sql(self, statement: str, *arguments: object) -> object:
        """Return one value, by a superuser who waits for nobody's confirmation."""
        connection = await asyncpg.connect(
            self.shop.superuser, server_settings={"synchronous_commit": "local"}
        )
        try:
            return await connection.fetchval(statement, *arguments)
        finally:
            await connection.close()

    async def rows(self, amount_minor: int) -> int:
        """Return how many rows the ledger has of an amount, which only one intent has."""
        count = "select count(*) from balance_transactions where amount * 100 = $1"
        return int(str(await self.sql(count, amount_minor)))

    async def end_sessions(self) -> None:
        """Sign the operator out everywhere."""
        await self.sql(
            "update svetu_console.sessions s set ended_at = now(), end_reason = 'signed_out'"
            " from svetu_console.operators o where o.id = s.operator_id and o.email = $1"
            " and s.ended_at is null",
            EMAIL,
        )

    async def restart_postgres(self) -> None:
        """Let the server crash (SIGQUIT) and start it again."""
        pid = int((self.postgres.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGQUIT)
        await asyncio.to_thread(self.postgres.stop)
        await asyncio.to_thread(self.postgres.start)

    async def kill_gateway(self, number: int) -> None:
        """Kill a gateway and start it again."""
        await self.gateways[number].kill()
        await self.gateways[number].start()


@asynccontextmanager
async def site(app: QApplication, dice: random.Random, flaw: str = "") -> AsyncIterator[Site]:
    """Build a site; all of it is gone in the end."""
    base = temporary_base()
    postgres = Postgres(base, settings=SETTINGS)
    folder = Path(tempfile.mkdtemp(prefix="svetu-deposits-"))
    await asyncio.to_thread(postgres.start)
    try:
        shop = await create_database(postgres)
        await create_tables(shop)
        await install_console(shop)
        await add_operators(shop)
        made = Site(app, postgres, shop, folder)
        made.flaw = flaw
        await made.sql("update svetu_console.settings set deposits_per_minute = null")
        await made.sql(
            "insert into users (name, email) select 'User ' || n, n || '@example.org'"
            " from generate_series(3, $1) n",
            USERS,
        )
        for gateway in made.gateways:
            await gateway.start()
        async with road([gateway.port for gateway in made.gateways], dice) as made.road:
            await made.sit()
            yield made
            await made.leave()
            await made.road.settle()
    finally:
        for gateway in made.gateways:
            await gateway.kill()
        await asyncio.to_thread(postgres.stop)
        shutil.rmtree(base.parent)
        shutil.rmtree(folder)

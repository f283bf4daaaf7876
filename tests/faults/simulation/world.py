"""One run: a marketplace, gateways and consoles, faults by lot, and then peace and a verdict."""

import asyncio
import random
from dataclasses import dataclass
from datetime import datetime

from tests.faults.simulation.change_log import Cursor
from tests.faults.simulation.database import Balance, Booking, Database, Transaction, moment
from tests.faults.simulation.desk import Console
from tests.faults.simulation.faults import Fault, Faults
from tests.faults.simulation.gateways import Gateway
from tests.faults.simulation.judge import Judge, Tally
from tests.faults.simulation.loop import Process, VirtualLoop
from tests.faults.simulation.market import Market
from tests.faults.simulation.network import Weather
from tests.faults.simulation.oracle import Oracle
from tests.faults.simulation.rest import ModelClient

USERS = range(1, 7)
ACTIVITY = 2.0
"""Seconds within which faults begin; most of what is committed is committed meanwhile."""
PEACE = 60.0
"""Seconds within which every console must be live again once nothing goes wrong any more."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong on purpose, so that the simulation can be seen to notice."""

    cursor: Cursor = "snapshot"
    forgets_to_catch_up: bool = False
    epoch_survives_crash: bool = False


NONE = Flaw()


class World:
    """Everything there is, made from one seed."""

    def __init__(self, loop: VirtualLoop, seed: int, flaw: Flaw = NONE) -> None:
        dice = random.Random(seed)
        self._loop = loop
        self._dice = dice
        self._flaw = flaw
        self._database = Database(
            dice, loop.time, is_async=dice.random() < 0.5,
            has_epoch=not flaw.epoch_survives_crash,
        )  # fmt: skip
        self._oracle = Oracle(self._database)
        self._weather = Weather()
        self._market = Market(self._database, dice, USERS)
        self._gateways = [
            Gateway(
                loop, self._database, dice, f"gateway {number}", flaw.cursor,
                forgets=flaw.forgets_to_catch_up,
            )
            for number in range(dice.choice((1, 1, 2, 2)))
        ]  # fmt: skip
        self._consoles: list[Console] = []
        self._judges: dict[Console, Judge] = {}
        self.tally = Tally()

    async def run(self) -> Tally:
        """Live through it."""
        dice = self._dice
        await self._market.commit(self._history)
        for gateway in self._gateways:
            gateway.start()
        for _ in range(dice.choice((1, 1, 1, 2))):
            self._open_console()
        sellers = Process(self._loop, "marketplace")
        for _ in range(dice.randint(1, 3)):
            sellers.start(self._market.trade())
        faults = Faults(
            dice, self._database, self._market, self._gateways, self._consoles, self._weather,
            self._open_console,
        )  # fmt: skip
        async with asyncio.TaskGroup() as group:
            for fault in faults.some(dice.randint(1, 6)):
                self.tally.faults += 1
                group.create_task(self._later(fault))
            await asyncio.sleep(ACTIVITY + dice.random())
            sellers.kill()
        await faults.mend()
        await self._come_to_peace()
        for console in self._consoles:
            self._judges[console].conclude()
        self._shut_down()
        self.tally.fingerprint = dice.random()
        self.tally.closed = self._weather.closed
        self.tally.events = sum(len(written.changes) > 0 for written in self._database.commits)
        return self.tally

    async def _later(self, fault: Fault) -> None:
        await asyncio.sleep(self._dice.uniform(0.2, ACTIVITY))
        await fault()

    async def _history(self, transaction: Transaction) -> None:
        for number in range(1, self._dice.randint(1, 12)):
            user = self._dice.choice(USERS)
            booking = Booking(user, self._database.stamp(), "completed")
            await transaction.write((("transaction", number), booking))
            await transaction.write((("balance", user), Balance(self._database.stamp(), 0)))
        self._database.next_id = 12

    def _open_console(self) -> None:
        client = ModelClient(self._database, self._gateways, self._weather, self._dice)
        console = Console(self._loop, client, self._gateways, self._weather, self._dice, USERS)
        self._consoles.append(console)
        self._judges[console] = Judge(
            self._database, self._oracle, console, self.tally,
            exact=self._flaw.cursor == "snapshot",
        )  # fmt: skip
        console.start()

    async def _come_to_peace(self) -> None:
        """Wait until every console says that it shows everything."""
        quiet, until = moment(self._loop.time()), self._loop.time() + PEACE
        while self._loop.time() < until:
            for console in list(self._consoles):
                if console.session_is_over:
                    self._close(console)
                    self._open_console()
            if all(_is_complete(console, quiet) for console in self._consoles):
                return
            await asyncio.sleep(0.1)
        states = [console.stream.freshness for console in self._consoles]
        self.tally.complain("untrue", f"not live again after {PEACE} s: {states}")

    def _close(self, console: Console) -> None:
        self._consoles.remove(console)
        console.kill()

    def _shut_down(self) -> None:
        for console in list(self._consoles):
            console.kill()
        for gateway in self._gateways:
            gateway.kill()


def _is_complete(console: Console, at: datetime) -> bool:
    freshness = console.stream.freshness
    return freshness.live and freshness.as_of is not None and freshness.as_of > at


async def _end_of_all() -> None:
    """Wait for tasks that have been cancelled."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)


def simulate(seed: int, flaw: Flaw = NONE) -> Tally:
    """Run one seed."""
    loop = VirtualLoop()
    try:
        world = World(loop, seed, flaw)
        tally = loop.run_until_complete(world.run())
        loop.run_until_complete(_end_of_all())
        for failure in loop.failures:
            tally.complain("untrue", failure)
        return tally
    finally:
        loop.close()

"""One run: bouts of faults by lot while everybody is at work, each with peace and a verdict."""

import asyncio
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gateway.sandbox.binaries import binaries
from gateway.sandbox.postgres import free_port
from tests.faults.live_install import EMAIL, PASSWORD, place
from tests.faults.real.faults import Fault, Faults
from tests.faults.real.history import History
from tests.faults.real.judge import Judge
from tests.faults.real.programs import GatewayProgram, SeatProgram
from tests.faults.real.road import road
from tests.faults.real.site import USERS, Seat, Site
from tests.faults.real.tally import Tally
from tests.faults.real.traders import Traders
from tests.faults.real.words import AnyWord
from tests.faults.real.words import Place as SeatPlace

Flaw = Literal["newest", "forgetful", "epoch"]
"""What is wrong on purpose, so that the harness can be seen to notice."""

ACTIVITY = 10.0
"""Seconds within which the faults of a bout begin."""
FAULTS = (6, 12)
"""How many a bout has."""
PEACE = 60.0
"""Seconds within which every console must be live again once nothing goes wrong any more."""
OVERDUE = 60.0
"""Seconds that no fault takes."""
MOST_COMPLAINTS = 20
"""How many of a bout are printed."""
KEPT = 3000
"""Transactions that are kept from one bout to the next: a feed holds 10 000."""
SETTINGS = {"wal_writer_delay": "10s"}
"""What nobody waits for is lost in a crash, transaction ids included."""
SMALL_QUEUE = {"max_notify_queue_pages": "64"}
"""Of notifications, from PostgreSQL 17 on; before that it takes 4 GB to fill it by half."""
EPOCH_SURVIVES_CRASH = """
    create or replace function svetu_console.current_epoch() returns text language sql
    security definer set search_path = pg_catalog, pg_temp
    as $$ select concat('epoch ', extract(epoch from pg_postmaster_start_time())) $$
"""


@dataclass(frozen=True)
class Plan:
    """What a run is to be; ``only`` names the faults it is limited to."""

    seconds: float
    seed: int
    flaw: Flaw | None = None
    only: Collection[str] = ()
    gateways: int = 2
    seats: int = 2
    faults: tuple[int, int] = FAULTS
    activity: float = ACTIVITY
    patience: float = PEACE
    stops_at: str = ""
    """What it has found as soon as anything of this kind is wrong."""


class World:
    """Everything there is, and what is done to it."""

    def __init__(self, plan: Plan, site: Site) -> None:
        self._plan = plan
        self._site = site
        kinds = Faults(site).kinds
        self._kinds = {name: kinds[name] for name in plan.only or kinds}

    async def run(self) -> None:
        """Have one bout after the other until the time is up."""
        await self._come_to_peace(PEACE)  # else what has just been started would be at fault
        began, bout = time.monotonic(), 0
        while time.monotonic() < began + self._plan.seconds:
            bout += 1
            tally = self._site.tally
            faults, told = tally.faults.copy(), len(tally.complaints)
            await self._site.traders.archive(KEPT)
            await self._suffer()
            took = await self._judge()
            happened = ", ".join(sorted((tally.faults - faults).elements()))
            sys.stderr.write(
                f"seed {self._plan.seed}, bout {bout}: {happened}; live again after {took:.1f} s; "
                f"{tally.faults.total()} faults, {tally.commits} commits, "
                f"{len(tally.complaints) - told} wrong\n"
            )
            for complaint in tally.complaints[told : told + MOST_COMPLAINTS]:
                sys.stderr.write(f"  {complaint}\n")
            if tally.wrong[self._plan.stops_at]:
                return

    async def _come_to_peace(self, patience: float) -> float:
        """Wait until every console shows all there is; returns how many seconds that took."""
        seats, began = self._site.seats, time.time()
        while not all(_is_complete(seat, began) for seat in seats):
            if time.time() > began + patience:
                states = [seat.program.newest for seat in seats]
                self._site.tally.complain("untrue", f"not live: {states}")
                return patience
            await asyncio.sleep(0.05)
        return time.time() - began

    async def _suffer(self) -> None:
        dice, activity = self._site.dice, self._plan.activity
        names = list(self._kinds)
        weights = [weight for _, weight in self._kinds.values()]
        async with asyncio.TaskGroup() as group:
            for name in dice.choices(names, weights, k=dice.randint(*self._plan.faults)):
                group.create_task(self._later(dice.uniform(0, activity), name))

    async def _later(self, delay: float, name: str) -> None:
        await asyncio.sleep(delay)
        fault: Fault = self._kinds[name][0]
        self._site.tally.faults[name] += 1
        try:
            async with asyncio.timeout(OVERDUE):
                await fault()
        except TimeoutError:
            self._site.tally.complain("untrue", f"not put right again: {name}")

    async def _judge(self) -> float:
        """Wait until every console is live again, and compare; returns how long that took."""
        site = self._site
        async with site.traders.resting():
            took = await self._come_to_peace(self._plan.patience)
            site.tally.slowest_peace = max(took, site.tally.slowest_peace)
            async with site.admin() as admin:
                await site.history.read(admin)
                await site.history.check(admin)
            site.tally.commits = len(site.history.entries)
            for seat in site.seats:
                words, seat.words[:] = list(seat.words), []
                seat.judge.hear(words)
                if took < self._plan.patience:
                    seat.judge.conclude()
        for gateway in site.gateways:
            for complaint in gateway.complaints():
                site.tally.complain("untrue", f"a gateway: {complaint}")
        return took


def _is_complete(seat: Seat, at: float) -> bool:
    looked = seat.program.newest
    if looked is None or looked.state != "live" or looked.as_of is None:
        return False
    return looked.as_of.timestamp() > at


async def run(plan: Plan) -> Tally:
    """Do what is planned, and return what came of it."""
    history, tally, dice = History(), Tally(), random.Random(plan.seed)
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="svetu-faults-")))
        spot = await stack.enter_async_context(place(durable=False, **_settings()))
        traders = Traders(spot.backend, plan.seed, USERS, history)
        site = Site(spot, traders, history, tally, dice)
        await site.prepare()
        if plan.flaw == "epoch":
            await site.order(EPOCH_SURVIVES_CRASH)
            async with site.admin() as admin:
                await history.note_life(admin)
        await stack.enter_async_context(_gateways(plan, site, folder))
        await stack.enter_async_context(_seats(plan, site, folder))
        async with asyncio.TaskGroup() as group:
            group.create_task(traders.trade())
            try:
                await World(plan, site).run()
            finally:
                traders.close()
    return tally


def _settings() -> dict[str, str]:
    words = [str(binaries() / "postgres"), "--version"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    version = int(told.split()[2].partition(".")[0])
    return SETTINGS | (SMALL_QUEUE if version >= 17 else {})


@contextlib.asynccontextmanager
async def _gateways(plan: Plan, site: Site, folder: Path) -> AsyncIterator[None]:
    flawed = ("tests.faults.real.flawed", plan.flaw or "")
    command = flawed if plan.flaw in ("newest", "forgetful") else ("gateway",)
    try:
        for number in range(plan.gateways):
            log = folder / f"gateway {number}.log"
            gateway = GatewayProgram(site.spot.gateway, free_port(), log, command)
            site.gateways.append(gateway)
            await gateway.start()
        yield
    finally:
        for gateway in site.gateways:
            await gateway.kill()


@contextlib.asynccontextmanager
async def _seats(plan: Plan, site: Site, folder: Path) -> AsyncIterator[None]:
    ports = [gateway.port for gateway in site.gateways]
    async with contextlib.AsyncExitStack() as stack:
        for number in range(plan.seats):
            way = await stack.enter_async_context(road(ports, site.dice))
            judge = Judge(f"console {number}", site.history, site.tally)
            words: list[AnyWord] = []
            where = SeatPlace(way.url, EMAIL, PASSWORD, list(USERS))
            program = SeatProgram(where, folder / f"console {number}.log", words.append)
            site.seats.append(Seat(program, way, judge, words))
            stack.push_async_callback(program.kill)
            await program.start()
        yield

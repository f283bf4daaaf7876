"""Everything that goes wrong with gateways, consoles and the way between them."""

import asyncio
from collections.abc import Awaitable, Callable

from gateway.prune import prune
from tests.faults.real.database_faults import DatabaseFaults

Fault = Callable[[], Awaitable[None]]
SILENCE = 7.0
"""Seconds after which everybody has given up a connection on which nothing comes."""
FLOOD = 1800
"""Rows of a commit, BURSTS of which are more than is told in events, or than a queue and all that
lies between it and its console can hold."""
BURSTS = 4


class Faults(DatabaseFaults):
    """One method each; it is over, and put right, when its method returns."""

    @property
    def kinds(self) -> dict[str, tuple[Fault, int]]:
        """All of them, and how often each comes."""
        return {
            "kill gateway": (self.kill_gateway, 6),
            "kill backend": (self.kill_backend, 4),
            "kill backend, ids reused": (self.reuse_ids, 5),
            "restart database": (self.restart_database, 2),
            "stop database at once": (self.stop_database_at_once, 2),
            "terminate gateway's connections": (self.sever, 5),
            "upgrade gateways": (self.upgrade, 3),
            "reset connections": (self.cut, 9),
            "black hole": (self.black_hole, 5),
            "freeze gateway": (self.freeze_gateway, 5),
            "one byte per 100 ms": (self.drip, 3),
            "slow reader": (self.read_slowly, 3),
            "hostile proxy": (self.be_hostile, 7),
            "unplug": (self.unplug, 4),
            "end session": (self.end_session, 3),
            "suspend console": (self.suspend, 6),
            "kill console": (self.reopen, 2),
            "pause feed": (self.pause_feed, 3),
            "backlog": (self.fall_far_behind, 2),
            "prune past a position": (self.prune_behind, 4),
            "prune past a gateway": (self.prune_behind_gateway, 2),
            "disable triggers": (self.disable_triggers, 4),
            "touch triggers": (self.touch_triggers, 2),
            "lock log": (self.lock_log, 5),
            "raise lost counter": (self.count_loss, 2),
            "fill notification queue": (self.fill_queue, 3),
            "recreate table": (self.recreate_table, 2),
            "truncate": (self.truncate, 2),
            "migrate": (self.migrate, 3),
        }

    async def kill_gateway(self) -> None:
        """And start another one in its place."""
        gateway = self._site.some_gateway()
        async with gateway.turn:
            await gateway.kill()
            await self._site.last(1.0)
            await gateway.start()

    async def upgrade(self) -> None:
        """Replace one gateway after the other, in good order."""
        for gateway in self._site.gateways:
            async with gateway.turn:
                await gateway.shut_down()
                await gateway.start()

    async def freeze_gateway(self) -> None:
        """Leave its connections half open for a while."""
        gateway = self._site.some_gateway()
        async with gateway.turn:
            gateway.stop()
            await self._site.last(SILENCE + 1)
            gateway.go_on()

    async def cut(self) -> None:
        """Reset a console's connections."""
        self._site.some_seat().road.cut()

    async def unplug(self) -> None:
        """Reset them, and let nobody connect for a while."""
        road = self._site.some_seat().road
        road.refuses = True
        road.cut()
        await self._site.last(2.0)
        road.refuses = False

    async def black_hole(self) -> None:
        """Let nothing through, and close nothing; at last it goes on, or is cut."""
        road = self._site.some_seat().road
        road.flows.clear()
        await self._site.last(SILENCE + 1)
        if self._site.dice.random() < 0.5:
            road.cut()
        road.flows.set()

    async def drip(self) -> None:
        """Let one byte through every 100 ms."""
        road = self._site.some_seat().road
        road.is_dripping = True
        await self._site.last(SILENCE)
        road.is_dripping = False

    async def read_slowly(self) -> None:
        """Let a console's queue overflow."""
        road = self._site.some_seat().road
        road.reads.clear()
        await self._write_much()
        await self._site.last(2.0)
        road.reads.set()

    async def be_hostile(self) -> None:
        """Have a proxy swap, repeat and lose frames."""
        road = self._site.some_seat().road
        road.hostility = self._site.dice.uniform(0.05, 0.4)
        await self._site.last(3.0)
        road.hostility = 0.0

    async def end_session(self) -> None:
        """End all operators' sessions."""
        await self._site.order(
            "update svetu_console.sessions set ended_at = now(), end_reason = 'disabled'"
            " where ended_at is null"
        )

    async def suspend(self) -> None:
        """Freeze a console for a while."""
        program = self._site.some_seat().program
        async with program.turn:
            program.stop()
            await self._site.last(SILENCE)
            program.go_on()

    async def reopen(self) -> None:
        """Kill a console, and open another."""
        program = self._site.some_seat().program
        async with program.turn:
            await program.kill()
            await program.start()

    async def pause_feed(self) -> None:
        """Let new rows of a feed wait."""
        program = self._site.some_seat().program
        program.follow_feed(following=False)
        await self._site.last(4.0)
        program.follow_feed(following=True)

    async def fall_far_behind(self) -> None:
        """Let more commit, while a console is away, than is told in events."""
        road = self._site.some_seat().road
        road.refuses = True
        road.cut()
        await self._write_much()
        road.refuses = False

    async def prune_behind(self) -> None:
        """Forget what a console that is away has not seen."""
        seat = self._site.some_seat()
        seat.road.refuses = True
        seat.road.cut()
        await self._site.last(1.0)
        await self._prune()
        seat.road.refuses = False

    async def prune_behind_gateway(self) -> None:
        """Forget what a gateway has not read."""
        gateway = self._site.some_gateway()
        async with gateway.turn:
            gateway.stop()
            await self._site.last(2.0)
            await self._prune()
            gateway.go_on()

    async def _prune(self) -> None:
        await self._insist(lambda: prune(self._site.spot.superuser, keep_days=0))

    async def _write_much(self) -> None:
        for _ in range(BURSTS):
            await self._site.traders.burst(FLOOD)
            await asyncio.sleep(0.1)

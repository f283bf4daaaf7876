"""Everything that goes wrong, and is put right again."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.faults.simulation.database import CAPTURE, Database
from tests.faults.simulation.desk import Console
from tests.faults.simulation.gateways import Gateway
from tests.faults.simulation.market import Market
from tests.faults.simulation.network import CALM, Weather

Fault = Callable[[], Awaitable[None]]


class Faults:
    """One method each; a fault that lasts is over when its method returns."""

    def __init__(
        self,
        dice: random.Random,
        database: Database,
        market: Market,
        gateways: list[Gateway],
        consoles: list[Console],
        weather: Weather,
        open_console: Callable[[], None],
    ) -> None:
        self._dice = dice
        self._database = database
        self._market = market
        self._gateways = gateways
        self._consoles = consoles
        self._weather = weather
        self._open_console = open_console

    def some(self, number: int) -> list[Fault]:
        """Return so many faults by lot."""
        kinds: dict[Fault, int] = {
            self.crash: 3, self.crash_in_flight: 2, self.restart: 1, self.sever: 2, self.lag: 2,
            self.kill_gateway: 4, self.upgrade: 2, self.freeze_gateway: 2, self.cut: 5,
            self.stall: 3, self.slow: 2, self.be_hostile: 3, self.unplug: 1, self.suspend: 3,
            self.reopen: 1, self.end_session: 1, self.pause_feed: 1, self.lose: 3,
            self.lose_late: 2, self.disable_triggers: 2, self.touch_triggers: 1, self.truncate: 1,
            self.prune: 2, self.prune_behind: 1, self.burst: 2, self.silence: 1,
        }  # fmt: skip
        return self._dice.choices(list(kinds), list(kinds.values()), k=number)

    async def crash(self) -> None:
        """Kill a backend of the database: all start anew, and transaction ids are reused."""
        if self._database.is_up:
            self._database.crash()
            await self._last(0.5)
            self._database.is_up = True

    async def crash_in_flight(self) -> None:
        """The same, while what was told of the last commits is still on its way."""
        self._weather.delay = 0.3
        await self._last(0.5)
        if self._database.is_up:
            self._database.crash()
            self._database.is_up = True
        await self._last(0.5)
        self._weather.delay = CALM

    async def restart(self) -> None:
        """Restart the database in good order."""
        if self._database.is_up:
            self._database.disconnect()
            await self._last(0.5)
            self._database.is_up = True

    async def sever(self) -> None:
        """Terminate a gateway's database connections."""
        self._some_gateway().log.sever()

    async def lag(self) -> None:
        """Cut consoles off when a gateway goes on that has not read for a while."""
        gateway = self._some_gateway()
        process = gateway.process
        if process is not None:
            process.stop()
            await self._last(1.0)
            gateway.log.sever()
            process.go_on()
            for console in self._consoles:
                if console.cable is not None:
                    console.cable.abort()

    async def kill_gateway(self) -> None:
        """Kill a gateway, and start another one in its place."""
        gateway = self._some_gateway()
        gateway.kill()
        await self._last(1.0)
        gateway.start()

    async def upgrade(self) -> None:
        """Replace one gateway after the other in good order."""
        for gateway in self._gateways:
            gateway.shut_down()
            await self._last(0.3)
            gateway.start()
            await self._last(0.3)

    async def freeze_gateway(self) -> None:
        """Stop a gateway for a while."""
        process = self._some_gateway().process
        if process is not None:
            process.stop()
            await self._last(3.0)
            process.go_on()

    async def cut(self) -> None:
        """Reset a console's connection."""
        cable = self._some_console().cable
        if cable is not None:
            cable.abort()

    async def stall(self) -> None:
        """Let nothing through in one or both directions; at last it goes on, or is cut."""
        cable = self._some_console().cable
        if cable is not None:
            pipes = self._dice.choice(
                ([cable.to_client], [cable.to_gateway], [cable.to_client, cable.to_gateway])
            )
            for pipe in pipes:
                pipe.stall()
            await self._last(8.0)
            if self._dice.random() < 0.3:
                cable.abort()
            for pipe in pipes:
                pipe.go_on()

    async def slow(self) -> None:
        """Make every message take long."""
        self._weather.delay = self._dice.uniform(0.05, 0.6)
        await self._last(2.0)
        self._weather.delay = CALM

    async def be_hostile(self) -> None:
        """Put a proxy in between that swaps, repeats and loses frames."""
        self._weather.hostility = self._dice.uniform(0.05, 0.5)
        await self._last(2.0)
        self._weather.hostility = 0.0

    async def unplug(self) -> None:
        """Cut everything, and let nobody connect."""
        self._weather.is_down = True
        for console in self._consoles:
            if console.cable is not None:
                console.cable.abort()
        await self._last(2.0)
        self._weather.is_down = False

    async def suspend(self) -> None:
        """Stop a console for a while."""
        process = self._some_console().process
        process.stop()
        await self._last(4.0)
        process.go_on()

    async def reopen(self) -> None:
        """Kill a console and open another."""
        console = self._some_console()
        self._consoles.remove(console)
        console.kill()
        self._open_console()

    async def end_session(self) -> None:
        """End the operator's session, on all gateways."""
        for gateway in self._gateways:
            gateway.auth.end_session()

    async def pause_feed(self) -> None:
        """Let new rows of the feed wait."""
        model = self._some_console().feed_surface.model
        model.set_following(False)
        await self._last(3.0)
        model.set_following(True)

    async def lose(self) -> None:
        """Lock the log for a while, so that triggers cannot write to it."""
        self._database.fails_to_log = True
        await self._last(0.5)
        self._database.fails_to_log = False

    async def lose_late(self) -> None:
        """Fail to write down what is committed only much later."""
        await self._market.lose_late()

    async def disable_triggers(self) -> None:
        """Disable the triggers for a while."""
        await self._market.set_capture(enabled=False)
        await self._last(1.5)
        await self._enable_triggers()

    async def touch_triggers(self) -> None:
        """Disable the triggers, and enable them before anybody can look."""
        await self._market.set_capture(enabled=False)
        await self._enable_triggers()

    async def truncate(self) -> None:
        """Empty a table."""
        await self._market.truncate()

    async def prune(self) -> None:
        """Forget old commits."""
        await self._market.prune(self._dice.random() * 1.5)

    async def prune_behind(self) -> None:
        """Forget what a gateway, stopped for a while, has not read."""
        process = self._some_gateway().process
        if process is not None:
            process.stop()
            await self._last(2.0)
            await self._market.prune(0.0)
            process.go_on()

    async def burst(self) -> None:
        """Write more in one transaction than is told in events."""
        await self._market.burst(self._dice.choice((30, 60)))

    async def silence(self) -> None:
        """Let a full queue keep writers from notifying."""
        self._database.silencers += 1
        await self._last(2.0)
        self._database.silencers -= 1

    async def mend(self) -> None:
        """Put right what a crash may have undone."""
        if not self._database.tables[CAPTURE].enabled:
            await self._enable_triggers()

    async def _enable_triggers(self) -> None:
        while not await self._market.set_capture(enabled=True):  # noqa: ASYNC110  (a clock)
            await asyncio.sleep(0.1)

    async def _last(self, longest: float) -> None:
        await asyncio.sleep(self._dice.random() * longest)

    def _some_gateway(self) -> Gateway:
        return self._dice.choice(self._gateways)

    def _some_console(self) -> Console:
        return self._dice.choice(self._consoles)

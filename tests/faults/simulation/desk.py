"""A console without its widgets: the real listener, store and wirings around plain models."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from api_client.errors import ApiError, Unauthenticated
from api_client.listener import FAREWELL, Connection, backoff
from api_client.models import Account, AccountPage, Transaction
from console.latency import Latency
from console.settings import Settings
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from console.wiring.feed import FeedWiring
from console.wiring.stream import TICK_MS, StreamWiring
from console.wiring.watch_list import WatchListWiring
from tests.faults.simulation.gateways import Gateway
from tests.faults.simulation.loop import Process, VirtualLoop
from tests.faults.simulation.network import Cable, Weather
from tests.faults.simulation.rest import ModelClient
from widgets.feed_table_model import FeedTableModel, Gap

if TYPE_CHECKING:
    from widgets.account_view import AccountView
    from widgets.feed_view import FeedView
    from widgets.watch_list_view import WatchListView

BROWSING = 1.0
"""Accounts a second that are opened."""
OPENING = 10.0
"""Seconds that a connection may take to open."""


class FeedSurface(QObject):
    """What the feed's wiring needs of its view: the real model, and nothing painted."""

    fill_requested = Signal(object)
    retry_requested = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float]) -> None:
        super().__init__(parent)
        self.model = FeedTableModel(self, clock=clock)
        self.prepend = self.model.prepend
        self.replace = self.model.replace
        self.remove = self.model.remove
        self.add_gap = self.model.add_gap
        self.fill_gap = self.model.fill_gap
        self.show_history = self.model.append_history

    def show_loading(self) -> None:
        """Nothing is shown."""

    def show_failed(self, text: str) -> None:
        """Nothing is shown."""

    def show_gap_failed(self, gap: Gap, text: str) -> None:
        """Say in the gap's row why it is still there."""
        self.model.set_gap_state(gap, busy=False, problem=text)


class WatchSurface(QObject):
    """What the watch list's wiring needs of its view: who is shown, and how."""

    user_requested = Signal(object)
    watch_requested = Signal(object)
    unwatch_requested = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.accounts: dict[int, Account] = {}

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Show these."""
        self.accounts = {account.user_id: account for account in accounts}

    def set_account(self, account: Account) -> None:
        """Show one anew that is shown."""
        if account.user_id in self.accounts:
            self.accounts[account.user_id] = account

    def set_curve(self, user_id: int, curve: object) -> None:
        """Curves are not shown."""


class PageSurface(QObject):
    """What the account page's wiring needs of its view: whose balance is shown, and which."""

    retry_requested = Signal()
    refresh_requested = Signal()
    older_requested = Signal(object)
    balance_painted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.account: Account | None = None

    def show_nothing(self) -> None:
        """Nobody is open."""

    def show_loading(self, user_id: int) -> None:
        """Nobody is shown."""
        del user_id
        self.account = None

    def show_failure(self, text: str) -> None:
        """What was shown stays."""

    def set_page(self, page: AccountPage, *, anew: bool) -> None:
        """Show a balance."""
        del anew
        self.account = page.account

    def set_account(self, account: Account) -> None:
        """Show a newer balance."""
        if self.account is not None and account.version > self.account.version:
            self.account = account

    def apply_transactions(self, changed: object, deleted_ids: object) -> None:
        """Transactions are not shown."""

    def set_curve(self, curve: object) -> None:
        """Curves are not shown."""

    def set_curve_failure(self, text: str) -> None:
        """Curves are not shown."""


class WatchedByAll(Settings):
    """Everybody is watched; nothing is written to a disk."""

    def __init__(self, users: Collection[int]) -> None:
        self._users = list(users)

    def watched(self, gateway: str) -> list[int]:
        del gateway
        return list(self._users)


class Console:
    """One session at the desk; when it is over, there is another `Console`."""

    def __init__(
        self,
        loop: VirtualLoop,
        client: ModelClient,
        gateways: Sequence[Gateway],
        weather: Weather,
        dice: random.Random,
        users: Collection[int],
    ) -> None:
        self._loop = loop
        self._gateways = gateways
        self._weather = weather
        self._dice = dice
        self.client = client
        self.process = Process(loop, "console")
        self.cable: Cable | None = None
        self.session_is_over = False
        self.owner = QObject()
        self.store = Store(self.owner)
        self.tasks = Tasks(self._report)
        latency = Latency(self.owner, now=loop.time)
        self.stream = StreamWiring(
            client, self.store, latency, now=loop.time,
            delays=self._delays, dial=self._dial,
        )  # fmt: skip
        self.feed_surface = FeedSurface(self.owner, loop.time)
        self.watch_surface = WatchSurface(self.owner)
        self.page_surface = PageSurface(self.owner)
        self.accounts = AccountWiring(
            cast("AccountView", self.page_surface), self.store, client, self.tasks, latency
        )
        self._users = list(users)
        self.feed = FeedWiring(cast("FeedView", self.feed_surface), self.store, client, self.tasks)
        self.watch_list = WatchListWiring(
            cast("WatchListView", self.watch_surface), self.store, client, self.tasks,
            WatchedByAll(users), lambda _: None,
        )  # fmt: skip

    @property
    def shown(self) -> dict[int, Transaction]:
        """The transactions in the feed, those that wait included."""
        return self.feed_surface.model.known()

    def start(self) -> None:
        """Open the window."""
        self.process.start(self._run())
        self.process.start(self._tick())
        self.process.start(self._browse())

    def kill(self) -> None:
        """End the process as ``kill -9`` does."""
        if self.cable is not None:
            self.cable.abort()
        self.process.kill()

    async def _run(self) -> None:
        async with self.tasks:
            self.tasks.start("events", self.stream.run())
            self.watch_list.refresh()
            await asyncio.Event().wait()

    async def _tick(self) -> None:
        """Do what a timer of Qt's does."""
        while True:
            await asyncio.sleep(TICK_MS / 1000)
            self.stream.tell()

    async def _browse(self) -> None:
        """Open one account after the other."""
        while True:
            await asyncio.sleep(self._dice.expovariate(BROWSING))
            self.accounts.open(self._dice.choice(self._users))

    def _report(self, failure: Exception) -> None:
        if isinstance(failure, Unauthenticated):
            self.session_is_over = True
        elif not isinstance(failure, ApiError):
            self._loop.failures.append(f"console: {failure!r}")

    def _delays(self) -> Iterator[float]:
        return backoff(uniform=self._dice.uniform)

    @contextlib.asynccontextmanager
    async def _dial(self, url: str, token: str) -> AsyncIterator[Connection]:
        """Connect to whichever gateway a load balancer picks."""
        del url
        await asyncio.sleep(self._weather.delay * 2)
        up = [gateway for gateway in self._gateways if gateway.is_up]
        if not up or self._weather.is_down:
            raise ConnectionRefusedError
        self.cable = cable = Cable(self._weather, self._dice, token)
        self._dice.choice(up).accept(cable)
        try:
            async with asyncio.timeout(OPENING):
                await cable.opened
            yield cable
            if not cable.is_over:
                await self._say_goodbye(cable)
        finally:
            cable.abort()

    async def _say_goodbye(self, cable: Cable) -> None:
        await asyncio.sleep(FAREWELL if cable.to_client.is_stalled else self._weather.delay * 2)

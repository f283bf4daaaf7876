"""Real views, store and wirings of a session on a client; events are handed in by the test."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from api_client.models import Account, Commit, Commits, Hello, Position, Proof, Reset
from console.latency import Latency
from console.settings import Settings
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import OLDER, PAGE, AccountWiring
from console.wiring.digest import DigestWiring
from console.wiring.feed import FEED, FeedWiring
from console.wiring.watch_list import WATCH_LIST, WatchListWiring
from tests.console.wiring.ledger import OPERATOR, SANDBOX
from tests.widgets.examples import NOON
from widgets.account_view import AccountView
from widgets.feed_view import FeedView
from widgets.watch_list_view import WatchListView

READINGS = (PAGE, OLDER, FEED, WATCH_LIST)


class Screen:
    """What a desk builds, without its stream."""

    def __init__(self, qtbot: QtBot, client: ApiClient, folder: Path) -> None:
        self.errors: list[Exception] = []
        self.client = client
        self.owner = QObject()
        self.store = Store(self.owner)
        self.tasks = Tasks(self.errors.append)
        self.settings = Settings(folder)
        self.view, self.feed_view, self.watch_view = AccountView(), FeedView(), WatchListView()
        for widget in (self.view, self.feed_view, self.watch_view):
            qtbot.addWidget(widget)
        self.latency = Latency(self.owner)
        self.accounts = AccountWiring(self.view, self.store, client, self.tasks, self.latency)
        self.feed = FeedWiring(self.feed_view, self.store, client, self.tasks)
        self.watch_list = WatchListWiring(
            self.watch_view, self.store, client, self.tasks, self.settings, self.accounts.open
        )
        self.differences: list[list[int]] = []
        self.digest = DigestWiring(
            self.store, client, self.shown_accounts, self._differ, now=lambda: 0.0
        )

    def is_behind(self) -> bool:
        """Tell whether anything shown may be wrong."""
        return self.store.is_behind

    def greet(self, position: Position, *, resumed: bool = False) -> None:
        """Let the stream begin."""
        hello = Hello(
            protocol="1.0", server="0", epoch="e", position=position, resumed=resumed,
            operator=OPERATOR, environment=SANDBOX, heartbeat_seconds=2.0,
        )  # fmt: skip
        self.store.apply(hello)

    def deliver(self, commits: Sequence[Commit], position: Position) -> None:
        """Hand in a frame of commits."""
        self.store.apply(Commits(commits=tuple(commits), position=position, read_at=NOON))

    def reset(self, position: Position) -> None:
        """Say that events were missed."""
        self.store.apply(Reset(reason="lost", position=position))

    def prove(self, position: Position, at: datetime = NOON, findings: int = 0) -> None:
        """Say that all has been told; ``findings`` is the revision of what sweeps found."""
        proof = Proof(
            position=position, complete_to=at, lost=0, capture="whole", faults=(), sent_at=at,
            findings=findings,
        )  # fmt: skip
        self.store.apply(proof)

    def shown_accounts(self) -> list[Account]:
        """Return what stands in the watch list and on the account page."""
        account = self.view.account
        return [*self.watch_view.accounts, *([] if account is None else [account])]

    def _differ(self, accounts: Sequence[Account]) -> None:
        self.differences.append([account.user_id for account in accounts])

    async def turn(self, times: int = 20) -> None:
        """Let others go on."""
        for _ in range(times):
            await asyncio.sleep(0)

    async def rest(self) -> None:
        """Wait until nothing is being read."""
        async with asyncio.timeout(10):
            while any(map(self.tasks.running, READINGS)):  # noqa: ASYNC110  (no event: any of them)
                await asyncio.sleep(0)

    def watched(self) -> list[int]:
        model = self.watch_view.model
        return [model.account(row).user_id for row in range(model.rowCount())]

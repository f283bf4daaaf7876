"""Store ↔ live feed: what commits goes on top, history below, a hole becomes a gap row."""

from datetime import datetime

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Commit, Hello, Reset
from console.notices import sentence
from console.store import Store
from console.tasks import Tasks
from widgets.feed_table_model import Gap
from widgets.feed_view import FeedView

HISTORY = 200
"""Transactions that are read before anything commits."""
GAP_PAGE = 1000


class FeedWiring(QObject):
    """Keeps the feed equal to what committed; after a reset says what it did not see."""

    def __init__(self, view: FeedView, store: Store, client: ApiClient, tasks: Tasks) -> None:
        super().__init__(view)
        self._view = view
        self._store = store
        self._client = client
        self._tasks = tasks
        self._filled = False
        self.gaps = 0
        store.greeted.connect(self._greeted)
        store.commit_applied.connect(self._committed)
        store.reset_required.connect(self._reset)
        view.retry_requested.connect(self._read_history)
        view.fill_requested.connect(self._fill)
        view.show_loading()

    def _greeted(self, hello: Hello) -> None:
        """Read the history once the stream stands: what commits meanwhile comes as events."""
        if not self._filled:
            self._read_history()
        elif not hello.resumed:
            self._open_gap()

    def _committed(self, commit: Commit) -> None:
        self._view.prepend(commit.transactions)
        self._view.remove(commit.deleted_transactions)

    def _reset(self, _: Reset) -> None:
        if self._filled:
            self._open_gap()

    def _open_gap(self) -> None:
        self.gaps += 1
        proof = self._store.proof
        since = proof.complete_to if proof else None
        self._fill(self._view.add_gap(since, datetime.now().astimezone()))

    def _read_history(self) -> None:
        self._tasks.start("feed history", self._history())

    async def _history(self) -> None:
        try:
            page = await self._client.transactions(limit=HISTORY)
        except Unauthenticated:
            raise
        except ApiError as exc:
            self._view.show_failed(sentence(exc))
        else:
            self._filled = True
            self._view.show_history(page.transactions)

    def _fill(self, gap: Gap) -> None:
        self._tasks.start(f"feed gap {id(gap)}", self._fill_gap(gap))

    async def _fill_gap(self, gap: Gap) -> None:
        try:
            page = await self._client.transactions(limit=GAP_PAGE, since=gap.since)
        except Unauthenticated:
            raise
        except ApiError as exc:
            self._view.show_gap_failed(gap, sentence(exc))
        else:
            self._view.fill_gap(gap, page.transactions)
            self.gaps -= 1

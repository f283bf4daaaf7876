"""Store ↔ live feed: what commits goes on top, history below, a hole becomes a gap row."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Commit, Hello, Transaction
from console.notices import sentence
from console.store import Store
from console.tasks import Tasks
from widgets.feed_table_model import Gap
from widgets.feed_view import FeedView

FEED = "feed"
HISTORY = 200
"""Transactions that are read before anything commits."""
GAP_PAGE = 1000
MOST = 10_000
"""Transactions that are read to fill a gap: what the feed keeps."""


class FeedWiring(QObject):
    """Keeps the feed equal to what committed; after a reset says what it did not see."""

    def __init__(self, view: FeedView, store: Store, client: ApiClient, tasks: Tasks) -> None:
        super().__init__(view)
        self._view = view
        self._store = store
        self._client = client
        self._tasks = tasks
        self.is_filled = False
        """Whether the history has been read."""
        self._gaps: list[Gap] = []
        self.lowest = 0
        """From this transaction on the feed knows all; older ones only where an event told."""
        self._moved: set[int] = set()
        """Transactions that events have spoken of since rows were asked for."""
        store.greeted.connect(self._greeted)
        store.commit_applied.connect(self._committed)
        store.reset_required.connect(self._fall_behind)
        store.proof_received.connect(self._try_again)
        view.retry_requested.connect(self._read_history)
        view.fill_requested.connect(self._fill)
        view.show_loading()

    @property
    def gaps(self) -> int:
        """How many holes there are."""
        return len(self._gaps)

    def _greeted(self, hello: Hello) -> None:
        """Read the history once the stream stands: what commits meanwhile comes as events."""
        if not hello.resumed or not self.is_filled:
            self._fall_behind()

    def _committed(self, commit: Commit) -> None:
        if self._tasks.running(FEED):
            self._moved.update(row.id for row in commit.transactions)
            self._moved.update(commit.deleted_transactions)
        self._view.prepend(commit.transactions)
        self._view.remove(commit.deleted_transactions)

    def _fall_behind(self) -> None:
        self._store.fall_behind(FEED)
        if not self.is_filled:
            self._view.remove(self._view.model.known())  # what events told may be wrong by now
            self._read_history()
            return
        proof = self._store.proof
        since = None if proof is None else proof.complete_to
        gap = self._view.add_gap(since, datetime.now().astimezone())
        self._gaps.append(gap)
        self._fill()

    def _try_again(self) -> None:
        if self._tasks.running(FEED):
            return
        if not self.is_filled:
            self._read_history()
        elif self._gaps:
            self._fill()

    def _read_history(self) -> None:
        self._tasks.restart(FEED, self._history())

    async def _history(self) -> None:
        self._moved = set()
        try:
            page = await self._client.transactions(limit=HISTORY)
        except Unauthenticated:
            raise
        except ApiError as exc:
            self._view.show_failed(sentence(exc))
        else:
            self.is_filled = True
            self.lowest = page.transactions[-1].id if page.more else 0
            self._view.show_history([row for row in page.transactions if row.id not in self._moved])
            self._store.catch_up(FEED)

    def _fill(self) -> None:
        self._tasks.restart(FEED, self._fill_gaps())

    async def _fill_gaps(self) -> None:
        """Read all that the feed shows again: a commit may have changed or removed any of it."""
        self._moved = set()
        try:
            rows = await self._newest()
        except Unauthenticated:
            raise
        except ApiError as exc:
            for gap in self._gaps:
                self._view.show_gap_failed(gap, sentence(exc))
            return
        self._correct(rows)
        missing = [row for row in rows if row.id not in self._moved]
        for gap in reversed(self._gaps):
            self._close(gap, missing)  # what the newest gap takes is known to the older ones
        self._gaps = []
        self._store.catch_up(FEED)

    def _close(self, gap: Gap, rows: Sequence[Transaction]) -> None:
        self._view.fill_gap(gap, rows)

    async def _newest(self) -> list[Transaction]:
        """Return all transactions that the feed should know, newest first."""
        rows: list[Transaction] = []
        while True:
            before = rows[-1].id if rows else None
            page = await self._client.transactions(before=before, limit=GAP_PAGE)
            rows += [row for row in page.transactions if row.id >= self.lowest]
            if not page.more or page.transactions[-1].id <= self.lowest:
                return rows
            if len(rows) >= MOST:
                self.lowest = rows[-1].id
                return rows

    def _correct(self, rows: Sequence[Transaction]) -> None:
        """Replace what changed and remove what is gone, save what events brought meanwhile.

        What is older than the rows that were read may have changed too: it goes as well.
        """
        there = {row.id: row for row in rows}
        known = {
            id_: row for id_, row in self._view.model.known().items() if id_ not in self._moved
        }
        self._view.remove([id_ for id_ in known if id_ not in there])
        self._view.replace(
            [row for id_, row in there.items() if id_ in known and _seen(row) != _seen(known[id_])]
        )


def _seen(row: Transaction) -> Transaction:
    """Return what a page over all users says of a transaction: it carries no balance."""
    return msgspec.structs.replace(row, balance_after_minor=None, balance_after_exact=False)

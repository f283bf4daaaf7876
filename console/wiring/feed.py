"""Store ↔ live feed: what commits goes on top, history below, a hole becomes a gap row."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, Refused, Unauthenticated
from api_client.models import Commit, Commits, Hello, Position, Transaction
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
UNTOLD = ("commits_unavailable", "not_found")
"""The log does not know all that committed, or the gateway does not know how to tell."""


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
        self._open: dict[Gap, tuple[Position | None, Position]] = {}
        """Gaps, and the positions between which they lie."""
        self.healed = 0
        """How many gaps have been filled."""
        self.lowest = 0
        """From this transaction on the feed knows all; older ones only where an event told."""
        self._moved: set[int] = set()
        """Transactions that events have spoken of since rows were asked for."""
        store.greeted.connect(self._greeted)
        store.commits_applied.connect(self._committed)
        store.reset_required.connect(lambda reset: self._miss(reset.position))
        store.proof_received.connect(self._try_again)
        view.retry_requested.connect(self._read_history)
        view.fill_requested.connect(self._fill)
        view.show_loading()

    @property
    def gaps(self) -> int:
        """How many holes there are."""
        return len(self._open)

    def _greeted(self, hello: Hello) -> None:
        """Read the history once the stream stands: what commits meanwhile comes as events."""
        if not hello.resumed or not self.is_filled:
            self._miss(hello.position)

    def _committed(self, frame: Commits) -> None:
        """Show all of a frame at once: in a flood, that is what keeps the screen going."""
        rows, gone = _last_said(frame.commits)
        if self._tasks.running(FEED):
            self._moved.update(rows, gone)
        self._view.prepend(list(rows.values()))
        if gone:
            self._view.remove(gone)

    def _miss(self, here: Position) -> None:
        """Between the position so far and this one there is what nobody told."""
        self._store.fall_behind(FEED)
        if not self.is_filled:
            self._view.remove(self._view.model.known())  # what events told may be wrong by now
            self._read_history()
            return
        gap = self._view.add_gap(self._store.complete_to, datetime.now().astimezone())
        self._open[gap] = self._store.position, here
        self._fill()

    def _try_again(self) -> None:
        if self._tasks.running(FEED):
            return
        if not self.is_filled:
            self._read_history()
        elif self._open:
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
            self._store.apply_snapshot((), page.position)
            self.is_filled = True
            self.lowest = page.transactions[-1].id if page.more else 0
            self._view.show_history([row for row in page.transactions if row.id not in self._moved])
            self._store.catch_up(FEED)

    def _fill(self) -> None:
        self._tasks.restart(FEED, self._fill_gaps())

    async def _fill_gaps(self) -> None:
        self._moved = set()
        try:
            unknown = [gap for gap in list(self._open) if not await self._fill_from_log(gap)]
            if unknown:
                await self._fill_from_tables(unknown)
        except Unauthenticated:
            raise
        except ApiError as exc:
            for gap in self._open:
                self._view.show_gap_failed(gap, sentence(exc))
            return
        self._store.catch_up(FEED)

    async def _fill_from_log(self, gap: Gap) -> bool:
        """Apply exactly what committed in a gap; False if nobody knows all of it any more."""
        commits = await self._commits(*self._open[gap])
        if commits is None:
            return False
        rows, gone = _last_said(commits)
        gone &= self._view.model.known().keys()
        # One that has gone to another user since the gap is called gone there as well.
        still = [row for row in await self._newest() if row.id in gone] if gone else []
        fresh = [row for row in rows.values() if row.id not in self._moved]
        there = {row.id for row in still} | self._moved
        self._view.remove([id_ for id_ in gone if id_ not in there])
        self._view.replace(fresh + [row for row in still if row.id not in self._moved])
        self._close(gap, fresh[::-1], exact=True)
        return True

    async def _commits(self, after: Position | None, until: Position) -> list[Commit] | None:
        """Return what committed between two positions, in order; None if that cannot be told."""
        if after is None or after.epoch != until.epoch:
            return None
        commits: list[Commit] = []
        while sum(len(commit.transactions) for commit in commits) < MOST:
            try:
                page = await self._client.commits(after, until)
            except Refused as exc:
                if exc.code in UNTOLD:
                    return None
                raise
            commits += page.commits
            if not page.more:
                return sorted(commits, key=lambda commit: commit.recorded_at)
            after = page.position
        return None

    async def _fill_from_tables(self, gaps: Sequence[Gap]) -> None:
        """Read all that the feed shows again: a commit may have changed or removed any of it."""
        rows = await self._newest()
        self._correct(rows)
        missing = [row for row in rows if row.id not in self._moved]
        for gap in reversed(gaps):  # what the newest gap takes is known to the older ones
            self._close(gap, missing, exact=False)

    def _close(self, gap: Gap, rows: Sequence[Transaction], *, exact: bool) -> None:
        self._view.fill_gap(gap, rows, exact=exact)
        del self._open[gap]
        self.healed += 1

    async def _newest(self) -> list[Transaction]:
        """Return all transactions that the feed should know, newest first."""
        rows: list[Transaction] = []
        while True:
            before = rows[-1].id if rows else None
            page = await self._client.transactions(before=before, limit=GAP_PAGE)
            self._store.apply_snapshot((), page.position)
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


def _last_said(commits: Iterable[Commit]) -> tuple[dict[int, Transaction], set[int]]:
    """Return the transactions that commits leave, in the order of their last change; who goes."""
    rows: dict[int, Transaction] = {}
    gone: set[int] = set()
    for commit in commits:
        for row in commit.transactions:
            rows.pop(row.id, None)
            rows[row.id] = row
            gone.discard(row.id)
        for id_ in commit.deleted_transactions:
            rows.pop(id_, None)
            gone.add(id_)
    return rows, gone


def _seen(row: Transaction) -> Transaction:
    """Return what a page over all users says of a transaction: it carries no balance."""
    return msgspec.structs.replace(row, balance_after_minor=None, balance_after_exact=False)

"""Rows of the live feed: a bounded ring of transactions and gaps, keyed by id."""

import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from api_client.models import Transaction
from widgets.feed_filter import FeedFilter

_TOP = QModelIndex()
_order = attrgetter("order")


@dataclass(frozen=True)
class Gap:
    """Commits between two moments (UTC) that are not here; ``key`` is negative.

    ``dropped``: so many rows were, and had to go because too many waited; 0: nobody has seen them.
    """

    key: int
    since: datetime | None
    until: datetime
    dropped: int = 0


@dataclass(slots=True, eq=False)
class FeedRow:
    """One row: what it shows, its place in the order of commits, when it came or changed.

    ``moved_at`` is in seconds of the model's clock, minus infinity for history.
    """

    entry: Transaction | Gap
    order: int
    moved_at: float
    waiting: bool = False
    busy: bool = False
    problem: str = ""
    closed: bool = False
    """Of a gap: it was filled, though not with all that came and went meanwhile."""
    key: int = field(init=False)
    """The transaction's id, or the gap's negative key."""

    def __post_init__(self) -> None:
        self.key = self.entry.key if isinstance(self.entry, Gap) else self.entry.id


class FeedTableModel(QAbstractTableModel):
    """Newest row first. While not following, what arrives waits and counts."""

    waiting_changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        capacity: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
        describe: Callable[[FeedRow], str] = lambda row: str(row.key),
    ) -> None:
        super().__init__(parent)
        self._capacity = capacity
        self._clock = clock
        self._describe = describe
        self._filter = FeedFilter()
        self._following = True
        self._rows: dict[int, FeedRow] = {}
        # Oldest first, so that the newest is appended; all three are sorted by `order`.
        self._known: list[FeedRow] = []
        self._shown: list[FeedRow] = []
        self._waiting: list[FeedRow] = []
        self._waiting_matches = 0
        self._newest = 0
        self._last_gap = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else 1

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._describe(self.row(index.row()))
        return None

    def row(self, number: int) -> FeedRow:
        """Return what row ``number`` (from the top) shows."""
        return self._shown[-1 - number]

    def number(self, key: int) -> int | None:
        """Return where the transaction or gap is shown, None if it is not."""
        row = self._rows.get(key)
        place = None if row is None else self._place(row)
        return None if place is None else len(self._shown) - 1 - place

    def now(self) -> float:
        """Return the moment on the clock of `FeedRow.moved_at`, in seconds."""
        return self._clock()

    @property
    def following(self) -> bool:
        """Whether what arrives is shown at once."""
        return self._following

    @property
    def waiting_count(self) -> int:
        """How many rows wait that the filter lets through, at most the ring's capacity."""
        return self._waiting_matches

    @property
    def waiting_is_full(self) -> bool:
        """Whether older rows that waited had to go."""
        return bool(self._waiting) and _dropped(self._waiting[0]) > 0

    @property
    def known_count(self) -> int:
        """How many rows there are, shown or filtered out."""
        return len(self._known)

    def known(self) -> dict[int, Transaction]:
        """Return all transactions by id, those that wait or are filtered out included."""
        rows = self._rows.values()
        return {row.entry.id: row.entry for row in rows if isinstance(row.entry, Transaction)}

    @property
    def filter(self) -> FeedFilter:
        """What is shown at all."""
        return self._filter

    def set_filter(self, wanted: FeedFilter) -> None:
        """Choose again among all rows, those that wait included."""
        self.beginResetModel()
        self._filter = wanted
        self._shown = [row for row in self._known if self._passes(row)]
        self.endResetModel()
        self._count_waiting()

    def set_following(self, following: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Let what arrives wait, or show what has waited in one batch."""
        self._following = following
        if following and self._waiting:
            waited, self._waiting = self._waiting, []
            now = self._clock()
            for row in waited:
                row.waiting, row.moved_at = False, now
            self._put_on_top(waited)
            self._count_waiting()

    def prepend(self, transactions: Iterable[Transaction]) -> None:
        """Add transactions in commit order; a known id is replaced where it stands."""
        fresh = {}
        for transaction in transactions:
            if transaction.id in self._rows:
                self._replace(transaction)
            else:
                fresh[transaction.id] = transaction
        self._arrive(list(fresh.values()))

    def append_history(self, transactions: Iterable[Transaction]) -> None:
        """Add older transactions (newest first) at the end, as far as there is room."""
        room = max(0, self._capacity - len(self._known))
        fresh = {t.id: t for t in transactions if t.id not in self._rows}
        oldest = self._known[0].order if self._known else self._newest
        older = [
            FeedRow(transaction, oldest - 1 - offset, float("-inf"))
            for offset, transaction in enumerate(list(fresh.values())[:room])
        ]
        older.reverse()
        self._rows.update((row.key, row) for row in older)
        self._known[:0] = older
        matching = [row for row in older if self._passes(row)]
        if matching:
            first = len(self._shown)
            self.beginInsertRows(_TOP, first, first + len(matching) - 1)
            self._shown[:0] = matching
            self.endInsertRows()

    def replace(self, transactions: Iterable[Transaction]) -> None:
        """Replace known transactions in place."""
        for transaction in transactions:
            if transaction.id in self._rows:
                self._replace(transaction)

    def remove(self, keys: Collection[int]) -> None:
        """Take rows away; unknown keys are ignored."""
        for key in keys:
            row = self._rows.pop(key, None)
            if row is None:
                continue
            ring = self._waiting if row.waiting else self._known
            del ring[bisect_left(ring, row.order, key=_order)]
            self._hide(row)
        self._count_waiting()

    def add_gap(self, since: datetime | None, until: datetime) -> Gap:
        """Put a gap on top."""
        self._last_gap -= 1
        gap = Gap(self._last_gap, since, until)
        self._arrive([gap])
        return gap

    def fill_gap(
        self, gap: Gap, transactions: Sequence[Transaction], *, exact: bool = True
    ) -> None:
        """Put the missing transactions (newest first) where the gap is.

        Unless they are ``exact``, all that committed there, the gap's row stays above and says so.
        """
        row = self._rows.get(gap.key)
        if row is None:
            return
        ring = self._waiting if row.waiting else self._known
        place = bisect_left(ring, row.order, key=_order)
        waiting = row.waiting
        if exact:
            self.remove((gap.key,))
        else:
            row.busy, row.problem, row.closed = False, "", True
            self._announce(row)
        missing = {t.id: t for t in reversed(transactions) if t.id not in self._rows}
        filled = [FeedRow(t, 0, self._clock(), waiting) for t in missing.values()]
        self._rows.update((filled_row.key, filled_row) for filled_row in filled)
        ring[place:place] = filled
        self._number_again()
        matching = [filled_row for filled_row in filled if self._passes(filled_row)]
        if matching and not waiting:
            self._show(matching)
        self._trim()
        self._count_waiting()

    def set_gap_state(self, gap: Gap, *, busy: bool, problem: str = "") -> None:
        """Say that a gap is being filled, or why it was not."""
        row = self._rows.get(gap.key)
        if row is not None:
            row.busy, row.problem = busy, problem
            self._announce(row)

    def _passes(self, row: FeedRow) -> bool:
        return isinstance(row.entry, Gap) or self._filter.matches(row.entry)

    def _place(self, row: FeedRow) -> int | None:
        place = bisect_left(self._shown, row.order, key=_order)
        found = place < len(self._shown) and self._shown[place] is row
        return place if found else None

    def _arrive(self, entries: Sequence[Transaction | Gap]) -> None:
        now = self._clock()
        rows = []
        for entry in entries:
            self._newest += 1
            row = FeedRow(entry, self._newest, now, not self._following)
            self._rows[row.key] = row
            rows.append(row)
        if self._following:
            self._put_on_top(rows)
            return
        self._waiting += rows
        self._waiting_matches += sum(map(self._passes, rows))
        self._drop_oldest_waiting()
        self.waiting_changed.emit()

    def _drop_oldest_waiting(self) -> None:
        """Keep as many rows waiting as the ring holds; a gap below them says what had to go."""
        excess = len(self._waiting) - self._capacity
        if excess <= 0:
            return
        known = _dropped(self._waiting[0])
        gone = self._waiting[: excess + 1]  # the gap takes a row as well
        del self._waiting[: excess + 1]
        for row in gone:
            del self._rows[row.key]
            self._waiting_matches -= self._passes(row)
        count = known + sum(isinstance(row.entry, Transaction) for row in gone)
        first, last = gone[0].entry, gone[-1].entry
        self._last_gap -= 1
        since = first.since if isinstance(first, Gap) else first.recorded_at
        until = last.until if isinstance(last, Gap) else last.recorded_at
        gap = Gap(self._last_gap, since, until or datetime.now(UTC), count)
        row = FeedRow(gap, gone[-1].order, gone[-1].moved_at, waiting=True, closed=True)
        self._rows[row.key] = row
        self._waiting.insert(0, row)
        self._waiting_matches += 1

    def _put_on_top(self, rows: Sequence[FeedRow]) -> None:
        self._known += rows
        matching = [row for row in rows if self._passes(row)]
        if matching:
            self.beginInsertRows(_TOP, 0, len(matching) - 1)
            self._shown += matching
            self.endInsertRows()
        self._trim()

    def _trim(self) -> None:
        dropped = self._known[: -self._capacity]
        if not dropped:
            return
        del self._known[: len(dropped)]
        for row in dropped:
            del self._rows[row.key]
        hidden = bisect_left(self._shown, dropped[-1].order + 1, key=_order)
        if hidden:
            last = len(self._shown) - 1
            self.beginRemoveRows(_TOP, last - hidden + 1, last)
            del self._shown[:hidden]
            self.endRemoveRows()

    def _replace(self, transaction: Transaction) -> None:
        row = self._rows[transaction.id]
        passed = self._passes(row)
        row.entry, row.moved_at = transaction, self._clock()
        if row.waiting:
            self._count_waiting()
        elif passed and self._passes(row):
            self._announce(row)
        elif passed:
            self._hide(row)
        elif self._passes(row):
            self._show([row])

    def _announce(self, row: FeedRow) -> None:
        place = self._place(row)
        if place is not None:
            index = self.index(len(self._shown) - 1 - place, 0)
            self.dataChanged.emit(index, index)

    def _hide(self, row: FeedRow) -> None:
        place = self._place(row)
        if place is not None:
            number = len(self._shown) - 1 - place
            self.beginRemoveRows(_TOP, number, number)
            del self._shown[place]
            self.endRemoveRows()

    def _show(self, rows: Sequence[FeedRow]) -> None:
        """Show neighbouring rows that were known and not shown."""
        place = bisect_left(self._shown, rows[0].order, key=_order)
        number = len(self._shown) - place
        self.beginInsertRows(_TOP, number, number + len(rows) - 1)
        self._shown[place:place] = rows
        self.endInsertRows()

    def _number_again(self) -> None:
        for order, row in enumerate(self._known + self._waiting):
            row.order = order
        self._newest = len(self._known) + len(self._waiting)

    def _count_waiting(self) -> None:
        self._waiting_matches = sum(map(self._passes, self._waiting))
        self.waiting_changed.emit()


def _dropped(row: FeedRow) -> int:
    return row.entry.dropped if isinstance(row.entry, Gap) else 0

"""Transactions of one account as a table: keyed by id, sorted and filtered by the model itself."""

import time
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from api_client.models import Transaction
from widgets.feed_delegate import tint
from widgets.format import (
    ABOUT,
    UNKNOWN,
    clock_warning,
    format_amount,
    format_time,
    status_name,
    time_hint,
    type_name,
)
from widgets.painting import LEFT, RIGHT

_TOP = QModelIndex()
Role = Qt.ItemDataRole
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
FAILURES = ("failed", "cancelled")
SortKey = tuple[Any, int]


@dataclass(frozen=True)
class Column:
    """One column: its header, what it shows, and what it is sorted by."""

    title: Any
    text: Callable[[Transaction], str]
    key: Callable[[Transaction], Any]
    align: Qt.AlignmentFlag = LEFT


@dataclass(frozen=True)
class TransactionFilter:
    """What is shown: ``text`` in any shown column, booked or made in [since, until)."""

    text: str = ""
    since: datetime | None = field(default=None)
    until: datetime | None = field(default=None)

    @property
    def active(self) -> bool:
        """Whether anything may be left out."""
        return self != TransactionFilter()

    def passes(self, row: Transaction) -> bool:
        """Tell whether a row is shown."""
        at = when(row)
        if self.since is not None and (at is None or at < self.since):
            return False
        if self.until is not None and (at is None or at >= self.until):
            return False
        words = self.text.casefold().split()
        if not words:
            return True
        shown = " ".join(
            (*(column.text(row) for column in COLUMNS), row.type, row.description or "")
        )
        return all(word in shown.casefold() for word in words)


def when(row: Transaction) -> datetime | None:
    """Return when a transaction was made, by the marketplace, or else by the change log."""
    return row.created_at or row.recorded_at


def when_text(row: Transaction) -> str:
    """Return that moment; as stored where the zone makes it ambiguous."""
    at = when(row)
    return format_time(at) if at is not None else row.created_at_raw or UNKNOWN


def balance_text(row: Transaction) -> str:
    """Return the balance after a transaction, marked where it is not exact."""
    if row.balance_after_minor is None:
        return UNKNOWN
    text = format_amount(row.balance_after_minor)
    return text if row.balance_after_exact else f"{ABOUT}\u2009{text}"


COLUMNS = (
    Column(QT_TRANSLATE_NOOP("transactions", "When (Belgrade)"), when_text,
           lambda row: when(row) or _EARLIEST),
    Column(QT_TRANSLATE_NOOP("transactions", "Type"), lambda row: type_name(row.type),
           lambda row: row.type),
    Column(QT_TRANSLATE_NOOP("transactions", "Amount"),
           lambda row: format_amount(row.signed_minor, sign=True),
           lambda row: row.signed_minor, RIGHT),
    Column(QT_TRANSLATE_NOOP("transactions", "Balance"), balance_text,
           lambda row: (row.balance_after_minor is not None, row.balance_after_minor or 0), RIGHT),
    Column(QT_TRANSLATE_NOOP("transactions", "Status"), lambda row: status_name(row.status),
           lambda row: row.status),
    Column(QT_TRANSLATE_NOOP("transactions", "Method"), lambda row: row.payment_method or UNKNOWN,
           lambda row: row.payment_method or ""),
    Column(QT_TRANSLATE_NOOP("transactions", "Id"), lambda row: str(row.id),
           lambda row: row.id, RIGHT),
)  # fmt: skip
WHEN, TYPE, AMOUNT, BALANCE, STATUS, METHOD, ID = range(len(COLUMNS))


class TransactionTableModel(QAbstractTableModel):
    """Newest first unless sorted otherwise; a row that came or changed is tinted for a while."""

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._known: dict[int, Transaction] = {}
        self._shown: list[Transaction] = []
        """Ascending by `_key`; row 0 is its end while `_descending`."""
        self._column = ID
        self._descending = True
        self._filter = TransactionFilter()
        self._moved_at: dict[int, float] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Role.DisplayRole:
            return self._title(section)
        return COLUMNS[section].align if role == Role.TextAlignmentRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), index.column()
        match role:
            case Role.DisplayRole:
                return COLUMNS[column].text(row)
            case Role.TextAlignmentRole:
                return COLUMNS[column].align
            case Role.ToolTipRole:
                return _hint(row, column)
            case Role.AccessibleTextRole:
                return f"{column_name(column)}: {COLUMNS[column].text(row)}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            column, order = ID, Qt.SortOrder.DescendingOrder
        held = self._held()
        self._column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._arrange(held)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def row(self, number: int) -> Transaction:
        """Return what a row shows."""
        return self._shown[-1 - number if self._descending else number]

    def row_of(self, transaction_id: int) -> int | None:
        """Return where a transaction is shown, None where it is not."""
        known = self._known.get(transaction_id)
        return None if known is None else self._number(known)

    def known(self, transaction_id: int) -> Transaction | None:
        """Return a transaction, shown or filtered out."""
        return self._known.get(transaction_id)

    @property
    def known_count(self) -> int:
        """How many transactions there are, those filtered out included."""
        return len(self._known)

    @property
    def newest(self) -> Transaction | None:
        """The transaction with the highest id."""
        return self._known[max(self._known)] if self._known else None

    @property
    def oldest_id(self) -> int | None:
        """The lowest id."""
        return min(self._known, default=None)

    def ids_from(self, lowest: int) -> list[int]:
        """Return the ids that are at least ``lowest``."""
        return [id_ for id_ in self._known if id_ >= lowest]

    @property
    def filter(self) -> TransactionFilter:
        """What is shown."""
        return self._filter

    def set_filter(self, wanted: TransactionFilter) -> None:
        """Show other rows."""
        if wanted != self._filter:
            held = self._held()
            self._filter = wanted
            self._arrange(held)

    def set_transactions(self, transactions: Iterable[Transaction]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self._known = {row.id: row for row in transactions}
        self._moved_at.clear()
        self._fill()
        self.endResetModel()

    def upsert(self, transactions: Iterable[Transaction], *, fresh: bool) -> None:
        """Add or replace rows by id; ``fresh`` ones are tinted."""
        new: dict[int, Transaction] = {}
        for row in transactions:
            known = self._known.get(row.id)
            if known == row:
                continue
            if fresh:
                self._moved_at[row.id] = self._clock()
            self._known[row.id] = row
            passes = self._filter.passes(row)
            if known is None or row.id in new:
                new.pop(row.id, None)
                if passes:
                    new[row.id] = row
                continue
            number = self._number(known)
            if number is not None and passes and self._key(known) == self._key(row):
                self._shown[-1 - number if self._descending else number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(COLUMNS) - 1))
                continue
            if number is not None:
                self._hide(known, number)
            if passes:
                self._show(row)
        self._show_new(sorted(new.values(), key=self._key))

    def remove(self, transaction_id: int) -> None:
        """Take a row away; an unknown id is ignored."""
        known = self._known.get(transaction_id)
        if known is None:
            return
        number = self._number(known)
        if number is not None:
            self._hide(known, number)
        del self._known[transaction_id]
        self._moved_at.pop(transaction_id, None)

    def tint_of(self, transaction_id: int) -> float:
        """Return how much of a row's tint is left, 1 to 0."""
        at = self._moved_at.get(transaction_id)
        return 0.0 if at is None else tint(self._clock() - at)

    def forget_faded(self) -> bool:
        """Drop tints that have faded away; False once there are none left."""
        for transaction_id in [id_ for id_ in self._moved_at if self.tint_of(id_) <= 0]:
            del self._moved_at[transaction_id]
        return bool(self._moved_at)

    def _title(self, column: int) -> str:
        """Return a column's name; an arrow says how the rows are sorted by it."""
        name = column_name(column)
        if column != self._column:
            return name
        arrow = "↓" if self._descending else "↑"
        return f"{arrow} {name}" if COLUMNS[column].align == RIGHT else f"{name} {arrow}"

    def _key(self, row: Transaction) -> SortKey:
        return COLUMNS[self._column].key(row), row.id

    def _place(self, row: Transaction) -> int:
        return bisect_left(self._shown, self._key(row), key=self._key)

    def _number(self, row: Transaction) -> int | None:
        place = self._place(row)
        if place >= len(self._shown) or self._shown[place].id != row.id:
            return None
        return len(self._shown) - 1 - place if self._descending else place

    def _show(self, row: Transaction) -> None:
        place = self._place(row)
        number = len(self._shown) - place if self._descending else place
        self.beginInsertRows(_TOP, number, number)
        insort(self._shown, row, key=self._key)
        self.endInsertRows()

    def _show_new(self, rows: list[Transaction]) -> None:
        """Show rows in the order of `_key`: at once where nothing comes between them."""
        if len(rows) < 2 or self._place(rows[0]) != (place := self._place(rows[-1])):
            for row in rows:
                self._show(row)
            return
        first = len(self._shown) - place if self._descending else place
        self.beginInsertRows(_TOP, first, first + len(rows) - 1)
        self._shown[place:place] = rows
        self.endInsertRows()

    def _hide(self, row: Transaction, number: int) -> None:
        self.beginRemoveRows(_TOP, number, number)
        del self._shown[self._place(row)]
        self.endRemoveRows()

    def _fill(self) -> None:
        passes = self._filter.passes
        rows = self._known.values()
        shown = rows if not self._filter.active else (row for row in rows if passes(row))
        self._shown = sorted(shown, key=self._key)

    def _held(self) -> list[tuple[QModelIndex, int]]:
        """Announce a new order; return what is selected or current, by transaction."""
        self.layoutAboutToBeChanged.emit()
        return [(index, self.row(index.row()).id) for index in self.persistentIndexList()]

    def _arrange(self, held: list[tuple[QModelIndex, int]]) -> None:
        """Order anew; what was held is held wherever it goes."""
        self._fill()
        for index, transaction_id in held:
            number = self.row_of(transaction_id)
            place = QModelIndex() if number is None else self.index(number, index.column())
            self.changePersistentIndex(index, place)
        self.layoutChanged.emit()


def column_name(column: int) -> str:
    """Return what a column is called."""
    return QCoreApplication.translate("transactions", COLUMNS[column].title)


def _hint(row: Transaction, column: int) -> str | None:
    if column == WHEN:
        at = when(row)
        lines = [] if at is None else [time_hint(at)]
        lines.append(clock_warning(row.created_at, row.recorded_at))
        return "\n".join(line for line in lines if line) or None
    if column == BALANCE and row.balance_after_minor is not None and not row.balance_after_exact:
        return QCoreApplication.translate(
            "transactions",
            "Replayed backwards from the stored balance; not recorded when it was booked.",
        )
    text = COLUMNS[column].text(row)
    if column == TYPE:
        words = QCoreApplication.translate("transactions", "{type}, transaction {id}")
        text = words.format(type=text, id=row.id)
    return "\n".join(part for part in (text, row.description) if part)

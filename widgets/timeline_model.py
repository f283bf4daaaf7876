"""Commits of an account as a table: what moved, what was booked, and who wrote it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

from api_client.verdicts import Pair
from widgets.evidence_words import writer
from widgets.format import UNKNOWN, format_amount, format_time, time_hint
from widgets.painting import LEFT, RIGHT

_TOP = QModelIndex()
Role = Qt.ItemDataRole
MOST_IDS = 3


@dataclass(frozen=True)
class Column:
    """One column: its header and what it shows."""

    title: Any
    text: Callable[[Pair], str]
    align: Qt.AlignmentFlag = LEFT


def moved_text(pair: Pair) -> str:
    """Return by how much the balance moved."""
    return format_amount(pair.moved_minor, sign=True) if pair.moved_minor else UNKNOWN


def booked_text(pair: Pair) -> str:
    """Return the transactions of a commit and what they come to."""
    if not pair.transactions:
        return QCoreApplication.translate("timeline", "no transaction")
    named = ", ".join(map(str, pair.transactions[:MOST_IDS]))
    if len(pair.transactions) > MOST_IDS:
        named += f" +{len(pair.transactions) - MOST_IDS}"
    if not pair.booked_minor:
        return named
    return f"{named}   {format_amount(pair.booked_minor, sign=True)}"


def moves_nothing(pair: Pair) -> bool:
    """Tell whether a commit neither moved the balance nor booked anything."""
    return pair.paired == "commit" and not pair.moved_minor and not pair.booked_minor


def link_text(pair: Pair) -> str:
    """Return how change and transactions belong together."""
    if moves_nothing(pair):
        return QCoreApplication.translate("timeline", "no money")
    return {
        "commit": QCoreApplication.translate("timeline", "same commit"),
        "nearby": QCoreApplication.translate("timeline", "close in time"),
        "amount": QCoreApplication.translate("timeline", "same amount"),
        "none": QCoreApplication.translate("timeline", "unpaired"),
    }.get(pair.paired, pair.paired)


COLUMNS = (
    Column(QT_TRANSLATE_NOOP("timeline", "When (Belgrade)"), lambda pair: format_time(pair.at)),
    Column(QT_TRANSLATE_NOOP("timeline", "Balance moved"), moved_text, RIGHT),
    Column(QT_TRANSLATE_NOOP("timeline", ""), link_text),
    Column(QT_TRANSLATE_NOOP("timeline", "Transactions"), booked_text),
    Column(QT_TRANSLATE_NOOP("timeline", "Written by"),
           lambda pair: writer(pair.written_by, pair.application)),
)  # fmt: skip
WHEN, MOVED, LINK, BOOKED, WRITER = range(len(COLUMNS))


class TimelineModel(QAbstractTableModel):
    """Newest first, as the verdict has them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[Pair, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Role.DisplayRole:
            return QCoreApplication.translate("timeline", COLUMNS[section].title)
        if role == Role.AccessibleTextRole and section == LINK:
            return self.tr("How they belong together")
        return COLUMNS[section].align if role == Role.TextAlignmentRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        pair, column = self._pairs[index.row()], COLUMNS[index.column()]
        match role:
            case Role.DisplayRole:
                return column.text(pair)
            case Role.TextAlignmentRole:
                return column.align
            case Role.ToolTipRole:
                return time_hint(pair.at) if index.column() == WHEN else column.text(pair)
            case Role.AccessibleTextRole:
                return f"{self.headerData(index.column(), Qt.Orientation.Horizontal)}: " + (
                    column.text(pair)
                )
        return None

    def pair(self, row: int) -> Pair:
        """Return what a row shows."""
        return self._pairs[row]

    def rows_of(self, positions: frozenset[int]) -> list[int]:
        """Return the rows of the commits that made these changes; those not shown are left out."""
        return [row for row, pair in enumerate(self._pairs) if pair.pos in positions]

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self._pairs = tuple(pairs)
        self.endResetModel()

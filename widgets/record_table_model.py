"""Records as a table: keyed, in the order in which they are given, merged when read again."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.columns import Column, Row
from widgets.format import UNKNOWN

_TOP = QModelIndex()
Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class RecordTableModel(QAbstractTableModel, Generic[Row]):
    """Rows that stay keep their index, and with it the selection; the others come and go."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._key = key
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, from the top."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these, in this order; one that was there before is changed where it stands."""
        wanted = {self._key(row): row for row in rows}
        self._remove({key for key in map(self._key, self._rows) if key not in wanted})
        kept = [self._key(row) for row in self._rows]
        there = set(kept)
        if kept != [key for key in wanted if key in there]:
            self.beginResetModel()
            self._rows = list(wanted.values())
            self.endResetModel()
            return
        for number, (key, row) in enumerate(wanted.items()):
            if key not in there:
                self.beginInsertRows(_TOP, number, number)
                self._rows.insert(number, row)
                self.endInsertRows()
            elif self._rows[number] != row:
                self._rows[number] = row
                last = self.index(number, len(self.columns) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def number(self, key: Hashable) -> int | None:
        """Return where the record of this key stands, if it does."""
        keys = [self._key(row) for row in self._rows]
        return keys.index(key) if key in keys else None

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Role.DisplayRole:
            return column.text(row)
        if role == Role.AccessibleTextRole:  # an empty cell is named too
            return column.text(row) or UNKNOWN
        if role == Role.ToolTipRole:
            return (column.hint or column.text)(row) or None
        if role == Role.TextAlignmentRole:
            return column.align
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Role.DisplayRole:
                return self.columns[section].title
            if role == Role.TextAlignmentRole:
                return self.columns[section].align
        return None

    def _remove(self, gone: set[Hashable]) -> None:
        for number in reversed(range(len(self._rows))):
            if self._key(self._rows[number]) in gone:
                self.beginRemoveRows(_TOP, number, number)
                del self._rows[number]
                self.endRemoveRows()

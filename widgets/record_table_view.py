"""The table of records: one line each, an icon before a state, room for what must be read."""

from collections.abc import Hashable
from typing import Generic

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets import icons, theme
from widgets.clipboard_actions import add_copy_actions
from widgets.columns import Column, Row
from widgets.painting import draw_text, text_width
from widgets.record_table_model import RecordTableModel

ROW_HEIGHT = 32
PADDING = 8
ICON, GAP = 14, 6
SCROLL_BAR = 10
LEAST = 90
"""Pixels of the column that takes what is left over."""


class RecordDelegate(QStyledItemDelegate, Generic[Row]):
    """Muted while what is shown may be old."""

    def __init__(self, model: RecordTableModel[Row], parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.live = False

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = self._model.rows[index.row()], self._model.columns[index.column()]
        painter.save()
        if QStyle.StateFlag.State_Selected in option.state:
            painter.fillRect(option.rect, theme.colour("accent_ground"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        room = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        mark = column.mark(row)
        if mark is not None:
            top = option.rect.top() + (option.rect.height() - ICON) // 2
            painter.drawPixmap(room.left(), top, icons.pixmap(*mark, ICON))
            room.setLeft(room.left() + ICON + GAP)
        ink = column.tone(row) if self.live else "muted"
        weight = 600 if column.strong else 400
        draw_text(painter, room, column.text(row), ink, weight=weight, align=column.align)
        if QStyle.StateFlag.State_HasFocus in option.state:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()


class RecordTableView(QTableView, Generic[Row]):
    """Selects one record; never opens an editor."""

    chosen = Signal(object)
    """The record that is selected, None if there is none."""

    def __init__(self, model: RecordTableModel[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = model
        self.delegate = RecordDelegate(model, self)
        model.rowsAboutToBeRemoved.connect(self._let_go)  # before Qt hears of it
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(ROW_HEIGHT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        self.selectionModel().selectionChanged.connect(self._tell)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._changed)
        add_copy_actions(
            self, {self.tr("Copy the row"): self._row_text, self.tr("Copy the cell"): self._cell}
        )

    @property
    def record(self) -> Row | None:
        """The record that is selected, None if there is none."""
        rows = self.selectionModel().selectedRows()
        return self._records.rows[rows[0].row()] if rows else None

    def select(self, key: Hashable) -> None:
        """Select the record of this key, if it is there."""
        number = self._records.number(key)
        if number is not None:
            self.selectRow(number)
            self.scrollTo(self._records.index(number, 0))

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Draw at full strength or muted."""
        self.delegate.live = live
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _let_go(self, _: QModelIndex, first: int, last: int) -> None:
        """Select nothing when what is selected goes: Qt would take what stands next to it."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if any(first <= row <= last for row in rows):
            self.selectionModel().clear()

    def _changed(self) -> None:
        self._share_room()
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.record)

    def _share_room(self) -> None:
        """Give every column what it needs, and the stretching one what is left."""
        columns, room = self._records.columns, self.width() - SCROLL_BAR
        widths = [self._needed(column) for column in columns]
        for number, column in enumerate(columns):
            if self.isColumnHidden(number):
                widths[number] = 0
            elif column.stretches:
                widths[number] = min(widths[number], LEAST)
        for number, column in enumerate(columns):
            if column.least is not None:
                spare = max(0, widths[number] - column.least)
                widths[number] -= max(0, min(spare, sum(widths) - room))
        for number, column in enumerate(columns):
            if column.stretches:
                widths[number] += max(0, room - sum(widths))
            if widths[number]:
                self.setColumnWidth(number, widths[number])

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show a column or not."""
        if self.isColumnHidden(number) == shown:
            self.setColumnHidden(number, not shown)
            self._share_room()

    def _needed(self, column: Column[Row]) -> int:
        weight = 600 if column.strong else 400
        widest = text_width(column.title, 11, 600)
        for row in self._records.rows:
            beside = ICON + GAP if column.mark(row) else 0
            widest = max(widest, beside + text_width(column.text(row), 13, weight))
        return min(widest, column.widest) + 2 * PADDING

    def _row_text(self) -> str:
        record = self.record
        columns = self._records.columns
        return "" if record is None else "\t".join(column.text(record) for column in columns)

    def _cell(self) -> str:
        index = self.currentIndex()
        if not index.isValid():
            return ""
        return self._records.columns[index.column()].text(self._records.rows[index.row()])

"""The table of an account's transactions, and what can be copied from it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from api_client.models import Transaction
from widgets.clipboard_actions import add_copy_actions, raw_amount
from widgets.feed_view import raw_row
from widgets.painting import text_width
from widgets.transaction_table_model import (
    AMOUNT,
    BALANCE,
    COLUMNS,
    ID,
    METHOD,
    TransactionTableModel,
)

ROW_HEIGHT = 32
FRAME_MS = 100
PADDING = 20
NARROW = 640
"""Pixels below which the method's column gives way."""


class TransactionTableView(QTableView):
    """Rows keep their place under the eye; asks for older ones at its end."""

    end_reached = Signal()

    def __init__(self, model: TransactionTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._fade)
        self.setModel(model)
        self.setAccessibleName(self.tr("Transactions of the account"))
        self.setShowGrid(False)
        self.setIconSize(QSize(14, 14))
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._set_up_header()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        model.rowsInserted.connect(self._inserted)
        model.modelReset.connect(lambda: self._fit(0, model.rowCount() - 1))
        model.dataChanged.connect(self._frames.start)
        self._add_copying()

    def fade_tints(self) -> None:
        """Let fresh rows lose their tint over time."""
        self._frames.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(METHOD, self.viewport().width() < NARROW)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setFixedHeight(ROW_HEIGHT)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width)
        header.setSectionResizeMode(METHOD, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(ID, Qt.SortOrder.DescendingOrder)
        header.setSortIndicatorClearable(False)

    def _add_copying(self) -> None:
        add_copy_actions(
            self,
            {
                self.tr("Copy the amount"): self._copied(lambda row: raw_amount(row.signed_minor)),
                self.tr("Copy the id"): self._copied(lambda row: str(row.id)),
                self.tr("Copy the row"): self._copied(raw_row),
                self.tr("Copy all shown rows"): self._all_rows,
                self.tr("Copy the cell"): self._cell,
            },
        )

    def _copied(self, text: Callable[[Transaction], str]) -> Callable[[], str]:
        def of_current() -> str:
            index = self.currentIndex()
            return text(self._rows.row(index.row())) if index.isValid() else ""

        return of_current

    def _all_rows(self) -> str:
        rows = (self._rows.row(number) for number in range(self._rows.rowCount()))
        return "\n".join(map(raw_row, rows))

    def _cell(self) -> str:
        index = self.currentIndex()
        return COLUMNS[index.column()].text(self._rows.row(index.row())) if index.isValid() else ""

    def _inserted(self, _: QModelIndex, first: int, last: int) -> None:
        """Keep what is being read where it is when rows come above it."""
        self._fit(first, last)
        self._frames.start()
        bar = self.verticalScrollBar()
        top = self.rowAt(0)
        if bar.value() > bar.minimum() and first <= top:
            bar.setValue(bar.value() + (last - first + 1) * ROW_HEIGHT)

    def _fit(self, first: int, last: int) -> None:
        """Widen the figures' columns for what came: an amount is never cut."""
        for column in (AMOUNT, BALANCE, ID):
            texts = (COLUMNS[column].text(self._rows.row(row)) for row in range(first, last + 1))
            longest = max(texts, key=len, default="")
            width = text_width(longest, 13, 600) + PADDING
            if width > self.columnWidth(column):
                self.setColumnWidth(column, width)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value >= bar.maximum() - ROW_HEIGHT and bar.maximum() > 0:
            self.end_reached.emit()

    def _fade(self) -> None:
        if not self._rows.fade():
            self._frames.stop()

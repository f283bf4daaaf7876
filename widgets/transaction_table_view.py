"""The table of an account's transactions, and what can be copied from it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from api_client.models import Transaction
from widgets.clipboard_actions import add_copy_actions, raw_amount
from widgets.csv_text import csv_text
from widgets.feed_view import raw_row
from widgets.painting import text_width
from widgets.transaction_csv import transaction_cells
from widgets.transaction_delegate import (
    ICON_ONLY,
    PADDING,
    ROW_HEIGHT,
    TransactionDelegate,
    cell_width,
)
from widgets.transaction_table_model import (
    AMOUNT,
    BALANCE,
    COLUMNS,
    ID,
    METHOD,
    STATUS,
    TYPE,
    WHEN,
    TransactionTableModel,
    column_name,
)

FRAME_MS = 100
SCROLL_BAR = 10
"""Pixels at the right that hold the scroll bar, there or not: columns do not move for it."""
FIGURES = (WHEN, AMOUNT, BALANCE, ID)
"""Columns of tabular figures: the longest text is the widest."""
GIVING_WAY = ((METHOD, 72), (TYPE, 84), (METHOD, 0), (STATUS, ICON_ONLY), (ID, 0), (TYPE, 64))
"""What gives way where there is little room, in this order, and to which width at least."""


class TransactionTableView(QTableView):
    """Rows keep their place under the eye; asks for older ones at its end."""

    end_reached = Signal()
    visit_requested = Signal(object)
    """Id of a transaction: the account is to be shown as its commit left it."""
    export_requested = Signal()
    """The rows that are shown should become a file."""

    def __init__(self, model: TransactionTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._needed = [_header_width(column) for column in range(len(COLUMNS))]
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._fade)
        self.delegate = TransactionDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Transactions of the account"))
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows go from cell to cell
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
        model.modelReset.connect(self._start_anew)
        model.dataChanged.connect(self._frames.start)
        self.visit_action = QAction(self.tr("The account as of this transaction"), self)
        self.visit_action.setVisible(False)
        self.visit_action.triggered.connect(self._visit)
        self.addAction(self.visit_action)
        self._add_copying()

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Draw at full strength or muted."""
        self.delegate.live = live
        self.viewport().update()

    def shown(self) -> list[Transaction]:
        """Return the rows that are shown, as they stand there."""
        return [self._rows.row(number) for number in range(self._rows.rowCount())]

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Mark transactions in a token's colour, instead of those that were."""
        self.delegate.marks = dict(marks)
        self.viewport().update()

    def go_to(self, transaction_id: int) -> bool:
        """Bring a row into sight and make it the current one; False if it is not shown."""
        number = self._rows.row_of(transaction_id)
        if number is None:
            return False
        index = self._rows.index(number, 0)
        self.scrollTo(index, self.ScrollHint.PositionAtCenter)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        return True

    @property
    def fading(self) -> bool:
        """Whether a tint may still be on its way out."""
        return self._frames.isActive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setFixedHeight(ROW_HEIGHT)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
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
                self.tr("Copy them as CSV"): self._csv,
                self.tr("Copy the cell"): self._cell,
            },
        )
        export = QAction(self.tr("Export them as CSV…"), self)
        export.triggered.connect(self.export_requested)
        self.addAction(export)

    def _visit(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.visit_requested.emit(self._rows.row(index.row()).id)

    def _copied(self, text: Callable[[Transaction], str]) -> Callable[[], str]:
        def of_current() -> str:
            index = self.currentIndex()
            return text(self._rows.row(index.row())) if index.isValid() else ""

        return of_current

    def _all_rows(self) -> str:
        return "\n".join(map(raw_row, self.shown()))

    def _csv(self) -> str:
        rows = self.shown()
        return csv_text(transaction_cells(rows)) if rows else ""

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

    def _start_anew(self) -> None:
        self._needed = [_header_width(column) for column in range(len(COLUMNS))]
        self._fit(0, self._rows.rowCount() - 1)

    def _fit(self, first: int, last: int) -> None:
        """Widen the columns for what came; none ever narrows under the eye."""
        rows = [self._rows.row(number) for number in range(first, last + 1)]
        for column, known in enumerate(self._needed):
            shown = {COLUMNS[column].text(row): row for row in rows}
            if column in FIGURES and shown:
                shown = {"": shown[max(shown, key=len)]}
            widths = (cell_width(row, column) for row in shown.values())
            self._needed[column] = max(known, *widths, 0)
        self._share_room()

    def _share_room(self) -> None:
        """Give every column what it needs; words give way before an amount is cut."""
        room = self.width() - SCROLL_BAR
        widths = list(self._needed)
        for column, least in GIVING_WAY:
            if sum(widths) > room:
                bare = self.delegate.icon_only if least == ICON_ONLY else least
                widths[column] = min(widths[column], bare)
        for column in (STATUS, TYPE, METHOD):  # what gave way takes back what is left over
            wanted, spare = self._needed[column] - widths[column], max(0, room - sum(widths))
            if widths[column] and (column != STATUS or wanted <= spare):
                widths[column] += min(wanted, spare)
        whole = [column for column, width in enumerate(widths) if width >= self._needed[column]]
        spare = max(0, room - sum(widths))
        for number, column in enumerate(whole):
            widths[column] += spare * (number + 1) // len(whole) - spare * number // len(whole)
        for column, width in enumerate(widths):
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, width)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value >= bar.maximum() - ROW_HEIGHT and bar.maximum() > 0:
            self.end_reached.emit()

    def _fade(self) -> None:
        self.viewport().update()
        if not self._rows.forget_faded():
            self._frames.stop()


def _header_width(column: int) -> int:
    """Return the room of a column's name with its arrow, in pixels."""
    return text_width(f"{column_name(column)} ↓", 11, 600) + 2 * PADDING

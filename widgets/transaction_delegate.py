"""How a cell of the transactions' table is drawn: ink by meaning, status as icon and word."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from api_client.models import Transaction
from widgets import icons, theme
from widgets.painting import draw_text, text_width
from widgets.transaction_table_model import (
    AMOUNT,
    BALANCE,
    COLUMNS,
    FAILURES,
    STATUS,
    TYPE,
    TransactionTableModel,
    column_name,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_HEIGHT = 32
PADDING = 8
"""Pixels kept free at either side of a cell's text."""
ICON = 14
GAP = 6
MARK = 3
"""Pixels of the bar before a row that shows something."""
ICON_ONLY = 57
"""Pixels of a status without its word: icon, shape and colour, and the column's name above it."""

SPARE = 6
"""Pixels that the name of a column wants beside its own."""


class TransactionDelegate(QStyledItemDelegate):
    """Muted while the stream is not live; what just came or changed stands on a tint."""

    def __init__(self, model: TransactionTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.live = False
        name = text_width(column_name(STATUS), 11, 600)
        self.icon_only = max(ICON_ONLY, name + 2 * PADDING + SPARE)
        """Pixels of a status whose word gives way: the column's name stays whole."""
        self.marks: Mapping[int, str] = {}
        """Transactions that show something, and the token of what they show."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        row = self._model.row(index.row())
        return QSize(cell_width(row, index.column()), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = self._model.row(index.row()), index.column()
        rect: QRect = option.rect
        painter.save()
        self._draw_ground(painter, rect, row, option.state)
        if column == 0 and row.id in self.marks:
            bar = QRect(rect.left(), rect.top(), MARK, rect.height())
            painter.fillRect(bar, theme.colour(self.marks[row.id]))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if column == STATUS:
            name, tone = status_mark(row)
            top = rect.top() + (rect.height() - ICON) // 2
            painter.drawPixmap(room.left(), top, icons.pixmap(name, tone, ICON))
            room.setLeft(room.left() + ICON + GAP)
        if column != STATUS or rect.width() > self.icon_only:
            text, ink = COLUMNS[column].text(row), self.ink(row, column)
            align, weight = COLUMNS[column].align, weight_of(column)
            draw_text(painter, room, text, ink, weight=weight, align=align)
        if QStyle.StateFlag.State_HasFocus in option.state:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def ink(self, row: Transaction, column: int) -> str:
        """Return the colour of a cell's text; a debit is not a failure and so not red."""
        if not self.live:
            return "muted"
        booked = row.status == "completed"
        if column == AMOUNT and booked:
            return "positive" if row.signed_minor > 0 else "text"
        if column == STATUS and not booked:
            return status_mark(row)[1]
        return "text" if booked and column in (TYPE, BALANCE) else "muted"

    def _draw_ground(
        self, painter: QPainter, rect: QRect, row: Transaction, state: QStyle.StateFlag
    ) -> None:
        left = self._model.tint_of(row.id)
        if left > 0:
            ground = theme.colour("positive_ground" if row.direction > 0 else "accent_ground")
            ground.setAlphaF(left)
            painter.fillRect(rect, ground)
        mark = self.marks.get(row.id)
        if QStyle.StateFlag.State_Selected in state:
            painter.fillRect(rect, theme.colour("accent_ground"))
        elif mark is not None:
            painter.fillRect(rect, theme.colour(f"{mark}_ground"))


def weight_of(column: int) -> int:
    """Return how bold a column is."""
    return 600 if column == AMOUNT else 400


def cell_width(row: Transaction, column: int) -> int:
    """Return the room in which a cell is not cut, in pixels."""
    text = text_width(COLUMNS[column].text(row), 13, weight_of(column))
    return text + 2 * PADDING + (ICON + GAP if column == STATUS else 0)


def status_mark(row: Transaction) -> tuple[str, str]:
    """Return icon and colour of a status."""
    if row.status == "completed":
        return "check", "positive"
    return ("x", "negative") if row.status in FAILURES else ("clock", "warning")

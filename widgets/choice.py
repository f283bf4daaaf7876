"""A drop-down list with the house's chevron, and rows that say which one is meant."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets import icons
from widgets.painting import draw_text
from widgets.watch_delegate import draw_row_ground

CHEVRON = 14
ROW_HEIGHT = 30
TICK = 14


class ChoiceDelegate(QStyledItemDelegate):
    """The row that keys or pointer are at is accented; what was chosen before has a tick."""

    def __init__(self, choice: QComboBox) -> None:
        super().__init__(choice)
        self._choice = choice

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * TICK, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room: QRect = option.rect
        at = QStyle.StateFlag.State_Selected in option.state
        painter.save()
        draw_row_ground(painter, room, chosen=at, hovered=False)
        room = room.adjusted(12, 0, -12, 0)
        if index.row() == self._choice.currentIndex():
            top = room.top() + (room.height() - TICK) // 2
            painter.drawPixmap(room.right() - TICK + 1, top, icons.pixmap("check", "accent", TICK))
            room.setRight(room.right() - TICK - 8)
        draw_text(painter, room, str(index.data()), "text", weight=500 if at else 400)
        painter.restore()


class Choice(QComboBox):
    """A style sheet cannot draw an arrow in a token's colour; this does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(ChoiceDelegate(self))

    def name(self, words: str) -> None:
        """Say what is chosen here; on Linux a list is read out by its choice and description."""
        self.setAccessibleName(words)
        self.setAccessibleDescription(words)
        for part in (self.view(), self.lineEdit()):
            if part is not None:
                part.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = self.width() - CHEVRON - 8, (self.height() - CHEVRON) // 2
        painter.drawPixmap(left, top, icons.pixmap("chevron-down", "muted", CHEVRON))
        painter.end()

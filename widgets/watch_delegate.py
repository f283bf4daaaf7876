"""How the watch list's rows are drawn: the balance whole, the name as long as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets import theme
from widgets.format import format_amount
from widgets.painting import RIGHT, draw_text, text_width
from widgets.watch_list_model import RecentListModel, WatchListModel

ROW_HEIGHT = 48
RECENT_HEIGHT = 26
CURVE = QSize(56, 12)


def steps_through(balances: Sequence[int], room: QRect) -> QPolygonF:
    """Return balances as a step line that fills the room; a flat one lies in its middle."""
    least, most = min(balances), max(balances)
    span, width = (most - least) or 1, room.width() / len(balances)
    flat = most == least
    line = QPolygonF()
    for number, balance in enumerate(balances):
        share = 0.5 if flat else (balance - least) / span
        y = room.bottom() - share * (room.height() - 1) + 0.5
        line.append(QPointF(room.left() + number * width, y))
        line.append(QPointF(room.left() + (number + 1) * width, y))
    return line


class WatchDelegate(QStyledItemDelegate):
    """Name and balance; id and curve."""

    painted = Signal(object)
    """Account, the first time these figures were drawn."""

    def __init__(self, model: WatchListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._drawn: dict[int, object] = {}

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        account = self._model.account(index.row())
        rect: QRect = option.rect
        painter.save()
        draw_row_ground(
            painter,
            rect,
            chosen=account.user_id == self._model.open_id,
            hovered=QStyle.StateFlag.State_MouseOver in option.state,
            focused=QStyle.StateFlag.State_HasFocus in option.state,
        )
        inner = rect.adjusted(12, 6, -12, -6)
        upper = QRect(inner.left(), inner.top(), inner.width(), 19)
        lower = QRect(inner.left(), inner.bottom() - 13, inner.width(), 14)
        live = self._model.live
        money = format_amount(account.balance_minor)
        draw_text(painter, upper, money, "text" if live else "muted", weight=600, align=RIGHT)
        upper.setRight(upper.right() - text_width(money, 13, 600) - 10)
        name = account.user_name or f"#{account.user_id}"
        draw_text(painter, upper, name, "text", weight=500)
        draw_text(painter, lower, f"#{account.user_id}", "muted", size=11)
        self._draw_curve(painter, lower, account.user_id)
        painter.restore()
        if self._drawn.get(account.user_id) is not account:
            self._drawn[account.user_id] = account
            self.painted.emit(account)

    def _draw_curve(self, painter: QPainter, lower: QRect, user_id: int) -> None:
        balances = self._model.steps(user_id)
        if len(balances) < 2:
            return
        room = QRect(lower.right() - CURVE.width() + 1, lower.top(), CURVE.width(), CURVE.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.colour("accent" if self._model.live else "faint"), 1.25))
        painter.drawPolyline(steps_through(balances, room))


class RecentDelegate(QStyledItemDelegate):
    """One line: name and id."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(0, RECENT_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, RecentListModel)  # noqa: S101
        user = model.user(index.row())
        room: QRect = option.rect
        painter.save()
        hovered = QStyle.StateFlag.State_MouseOver in option.state
        focused = QStyle.StateFlag.State_HasFocus in option.state
        draw_row_ground(painter, room, chosen=False, hovered=hovered, focused=focused)
        room = room.adjusted(12, 0, -12, 0)
        number = f"#{user.id}"
        draw_text(painter, room, number, "muted", size=11, align=RIGHT)
        room.setRight(room.right() - text_width(number, 11) - 8)
        draw_text(painter, room, user.name, "muted", size=12)
        painter.restore()


def draw_row_ground(
    painter: QPainter, rect: QRect, *, chosen: bool, hovered: bool, focused: bool = False
) -> None:
    """Draw the ground of a row: an accent bar marks the open account, a line where the keys go."""
    if chosen:
        painter.fillRect(rect, theme.colour("accent_ground"))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
    elif hovered or focused:
        painter.fillRect(rect, theme.colour("ground"))
    if focused:
        painter.setPen(QPen(theme.colour("accent"), 1))
        painter.drawRect(rect.adjusted(3, 1, -4, -2))

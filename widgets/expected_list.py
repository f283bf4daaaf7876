"""Payments that are waited for: rows that last until they are taken away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets import icons
from widgets.expectation import Expectation, NearMiss
from widgets.format import BELGRADE, format_amount, format_clock, format_id, format_money
from widgets.painting import RIGHT, draw_text, text_width
from widgets.watch_delegate import draw_row_ground

ROW_HEIGHT = 40
ICON = 14
_TOP = QModelIndex()
_NEAR: dict[str, Any] = {
    "pending": QT_TRANSLATE_NOOP("expected", "{id} is still pending"),
    "failed": QT_TRANSLATE_NOOP("expected", "{id} failed"),
    "other_currency": QT_TRANSLATE_NOOP("expected", "{id} is in {currency}"),
    "scaled_by_100": QT_TRANSLATE_NOOP("expected", "{id} is {money}: a factor of 100"),
    "day_off": QT_TRANSLATE_NOOP("expected", "{id} is a day off"),
    "other_user": QT_TRANSLATE_NOOP("expected", "{id} went to {user}"),
    "other_amount": QT_TRANSLATE_NOOP("expected", "{id} is {money}"),
}


def tr(text: str) -> str:
    """Translate in the context of what is expected."""
    return QCoreApplication.translate("expected", text)


def near_words(miss: NearMiss) -> str:
    """Return why a transaction is near, and not what is waited for."""
    row = miss.transaction
    return tr(_NEAR[miss.why]).format(
        id=row.id, currency=row.currency, user=format_id(row.user_id),
        money=format_money(abs(row.amount_minor), row.currency),
    )  # fmt: skip


def day_words(expectation: Expectation, now: datetime) -> str:
    """Return on which day it is waited for."""
    if expectation.day == now.astimezone(BELGRADE).date():
        return tr("today")
    return expectation.day.strftime("%d.%m.%Y")


def state_words(expectation: Expectation, misses: Sequence[NearMiss], now: datetime) -> str:
    """Return what became of it so far."""
    if expectation.met_by is not None:
        at = "" if expectation.met_at is None else format_clock(expectation.met_at)
        return tr("arrived {time}, transaction {id}").format(time=at, id=expectation.met_by)
    if misses:
        return near_words(misses[0])
    if expectation.day < now.astimezone(BELGRADE).date():
        return tr("did not arrive")
    return tr("not yet")


class ExpectedListModel(QAbstractListModel):
    """What is waited for, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Expectation] = []
        self._misses: dict[str, Sequence[NearMiss]] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title(row)}, {self.state(index.row())}"
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [title(row), *map(near_words, self._misses.get(row.key, ()))]
            return "\n".join(lines)
        return None

    def expectation(self, row: int) -> Expectation:
        """Return what a row shows."""
        return self._rows[row]

    def state(self, row: int) -> str:
        """Return what became of it so far."""
        shown = self._rows[row]
        return state_words(shown, self._misses.get(shown.key, ()), datetime.now(BELGRADE))

    def is_near(self, row: int) -> bool:
        """Whether something came that looks like it."""
        shown = self._rows[row]
        return shown.met_by is None and bool(self._misses.get(shown.key))

    def set_expected(
        self, rows: Sequence[Expectation], misses: dict[str, Sequence[NearMiss]]
    ) -> None:
        """Show these, with what looks like them."""
        self.beginResetModel()
        self._rows, self._misses = list(rows), dict(misses)
        self.endResetModel()


def title(expectation: Expectation, *, short: bool = False) -> str:
    """Return how much is waited for, and for whom; ``short``: without the currency."""
    money = format_money(expectation.amount_minor, expectation.currency)
    if short:
        money = format_amount(expectation.amount_minor)
    return tr("{money} for {name}").format(money=money, name=expectation.user_name)


class ExpectedDelegate(QStyledItemDelegate):
    """Two lines: icon, amount, name and day; what became of it."""

    def __init__(self, model: ExpectedListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

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
        row = self._model.expectation(index.row())
        rect: QRect = option.rect
        state = option.state
        painter.save()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(state & QStyle.StateFlag.State_HasFocus)
        draw_row_ground(painter, rect, chosen=chosen, hovered=hovered)
        name, ink = ("hourglass", "warning") if row.met_by is None else ("check", "positive")
        painter.drawPixmap(rect.left() + 12, rect.top() + 6, icons.pixmap(name, ink, ICON))
        upper = QRect(rect.left() + 32, rect.top() + 4, rect.width() - 44, 18)
        lower = QRect(upper.left(), rect.top() + 21, upper.width(), 15)
        day = day_words(row, datetime.now(BELGRADE))
        draw_text(painter, upper, day, "muted", size=11, align=RIGHT)
        upper.setRight(upper.right() - text_width(day, 11) - 8)
        draw_text(painter, upper, title(row, short=True), "text", size=12)
        tone = "muted"
        if row.met_by is not None:
            tone = "positive"
        elif self._model.is_near(index.row()):
            tone = "warning"
        draw_text(painter, lower, self._model.state(index.row()), tone, size=11)
        painter.restore()

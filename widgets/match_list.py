"""Transactions that may be what a customer means, and in what each is not what they say."""

from collections.abc import Sequence
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

from api_client.models import Transaction
from api_client.verdicts import Match
from widgets import theme
from widgets.format import (
    UNKNOWN,
    format_amount,
    format_id,
    format_time,
    status_name,
    type_name,
)
from widgets.painting import RIGHT, draw_text, text_width

ROW_HEIGHT = 48
_TOP = QModelIndex()
_MISSES: dict[str, Any] = {
    "status": QT_TRANSLATE_NOOP("match", "{status}, not completed"),
    "day": QT_TRANSLATE_NOOP("match", "another day"),
    "fee_added": QT_TRANSLATE_NOOP("match", "with the fee on top"),
    "type": QT_TRANSLATE_NOOP("match", "no deposit"),
    "other_user": QT_TRANSLATE_NOOP("match", "another user"),
    "default_amount_2000": QT_TRANSLATE_NOOP("match", "2.000, as without an amount"),
    "scaled_by_100": QT_TRANSLATE_NOOP("match", "a factor of 100"),
    "currency": QT_TRANSLATE_NOOP("match", "in {currency}"),
}


def tr(text: str) -> str:
    """Translate in the context of matches."""
    return QCoreApplication.translate("match", text)


def miss_words(match: Match) -> str:
    """Return in what a transaction is not what is said; in nothing, if that is so."""
    row = match.transaction
    words = [
        tr(_MISSES[miss]).format(status=status_name(row.status), currency=row.currency)
        if miss in _MISSES
        else miss
        for miss in match.misses
    ]
    return ", ".join(words) or tr("exactly this")


def who(row: Transaction) -> str:
    """Return whose transaction it is."""
    return f"{row.user_name} {format_id(row.user_id)}".strip()


def about(row: Transaction) -> str:
    """Return what else there is to tell."""
    at = row.created_at or row.recorded_at
    parts = [type_name(row.type), str(row.id), row.payment_method or UNKNOWN]
    parts.append(format_time(at) if at is not None else row.created_at_raw or UNKNOWN)
    return " · ".join(parts)


class MatchListModel(QAbstractListModel):
    """Best match first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matches: tuple[Match, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._matches)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        match = self._matches[index.row()]
        row = match.transaction
        if role == Qt.ItemDataRole.DisplayRole:
            return who(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            money = f"{format_amount(row.signed_minor, sign=True)} {row.currency}"
            return ", ".join((who(row), money, about(row), miss_words(match)))
        return None

    def found(self, row: int) -> Match:
        """Return what a row shows."""
        return self._matches[row]

    def set_matches(self, matches: Sequence[Match]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self._matches = tuple(matches)
        self.endResetModel()


class MatchDelegate(QStyledItemDelegate):
    """Two lines: whose, how much; what it is, and in what it is off."""

    def __init__(self, model: MatchListModel, parent: QObject) -> None:
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
        match = self._model.found(index.row())
        row, rect = match.transaction, QRect(option.rect)
        painter.save()
        if QStyle.StateFlag.State_Selected in option.state:
            painter.fillRect(rect, theme.colour("accent_ground"))
        elif QStyle.StateFlag.State_MouseOver in option.state:
            painter.fillRect(rect, theme.colour("ground"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(12, 6, -12, -6)
        upper = QRect(inner.left(), inner.top(), inner.width(), 19)
        lower = QRect(inner.left(), inner.bottom() - 15, inner.width(), 16)
        money = f"{format_amount(row.signed_minor, sign=True)} {row.currency}"
        draw_text(painter, upper, money, "text", weight=600, align=RIGHT)
        upper.setRight(upper.right() - text_width(money, 13, 600) - 12)
        draw_text(painter, upper, who(row), "text", weight=500)
        why, tone = miss_words(match), "warning" if match.misses else "positive"
        draw_text(painter, lower, why, tone, size=11, weight=600, align=RIGHT)
        lower.setRight(lower.right() - text_width(why, 11, 600) - 12)
        draw_text(painter, lower, about(row), "muted", size=11)
        painter.restore()

"""Findings as rows: whose balance is off by how much, why, and since when."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from api_client.findings import Finding
from widgets import finding_words
from widgets.format import BELGRADE, format_amount, format_money
from widgets.painting import RIGHT, draw_text, text_width
from widgets.verdict_words import TONES
from widgets.watch_delegate import draw_row_ground

ROW_HEIGHT = 40
_TOP = QModelIndex()


class FindingsModel(QAbstractListModel):
    """Open findings in the gateway's order; ``live``: whether they are as of the last sweep."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Finding] = []
        self.now = datetime.now(BELGRADE)
        self.live = False

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
            return finding_words.who(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            off = finding_words.drift(row)
            money = "" if off is None else format_money(off, row.currency)
            parts = finding_words.who(row), money, finding_words.why(row)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding_words.details(row)
        return None

    def finding(self, row: int) -> Finding:
        """Return what a row shows."""
        return self._rows[row]

    def set_findings(self, rows: Sequence[Finding]) -> None:
        """Show these; rows that are as they were stay untouched."""
        if list(rows) != self._rows:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Take whether they may be drawn at full strength."""
        if live != self.live:
            self.live = live
            if not self._rows:
                return
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class FindingDelegate(QStyledItemDelegate):
    """Name and drift; why and since when."""

    def __init__(self, model: FindingsModel, parent: QObject) -> None:
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
        row, live = self._model.finding(index.row()), self._model.live
        rect: QRect = option.rect
        painter.save()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(option.state & QStyle.StateFlag.State_HasFocus)
        draw_row_ground(painter, rect, chosen=chosen, hovered=hovered)
        upper = QRect(rect.left() + 12, rect.top() + 4, rect.width() - 24, 18)
        lower = QRect(upper.left(), rect.top() + 21, upper.width(), 15)
        off = finding_words.drift(row)
        if off is not None:
            money, tone = format_amount(off, sign=True), TONES[row.verdict] if live else "muted"
            draw_text(painter, upper, money, tone, size=12, weight=600, align=RIGHT)
            upper.setRight(upper.right() - text_width(money, 12, 600) - 10)
        draw_text(painter, upper, finding_words.who(row), "text", size=12, weight=500)
        known = finding_words.since(row, self._model.now)
        draw_text(painter, lower, known, "muted", size=11, align=RIGHT)
        lower.setRight(lower.right() - text_width(known, 11) - 8)
        draw_text(painter, lower, finding_words.why(row), "muted", size=11)
        painter.restore()

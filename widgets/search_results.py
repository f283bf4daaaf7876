"""The users a look-up found, as rows: who, what matched, and the balance."""

from collections.abc import Sequence

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

from api_client.models import UserHit
from widgets import theme
from widgets.feed_filter import folded
from widgets.format import format_money
from widgets.painting import LEFT, RIGHT, draw_text, text_width

ROW_HEIGHT = 48
_TOP = QModelIndex()


def matched_spans(words: str, text: str) -> list[tuple[int, int]]:
    """Return where words of a look-up stand in text, as (start, length), diacritics aside."""
    plain: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for folded_character in folded(character):
            plain.append(folded_character)
            origin.append(place)
    joined, spans = "".join(plain), []
    for word in folded(words).split():
        at = joined.find(word)
        if at >= 0:
            start = origin[at]
            spans.append((start, origin[at + len(word) - 1] - start + 1))
    return spans


class SearchListModel(QAbstractListModel):
    """Best match first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[UserHit, ...] = ()
        self.text = ""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                part for part in (hit.name, f"#{hit.id}", contact(hit), balance(hit)) if part
            )
        return None

    def hit(self, row: int) -> UserHit:
        """Return what a row shows."""
        return self._hits[row]

    def set_hits(self, hits: Sequence[UserHit], text: str) -> None:
        """Show the answer to ``text``; empty text: the recent look-ups."""
        self.beginResetModel()
        self._hits, self.text = tuple(hits), text
        self.endResetModel()


def contact(hit: UserHit) -> str:
    """Return how the user can be told from others of that name."""
    return " · ".join(part for part in (hit.email, hit.phone, hit.city) if part)


def balance(hit: UserHit) -> str:
    """Return the balance with its currency; empty where the marketplace has none."""
    return "" if hit.balance_minor is None else format_money(hit.balance_minor, hit.currency)


class SearchDelegate(QStyledItemDelegate):
    """Two lines: name, id and balance; contact and what matched."""

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
        model = index.model()
        assert isinstance(model, SearchListModel)  # noqa: S101
        hit = model.hit(index.row())
        rect: QRect = option.rect
        state = option.state
        chosen = QStyle.StateFlag.State_Selected in state
        painter.save()
        if chosen or QStyle.StateFlag.State_MouseOver in state:
            painter.fillRect(rect, theme.colour("accent_ground" if chosen else "ground"))
        inner = rect.adjusted(12, 6, -12, -6)
        upper = QRect(inner.left(), inner.top(), inner.width(), 19)
        lower = QRect(inner.left(), inner.bottom() - 15, inner.width(), 16)
        money = balance(hit)
        draw_text(painter, upper, money or "—", "text", weight=600, align=RIGHT)
        upper.setRight(upper.right() - text_width(money, 13, 600) - 12)
        number = f"#{hit.id}"
        number_typed = hit.matched == "id"
        room = QRect(upper)
        room.setRight(upper.right() - text_width(number, 12) - 12)
        taken = self._draw_matched(painter, room, hit.name, model.text, 13, "text", weight=500)
        upper.setLeft(upper.left() + taken + 8)
        self._draw_matched(painter, upper, number, model.text if number_typed else "", 12, "muted")
        matched = self._matched(hit) if model.text else ""
        draw_text(painter, lower, matched, "muted", size=11, align=RIGHT)
        lower.setRight(lower.right() - text_width(matched, 11) - 12)
        self._draw_matched(painter, lower, contact(hit), model.text, 12, "muted")
        painter.restore()

    def _matched(self, hit: UserHit) -> str:
        known = {
            "id": self.tr("id"),
            "name": self.tr("name"),
            "email": self.tr("e-mail"),
            "phone": self.tr("phone"),
            "session": self.tr("payment session"),
            "transaction": self.tr("transaction {id}").format(id=hit.transaction_id),
        }
        return known.get(hit.matched, hit.matched)

    def _draw_matched(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        words: str,
        size: int,
        colour: str,
        *,
        weight: int = 400,
    ) -> int:
        """Draw text with what matched on a tinted ground; returns the width it took."""
        taken = min(text_width(text, size, weight), room.width())
        for start, length in matched_spans(words, text):
            left = room.left() + text_width(text[:start], size, weight)
            width = text_width(text[start : start + length], size, weight)
            mark = QRect(left, room.top() + 1, width, room.height() - 2) & room
            painter.fillRect(mark, theme.colour("warning_ground"))
        draw_text(painter, room, text, colour, size=size, weight=weight, align=LEFT)
        return taken

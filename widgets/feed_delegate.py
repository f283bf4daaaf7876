"""How a row of the feed is drawn: name and amount, type and time; a gap as what it is."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from api_client.models import Transaction
from widgets import icons, theme
from widgets.feed_table_model import FeedRow, FeedTableModel, Gap
from widgets.format import format_amount, format_clock, format_count, status_name, type_name
from widgets.painting import RIGHT, draw_text, text_width

ROW_HEIGHT = 43
TINTED_SECONDS = 2.0
FADING_SECONDS = 0.6
TINT_STEPS = 6
"""In which a tint goes: as many as there are frames in that time."""
PICTURES = 300
"""Rows that are kept drawn: several screens of them."""


class _Picture(NamedTuple):
    left: int
    state: tuple[object, ...]
    picture: QPixmap


def tint(age: float) -> float:
    """Return how much of the tint is left after ``age`` seconds, 1 to 0."""
    return max(0.0, min(1.0, 1.0 - (age - TINTED_SECONDS) / FADING_SECONDS))


class FeedDelegate(QStyledItemDelegate):
    """Draws nothing but what the row holds; muted while the stream is not live."""

    def __init__(self, model: FeedTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures: dict[int, _Picture] = {}
        self.live = False

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
        chosen = QStyle.StateFlag.State_Selected in option.state
        self.draw(painter, option.rect, self._model.row(index.row()), chosen=chosen)

    def draw(self, painter: QPainter, place: QRect, row: FeedRow, *, chosen: bool) -> None:
        """Draw all of a row, its ground as well."""
        size, ratio = place.size(), painter.device().devicePixelRatioF()
        state = (
            row.entry, row.busy, row.problem, row.closed, chosen, size, ratio, self.live,
            theme.current(),
        )  # fmt: skip
        left = self._steps_left(row)
        known = self._pictures.get(row.key)
        if known is None or known.left != left or known.state != state:
            known = _Picture(left, state, self._drawn(row, size, ratio, chosen=chosen))
            self._keep(row.key, known)
        painter.drawPixmap(place.topLeft(), known.picture)

    def has_faded(self, row: FeedRow) -> bool:
        """Whether a row has less of its tint left than its picture has."""
        known = self._pictures.get(row.key)
        return known is not None and known.left != self._steps_left(row)

    def _steps_left(self, row: FeedRow) -> int:
        return round(tint(self._model.now() - row.moved_at) * TINT_STEPS)

    def _keep(self, key: int, picture: _Picture) -> None:
        self._pictures.pop(key, None)
        if len(self._pictures) >= PICTURES:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[key] = picture

    def _drawn(self, row: FeedRow, size: QSize, ratio: float, *, chosen: bool) -> QPixmap:
        """Draw a row once for many paints: each commit moves all rows, and text is slow."""
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.colour("surface"))
        painter = QPainter(picture)
        self._draw_ground(painter, QRect(QPoint(0, 0), size), row, chosen=chosen)
        inner = QRect(QPoint(0, 0), size).adjusted(12, 5, -12, -6)
        upper = QRect(inner.left(), inner.top(), inner.width(), 18)
        lower = QRect(inner.left(), inner.top() + 18, inner.width(), 14)
        if isinstance(row.entry, Gap):
            self._draw_gap(painter, upper, lower, row)
        else:
            self._draw_transaction(painter, upper, lower, row.entry)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, size.height() - 1, size.width(), size.height() - 1)
        painter.end()
        return picture

    def _draw_ground(self, painter: QPainter, rect: QRect, row: FeedRow, *, chosen: bool) -> None:
        if isinstance(row.entry, Gap):
            painter.fillRect(rect, theme.colour("warning_ground"))
            return
        left = self._steps_left(row) / TINT_STEPS
        if left > 0:
            credit = row.entry.direction > 0
            ground = theme.colour("positive_ground" if credit else "accent_ground")
            ground.setAlphaF(left)
            painter.fillRect(rect, ground)
        if chosen:
            painter.fillRect(rect, theme.colour("accent_ground"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent")
            )

    def _draw_transaction(
        self, painter: QPainter, upper: QRect, lower: QRect, transaction: Transaction
    ) -> None:
        booked = transaction.status == "completed"
        credit = booked and transaction.signed_minor > 0
        amount = format_amount(transaction.signed_minor, sign=True)
        colour = "positive" if credit else "text" if booked else "muted"
        width = draw_text(
            painter, upper, amount, colour if self.live else "muted", weight=600, align=RIGHT
        )
        upper.setRight(upper.right() - width - 8)
        name = transaction.user_name or f"#{transaction.user_id}"
        draw_text(painter, upper, name, "text" if self.live else "muted", weight=500)
        width = draw_text(painter, lower, moment(transaction), "muted", size=11, align=RIGHT)
        lower.setRight(lower.right() - width - 8)
        left = draw_text(painter, lower, type_name(transaction.type), "muted", size=11)
        lower.setLeft(lower.left() + left + 8)
        if transaction.test:
            lower.setLeft(lower.left() + self._draw_mark(painter, lower, self.tr("test")) + 8)
        if not booked:
            self._draw_status(painter, lower, transaction.status)

    def _draw_mark(self, painter: QPainter, room: QRect, word: str) -> int:
        width = text_width(word, 10, 600) + 10
        box = QRect(room.left(), room.top(), width, room.height())
        if width > room.width():
            return 0
        painter.fillRect(box, theme.colour("accent_ground"))
        draw_text(painter, box.adjusted(5, 0, 0, 0), word, "accent", size=10, weight=600)
        return width

    def _draw_status(self, painter: QPainter, room: QRect, status: str) -> None:
        tone = "negative" if status in ("failed", "cancelled") else "warning"
        icon = "x" if tone == "negative" else "clock"
        painter.drawPixmap(room.left(), room.top() + 1, icons.pixmap(icon, tone, 12))
        draw_text(painter, room.adjusted(16, 0, 0, 0), status_name(status), tone, size=11)

    def _draw_gap(self, painter: QPainter, upper: QRect, lower: QRect, row: FeedRow) -> None:
        if not row.closed:
            action = self.tr("Filling…") if row.busy else self.tr("Fill")
            colour = "muted" if row.busy else "accent"
            draw_text(painter, upper, action, colour, weight=600, align=RIGHT)
            upper.setRight(upper.right() - text_width(action, 13, 600) - 8)
        title, detail = gap_words(self, row)
        draw_text(painter, upper, title, "warning", weight=600)
        draw_text(painter, lower, row.problem or detail, "text", size=11)


def moment(transaction: Transaction) -> str:
    """Return when it committed, or else when the marketplace says it was made."""
    at = transaction.recorded_at or transaction.created_at
    return format_clock(at) if at else transaction.created_at_raw or ""


def gap_words(translator: QObject, row: FeedRow) -> tuple[str, str]:
    """Return what a gap's row says: what it is, and between which moments it lies."""
    gap = row.entry
    assert isinstance(gap, Gap)  # noqa: S101  (nobody asks of another row)
    if gap.dropped:
        known = translator.tr("{count} rows did not fit while paused")
        title = known.format(count=format_count(gap.dropped))
        words = translator.tr("between {since} and {until}")
    elif row.closed:
        title = translator.tr("Filled from the tables")
        words = translator.tr("{since} – {until}, final states only")
    elif gap.since is None:
        title = translator.tr("Events are missing here")
        words = translator.tr("before {until}")
    else:
        title = translator.tr("Events are missing here")
        words = translator.tr("between {since} and {until}")
    since = "…" if gap.since is None else format_clock(gap.since)
    return title, words.format(since=since, until=format_clock(gap.until))

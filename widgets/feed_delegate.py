"""How a row of the feed is drawn: name and amount, type and time; a gap as what it is."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
)
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
PICTURES = 100
"""Rows that are kept drawn: several screens of them."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A row as it was drawn, and what of it."""

    entry: Transaction | Gap
    gap: tuple[bool, str, bool]
    chosen: bool
    left: int
    picture: QPixmap


def tint(age: float) -> float:
    """Return how much of the tint is left after ``age`` seconds, 1 to 0."""
    return max(0.0, min(1.0, 1.0 - (age - TINTED_SECONDS) / FADING_SECONDS))


def _steps_left(row: FeedRow, now: float) -> int:
    age = now - row.moved_at
    return TINT_STEPS if age <= TINTED_SECONDS else round(tint(age) * TINT_STEPS)


class FeedDelegate(QStyledItemDelegate):
    """Draws nothing but what the row holds; muted while the stream is not live."""

    def __init__(self, model: FeedTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._drawn: dict[int, _Drawn] = {}
        self._look: tuple[object, ...] = ()
        self._size, self._ratio = QSize(), 1.0
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
        self.prepare(option.rect.size(), painter.device().devicePixelRatioF())
        chosen = QStyle.StateFlag.State_Selected in option.state
        row = self._model.row(index.row())
        painter.drawPixmap(option.rect.topLeft(), self.picture(row, self._model.now(), chosen))

    def prepare(self, size: QSize, ratio: float) -> None:
        """Take how large rows are, and forget all pictures if rows look otherwise now."""
        look = (size, ratio, self.live, theme.current())
        if look != self._look:
            self._look, self._size, self._ratio = look, size, ratio
            self._drawn.clear()

    def picture(self, row: FeedRow, now: float, chosen: bool) -> QPixmap:  # noqa: FBT001
        """Return all of a row, its ground as well: each commit moves all rows, and text is slow."""
        left = _steps_left(row, now)
        gap = row.busy, row.problem, row.closed
        known = self._drawn.get(row.key)
        if (
            known is None
            or known.entry is not row.entry
            or known.left != left
            or known.chosen != chosen
            or known.gap != gap
        ):
            picture = self._paper(row.key)
            self._draw(picture, row, left, chosen=chosen)
            self._drawn[row.key] = known = _Drawn(row.entry, gap, chosen, left, picture)
        return known.picture

    def has_faded(self, row: FeedRow, now: float) -> bool:
        """Whether a row has less of its tint left than its picture has."""
        known = self._drawn.get(row.key)
        return known is not None and known.left != _steps_left(row, now)

    def _paper(self, key: int) -> QPixmap:
        """Return something to draw a row on: what is not needed any more, as new memory is slow."""
        old = self._drawn.pop(key, None)
        if old is None and len(self._drawn) >= PICTURES:
            old = self._drawn.pop(next(iter(self._drawn)))
        if old is not None:
            return old.picture
        picture = QPixmap(self._size * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill()  # opaque from here on
        return picture

    def _draw(self, picture: QPixmap, row: FeedRow, left: int, *, chosen: bool) -> None:
        size = self._size
        painter = QPainter(picture)
        whole = QRect(QPoint(0, 0), size)
        painter.fillRect(whole, theme.colour("surface"))
        self._draw_ground(painter, whole, row, left / TINT_STEPS, chosen=chosen)
        inner = whole.adjusted(12, 5, -12, -6)
        upper = QRect(inner.left(), inner.top(), inner.width(), 18)
        lower = QRect(inner.left(), inner.top() + 18, inner.width(), 14)
        if isinstance(row.entry, Gap):
            self._draw_gap(painter, upper, lower, row)
        else:
            self._draw_transaction(painter, upper, lower, row.entry)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, size.height() - 1, size.width(), size.height() - 1)
        painter.end()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, row: FeedRow, left: float, *, chosen: bool
    ) -> None:
        if isinstance(row.entry, Gap):
            painter.fillRect(rect, theme.colour("warning_ground"))
            return
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
        title, detail = gap_words(row)
        draw_text(painter, upper, title, "warning", weight=600)
        draw_text(painter, lower, row.problem or detail, "text", size=11)


def moment(transaction: Transaction) -> str:
    """Return when it committed, or else when the marketplace says it was made."""
    at = transaction.recorded_at or transaction.created_at
    return format_clock(at) if at else transaction.created_at_raw or ""


def tr(text: str, count: int = -1) -> str:
    """Translate in the context of gaps; in the form for a count, if one is named."""
    return QCoreApplication.translate("gap", text, None, count)


def gap_words(row: FeedRow) -> tuple[str, str]:
    """Return what a gap's row says: what it is, and between which moments it lies."""
    gap = row.entry
    assert isinstance(gap, Gap)  # noqa: S101  (nobody asks of another row)
    if gap.dropped:
        known = tr("{count} rows did not fit while paused", gap.dropped)
        title = known.format(count=format_count(gap.dropped))
        words = tr("between {since} and {until}")
    elif row.closed:
        title = tr("Filled from the tables")
        words = tr("{since} – {until}, final states only")
    elif gap.since is None:
        title = tr("Events are missing here")
        words = tr("before {until}")
    else:
        title = tr("Events are missing here")
        words = tr("between {since} and {until}")
    since = "…" if gap.since is None else format_clock(gap.since)
    return title, words.format(since=since, until=format_clock(gap.until))

"""The balance over time as steps; the pointer reads the balance at any moment."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from api_client.models import Curve, CurvePoint
from widgets import theme
from widgets.curve_scale import amount_ticks, date_ticks
from widgets.format import ABOUT, format_amount, format_date, format_money, format_time
from widgets.painting import RIGHT, draw_text, text_width
from widgets.placeholder import Placeholder

HEIGHT, LEAST_HEIGHT = 132, 88
ABOVE, BELOW, GAP = 8.0, 20.0, 12.0
DOT = 4.0
MOST_LINES = 4
TICK_WIDTH = 84
"""Pixels that a date on the axis takes at least."""


class CurveCanvas(QWidget):
    """Draws the steps of one curve; exact ones stronger than replayed ones."""

    def __init__(self, view: "CurveView") -> None:
        super().__init__(view)
        self._view = view
        self.curve: Curve | None = None
        self.live = False
        self._hand: float | None = None
        self.moments: tuple[float, ...] = ()
        """Moments that are looked at, in seconds: an upright each."""
        self._times: list[float] = []
        self._range = (0, 100)
        self._lines: list[int] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_curve(self, curve: Curve) -> None:
        """Draw a curve of at least one point."""
        self.curve = curve
        self._times = [point.at.timestamp() for point in curve.points]
        self._times.append(max(self._times[-1], curve.as_of.timestamp(), self._times[0] + 1))
        balances = [point.balance_minor for point in curve.points]
        self._lines = amount_ticks(min(0, *balances), max(0, *balances), MOST_LINES)
        self._range = (self._lines[0], self._lines[-1])
        self.update()

    def point_at(self, second: float) -> CurvePoint | None:
        """Return the step that holds at a moment, None before the first."""
        place = bisect_right(self._times, second) - 1
        if self.curve is None or place < 0:
            return None
        return self.curve.points[min(place, len(self.curve.points) - 1)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = self.plot()
        along = (event.position().x() - area.left()) / max(1.0, area.width())
        inside = self.curve is not None and 0 <= along <= 1
        since, until = self._times[0], self._times[-1]
        self._hand = since + along * (until - since) if inside else None
        self._view.read(self._hand)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._hand is not None and event.button() is Qt.MouseButton.LeftButton:
            self._view.moment_chosen.emit(datetime.fromtimestamp(self._hand, UTC))

    def leaveEvent(self, event: object) -> None:
        del event
        self._hand = None
        self._view.read(None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.curve is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.plot()
        self._draw_scale(painter, area)
        self._draw_steps(painter, area, self.curve)
        for second in self.moments:
            self._draw_hand(painter, area, second, "accent")
        if self._hand is not None:
            self._draw_hand(painter, area, self._hand, "faint")
        painter.end()

    def plot(self) -> QRectF:
        """Return where the steps are drawn: scale and dates stand beside it."""
        labels = max((text_width(_whole(line), 11) for line in self._lines), default=0)
        inner = QRectF(self.rect()).adjusted(1, ABOVE, -(labels + GAP), -BELOW)
        return inner if inner.width() > 1 else QRectF(0, ABOVE, 1, 1)

    def corners(self) -> list[QPointF]:
        """Return where each step begins and ends; the last corner is where the dot stands."""
        area, corners = self.plot(), []
        for number, point in enumerate(self.curve.points if self.curve else ()):
            height = self._y(area, point.balance_minor)
            corners.append(QPointF(self._x(area, self._times[number]), height))
            corners.append(QPointF(self._x(area, self._times[number + 1]), height))
        return corners

    def _x(self, area: QRectF, second: float) -> float:
        span = self._times[-1] - self._times[0]
        return area.left() + (second - self._times[0]) / span * area.width()

    def _y(self, area: QRectF, minor: int) -> float:
        low, high = self._range
        return area.bottom() - (minor - low) / (high - low) * area.height()

    def _draw_scale(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        for minor in self._lines:
            height = round(self._y(area, minor)) + 0.5
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            room = QRectF(area.right() + GAP, height - 8, self.width() - area.right() - GAP, 16)
            draw_text(painter, room.toRect(), _whole(minor), "muted", size=11, align=RIGHT)
        assert self.curve is not None  # noqa: S101  (painted only with one)
        since = datetime.fromtimestamp(self._times[0], UTC)
        until = datetime.fromtimestamp(self._times[-1], UTC)
        for moment, label in date_ticks(since, until, int(area.width()) // TICK_WIDTH):
            left = self._x(area, moment.timestamp())
            below = QRectF(left, area.bottom() + 4, TICK_WIDTH, 14).toRect()
            if left + text_width(label, 11) <= area.right() + GAP:
                draw_text(painter, below, label, "muted", size=11)

    def _draw_steps(self, painter: QPainter, area: QRectF, curve: Curve) -> None:
        ink = theme.colour("accent" if self.live else "muted")
        exact_from = next((i for i, p in enumerate(curve.points) if p.exact), len(curve.points))
        corners = self.corners()
        floor = self._y(area, 0)
        ground = [QPointF(corners[0].x(), floor), *corners, QPointF(corners[-1].x(), floor)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # all lines are upright
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QLinearGradient(0, area.top(), 0, area.bottom())
        shade.setColorAt(0, _with_alpha(ink, 56))
        shade.setColorAt(1, _with_alpha(ink, 8))
        painter.setBrush(shade)
        painter.drawPolygon(ground)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Two corners per step; the rise to the first exact balance is exact as well.
        turn = max(0, 2 * exact_from - 1)
        if exact_from > 0:
            painter.setPen(QPen(_with_alpha(ink, 150), 1))
            painter.drawPolyline(corners[: turn + 1])
        if exact_from < len(curve.points):
            painter.setPen(QPen(ink, 2))
            painter.drawPolyline(corners[turn:])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(corners[-1], DOT, DOT)

    def _draw_hand(self, painter: QPainter, area: QRectF, second: float, ink: str) -> None:
        second = min(second, self._times[-1])
        point = self.point_at(second)
        if point is None:
            return
        left = round(self._x(area, second)) + 0.5
        painter.setPen(QPen(theme.colour(ink), 1))
        painter.drawLine(QPointF(left, area.top() - 4), QPointF(left, area.bottom()))
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("accent" if self.live else "muted"), 2))
        painter.drawEllipse(QPointF(left, self._y(area, point.balance_minor)), DOT, DOT)


class CurveView(QWidget):
    """The curve with the reading under it; a sentence where there is no curve."""

    retry_requested = Signal()
    """The curve could not be read; read it again."""
    moment_chosen = Signal(object)
    """Aware datetime that was clicked on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = CurveCanvas(self)
        self.placeholder = Placeholder(self, centred=True, bars=_bars)
        self.placeholder.action_requested.connect(self.retry_requested)
        self.reading = QLabel(self)
        self.reading.setProperty("type", "caption")
        self._pages = QStackedLayout()
        self._pages.addWidget(self.placeholder)
        self._pages.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._pages, 1)
        column.addWidget(self.reading)
        self.setMinimumHeight(LEAST_HEIGHT + 20)
        self.setMaximumHeight(HEIGHT + 20)
        self.set_curve(None)

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT + 20)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False  # a sentence in the curve's place must not move what stands below

    @property
    def curve(self) -> Curve | None:
        """What is drawn."""
        return self.canvas.curve

    @property
    def end_minor(self) -> int | None:
        """The balance at the end of what is drawn."""
        return self.curve.points[-1].balance_minor if self.curve else None

    def set_curve(self, curve: Curve | None) -> None:
        """Draw the steps; None while they are being read."""
        if curve is None or not curve.points:
            self._leave_out()
            if curve is None:
                self.placeholder.load(self.tr("Reading the course of the balance…"))
            else:
                self.placeholder.say(self.tr("The balance has never moved."))
            return
        self.canvas.set_curve(curve)
        self._pages.setCurrentWidget(self.canvas)
        self.read(None)
        count = len(curve.points)
        name = self.tr("Course of the balance, {count} steps, now {money}", None, count)
        money = format_money(curve.points[-1].balance_minor, curve.currency)
        self.setAccessibleName(name.format(count=count, money=money))

    def set_failure(self, sentence: str) -> None:
        """Say why there is no curve, with Retry."""
        self._leave_out()
        self.placeholder.fail(sentence, self.tr("Retry"))

    def set_moments(self, moments: Sequence[datetime]) -> None:
        """Mark moments that are looked at."""
        self.canvas.moments = tuple(moment.timestamp() for moment in moments)
        self.canvas.update()

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Draw at full strength or muted."""
        self.canvas.live = live
        self.canvas.update()

    def read(self, second: float | None) -> None:
        """Say what the balance was at a moment; None: over which time and range it moved."""
        curve = self.curve
        point = None if second is None else self.canvas.point_at(second)
        if curve is None:
            return
        if second is None or point is None:
            balances = [step.balance_minor for step in curve.points]
            text = self.tr("{since} – {until} · lowest {low} · highest {high}")
            self.reading.setText(
                text.format(
                    since=format_date(curve.points[0].at),
                    until=format_date(max(curve.as_of, curve.points[-1].at)),
                    low=format_amount(min(balances)),
                    high=format_amount(max(balances)),
                )
            )
            return
        sign = "" if point.exact else f"{ABOUT}\u2009"
        parts = [
            format_time(datetime.fromtimestamp(second, UTC)),
            sign + format_money(point.balance_minor, curve.currency),
        ]
        if point.transaction_id is not None:
            parts.append(self.tr("since transaction {id}").format(id=point.transaction_id))
        self.reading.setText(" · ".join(parts))

    def _leave_out(self) -> None:
        self.canvas.curve = None
        self.reading.clear()
        self._pages.setCurrentWidget(self.placeholder)
        self.setAccessibleName("")


def _bars(width: float, height: float) -> Iterator[QRectF]:
    """Yield the lines of the scale."""
    for number in range(MOST_LINES):
        yield QRectF(0, ABOVE + number * (height - ABOVE - BELOW) / (MOST_LINES - 1), width, 1)


def _whole(minor: int) -> str:
    """An amount on the scale, without the decimals that are nought there."""
    return format_amount(minor)[:-3]


def _with_alpha(colour: QColor, alpha: int) -> QColor:
    pale = QColor(colour)
    pale.setAlpha(alpha)
    return pale

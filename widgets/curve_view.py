"""The balance over time as steps; the pointer reads the balance at any moment."""

from bisect import bisect_right
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from api_client.models import Curve
from widgets import theme
from widgets.format import ABOUT, format_amount, format_date, format_money, format_time

HEIGHT = 132
ROOM_ABOVE = 0.08


class CurveView(QWidget):
    """Draws a Curve; pyqtgraph is loaded with the first one, after the first window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve: Curve | None = None
        self._live = False
        self._plot: Any = None
        self._items: dict[str, Any] = {}
        self.text = QLabel(self)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.text.setProperty("tone", "muted")
        self.reading = QLabel(self)
        self.reading.setProperty("type", "caption")
        self._pages = QStackedLayout()
        self._pages.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._pages, 1)
        column.addWidget(self.reading)
        self.setFixedHeight(HEIGHT + 18)

    @property
    def end_minor(self) -> int | None:
        """The balance at the end of what is drawn."""
        return self.curve.points[-1].balance_minor if self.curve and self.curve.points else None

    def set_curve(self, curve: Curve | None) -> None:
        """Draw the steps; None while they are being read."""
        self.curve = curve
        if curve is None or len(curve.points) < 2:
            self._say("" if curve is None else self.tr("The balance has not moved yet."))
            return
        if self._plot is None:
            self._build()
        self._draw(curve)
        self._read(None)
        if self._plot is not None:
            self._pages.setCurrentWidget(self._plot)
        self.setAccessibleName(self.tr("Course of the balance, {count} steps, now {money}").format(
            count=len(curve.points), money=format_money(self.end_minor or 0, curve.currency)
        ))  # fmt: skip

    def set_failure(self, sentence: str) -> None:
        """Say why there is no curve."""
        self.curve = None
        self._say(sentence)

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Draw at full strength or muted."""
        if live != self._live:
            self._live = live
            self._redraw()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._redraw()

    def _redraw(self) -> None:
        if self._plot is not None and self.curve is not None and len(self.curve.points) > 1:
            self._draw(self.curve)

    def _say(self, sentence: str) -> None:
        self.text.setText(sentence)
        self.reading.clear()
        self._pages.setCurrentWidget(self.text)
        self.setAccessibleName(sentence)

    def _build(self) -> None:
        import pyqtgraph

        pyqtgraph.setConfigOptions(antialias=True)
        plot = pyqtgraph.PlotWidget(self, background=None)
        item = plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.setAxisItems({"bottom": _dates(pyqtgraph), "right": _amounts(pyqtgraph)})
        for side, shown in (("left", False), ("bottom", True), ("right", True)):
            item.showAxis(side, shown)
        item.getAxis("right").setWidth(72)
        item.setContentsMargins(0, 4, 0, 0)
        self._items = {
            "line": item.plot(stepMode="right"),
            "about": item.plot(stepMode="right"),
            "end": pyqtgraph.ScatterPlotItem(size=8),
            "hand": pyqtgraph.InfiniteLine(angle=90),
        }
        item.addItem(self._items["end"])
        item.addItem(self._items["hand"], ignoreBounds=True)
        self._items["hand"].hide()
        plot.scene().sigMouseMoved.connect(self._hover)
        self._plot = plot
        self._pages.addWidget(plot)

    def _draw(self, curve: Curve) -> None:
        import pyqtgraph

        assert self._plot is not None  # noqa: S101  (built before)
        ink = theme.colour("accent" if self._live else "muted")
        times = [point.at.timestamp() for point in curve.points]
        times.append(max(times[-1], curve.as_of.timestamp()))
        values = [point.balance_minor / 100 for point in curve.points]  # pixels, not money
        values.append(values[-1])
        exact_from = next((i for i, p in enumerate(curve.points) if p.exact), len(curve.points))
        line, about = self._items["line"], self._items["about"]
        fill = QColor(ink)
        fill.setAlpha(36)
        floor = min(0.0, *values)
        line.setData(times, values, pen=pyqtgraph.mkPen(None), fillLevel=floor, brush=fill)
        solid = pyqtgraph.mkPen(ink, width=2)
        line.setPen(solid)
        about.setVisible(exact_from > 0)
        if exact_from > 0:
            ground = pyqtgraph.mkPen(theme.colour("surface"), width=2, style=Qt.PenStyle.DotLine)
            upto = min(exact_from + 1, len(times))
            about.setData(times[:upto], values[:upto], pen=ground)
        self._items["end"].setData([times[-1]], [values[-1]], brush=ink, pen=None)
        self._items["hand"].setPen(pyqtgraph.mkPen(theme.colour("faint"), width=1))
        height = (max(values) - floor) or 1.0
        item = self._plot.getPlotItem()
        item.setXRange(times[0], times[-1] + (times[-1] - times[0]) * 0.01, padding=0)
        item.setYRange(floor, floor + height * (1 + ROOM_ABOVE), padding=0)
        for side in ("bottom", "right"):
            axis = item.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(theme.colour("line")))
            axis.setTextPen(theme.colour("muted"))
            axis.setTickFont(theme.font(11))
            axis.setStyle(tickLength=0)
        item.getAxis("right").setGrid(40)

    def _hover(self, position: QPointF) -> None:
        if self._plot is None or self.curve is None:
            return
        item = self._plot.getPlotItem()
        if not item.sceneBoundingRect().contains(position):
            self._read(None)
            return
        self._read(item.vb.mapSceneToView(position).x())

    def _read(self, second: float | None) -> None:
        """Say what the balance was at a moment; None: over which time and range it moved."""
        curve, hand = self.curve, self._items["hand"]
        if curve is None:
            return
        times = [point.at.timestamp() for point in curve.points]
        if second is None or second < times[0]:
            hand.hide()
            values = [point.balance_minor for point in curve.points]
            text = self.tr("{since} – {until} · lowest {low} · highest {high}").format(
                since=format_date(curve.points[0].at), until=format_date(curve.as_of),
                low=format_amount(min(values)), high=format_amount(max(values)),
            )  # fmt: skip
            self.reading.setText(text)
            return
        point = curve.points[bisect_right(times, second) - 1]
        hand.setPos(second)
        hand.show()
        sign = "" if point.exact else ABOUT + "\u2009"
        moment = datetime.fromtimestamp(second, UTC)
        parts = [format_time(moment), sign + format_money(point.balance_minor, curve.currency)]
        if point.transaction_id is not None:
            parts.append(self.tr("since transaction {id}").format(id=point.transaction_id))
        self.reading.setText(" · ".join(parts))


def _dates(pyqtgraph: Any) -> Any:
    axis = pyqtgraph.DateAxisItem(orientation="bottom", utcOffset=0)
    axis.setHeight(22)
    return axis


def _amounts(pyqtgraph: Any) -> Any:
    class Amounts(pyqtgraph.AxisItem):  # type: ignore[misc]
        """Whole units, grouped by locale."""

        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002, N802
            return [format_amount(round(value) * 100)[:-3] for value in values]

    return Amounts("right")

"""The status bar: how fresh the screen is, how much was seen, where and as whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from api_client.models import Environment, Operator
from widgets.elided_label import ElidedLabel
from widgets.format import environment_name, format_age, format_clock, format_count, role_name
from widgets.freshness import Freshness
from widgets.icon_button import IconButton, IconLabel
from widgets.message import restyle

HEIGHT = 30
TONES = {
    "live": "positive",
    "catching_up": "warning",
    "stale": "warning",
    "offline": "warning",
    "capture_broken": "negative",
}
ICONS = {
    "live": "circle-dot",
    "catching_up": "rotate-cw",
    "stale": "clock",
    "offline": "wifi-off",
    "capture_broken": "circle-alert",
}


class StatusBarView(QFrame):
    """Left connection, middle counts, right environment and operator."""

    details_requested = Signal()
    """A click anywhere: there is more to know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ""
        self._operator = ""
        self._icon = IconLabel(self, 14)
        self.state = QLabel(self)
        self.detail = ElidedLabel(self)
        self.details_button = IconButton("info", self.tr("Connection in detail"), self, shown=False)
        self.counts = QLabel(self)
        self.gaps = QLabel(self)
        self.place = ElidedLabel(self)
        self._lay_out()
        self.set_freshness(None)
        self.set_counts(0, 0)

    def set_freshness(self, freshness: Freshness | None) -> None:
        """Say how far the screen can be trusted; None: no stream yet."""
        tone = "warning" if freshness is None else TONES[freshness.state]
        icon = "wifi-off" if freshness is None else ICONS[freshness.state]
        self.state.setText(self._word(freshness))
        self._icon.set_icon(icon, tone, self.state.text())
        self.detail.setText(" · ".join(self._details(freshness)))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self, self.state, self.detail)
        self.setAccessibleName(f"{self.state.text()} {self.detail.text()}")

    def set_counts(self, events: int, gaps: int) -> None:
        """Set how many events were seen; gaps appear only above zero."""
        seen = self.tr("{count} events", None, events)
        self.counts.setText(seen.format(count=format_count(events)))
        self.gaps.setText(self.tr("gaps: {count}").format(count=gaps))
        self.gaps.setVisible(gaps > 0)

    def set_place(self, environment: Environment | None, host: str) -> None:
        """Set the environment (as the server states it) and the gateway's host."""
        known = self.tr("{environment} @ {host}")
        self._place = (
            ""
            if environment is None
            else known.format(environment=environment_name(environment.name), host=host)
        )
        self._write_place()

    def set_operator(self, operator: Operator | None) -> None:
        """Set who is signed in."""
        known = self.tr("{email}, {role}")
        self._operator = (
            ""
            if operator is None
            else known.format(email=operator.email, role=role_name(operator.role))
        )
        self._write_place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.details_requested.emit()

    def _lay_out(self) -> None:
        self.setProperty("kind", "status-bar")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.details_button.setProperty("kind", "ghost")
        self.details_button.setProperty("compact", "true")
        self.details_button.setToolTip(self.tr("Connection in detail (Ctrl+L)"))
        self.details_button.set_icon("info", "muted")
        self.details_button.clicked.connect(self.details_requested)
        self.setFixedHeight(HEIGHT)
        self.state.setProperty("type", "word")
        for label in (self.state, self.detail):
            label.setProperty("side", "left")
        self.gaps.setProperty("tone", "negative")
        for label, name in (
            (self.counts, self.tr("Events seen")),
            (self.gaps, self.tr("Gaps")),
            (self.place, self.tr("Environment and operator")),
        ):
            label.setAccessibleDescription(name)
        left, right = QHBoxLayout(), QHBoxLayout()
        for widget in (self._icon, self.state, self.detail, self.details_button):
            left.addWidget(widget)
        left.addStretch()
        right.addStretch()
        right.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        # Sides of one width: the counts stay in the middle whatever is said beside them.
        row.addLayout(left, 1)
        row.addWidget(self.counts)
        row.addWidget(self.gaps)
        row.addLayout(right, 1)
        for part in (left, right, row):
            part.setSpacing(8)

    def _word(self, freshness: Freshness | None) -> str:
        if freshness is None:
            return self.tr("Not connected")
        if freshness.state == "offline" and freshness.attempt:
            return self.tr("Offline, attempt {number}").format(number=freshness.attempt)
        return {
            "live": self.tr("Live"),
            "catching_up": self.tr("Catching up"),
            "stale": self.tr("Stale"),
            "offline": self.tr("Offline"),
            "capture_broken": self.tr("Capture broken"),
        }[freshness.state]

    def _details(self, freshness: Freshness | None) -> list[str]:
        """Return what is known beside the state, most urgent first."""
        if freshness is None:
            return []
        parts = []
        if freshness.state == "capture_broken":
            parts.append(self.tr("not every change is recorded"))
        if freshness.next_try_seconds is not None and freshness.state == "offline":
            seconds = max(0, round(freshness.next_try_seconds))
            parts.append(self.tr("next try in {seconds} s").format(seconds=seconds))
        if freshness.as_of is not None:
            known = (
                self.tr("complete to {time}")
                if freshness.live
                else self.tr("last proof {time}, {age}")
            )
            age = format_age(freshness.age_seconds)
            parts.append(known.format(time=format_clock(freshness.as_of), age=age))
        if freshness.live and freshness.median_ms is not None and freshness.p95_ms is not None:
            known = self.tr("p50 {median} · p95 {p95} ms")
            median, p95 = round(freshness.median_ms), round(freshness.p95_ms)
            parts.append(known.format(median=median, p95=p95))
        return parts

    def _write_place(self) -> None:
        self.place.setText(" · ".join(part for part in (self._place, self._operator) if part))

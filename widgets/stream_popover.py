"""What the status bar opens: how fast commits come, by which clock, what became of the events."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets.figure import Figure
from widgets.fitting import fit_height
from widgets.format import UNKNOWN, format_count, format_milliseconds
from widgets.message import restyle
from widgets.stream_report import Hop, StreamReport

WIDTH = 320
REFRESH_MS = 500
MARGIN = 12


class StreamPopover(QFrame):
    """Stands above the status bar until it is asked for again, Esc, or a click elsewhere."""

    report_requested = Signal()
    """It is open and wants to be told anew, with `show_report`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hops = {
            "gateway": self.tr("Commit → gateway"),
            "socket": self.tr("Gateway → socket"),
            "store": self.tr("Socket → store"),
            "screen": self.tr("Store → painted"),
            "total": self.tr("Commit → painted"),
        }
        self._counts = {
            "events": self.tr("Events received"),
            "duplicates": self.tr("Duplicates ignored"),
            "skipped": self.tr("Frames of a newer type"),
            "reconnects": self.tr("Reconnects"),
            "resumes": self.tr("Resumes"),
            "resets": self.tr("Resets"),
            "healed_gaps": self.tr("Healed gaps"),
            "open_gaps": self.tr("Open gaps"),
            "comparisons": self.tr("Comparisons with the server"),
            "differences": self.tr("Differences found"),
        }
        self.medians = {name: self._figure(what, "p50") for name, what in self._hops.items()}
        self.p95s = {name: self._figure(what, "p95") for name, what in self._hops.items()}
        self._above: QWidget = parent
        self.counts = {name: Figure(what, "secondary", self) for name, what in self._counts.items()}
        self.clock = QLabel(self)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.report_requested)
        self._lay_out()
        self.show_report(StreamReport())
        self.hide()

    def toggle(self, above: QWidget) -> None:
        """Open above a widget of the same window, or close."""
        if self.isVisible():
            self.hide()
            return
        self._above = above
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_report(self, report: StreamReport) -> None:
        """Show what is known at this moment."""
        for name in self._hops:
            hop: Hop | None = getattr(report, name)
            self.medians[name].show_text(_milliseconds(hop.median_ms if hop else None))
            self.p95s[name].show_text(_milliseconds(hop.p95_ms if hop else None))
        words = self._clock_words(report)
        if words != self.clock.text():
            self.clock.setText(words)
            if self.isVisible():
                self._place()
        for name, figure in self.counts.items():
            figure.show_text(format_count(getattr(report.counts, name)))
        for name in ("open_gaps", "differences"):
            figure = self.counts[name]
            figure.setProperty("tone", "negative" if getattr(report.counts, name) else "")
            restyle(figure)

    def _place(self) -> None:
        """Be as tall as what is said, and stand where it was opened."""
        self.resize(WIDTH, 0)
        fit_height(self)
        self.move(self._above.mapTo(self.window(), QPoint(MARGIN, -self.height() - 6)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.report_requested.emit()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()

    def _clock_words(self, report: StreamReport) -> str:
        if report.ahead_ms is None:
            return self.tr("The gateway's clock is not known yet.")
        by, error = abs(report.ahead_ms), format_milliseconds(report.error_ms)
        words = (
            self.tr("The gateway's clock is {by} ahead of this one (± {error}).")
            if report.ahead_ms >= 0
            else self.tr("The gateway's clock is {by} behind this one (± {error}).")
        )
        return words.format(by=format_milliseconds(by), error=error)

    def _figure(self, hop: str, part: str) -> Figure:
        figure = Figure(f"{hop}, {part}", "secondary", self)
        figure.setProperty("strong", hop == self._hops["total"])
        return figure

    def _lay_out(self) -> None:
        self.setProperty("kind", "popup")
        self.setAccessibleName(self.tr("Connection in detail"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clock.setWordWrap(True)
        self.clock.setProperty("type", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("Latency of the newest commits")))
        column.addLayout(self._latencies())
        column.addWidget(self.clock)
        column.addSpacing(4)
        column.addWidget(_heading(self.tr("Since signing in")))
        column.addLayout(self._counters())

    def _latencies(self) -> QGridLayout:
        grid = _grid()
        for place, word in enumerate(("p50", "p95"), 1):
            grid.addWidget(_caption(word), 0, place, Qt.AlignmentFlag.AlignRight)
        for row, (name, what) in enumerate(self._hops.items(), 1):
            grid.addWidget(_caption(what, strong=name == "total"), row, 0)
            for place, figure in enumerate((self.medians[name], self.p95s[name]), 1):
                grid.addWidget(figure, row, place, Qt.AlignmentFlag.AlignRight)
        grid.setColumnMinimumWidth(1, 64)
        grid.setColumnMinimumWidth(2, 64)
        return grid

    def _counters(self) -> QGridLayout:
        grid = _grid()
        for row, (name, what) in enumerate(self._counts.items()):
            grid.addWidget(_caption(what), row, 0)
            grid.addWidget(self.counts[name], row, 1, Qt.AlignmentFlag.AlignRight)
        return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    return grid


def _heading(text: str) -> QLabel:
    label = QLabel(text.upper())
    label.setProperty("type", "caps")
    return label


def _caption(text: str, *, strong: bool = False) -> QLabel:
    label = QLabel(text)
    label.setProperty("type", "secondary")
    label.setProperty("strong", strong)
    label.setProperty("tone", "" if strong else "muted")
    return label


def _milliseconds(value: float | None) -> str:
    return UNKNOWN if value is None else format_milliseconds(value)

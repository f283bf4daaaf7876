"""Where the keyboard is: one ring for every kind of control, however it is styled."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from widgets import theme

WIDTH, AWAY, RADIUS = 2, 3, 7
"""Pixels of the ring, from the control to its outer edge, and of its corners."""
MARGINS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class FocusRing(QObject):
    """Follows the keyboard; whoever points with the mouse knows where they are."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.ring: Ring | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self) -> None:
        # Not what the signal brings: what has lost the focus may be half gone.
        now = QApplication.focusWidget()
        if self.ring is not None and isValid(self.ring):
            self.ring.hide()
            self.ring.deleteLater()
        self.ring = None
        if now is None or now.isWindow() or now.window().windowType() is Qt.WindowType.Popup:
            return
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.ring = Ring(now)


class Ring(QFocusFrame):
    """Stands above its window, and follows what it is around: Qt's own frame does all of that."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control.window())
        # A list fills its panel: the ring is inside, where nothing cuts it.
        away = 0 if isinstance(control, QAbstractScrollArea) else AWAY
        self._style = RingStyle(away)
        self._style.setParent(self)
        self.setStyle(self._style)
        self.setWidget(_outline(control))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), WIDTH))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()


class RingStyle(QProxyStyle):
    """Asked by rings only, never by what is painted often."""

    def __init__(self, away: int) -> None:
        super().__init__()
        self._away = away

    def pixelMetric(  # noqa: N802
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        return self._away if metric in MARGINS else super().pixelMetric(metric, option, widget)

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        above = hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget
        return 1 if above else super().styleHint(hint, option, widget, returned)


def _outline(control: QWidget) -> QWidget:
    """Return what has the outline: a field may stand in a frame that looks like it."""
    frame = control.parentWidget()
    return frame if frame is not None and frame.property("kind") == "search" else control

"""What a window shows before it is furnished: its ground and its bars, in their places."""

from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets import theme

TOP_BAR = 3, 52
"""Where it begins, and its height."""
STATUS_BAR_HEIGHT = 30


class WindowOutline(QWidget):
    """Colours of palettes and nothing else: whatever a painter or a style needs is loaded later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _fill(self, "ground")
        self._top = _fill(QWidget(self), "line"), _fill(QWidget(self), "surface")
        self._bottom = _fill(QWidget(self), "line"), _fill(QWidget(self), "surface")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, (top, height) = self.width(), TOP_BAR
        self._top[0].setGeometry(0, top, width, height)
        self._top[1].setGeometry(0, top, width, height - 1)
        top, height = self.height() - STATUS_BAR_HEIGHT, STATUS_BAR_HEIGHT
        self._bottom[0].setGeometry(0, top, width, height)
        self._bottom[1].setGeometry(0, top + 1, width, height - 1)


def _fill(widget: QWidget, token: str) -> QWidget:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, theme.colour(token))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    return widget

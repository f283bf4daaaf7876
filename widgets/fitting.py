"""How large widgets are: as tall as the sentences in them need, no larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 48)
"""What a window manager puts around a window, at most; unknown until the window is shown."""


def fit_height(widget: QWidget) -> None:
    """Give a widget the height its layout needs: Qt's size hint guesses a width of its own."""
    layout = widget.layout()
    if layout is None:
        return
    layout.activate()
    wraps = layout.hasHeightForWidth()
    plain = layout.totalSizeHint().height()
    widget.resize(widget.width(), layout.totalHeightForWidth(widget.width()) if wraps else plain)


def fit_screen(window: QWidget, wanted: QSize) -> None:
    """Give a window the size it wants, or what of that there is room for beside panels.

    Nobody else does: on a small notebook the status bar would be below the edge of the screen.
    """
    window.resize(fitting(wanted, window.screen().availableSize(), window.minimumSize()))


def fitting(wanted: QSize, room: QSize, least: QSize) -> QSize:
    """Return the size of a window that wants to be so large, on a screen with that much room."""
    bounded = wanted.boundedTo(room - FRAME)
    # Where not even the smallest one fits, the screen says nothing about this window.
    return bounded if bounded == bounded.expandedTo(least) else wanted

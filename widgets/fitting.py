"""Widgets as tall as the sentences in them need: Qt's size hint guesses a width of its own."""

from PySide6.QtWidgets import QWidget


def fit_height(widget: QWidget) -> None:
    """Give a widget the height its layout needs at the width it has."""
    layout = widget.layout()
    if layout is None:
        return
    layout.activate()
    wraps = layout.hasHeightForWidth()
    plain = layout.totalSizeHint().height()
    widget.resize(widget.width(), layout.totalHeightForWidth(widget.width()) if wraps else plain)

"""Widgets as tall as the sentences in them need: Qt's size hint guesses a width of its own."""

from PySide6.QtWidgets import QWidget


def fit_height(widget: QWidget) -> None:
    """Give a widget the height its layout needs at the width it has."""
    layout = widget.layout()
    if layout is None:
        return
    layout.activate()
    needed = layout.totalHeightForWidth(widget.width())
    widget.resize(widget.width(), needed if needed > 0 else layout.totalSizeHint().height())

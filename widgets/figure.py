"""A figure that is never read out without what it is the figure of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Figure(QLabel):
    """Shows the figure alone; its accessible name is "Frozen: 400,00"."""

    def __init__(self, what: str, look: str, parent: QWidget | None = None) -> None:
        """``look`` is one of the style sheet's types of text."""
        super().__init__(parent)
        self._what = what
        self.setProperty("type", look)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_text(self, text: str) -> None:
        """Show a figure that has been worded already."""
        self.setText(text)
        self.setAccessibleName(f"{self._what}: {text}")

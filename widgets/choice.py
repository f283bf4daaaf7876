"""A drop-down list with the house's chevron."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from widgets import icons

CHEVRON = 14


class Choice(QComboBox):
    """A style sheet cannot draw an arrow in a token's colour; this does."""

    def name(self, words: str) -> None:
        """Say what is chosen here; on Linux a list is read out by its choice and description."""
        self.setAccessibleName(words)
        self.setAccessibleDescription(words)
        for part in (self.view(), self.lineEdit()):
            if part is not None:
                part.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = self.width() - CHEVRON - 8, (self.height() - CHEVRON) // 2
        painter.drawPixmap(left, top, icons.pixmap("chevron-down", "muted", CHEVRON))
        painter.end()

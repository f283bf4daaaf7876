"""What stands where rows would be: loading, empty or failed, told apart at a glance."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.icon_button import IconLabel

ROW = 43
BARS = ((12.0, 10.0, 0.45, 9.0), (12.0, 26.0, 0.25, 6.0))
"""Left, top, share of the width and height of a row's two grey bars."""


class Placeholder(QWidget):
    """One sentence and at most one action; while loading, grey bars instead."""

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, centred: bool = False) -> None:
        super().__init__(parent)
        self._loading = False
        self._icon = IconLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.action = QPushButton(self)
        self.action.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        if centred:
            column.addStretch(2)
        column.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.text)
        column.addWidget(self.action, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.text.setProperty("tone", "muted")
        self._icon.hide()

    def say(self, text: str, action: str = "") -> None:
        """Show the sentence, and the action if there is one."""
        self._show(text, action)
        self._icon.hide()

    def fail(self, text: str, action: str) -> None:
        """Show why there is nothing, and how to try again."""
        self._show(text, action)
        self._icon.set_icon("circle-alert", "negative")
        self._icon.show()

    def load(self, text: str) -> None:
        """Show where rows will be; the sentence is only spoken."""
        self._show(text, "")
        self._loading = True
        self.text.hide()
        self._icon.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._loading:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        for top in range(0, self.height() - ROW, ROW):
            for left, below, share, height in BARS:
                bar = QRectF(left, top + below, share * self.width(), height)
                painter.drawRoundedRect(bar, 3, 3)
        painter.end()

    def _show(self, text: str, action: str) -> None:
        self._loading = False
        self.text.setText(text)
        self.text.show()
        self.setAccessibleName(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.update()

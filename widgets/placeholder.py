"""What stands where rows would be: loading, empty or failed, each with its one action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class Placeholder(QWidget):
    """One sentence and at most one action, in the middle of the room there is."""

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setProperty("tone", "muted")
        self.action = QPushButton(self)
        self.action.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addWidget(self.action, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(self, text: str, action: str = "") -> None:
        """Show the sentence, and the action if there is one."""
        self.text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))

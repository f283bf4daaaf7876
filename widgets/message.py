"""A sentence for a person, in place: severity as icon, word and ground, and what can be done."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.icon_button import IconLabel

Severity = Literal["information", "success", "warning", "error"]
ICONS = {
    "information": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "error": "circle-alert",
}
TONES = {"information": "accent", "success": "positive", "warning": "warning", "error": "negative"}


def restyle(*widgets: QWidget) -> None:
    """Let the style sheet look again at properties that changed."""
    for widget in widgets:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Message(QFrame):
    """Hidden until it is given something to say."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self._icon = IconLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.word = QLabel(self)
        self.word.setProperty("type", "word")
        self.action = QPushButton(self)
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self.action_requested)
        self.close_button = QPushButton(self.tr("Dismiss"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.setVisible(closable)
        self.close_button.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for widget in (self._icon, self.word):
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.hide()

    def present(self, severity: Severity, word: str, text: str, action: str = "") -> None:
        """Say it; ``word`` stands in bold before the sentence."""
        self.setProperty("tone", TONES[severity])
        self.word.setProperty("tone", TONES[severity])
        restyle(self, self.word)
        self._icon.set_icon(ICONS[severity], TONES[severity])
        self.word.setText(word)
        self.text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{word} {text}")
        self.show()

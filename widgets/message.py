"""A sentence for a person, in place: severity as icon, word and ground, and what can be done."""

from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets import theme
from widgets.icon_button import IconButton, IconLabel

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

    def __init__(
        self, parent: QWidget | None = None, *, closable: bool = False, narrow: bool = False
    ) -> None:
        """``narrow``: what can be done stands below the sentence."""
        super().__init__(parent)
        self.setProperty("kind", "message")
        self._said: tuple[Severity, str, str] = ("information", "", "")
        self._icon = IconLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = QPushButton(self)
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self.action_requested)
        self.close_button = IconButton("x", self.tr("Dismiss"), self, shown=False)
        self.close_button.setProperty("kind", "ghost")
        self.close_button.setToolTip(self.tr("Dismiss"))
        self.close_button.setAutoDefault(False)
        self.close_button.setVisible(closable)
        self.close_button.clicked.connect(self.dismissed)
        self._narrow = narrow
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8 if closable else 12, 8)
        grid.setSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self.action, *((1, 1, Qt.AlignmentFlag.AlignLeft) if narrow else (0, 2)))
        top = Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.close_button, 0, 3, top)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, without mark-up."""
        return " ".join(part for part in self._said[1:] if part)

    def present(self, severity: Severity, word: str, text: str, action: str = "") -> None:
        """Say it; ``word`` stands in bold before the sentence."""
        self._said = (severity, word, text)
        self.setProperty("tone", TONES[severity])
        restyle(self)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        buttons = not self._narrow and bool(action)
        place = Qt.AlignmentFlag.AlignVCenter if buttons else Qt.AlignmentFlag.AlignTop
        layout = self.layout()
        if layout is not None:
            layout.setAlignment(self._icon, place)
        self._write()
        self.setAccessibleName(self.sentence)
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._said[1]:
            self._write()

    def _write(self) -> None:
        severity, word, text = self._said
        self._icon.set_icon(ICONS[severity], TONES[severity], word)
        ink = theme.colour(TONES[severity]).name()
        plain = escape(text).replace("\n", "<br>")
        self.text.setText(f'<b style="color: {ink}; font-weight: 600">{escape(word)}</b> {plain}')

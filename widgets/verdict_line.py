"""The verdict on the account page: one line, which never speaks of an older account unmarked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from api_client.verdicts import Verdict
from widgets.elided_label import ElidedLabel
from widgets.format import format_clock, format_time
from widgets.icon_button import IconLabel
from widgets.message import restyle
from widgets.verdict_state import VerdictState
from widgets.verdict_words import ICONS, TONES, headline, strength

HEIGHT = 24


class VerdictLine(QWidget):
    """Keeps its height whatever it says, so that nothing below moves."""

    look_again_requested = Signal()
    why_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = IconLabel(self)
        self.headline = QLabel(self)
        self.about = ElidedLabel(self)
        self.action = QPushButton(self)
        self.action.setProperty("kind", "link")
        self.headline.setProperty("strong", "true")
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        for name, value in (("type", "secondary"), ("tone", "muted")):
            self.about.setProperty(name, value)
        self.action.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.icon, self.headline, self.about, self.action):
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setFixedHeight(HEIGHT)
        self._state = VerdictState()
        self.action.clicked.connect(self._act)
        self.set_state(self._state)

    def set_state(self, state: VerdictState) -> None:
        """Show what is known."""
        self._state = state
        verdict = state.verdict
        if verdict is None:
            self._show_none(state)
        else:
            self._show(verdict, state)
        self.action.setVisible(bool(self.action.text()))
        self.setAccessibleName(
            ", ".join(part for part in (self.headline.text(), self.about.text()) if part)
        )

    def _show(self, verdict: Verdict, state: VerdictState) -> None:
        tone = TONES[verdict.verdict] if state.holds else "muted"
        icon = ICONS[verdict.verdict] if state.holds else "clock"
        self._write(icon, tone, headline(verdict))
        self.about.setToolTip(format_time(verdict.as_of))
        as_of = self.tr("as of {time}").format(time=format_clock(verdict.as_of))
        parts = [strength(verdict), as_of]
        if state.asking:
            parts = [self.tr("looking again…"), as_of]
        elif state.problem:
            parts = [self.tr("not checked again: {why}").format(why=state.problem), as_of]
        elif state.outdated:
            parts = [self.tr("the account has changed since"), as_of]
        elif not state.live:
            parts = [self.tr("not live"), as_of]
        self.about.set_parts(parts)
        asks_again = not state.asking and bool(state.outdated or state.problem)
        self.action.setText(self.tr("Look again") if asks_again else "")

    def _show_none(self, state: VerdictState) -> None:
        if state.asking:
            self._write("clock", "muted", self.tr("Checking the balance…"))
            self.about.set_parts(())
            self.action.setText("")
        elif state.problem:
            self._write("circle-alert", "negative", self.tr("Not checked"))
            self.about.set_parts((state.problem,))
            self.action.setText(self.tr("Retry"))
        else:
            self._write("scale", "muted", self.tr("Not checked yet"))
            self.about.set_parts(())
            self.action.setText(self.tr("Check"))

    def _write(self, icon: str, tone: str, text: str) -> None:
        self.icon.set_icon(icon, tone, text)
        self.headline.setText(text)
        if self.headline.property("tone") != tone:
            self.headline.setProperty("tone", tone)
            restyle(self.headline)

    def _act(self) -> None:
        self.look_again_requested.emit()

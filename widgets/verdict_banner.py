"""The verdict in the Why? panel: one sentence, the figures behind it, and how strong it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from api_client.verdicts import Verdict
from widgets.elided_label import ElidedLabel
from widgets.format import format_clock, format_time
from widgets.icon_button import IconLabel
from widgets.message import restyle
from widgets.verdict_state import VerdictState
from widgets.verdict_words import ICONS, TONES, caveats, complaint, headline, reason, strength


class VerdictBanner(QFrame):
    """Stands on the ground of its verdict; an outdated one on none, with the way to a new one."""

    look_again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self.icon = IconLabel(self)
        self.headline, self.proof = QLabel(self), ElidedLabel(self)
        self.reason, self.caveats = QLabel(self), QLabel(self)
        self.age, self.complaint = QLabel(self), QLabel(self)
        self.again = QPushButton(self.tr("Look again"), self)
        self.again.setAutoDefault(False)
        self.again.setProperty("kind", "small")
        self.again.clicked.connect(self.look_again_requested)
        for label in (self.headline, self.reason, self.complaint, self.caveats, self.age):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for label in (self.reason, self.complaint, self.caveats, self.age):
            label.setWordWrap(True)
        self.complaint.setProperty("strong", "true")
        self.headline.setProperty("type", "verdict")
        for label in (self.proof, self.caveats, self.age):
            label.setProperty("type", "secondary")
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.icon, 0, 0)
        grid.addWidget(self.headline, 0, 1)
        grid.addWidget(self.proof, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.reason, 1, 0, 1, 3)
        grid.addWidget(self.complaint, 2, 0, 1, 3)
        grid.addWidget(self.caveats, 3, 0, 1, 3)
        foot = QHBoxLayout()
        foot.addWidget(self.age, 1)
        foot.addWidget(self.again)
        grid.addLayout(foot, 4, 0, 1, 3)

    def set_state(self, state: VerdictState) -> None:
        """Show what is known; without a verdict there is nothing here."""
        verdict = state.verdict
        self.setVisible(verdict is not None)
        if verdict is None:
            return
        tone = TONES[verdict.verdict] if state.holds else ""
        turned = self.property("tone") != tone
        self.setProperty("tone", tone)
        self.setProperty("outdated", not state.holds)
        icon = ICONS[verdict.verdict] if state.holds else "clock"
        self.icon.set_icon(icon, tone or "warning", headline(verdict))
        self.headline.setText(self.tr("{verdict}.").format(verdict=headline(verdict)))
        self.headline.setProperty("tone", tone or "muted")
        as_of = self.tr("as of {time}").format(time=format_clock(verdict.as_of))
        self.proof.set_parts((strength(verdict), as_of))
        said = "" if state.claim.is_empty else complaint(verdict)
        self.complaint.setText(said)
        self.complaint.setVisible(bool(said))
        self.reason.setText(reason(verdict))
        self.caveats.setText("\n".join(caveats(verdict)))
        self.caveats.setVisible(bool(self.caveats.text()))
        self._write_age(verdict, state)
        if turned:
            restyle(self, self.headline, self.age)
        self.setAccessibleName(f"{self.headline.text()} {self.reason.text()}")

    def _write_age(self, verdict: Verdict, state: VerdictState) -> None:
        as_of = self.tr("This is as of {time}.").format(time=format_time(verdict.as_of))
        text = ""
        if state.asking:
            text = self.tr("Looking again…")
        elif state.problem:
            text = self.tr("Not checked again: {why}").format(why=state.problem)
        elif state.outdated:
            text = self.tr("The account has changed since.")
        elif not state.live:
            text = self.tr("Not live: what came since is not known here.")
        self.age.setText(f"{as_of} {text}")
        self.age.setVisible(bool(text))
        self.age.setProperty("tone", "warning")
        self.again.setVisible(not state.asking and bool(state.problem or not state.holds))

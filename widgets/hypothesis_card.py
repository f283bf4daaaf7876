"""One hypothesis: what it is, how it ended as icon and word, the evidence, the way to its rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from api_client.verdicts import Claim, Evidence, Hypothesis
from widgets.evidence_words import MOST_NAMED, shown_id
from widgets.format import format_id
from widgets.hypothesis_titles import title
from widgets.hypothesis_words import sentence
from widgets.icon_button import IconLabel
from widgets.verdict_words import outcome_name

ICONS = {
    "proved": "circle-alert",
    "cannot_tell": "circle-question-mark",
    "excluded": "circle-minus",
}
TONES = {"proved": "negative", "cannot_tell": "warning", "excluded": "muted"}
HARMLESS = frozenset({"spent_since", "test_deposit", "fee_added", "frozen", "reversed"})
"""Proved, these explain a balance that is right: no fault, and so not red."""


class HypothesisCard(QFrame):
    """Excluded ones are muted, so that the answer is seen at once."""

    rows_requested = Signal(object)
    """The evidence to be looked at: a tuple of Evidence."""
    user_requested = Signal(object, object)
    """Id of another user that the evidence names, and of their transactions there: a tuple."""

    def __init__(
        self, hypothesis: Hypothesis, claim: Claim, own: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.hypothesis = hypothesis
        self.links: list[QPushButton] = []
        self.setProperty("kind", "card")
        outcome = hypothesis.outcome
        harmless = outcome == "proved" and hypothesis.code in HARMLESS
        icon, tone = ("info", "accent") if harmless else (ICONS[outcome], TONES[outcome])
        self.icon = IconLabel(self)
        self.icon.set_icon(icon, tone, outcome_name(outcome))
        self.title = QLabel(title(hypothesis.code), self)
        self.title.setProperty("strong", "true")
        self.sentence = QLabel(sentence(hypothesis, claim), self)
        self.sentence.setProperty("type", "secondary")
        self.chip = QLabel(outcome_name(outcome), self)
        self.chip.setProperty("kind", "status-chip")
        self.chip.setProperty("tone", tone)
        for label in (self.title, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            if outcome == "excluded":
                label.setProperty("tone", "muted")
        self.sentence.setVisible(bool(self.sentence.text()))
        self._lay_out(self._links(hypothesis.evidence, own))
        self.setAccessibleName(f"{self.title.text()}: {self.chip.text()}")
        self.setAccessibleDescription(self.sentence.text())

    def _lay_out(self, links: QHBoxLayout) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 12, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.sentence, 1, 1)
        if links.count() > 1:  # beside the sentence they would leave it no room
            links.addStretch(1)
            grid.addLayout(links, 2, 1)
        else:
            grid.addLayout(links, 0, 2, 2, 1)
        grid.addWidget(self.chip, 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def _links(self, evidence: Sequence[Evidence], own: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        # In the order in which the sentence names them.
        others = dict.fromkeys(
            e.user_id for e in reversed(evidence) if e.user_id is not None and e.user_id != own
        )
        foreign = [e for e in evidence if e.kind == "transaction" and e.user_id not in (None, own)]
        rows = tuple(e for e in evidence if e not in foreign and (shown_id(e) or e.pos))
        if rows:
            count = len({shown_id(e) or -(e.pos or 0) for e in rows})
            words = (
                self.tr("Show the row") if count == 1 else self.tr("Show {count} rows", None, count)
            )
            if not any(map(shown_id, rows)):
                words = (
                    self.tr("Show the commit")
                    if count == 1
                    else self.tr("Show {count} commits", None, count)
                )
            self._link(row, words.format(count=count)).clicked.connect(
                lambda: self.rows_requested.emit(rows)
            )
        for user_id in list(others)[:MOST_NAMED]:
            ids = tuple(e.id for e in foreign if e.user_id == user_id and e.id is not None)
            self._link(row, self.tr("Open {id}").format(id=format_id(user_id))).clicked.connect(
                lambda _on=False, user_id=user_id, ids=ids: self.user_requested.emit(user_id, ids)
            )
        return row

    def _link(self, row: QHBoxLayout, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "link")
        button.setAutoDefault(False)
        button.setAccessibleDescription(self.title.text())
        row.addWidget(button)
        self.links.append(button)
        return button

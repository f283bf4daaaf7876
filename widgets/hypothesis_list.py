"""All hypotheses of a verdict, ranked; the excluded ones folded away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from api_client.verdicts import Claim, Hypothesis
from widgets.format import format_count
from widgets.hypothesis_card import HypothesisCard


class HypothesisList(QWidget):
    """The proved ones first, then those nobody can tell of."""

    rows_requested = Signal(object)
    """The evidence to be looked at: a tuple of Evidence."""
    user_requested = Signal(object)
    """Id of another user that the evidence names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[HypothesisCard] = []
        self.fold = QPushButton(self)
        self.fold.setProperty("kind", "link")
        self.fold.setAutoDefault(False)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setAccessibleName(self.tr("What was checked"))

    def set_hypotheses(self, hypotheses: Sequence[Hypothesis], claim: Claim, own: int) -> None:
        """Show these, in their order; ``own`` is the user that they are about."""
        self._clear()
        for hypothesis in hypotheses:
            card = HypothesisCard(hypothesis, claim, own, self)
            card.rows_requested.connect(self.rows_requested)
            card.user_requested.connect(self.user_requested)
            self.cards.append(card)
        said = [card for card in self.cards if card.hypothesis.outcome != "excluded"]
        rest = [card for card in self.cards if card not in said]
        for card in said:
            self._column.addWidget(card)
        self._column.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeft)
        for card in rest:
            self._column.addWidget(card)
        self._unfold()

    def outcome(self, code: str) -> str | None:
        """Return how a hypothesis ended, as it is shown; None if it is not."""
        return next((c.hypothesis.outcome for c in self.cards if c.hypothesis.code == code), None)

    def card(self, code: str) -> HypothesisCard:
        """Return the card of a hypothesis; raises StopIteration if there is none."""
        return next(card for card in self.cards if card.hypothesis.code == code)

    def _unfold(self) -> None:
        rest = [card for card in self.cards if card.hypothesis.outcome == "excluded"]
        for card in rest:
            card.setVisible(self.fold.isChecked())
        count = format_count(len(rest))
        words = self.tr("Hide the {count} excluded") if self.fold.isChecked() else self.tr(
            "{count} excluded: show them"
        )  # fmt: skip
        self.fold.setText(words.format(count=count))
        self.fold.setVisible(bool(rest))

    def _clear(self) -> None:
        self.cards = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.fold:
                widget.hide()
                widget.deleteLater()
        self.fold.setParent(self)

"""All hypotheses of a verdict, ranked; the excluded ones folded away."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from api_client.verdicts import Claim, Hypothesis
from widgets.format import format_count
from widgets.hypothesis_card import HypothesisCard


class HypothesisList(QWidget):
    """The proved ones first, then those nobody can tell of."""

    rows_requested = Signal(object)
    """The evidence to be looked at: a tuple of Evidence."""
    user_requested = Signal(object, object)
    """Id of another user that the evidence names, and of their transactions there: a tuple."""

    arranged = Signal()
    """Other links can be gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[HypothesisCard] = []
        self._hypotheses: tuple[Hypothesis, ...] = ()
        self._claim, self._own = Claim(), 0
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
        self._hypotheses, self._claim, self._own = tuple(hypotheses), claim, own
        self._add(each for each in hypotheses if each.outcome != "excluded")
        self._column.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeft)
        self._unfold()

    @property
    def stops(self) -> list[QWidget]:
        """What can be gone to, in its order."""
        said = [card for card in self.cards if card.hypothesis.outcome != "excluded"]
        rest = [card for card in self.cards if card not in said]
        links = [[link for card in cards for link in card.links] for cards in (said, rest)]
        return [*links[0], self.fold, *links[1]]

    def outcome(self, code: str) -> str | None:
        """Return how a hypothesis ended; None if it is none of these."""
        return next((each.outcome for each in self._hypotheses if each.code == code), None)

    def card(self, code: str) -> HypothesisCard:
        """Return the card of a hypothesis; raises StopIteration if it is folded away."""
        return next(card for card in self.cards if card.hypothesis.code == code)

    def _add(self, hypotheses: Iterable[Hypothesis]) -> None:
        for hypothesis in hypotheses:
            card = HypothesisCard(hypothesis, self._claim, self._own, self)
            card.rows_requested.connect(self.rows_requested)
            card.user_requested.connect(self.user_requested)
            self.cards.append(card)
            self._column.addWidget(card)

    def _unfold(self) -> None:
        """Show the excluded ones or not; nobody looks at most of them, so they are made late."""
        excluded = [each for each in self._hypotheses if each.outcome == "excluded"]
        shown = self.fold.isChecked()
        if shown and len(self.cards) < len(self._hypotheses):
            self._add(excluded)
        for card in self.cards:
            card.setVisible(shown or card.hypothesis.outcome != "excluded")
        count = len(excluded)
        words = (
            self.tr("Hide the {count} excluded", None, count)
            if shown
            else self.tr("{count} excluded: show them", None, count)
        )
        self.fold.setText(words.format(count=format_count(count)))
        self.fold.setVisible(bool(excluded))
        self.arranged.emit()

    def _clear(self) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._column.removeWidget(self.fold)

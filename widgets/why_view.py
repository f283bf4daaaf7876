"""Why a balance is what it is: verdict, what the customer says, what was checked, the commits."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from api_client.verdicts import Claim, Evidence, Pair
from widgets.claim_form import ClaimForm, claim_text
from widgets.elided_label import ElidedLabel
from widgets.evidence_words import shown_id
from widgets.hypothesis_list import HypothesisList
from widgets.placeholder import Placeholder
from widgets.tab_order import in_tab_order
from widgets.timeline_view import TimelineView
from widgets.verdict_banner import VerdictBanner
from widgets.verdict_state import VerdictState

SEEN_AROUND = 60
"""Pixels above and below a commit that is gone to."""
MARGIN, SCROLL_BAR = 20, 10


class WhyView(QWidget):
    """Shows nothing that the gateway did not prove; loading, failed and stale look different."""

    look_again_requested = Signal()
    claim_changed = Signal(object)
    """Claim: what the customer says, to be checked."""
    rows_requested = Signal(object)
    """Ids of this user's transactions to be shown in the table: a tuple of int."""
    user_requested = Signal(object, object)
    """Id of another user that the evidence names, and of their transactions there: a tuple."""
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = VerdictState()
        self._shown: object = None
        self._explained: object = None
        """The complaint whose explanation is shown: another one is read from its top."""
        self._currency = "RSD"
        self.placeholder = Placeholder(self, centred=True, bars=_bars)
        self.page = QWidget(self)
        self.scroller = QScrollArea(self.page)
        self.content = QWidget()
        self.banner = VerdictBanner(self.page)
        self.says = ElidedLabel(self.page)
        self.edit_claim = QPushButton(self.page)
        self.form = ClaimForm(self.content)
        self.checks = HypothesisList(self.content)
        self.timeline = TimelineView(self.content)
        self.no_commits = QLabel(
            self.tr("The change log has no commit of this user yet."), self.content
        )
        self._lay_out()
        self._connect()
        self.set_state(self._state)

    @property
    def state(self) -> VerdictState:
        """What is shown."""
        return self._state

    def set_state(self, state: VerdictState) -> None:
        """Show what is known; what did not change stays as it is, folds and scroll bars too."""
        self._state = state
        if self.isVisible():
            self._write(state)

    def showEvent(self, event: QShowEvent) -> None:
        self._write(self._state)  # nobody waits for what nobody sees
        super().showEvent(event)

    def _write(self, state: VerdictState) -> None:
        verdict = state.verdict
        self.banner.set_state(state)
        self.page.setVisible(verdict is not None)
        self.placeholder.setVisible(verdict is None)
        if verdict is None:
            self._shown = self._explained = None
            self._show_none(state)
            return
        self._currency = verdict.currency
        is_new = self._explained != (verdict.user_id, state.claim)
        self._explained = verdict.user_id, state.claim
        if self._shown != (verdict.user_id, verdict.hypotheses, verdict.timeline, state.claim):
            self._shown = (verdict.user_id, verdict.hypotheses, verdict.timeline, state.claim)
            self.checks.set_hypotheses(verdict.hypotheses, state.claim, verdict.user_id)
            self.timeline.timeline.set_pairs(verdict.timeline)
            self._mark_divergence(state)
        self.timeline.setVisible(bool(verdict.timeline))
        self.no_commits.setVisible(not verdict.timeline)
        self._write_claim(state.claim)
        if is_new:
            self.scroller.verticalScrollBar().setValue(0)

    def set_methods(self, codes: Sequence[str]) -> None:
        """Set the payment methods that a customer may name."""
        self.form.set_methods(codes)

    def edit(self) -> None:
        """Open the form of what the customer says."""
        self._show_form(shown=True)
        self.form.focus()
        self.scroller.verticalScrollBar().setValue(0)  # where the form stands, all of it

    def forget(self) -> None:
        """Another account: what the last customer said is not theirs."""
        self.form.set_claim(Claim())
        self._show_form(shown=False)

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        """Go to the rows that show it: commits here, transactions in the table."""
        top = self.timeline.mark(frozenset(e.pos for e in evidence if e.pos is not None))
        if top is not None:
            self.scroller.ensureVisible(0, self.timeline.y() + top, 0, SEEN_AROUND)
        ids = tuple(dict.fromkeys(filter(None, map(shown_id, evidence))))
        if ids:
            self.rows_requested.emit(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.form.isVisible():
                self._show_form(shown=False)
            else:
                self.close_requested.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.edit_claim.setProperty("kind", "link")
        self.edit_claim.setAutoDefault(False)
        for label in (self.says, self.no_commits):
            label.setProperty("type", "secondary")
            label.setProperty("tone", "muted")
        edge, head = QHBoxLayout(), QHBoxLayout()
        edge.setContentsMargins(0, 0, SCROLL_BAR, 0)
        edge.addWidget(self.banner)
        head.setContentsMargins(0, 4, SCROLL_BAR, 0)
        head.setSpacing(8)
        head.addWidget(_caps(self.tr("What was checked")))
        head.addStretch(1)
        head.addWidget(self.says)
        head.addWidget(self.edit_claim)
        page = QVBoxLayout(self.page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(edge)
        page.addLayout(head)
        page.addWidget(self.scroller, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 0, MARGIN - SCROLL_BAR, 0)
        outer.addWidget(self.page, 1)
        outer.addWidget(self.placeholder, 1)
        self._lay_out_content()

    def _lay_out_content(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, SCROLL_BAR, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(self.checks)
        column.addSpacing(4)
        column.addWidget(_caps(self.tr("Changes and transactions, paired by commit")))
        column.addWidget(self.no_commits)
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.scroller.setWidget(self.content)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self.scroller.viewport(), self.content):
            part.setAutoFillBackground(False)
        self.form.hide()

    def _connect(self) -> None:
        self.banner.look_again_requested.connect(self.look_again_requested)
        self.placeholder.action_requested.connect(self.look_again_requested)
        self.edit_claim.clicked.connect(self._toggle_form)
        self.form.claim_changed.connect(self._claim)
        self.checks.rows_requested.connect(self.show_evidence)
        self.checks.user_requested.connect(self.user_requested)
        self.checks.arranged.connect(
            lambda: in_tab_order(
                self.edit_claim, *self.form.stops, *self.checks.stops, self.timeline
            )
        )
        self.timeline.pair_chosen.connect(self._show_pair)

    def _show_none(self, state: VerdictState) -> None:
        if state.problem and not state.asking:
            self.placeholder.fail(state.problem, self.tr("Retry"))
        else:
            self.placeholder.load(self.tr("Checking the balance…"))

    def _mark_divergence(self, state: VerdictState) -> None:
        verdict = state.verdict
        parted = verdict.first_divergence if verdict else None
        if verdict is None or parted is None:
            self.timeline.mark(frozenset())
            return
        at = [
            pair.pos
            for pair in verdict.timeline
            if pair.at == parted.at and pair.moved_minor != pair.booked_minor
        ]
        self.timeline.mark(frozenset(at))

    def _write_claim(self, claim: Claim) -> None:
        said = claim_text(claim, self._currency)
        self.says.setText(self.tr("customer says: {claim}").format(claim=said) if said else "")
        self.says.setVisible(bool(said) and not self.form.isVisibleTo(self.page))
        if self.form.isVisibleTo(self.page):
            self.edit_claim.setText(self.tr("Hide"))
        elif said:
            self.edit_claim.setText(self.tr("Change"))
        else:
            self.edit_claim.setText(self.tr("What does the customer say?"))

    def _toggle_form(self) -> None:
        if self.form.isVisibleTo(self.page):
            self._show_form(shown=False)
        else:
            self.form.set_claim(self._state.claim)
            self.edit()

    def _show_form(self, *, shown: bool) -> None:
        if not shown and any(stop.hasFocus() for stop in self.form.stops):
            self.edit_claim.setFocus()  # else Qt scrolls to whoever is the next in line
        self.form.setVisible(shown)
        self._write_claim(self._state.claim)

    def _claim(self, claim: Claim) -> None:
        self._show_form(shown=False)
        self.claim_changed.emit(claim)

    def _show_pair(self, pair: Pair) -> None:
        if pair.transactions:
            self.rows_requested.emit(pair.transactions)


def _bars(width: float, height: float) -> Iterator[QRectF]:
    """Yield verdict and cards."""
    inner = width - SCROLL_BAR
    yield QRectF(14, 14, 0.3 * inner, 12)
    yield QRectF(14, 36, 0.7 * inner, 8)
    for top in range(84, int(height) - 40, 56):
        yield QRectF(0, top - 12, inner, 1)
        yield QRectF(38, top + 4, 0.35 * inner, 9)
        yield QRectF(38, top + 22, 0.55 * inner, 7)


def _caps(text: str) -> QLabel:
    label = QLabel(text.upper())
    label.setProperty("type", "caps")
    return label

"""One account: who, how much and how old that figure is, its course and its transactions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Account, AccountPage, Curve, Transaction, TransactionPage, User
from widgets.account_figures import AccountFigures
from widgets.account_head import AccountHead
from widgets.curve_view import CurveView
from widgets.freshness import Freshness
from widgets.icon_button import IconButton
from widgets.placeholder import Placeholder, page_bars
from widgets.transactions_panel import MARGIN, TransactionsPanel
from widgets.travel_view import TravelView
from widgets.verdict_line import VerdictLine
from widgets.verdict_state import VerdictState
from widgets.why_view import WhyView

BESIDE = 1240
"""Pixels from which on Why? stands beside the transactions, and not in their place."""


class AccountView(QFrame):
    """Shows what it is given; every figure says how old it is and looks it."""

    deposit_requested = Signal(object)
    """Account."""
    payment_requested = Signal(object)
    """Account."""
    older_requested = Signal(object)
    """Id of the oldest transaction there is."""
    retry_requested = Signal()
    refresh_requested = Signal()
    """What is on screen should be read anew."""
    evidence_requested = Signal()
    why_opened = Signal()
    """The explanation of the balance is on screen."""
    balance_painted = Signal(object)
    """Account whose newer balance has just been painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.user: User | None = None
        self._why_open = self._rows_in_front = False
        self.placeholder = Placeholder(self, centred=True, bars=page_bars)
        self.page = QWidget(self)
        self.head = AccountHead(self.page)
        self.name, self.id, self.status = self.head.name, self.head.id, self.head.status
        self.about = self.head.about
        self.why_button = IconButton("scale", self.tr("Why?"), self.page, shown=True)
        self.evidence_button = IconButton("file-text", self.tr("Evidence…"), self.page, shown=True)
        self.payment_button = QPushButton(self.tr("Payment page…"), self.page)
        self.deposit_button = IconButton(
            "circle-plus", self.tr("Test deposit…"), self.page, shown=True
        )
        self.figures = AccountFigures(self.page)
        self.verdict_line = VerdictLine(self.page)
        self.why = WhyView(self.page)
        self.details = QWidget(self.page)
        self.curve = CurveView(self.details)
        self.rows = TransactionsPanel(self.details)
        self.travel = TravelView(self.details)
        self.transactions = self.rows.transactions
        for part in (*self.buttons, self.travel, self.why):
            part.hide()  # before anything is laid out: what is not offered takes no room
        self._lay_out()
        self._connect()
        self.set_deposits_allowed(allowed=False, why="")
        self.set_why_offered(offered=False)
        self.set_evidence_offered(offered=False)
        self.show_nothing()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be done with the account, the main thing last."""
        return self.why_button, self.evidence_button, self.payment_button, self.deposit_button

    @property
    def account(self) -> Account | None:
        """The open account, None while there is none."""
        return self.figures.account

    @property
    def painted_account(self) -> Account | None:
        """What stood on the screen after the last paint."""
        return self.figures.painted_account

    @property
    def shown_balance(self) -> str:
        """The balance as it stands there, empty while there is none."""
        return self.figures.shown_balance

    def set_page(self, page: AccountPage, *, anew: bool = False) -> None:
        """Show an account read at one moment; the same user's rows are merged.

        ``anew``: events were missed; nothing that the page does not show is believed any more.
        """
        self.user = page.user
        self.head.set_user(page.user)
        self.rows.set_page(page, anew=anew)
        self.figures.set_problem("")
        self.figures.set_account(page.account)
        self._pages.setCurrentWidget(self.page)

    def set_account(self, account: Account) -> None:
        """Show a newer version of the balance; another user's, or an older one, is ignored."""
        known = self.account
        if (
            known is not None
            and account.user_id == known.user_id
            and account.version > known.version
        ):
            self.figures.set_account(account)

    def set_latency(self, milliseconds: float) -> None:
        """Say how long after its commit the balance was on screen."""
        self.figures.set_latency(milliseconds)

    def apply_transactions(
        self, changed: Sequence[Transaction], deleted_ids: Sequence[int]
    ) -> None:
        """Take what committed; rows that now belong to somebody else go."""
        if self.user is not None:
            self.rows.apply(changed, deleted_ids)

    def add_older(self, page: TransactionPage) -> None:
        """Put older transactions at the end."""
        self.rows.add_older(page)

    def show_older_failed(self) -> None:
        """Let older transactions be asked for again."""
        self.rows.show_older_failed()

    def set_curve(self, curve: Curve | None) -> None:
        """Draw the balance over time."""
        self.curve.set_curve(curve)

    def set_curve_failure(self, sentence: str) -> None:
        """Say in its place why there is no curve."""
        self.curve.set_failure(sentence)

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted; not live looks old."""
        self.figures.set_freshness(freshness)
        self.rows.set_live(freshness.live)
        self.curve.set_live(freshness.live)

    def set_deposits_allowed(self, allowed: bool, why: str) -> None:  # noqa: FBT001  (Qt-style)
        """Offer test deposits; where they may not be made there is no button for them."""
        for button in (self.payment_button, self.deposit_button):
            button.setVisible(allowed)
            button.setEnabled(allowed)
        self.deposit_button.setToolTip("" if allowed else why)
        self.deposit_button.setAccessibleDescription("" if allowed else why)

    def set_why_offered(self, offered: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Offer the explanation of the balance, where the gateway can give one."""
        self.why_button.setVisible(offered)
        self.why_button.setEnabled(offered)
        self.rows.table.visit_action.setVisible(offered)
        self._arrange()

    def set_evidence_offered(self, offered: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Offer evidence bundles, where the gateway can sign them."""
        self.evidence_button.setVisible(offered)
        self.evidence_button.setEnabled(offered)

    def set_verdict(self, state: VerdictState) -> None:
        """Show what is known of why the balance is what it is."""
        self.verdict_line.set_state(state)
        self.why.set_state(state)

    def open_why(self) -> None:
        """Open the explanation, or close it if it is open."""
        if self.account is None or not self.why_button.isEnabled():
            return
        if self._why_open and not self.why.isHidden():
            self.close_why()
            return
        self._why_open, self._rows_in_front = True, False
        self._arrange()
        self.why_opened.emit()

    def edit_claim(self) -> None:
        """Open the explanation at what the customer says."""
        if self.why.isHidden():
            self.open_why()
        if not self.why.isHidden() and self.why.state.verdict is not None:
            self.why.edit()

    def open_travel(self) -> None:
        """Show the account as of a moment, at first this one; or close that again."""
        if self.account is None or not self.why_button.isEnabled():
            return
        if not self.travel.isHidden():
            self.close_travel()
            return
        self.visit(datetime.now(UTC))

    def visit(self, at: datetime) -> None:
        """Show the account as of a moment."""
        if self._depart():
            self.travel.go(at)

    def visit_transaction(self, transaction_id: int) -> None:
        """Show the account as the commit of a transaction left it."""
        if self._depart():
            self.travel.transaction_requested.emit(transaction_id)

    def _depart(self) -> bool:
        if self.account is None or not self.why_button.isEnabled():
            return False
        self._rows_in_front = True
        self._arrange()
        self.rows.hide()
        self.travel.show()
        return True

    def close_travel(self) -> None:
        """Show the account as it is."""
        self.travel.hide()
        self.rows.show()
        self.travel.forget()
        self.curve.set_moments(())

    def close_why(self) -> None:
        """Show the transactions again."""
        self._why_open = False
        self._arrange()

    def show_rows(self, marks: Mapping[int, str]) -> list[int]:
        """Bring marked transactions into sight; returns those that were not read yet."""
        self.close_travel()
        self._rows_in_front = True
        self._arrange()
        return self.rows.mark(marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_nothing(self) -> None:
        """Say how to begin."""
        self._forget()
        self.placeholder.say(
            self.tr("Find a user above: by e-mail, name, phone, id or transaction (Ctrl+K).")
        )

    def show_waiting(self, sentence: str) -> None:
        """Say what is going on before anything can be looked up."""
        self._forget()
        self.placeholder.say(sentence)

    def show_loading(self, user_id: int) -> None:
        """Show that an account is being read."""
        self._forget()
        self.placeholder.load(self.tr("Reading account #{id}…").format(id=user_id))

    def show_failure(self, sentence: str) -> None:
        """Say why an account could not be read; one that is on screen stays, as it was."""
        if self.account is None:
            self._forget()
            self.placeholder.fail(sentence, self.tr("Retry"))
        else:
            self.figures.set_problem(sentence)

    def open_filter(self) -> None:
        """Put the cursor into the filter (Ctrl+F)."""
        self.rows.open_filter()

    def request_deposit(self) -> None:
        """Ask for a test deposit to the open account, if that may be."""
        if self.account is not None and self.deposit_button.isEnabled():
            self.deposit_requested.emit(self.account)

    def request_payment(self) -> None:
        """Ask for the payment page of the open account, if that may be."""
        if self.account is not None and self.payment_button.isEnabled():
            self.payment_requested.emit(self.account)

    def _lay_out(self) -> None:
        self.setProperty("kind", "panel")
        self.deposit_button.setProperty("kind", "primary")
        self.deposit_button.set_icon("circle-plus", "on_accent")
        self.head.set_buttons(self.buttons)
        upper = QVBoxLayout()
        upper.setContentsMargins(MARGIN, 0, MARGIN, 0)
        upper.setSpacing(8)
        for widget in (self.head, self.figures, self.verdict_line):
            upper.addWidget(widget)
        course = QVBoxLayout()
        course.setContentsMargins(MARGIN, 0, MARGIN, 0)
        course.addWidget(self.curve)
        below = QVBoxLayout(self.details)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addLayout(course)
        below.addWidget(self.rows, 1)
        below.addWidget(self.travel, 1)
        parts = QHBoxLayout()
        parts.setSpacing(0)
        parts.addWidget(self.why, 1)
        parts.addWidget(self.details, 1)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(8)
        column.addLayout(upper)
        column.addLayout(parts, 1)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.placeholder)

    def _connect(self) -> None:
        self.payment_button.clicked.connect(self.request_payment)
        self.deposit_button.clicked.connect(self.request_deposit)
        self.why_button.clicked.connect(self.open_why)
        self.evidence_button.clicked.connect(self.evidence_requested)
        self.why.close_requested.connect(self.close_why)
        self.travel.close_requested.connect(self.close_travel)
        self.curve.moment_chosen.connect(self.visit)
        self.rows.table.visit_requested.connect(self.visit_transaction)
        self.placeholder.action_requested.connect(self.retry_requested)
        self.curve.retry_requested.connect(self.refresh_requested)
        self.figures.painted.connect(self.balance_painted)
        self.rows.older_requested.connect(self.older_requested)
        self.rows.count_changed.connect(self.figures.set_count)

    def _forget(self) -> None:
        self.user = None
        self.close_why()
        self.close_travel()
        self.why.forget()
        self.set_verdict(VerdictState())
        self.figures.set_account(None)
        self.rows.forget()
        self.curve.set_curve(None)
        self._pages.setCurrentWidget(self.placeholder)

    def _arrange(self) -> None:
        """Put the explanation beside the transactions, or where that is too narrow before them."""
        beside = self.width() >= BESIDE
        self.why.setVisible(self._why_open and (beside or not self._rows_in_front))
        self.details.setVisible(beside or self.why.isHidden())
        self.verdict_line.setVisible(self.why_button.isEnabled() and self.why.isHidden())
        shown = self.why.isHidden() or beside
        icon, word = ("scale", self.tr("Why?")) if shown else ("list", self.tr("Transactions"))
        self.why_button.set_icon(icon)
        self.why_button.setText(word)

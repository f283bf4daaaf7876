"""One account: who, how much and how old that figure is, its course and its transactions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Account, AccountPage, Curve, Transaction, TransactionPage, User
from widgets.account_figures import AccountFigures
from widgets.curve_view import CurveView
from widgets.elided_label import ElidedLabel
from widgets.format import format_date, format_id, user_status_name
from widgets.freshness import Freshness
from widgets.icon_button import IconButton
from widgets.message import restyle
from widgets.placeholder import Placeholder, page_bars
from widgets.transactions_panel import MARGIN, TransactionsPanel

STATUS_TONES = {"active": "positive", "suspended": "negative"}


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
    balance_painted = Signal(object)
    """Account whose newer balance has just been painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.user: User | None = None
        self.placeholder = Placeholder(self, centred=True, bars=page_bars)
        self.page = QWidget(self)
        self.name = ElidedLabel(self.page)
        self.id = QLabel(self.page)
        self.status = QLabel(self.page)
        self.about = ElidedLabel(self.page)
        self.deposit_button = IconButton(
            "circle-plus", self.tr("Test deposit…"), self.page, shown=True
        )
        self.payment_button = QPushButton(self.tr("Payment page…"), self.page)
        self.figures = AccountFigures(self.page)
        self.curve = CurveView(self.page)
        self.rows = TransactionsPanel(self.page)
        self.transactions = self.rows.transactions
        self._lay_out()
        self._connect()
        self.set_deposits_allowed(allowed=False, why="")
        self.show_nothing()

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
        self._write_user(page.user)
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
        self.name.setProperty("type", "title")
        self.status.setProperty("kind", "status-chip")
        self.deposit_button.setProperty("kind", "primary")
        self.deposit_button.set_icon("circle-plus", "on_accent")
        for label in (self.id, self.about):
            label.setProperty("tone", "muted")
        self.id.setContentsMargins(0, 5, 0, 0)  # on the name's base line
        self.id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        upper = QVBoxLayout()
        upper.setContentsMargins(MARGIN, 0, MARGIN, 0)
        upper.setSpacing(8)
        upper.addLayout(self._head())
        for widget in (self.about, self.figures, self.curve):
            upper.addWidget(widget)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(8)
        column.addLayout(upper)
        column.addWidget(self.rows, 1)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.placeholder)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.id)
        row.addWidget(self.status, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.payment_button)
        row.addWidget(self.deposit_button)
        return row

    def _connect(self) -> None:
        self.payment_button.clicked.connect(self.request_payment)
        self.deposit_button.clicked.connect(self.request_deposit)
        self.placeholder.action_requested.connect(self.retry_requested)
        self.curve.retry_requested.connect(self.refresh_requested)
        self.figures.painted.connect(self.balance_painted)
        self.rows.older_requested.connect(self.older_requested)
        self.rows.count_changed.connect(self.figures.set_count)

    def _forget(self) -> None:
        self.user = None
        self.figures.set_account(None)
        self.rows.forget()
        self.curve.set_curve(None)
        self._pages.setCurrentWidget(self.placeholder)

    def _write_user(self, user: User) -> None:
        self.name.setText(user.name or user.email)
        self.id.setText(format_id(user.id))
        self.status.setText(user_status_name(user.status))
        self.status.setVisible(bool(user.status))
        self.status.setProperty("tone", STATUS_TONES.get(user.status, "warning"))
        restyle(self.status)
        place = ", ".join(part for part in (user.city, user.country) if part)
        since = (
            self.tr("member since {date}").format(date=format_date(user.created_at))
            if user.created_at
            else ""
        )
        self.about.set_parts((user.email, user.phone or "", place, since))

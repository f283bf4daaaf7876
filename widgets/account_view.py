"""One account: who, how much and how old that figure is, its course and its transactions."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Account, AccountPage, Curve, Transaction, TransactionPage, User
from widgets.curve_view import CurveView
from widgets.elided_label import ElidedLabel
from widgets.format import (
    format_age,
    format_amount,
    format_count,
    format_date,
    format_id,
    user_status_name,
)
from widgets.freshness import Freshness
from widgets.icon_button import IconButton, IconLabel
from widgets.message import restyle
from widgets.placeholder import Placeholder
from widgets.transaction_filter_bar import TransactionFilterBar
from widgets.transaction_table_model import TransactionFilter, TransactionTableModel
from widgets.transaction_table_view import TransactionTableView

MARGIN = 20
STATUS_TONES = {"active": "positive", "suspended": "negative"}


class AccountView(QFrame):
    """Shows what it is given; every figure says how old it is and looks it."""

    deposit_requested = Signal(object)
    """Account."""
    older_requested = Signal(object)
    """Id of the oldest transaction there is."""
    retry_requested = Signal()
    refresh_requested = Signal()
    balance_painted = Signal(object)
    """Account whose newer balance has just been painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.user: User | None = None
        self.account: Account | None = None
        self.painted_account: Account | None = None
        """What stood on the screen after the last paint."""
        self._freshness = Freshness(state="offline")
        self._latency_ms: float | None = None
        self._more = False
        self._total = 0
        self._loading_older = False
        self._failed_again = ""
        self.transactions = TransactionTableModel(self)
        self.table = TransactionTableView(self.transactions, self)
        self.filter_bar = TransactionFilterBar(self)
        self.curve = CurveView(self)
        self.placeholder = Placeholder(self, centred=True)
        self.page = QWidget(self)
        self.name = ElidedLabel(self.page)
        self.id = QLabel(self.page)
        self.status = QLabel(self.page)
        self.about = ElidedLabel(self.page)
        self.balance = QLabel(self.page)
        self.currency = QLabel(self.page)
        self.age_icon = IconLabel(self.page, 12)
        self.age = QLabel(self.page)
        self.available = QLabel(self.page)
        self.frozen = QLabel(self.page)
        self.count = QLabel(self.page)
        self.deposit_button = IconButton("circle-plus", self.tr("Test deposit"), self.page)
        self.rows_text = QLabel(self.page)
        self.older_button = QPushButton(self.tr("Load older"), self.page)
        self._lay_out()
        self._connect()
        self.set_deposits_allowed(allowed=False, why="")
        self.show_nothing()

    @property
    def shown_balance(self) -> str:
        """The balance as it stands there, empty while there is none."""
        return f"{self.balance.text()} {self.currency.text()}" if self.account else ""

    def set_page(self, page: AccountPage) -> None:
        """Show an account read at one moment; the same user's rows are merged."""
        same = self.user is not None and self.user.id == page.user.id
        self.user, self._total = page.user, page.transaction_count
        self._loading_older = False
        self._failed_again = ""
        if same and self.account is not None:
            self._merge(page)
        else:
            self._more = page.more
            self.filter_bar.clear()
            self.transactions.set_transactions(page.transactions)
            self.table.scrollToTop()
            self.account = None
        self._write_user(page.user)
        if self.account is None or page.account != self.account:
            self._latency_ms = None
        self._take(page.account)
        self._pages.setCurrentWidget(self.page)
        self._write_rows()

    def set_account(self, account: Account) -> None:
        """Show a newer version of the balance; another user's, or an older one, is ignored."""
        known = self.account
        if (
            known is not None
            and account.user_id == known.user_id
            and (account.version > known.version)
        ):
            self._latency_ms = None
            self._take(account)

    def set_latency(self, milliseconds: float) -> None:
        """Say how long after its commit the balance was on screen."""
        self._latency_ms = milliseconds
        self._write_age()

    def apply_transactions(
        self, changed: Sequence[Transaction], deleted_ids: Sequence[int]
    ) -> None:
        """Take what committed; rows that now belong to somebody else go."""
        if self.user is None:
            return
        own = [row for row in changed if row.user_id == self.user.id]
        foreign = [row.id for row in changed if row.user_id != self.user.id]
        gone = [id_ for id_ in (*deleted_ids, *foreign) if self.transactions.known(id_)]
        new = [row for row in own if self.transactions.known(row.id) is None]
        if not (own or gone):
            return
        self.transactions.upsert(own, fresh=True)
        for transaction_id in gone:
            self.transactions.remove(transaction_id)
        self._total += len(new) - len(gone)
        self._write_rows()

    def add_older(self, page: TransactionPage) -> None:
        """Put older transactions at the end."""
        self._loading_older = False
        self._more = page.more
        self.transactions.upsert(page.transactions, fresh=False)
        self._write_rows()

    def show_older_failed(self) -> None:
        """Let older transactions be asked for again."""
        self._loading_older = False
        self._write_rows()

    def set_curve(self, curve: Curve | None) -> None:
        """Draw the balance over time."""
        self.curve.set_curve(curve)

    def set_curve_failure(self, sentence: str) -> None:
        """Say in its place why there is no curve."""
        self.curve.set_failure(sentence)

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted; not live looks old."""
        if freshness.live != self._freshness.live:
            self.transactions.set_live(freshness.live)
            self.curve.set_live(freshness.live)
            tone = "" if freshness.live else "muted"
            for figure in (self.balance, self.available, self.frozen, self.count):
                figure.setProperty("tone", tone)
                restyle(figure)
        self._freshness = freshness
        self._write_age()

    def set_deposits_allowed(self, allowed: bool, why: str) -> None:  # noqa: FBT001  (Qt-style)
        """Offer test deposits, or say why there are none."""
        self.deposit_button.setEnabled(allowed)
        self.deposit_button.set_icon("circle-plus", "on_accent" if allowed else "muted")
        self.deposit_button.setToolTip("" if allowed else why)

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
            self._failed_again = sentence
            self._write_age()

    def open_filter(self) -> None:
        """Put the cursor into the filter (Ctrl+F)."""
        self.filter_bar.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.text.selectAll()

    def request_deposit(self) -> None:
        """Ask for a test deposit to the open account, if that may be."""
        if self.account is not None and self.deposit_button.isEnabled():
            self.deposit_requested.emit(self.account)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            allowed = self.deposit_button.isEnabled()
            self.deposit_button.set_icon("circle-plus", "on_accent" if allowed else "muted")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self.painted_account != self.account:
            QTimer.singleShot(0, self, self._report_paint)  # once this paint is through
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.setProperty("kind", "panel")
        self._style()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(MARGIN, 16, MARGIN, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self.about)
        column.addLayout(self._figures())
        column.addWidget(self.curve)
        column.addWidget(self.filter_bar)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.placeholder)

    def _style(self) -> None:
        self.name.setProperty("type", "title")
        self.balance.setProperty("type", "balance")
        self.balance.setAccessibleDescription(self.tr("Stored balance"))
        self.currency.setProperty("type", "currency")
        self.status.setProperty("kind", "status-chip")
        self.deposit_button.setText(self.tr("Test deposit…"))
        self.deposit_button.setProperty("kind", "primary")
        for label in (self.id, self.about, self.age, self.rows_text):
            label.setProperty("tone", "muted")
        for label in (self.age, self.rows_text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.id, self.balance):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.age, self.rows_text):
            label.setProperty("type", "secondary")
        for figure, what in (
            (self.available, self.tr("Available")),
            (self.frozen, self.tr("Frozen")),
            (self.count, self.tr("Transactions")),
        ):
            figure.setProperty("type", "figure")
            figure.setAccessibleDescription(what)
        self.older_button.setProperty("kind", "small")
        self.age.setWordWrap(True)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.name)
        row.addWidget(self.id)
        row.addWidget(self.status, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.deposit_button)
        return row

    def _figures(self) -> QHBoxLayout:
        money = QHBoxLayout()
        money.setSpacing(8)
        money.addWidget(self.balance)
        money.addWidget(self.currency, alignment=Qt.AlignmentFlag.AlignBottom)
        money.addStretch()
        age = QHBoxLayout()
        age.setSpacing(6)
        age.addWidget(self.age_icon)
        age.addWidget(self.age, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(money)
        left.addLayout(age)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(2)
        for number, (caption, figure) in enumerate(
            (
                (self.tr("Available"), self.available),
                (self.tr("Frozen"), self.frozen),
                (self.tr("Transactions"), self.count),
            )
        ):
            word = QLabel(caption, self.page)
            word.setProperty("tone", "muted")
            word.setProperty("type", "caption")
            grid.addWidget(word, 0, number)
            grid.addWidget(figure, 1, number)
        right = QVBoxLayout()
        right.addStretch()
        right.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.rows_text)
        row.addStretch()
        row.addWidget(self.older_button)
        return row

    def _connect(self) -> None:
        self.deposit_button.clicked.connect(self.request_deposit)
        self.older_button.clicked.connect(self._ask_older)
        self.table.end_reached.connect(self._ask_older)
        self.placeholder.action_requested.connect(self.retry_requested)
        self.filter_bar.filter_changed.connect(self._set_filter)
        self.filter_bar.left.connect(self.table.setFocus)
        self.balance.installEventFilter(self)

    def _take(self, account: Account) -> None:
        self.account = account
        self.balance.setText(format_amount(account.balance_minor))
        self.currency.setText(account.currency)
        self.available.setText(format_amount(account.available_minor))
        self.frozen.setText(format_amount(account.frozen_minor))
        self._write_age()
        self.balance.update()

    def _report_paint(self) -> None:
        if self.account is not None and self.painted_account != self.account:
            self.painted_account = self.account
            self.balance_painted.emit(self.account)

    def _forget(self) -> None:
        self.user = self.account = self.painted_account = None
        self._latency_ms = None
        self.transactions.set_transactions(())
        self.curve.set_curve(None)
        self._pages.setCurrentWidget(self.placeholder)

    def _merge(self, page: AccountPage) -> None:
        """Rows in the page's span that it does not hold are gone."""
        there = {row.id for row in page.transactions}
        lowest = min(there, default=0) if page.more else 0
        for transaction_id in self.transactions.ids_from(lowest):
            if transaction_id not in there:
                self.transactions.remove(transaction_id)
        self.transactions.upsert(page.transactions, fresh=False)
        if self.account is not None and page.account.version < self.account.version:
            return
        self.account = None

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
        parts = (user.email, user.phone, place, since)
        self.about.setText("    ".join(part for part in parts if part))

    def _write_age(self) -> None:
        account, fresh = self.account, self._freshness
        if account is None:
            return
        tone, icon = ("muted", "circle-dot") if fresh.live else ("warning", "clock")
        parts = [self._state()]
        if self._failed_again and not fresh.live:
            parts.append(self._failed_again)
        if not account.exists:
            parts.append(self.tr("the marketplace has no balance row yet"))
        elif account.changes:
            parts.append(
                self.tr("1 change")
                if account.changes == 1
                else self.tr("{count} changes").format(count=format_count(account.changes))
            )
        if fresh.live and self._latency_ms is not None:
            parts.append(self.tr("on screen {ms} ms after the commit").format(
                ms=max(1, round(self._latency_ms))
            ))  # fmt: skip
        self.age.setText(" · ".join(parts))
        if self.age.property("tone") != tone:
            self.age.setProperty("tone", tone)
            restyle(self.age)
        self.age_icon.set_icon(icon, "positive" if fresh.live else "warning")

    def _state(self) -> str:
        fresh = self._freshness
        if fresh.live:
            return self.tr("live")
        if fresh.as_of is None:
            return self.tr("not live")
        return self.tr("not live, as of {age}").format(age=format_age(fresh.age_seconds))

    def _ask_older(self) -> None:
        oldest = self.transactions.oldest_id
        if self._more and not self._loading_older and oldest is not None:
            self._loading_older = True
            self._write_rows()
            self.older_requested.emit(oldest)

    def _set_filter(self, wanted: TransactionFilter) -> None:
        self.transactions.set_filter(wanted)
        self._write_rows()

    def _write_rows(self) -> None:
        shown = self.transactions.rowCount()
        self.count.setText(format_count(self._total))
        text = self.tr("{shown} of {total} shown").format(
            shown=format_count(shown), total=format_count(self._total)
        )
        if not self._total:
            text = self.tr("No transactions yet.")
        elif not shown and self.transactions.filter.active:
            text = self.tr("None of {known} read so far passes the filter.").format(
                known=format_count(self.transactions.known_count)
            )
        self.rows_text.setText(text)
        self.older_button.setVisible(self._more)
        self.older_button.setEnabled(not self._loading_older)
        self.older_button.setText(
            self.tr("Reading…") if self._loading_older else self.tr("Load older")
        )

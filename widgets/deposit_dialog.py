"""One test deposit: amount, method, reason; three outcomes and one key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from api_client.models import Account, Deposit, DepositReceipt, Environment, PaymentMethod
from widgets.deposit_terms import credited_minor, fee_minor, obstacle
from widgets.field import Field
from widgets.figure import Figure
from widgets.format import UNKNOWN, format_amount, format_money, parse_money, too_large
from widgets.method_choice import MethodChoice
from widgets.reason_fields import ReasonFields
from widgets.tab_order import in_tab_order
from widgets.wish_dialog import State, WishDialog, new_key

PRESETS_MINOR = (50_000, 100_000, 200_000, 500_000, 1_000_000)


class DepositDialog(WishDialog[Deposit]):
    """Credits one account at most once per key."""

    methods_requested = Signal()
    """The methods could not be read; read them again."""
    committed = Signal(object)
    """DepositReceipt; the dialog has closed."""
    give_up_requested = Signal(object)
    """Deposit of which nobody knows whether it was booked: see to it that it never will be."""

    def __init__(
        self,
        account: Account,
        environment: Environment,
        parent: QWidget | None = None,
        *,
        make_key: Callable[[], str] = new_key,
    ) -> None:
        super().__init__(environment, parent, make_key=make_key)
        self.account = account
        self.methods = MethodChoice(account.currency, self)
        self.amount = QLineEdit(self)
        self.why = ReasonFields(self)
        self.reason, self.ticket = self.why.reason, self.why.ticket
        self.give_up = QPushButton(self.tr("Give it up"), self)
        self._lay_out()
        self._connect()
        self._order_tabs()
        self.refresh()
        self.amount.setFocus()

    def set_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Offer the methods; inactive ones are shown and cannot be chosen."""
        self.methods.set_methods(methods)
        self._order_tabs()
        self.refresh()

    def show_methods_failed(self, text: str) -> None:
        """Say in place why there are no methods, with Retry."""
        self.methods.show_failed(text)

    def show_committed(self, receipt: DepositReceipt) -> None:
        """Booked: close and emit `committed`."""
        self.show_done()
        self.committed.emit(receipt)

    def show_refused(self, text: str, field: str | None = None) -> None:
        """Certainly not booked: say why beside the field (amount, method, reason); new key."""
        super().show_refused(text, field)
        if field == "method":
            self.outcome.hide()
            self.methods.set_problem(text)

    def show_given_up(self) -> None:
        """Certainly not booked, as was asked for; new key."""
        self._edit_anew()
        self.outcome.present(
            "success", self.tr("Given up."),
            self.tr("Nothing was booked, and nothing will be: the key is used up."),
        )  # fmt: skip

    def show_not_known(self, text: str) -> None:
        """Perhaps booked: lock everything; say what can be done about it."""
        advice = self.tr(
            "It may have been booked, or may be yet: it is looked up as soon as the gateway "
            "answers. Repeating sends the same deposit, which is booked once however often it is "
            "sent. Giving it up makes sure that nothing is booked from now on."
        )
        self.show_unknown(text, advice)

    def _lay_out(self) -> None:
        to_whom = self.tr("to {name} #{id}").format(
            name=self.account.user_name, id=self.account.user_id
        )
        amount = Field(
            self.tr("Amount the customer pays, {currency}").format(currency=self.account.currency),
            self.amount,
        )
        self.fields = {"amount": amount, "reason": self.why.field, "ticket": self.why.ticket_field}
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setProperty("type", "amount")
        self.give_up.setAutoDefault(False)
        self.give_up.setToolTip(
            self.tr("Uses up the key: a request that arrives later books nothing.")
        )
        column = self.page()
        column.addLayout(self.heading(self.tr("Test deposit"), to_whom))
        column.addWidget(self.methods)
        column.addWidget(amount)
        column.addLayout(self._presets())
        column.addWidget(self.why)
        column.addWidget(self._preview())
        column.addWidget(self.outcome)
        column.addStretch()
        column.addLayout(self.buttons(self.give_up))

    def _presets(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.presets = []
        for minor in PRESETS_MINOR:
            figure = format_amount(minor)
            preset = QPushButton(figure, self)
            preset.setProperty("kind", "chip")
            preset.setAutoDefault(False)
            preset.setAccessibleName(self.tr("Amount {figure}").format(figure=figure))
            preset.clicked.connect(lambda _=False, text=figure: self.amount.setText(text))
            self.presets.append(preset)
            row.addWidget(preset)
        row.addStretch()
        return row

    def _preview(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("kind", "well")
        grid = QGridLayout(frame)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setVerticalSpacing(4)
        self.preview: dict[str, Figure] = {}
        for row, (key, name) in enumerate(
            (
                ("paid", self.tr("Customer pays")),
                ("fee", self.tr("Fee, added to the credit")),
                ("credited", self.tr("Credited")),
            )
        ):
            figure = Figure(name, "amount")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(QLabel(name), row, 0)
            grid.addWidget(figure, row, 1)
            self.preview[key] = figure
        note = QLabel(
            self.tr("Balance now {money}. It moves on screen when the commit arrives.").format(
                money=format_money(self.account.balance_minor, self.account.currency)
            )
        )
        note.setWordWrap(True)
        note.setProperty("tone", "muted")
        grid.addWidget(note, 3, 0, 1, 2)
        return frame

    def _connect(self) -> None:
        self.amount.textChanged.connect(self.refresh)
        self.why.changed.connect(self.refresh)
        self.methods.chosen.connect(self.refresh)
        self.methods.retry_requested.connect(self.methods_requested)
        self.give_up.clicked.connect(self._give_up)

    def _order_tabs(self) -> None:
        fields = (self.amount, *self.presets, self.reason, self.ticket)
        buttons = (self.cancel, self.give_up, self.submit)
        in_tab_order(*self.methods.buttons, *fields, *buttons)

    def _give_up(self) -> None:
        if self.state is State.UNKNOWN and self.wish is not None:
            self.state = State.SENDING
            self.refresh()
            self.give_up_requested.emit(self.wish)

    def _typed(self) -> Deposit | None:
        amount = parse_money(self.amount.text())
        method = self.methods.method
        if amount is None or method is None:
            return None
        return Deposit(
            user_id=self.account.user_id,
            amount_minor=amount,
            currency=self.account.currency,
            payment_method=method.code,
            reason=self.why.reason_text,
            ticket=self.why.ticket_text,
            key=self.key,
        )

    def checked(self) -> Deposit | None:
        """Return the deposit, or None after saying what is missing."""
        wish = self._typed()
        if wish is None and not self.amount.text().strip():
            self.fields["amount"].set_problem(self.tr("An amount is needed."))
            self.amount.setFocus()
        elif self.why.insist() and wish is not None and not self._amount_problem():
            return wish
        return None

    def _amount_problem(self) -> str:
        text, method = self.amount.text().strip(), self.methods.method
        if not text or method is None:
            return ""
        amount = parse_money(text)
        if amount is None:
            return too_large(text) or self.tr("This is not an amount with at most two decimals.")
        limits = {
            "not_positive": self.tr("The amount must be above zero."),
            "below_minimum": self.tr("{method} takes {limit} or more."),
            "above_maximum": self.tr("{method} takes {limit} or less."),
            "balance_overflow": self.tr("The balance would exceed what the marketplace can store."),
        }
        found = obstacle(method, amount, self.account.balance_minor)
        if found is None:
            return ""
        limit = method.minimum_minor if found == "below_minimum" else method.maximum_minor
        return limits[found].format(
            method=method.name, limit=format_money(limit or 0, self.account.currency)
        )

    def refresh(self) -> None:
        super().refresh()
        editing = self.state is State.EDITING
        self.amount.setReadOnly(not editing)
        self.why.set_editable(editing)
        for chooser in (self.methods, *self.presets):
            chooser.setEnabled(editing)
        if editing:
            self.submit.setEnabled(self.methods.method is not None)
            self.fields["amount"].set_problem(self._amount_problem())
            self.why.field.set_problem("")
        self.give_up.setVisible(self.state is State.UNKNOWN)
        self._show_preview()

    def _show_preview(self) -> None:
        amount, method = parse_money(self.amount.text()), self.methods.method
        figures = {"paid": amount, "fee": None, "credited": None}
        if amount is not None and method is not None:
            figures |= {
                "fee": fee_minor(method, amount),
                "credited": credited_minor(method, amount),
            }
        for key, minor in figures.items():
            known = minor is not None and not self._amount_problem()
            money = format_money(minor or 0, self.account.currency)
            self.preview[key].show_text(money if known else UNKNOWN)

    def repeat_verb(self) -> str:
        return self.tr("Repeat the same deposit")

    def verb(self) -> str:
        amount = parse_money(self.amount.text())
        known = self.tr("Deposit {money} to {name} #{id}")
        if amount is None or self._amount_problem():
            known = self.tr("Deposit to {name} #{id}")
        money = format_money(amount or 0, self.account.currency)
        return self.with_name(
            self.account.user_name,
            lambda name: known.format(money=money, name=name, id=self.account.user_id),
        )

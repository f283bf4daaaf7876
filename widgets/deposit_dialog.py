"""One test deposit: amount, method, reason; three outcomes and one key."""

from collections.abc import Callable, Sequence
from enum import Enum
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Account, Deposit, DepositReceipt, Environment, PaymentMethod
from widgets.deposit_terms import credited_minor, fee_minor, obstacle
from widgets.environment_chip import EnvironmentChip
from widgets.field import Field
from widgets.figure import Figure
from widgets.form_dialog import FormDialog
from widgets.format import UNKNOWN, format_amount, format_money, parse_money
from widgets.message import Message
from widgets.method_choice import MethodChoice
from widgets.tab_order import in_tab_order

PRESETS_MINOR = (50_000, 100_000, 200_000, 500_000, 1_000_000)
NAME_SHOWN = 28
"""Characters of a name that fit on the button."""


def new_key() -> str:
    """Return a fresh idempotency key (32 hexadecimal digits)."""
    return uuid4().hex


class _State(Enum):
    EDITING = "editing"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"


class DepositDialog(FormDialog):
    """Credits one account at most once per key."""

    submitted = Signal(object)
    """Deposit; the same value again when it is repeated."""
    methods_requested = Signal()
    """The methods could not be read; read them again."""
    committed = Signal(object)
    """DepositReceipt; the dialog has closed."""

    def __init__(
        self,
        account: Account,
        environment: Environment,
        parent: QWidget | None = None,
        *,
        make_key: Callable[[], str] = new_key,
    ) -> None:
        super().__init__(parent)
        self._account = account
        self._make_key = make_key
        self._key = make_key()
        self._state = _State.EDITING
        self._deposit: Deposit | None = None
        self.setWindowTitle(self.tr("Test deposit"))
        self.setFixedWidth(640)
        self._chip = EnvironmentChip(self)
        self._chip.set_environment(environment)
        self.methods = MethodChoice(account.currency, self)
        self.amount = QLineEdit(self)
        self.reason = QLineEdit(self)
        self.outcome = Message(self)
        self.submit = QPushButton(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        self._connect()
        self._order_tabs()
        self._refresh()
        self.amount.setFocus()

    def set_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Offer the methods; inactive ones are shown and cannot be chosen."""
        self.methods.set_methods(methods)
        self._order_tabs()
        self._refresh()

    def show_methods_failed(self, text: str) -> None:
        """Say in place why there are no methods, with Retry."""
        self.methods.show_failed(text)

    def show_committed(self, receipt: DepositReceipt) -> None:
        """Booked: close and emit `committed`."""
        self._state = _State.DONE
        self.accept()
        self.committed.emit(receipt)

    def show_refused(self, text: str, field: str | None = None) -> None:
        """Certainly not booked: say why beside the field (amount, method, reason); new key."""
        self._key = self._make_key()
        self._deposit = None
        self._state = _State.EDITING
        self._refresh()
        fields = {"amount": self._amount_field, "reason": self._reason_field}
        chosen = fields.get(field or "")
        if chosen is not None:
            chosen.set_problem(text)
            chosen.editor.setFocus()
        elif field == "method":
            self.methods.set_problem(text)
        else:
            self.outcome.present("error", self.tr("Not booked."), text)

    def show_unknown(self, text: str) -> None:
        """Perhaps booked: lock everything; only the same deposit can be sent again."""
        self._state = _State.UNKNOWN
        self._refresh()
        advice = self.tr(
            "Whether it was booked is not known. Repeating sends the same deposit: "
            "it is booked once, however often it is sent."
        )
        self.outcome.present("warning", self.tr("No answer."), "\n".join((text, advice)))
        self.submit.setFocus()

    def reject(self) -> None:
        if self._state is not _State.SENDING:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _held_enter(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        held = isinstance(event, QKeyEvent) and _held_enter(event)
        return held or super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Test deposit"))
        heading.setProperty("type", "title")
        to_whom = QLabel(
            self.tr("to {name} #{id}").format(
                name=self._account.user_name, id=self._account.user_id
            )
        )
        to_whom.setTextFormat(Qt.TextFormat.PlainText)
        to_whom.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(self._chip)
        self._amount_field = Field(
            self.tr("Amount the customer pays, {currency}").format(currency=self._account.currency),
            self.amount,
        )
        self._reason_field = Field(self.tr("Reason (kept in the audit log)"), self.reason)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.amount.setProperty("type", "amount")
        self.reason.setMaxLength(500)
        self.reason.setPlaceholderText(self.tr("Ticket number, or what is being tried"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(to_whom)
        column.addWidget(self.methods)
        column.addWidget(self._amount_field)
        column.addLayout(self._presets())
        column.addWidget(self._reason_field)
        column.addWidget(self._preview())
        column.addWidget(self.outcome)
        column.addStretch()
        column.addLayout(self._buttons())

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
                money=format_money(self._account.balance_minor, self._account.currency)
            )
        )
        note.setWordWrap(True)
        note.setProperty("tone", "muted")
        grid.addWidget(note, 3, 0, 1, 2)
        return frame

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.submit)
        self.submit.setProperty("kind", "primary")
        self.submit.setDefault(True)
        self.cancel.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        self.amount.textChanged.connect(self._refresh)
        self.reason.textChanged.connect(self._refresh)
        self.methods.chosen.connect(self._refresh)
        self.methods.retry_requested.connect(self.methods_requested)
        self.submit.clicked.connect(self._send)
        self.cancel.clicked.connect(self.reject)
        self.submit.installEventFilter(self)

    def _order_tabs(self) -> None:
        fields = (self.amount, *self.presets, self.reason)
        in_tab_order(*self.methods.buttons, *fields, self.cancel, self.submit)

    def _wish(self) -> Deposit | None:
        amount = parse_money(self.amount.text())
        method = self.methods.method
        if amount is None or method is None:
            return None
        return Deposit(
            user_id=self._account.user_id,
            amount_minor=amount,
            currency=self._account.currency,
            payment_method=method.code,
            reason=self.reason.text().strip(),
            key=self._key,
        )

    def _send(self) -> None:
        if self._state is _State.EDITING:
            self._deposit = self._checked()
        elif self._state is not _State.UNKNOWN:
            return
        if self._deposit is not None:
            self._state = _State.SENDING
            self._refresh()
            self.submitted.emit(self._deposit)

    def _checked(self) -> Deposit | None:
        """Return the deposit, or None after saying what is missing."""
        wish = self._wish()
        if wish is None and not self.amount.text().strip():
            self._amount_field.set_problem(self.tr("An amount is needed."))
            self.amount.setFocus()
        elif not self.reason.text().strip():
            self._reason_field.set_problem(self.tr("A reason is needed: it is kept in the audit."))
            self.reason.setFocus()
        elif wish is not None and not self._amount_problem():
            return wish
        return None

    def _amount_problem(self) -> str:
        text, method = self.amount.text().strip(), self.methods.method
        if not text or method is None:
            return ""
        amount = parse_money(text)
        if amount is None:
            return self.tr("This is not an amount with at most two decimals.")
        limits = {
            "not_positive": self.tr("The amount must be above zero."),
            "below_minimum": self.tr("{method} takes {limit} or more."),
            "above_maximum": self.tr("{method} takes {limit} or less."),
            "balance_overflow": self.tr("The balance would exceed what the marketplace can store."),
        }
        found = obstacle(method, amount, self._account.balance_minor)
        if found is None:
            return ""
        limit = method.minimum_minor if found == "below_minimum" else method.maximum_minor
        return limits[found].format(
            method=method.name, limit=format_money(limit or 0, self._account.currency)
        )

    def _refresh(self) -> None:
        editing = self._state is _State.EDITING
        for editor in (self.amount, self.reason):
            editor.setReadOnly(not editing)
        for chooser in (self.methods, *self.presets):
            chooser.setEnabled(editing)
        ready = editing and self.methods.method is not None
        self.submit.setEnabled(ready or self._state is _State.UNKNOWN)
        self.cancel.setEnabled(self._state is not _State.SENDING)
        self.cancel.setText(
            self.tr("Close") if self._state is _State.UNKNOWN else self.tr("Cancel")
        )
        if editing:
            self._amount_field.set_problem(self._amount_problem())
            self._reason_field.set_problem("")
        if self._state is not _State.UNKNOWN:
            self.outcome.hide()
        self._show_preview()
        self.submit.setText(self._verb())

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
            money = format_money(minor or 0, self._account.currency)
            self.preview[key].show_text(money if known else UNKNOWN)

    def _verb(self) -> str:
        if self._state is _State.SENDING:
            return self.tr("Sending…")
        if self._state is _State.UNKNOWN:
            return self.tr("Repeat the same deposit")
        amount = parse_money(self.amount.text())
        name = self._account.user_name
        shown = name if len(name) <= NAME_SHOWN else name[: NAME_SHOWN - 1] + "…"
        if amount is None or self._amount_problem():
            return self.tr("Deposit to {name} #{id}").format(name=shown, id=self._account.user_id)
        return self.tr("Deposit {money} to {name} #{id}").format(
            money=format_money(amount, self._account.currency),
            name=shown,
            id=self._account.user_id,
        )


def _held_enter(event: QKeyEvent) -> bool:
    """Tell whether this is Enter repeated by the keyboard: one press sends one deposit."""
    return event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

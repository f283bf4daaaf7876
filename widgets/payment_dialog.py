"""Plays the marketplace's payment page for one user: what happens is chosen beforehand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from api_client.models import Account, Environment, PaymentMethod
from api_client.records import Payment, PaymentOutcome
from widgets.choice import Choice
from widgets.field import Field
from widgets.format import format_money, parse_money, too_large
from widgets.painting import text_width
from widgets.payment_words import OUTCOMES, outcome_effect, outcome_name
from widgets.reason_fields import ReasonFields
from widgets.tab_order import in_tab_order
from widgets.wish_dialog import State, WishDialog, new_key

OMITTED_MINOR = 200_000
"""What the marketplace books when the amount is left out (contract §4.8, Q3)."""
PRESELECTED = "mock_payment"
LONGEST_DELAY = 3600
DELAY = 30
"""Seconds."""


class PaymentDialog(WishDialog[Payment]):
    """Leaves in the database exactly what the marketplace would leave."""

    methods_requested = Signal()

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
        self.outcomes: dict[PaymentOutcome, QRadioButton] = {}
        self.amount, self.delay = QLineEdit(self), QLineEdit(str(DELAY), self)
        self.method = Choice(self)
        self.why = ReasonFields(self)
        self._lay_out()
        self._connect()
        self.outcomes["success"].setChecked(True)
        self.refresh()
        self.outcomes["success"].setFocus()

    @property
    def outcome_chosen(self) -> PaymentOutcome:
        """What happens on the page."""
        return next(outcome for outcome, button in self.outcomes.items() if button.isChecked())

    def set_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Offer the active methods."""
        self.method.clear()
        for method in methods:
            if method.active:
                self.method.addItem(method.name, method.code)
        self.method.setCurrentIndex(max(0, self.method.findData(PRESELECTED)))
        self.refresh()

    def show_methods_failed(self, text: str) -> None:
        """Say in place why there are no methods."""
        self.fields["method"].set_problem(text)

    def show_not_known(self, text: str) -> None:
        """Perhaps played: only the same can be repeated."""
        advice = self.tr(
            "Repeating asks for the same: it is played once, however often it is asked for. "
            "The list of payment pages shows what became of it."
        )
        self.show_unknown(text, advice)

    def checked(self) -> Payment | None:
        """Return the payment, or None after saying what is missing."""
        late = self.outcome_chosen == "late_completion"
        if self._problem() or self.method.currentData() is None or not self.why.insist():
            return None
        return Payment(
            user_id=self.account.user_id,
            amount_minor=parse_money(self.amount.text()),
            currency=self.account.currency,
            payment_method=self.method.currentData(),
            outcome=self.outcome_chosen,
            delay_seconds=int(self.delay.text()) if late else None,
            reason=self.why.reason_text,
            ticket=self.why.ticket_text,
            key=self.key,
        )

    def verb(self) -> str:
        minor = parse_money(self.amount.text())
        money = format_money(OMITTED_MINOR if minor is None else minor, self.account.currency)
        return self.with_name(
            self.account.user_name,
            lambda name: self.tr("Play “{outcome}”: {money}, {name} #{id}").format(
                outcome=outcome_name(self.outcome_chosen), money=money, name=name,
                id=self.account.user_id,
            ),
        )  # fmt: skip

    def repeat_verb(self) -> str:
        return self.tr("Ask for the same once more")

    def refresh(self) -> None:
        super().refresh()
        editing = self.state is State.EDITING
        self.amount.setReadOnly(not editing)
        self.why.set_editable(editing)
        for part in (self.method, *self.outcomes.values()):
            part.setEnabled(editing)
        late = self.outcome_chosen == "late_completion"
        self.delay.setEnabled(editing and late)
        if editing:
            self.fields["amount"].set_problem(self._amount_problem())
            self.fields["delay"].set_problem(self._delay_problem())
            self.why.field.set_problem("")
            self.submit.setEnabled(self.method.currentData() is not None and not self._problem())

    def _problem(self) -> str:
        return self._amount_problem() or self._delay_problem()

    def _amount_problem(self) -> str:
        text = self.amount.text().strip()
        amount = parse_money(text)
        if not text or (amount is not None and amount > 0):
            return ""
        return too_large(text) or self.tr(
            "This is not an amount above zero with at most two decimals."
        )

    def _delay_problem(self) -> str:
        if self.outcome_chosen != "late_completion" or self.delay.hasAcceptableInput():
            return ""
        return self.tr("From 1 to {most} seconds.").format(most=LONGEST_DELAY)

    def _lay_out(self) -> None:
        whom = self.tr("as {name} #{id} would see it").format(
            name=self.account.user_name, id=self.account.user_id
        )
        self.amount.setPlaceholderText(
            self.tr("left out: {money}").format(
                money=format_money(OMITTED_MINOR, self.account.currency)
            )
        )
        self.amount.setMinimumWidth(28 + text_width(self.amount.placeholderText(), 13))
        self.delay.setValidator(QIntValidator(1, LONGEST_DELAY, self.delay))
        self.fields = {
            "amount": Field(
                self.tr("Amount, {currency}").format(currency=self.account.currency), self.amount
            ),
            "method": Field(self.tr("Method"), self.method),
            "delay": Field(self.tr("Delay, seconds"), self.delay),
            "reason": self.why.field,
            "ticket": self.why.ticket_field,
        }
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for name, share in (("amount", 3), ("method", 3), ("delay", 1)):
            figures.addWidget(self.fields[name], share, Qt.AlignmentFlag.AlignTop)
        column = self.page()
        column.addLayout(self.heading(self.tr("Payment page"), whom))
        column.addLayout(self._choices())
        column.addLayout(figures)
        column.addWidget(self.why)
        column.addWidget(self.outcome)
        column.addStretch()
        column.addLayout(self.buttons())

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        group = QButtonGroup(self)
        for number, outcome in enumerate(OUTCOMES):
            button = QRadioButton(outcome_name(outcome), self)
            effect = QLabel(outcome_effect(outcome), self)
            effect.setWordWrap(True)
            effect.setProperty("tone", "muted")
            effect.setContentsMargins(0, 3, 0, 0)
            button.setAccessibleDescription(effect.text())
            group.addButton(button)
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(effect, number, 1, Qt.AlignmentFlag.AlignTop)
            self.outcomes[outcome] = button
        return grid

    def _connect(self) -> None:
        for button in self.outcomes.values():
            button.toggled.connect(lambda on: self.refresh() if on else None)
        for editor in (self.amount, self.delay):
            editor.textChanged.connect(self.refresh)
        self.method.currentIndexChanged.connect(self.refresh)
        self.why.changed.connect(self.refresh)
        fields = (self.amount, self.method, self.delay, self.why.reason, self.why.ticket)
        in_tab_order(*self.outcomes.values(), *fields, self.cancel, self.submit)

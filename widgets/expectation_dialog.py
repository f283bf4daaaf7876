"""Asks for which payment to wait: how much, for whom, on which day."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from api_client.models import User
from widgets.expectation import Expectation
from widgets.field import Field
from widgets.form_dialog import FormDialog
from widgets.format import BELGRADE, format_id, format_money, parse_money
from widgets.wish_dialog import GAP, MARGIN, fitting, new_key

WIDTH = 600


class ExpectationDialog(FormDialog):
    """The button says what will be waited for."""

    expected = Signal(object)
    """Expectation."""

    def __init__(
        self,
        user: User,
        currency: str,
        parent: QWidget | None = None,
        *,
        make_key: Callable[[], str] = new_key,
    ) -> None:
        super().__init__(parent)
        self._user, self._currency, self._make_key = user, currency, make_key
        self.setWindowTitle(self.tr("Expect a payment"))
        self.setFixedWidth(WIDTH)
        # Without a parent until they are laid out: so Tab goes from one to the next.
        self.amount, self.day = QLineEdit(), QDateEdit()
        self.amount_field = Field(
            self.tr("Amount, {currency}").format(currency=currency), self.amount
        )
        self.cancel, self.submit = QPushButton(self.tr("Cancel")), QPushButton()
        self._lay_out()
        self.amount.textChanged.connect(self._write)
        self.day.dateChanged.connect(self._write)
        self.submit.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.reject)
        self._write()
        self.amount.setFocus()

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setProperty("type", "title")
        whom = QLabel(
            self.tr("For {name} {id}. You are told when it commits; so is what only looks like it.")
            .format(name=self._user.name or self._user.email, id=format_id(self._user.id))
        )  # fmt: skip
        whom.setWordWrap(True)
        whom.setProperty("tone", "muted")
        self.amount.setPlaceholderText("2000")
        self.day.setDisplayFormat("dd.MM.yyyy")
        today = datetime.now(BELGRADE).date()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.setFixedSize(120, 32)
        self.day.lineEdit().setTextMargins(6, 0, 6, 0)
        self.submit.setProperty("kind", "primary")
        self.submit.setDefault(True)
        self.cancel.setAutoDefault(False)
        fields, buttons = QHBoxLayout(), QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.amount_field, 1)
        fields.addWidget(Field(self.tr("Day (Belgrade)"), self.day))
        buttons.setSpacing(GAP)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(whom)
        column.addLayout(fields)
        column.addLayout(buttons)

    def _wanted(self) -> int | None:
        amount = parse_money(self.amount.text())
        return amount if amount is not None and amount > 0 else None

    def _day(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def _write(self) -> None:
        amount = self._wanted()
        self.amount_field.set_problem("")
        if amount is None:
            self.submit.setText(self.tr("Expect it"))
            return
        today = self._day() == datetime.now(BELGRADE).date()
        text = self.tr("Expect {money} for {name}")
        if today:
            text = self.tr("Expect {money} for {name} today")
        money = format_money(amount, self._currency)
        self.submit.setText(
            fitting(
                self._user.name or self._user.email,
                lambda name: text.format(money=money, name=name),
                WIDTH - 2 * MARGIN,
                self.cancel,
            )
        )

    def _submit(self) -> None:
        amount = self._wanted()
        if amount is None:
            self.amount_field.set_problem(self.tr("An amount above zero is needed."))
            self.amount.setFocus()
            return
        self.expected.emit(
            Expectation(
                key=self._make_key(), user_id=self._user.id,
                user_name=self._user.name or self._user.email, amount_minor=amount,
                currency=self._currency, day=self._day(),
            )
        )  # fmt: skip
        self.accept()

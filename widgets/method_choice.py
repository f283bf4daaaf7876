"""The payment methods of a deposit, with their limits and fees."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from api_client.models import PaymentMethod
from widgets.elided_radio import ElidedRadio
from widgets.format import format_amount, format_money
from widgets.message import Message

PRESELECTED = "mock_payment"


class MethodChoice(QWidget):
    """One of the active methods; until they are known it says so."""

    chosen = Signal()
    retry_requested = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._methods: tuple[PaymentMethod, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda _id, _on: self.chosen.emit())
        self._loading = QLabel(self.tr("Reading the payment methods…"))
        self._loading.setProperty("tone", "muted")
        self.problem = Message(self)
        self.problem.action_requested.connect(self.retry_requested)
        self._rows = QGridLayout()
        self._rows.setColumnStretch(0, 1)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(2)
        head = (self.tr("Method"), self.tr("Limits"), self.tr("Fee"))
        self._head = [_cell(text, number) for number, text in enumerate(head)]
        self._add_head(shown=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._loading)
        column.addLayout(self._rows)
        column.addWidget(self.problem)

    @property
    def method(self) -> PaymentMethod | None:
        """The chosen method, None while there is none."""
        number = self._group.checkedId()
        return self._methods[number] if number >= 0 else None

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The methods' buttons, in their order."""
        return self._group.buttons()

    def set_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Offer the methods; the mock payment is chosen, or else the first active one."""
        self._clear()
        self._methods = tuple(methods)
        self._loading.hide()
        self.problem.hide()
        for number, method in enumerate(methods):
            self._add_row(number, method)
        active = [number for number, method in enumerate(methods) if method.active]
        preferred = [number for number in active if methods[number].code == PRESELECTED]
        for number in (preferred or active)[:1]:
            self._group.button(number).setChecked(True)
        if not active:
            self.problem.present("warning", self.tr("No method is active."), "")

    def show_failed(self, text: str) -> None:
        """Say why there are no methods, with Retry."""
        self._loading.hide()
        self.problem.present("error", self.tr("No methods."), text, self.tr("Retry"))

    def set_problem(self, text: str) -> None:
        """Say why the chosen method was refused."""
        self.problem.present("error", self.tr("Not booked."), text)

    def _clear(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in self._head:
                widget.deleteLater()
        self._add_head(shown=True)

    def _add_head(self, *, shown: bool) -> None:
        for column, label in enumerate(self._head):
            self._rows.addWidget(label, 0, column)
            label.setVisible(shown)

    def _add_row(self, number: int, method: PaymentMethod) -> None:
        button = ElidedRadio(method.name, self)
        limits, fee = _cell(self._limits(method), 1), _cell(self._fee(method), 2)
        for column, widget in enumerate((button, limits, fee)):
            widget.setEnabled(method.active)
            self._rows.addWidget(widget, number + 1, column)
        words = self.tr("{limits}, fee {fee}").format(limits=limits.text(), fee=fee.text())
        button.setAccessibleDescription(words)
        self._group.addButton(button, number)

    def _limits(self, method: PaymentMethod) -> str:
        if not method.active:
            return self.tr("not active")
        least, most = method.minimum_minor, method.maximum_minor
        if least is not None and most is not None:
            return self.tr("{least} to {most}").format(
                least=format_amount(least), most=format_amount(most)
            )
        if least is not None:
            return self.tr("from {least}").format(least=format_amount(least))
        if most is not None:
            return self.tr("up to {most}").format(most=format_amount(most))
        return self.tr("no limits")

    def _fee(self, method: PaymentMethod) -> str:
        parts = []
        if method.fixed_fee_minor:
            parts.append(format_money(method.fixed_fee_minor, self._currency))
        if method.fee_percentage.strip("0."):
            parts.append(format_percentage(method.fee_percentage))
        return " + ".join(parts) or self.tr("none")


def _cell(text: str, column: int) -> QLabel:
    """Return a muted text; figures stand at the right of their column."""
    label = QLabel(text)
    label.setProperty("tone", "muted")
    if column:
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def format_percentage(decimal_text: str) -> str:
    """Return a percentage of two decimals in the locale, e.g. 1,50\u00a0%."""
    whole, _, part = decimal_text.partition(".")
    return f"{format_amount(int(whole + part.ljust(2, '0')[:2]))}\u00a0%"

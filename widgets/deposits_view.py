"""Test deposits: what was booked, taken back, given up, and what is not known."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from api_client.records import TestDeposit
from widgets.columns import Column, Mark
from widgets.format import UNKNOWN, format_amount, format_id, format_money, format_time, time_hint
from widgets.painting import RIGHT
from widgets.records_view import RecordsView
from widgets.scope_choice import ScopeChoice

BY = 8
"""The column that names operators."""
State = Literal["unknown", "booked", "reversed", "reversal", "refused", "cancelled"]
MARKS: dict[State, Mark] = {
    "unknown": ("hourglass", "warning"),
    "booked": ("check", "positive"),
    "reversed": ("minus", "muted"),
    "reversal": ("arrow-left", "muted"),
    "refused": ("x", "negative"),
    "cancelled": ("x", "muted"),
}


class DepositRow(Struct, frozen=True, kw_only=True):
    """A test transaction, or a wish for one that has no row (yet); amounts in minor units."""

    key: str
    """Of the transaction or of the wish: what the row is known by."""
    state: State
    at: datetime
    user_id: int
    user_name: str
    paid_minor: int | None
    currency: str
    operator: str
    reason: str
    ticket: str = ""
    fee_minor: int | None = None
    credited_minor: int | None = None
    booked: TestDeposit | None = None
    """As the gateway told it, None for a wish."""


def tr(text: str) -> str:
    """Translate in the context of test deposits."""
    return QCoreApplication.translate("test deposits", text)


def state_text(row: DepositRow) -> str:
    """Return the state in words, with the transaction that it refers to."""
    booked = row.booked
    if row.state == "reversed" and booked is not None:
        return tr("taken back by {id}").format(id=booked.reversed_by)
    if row.state == "reversal" and booked is not None:
        return tr("takes back {id}").format(id=booked.reversal_of)
    if row.state == "booked" and booked is not None and booked.session is not None:
        return tr("booked, payment page")
    return {
        "unknown": tr("not known"),
        "booked": tr("booked"),
        "refused": tr("refused"),
        "cancelled": tr("given up"),
        "reversed": tr("taken back"),
        "reversal": tr("takes back another"),
    }[row.state]


def _amount(minor: int | None, *, sign: bool = False) -> str:
    return UNKNOWN if minor is None else format_amount(minor, sign=sign)


def _tone(row: DepositRow) -> str:
    if row.state == "unknown":
        return "warning"
    return "text" if row.state in ("booked", "reversal") else "muted"


def columns() -> tuple[Column[DepositRow], ...]:
    """Return the table's columns in the language of this moment."""
    return (
        Column(title=tr("When (Belgrade)"), text=lambda row: format_time(row.at),
               tone=lambda _: "muted", hint=lambda row: time_hint(row.at)),
        Column(title=tr("User"), text=lambda row: f"{row.user_name} {format_id(row.user_id)}",
               widest=220, least=120, tone=_tone),
        Column(title=tr("Paid"), text=lambda row: _amount(row.paid_minor), align=RIGHT, tone=_tone),
        Column(title=tr("Fee, added"), text=lambda row: _amount(row.fee_minor), align=RIGHT,
               tone=lambda _: "muted"),
        Column(title=tr("Credited"), text=lambda row: _amount(row.credited_minor, sign=True),
               align=RIGHT, strong=True, tone=_credit_tone),
        Column(title=tr("State"), text=state_text, mark=lambda row: MARKS[row.state], tone=_tone,
               widest=190),
        Column(title=tr("Reason"), text=lambda row: row.reason, stretches=True,
               tone=lambda _: "muted"),
        Column(title=tr("Ticket"), text=lambda row: row.ticket, widest=90, tone=lambda _: "muted"),
        Column(title=tr("By"), text=lambda row: row.operator, widest=150, least=80,
               tone=lambda _: "muted"),
        Column(title=tr("Id"), text=_id, align=RIGHT, tone=lambda _: "muted"),
    )  # fmt: skip


def _credit_tone(row: DepositRow) -> str:
    return "positive" if row.state == "booked" else _tone(row)


def _id(row: DepositRow) -> str:
    return UNKNOWN if row.booked is None else str(row.booked.transaction.id)


class DepositsView(RecordsView[DepositRow]):
    """Offers what can be done about the selected one; whatever is not known stands on top."""

    scope_changed = Signal()
    reversal_requested = Signal(object)
    """TestDeposit to be taken back."""
    question_requested = Signal(object)
    """Key of a wish that is not known: find out."""
    repetition_requested = Signal(object)
    """The same: send it once more."""
    giving_up_requested = Signal(object)
    """The same: see to it that nothing is booked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("test deposits", "Test deposits")
        super().__init__(name, columns(), lambda row: row.key, parent)
        self.scope = ScopeChoice(self.tr("Mine"), self.tr("Everybody's"), self)
        self.reverse = self._button(self.tr("Take it back…"), self._reverse)
        self.ask = self._button(self.tr("Find out"), lambda: self._wish(self.question_requested))
        self.give_up = self._button(
            self.tr("Give it up"), lambda: self._wish(self.giving_up_requested)
        )
        self.repeat = self._button(
            self.tr("Send it again"), lambda: self._wish(self.repetition_requested)
        )
        self._may = False
        self.filters.addWidget(self.scope)
        self.scope.changed.connect(self.scope_changed)
        self.table.chosen.connect(self._offer)
        scope = (self.scope.own, self.scope.all)
        self.order_tabs(scope, (self.reverse, self.ask, self.give_up, self.repeat))
        self._offer()

    def set_allowed(self, allowed: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Offer acts, or only what was done."""
        self._may = allowed
        self._offer()

    def show_operators(self, shown: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Say by whom; where all are one's own nobody has to be told."""
        self.table.show_column(BY, shown=shown)

    def show_deposits(self, rows: Sequence[DepositRow], *, more: bool, as_of: datetime) -> None:
        """Show these, the newest first, above them what is not known."""
        on_top = sorted(rows, key=lambda row: row.state != "unknown")
        empty = self.tr("No test deposits. Open a user and press “Test deposit…” (Ctrl+D).")
        self.show_rows(on_top, more=more, as_of=as_of, empty=empty)
        self._offer()

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        button.clicked.connect(act)
        self.actions_row.addWidget(button)
        return button

    def _offer(self) -> None:
        row = self.table.record
        unknown = row is not None and row.state == "unknown"
        self.ask.setVisible(unknown)
        for button in (self.give_up, self.repeat):
            button.setVisible(unknown and self._may)
        self.reverse.setVisible(row is not None and row.state == "booked" and self._may)
        self.detail.setText("" if row is None else self._said(row))

    def _said(self, row: DepositRow) -> str:
        if row.state == "unknown":
            return self.tr("{money} to {name}: one row or none; its key decides.").format(
                money=format_money(row.paid_minor or 0, row.currency), name=row.user_name
            )
        return row.reason

    def _reverse(self) -> None:
        row = self.table.record
        if row is not None and row.state == "booked" and row.booked is not None:
            self.reversal_requested.emit(row.booked)

    def _wish(self, signal: object) -> None:
        row = self.table.record
        if row is not None and row.state == "unknown":
            signal.emit(row.key)  # type: ignore[attr-defined]

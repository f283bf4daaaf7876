"""Payment pages that were played: what was chosen, where each stands, what it credited."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from api_client.records import PaymentSession
from widgets.columns import Column
from widgets.format import format_amount, format_clock, format_id, format_time, time_hint
from widgets.painting import RIGHT
from widgets.payment_words import outcome_effect, outcome_name, state_mark, state_name, tr
from widgets.records_view import RecordsView


def columns() -> tuple[Column[PaymentSession], ...]:
    """Return the table's columns in the language of this moment."""
    return (
        Column(title=tr("When (Belgrade)"), text=lambda row: format_time(row.created_at),
               tone=lambda _: "muted", hint=lambda row: time_hint(row.created_at)),
        Column(title=tr("Session"), text=lambda row: row.session_id, widest=230, least=180,
               tone=lambda _: "muted"),
        Column(title=tr("User"), text=lambda row: format_id(row.user_id)),
        Column(title=tr("Amount"), text=_amount, align=RIGHT, strong=True),
        Column(title=tr("What happens"), text=lambda row: outcome_name(row.outcome),
               hint=lambda row: outcome_effect(row.outcome)),
        Column(title=tr("State"), text=_state, mark=state_mark, widest=230,
               tone=lambda row: state_mark(row)[1] if row.state == "open" else "text"),
        Column(title=tr("Transactions"), text=_transactions, tone=lambda _: "muted"),
        Column(title=tr("Reason"), text=lambda row: row.reason, stretches=True,
               tone=lambda _: "muted"),
        Column(title=tr("Ticket"), text=lambda row: row.ticket or "", widest=90,
               tone=lambda _: "muted"),
        Column(title=tr("By"), text=lambda row: row.operator_email, widest=150, least=70,
               tone=lambda _: "muted"),
    )  # fmt: skip


def _amount(row: PaymentSession) -> str:
    figure = format_amount(row.amount_minor)
    return tr("{figure} (left out)").format(figure=figure) if row.amount_omitted else figure


def _state(row: PaymentSession) -> str:
    if row.state == "open" and row.due_at is not None:
        return tr("open, due at {time}").format(time=format_clock(row.due_at))
    return state_name(row)


def _transactions(row: PaymentSession) -> str:
    return ", ".join(map(str, row.transaction_ids))


def _key(row: PaymentSession) -> tuple[str, datetime]:
    """The marketplace gives two sessions of one user within one second the same id (§4.2)."""
    return row.session_id, row.created_at


class PaymentsView(RecordsView[PaymentSession]):
    """Nothing can be done to one that was played; it can be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("payment page", "Payment pages")
        super().__init__(name, columns(), _key, parent)
        self.table.chosen.connect(self._tell)
        self.order_tabs()

    def show_sessions(self, rows: Sequence[PaymentSession], *, more: bool, as_of: datetime) -> None:
        """Show these, the newest first."""
        empty = self.tr("No payment pages. Open a user and press “Payment page…” (Ctrl+Shift+D).")
        self.show_rows(rows, more=more, as_of=as_of, empty=empty)

    def _tell(self, row: PaymentSession | None) -> None:
        said = "" if row is None else outcome_effect(row.outcome)
        if row is not None and row.success_page:
            said = self.tr("The customer would have seen {page}").format(page=row.success_page)
        self.detail.setText(said)

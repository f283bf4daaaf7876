"""The audit: who did what, when, why and from where, and whether anybody tampered with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from api_client.records import AuditEntry, Chain
from widgets.choice import Choice
from widgets.clearable_edit import ClearableEdit
from widgets.columns import Column, Mark
from widgets.format import UNKNOWN, format_count, format_id, format_time, time_hint
from widgets.message import Message
from widgets.painting import RIGHT, text_width
from widgets.records_view import RecordsView
from widgets.scope_choice import ScopeChoice

ACTIONS: dict[str, Any] = {
    "deposit": QT_TRANSLATE_NOOP("audit", "test deposit"),
    "reversal": QT_TRANSLATE_NOOP("audit", "taken back"),
    "deposit_cancelled": QT_TRANSLATE_NOOP("audit", "deposit given up"),
    "payment_session": QT_TRANSLATE_NOOP("audit", "payment page"),
    "account_opened": QT_TRANSLATE_NOOP("audit", "account opened"),
    "export": QT_TRANSLATE_NOOP("audit", "export"),
    "operator_added": QT_TRANSLATE_NOOP("audit", "operator added"),
    "operator_role": QT_TRANSLATE_NOOP("audit", "role changed"),
    "operator_password": QT_TRANSLATE_NOOP("audit", "password changed"),
    "operator_disabled": QT_TRANSLATE_NOOP("audit", "operator disabled"),
    "sign_in": QT_TRANSLATE_NOOP("audit", "signed in"),
    "sign_in_refused": QT_TRANSLATE_NOOP("audit", "sign-in refused"),
    "sign_out": QT_TRANSLATE_NOOP("audit", "signed out"),
}
NUMBER_LIMIT = 2_147_483_647


def tr(text: str) -> str:
    """Translate in the context of the audit."""
    return QCoreApplication.translate("audit", text)


def action_name(action: str) -> str:
    """Return what was done in words; an unknown action is shown as it is."""
    return tr(str(ACTIONS[action])) if action in ACTIONS else action


def columns() -> tuple[Column[AuditEntry], ...]:
    """Return the table's columns in the language of this moment."""
    return (
        Column(title=tr("When (Belgrade)"), text=lambda row: format_time(row.at),
               tone=lambda _: "muted", hint=lambda row: time_hint(row.at)),
        Column(title=tr("What"), text=lambda row: action_name(row.action), mark=_mark, strong=True),
        Column(title=tr("Who"), text=_who, widest=190, least=90),
        Column(title=tr("User"), text=lambda row: _number(row.user_id, format_id), align=RIGHT),
        Column(title=tr("Transaction"), text=lambda row: _number(row.transaction_id, str),
               align=RIGHT),
        Column(title=tr("Why"), text=_why, stretches=True),
        Column(title=tr("Ticket"), text=lambda row: row.ticket or "", widest=110),
        Column(title=tr("From"), text=lambda row: row.address or "", widest=130,
               tone=lambda _: "muted"),
        Column(title=tr("Entry"), text=lambda row: str(row.id), align=RIGHT,
               tone=lambda _: "muted"),
    )  # fmt: skip


def _who(row: AuditEntry) -> str:
    """An operator, or who has done it on the server: a role of the database."""
    return row.operator_email or str(row.details.get("by") or UNKNOWN)


def _why(row: AuditEntry) -> str:
    """The reason; of what was done to an operator, to whom."""
    return row.reason or str(row.details.get("operator") or "")


def _number(number: int | None, word: Any) -> str:
    return "" if number is None else str(word(number))


def _mark(row: AuditEntry) -> Mark:
    """A chain link before what is sealed."""
    if row.action == "sign_in_refused":
        return "triangle-alert", "warning"
    return ("link", "accent") if row.chained else ("circle-dot", "faint")


class AuditView(RecordsView[AuditEntry]):
    """Filters are the server's; the state of the chain stands above the entries."""

    filter_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("audit", "Audit"), columns(), lambda row: row.id, parent
        )
        self.scope = ScopeChoice(self.tr("Mine"), self.tr("Everybody's"), self)
        self.action = Choice(self)
        self.action.name(self.tr("What was done"))
        self.action.addItem(self.tr("Everything"), "")
        for action in ACTIONS:
            self.action.addItem(action_name(action), action)
        self.user = ClearableEdit(self)
        self.user.setPlaceholderText(self.tr("User id"))
        self.user.setFixedWidth(max(130, 52 + text_width(self.user.placeholderText(), 13)))
        self.user.setAccessibleName(self.tr("Only about this user id"))
        self.user.setValidator(QIntValidator(1, NUMBER_LIMIT, self.user))
        self.chain = Message(self)
        for part in (self.scope, self.action, self.user):
            self.filters.addWidget(part)
        self.add_strip(self.chain)
        self.scope.changed.connect(self.filter_changed)
        self.action.currentIndexChanged.connect(self.filter_changed)
        self.user.textChanged.connect(self.filter_changed)
        self.table.chosen.connect(self._tell)
        self.order_tabs((self.scope.own, self.scope.all, self.action, self.user))

    @property
    def user_id(self) -> int | None:
        """About whom the entries are to be, None: about anybody."""
        text = self.user.text()
        return int(text) if text.isdecimal() and 0 < int(text) <= NUMBER_LIMIT else None

    @property
    def actions_wanted(self) -> tuple[str, ...]:
        """Which acts are to be shown; none: all."""
        chosen = str(self.action.currentData() or "")
        return (chosen,) if chosen else ()

    def show_entries(
        self, rows: Sequence[AuditEntry], chain: Chain, *, more: bool, as_of: datetime
    ) -> None:
        """Show these, the newest first, and what is known of the whole chain."""
        self.show_rows(rows, more=more, as_of=as_of, empty=self.tr("No entries."))
        self._show_chain(chain)

    def _show_chain(self, chain: Chain) -> None:
        if chain.whole:
            text = self.tr(
                "{count} acts with money, files and operators, each sealed with the one before it. "
                "No entry was changed or taken out.",
                None,
                chain.entries,
            ).format(count=format_count(chain.entries))
            self.chain.present("success", self.tr("The chain is whole."), text)
            return
        where = (
            self.tr("beyond its last entry")
            if chain.broken_at is None
            else self.tr("at entry {id}").format(id=chain.broken_at)
        )
        text = self.tr(
            "{where}: something was changed or taken out after it was written. What follows "
            "proves nothing. Tell whoever runs the gateway: “svetu-gateway audit --verify”."
        ).format(where=where[:1].upper() + where[1:])
        self.chain.present("error", self.tr("The chain is broken."), text)

    def _tell(self, row: AuditEntry | None) -> None:
        if row is None:
            self.detail.setText("")
            return
        parts = [f"{name}: {value}" for name, value in row.details.items()]
        if row.request_id:
            parts.append(self.tr("request {id}").format(id=row.request_id))
        self.detail.setText(" · ".join(parts))

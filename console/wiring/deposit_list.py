"""List of test deposits ↔ gateway and journal: what was booked, and what is not known."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.models import Commit
from api_client.records import ReversalReceipt, TestDeposit
from console.intents import Intent
from console.notices import sentence
from console.rights import Rights
from console.settlement import Fate, NotKnown, Settlement
from console.store import Store
from console.tasks import Tasks
from console.wiring.listing import Listing, Page
from console.wiring.wishes import Wishes
from widgets.deposits_view import DepositRow, State
from widgets.format import format_money
from widgets.main_window import MainWindow
from widgets.notice_view import Notice
from widgets.records_window import RecordsWindow
from widgets.reversal_dialog import ReversalDialog

logger = logging.getLogger(__name__)


class DepositListWiring(QObject):
    """Keeps the list equal to the ledger, and carries out what is asked for about its rows."""

    def __init__(
        self,
        window: MainWindow,
        records: RecordsWindow,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        settlement: Settlement,
        rights: Rights,
    ) -> None:
        super().__init__(records)
        self._window, self._records, self._view = window, records, records.deposits
        self._store, self._client = store, client
        self._settlement, self._rights = settlement, rights
        self._wishes = Wishes(tasks, rights)
        self._booked: Sequence[TestDeposit] = ()
        self._more = False
        self._as_of: datetime | None = None
        self.listing = Listing(
            records, self._view, store, tasks, name="test deposits", page=self._page,
            show=self._take,
        )  # fmt: skip
        store.commit_applied.connect(self._committed)
        settlement.open_changed.connect(self._show)
        settlement.decided.connect(self.listing.refresh)
        rights.changed.connect(self._show_rights)
        view = self._view
        view.scope_changed.connect(self.listing.restart)
        view.reversal_requested.connect(self._reverse)
        view.question_requested.connect(lambda key: self._try(key, settlement.ask))
        view.repetition_requested.connect(lambda key: self._try(key, settlement.repeat))
        view.giving_up_requested.connect(lambda key: self._try(key, settlement.give_up))
        self._show_rights()

    def open(self) -> None:
        """Bring the list on screen, with the first of what is not known selected."""
        self._records.show_page(self._view)
        self._show()
        self._view.table.select(next(iter(self._settlement.unknown), None))

    async def _page(self, before: TestDeposit | None, limit: int) -> Page[TestDeposit]:
        page = await self._client.test_deposits(
            own=self._view.scope.is_own, limit=limit,
            before=None if before is None else before.transaction.id,
        )  # fmt: skip
        return page.test_deposits, page.more

    def _take(self, rows: Sequence[TestDeposit], more: bool) -> None:  # noqa: FBT001
        self._booked, self._more, self._as_of = rows, more, datetime.now(UTC)
        for deposit in rows:
            if deposit.key in self._settlement.unknown:
                self._settlement.ask_about(deposit.key)
        self._show()

    def _show(self) -> None:
        """Put together what the gateway told and what only the journal knows."""
        unknown = self._settlement.unknown
        rows = [_wished(intent, "unknown") for intent, _ in unknown.values()]
        oldest = self._booked[-1].recorded_at if self._booked and self._more else None
        for intent, outcome in self._without_row():
            if oldest is None or intent.asked_at >= oldest:
                rows.append(_wished(intent, "refused" if outcome == "refused" else "cancelled"))
        rows += [_booked(deposit) for deposit in self._booked]
        rows.sort(key=lambda row: row.at, reverse=True)
        if self._as_of is not None or rows:
            self._view.show_operators(shown=not self._view.scope.is_own)
            self._view.show_deposits(rows, more=self._more, as_of=self._as_of or datetime.now(UTC))

    def _without_row(self) -> list[tuple[Intent, str]]:
        try:
            return list(self._settlement.without_row())
        except OSError as exc:
            logger.warning("journal of deposits: %s", exc)
            return []

    def _committed(self, commit: Commit) -> None:
        if commit.deleted_transactions or any(row.test for row in commit.transactions):
            self.listing.refresh()

    def _show_rights(self) -> None:
        self._view.set_allowed(self._rights.may_deposit)

    def _try(self, key: str, act: Callable[[str], Awaitable[Fate]]) -> None:
        """Do something about a wish that is not known, and say if it is not known after that."""
        if key not in self._settlement.unknown:
            return

        async def work() -> Fate:
            fate = await act(key)
            if isinstance(fate, NotKnown):
                text = self.tr("Nothing was booked so far; a request may still be under way.")
                text = text if fate.why is None else sentence(fate.why)
                text = self.tr("Still not known. {why}").format(why=text)
                self._window.notices.present(
                    Notice(key=f"still {key}", severity="warning", text=text)
                )
            return fate

        self._settlement.start(key, work)

    def _reverse(self, deposit: TestDeposit) -> None:
        if self._wishes.dialog is not None or not self._rights.may_deposit:
            return
        account = self._store.account(deposit.transaction.user_id)
        dialog = ReversalDialog(
            deposit, account, self._rights.environment, self._records,
            may_force=self._rights.is_admin,
        )  # fmt: skip
        self._wishes.open(dialog, self._client.reverse, self._reversed)

    def _reversed(self, receipt: ReversalReceipt) -> None:
        row = receipt.transaction
        text = self.tr("{money} taken back from {name} #{user}: transaction {id}.").format(
            money=format_money(receipt.debited_minor, receipt.currency),
            name=row.user_name, user=row.user_id, id=row.id,
        )  # fmt: skip
        key = f"reversal {receipt.reversal_of}"
        self._window.notices.present(Notice(key=key, severity="success", text=text))
        self.listing.refresh()


def _booked(deposit: TestDeposit) -> DepositRow:
    row = deposit.transaction
    state: State = "booked"
    if deposit.reversal_of is not None:
        state = "reversal"
    elif deposit.reversed_by is not None:
        state = "reversed"
    paid = deposit.reversal_of is None
    return DepositRow(
        key=str(row.id), state=state, at=deposit.recorded_at, user_id=row.user_id,
        user_name=row.user_name, paid_minor=deposit.paid_minor if paid else None,
        fee_minor=deposit.fee_minor if paid else None, credited_minor=deposit.credited_minor,
        currency=deposit.currency, operator=deposit.operator_email, reason=deposit.reason,
        ticket=deposit.ticket or "", booked=deposit,
    )  # fmt: skip


def _wished(intent: Intent, state: State) -> DepositRow:
    deposit = intent.deposit
    return DepositRow(
        key=deposit.key, state=state, at=intent.asked_at, user_id=deposit.user_id,
        user_name=intent.user_name, paid_minor=deposit.amount_minor, currency=deposit.currency,
        operator=intent.operator, reason=deposit.reason, ticket=deposit.ticket or "",
    )  # fmt: skip

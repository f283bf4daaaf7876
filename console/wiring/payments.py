"""The payment page's flow ↔ gateway: played for a user, listed with what it left."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Account, Commit
from api_client.records import PaymentSession
from console.notices import sentence
from console.rights import Rights
from console.store import Store
from console.tasks import Tasks
from console.wiring.listing import Listing, Page
from console.wiring.wishes import Wishes
from widgets.main_window import MainWindow
from widgets.notice_view import Notice
from widgets.payment_dialog import PaymentDialog
from widgets.payment_words import outcome_name, state_name
from widgets.records_window import RecordsWindow

METHODS = "methods of the payment page"


class PaymentWiring(QObject):
    """Opens the dialog for one account, and keeps the list of what was played."""

    def __init__(
        self,
        window: MainWindow,
        records: RecordsWindow,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        rights: Rights,
    ) -> None:
        super().__init__(records)
        self._window, self._records, self._view = window, records, records.payments
        self._client, self._tasks, self._rights = client, tasks, rights
        self._wishes = Wishes(tasks, rights)
        self.listing = Listing(
            records, self._view, store, tasks, name="payment pages", page=self._page,
            show=self._show,
        )  # fmt: skip
        store.commit_applied.connect(self._committed)

    def ask(self, account: Account) -> None:
        """Open the dialog for one account, if that may be and none is open."""
        if self._wishes.dialog is not None or not self._rights.may_deposit:
            return
        dialog = PaymentDialog(account, self._rights.environment, self._window)
        self._wishes.open(dialog, self._client.pay, self._played)
        self._tasks.restart(METHODS, self._methods(dialog))
        dialog.finished.connect(lambda: self._tasks.cancel(METHODS))

    def open(self) -> None:
        """Bring the list on screen."""
        self._records.show_page(self._view)

    async def _methods(self, dialog: PaymentDialog) -> None:
        try:
            answer = await self._client.payment_methods()
        except Unauthenticated:
            raise
        except ApiError as exc:
            dialog.show_methods_failed(sentence(exc))
        else:
            dialog.set_methods(answer.payment_methods)

    async def _page(self, before: PaymentSession | None, limit: int) -> Page[PaymentSession]:
        page = await self._client.payment_sessions(
            before=None if before is None else before.created_at, limit=limit
        )
        return page.payment_sessions, page.more

    def _show(self, rows: Sequence[PaymentSession], more: bool) -> None:  # noqa: FBT001
        self._view.show_sessions(rows, more=more, as_of=datetime.now(UTC))

    def _committed(self, commit: Commit) -> None:
        if any(row.test for row in commit.transactions):
            self.listing.refresh()

    def _played(self, session: PaymentSession) -> None:
        text = self.tr("Payment page “{outcome}” for #{user}: {state}.").format(
            outcome=outcome_name(session.outcome), user=session.user_id, state=state_name(session)
        )
        self._window.notices.present(
            Notice(key=f"payment {session.session_id}", severity="success", text=text)
        )
        self.listing.refresh()

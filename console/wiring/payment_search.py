"""Search for a payment by amount and day ↔ gateway; what is chosen is opened at its row."""

from PySide6.QtCore import QObject

from api_client import verdicts
from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import User
from api_client.verdicts import Match
from console.notices import sentence
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from console.wiring.why import WhyWiring
from widgets.account_view import AccountView
from widgets.main_window import MainWindow
from widgets.payment_search_dialog import Described, PaymentSearchDialog

SEARCH = "payment search"


class PaymentSearchWiring(QObject):
    """One dialog at a time."""

    def __init__(
        self,
        window: MainWindow,
        view: AccountView,
        client: ApiClient,
        tasks: Tasks,
        accounts: AccountWiring,
        why: WhyWiring,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._client = client
        self._tasks = tasks
        self._accounts = accounts
        self._why = why
        self.dialog: PaymentSearchDialog | None = None
        self._goal: Match | None = None
        """What is to be shown once its account is open."""
        accounts.opened.connect(self._opened)
        window.search.payment_requested.connect(self.ask)

    def ask(self, amount_minor: int | None = None) -> None:
        """Open the dialog; with an amount, search for it today at once."""
        if self.dialog is None:
            dialog = self.dialog = PaymentSearchDialog(self._view.user, self._window)
            dialog.search_requested.connect(self._search)
            dialog.match_chosen.connect(self._choose)
            dialog.finished.connect(self._close)
            dialog.open()
        if amount_minor is not None:
            self.dialog.set_amount(amount_minor)
            self.dialog.search()

    def _close(self) -> None:
        self._tasks.cancel(SEARCH)
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _search(self, described: Described) -> None:
        self._tasks.restart(SEARCH, self._find(described))

    async def _find(self, described: Described) -> None:
        question = verdicts.payments_like(
            described.amount_minor, described.day, user=described.user_id
        )
        try:
            found = await self._client.explain(question)
        except Unauthenticated:
            raise
        except ApiError as exc:
            if self.dialog is not None:
                self.dialog.show_failed(described, sentence(exc))
        else:
            if self.dialog is not None:
                self.dialog.show_matches(described, found)

    def _choose(self, match: Match) -> None:
        self._goal = match
        if self.dialog is not None:
            self.dialog.accept()
        self._accounts.open(match.transaction.user_id)

    def _opened(self, user: User) -> None:
        goal, self._goal = self._goal, None
        if goal is not None and goal.transaction.user_id == user.id:
            self._why.show_rows((goal.transaction.id,))

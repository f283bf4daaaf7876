"""What a complaint is worked with, in one place: explanation, and payments that are waited for."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.models import Operator
from console.settings import Settings
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from console.wiring.expectations import ExpectationWiring
from console.wiring.why import WhyWiring
from widgets.account_view import AccountView
from widgets.freshness import Freshness
from widgets.main_window import MainWindow


class ComplaintWiring(QObject):
    """Makes these wirings, and hands their actions to the commands."""

    def __init__(
        self,
        window: MainWindow,
        view: AccountView,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        accounts: AccountWiring,
        settings: Settings,
        operator: Operator,
    ) -> None:
        super().__init__(window)
        self._view = view
        self.why = WhyWiring(view, store, client, tasks, accounts)
        self.expectations = ExpectationWiring(
            window, view, store, client, tasks, settings, operator.email
        )

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted."""
        self.why.set_freshness(freshness)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "why": self._view.open_why,
            "claim": self._view.edit_claim,
            "expect": self.expectations.ask,
        }

"""What a complaint is worked with, and what is found before one: explanation, evidence, waiting."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from console.rights import Rights
from console.settings import Settings
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from console.wiring.evidence import EvidenceWiring
from console.wiring.expectations import ExpectationWiring
from console.wiring.exports import ExportWiring
from console.wiring.findings import FindingsWiring
from console.wiring.payment_search import PaymentSearchWiring
from console.wiring.travel import TravelWiring
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
        rights: Rights,
    ) -> None:
        super().__init__(window)
        self._window, self._view = window, view
        self.why = WhyWiring(view, store, client, tasks, accounts)
        self.findings = FindingsWiring(
            window.findings, view, store, client, tasks, accounts, window.notices
        )
        self.travel = TravelWiring(view, client, tasks)
        self.payment_search = PaymentSearchWiring(window, view, client, tasks, accounts, self.why)
        self.expectations = ExpectationWiring(
            window, view, store, client, tasks, settings, rights.operator.email
        )
        self.evidence = EvidenceWiring(window, view, store, client, tasks, rights, self.why)
        self.exports = ExportWiring(window, view, client, tasks)

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted."""
        self.why.set_freshness(freshness)
        self._window.findings.set_freshness(freshness)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "why": self._view.open_why,
            "claim": self._view.edit_claim,
            "findings": self._window.show_findings,
            "find_payment": self.payment_search.ask,
            "travel": self._view.open_travel,
            "expect": self.expectations.ask,
            "evidence": self.evidence.ask,
            "export": self.exports.ask,
        }

"""Payments that are waited for ↔ events, gateway and disk: told of at the commit, and kept."""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta

from PySide6.QtCore import QObject

from api_client import verdicts
from api_client.client import ApiClient
from api_client.errors import ConnectionFailed, Refused
from api_client.models import Commit, Hello, Transaction
from console.settings import Settings
from console.store import Store
from console.tasks import Tasks
from widgets.account_view import AccountView
from widgets.expectation import Expectation, NearMiss, ranked
from widgets.expectation_dialog import ExpectationDialog
from widgets.expected_list import near_words, title
from widgets.main_window import MainWindow
from widgets.notice_view import Notice

logger = logging.getLogger(__name__)

EXPECTED = "expected payments"
MOST_MISSES = 5
DAY = timedelta(days=1)


class ExpectationWiring(QObject):
    """Looks at every commit, and after a gap at what has committed meanwhile."""

    def __init__(
        self,
        window: MainWindow,
        view: AccountView,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        settings: Settings,
        operator: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._client = client
        self._tasks = tasks
        self._settings = settings
        self._operator = operator
        self._expected = {e.key: e for e in settings.expected(client.gateway, operator)}
        self._misses: dict[str, dict[int, NearMiss]] = {}
        self._unread = set(self._expected)
        """Of which it is not known what has committed already."""
        store.commit_applied.connect(self._committed)
        store.greeted.connect(self._greeted)
        store.reset_required.connect(self._miss)
        store.proof_received.connect(self._read)
        window.watch_list.expect_requested.connect(self.ask)
        window.watch_list.forget_requested.connect(self.forget)
        self._show()

    def ask(self) -> None:
        """Ask for which payment to the open account to wait."""
        user, account = self._view.user, self._view.account
        if user is None or account is None:
            return
        dialog = ExpectationDialog(user, account.currency, self._window)
        dialog.expected.connect(self.expect)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def expect(self, expectation: Expectation) -> None:
        """Wait for a payment; what has committed already is looked at first."""
        self._keep(expectation)
        self._unread.add(expectation.key)
        self._show()
        self._read()

    def forget(self, expectation: Expectation) -> None:
        """Wait no more."""
        self._expected.pop(expectation.key, None)
        self._misses.pop(expectation.key, None)
        self._unread.discard(expectation.key)
        self._settings.forget_expected(self._client.gateway, self._operator, expectation)
        self._show()

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            self._miss()

    def _miss(self) -> None:
        """Events are missing: what is waited for may have been among them."""
        self._unread |= {key for key, each in self._expected.items() if each.met_by is None}
        self._read()

    def _read(self) -> None:
        if self._unread:
            self._tasks.start(EXPECTED, self._look_back())

    async def _look_back(self) -> None:
        for key in sorted(self._unread):
            expectation = self._expected.get(key)
            if expectation is not None:
                try:
                    await self._look_through(expectation)
                except ConnectionFailed:
                    return  # the next proof asks again
                except Refused as exc:
                    logger.info("expected payment %s: %s", key, exc)  # nobody is there any more
            self._unread.discard(key)

    async def _look_through(self, expectation: Expectation) -> None:
        """Look at the user's transactions back to the day before, and at others' of this amount."""
        question = verdicts.payments_like(expectation.amount_minor, expectation.day)
        found = await self._client.explain(question)
        self._look_at(match.transaction for match in found.matches)
        before = None
        while True:
            page = await self._client.user_transactions(expectation.user_id, before=before)
            self._look_at(page.transactions)
            oldest = page.transactions[-1] if page.transactions else None
            at = oldest and (oldest.recorded_at or oldest.created_at)
            if not page.more or oldest is None or (at and at < expectation.since - DAY):
                return
            before = oldest.id

    def _committed(self, commit: Commit) -> None:
        if self._expected:
            self._look_at(commit.transactions)
            for id_ in commit.deleted_transactions:
                for misses in self._misses.values():
                    misses.pop(id_, None)

    def _look_at(self, rows: Iterable[Transaction]) -> None:
        changed = False
        for row in rows:
            for expectation in list(self._expected.values()):
                if expectation.met_by is None:
                    changed |= self._compare(expectation, row)
        if changed:
            self._show()

    def _compare(self, expectation: Expectation, row: Transaction) -> bool:
        misses = self._misses.setdefault(expectation.key, {})
        if expectation.is_met_by(row):
            self._keep(expectation.met(row))
            misses.clear()
            self._tell(expectation, row)
            return True
        why = expectation.nearness(row)
        known = misses.get(row.id)
        if why is None:
            return misses.pop(row.id, None) is not None
        misses[row.id] = NearMiss(transaction=row, why=why)
        if known is None:
            self._tell_near(expectation, misses[row.id])
        return known != misses[row.id]

    def _keep(self, expectation: Expectation) -> None:
        self._expected[expectation.key] = expectation
        self._settings.remember_expected(self._client.gateway, self._operator, expectation)

    def _tell(self, expectation: Expectation, row: Transaction) -> None:
        text = self.tr("{what} arrived: transaction {id}.").format(
            what=title(expectation), id=row.id
        )
        self._window.notices.present(
            Notice(key=f"expected {expectation.key}", severity="success", text=text)
        )

    def _tell_near(self, expectation: Expectation, miss: NearMiss) -> None:
        text = self.tr("{what}: not it, but near: {near}.").format(
            what=title(expectation), near=near_words(miss)
        )
        self._window.notices.present(
            Notice(key=f"expected {expectation.key}", severity="information", text=text)
        )

    def _show(self) -> None:
        rows = sorted(self._expected.values(), key=lambda e: (e.met_by is not None, e.day, e.key))
        misses: dict[str, Sequence[NearMiss]] = {
            key: ranked(list(found.values()))[:MOST_MISSES] for key, found in self._misses.items()
        }
        self._window.watch_list.set_expected(rows, misses)

"""Store ↔ watch list: figures of all watched accounts from one snapshot, then by events."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from api_client.client import MOST_ACCOUNTS, ApiClient
from api_client.models import Account, Hello, User
from console.settings import Settings
from console.store import Store
from console.tasks import Tasks
from widgets.watch_list_view import WatchListView

WATCH_LIST = "watch list"
CURVE_POINTS = 40


class WatchListWiring(QObject):
    """Remembers who is watched, in this order, across starts."""

    def __init__(
        self,
        view: WatchListView,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        settings: Settings,
        open_user: Callable[[int], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._store = store
        self._client = client
        self._tasks = tasks
        self._settings = settings
        self._ids = settings.watched(client.gateway)
        self._is_read = False
        view.user_requested.connect(open_user)
        view.watch_requested.connect(self.watch)
        view.unwatch_requested.connect(self.unwatch)
        store.account_changed.connect(self._changed)
        store.greeted.connect(self._greeted)
        store.reset_required.connect(self._fall_behind)
        store.proof_received.connect(self._try_again)

    def watch(self, user_id: int) -> None:
        """Add a user at the end; one who is watched stays where they are."""
        if user_id not in self._ids:
            self._ids.append(user_id)
            self._remember()
            self.refresh()

    def unwatch(self, user_id: int) -> None:
        """Take a user off the list."""
        if user_id in self._ids:
            self._ids.remove(user_id)
            self._remember()
            self._view.remove_account(user_id)

    def refresh(self) -> None:
        """Read all watched accounts anew."""
        self._is_read = False
        self._tasks.restart(WATCH_LIST, self._read())

    def show_open(self, user: User | None) -> None:
        """Mark who is open."""
        self._view.set_open(user)

    def _remember(self) -> None:
        self._settings.remember_watched(self._client.gateway, self._ids)

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            self._fall_behind()

    def _fall_behind(self) -> None:
        if self._ids:
            self._store.fall_behind(WATCH_LIST)
            self.refresh()

    def _try_again(self) -> None:
        if not self._is_read and not self._tasks.running(WATCH_LIST):
            self.refresh()

    def _changed(self, account: Account) -> None:
        if account.user_id in self._ids:
            self._view.set_account(account)

    async def _read(self) -> None:
        known: dict[int, Account] = {}
        for first in range(0, len(self._ids), MOST_ACCOUNTS):
            answer = await self._client.accounts(self._ids[first : first + MOST_ACCOUNTS])
            self._store.apply_snapshot(answer.accounts, answer.position)
            known |= {account.user_id: account for account in answer.accounts}
        self._view.set_accounts(
            [self._store.account(id_) or known[id_] for id_ in self._ids if id_ in known]
        )
        self._is_read = True
        self._store.catch_up(WATCH_LIST)
        for user_id in known:
            self._view.set_curve(user_id, await self._client.curve(user_id, points=CURVE_POINTS))

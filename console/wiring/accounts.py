"""Account page ↔ gateway and store: opened, read, kept equal to what commits, gone back to."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import QObject, Signal

from api_client.client import ApiClient
from api_client.errors import ApiError, ConnectionFailed, Unauthenticated
from api_client.models import Account, Commit, Curve, CurvePoint, Hello
from console.latency import Latency
from console.notices import sentence
from console.store import Store
from console.tasks import Tasks
from widgets.account_view import AccountView

PAGE = "account page"
CURVE = "curve"
OLDER = "older transactions"
SLICE, MOST_READ = 200, 1000
"""Rows that are shown at once, and that are read at once on the way to an old one."""


class AccountWiring(QObject):
    """Shows one account at a time and remembers the way there."""

    opened = Signal(object)
    """User whose page is on screen."""
    navigated = Signal(bool, bool)
    """Whether there is a way back, and one forward."""

    def __init__(
        self, view: AccountView, store: Store, client: ApiClient, tasks: Tasks, latency: Latency
    ) -> None:
        super().__init__(view)
        self._view = view
        self._store = store
        self._client = client
        self._tasks = tasks
        self._latency = latency
        self._user_id: int | None = None
        self._trail: list[int] = []
        self._at = -1
        self._is_behind = self._has_missed = False
        self._unread = ""
        """What could not be read for want of a connection: PAGE, CURVE or nothing."""
        self._meanwhile: dict[str, list[Commit]] = {}
        """What committed since something was asked for: the answer may be older than it."""
        self._curve: Curve | None = None
        self.latency_ms: float | None = None
        store.account_changed.connect(self._account_changed)
        store.commit_applied.connect(self._committed)
        store.greeted.connect(self._greeted)
        store.reset_required.connect(self._miss)
        store.proof_received.connect(self._try_again)
        view.retry_requested.connect(self.refresh)
        view.refresh_requested.connect(self.refresh)
        view.older_requested.connect(self._read_older)
        view.balance_painted.connect(self._painted)
        view.show_nothing()

    def open(self, user_id: int) -> None:
        """Show a user's account, and put it at the end of the trail."""
        if user_id != self._user_id:
            self._trail[self._at + 1 :] = [user_id]
            self._at = len(self._trail) - 1
        self._show(user_id)

    def go(self, steps: int) -> None:
        """Go back (-1) or forward (1) on the trail."""
        if 0 <= self._at + steps < len(self._trail):
            self._at += steps
            self._show(self._trail[self._at])

    def refresh(self) -> None:
        """Read the open account anew."""
        if self._user_id is not None:
            self._tasks.restart(PAGE, self._read(self._user_id))

    def _show(self, user_id: int) -> None:
        if user_id != self._user_id:
            self._user_id = user_id
            self._curve = None
            self._tasks.cancel(OLDER)
            self._view.show_loading(user_id)
        self.navigated.emit(self._at > 0, self._at + 1 < len(self._trail))
        self.refresh()

    async def _read(self, user_id: int) -> None:
        with self._listening(PAGE) as meanwhile:
            if await self._read_page(user_id, meanwhile):
                await self._read_curve(user_id, meanwhile)

    async def _read_page(self, user_id: int, meanwhile: list[Commit]) -> bool:
        self._unread = ""
        try:
            page = await self._client.account_page(user_id)
        except Unauthenticated:
            raise
        except ApiError as exc:
            self._unread = PAGE if isinstance(exc, ConnectionFailed) else ""
            self._view.show_failure(sentence(exc))
            return False
        if self._has_missed:
            self._tasks.cancel(OLDER)  # it would join on where rows are not believed any more
        self._store.apply_snapshot([page.account], page.position)
        self._view.set_page(page, anew=self._has_missed)
        self._view.set_account(self._store.account(user_id) or page.account)
        for commit in meanwhile:
            self._apply(commit)
        if any(commit.deleted_transactions for commit in meanwhile):
            self._fall_behind()
            return False
        self._is_behind = self._has_missed = False
        self._store.catch_up(PAGE)
        self.opened.emit(page.user)
        return True

    async def _read_curve(self, user_id: int, meanwhile: list[Commit]) -> None:
        self._unread = ""
        try:
            self._set_curve(await self._client.curve(user_id))
        except Unauthenticated:
            raise
        except ApiError as exc:
            self._curve = None
            self._unread = CURVE if isinstance(exc, ConnectionFailed) else ""
            self._view.set_curve_failure(sentence(exc))
        for commit in meanwhile:
            self._grow(commit)

    def _read_older(self, before: int) -> None:
        if self._user_id is not None:
            self._tasks.start(OLDER, self._older(self._user_id, before))

    def reach(self, transaction_id: int, then: Callable[[], object]) -> None:
        """Read older transactions until one of them is there, or there are none left."""
        if self._user_id is not None:
            self._tasks.restart(OLDER, self._down_to(self._user_id, transaction_id, then))

    async def _down_to(self, user_id: int, wanted: int, then: Callable[[], object]) -> None:
        rows = self._view.rows
        while rows.has_more and (oldest := rows.transactions.oldest_id or 0) > wanted:
            await self._older(user_id, oldest, limit=MOST_READ)
        then()

    async def _older(self, user_id: int, before: int, limit: int = SLICE) -> None:
        with self._listening(OLDER) as meanwhile:
            try:
                page = await self._client.user_transactions(user_id, before=before, limit=limit)
            except ApiError:
                self._view.show_older_failed()
                raise
            rows = page.transactions
            for first in range(SLICE, len(rows), SLICE):  # others paint in between
                part = rows[first - SLICE : first]
                self._view.add_older(msgspec.structs.replace(page, transactions=part, more=True))
                await asyncio.sleep(0)
            last = rows[(len(rows) - 1) // SLICE * SLICE :]
            self._view.add_older(msgspec.structs.replace(page, transactions=last))
            for commit in meanwhile:
                self._apply(commit)

    @contextlib.contextmanager
    def _listening(self, reading: str) -> Iterator[list[Commit]]:
        """Collect what commits as long as the context lasts, or until another begins."""
        meanwhile = self._meanwhile[reading] = []
        try:
            yield meanwhile
        finally:
            if self._meanwhile.get(reading) is meanwhile:
                del self._meanwhile[reading]

    def _account_changed(self, account: Account) -> None:
        if account.user_id == self._user_id:
            self._view.set_account(account)

    def _committed(self, commit: Commit) -> None:
        for meanwhile in self._meanwhile.values():
            meanwhile.append(commit)
        self._apply(commit)
        self._grow(commit)
        if commit.deleted_transactions:  # whose they were, and whether still counted, is not told
            self._fall_behind()

    def _apply(self, commit: Commit) -> None:
        self._view.apply_transactions(commit.transactions, commit.deleted_transactions)

    def _grow(self, commit: Commit) -> None:
        for account in commit.accounts:
            if account.user_id == self._user_id and self._curve is not None:
                self._set_curve(grown(self._curve, account, commit))

    def _set_curve(self, curve: Curve) -> None:
        self._curve = curve
        self._view.set_curve(curve)

    def _painted(self, account: Account) -> None:
        self.latency_ms = self._latency.painted(account)
        if self.latency_ms is not None:
            self._view.set_latency(self.latency_ms)

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            self._miss()

    def _miss(self) -> None:
        """Events are missing: what is on screen may be wrong."""
        self._has_missed = True
        self._tasks.cancel(OLDER)
        self._fall_behind()

    def _fall_behind(self) -> None:
        if self._user_id is not None:
            self._is_behind = True
            self._store.fall_behind(PAGE)
            self.refresh()

    def _try_again(self) -> None:
        """Read what could not be read, now that the gateway shows that it is there."""
        if self._user_id is None or self._tasks.running(PAGE):
            return
        if self._is_behind or self._unread == PAGE:
            self.refresh()
        elif self._unread == CURVE:
            self._tasks.start(PAGE, self._read_curve_again(self._user_id))

    async def _read_curve_again(self, user_id: int) -> None:
        with self._listening(PAGE) as meanwhile:
            await self._read_curve(user_id, meanwhile)


def grown(curve: Curve, account: Account, commit: Commit) -> Curve:
    """Return the curve with the balance that a commit left; one it already shows is not added."""
    at = account.changed_at or commit.recorded_at
    if curve.points and curve.points[-1].at >= at:
        return curve
    own = [row.id for row in commit.transactions if row.user_id == account.user_id]
    point = CurvePoint(
        at=at,
        balance_minor=account.balance_minor,
        transaction_id=own[-1] if own else None,
        exact=True,
    )
    return msgspec.structs.replace(curve, points=(*curve.points, point))

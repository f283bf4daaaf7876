"""A console without its widgets in a process of its own: the real listener, store and wiring.

``python -m tests.faults.real.seat`` takes its `Place` on the first line of its standard input and
says `words` on its standard output until that input ends.
"""

import asyncio
import contextlib
import logging
import os
import random
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QObject, QTimer

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Account, Commit, Commits, Hello, Reset, Transaction
from console.app import application
from console.latency import Latency
from console.loop import run
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from console.wiring.feed import FeedWiring
from console.wiring.stream import StreamWiring
from console.wiring.watch_list import WatchListWiring
from tests.benchmarks.lines import reader
from tests.faults.real.words import (
    Balance,
    Based,
    Began,
    Closed,
    Failed,
    Looked,
    Place,
    Told,
    Word,
    spoken,
)
from tests.faults.simulation.desk import FeedSurface, PageSurface, WatchedByAll, WatchSurface
from tests.faults.truth import Booking

if TYPE_CHECKING:
    from widgets.account_view import AccountView
    from widgets.feed_view import FeedView
    from widgets.watch_list_view import WatchListView

BROWSE_MS = 2000
"""Between accounts that are opened."""
AGAIN = 0.2
"""Seconds between attempts to sign in."""


class CloseCodes(logging.Handler):
    """Says with which codes gateways close: the listener only logs them."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == "event stream closed: %s" and isinstance(record.args, tuple):
            code = record.args[0]
            if isinstance(code, int):
                say(Closed(time.time(), code))


def say(word: Word) -> None:
    """Write a line."""
    sys.stdout.buffer.write(spoken(word))
    sys.stdout.buffer.flush()


class Session:
    """One session at the desk: what is on its screen, and what is said of it."""

    def __init__(self, client: ApiClient, users: list[int]) -> None:
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        owner = self._owner = QObject()
        self._users = users
        store = self._store = Store(owner)
        self.tasks = Tasks(self._report)
        latency = Latency(owner)
        self.stream = StreamWiring(client, store, latency)
        feed = self._feed_surface = FeedSurface(owner, time.monotonic)
        watched = self._watch_surface = WatchSurface(owner)
        page = self._page_surface = PageSurface(owner)
        self._accounts = AccountWiring(
            cast("AccountView", page), store, client, self.tasks, latency
        )
        self._feed = FeedWiring(cast("FeedView", feed), store, client, self.tasks)
        self.watch_list = WatchListWiring(
            cast("WatchListView", watched), store, client, self.tasks,
            WatchedByAll(users), lambda _: None,
        )  # fmt: skip
        self._said_accounts: dict[int, Balance | None] = {}
        self._said_bookings: dict[int, Booking | None] = {}
        self._said_page: tuple[int, Balance | None] | None = None
        self._watch()
        say(Began(time.time()))

    def follow_feed(self, following: bool) -> None:  # noqa: FBT001  (like Qt's)
        """Let new rows of the feed wait, or show them."""
        self._feed_surface.model.set_following(following)

    async def run(self) -> None:
        """Serve until the session is over."""
        browse = QTimer(self._owner, interval=BROWSE_MS)
        browse.timeout.connect(lambda: self._accounts.open(random.choice(self._users)))
        browse.start()
        try:
            async with self.tasks:
                self.tasks.start("events", self.stream.run())
                self.watch_list.refresh()
                await self.failure
        finally:
            self._owner.deleteLater()

    def _watch(self) -> None:
        store = self._store
        store.greeted.connect(self._greeted)
        store.reset_required.connect(self._was_reset)
        store.commit_applied.connect(lambda commit: say(Told(time.time(), commit)))
        store.commits_applied.connect(self._look_at)
        store.caught_up.connect(self._look)
        self.stream.freshness_changed.connect(self._look)

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            say(Based(time.time(), hello.position, "hello"))

    def _was_reset(self, reset: Reset) -> None:
        say(Based(time.time(), reset.position, reset.reason))

    def _report(self, failure: Exception) -> None:
        if isinstance(failure, Unauthenticated):
            if not self.failure.done():
                self.failure.set_result(None)
        elif not isinstance(failure, ApiError):
            say(Failed(time.time(), repr(failure)))

    def _look(self, _: object = None) -> None:
        model = self._feed_surface.model
        keys = [model.row(number).key for number in range(model.rowCount())]
        bookings = _bookings(model.known().values())
        gone = self._said_bookings.keys() - bookings.keys()
        self._tell(
            {user: _balance(one) for user, one in self._watch_surface.accounts.items()},
            bookings | dict.fromkeys(gone),
            is_whole=True,
            doubled=len(keys) - len(set(keys)),
        )
        for number in gone:
            self._said_bookings.pop(number)

    def _look_at(self, frame: Commits) -> None:
        """Look only at what this can have changed."""
        known = _bookings(self._feed_surface.model.known().values())
        touched = {number for commit in frame.commits for number in _touched(commit)}
        users = {account.user_id for commit in frame.commits for account in commit.accounts}
        shown = self._watch_surface.accounts
        self._tell(
            {user: _balance(shown[user]) for user in users if user in shown},
            {number: known.get(number) for number in touched},
            is_whole=False,
        )

    def _tell(
        self,
        accounts: dict[int, Balance | None],
        bookings: dict[int, Booking | None],
        *,
        is_whole: bool,
        doubled: int = 0,
    ) -> None:
        freshness, feed, nothing = self.stream.freshness, self._feed, object()
        said_accounts, said_bookings = self._said_accounts, self._said_bookings
        news = {u: one for u, one in accounts.items() if said_accounts.get(u, nothing) != one}
        rows = {n: one for n, one in bookings.items() if said_bookings.get(n, nothing) != one}
        self._said_accounts |= news
        self._said_bookings |= rows
        page = self._page_surface.account
        say(
            Looked(
                at=time.time(), state=freshness.state, as_of=freshness.as_of, gaps=feed.gaps,
                lowest=feed.lowest if feed.is_filled else None, is_whole=is_whole,
                accounts=news, bookings=rows, doubled=doubled,
                page=None if page is None else (page.user_id, _balance(page)),
            )
        )  # fmt: skip


def _balance(account: Account) -> Balance | None:
    return (account.balance_minor, account.frozen_minor) if account.exists else None


def _bookings(rows: Iterable[Transaction]) -> dict[int, Booking | None]:
    return {row.id: (row.user_id, row.amount_minor, row.status) for row in rows}


def _touched(commit: Commit) -> list[int]:
    return [row.id for row in commit.transactions] + list(commit.deleted_transactions)


async def sign_in(client: ApiClient, place: Place) -> None:
    """Do it as soon as anybody answers."""
    while True:
        with contextlib.suppress(ApiError):
            await client.sign_in(place.email, place.password)
            return
        await asyncio.sleep(AGAIN)


async def main() -> int:
    """Have one session after the other."""
    lines = await reader()
    listener = logging.getLogger("api_client.listener")
    listener.setLevel(logging.INFO)
    listener.addHandler(CloseCodes())
    listener.propagate = False
    place = msgspec.json.decode(await lines.readline(), type=Place)
    session: Session | None = None

    async def obey() -> None:
        while order := (await lines.readline()).strip():
            if session is not None:
                session.follow_feed(order == b"follow")
        os._exit(0)  # whoever started us is gone, or has heard enough

    asyncio.get_running_loop().create_task(obey()).add_done_callback(lambda _: None)
    while True:
        async with ApiClient(place.gateway) as client:
            await sign_in(client, place)
            session = Session(client, place.users)
            await session.run()


if __name__ == "__main__":
    sys.exit(run(application(), main()))

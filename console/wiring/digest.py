"""What is shown ↔ the server's own account of it: compared every minute, whatever events said."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from api_client.client import MOST_ACCOUNTS, ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Account, Hello, Position
from console.store import Store

logger = logging.getLogger(__name__)

DIGEST = "digest"
INTERVAL = 60.0
"""Seconds between comparisons."""

Shown = dict[int, list[Account]]
"""What each user's account is on screen, in every place."""


class DigestWiring(QObject):
    """Finds what no event told of: a screen that differs is not live until it agrees again.

    Compared are version, sums and count of changes of one snapshot with what is on screen once
    the stream has told everything that the snapshot can have seen.
    """

    def __init__(
        self,
        store: Store,
        client: ApiClient,
        shown: Callable[[], Iterable[Account]],
        on_difference: Callable[[Sequence[Account]], None],
        *,
        interval: float = INTERVAL,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(store)
        self._store = store
        self._client = client
        self._shown = shown
        self._on_difference = on_difference
        self._interval = interval
        self._sleep = sleep
        self._now = now
        self._verified: Position | None = None
        """Up to where the screen was known to be right."""
        self._told: asyncio.Future[bool] | None = None
        self._told_when: datetime | None = None
        self.comparisons = self.differences = 0
        store.proof_received.connect(self._prove)
        store.reset_required.connect(self._give_up)
        store.greeted.connect(self._greeted)

    async def run(self) -> None:
        """Compare now and then until cancelled; raises Unauthenticated."""
        while True:
            await self._sleep(self._interval)
            try:
                if await self.compare() is False:
                    await self._read_again()
            except Unauthenticated:
                raise
            except ApiError as exc:
                logger.info("nothing compared: %s", type(exc).__name__)

    async def compare(self) -> bool | None:
        """Tell whether what is shown is what the server has; None if that cannot be told now."""
        before = self._by_user()
        if not before:
            self._store.catch_up(DIGEST)  # nothing is wrong any more
        if not before or self._store.pending_besides(DIGEST):
            return None
        users = list(before)
        different: list[Account] = []
        for first in range(0, len(users), MOST_ACCOUNTS):
            part = users[first : first + MOST_ACCOUNTS]
            found = await self._differing(part, before)
            if found is None:
                return None
            different += found
        self.comparisons += 1
        if different:
            self.differences += 1
            self._on_difference(different)
            return False
        self._verified = self._store.position
        self._store.catch_up(DIGEST)
        return True

    async def _differing(self, users: Sequence[int], before: Shown) -> list[Account] | None:
        """Return the server's accounts that the screen contradicts; None if it has been reset."""
        asked = self._now()
        answer = await self._client.accounts(users)
        # Its snapshot was taken after it says, by no more than the answer took.
        if not await self._until_told(answer.as_of + timedelta(seconds=self._now() - asked)):
            return None
        if answer.position.epoch != self._store.epoch:
            return None
        after = self._by_user()
        return [
            account
            for account in answer.accounts
            if any(account.version < was.version for was in before[account.user_id])
            or any(_contradicts(account, is_) for is_ in after.get(account.user_id, ()))
        ]

    async def _read_again(self) -> None:
        """Have everything read that is on screen, and believe it once it has been compared."""
        self._store.fall_behind(DIGEST)
        self._store.distrust(self._verified)
        while self._store.pending_besides(DIGEST):
            await self._until_told(None)
        await self.compare()

    async def _until_told(self, moment: datetime | None) -> bool:
        """Wait until the stream has told everything up to a moment; False if it started over."""
        proof = self._store.proof
        if moment is not None and proof is not None and proof.complete_to >= moment:
            return True
        self._told, self._told_when = asyncio.get_running_loop().create_future(), moment
        return await self._told

    def _prove(self) -> None:
        proof, waiting = self._store.proof, self._told
        if waiting is None or waiting.done() or proof is None:
            return
        if self._told_when is None or proof.complete_to >= self._told_when:
            waiting.set_result(True)

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            self._give_up()

    def _give_up(self) -> None:
        self._verified = None  # what was read since is another matter
        if self._told is not None and not self._told.done():
            self._told.set_result(False)

    def _by_user(self) -> Shown:
        shown: Shown = {}
        for account in self._shown():
            shown.setdefault(account.user_id, []).append(account)
        return shown


def _contradicts(server: Account, shown: Account) -> bool:
    """Whether the screen lacks a change, or is something else at the same version."""
    if shown.version != server.version:
        return shown.version < server.version
    return _digest(shown) != _digest(server)


def _digest(account: Account) -> tuple[object, ...]:
    return (
        account.exists, account.balance_minor, account.frozen_minor, account.currency,
        account.changes,
    )  # fmt: skip

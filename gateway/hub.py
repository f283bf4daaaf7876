"""Fan-out of frames: one bounded queue per console, so that a slow one never holds up the rest."""

import asyncio
import contextlib
from collections.abc import Iterator

import msgspec

from gateway.wire import Commit, Commits, Frame

QUEUE_FRAMES = 5000
QUEUE_BYTES = 1 << 20

_encoder = msgspec.json.Encoder()


def encoded(frame: msgspec.Struct) -> str:
    """Return a frame as it travels."""
    return _encoder.encode(frame).decode()


class Subscription:
    """The frames one console has still to be sent; ``users`` None: of everybody.

    Beyond ``frames`` of them, or ``size`` characters, it is too slow.
    """

    def __init__(self, users: frozenset[int] | None, *, frames: int, size: int) -> None:
        self._users = users
        self._most = frames
        self._room = size
        self._frames: asyncio.Queue[str | None] = asyncio.Queue()
        self._overflowed = False

    def wants(self, frame: Frame) -> Frame | None:
        """Return the part of a frame that concerns this console; None if nothing does.

        What is left out needs no frame of its own: the next proof moves the position on.
        """
        if self._users is None or not isinstance(frame, Commits):
            return frame
        wanted = [commit for commit in frame.commits if _concerns(commit, self._users)]
        return msgspec.structs.replace(frame, commits=wanted) if wanted else None

    def publish(self, frame: Frame, text: str) -> None:
        """Queue what concerns this console of a frame; ``text`` is the whole of it."""
        if self._overflowed:
            return
        wanted = self.wants(frame)
        if wanted is not None:
            self._put(text if wanted is frame else encoded(wanted))

    async def next(self) -> str | None:
        """Return the next frame; None: too slow, nothing more will come."""
        frame = await self._frames.get()
        if frame is not None:
            self._room += len(frame)
        return frame

    def _put(self, text: str) -> None:
        """Queue; beyond the bounds the queue is dropped and the reader told.

        One frame always has room, however long it is: who has taken all before it is not slow.
        """
        self._room -= len(text)
        if self._frames.qsize() >= self._most or (self._room < 0 and not self._frames.empty()):
            self._overflowed = True
            while not self._frames.empty():
                self._frames.get_nowait()
            self._frames.put_nowait(None)
        else:
            self._frames.put_nowait(text)


class Hub:
    """Hands every frame of the change log to every console."""

    def __init__(self, *, frames: int = QUEUE_FRAMES, size: int = QUEUE_BYTES) -> None:
        self._bounds = {"frames": frames, "size": size}
        self._subscriptions: dict[Subscription, None] = {}

    def publish(self, frame: Frame) -> None:
        """Encode once, queue for all; never waits."""
        if not self._subscriptions:
            return
        text = encoded(frame)
        for subscription in self._subscriptions:
            subscription.publish(frame, text)

    @contextlib.contextmanager
    def subscription(self, users: frozenset[int] | None = None) -> Iterator[Subscription]:
        """Receive what is published from now on, as long as the context lasts."""
        subscription = Subscription(users, **self._bounds)
        self._subscriptions[subscription] = None
        try:
            yield subscription
        finally:
            del self._subscriptions[subscription]


def _concerns(commit: Commit, users: frozenset[int]) -> bool:
    """Whether a commit touches one of the users; whose a deleted transaction was, nobody knows."""
    return (
        bool(commit.deleted_transactions)
        or any(account.user_id in users for account in commit.accounts)
        or any(transaction.user_id in users for transaction in commit.transactions)
    )

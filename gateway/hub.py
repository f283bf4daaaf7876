"""Fan-out of frames: one bounded queue per console, so that a slow one never holds up the rest."""

import asyncio
import contextlib
from collections.abc import Iterator

import msgspec

from gateway.wire import Frame, Position

QUEUE_FRAMES = 5000
QUEUE_BYTES = 1 << 20

_encoder = msgspec.json.Encoder()


class Subscription:
    """The frames one console has still to be sent; ``overflowed`` once it fell too far behind."""

    def __init__(self) -> None:
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._bytes = 0
        self.overflowed = False

    def offer(self, frame: bytes) -> None:
        """Queue a frame; beyond the bounds the queue is dropped and the reader told."""
        if self.overflowed:
            return
        self._bytes += len(frame)
        if self._bytes > QUEUE_BYTES or self._frames.qsize() >= QUEUE_FRAMES:
            self.overflowed = True
            while not self._frames.empty():
                self._frames.get_nowait()
            self._frames.put_nowait(None)
            return
        self._frames.put_nowait(frame)

    async def next(self) -> bytes | None:
        """Return the next frame; None: too slow, nothing more will come."""
        frame = await self._frames.get()
        if frame is not None:
            self._bytes -= len(frame)
        return frame


class Hub:
    """Hands every frame of the change log to every console."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self.position: Position | None = None

    def publish(self, frame: Frame) -> None:
        """Encode once, queue for all; never waits."""
        self.position = frame.position
        if not self._subscriptions:
            return
        encoded = _encoder.encode(frame)
        for subscription in self._subscriptions:
            subscription.offer(encoded)

    @contextlib.contextmanager
    def subscription(self) -> Iterator[Subscription]:
        """Receive what is published from now on, as long as the context lasts."""
        subscription = Subscription()
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    def __len__(self) -> int:
        return len(self._subscriptions)

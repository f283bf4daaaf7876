"""Expensive readings: a few at a time, fewer of one operator, and a queue that has an end."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from gateway.problems import Problem

AT_ONCE, AT_ONCE_OF_ONE = 4, 2
"""Readings that run: connections and threads are left for the stream, look-ups and deposits."""
INSIDE, INSIDE_OF_ONE = 64, 8
"""Readings that run or wait; who comes then is told to come again."""
AGAIN_AFTER = 1
"""Seconds."""

T = TypeVar("T")


@dataclass
class _Queue:
    """What one operator has asked for."""

    inside: int = 0
    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE_OF_ONE))


class Turnstile:
    """Of one gateway; an operator may have any number of consoles."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._queues: dict[int, _Queue] = {}

    async def pass_through(self, operator_id: int, read: Callable[[], Awaitable[T]]) -> T:
        """Read when it is this operator's turn; raises Problem where too many wait already."""
        with self._queued(operator_id) as queue:
            # His own first: while he waits for himself he is in nobody's way.
            async with queue.free, self._free:
                return await read()

    @contextlib.contextmanager
    def _queued(self, operator_id: int) -> Iterator[_Queue]:
        queue = self._queues.get(operator_id) or _Queue()
        inside = sum(each.inside for each in self._queues.values())
        if queue.inside >= INSIDE_OF_ONE or inside >= INSIDE:
            raise Problem("too_many_attempts", retry_after=AGAIN_AFTER)
        self._queues[operator_id] = queue
        queue.inside += 1
        try:
            yield queue
        finally:
            queue.inside -= 1
            if not queue.inside:
                del self._queues[operator_id]

"""Locks as PostgreSQL's: first come, first served; whose wait would never end is refused."""

import asyncio
from collections import deque
from collections.abc import Hashable, Iterator
from dataclasses import dataclass


class DeadlockError(Exception):
    """Waiting for this lock would never end."""


@dataclass(slots=True)
class _Wish:
    owner: Hashable
    exclusive: bool
    granted: asyncio.Future[None]


class Locks:
    """Who holds what, in which mode, and who waits for it."""

    def __init__(self) -> None:
        self._holders: dict[Hashable, dict[Hashable, bool]] = {}
        self._held: dict[Hashable, list[Hashable]] = {}
        """By owner: the keys of what it holds."""
        self._queues: dict[Hashable, deque[_Wish]] = {}
        self._waiting: dict[Hashable, Hashable] = {}

    async def acquire(self, owner: Hashable, key: Hashable, *, exclusive: bool = True) -> None:
        """Wait for a lock; what is held already stays held. Raises DeadlockError."""
        holders = self._holders.setdefault(key, {})
        held = holders.get(owner)
        if held is not None and held >= exclusive:
            return
        queue = self._queues.get(key)
        if (not queue or held is not None) and self._is_free(key, owner, exclusive=exclusive):
            self._give(owner, key, exclusive=exclusive)
            return
        if self._would_deadlock(owner, key):
            raise DeadlockError
        wish = _Wish(owner, exclusive, asyncio.get_running_loop().create_future())
        self._queues.setdefault(key, deque()).append(wish)
        self._waiting[owner] = key
        try:
            await wish.granted
        finally:
            self._waiting.pop(owner, None)
            if wish in self._queues.get(key, ()):
                self._queues[key].remove(wish)
                self._grant(key)

    def release(self, owner: Hashable) -> None:
        """Give up all that ``owner`` holds."""
        for key in self._held.pop(owner, ()):
            del self._holders[key][owner]
            self._grant(key)

    def break_all(self, failure: Exception) -> None:
        """Forget every lock; who waits for one gets the ``failure``."""
        queues, self._queues = self._queues, {}
        self._holders.clear()
        self._held.clear()
        self._waiting.clear()
        for queue in queues.values():
            for wish in queue:
                if not wish.granted.done():
                    wish.granted.set_exception(failure)

    def _is_free(self, key: Hashable, owner: Hashable, *, exclusive: bool) -> bool:
        holders = self._holders[key]
        return not holders or not any(
            other != owner and (exclusive or mode) for other, mode in holders.items()
        )

    def _give(self, owner: Hashable, key: Hashable, *, exclusive: bool) -> None:
        if owner not in self._holders[key]:
            self._held.setdefault(owner, []).append(key)
        self._holders[key][owner] = exclusive

    def _grant(self, key: Hashable) -> None:
        queue = self._queues.get(key)
        while queue and self._is_free(key, queue[0].owner, exclusive=queue[0].exclusive):
            wish = queue.popleft()
            if not wish.granted.done():
                self._give(wish.owner, key, exclusive=wish.exclusive)
                wish.granted.set_result(None)

    def _would_deadlock(self, owner: Hashable, key: Hashable) -> bool:
        """Whether somebody who is to be waited for at ``key`` waits, in the end, for ``owner``."""
        seen: set[Hashable] = set()
        open_ends = [other for other in self._ahead(key, owner) if other != owner]
        while open_ends:
            other = open_ends.pop()
            if other == owner:
                return True
            if other not in seen and other in self._waiting:
                open_ends += [o for o in self._ahead(self._waiting[other], other) if o != other]
            seen.add(other)
        return False

    def _ahead(self, key: Hashable, owner: Hashable) -> Iterator[Hashable]:
        yield from self._holders.get(key, ())
        for wish in self._queues.get(key, ()):
            if wish.owner == owner:
                return
            yield wish.owner

"""What the server's clock shows now, as seen from here, and how wrong that may be."""

import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

KEPT = 64
DRIFT = 1e-4
"""Seconds that two clocks may part in a second: cheap quartz stays below half of it."""
ALWAYS = float("inf")


class Estimate(NamedTuple):
    """Seconds: what to add to this process's clock to get the server's, give or take ``error``."""

    offset: float
    error: float


class _Bound(NamedTuple):
    at: float
    low: float
    high: float


class ServerClock:
    """Bounds the offset between the server's clock and ``now``, which never goes back (seconds).

    A frame that says when it was sent has arrived later than that: the offset is at least
    sent − arrived. An answer over HTTP says as of when it is, which lies between asking and
    arriving: the offset is between as of − arrived and as of − asked. The true offset is within
    all of these; the fastest frame and the fastest answer give the narrowest bounds. Bounds widen
    with their age, for clocks drift, and those that a newer one contradicts are dropped, for
    clocks are also set. Database and gateway count as one server with one clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._bounds: deque[_Bound] = deque(maxlen=KEPT)
        self._newest: Estimate | None = None

    def heard(self, sent_at: datetime, arrived: float) -> None:
        """Take a frame that was sent by the server's clock, and arrived by this one."""
        self._add(_Bound(arrived, sent_at.timestamp() - arrived, ALWAYS))

    def answered(self, as_of: datetime, asked: float, arrived: float) -> None:
        """Take an answer that is as of the server's clock, asked for and arrived by this one."""
        moment = as_of.timestamp()
        self._add(_Bound(asked, moment - arrived, moment - asked))

    @property
    def estimate(self) -> Estimate | None:
        """The middle of the bounds and half their distance; None before the first answer."""
        low, high = self._limits()
        if low > -ALWAYS and high < ALWAYS:
            return Estimate((low + high) / 2, (high - low) / 2)
        return None

    def ahead_of(self, wall: float) -> Estimate | None:
        """Return how far the server is ahead of a clock that shows ``wall`` now (Unix time)."""
        known = self.estimate
        if known is None:
            return None
        return Estimate(self._now() + known.offset - wall, known.error)

    def moment(self) -> datetime | None:
        """Return what the server's clock shows about now."""
        known = self.estimate
        if known is None:
            return None
        return datetime.fromtimestamp(self._now() + known.offset, UTC)

    def way(self, sent_at: datetime, arrived: float) -> float | None:
        """Return the seconds that something was on its way, as far as can be told.

        By the estimate as it was at the last bound: this is asked for every frame.
        """
        known = self._newest
        if known is None:
            return None
        return max(0.0, arrived + known.offset - sent_at.timestamp())

    def certain_age(self, said_at: datetime, now: float) -> float:
        """Return how many seconds ago something was said, at least."""
        low, _ = self._limits()
        return max(0.0, now + low - said_at.timestamp())

    def _limits(self) -> tuple[float, float]:
        now = self._now()
        low = max((b.low - DRIFT * (now - b.at) for b in self._bounds), default=-ALWAYS)
        high = min((b.high + DRIFT * (now - b.at) for b in self._bounds), default=ALWAYS)
        return low, high

    def _add(self, bound: _Bound) -> None:
        self._bounds.append(bound)
        low, high = self._limits()
        if low > high:  # one of the clocks was set: what was known before is wrong
            self._bounds.clear()
            self._bounds.append(bound)
        self._newest = self.estimate

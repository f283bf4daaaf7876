"""How far what is on screen can be trusted: the one value every view takes its look from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["live", "catching_up", "stale", "offline", "capture_broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """State of the stream; true while it is live.

    ``as_of``: everything committed up to then is on screen (database clock), by the newest proof
    of a whole capture; None before the first. ``age_seconds``: time since that proof came.
    ``median_ms``, ``p95_ms``: commit to painted, half and 95 % of the newest commits. ``attempt``
    and ``next_try_seconds`` speak of the reconnection while offline.
    """

    state: State
    as_of: datetime | None = None
    age_seconds: float = 0.0
    median_ms: float | None = None
    p95_ms: float | None = None
    attempt: int = 0
    next_try_seconds: float | None = None

    @property
    def live(self) -> bool:
        """Whether figures may be drawn at full strength."""
        return self.state == "live"

    def __bool__(self) -> bool:
        return self.live

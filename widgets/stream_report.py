"""What there is to know about the stream: how fast, by which clock, what became of its events."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hop:
    """A part of the way from the commit to the screen, in milliseconds."""

    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of this session. ``duplicates`` and ``skipped`` (of a newer type) were not applied.

    ``comparisons`` of what is shown with the server, in ``differences`` of which it was not equal.
    """

    events: int = 0
    duplicates: int = 0
    skipped: int = 0
    reconnects: int = 0
    resumes: int = 0
    resets: int = 0
    healed_gaps: int = 0
    open_gaps: int = 0
    comparisons: int = 0
    differences: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamReport:
    """Hops are None until something was measured.

    ``ahead_ms``: the gateway's clock minus this machine's, give or take ``error_ms``; None until
    both are known.
    """

    gateway: Hop | None = None
    socket: Hop | None = None
    store: Hop | None = None
    screen: Hop | None = None
    total: Hop | None = None
    ahead_ms: float | None = None
    error_ms: float = 0.0
    counts: Counts = field(default_factory=Counts)

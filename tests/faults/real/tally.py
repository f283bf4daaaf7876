"""What happened in a run, and what of it should not have."""

from collections import Counter
from dataclasses import dataclass, field

WRONGS = ("lost", "duplicated", "reordered", "green_while_open", "hidden_gaps", "untrue")
"""What should be 0: ``hidden_gaps`` are holes in a feed that no gap tells of; ``untrue`` is
anything else that should not be."""


@dataclass
class Tally:
    """Counts; ``faults`` and ``resets`` by what they were."""

    commits: int = 0
    events: int = 0
    """Commits that consoles were told of, by each."""
    looks: int = 0
    """How often a screen that called itself live was compared with the truth."""
    faults: Counter[str] = field(default_factory=Counter)
    reused: int = 0
    """Crashes after which transaction ids were handed out again that gateways had seen."""
    resets: Counter[str] = field(default_factory=Counter)
    closed: Counter[int] = field(default_factory=Counter)
    """By code: how often gateways closed a stream."""
    wrong: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    slowest_peace: float = 0.0
    """Seconds that all consoles took at most to be live again once nothing went wrong any more."""

    def complain(self, kind: str, text: str) -> None:
        """Count one thing that went wrong."""
        assert kind in WRONGS
        self.wrong[kind] += 1
        self.complaints.append(f"{kind}: {text}")

    def report(self) -> dict[str, object]:
        """Return the figures."""
        return {
            "commits": self.commits, "events": self.events, "looks": self.looks,
            "faults": self.faults.total(), "ids_reused": self.reused,
            **{kind: self.wrong[kind] for kind in WRONGS},
            "slowest_peace_seconds": round(self.slowest_peace, 1),
            "by_fault": dict(sorted(self.faults.items())),
            "resets": dict(sorted((+self.resets).items())),
            "closed": dict(sorted(self.closed.items())),
        }  # fmt: skip

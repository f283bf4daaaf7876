"""Rows of the live feed: a bounded ring of transactions and gaps, keyed by id."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Gap:
    """Commits between two moments (UTC) that the console has not seen."""

    key: int
    since: datetime | None
    until: datetime

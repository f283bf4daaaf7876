"""Value types of findings: whose balance the last sweep over all users could not account for."""

from datetime import datetime
from typing import Literal

from api_client.models import Value
from api_client.verdicts import Divergence, Question, Strength

PAGE = 200
"""Findings that are asked for at once."""


class Finding(Value, frozen=True):
    """A user of whom it cannot be said that balance and transactions agree.

    ``drift_minor`` is stored − replayed; ``proved`` are codes of hypotheses. ``user_missing``: the
    balance is nobody's.
    """

    number: int
    user_id: int
    user_name: str | None
    user_missing: bool
    verdict: Literal["differs", "cannot_tell"]
    drift_minor: int
    stored_minor: int
    currency: str
    transactions: int
    proof: Strength
    first_divergence: Divergence | None
    proved: tuple[str, ...]
    first_seen_at: datetime
    last_seen_at: datetime


class LastSweep(Value, frozen=True):
    """The newest sweep; ``every_seconds`` None: no gateway has any scheduled.

    ``users`` is how many the last that ended came to, and ``whole`` whether those are all.
    """

    every_seconds: int | None
    began_at: datetime | None
    ended_at: datetime | None
    users: int
    whole: bool
    hints: int


class FindingsPage(Value, frozen=True):
    """Open findings, those that differ first; the counts are of all of them, not of the page."""

    findings: tuple[Finding, ...]
    more: bool
    differ: int
    cannot_tell: int
    revision: int
    sweep: LastSweep
    as_of: datetime


def findings(after: int | None = None) -> Question[FindingsPage]:
    """Ask what sweeps have found and not found to be over, beyond a finding's number."""
    return Question(FindingsPage, "/findings", {"after": after, "limit": PAGE})

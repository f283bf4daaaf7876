"""What an explanation is made from: the rows of one user, as one snapshot of the database has them.

Amounts are minor units, moments are aware. Nothing here knows where the rows came from.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gateway.wall_clock import aware
from gateway.wire import CREDITS, DEBITS, direction

COMPLETED = "completed"
_SIGNS = {(type_, COMPLETED): direction(type_) for type_ in CREDITS | DEBITS}


class State(NamedTuple):
    """What of a transaction concerns money."""

    type: str
    amount: int
    currency: str
    status: str
    method: str | None

    @property
    def effect(self) -> int:
        """What it adds to a balance; the stored sign says nothing (contract §5.6)."""
        return _SIGNS.get((self.type, self.status), 0) * abs(self.amount)

    @property
    def is_riddle(self) -> bool:
        """Whether it moved money in a direction that only the change log can tell."""
        return self.status == COMPLETED and direction(self.type) == 0 and self.amount != 0


class Entry(NamedTuple):
    """A transaction as it is now; ``wall`` is the backend's clock, which is that of ``zone``."""

    id: int
    state: State
    wall: datetime | None
    zone: ZoneInfo
    has_texts: bool
    test: bool

    @property
    def at(self) -> datetime | None:
        """When that was; None where the hour is ambiguous."""
        return aware(self.wall, self.zone)


class Change(NamedTuple):
    """A change of the balance, from the change log; None is "no row"."""

    pos: int
    xid: int
    at: datetime
    before: int | None
    after: int | None
    frozen_before: int | None
    frozen_after: int | None
    currency_before: str | None
    currency_after: str | None
    role: str
    application: str

    @property
    def moved(self) -> int:
        """By how much."""
        return (self.after or 0) - (self.before or 0)


class Edit(NamedTuple):
    """A change of a transaction, from the change log; None: this user had no such transaction.

    ``other`` is the user it came from, or went to.
    """

    pos: int
    xid: int
    at: datetime
    id: int
    before: State | None
    after: State | None
    other: int | None
    role: str
    application: str

    @property
    def booked(self) -> int:
        """By how much the balance should have moved."""
        after = self.after.effect if self.after else 0
        return after - self.before.effect if self.before else after

    @property
    def riddles(self) -> int:
        """The amount whose direction nobody knows, 0 if there is none."""
        return _riddle(self.after) - _riddle(self.before)


class Checkpoint(NamedTuple):
    """An account as it stood after ``pos``."""

    pos: int
    balance: int
    at: datetime


class Gap(NamedTuple):
    """Changes from before ``at`` may be missing in the log; ``pos`` is None while it is open."""

    pos: int | None
    at: datetime
    reason: str


class Method(NamedTuple):
    """A payment method as it is now; fee in hundredths of a percent."""

    code: str
    active: bool
    minimum: int | None
    maximum: int | None
    fee_percentage: int
    fixed_fee: int
    created_at: datetime | None
    used_nearby: bool

    def fee(self, amount: int) -> int:
        """What is added to a deposit (contract §4.7), rounded half up as PostgreSQL does."""
        return self.fixed_fee + (abs(amount) * self.fee_percentage + 5000) // 10000


class Stored(NamedTuple):
    """The row of ``user_balances``."""

    balance: int
    frozen: int
    currency: str


class Foreign(NamedTuple):
    """A completed deposit of the claimed amount to another user, around the claimed time."""

    id: int
    user_id: int
    state: State
    at: datetime | None


class Reversal(NamedTuple):
    """A test deposit of this product that it took back, and the transaction that did, by id."""

    deposit: int
    reversal: int


class Session(NamedTuple):
    """A payment page that this product opened, of the id in the claim; ``at`` is when it began.

    ``completions`` is how often it was completed, ``transactions`` what of that is still that
    user's, and completed. Two of one user in one second have the same id.
    """

    user_id: int
    state: str
    amount: int
    at: datetime
    due_at: datetime | None
    completions: int
    transactions: Sequence[int]


class Claim(NamedTuple):
    """What the customer says; ``since`` and ``until`` is when it was, exactly or roughly.

    ``session_user`` and ``session_at`` are what the session id says of itself (contract §4.2).
    """

    amount: int | None = None
    at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_exact: bool = False
    session: str | None = None
    session_user: int | None = None
    session_at: datetime | None = None
    method: str | None = None
    success_page: bool = False


class Ledger(NamedTuple):
    """All rows of one user. ``entries`` by id, ``changes`` and ``edits`` by pos.

    ``began_at`` is when the log began, ``last_before`` the newest transaction there was by then;
    ``is_pruned`` whether old commits have been taken out of the log since.
    """

    user_id: int
    registered_at: datetime | None
    stored: Stored | None
    entries: Sequence[Entry]
    changes: Sequence[Change]
    edits: Sequence[Edit]
    checkpoints: Sequence[Checkpoint]
    gaps: Sequence[Gap]
    began_at: datetime
    last_before: int
    is_pruned: bool
    pruned_at: datetime | None
    methods: Sequence[Method]
    foreign: Sequence[Foreign]
    reversals: Sequence[Reversal]
    sessions: Sequence[Session]
    as_of: datetime


def _riddle(state: State | None) -> int:
    return state.amount if state and state.is_riddle else 0

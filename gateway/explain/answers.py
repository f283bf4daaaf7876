"""An explanation as it travels: verdict, hypotheses and their evidence (docs/protocol.md)."""

from datetime import datetime
from typing import Literal

from gateway.wire import Position, Value

Outcome = Literal["proved", "cannot_tell", "excluded"]
Said = Literal["agrees", "differs", "cannot_tell"]
Strength = Literal["change_log", "checkpoints", "amounts_only"]
Part = Literal["transaction", "change", "balance"]
Paired = Literal["commit", "nearby", "amount", "none"]
Kind = Literal[
    "transaction",
    "change",
    "edit",
    "checkpoint",
    "gap",
    "balance",
    "method",
    "session",
    "log",
    "account",
]


class Evidence(Value, frozen=True, omit_defaults=True):
    """A row that shows something: ``id`` of a transaction, or ``pos`` of a change.

    An edit is a change of a transaction: ``id`` is the transaction's, ``pos`` the change's.
    ``amount_minor`` is what it moves, signed; of a balance or checkpoint the balance itself.
    """

    kind: Kind
    id: int | None = None
    pos: int | None = None
    user_id: int | None = None
    at: datetime | None = None
    amount_minor: int | None = None
    currency: str | None = None
    type: str | None = None
    status: str | None = None
    method: str | None = None
    text: str | None = None
    written_by: str | None = None
    application: str | None = None


class Hypothesis(Value, frozen=True):
    """One possible cause; the code is stable."""

    code: str
    outcome: Outcome
    evidence: list[Evidence]


class Divergence(Value, frozen=True):
    """Where stored and replayed balance part for good; ``by_minor`` is stored − replayed there."""

    kind: Part
    id: int | None
    at: datetime
    by_minor: int
    written_by: str | None
    application: str | None


class Hole(Value, frozen=True):
    """The log may miss changes from before ``at``."""

    at: datetime
    reason: str


class Pair(Value, frozen=True):
    """One commit: what it moved, and the transactions that it booked."""

    at: datetime
    pos: int
    moved_minor: int
    booked_minor: int
    balance_minor: int | None
    transactions: list[int]
    paired: Paired
    written_by: str
    application: str


class Verdict(Value, frozen=True):
    """Whether a balance agrees with its transactions, how strong the proof is, and why not.

    ``drift_minor`` is stored − replayed. ``drift_before_minor`` is what the transactions from
    before the log leave open of the balance it began with: a hint. ``logged`` is how many of the
    ``transactions`` the log has; the others go by their amounts.
    """

    verdict: Said
    drift_minor: int
    proof: Strength
    first_divergence: Divergence | None
    hypotheses: list[Hypothesis]
    as_of: datetime
    position: Position
    user_id: int
    stored_minor: int
    currency: str
    drift_before_minor: int
    transactions: int
    logged: int
    changes: int
    proved_since: datetime
    holes: list[Hole]
    timeline: list[Pair]

"""Values and frames as they travel to a console (docs/protocol.md); money in minor units."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

PROTOCOL = "1.0"


class Value(Struct, frozen=True, kw_only=True):
    """Base of everything on the wire."""


class Environment(Value, frozen=True):
    """What the database says it is; no environment means production."""

    name: Literal["production", "staging", "sandbox"]
    protocol: str
    server: str
    backend_zone: str
    deposits_allowed: bool


class Position(Value, frozen=True):
    """The commits of an epoch that the bearer has seen."""

    epoch: str
    snapshot: str


class Account(Value, frozen=True):
    """The stored balance of one user, as of ``version``."""

    user_id: int
    user_name: str
    balance_minor: int
    frozen_minor: int
    currency: str
    exists: bool
    version: int
    changes: int
    changed_at: datetime | None = None


class Transaction(Value, frozen=True):
    """A row of ``balance_transactions``."""

    id: int
    user_id: int
    user_name: str
    type: str
    status: str
    amount_minor: int
    direction: Literal[1, -1, 0]
    currency: str
    payment_method: str | None = None
    description: str | None = None
    created_at_raw: str | None = None
    created_at: datetime | None = None
    completed_at_raw: str | None = None
    completed_at: datetime | None = None
    recorded_at: datetime | None = None
    balance_after_minor: int | None = None
    balance_after_exact: bool = False
    test: bool = False


class Writer(Value, frozen=True):
    """Who wrote a commit."""

    role: str
    application: str


class Commit(Value, frozen=True):
    """Everything one database commit changed."""

    xid: str
    recorded_at: datetime
    accounts: list[Account]
    transactions: list[Transaction]
    deleted_transactions: list[int]
    written_by: Writer


class Commits(Value, frozen=True, tag_field="type", tag="commits"):
    """Commits in order; the reader is at ``position`` once it applied all of them."""

    commits: list[Commit]
    position: Position
    read_at: datetime


class Proof(Value, frozen=True, tag_field="type", tag="proof"):
    """Everything visible at ``complete_to`` has been sent."""

    position: Position
    complete_to: datetime
    lost: int
    capture: Literal["whole", "broken"]
    faults: list[str]
    sent_at: datetime


class Reset(Value, frozen=True, tag_field="type", tag="reset"):
    """Events cannot bring the reader up to date."""

    reason: str
    position: Position


Frame = Commits | Proof | Reset

CREDITS = frozenset({"deposit", "refund", "sale", "escrow_release"})
DEBITS = frozenset(
    {"withdrawal", "payment", "service_payment", "purchase", "commission", "escrow_hold"}
)


def direction(transaction_type: str) -> Literal[1, -1, 0]:
    """Return whether a type credits or debits; 0 when unknown (contract §5.6)."""
    if transaction_type in CREDITS:
        return 1
    return -1 if transaction_type in DEBITS else 0


def minor(amount: Decimal) -> int:
    """Turn an amount of ``numeric(12,2)`` into minor units, exactly."""
    return int(amount.scaleb(2))

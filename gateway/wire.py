"""Values and frames as they travel between gateway and console (docs/protocol.md)."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

PROTOCOL = "1.0"

Role = Literal["viewer", "support", "admin"]
EnvironmentName = Literal["production", "staging", "sandbox"]
Matched = Literal["id", "name", "email", "phone", "session", "transaction"]

# numeric(12,2) holds less than this many minor units, whatever the sign.
MONEY_LIMIT = 10**12
LONGEST_EMAIL, LONGEST_PASSWORD = 254, 1024
WIDEST = Decimal(2**63 // 100)


class Value(Struct, frozen=True, kw_only=True):
    """Base of everything the gateway sends; amounts ``…_minor`` are minor units."""


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything the gateway is sent."""


class Operator(Value, frozen=True):
    """A member of the support staff."""

    id: int
    email: str
    role: Role


class Environment(Value, frozen=True):
    """What the database says it is; no environment means production."""

    name: EnvironmentName
    protocol: str
    server: str
    backend_zone: str
    deposits_allowed: bool


class Session(Value, frozen=True):
    """The tokens of a signed-in operator; ``expires_in`` in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    operator: Operator
    environment: Environment

    def __repr__(self) -> str:
        """Leave the tokens out: a repr ends up in logs."""
        return f"Session(operator={self.operator!r})"


class Position(Value, frozen=True):
    """The commits of an epoch that the bearer has seen."""

    epoch: str
    snapshot: str


class User(Value, frozen=True):
    """A customer of the marketplace."""

    id: int
    name: str
    email: str
    phone: str | None
    city: str | None
    country: str | None
    status: str
    created_at: datetime | None
    last_seen_at: datetime | None


class UserHit(User, frozen=True):
    """A user that a look-up found, and what about them matched."""

    balance_minor: int | None
    currency: str
    matched: Matched
    transaction_id: int | None


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


class PaymentMethod(Value, frozen=True):
    """A row of ``payment_methods``; no limit is None, ``fee_percentage`` decimal text."""

    code: str
    name: str
    type: str
    active: bool
    minimum_minor: int | None
    maximum_minor: int | None
    fee_percentage: str
    fixed_fee_minor: int


class Status(Value, frozen=True):
    """What a health check answers."""

    status: Literal["live", "ready"]


class UserHits(Value, frozen=True):
    """Answer of a look-up, best match first."""

    users: list[UserHit]
    more: bool


class AccountPage(Value, frozen=True):
    """User, balance and newest transactions from one database snapshot."""

    user: User
    account: Account
    transactions: list[Transaction]
    more: bool
    transaction_count: int
    as_of: datetime
    position: Position


class Accounts(Value, frozen=True):
    """Several balances from one database snapshot."""

    accounts: list[Account]
    as_of: datetime
    position: Position


class TransactionPage(Value, frozen=True):
    """Transactions, newest first."""

    transactions: list[Transaction]
    more: bool
    as_of: datetime
    position: Position


class CurvePoint(Value, frozen=True):
    """The balance from ``at`` until the next point."""

    at: datetime
    balance_minor: int
    transaction_id: int | None
    exact: bool


class Curve(Value, frozen=True):
    """A balance over time, as steps, oldest first."""

    points: list[CurvePoint]
    currency: str
    as_of: datetime
    position: Position


class PaymentMethods(Value, frozen=True):
    """All payment methods, inactive ones too."""

    payment_methods: list[PaymentMethod]


class SignIn(Body, frozen=True):
    """Body of a sign-in."""

    email: Annotated[str, Meta(max_length=LONGEST_EMAIL)]
    password: Annotated[str, Meta(max_length=LONGEST_PASSWORD)]

    def __repr__(self) -> str:
        """Leave the password out: a repr ends up in logs."""
        return f"SignIn(email={self.email!r})"


class Refresh(Body, frozen=True):
    """Body of a refresh."""

    refresh_token: Annotated[str, Meta(max_length=128)]

    def __repr__(self) -> str:
        """Leave the token out: a repr ends up in logs."""
        return "Refresh()"


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


class CommitPage(Value, frozen=True):
    """Commits in order; the reader is at ``position`` once it applied all of them."""

    commits: list[Commit]
    position: Position
    more: bool


class Start(Body, frozen=True, tag_field="type", tag="start"):
    """The console's first frame: where it left off, and of whom it wants to hear (None: all)."""

    position: Position | None = None
    users: Annotated[frozenset[int], Meta(max_length=1000)] | None = None


class Renewal(Body, frozen=True, tag_field="type", tag="token"):
    """A newer access token of the same operator, sent before the first one expires."""

    access_token: Annotated[str, Meta(max_length=200)]

    def __repr__(self) -> str:
        """Leave the token out: a repr ends up in logs."""
        return "Renewal()"


class Hello(Value, frozen=True, tag_field="type", tag="hello"):
    """The gateway's first frame."""

    protocol: str
    server: str
    epoch: str
    position: Position
    resumed: bool
    operator: Operator
    environment: Environment
    heartbeat_seconds: float
    expires_in: float


class Commits(Value, frozen=True, tag_field="type", tag="commits"):
    """Commits in order; the reader is at ``position`` once it applied all of them."""

    commits: list[Commit]
    position: Position
    read_at: datetime


class Proof(Value, frozen=True, tag_field="type", tag="proof"):
    """Everything visible at ``complete_to`` has been sent; the environment is that of this look.

    ``findings`` is the revision of what sweeps have found: with another one it is read again.
    """

    position: Position
    complete_to: datetime
    lost: int
    capture: Literal["whole", "broken"]
    faults: list[str]
    environment: Environment
    findings: int
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


def direction(transaction_type: str | None) -> Literal[1, -1, 0]:
    """Return whether a type credits or debits; 0 when unknown (contract §5.6)."""
    if transaction_type in CREDITS:
        return 1
    return -1 if transaction_type in DEBITS else 0


def minor(amount: Decimal | None) -> int:
    """Turn an amount of ``numeric(12,2)`` into minor units, exactly; NaN, which it holds, is 0.

    Of columns that were widened: half a minor unit counts, and NULL, or what 64 bits cannot hold,
    is 0.
    """
    if amount is None or not (amount.is_finite() and abs(amount) < WIDEST):
        return 0
    return int(amount.scaleb(2).to_integral_value(ROUND_HALF_UP))

"""Value types of the gateway's API, as they travel on the wire (docs/protocol.md)."""

from datetime import datetime
from typing import Literal

from msgspec import Struct


class Value(Struct, frozen=True, kw_only=True):
    """Base of all values: immutable, compared by content, unknown fields ignored."""


class Operator(Value, frozen=True):
    """A member of the support staff."""

    id: int
    email: str
    role: Literal["viewer", "support", "admin"]


class Environment(Value, frozen=True):
    """What the server says about itself; never taken from a connection profile."""

    name: Literal["production", "staging", "sandbox"]
    protocol: str
    server: str
    backend_zone: str
    deposits_allowed: bool


class Session(Value, frozen=True):
    """A signed-in operator; ``expires_in`` is in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    operator: Operator
    environment: Environment

    def __repr__(self) -> str:
        """Leave the tokens out: a repr ends up in logs."""
        return f"Session(operator={self.operator!r}, environment={self.environment.name!r})"


class Position(Value, frozen=True):
    """Where a stream has got to; opaque, to be sent back as it came."""

    epoch: str
    snapshot: str


class User(Value, frozen=True):
    """A customer of the marketplace."""

    id: int
    name: str
    email: str
    phone: str | None = None
    city: str | None = None
    country: str | None = None
    status: str = ""
    created_at: datetime | None = None
    last_seen_at: datetime | None = None


class UserHit(User, frozen=True):
    """A user that a look-up found, and what about them matched."""

    balance_minor: int | None = None
    currency: str = "RSD"
    matched: str = ""
    transaction_id: int | None = None


class Account(Value, frozen=True):
    """A user's balance as of ``version``; amounts in minor units."""

    user_id: int
    user_name: str
    balance_minor: int
    frozen_minor: int
    currency: str
    exists: bool
    version: int
    changes: int
    changed_at: datetime | None = None

    @property
    def available_minor(self) -> int:
        """What the customer can spend (contract §4.9)."""
        return self.balance_minor - self.frozen_minor


class Transaction(Value, frozen=True):
    """A row of the marketplace's ``balance_transactions``; amounts in minor units."""

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

    @property
    def signed_minor(self) -> int:
        """Signed by direction: the stored sign is not reliable (contract §5.6)."""
        return self.direction * abs(self.amount_minor) if self.direction else self.amount_minor


class PaymentMethod(Value, frozen=True):
    """A row of ``payment_methods``; limits in minor units, ``fee_percentage`` decimal text."""

    code: str
    name: str
    type: str
    active: bool
    fee_percentage: str
    fixed_fee_minor: int
    minimum_minor: int | None = None
    maximum_minor: int | None = None


class UserHits(Value, frozen=True):
    """Answer of a look-up, best match first."""

    users: tuple[UserHit, ...]
    more: bool


class AccountPage(Value, frozen=True):
    """User, balance and newest transactions from one database snapshot."""

    user: User
    account: Account
    transactions: tuple[Transaction, ...]
    more: bool
    transaction_count: int
    as_of: datetime
    position: Position


class Accounts(Value, frozen=True):
    """Several balances from one database snapshot."""

    accounts: tuple[Account, ...]
    as_of: datetime
    position: Position


class TransactionPage(Value, frozen=True):
    """Transactions, newest first."""

    transactions: tuple[Transaction, ...]
    more: bool
    as_of: datetime
    position: Position


class CurvePoint(Value, frozen=True):
    """The balance from ``at`` until the next point."""

    at: datetime
    balance_minor: int
    transaction_id: int | None = None
    exact: bool = False


class Curve(Value, frozen=True):
    """A balance over time, as steps, oldest first."""

    points: tuple[CurvePoint, ...]
    currency: str
    as_of: datetime
    position: Position


class PaymentMethods(Value, frozen=True):
    """All payment methods, inactive ones too."""

    payment_methods: tuple[PaymentMethod, ...]


class Deposit(Value, frozen=True):
    """A wish to credit an account; ``key`` makes repeating it safe."""

    user_id: int
    amount_minor: int
    currency: str
    payment_method: str
    reason: str
    key: str
    ticket: str | None = None


class DepositReceipt(Value, frozen=True):
    """What a deposit booked; credited = amount + fee (contract §4.7)."""

    transaction: Transaction
    amount_minor: int
    fee_minor: int
    credited_minor: int
    currency: str
    balance_minor: int
    repeated: bool


class Writer(Value, frozen=True):
    """Who wrote a commit: the database role and the application's name for itself."""

    role: str
    application: str


class Commit(Value, frozen=True):
    """Everything one database commit changed."""

    xid: str
    recorded_at: datetime
    accounts: tuple[Account, ...]
    transactions: tuple[Transaction, ...]
    deleted_transactions: tuple[int, ...] = ()
    written_by: Writer | None = None


class CommitPage(Value, frozen=True):
    """Commits in order; ``position`` holds once all of them are applied."""

    commits: tuple[Commit, ...]
    position: Position
    more: bool


class Frame(Value, frozen=True, tag_field="type"):
    """What comes over the stream; ``number`` is its place there from 1 on, 0 if it has none."""

    number: int = 0


class Hello(Frame, frozen=True, kw_only=True, tag="hello"):
    """First frame of every stream."""

    protocol: str
    server: str
    epoch: str
    position: Position
    resumed: bool
    operator: Operator
    environment: Environment
    heartbeat_seconds: float
    expires_in: float = 0.0
    """Seconds until the stream ends, unless a newer token is sent."""


class Commits(Frame, frozen=True, kw_only=True, tag="commits"):
    """Commits in order; ``position`` holds once all of them are applied."""

    commits: tuple[Commit, ...]
    position: Position
    read_at: datetime


class Proof(Frame, frozen=True, kw_only=True, tag="proof"):
    """Heartbeat: everything visible at ``complete_to`` (database clock) has been sent."""

    position: Position
    complete_to: datetime
    lost: int
    capture: Literal["whole", "broken"]
    faults: tuple[str, ...]
    sent_at: datetime
    environment: Environment | None = None
    """As the database says it with this proof; None: an older gateway, which says it in `hello`."""
    findings: int = 0
    """Revision of what sweeps have found; with another one it is to be read again."""


class Reset(Frame, frozen=True, kw_only=True, tag="reset"):
    """Events cannot bring the client up to date: read again by HTTP, go on from ``position``."""

    reason: str
    position: Position


Event = Hello | Commits | Proof | Reset

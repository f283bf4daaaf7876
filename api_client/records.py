"""Value types of what is kept of test deposits, payment sessions and acts (docs/protocol.md)."""

from datetime import datetime
from typing import Any, Literal

from api_client.models import DepositReceipt, Transaction, Value

PaymentOutcome = Literal[
    "success", "declined", "never_completed", "card_form", "double_completion", "late_completion"
]
ExportKind = Literal["csv", "evidence"]


class TestDeposit(Value, frozen=True):
    """One test transaction and who booked it why; amounts in minor units, ``key`` if one's own."""

    __test__ = False  # no test case, whatever pytest thinks of its name

    transaction: Transaction
    operator_id: int
    operator_email: str
    reason: str
    paid_minor: int
    fee_minor: int
    credited_minor: int
    currency: str
    recorded_at: datetime
    key: str | None = None
    ticket: str | None = None
    reversal_of: int | None = None
    reversed_by: int | None = None
    session: str | None = None


class TestDeposits(Value, frozen=True):
    """Test transactions, newest first."""

    __test__ = False

    test_deposits: tuple[TestDeposit, ...]
    more: bool


class DepositKey(Value, frozen=True):
    """What a key stands for: a deposit, or for ever none."""

    key: str
    state: Literal["booked", "cancelled"]
    receipt: DepositReceipt | None = None


class Reversal(Value, frozen=True):
    """A wish to take a test deposit back; ``key`` makes repeating it safe."""

    transaction_id: int
    reason: str
    key: str
    ticket: str | None = None
    force: bool = False


class ReversalReceipt(Value, frozen=True):
    """The opposite row that was booked, and what it left."""

    transaction: Transaction
    reversal_of: int
    debited_minor: int
    currency: str
    balance_minor: int
    available_minor: int
    forced: bool
    repeated: bool


class Payment(Value, frozen=True):
    """A wish to play the payment page; ``amount_minor`` None: left out, as some callers do."""

    user_id: int
    amount_minor: int | None
    currency: str
    payment_method: str
    outcome: PaymentOutcome
    reason: str
    key: str
    delay_seconds: int | None = None
    ticket: str | None = None


class PaymentSession(Value, frozen=True):
    """A payment page that was played, and what it left in the ledger."""

    session_id: str
    user_id: int
    amount_minor: int
    amount_omitted: bool
    currency: str
    payment_method: str
    outcome: PaymentOutcome
    state: Literal["open", "completed", "declined", "abandoned"]
    transaction_ids: tuple[int, ...]
    created_at: datetime
    operator_email: str
    reason: str
    repeated: bool = False
    ticket: str | None = None
    due_at: datetime | None = None
    success_page: str | None = None


class PaymentSessions(Value, frozen=True):
    """Payment sessions, newest first."""

    payment_sessions: tuple[PaymentSession, ...]
    more: bool


class AuditEntry(Value, frozen=True):
    """Who did what, when, from where and why."""

    id: int
    at: datetime
    action: str
    details: dict[str, Any]
    chained: bool
    operator_id: int | None = None
    operator_email: str | None = None
    user_id: int | None = None
    transaction_id: int | None = None
    reason: str | None = None
    ticket: str | None = None
    address: str | None = None
    request_id: str | None = None


class Chain(Value, frozen=True):
    """Whether the chained entries are as they were written; ``broken_at`` is an entry's id."""

    whole: bool
    entries: int
    broken_at: int | None = None


class AuditPage(Value, frozen=True):
    """Audit entries, newest first, and the state of the whole chain."""

    entries: tuple[AuditEntry, ...]
    more: bool
    chain: Chain


class Exported(Value, frozen=True):
    """The audit entry of an export."""

    audit_id: int

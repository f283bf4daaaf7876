"""Test deposits, reversals and the payment page's flow as they travel (docs/protocol.md)."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from gateway.wire import MONEY_LIMIT, Body, Transaction, Value

Amount = Annotated[int, Meta(gt=-MONEY_LIMIT, lt=MONEY_LIMIT)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
MethodCode = Annotated[str, Meta(min_length=1, max_length=50)]
Reason = Annotated[str, Meta(max_length=500)]
Ticket = Annotated[str, Meta(max_length=64)]
Delay = Annotated[int, Meta(ge=1, le=3600)]

Outcome = Literal[
    "success", "declined", "never_completed", "card_form", "double_completion", "late_completion"
]
SessionState = Literal["open", "completed", "declined", "abandoned"]


class DepositWish(Body, frozen=True):
    """Body of a test deposit; ``amount_minor`` is what the customer pays."""

    amount_minor: Amount
    currency: Currency
    payment_method: MethodCode
    reason: Reason
    ticket: Ticket | None = None


class DepositReceipt(Value, frozen=True):
    """What a deposit booked; credited = amount + fee (contract §4.7)."""

    transaction: Transaction
    amount_minor: int
    fee_minor: int
    credited_minor: int
    currency: str
    balance_minor: int
    repeated: bool


class DepositKey(Value, frozen=True):
    """What became of a key; given up, it will never book anything."""

    key: str
    state: Literal["booked", "cancelled"]
    receipt: DepositReceipt | None


class TestDeposit(Value, frozen=True):
    """A transaction of ours, with what the ledger does not say; the key only of one's own.

    A reversal has ``reversal_of``, nothing paid, and credits less than zero.
    """

    transaction: Transaction
    key: str | None
    operator_id: int
    operator_email: str
    reason: str
    ticket: str | None
    paid_minor: int
    fee_minor: int
    credited_minor: int
    currency: str
    recorded_at: datetime
    reversal_of: int | None
    reversed_by: int | None
    session: str | None


class TestDeposits(Value, frozen=True):
    """Test transactions, newest first."""

    test_deposits: list[TestDeposit]
    more: bool


class ReversalWish(Body, frozen=True):
    """Body of a reversal; ``force`` takes it even if less is available than it debits."""

    reason: Reason
    ticket: Ticket | None = None
    force: bool = False


class ReversalReceipt(Value, frozen=True):
    """What a reversal booked: a new transaction the other way round."""

    transaction: Transaction
    reversal_of: int
    debited_minor: int
    currency: str
    balance_minor: int
    available_minor: int
    forced: bool
    repeated: bool


class PaymentSessionWish(Body, frozen=True):
    """Body of a payment session: what the customer sends, and what becomes of it."""

    currency: Currency
    payment_method: MethodCode
    outcome: Outcome
    reason: Reason
    amount_minor: Amount | None = None
    delay_seconds: Delay | None = None
    ticket: Ticket | None = None


class PaymentSession(Value, frozen=True):
    """A session of the payment page; ``due_at`` is when a late completion comes."""

    session_id: str
    user_id: int
    amount_minor: int
    amount_omitted: bool
    currency: str
    payment_method: str
    outcome: Outcome
    state: SessionState
    due_at: datetime | None
    success_page: str | None
    transaction_ids: list[int]
    created_at: datetime
    operator_email: str
    reason: str
    ticket: str | None
    repeated: bool


class PaymentSessionPage(Value, frozen=True):
    """Payment sessions, newest first."""

    payment_sessions: list[PaymentSession]
    more: bool

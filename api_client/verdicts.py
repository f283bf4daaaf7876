"""Value types of explanations: why a balance is what it is (docs/protocol.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from api_client.models import Position, Transaction, Value

Outcome = Literal["proved", "cannot_tell", "excluded"]
Said = Literal["agrees", "differs", "cannot_tell"]
Strength = Literal["change_log", "checkpoints", "amounts_only"]
Paired = Literal["commit", "nearby", "amount", "none"]


T = TypeVar("T")


@dataclass(frozen=True)
class Question(Generic[T]):
    """What `ApiClient.explain` asks; parameters that are None are left out."""

    answer: type[T]
    path: str
    parameters: Mapping[str, Any]


class Claim(Value, frozen=True):
    """What a customer says, as far as they say it; ``at`` a day (Belgrade's) or an aware moment."""

    amount_minor: int | None = None
    at: date | None = None
    session: str | None = None
    method: str | None = None
    success_page: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self == Claim()


class Evidence(Value, frozen=True):
    """A row that shows something: ``id`` of a transaction, ``pos`` of a change in the change log.

    ``amount_minor`` is what it moves, signed; of a balance or checkpoint the balance itself.
    """

    kind: str
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
    evidence: tuple[Evidence, ...] = ()


class Divergence(Value, frozen=True):
    """Where stored and replayed balance part for good, and by how much (stored − replayed)."""

    kind: str
    at: datetime
    by_minor: int
    id: int | None = None
    written_by: str | None = None
    application: str | None = None


class Hole(Value, frozen=True):
    """The change log may miss changes from before ``at``."""

    at: datetime
    reason: str


class Pair(Value, frozen=True):
    """One commit: what it moved, the transactions that it booked, and who wrote it."""

    at: datetime
    pos: int
    moved_minor: int
    booked_minor: int
    transactions: tuple[int, ...]
    paired: Paired
    written_by: str
    application: str
    balance_minor: int | None = None


class Verdict(Value, frozen=True):
    """Whether a balance agrees with its transactions, how strong the proof is, and why not.

    ``drift_minor`` is stored − replayed; ``drift_before_minor`` what the transactions from before
    the change log leave open of the balance it began with, which is a hint and no proof.
    ``logged`` is how many of the ``transactions`` the log has (None: an older gateway).
    """

    verdict: Said
    drift_minor: int
    proof: Strength
    first_divergence: Divergence | None
    hypotheses: tuple[Hypothesis, ...]
    as_of: datetime
    position: Position
    user_id: int
    stored_minor: int
    currency: str
    transactions: int
    changes: int
    logged: int | None = None
    drift_before_minor: int = 0
    proved_since: datetime | None = None
    holes: tuple[Hole, ...] = ()
    timeline: tuple[Pair, ...] = ()

    @property
    def replayed_minor(self) -> int:
        """What the transactions say that the balance should be."""
        return self.stored_minor - self.drift_minor

    @property
    def unlogged(self) -> int:
        """How many transactions are older than the log, and go by their amounts alone."""
        return 0 if self.logged is None else self.transactions - self.logged


def why(user_id: int, claim: Claim) -> Question[Verdict]:
    """Ask why a user's balance is what it is, in the light of what the customer says."""
    return Question(Verdict, f"/users/{user_id}/verdict", claim_parameters(claim))


def claim_parameters(claim: Claim) -> dict[str, Any]:
    """Return a claim as the gateway takes it."""
    return {
        "claim_amount_minor": claim.amount_minor,
        "claim_at": claim.at and claim.at.isoformat(),
        "session": claim.session,
        "method": claim.method,
        "success_page": "true" if claim.success_page else None,
    }


class TransactionThen(Value, frozen=True):
    """A transaction as it was; not ``exact``: as it is now, by a clock that nobody checked."""

    id: int
    type: str
    status: str
    amount_minor: int
    direction: Literal[1, -1, 0]
    currency: str
    payment_method: str | None = None
    exact: bool = False
    created_at: datetime | None = None


class AccountThen(Value, frozen=True):
    """An account at ``at``; ``pending`` is what was neither done nor off.

    ``balance_before_minor`` is what the balance was before its last change by then, where known.
    Where it is not ``exact`` the balance is reckoned back, and what was frozen is not known.
    """

    user_id: int
    at: datetime
    balance_minor: int
    balance_before_minor: int | None
    frozen_minor: int | None
    currency: str
    exact: bool
    transactions: tuple[TransactionThen, ...]
    pending: tuple[TransactionThen, ...]
    transaction_count: int
    more: bool
    as_of: datetime
    position: Position

    @property
    def available_minor(self) -> int:
        """What the customer could spend, as far as it is known."""
        return self.balance_minor - (self.frozen_minor or 0)


class Match(Value, frozen=True):
    """A transaction that may be meant, and in what it is not what the customer says."""

    transaction: Transaction
    misses: tuple[str, ...] = ()


class Matches(Value, frozen=True):
    """Best match first."""

    matches: tuple[Match, ...]
    more: bool
    as_of: datetime
    position: Position


def then(
    user_id: int, *, at: datetime | None = None, transaction: int | None = None
) -> Question[AccountThen]:
    """Ask what an account was at an aware moment, or at the commit of a transaction."""
    parameters = {"at": at and at.isoformat(), "transaction": transaction}
    return Question(AccountThen, f"/users/{user_id}/state", parameters)


def payments_like(
    amount_minor: int, day: date, *, user: int | None = None, currency: str = "RSD"
) -> Question[Matches]:
    """Ask which transactions may be meant by an amount and a day of the backend's."""
    parameters = {
        "amount_minor": amount_minor, "day": day.isoformat(), "user": user, "currency": currency,
    }  # fmt: skip
    return Question(Matches, "/claims", parameters)

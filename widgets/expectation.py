"""A payment that somebody waits for: when a transaction is it, and when it only looks like it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal, Self

from api_client.models import Transaction
from widgets.format import BELGRADE

Nearness = Literal[
    "pending", "failed", "other_currency", "scaled_by_100", "day_off", "other_user", "other_amount"
]
RANKS: tuple[Nearness, ...] = (
    "pending", "failed", "other_currency", "scaled_by_100", "day_off", "other_user", "other_amount",
)  # fmt: skip
"""The most telling first."""
FAILURES = ("failed", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A transaction that is not what is waited for, and in what it differs."""

    transaction: Transaction
    why: Nearness


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """An amount for a user on a day of Belgrade; ``met_by`` is the transaction that was it."""

    key: str
    user_id: int
    user_name: str
    amount_minor: int
    currency: str
    day: date
    met_by: int | None = None
    met_at: datetime | None = None

    @property
    def since(self) -> datetime:
        """When the day begins."""
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=BELGRADE)

    def is_met_by(self, row: Transaction) -> bool:
        """Whether a transaction is what is waited for."""
        return (
            row.user_id == self.user_id
            and row.status == "completed"
            and row.direction > 0
            and self._has_amount(row)
            and self._days_off(row) == 0
        )

    def nearness(self, row: Transaction) -> Nearness | None:
        """Return in what a transaction differs from what is waited for; None: in too much."""
        if row.direction < 0 or self.is_met_by(row):
            return None
        off = self._days_off(row)
        if row.user_id != self.user_id:
            same = self._has_amount(row) and row.status == "completed" and off == 0
            return "other_user" if same and row.type == "deposit" else None
        if off is None or abs(off) > 1:
            return None
        if abs(row.amount_minor) == self.amount_minor:
            return self._nearness_of_equal(row, off)
        ours, theirs = self.amount_minor, abs(row.amount_minor)
        if off == 0 and (ours == 100 * theirs or theirs == 100 * ours):
            return "scaled_by_100"
        return "other_amount" if off == 0 and row.type == "deposit" else None

    def met(self, row: Transaction) -> Self:
        """Return the same, met."""
        return replace(self, met_by=row.id, met_at=row.recorded_at or row.created_at)

    def _nearness_of_equal(self, row: Transaction, off: int) -> Nearness | None:
        if row.currency != self.currency:
            return "other_currency"
        if off:
            return "day_off"
        if row.status == "completed":
            return None
        return "failed" if row.status in FAILURES else "pending"

    def _has_amount(self, row: Transaction) -> bool:
        return abs(row.amount_minor) == self.amount_minor and row.currency == self.currency

    def _days_off(self, row: Transaction) -> int | None:
        at = row.recorded_at or row.created_at
        return None if at is None else (at.astimezone(BELGRADE).date() - self.day) // timedelta(1)


def ranked(misses: list[NearMiss]) -> list[NearMiss]:
    """Return near misses, the most telling first, of equal ones the newest."""
    return sorted(misses, key=lambda miss: (RANKS.index(miss.why), -miss.transaction.id))

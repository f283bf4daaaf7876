"""Finds a payment by what the customer says: an amount and a day, without an id."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

import asyncpg
from msgspec import Meta

from gateway.accounts import RowId, transaction
from gateway.database import Database
from gateway.explain.rows import COMPLETED
from gateway.problems import Problem
from gateway.sql import statements
from gateway.wire import MONEY_LIMIT, Body, Position, Transaction, Value

Miss = Literal[
    "status", "day", "other_user", "fee_added", "type", "default_amount_2000", "scaled_by_100",
    "currency",
]  # fmt: skip
WEIGHTS: dict[Miss, int] = {
    "status": 1, "day": 2, "fee_added": 2, "type": 3, "other_user": 3, "default_amount_2000": 4,
    "scaled_by_100": 4, "currency": 4,
}  # fmt: skip
"""How far each of these is from what the customer says."""
DEFAULT = 200_000


class ClaimsQuery(Body, frozen=True):
    """What the customer says; ``day`` is the backend's, ``user`` whom they may be."""

    amount_minor: Annotated[int, Meta(gt=0, lt=MONEY_LIMIT)]
    day: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    user: RowId | None = None
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] = "RSD"
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class Match(Value, frozen=True):
    """A transaction, and in what it is not what the customer says."""

    transaction: Transaction
    misses: list[Miss]


class Matches(Value, frozen=True):
    """Best match first."""

    matches: list[Match]
    more: bool
    as_of: datetime
    position: Position


class ClaimSearch:
    """Looks through all transactions of three days."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("explain.sql")

    async def find(self, query: ClaimsQuery) -> Matches:
        """Return what may be meant; raises Problem for a day that is none."""
        try:
            day = date.fromisoformat(query.day)
            first, last = day - timedelta(days=1), day + timedelta(days=2)
        except (ValueError, OverflowError) as exc:
            raise Problem("invalid_value", "This is no day.", field="day") from exc
        noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  (the backend's clock)
        async with self._database.snapshot() as seen:
            fees = {
                row["code"]: query.amount_minor + _fee(row, query.amount_minor)
                for row in await seen.connection.fetch(self._sql["fees"])
            }
            rows = await seen.connection.fetch(
                self._sql["claims"], _amounts(query.amount_minor, fees),
                datetime(first.year, first.month, first.day),  # noqa: DTZ001
                datetime(last.year, last.month, last.day),  # noqa: DTZ001
                noon,
            )  # fmt: skip
        matches = [
            Match(transaction=transaction(row, seen.zone), misses=misses)
            for row in rows
            if (misses := _misses(row, query, day, fees)) is not None
        ]
        # The database has them by their distance from noon of that day.
        matches.sort(key=lambda match: sum(WEIGHTS[miss] for miss in match.misses))
        return Matches(
            matches=matches[: query.limit],
            more=len(matches) > query.limit,
            as_of=seen.as_of,
            position=seen.position,
        )


def _fee(row: asyncpg.Record, amount: int) -> int:
    fee: int = row["fixed_fee"] + (amount * row["fee_percentage"] + 5000) // 10000
    return fee


def _amounts(amount: int, fees: dict[str, int]) -> list[Decimal]:
    wanted = {amount, amount * 100, DEFAULT, *fees.values()}
    if amount % 100 == 0:
        wanted.add(amount // 100)
    return [Decimal(each).scaleb(-2) for each in sorted(wanted)]


def _misses(
    row: asyncpg.Record, query: ClaimsQuery, day: date, fees: dict[str, int]
) -> list[Miss] | None:
    """Return in what a row is off; None: it is about something else."""
    found: list[Miss] = []
    stored = abs(int(row["amount"].scaleb(2)))
    if stored != query.amount_minor:
        if fees.get(row["payment_method"]) == stored:
            found.append("fee_added")
        elif stored in (query.amount_minor * 100, query.amount_minor / 100):
            found.append("scaled_by_100")
        elif stored == DEFAULT and row["payment_method"] == "mock_payment":
            found.append("default_amount_2000")
        else:
            return None
    off: dict[Miss, bool] = {
        "status": row["status"] != COMPLETED,
        "day": row["created_at"].date() != day,
        "type": row["type"] != "deposit",
        "currency": row["currency"] != query.currency,
        "other_user": query.user is not None and row["user_id"] != query.user,
    }
    return found + [miss for miss, is_off in off.items() if is_off]

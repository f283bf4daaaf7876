"""An account as it was at a moment: balance, transactions, and what was pending then."""

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import asyncpg
from msgspec import Meta

from gateway.accounts import Moment, RowId
from gateway.database import Database, Snapshot
from gateway.explain.case import utc
from gateway.problems import Problem
from gateway.sql import statements
from gateway.wall_clock import aware
from gateway.wire import CREDITS, DEBITS, Body, Position, Value, direction, minor


class StateQuery(Body, frozen=True):
    """As of a moment, or of the commit of a transaction; now, if neither is named."""

    at: Moment | None = None
    transaction: RowId | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 200


class TransactionThen(Value, frozen=True):
    """A transaction as it was; not ``exact``: as it is now, by a clock nobody checked.

    ``created_at`` is the marketplace's own, as it says now; None: the row is gone, or the hour is
    ambiguous.
    """

    id: int
    type: str
    status: str
    amount_minor: int
    direction: Literal[1, -1, 0]
    currency: str
    payment_method: str | None
    exact: bool
    created_at: datetime | None


class State(Value, frozen=True):
    """An account at ``at``. ``pending`` is everything that was neither done nor off.

    ``balance_before_minor`` is what the balance was before the newest commit that moved it by then;
    None where the log has no such commit.
    Where it is not ``exact`` the balance is reckoned back, and what was frozen is not known.
    """

    user_id: int
    at: datetime
    balance_minor: int
    balance_before_minor: int | None
    frozen_minor: int | None
    currency: str
    exact: bool
    transactions: list[TransactionThen]
    pending: list[TransactionThen]
    transaction_count: int
    more: bool
    as_of: datetime
    position: Position


DONE = frozenset({"completed", "failed", "cancelled"})


class TimeTravel:
    """Answers what was; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("explain.sql")

    async def state(self, user_id: int, query: StateQuery) -> State:
        """Return an account as it was; raises Problem."""
        async with self._database.snapshot() as seen:
            if not await seen.connection.fetchval(self._sql["account"], user_id):
                raise Problem("user_not_found")
            at = query.at or seen.as_of
            if query.transaction is not None:
                found = await seen.connection.fetchval(
                    self._sql["moment"], user_id, query.transaction, seen.zone.key
                )
                if found is None:
                    raise Problem("transaction_not_found")
                at = found
            at = utc(at.replace(year=min(max(at.year, 2), 9998)))
            account = await seen.connection.fetchrow(self._sql["account_at"], user_id, at)
            rows = await self._transactions(seen, user_id, at, query.limit)
            balance = account["balance"]
            if not account["is_known"]:
                # Reckoned back from the balance with which the log began (contract §5.6).
                begun = await self._transactions(seen, user_id, account["began_at"], 1)
                balance = (account["opening"] or 0) - _booked(begun) + _booked(rows)
        then = [_transaction(row, seen.zone) for row in rows]
        total = rows[0]["total"] if rows else 0
        return State(
            user_id=user_id,
            at=at,
            balance_minor=balance or 0,  # there was no row yet
            balance_before_minor=account["before"],
            frozen_minor=account["frozen"],
            currency=account["currency"] or "RSD",
            exact=account["exact"],
            transactions=sorted(then, key=lambda transaction: -transaction.id),
            pending=[transaction for transaction in then if transaction.status not in DONE],
            transaction_count=total,
            more=total > len(then),
            as_of=utc(seen.as_of),
            position=seen.position,
        )

    async def _transactions(
        self, seen: Snapshot, user_id: int, at: datetime, limit: int
    ) -> list[asyncpg.Record]:
        wall = at.astimezone(seen.zone).replace(tzinfo=None)
        rows: list[asyncpg.Record] = await seen.connection.fetch(
            self._sql["transactions_at"], user_id, at, wall, list(CREDITS), list(DEBITS), limit
        )
        return rows


def _booked(rows: list[asyncpg.Record]) -> int:
    return minor(rows[0]["booked"]) if rows else 0


def _transaction(row: asyncpg.Record, zone: ZoneInfo) -> TransactionThen:
    return TransactionThen(
        id=row["id"],
        type=row["type"],
        status=row["status"],
        amount_minor=row["minor"],
        direction=direction(row["type"]),
        currency=row["currency"],
        payment_method=row["method"],
        exact=row["exact"],
        created_at=aware(row["created_at"], zone),
    )

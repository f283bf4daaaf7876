"""Calls the functions that write the marketplace's tables: patiently, refusals become problems."""

import asyncio
import random
import re
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import asyncpg
import msgspec

from gateway.database import Database
from gateway.problems import Problem
from gateway.wall_clock import aware, raw
from gateway.wire import Transaction, direction

ATTEMPTS = 5
BUSY = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
)
"""What giving way to others' locks looks like: nothing was written then."""

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
Receipt = TypeVar("Receipt", bound=msgspec.Struct)


class Booked(msgspec.Struct, frozen=True, kw_only=True):
    """What the database keeps of a booking, for whoever repeats its key."""

    transaction_id: int
    user_id: int
    user_name: str | None
    type: str
    moved_minor: int
    currency: str
    payment_method: str | None
    description: str
    created_at_raw: datetime
    recorded_at: datetime | None
    balance_minor: int
    available_minor: int
    backend_zone: str

    def transaction(self) -> Transaction:
        """Return the row that was booked, as it was then."""
        zone = ZoneInfo(self.backend_zone)
        clock_raw, clock = raw(self.created_at_raw), aware(self.created_at_raw, zone)
        return Transaction(
            id=self.transaction_id,
            user_id=self.user_id,
            user_name=self.user_name or "",
            type=self.type,
            status="completed",
            amount_minor=self.moved_minor,
            direction=direction(self.type),
            currency=self.currency,
            payment_method=self.payment_method,
            description=self.description,
            created_at_raw=clock_raw,
            created_at=clock,
            completed_at_raw=clock_raw,
            completed_at=clock,
            recorded_at=self.recorded_at,
            balance_after_minor=self.balance_minor,
            balance_after_exact=True,
            test=True,
        )


def checked_key(key: str | None) -> str:
    """Return an idempotency key that is one; raises Problem."""
    if not key:
        raise Problem("idempotency_key_missing")
    if not _KEY.fullmatch(key):
        raise Problem("idempotency_key_malformed")
    return key


async def ask(database: Database, statement: str, *arguments: object) -> dict[str, msgspec.Raw]:
    """Run one function, return its answer; raises Problem when it refused: nothing was written."""
    answer = await _patiently(database, statement, *arguments)
    outcome = msgspec.json.decode(answer, type=dict[str, msgspec.Raw])
    if "refused" in outcome:
        refusal = msgspec.json.decode(answer, type=dict[str, Any])
        raise Problem(refusal.pop("refused"), **refusal)
    return outcome


async def book(
    database: Database, statement: str, receipt: type[Receipt], *arguments: object
) -> tuple[Receipt, bool]:
    """Run a booking; return its receipt and whether it is a repeat. Raises Problem (see `ask`)."""
    outcome = await ask(database, statement, *arguments)
    return (
        msgspec.json.decode(outcome["receipt"], type=receipt),
        msgspec.json.decode(outcome["repeated"], type=bool),
    )


async def _patiently(database: Database, statement: str, *arguments: object) -> str:
    """Run a statement, and again after a pause whenever it had to give way."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            answer: str = await database.pool.fetchval(statement, *arguments)
        except BUSY:
            if attempt == ATTEMPTS:
                raise
            await asyncio.sleep(random.uniform(0, 0.05) * attempt)  # noqa: S311  (jitter)
        else:
            return answer
    raise AssertionError

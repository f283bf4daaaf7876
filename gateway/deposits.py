"""Test deposits: one call of the one function that may write the marketplace's tables."""

import asyncio
import random
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
import msgspec

from gateway.auth import Grant
from gateway.database import Database
from gateway.problems import Problem, request_id
from gateway.sql import statements
from gateway.wall_clock import aware, raw
from gateway.wire import DepositReceipt, DepositWish, Transaction

ATTEMPTS = 5
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Booked(msgspec.Struct, frozen=True):
    """What the database keeps of a deposit, for whoever repeats its key."""

    transaction_id: int
    user_id: int
    user_name: str | None
    payment_method: str
    description: str
    created_at_raw: datetime
    recorded_at: datetime | None
    amount_minor: int
    fee_minor: int
    credited_minor: int
    balance_minor: int
    currency: str


class Deposits:
    """Books test deposits, each key once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("deposits.sql")

    async def book(
        self, user_id: int, wish: DepositWish, key: str | None, grant: Grant
    ) -> DepositReceipt:
        """Credit an account, or return what this key booked before; raises Problem."""
        if not key:
            raise Problem("idempotency_key_missing")
        if not _KEY.fullmatch(key):
            raise Problem("idempotency_key_malformed")
        row = await self._patiently(
            grant.operator.id, key, user_id, wish.amount_minor, wish.currency,
            wish.payment_method, wish.reason, request_id.get(),
        )  # fmt: skip
        outcome = msgspec.json.decode(row["outcome"], type=dict[str, msgspec.Raw])
        if "refused" in outcome:
            refusal = msgspec.json.decode(row["outcome"], type=dict[str, Any])
            raise Problem(refusal.pop("refused"), **refusal)
        booked = msgspec.json.decode(outcome["receipt"], type=Booked)
        repeated = msgspec.json.decode(outcome["repeated"], type=bool)
        return _receipt(booked, ZoneInfo(row["backend_zone"]), repeated=repeated)

    async def _patiently(self, *arguments: object) -> asyncpg.Record:
        """Give way to others' locks and try again: nothing was written then."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._database.pool.fetchrow(self._sql["deposit"], *arguments)
            except (
                asyncpg.SerializationError,
                asyncpg.DeadlockDetectedError,
                asyncpg.LockNotAvailableError,
            ):
                if attempt == ATTEMPTS:
                    raise
                await asyncio.sleep(random.uniform(0, 0.05) * attempt)  # noqa: S311  (jitter)
        raise AssertionError


def _receipt(booked: Booked, zone: ZoneInfo, *, repeated: bool) -> DepositReceipt:
    clock_raw, clock = raw(booked.created_at_raw), aware(booked.created_at_raw, zone)
    transaction = Transaction(
        id=booked.transaction_id,
        user_id=booked.user_id,
        user_name=booked.user_name or "",
        type="deposit",
        status="completed",
        amount_minor=booked.credited_minor,
        direction=1,
        currency=booked.currency,
        payment_method=booked.payment_method,
        description=booked.description,
        created_at_raw=clock_raw,
        created_at=clock,
        completed_at_raw=clock_raw,
        completed_at=clock,
        recorded_at=booked.recorded_at,
        balance_after_minor=booked.balance_minor,
        balance_after_exact=True,
        test=True,
    )
    return DepositReceipt(
        transaction=transaction,
        amount_minor=booked.amount_minor,
        fee_minor=booked.fee_minor,
        credited_minor=booked.credited_minor,
        currency=booked.currency,
        balance_minor=booked.balance_minor,
        repeated=repeated,
    )

"""Test deposits and their reversals: booked once per key, read back, given up, listed."""

from typing import Annotated
from zoneinfo import ZoneInfo

import asyncpg
import msgspec
from msgspec import Meta

from gateway.accounts import RowId, transaction
from gateway.auth import Grant
from gateway.bookings import Booked, ask, book, checked_key
from gateway.database import Database
from gateway.problems import Problem, request_id
from gateway.sql import statements
from gateway.wire import Body
from gateway.wire_deposits import (
    DepositKey,
    DepositReceipt,
    DepositWish,
    ReversalReceipt,
    ReversalWish,
    TestDeposit,
    TestDeposits,
)


class TestDepositsQuery(Body, frozen=True):
    """Which test transactions; ``operator`` is "me" or absent: everybody's."""

    before: RowId | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    operator: Annotated[str, Meta(pattern="^me$")] | None = None
    user: RowId | None = None


class BookedDeposit(Booked, frozen=True, kw_only=True):
    """A deposit, and how what was credited came about."""

    amount_minor: int
    fee_minor: int


class BookedReversal(Booked, frozen=True, kw_only=True):
    """A reversal, and of what."""

    reversal_of: int
    forced: bool


class Deposits:
    """Books test deposits and takes them back, each key once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("deposits.sql")

    async def book(
        self, user_id: int, wish: DepositWish, key: str | None, by: Grant, address: str
    ) -> DepositReceipt:
        """Credit an account, or return what this key booked before; raises Problem."""
        booked, repeated = await book(
            self._database, self._sql["deposit"], BookedDeposit,
            by.operator.id, checked_key(key), user_id, wish.amount_minor, wish.currency,
            wish.payment_method, wish.reason, wish.ticket, address, request_id.get(),
        )  # fmt: skip
        return _receipt(booked, repeated=repeated)

    async def state(self, key: str | None, by: Grant) -> DepositKey:
        """Return what became of a key of one's own; raises Problem ``key_unknown``.

        Unknown means: nothing was booked yet. What is still under way may be.
        """
        key = checked_key(key)
        row = await self._database.pool.fetchrow(self._sql["key"], by.operator.id, key)
        if row is None:
            raise Problem("key_unknown")
        if row["kind"] != "deposit":
            raise Problem("idempotency_key_reused")
        if row["cancelled"]:
            return DepositKey(key=key, state="cancelled", receipt=None)
        booked = msgspec.json.decode(row["receipt"], type=BookedDeposit)
        return DepositKey(key=key, state="booked", receipt=_receipt(booked, repeated=True))

    async def cancel(self, key: str | None, by: Grant, address: str) -> DepositKey:
        """Take a key for ever without a deposit, unless it has booked one; raises Problem."""
        await ask(
            self._database, self._sql["cancel"],
            by.operator.id, checked_key(key), address, request_id.get(),
        )  # fmt: skip
        return await self.state(key, by)

    async def reverse(
        self, transaction_id: int, wish: ReversalWish, key: str | None, by: Grant, address: str
    ) -> ReversalReceipt:
        """Take a test deposit back, or return what this key booked before; raises Problem."""
        booked, repeated = await book(
            self._database, self._sql["reverse"], BookedReversal,
            by.operator.id, checked_key(key), transaction_id, wish.reason, wish.ticket,
            wish.force, address, request_id.get(),
        )  # fmt: skip
        return ReversalReceipt(
            transaction=booked.transaction(),
            reversal_of=booked.reversal_of,
            debited_minor=booked.moved_minor,
            currency=booked.currency,
            balance_minor=booked.balance_minor,
            available_minor=booked.available_minor,
            forced=booked.forced,
            repeated=repeated,
        )

    async def tests(self, query: TestDepositsQuery, by: Grant) -> TestDeposits:
        """Return the newest test transactions."""
        async with self._database.snapshot() as seen:
            rows = await seen.connection.fetch(
                self._sql["test_deposits"], query.before,
                by.operator.id if query.operator else None, query.user, query.limit + 1,
            )  # fmt: skip
        shown = [_test_deposit(row, seen.zone, by) for row in rows[: query.limit]]
        return TestDeposits(test_deposits=shown, more=len(rows) > query.limit)


def _receipt(booked: BookedDeposit, *, repeated: bool) -> DepositReceipt:
    return DepositReceipt(
        transaction=booked.transaction(),
        amount_minor=booked.amount_minor,
        fee_minor=booked.fee_minor,
        credited_minor=booked.moved_minor,
        currency=booked.currency,
        balance_minor=booked.balance_minor,
        repeated=repeated,
    )


def _test_deposit(row: asyncpg.Record, zone: ZoneInfo, by: Grant) -> TestDeposit:
    return TestDeposit(
        transaction=transaction(row, zone),
        key=row["key"] if row["operator_id"] == by.operator.id else None,
        operator_id=row["operator_id"],
        operator_email=row["operator_email"],
        reason=row["reason"],
        ticket=row["ticket"],
        paid_minor=row["paid_minor"],
        fee_minor=row["fee_minor"],
        credited_minor=row["credited_minor"],
        currency=row["currency"],
        recorded_at=row["noted_at"],
        reversal_of=row["reversal_of"],
        reversed_by=row["reversed_by"],
        session=row["session"],
    )

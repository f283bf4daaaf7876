"""Accounts, their transactions and their course, each read from one snapshot of the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import asyncpg
from msgspec import Meta, field

from gateway.database import Database, Snapshot
from gateway.problems import Problem
from gateway.sql import statements
from gateway.wall_clock import aware, convertible, raw
from gateway.wire import (
    CREDITS,
    DEBITS,
    Account,
    AccountPage,
    Accounts,
    Body,
    Curve,
    CurvePoint,
    PaymentMethod,
    PaymentMethods,
    Transaction,
    TransactionPage,
    User,
    direction,
    minor,
)

RowId = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Moment = Annotated[datetime, Meta(tz=True)]
Words = Annotated[list[Annotated[str, Meta(max_length=50)]], Meta(max_length=20)]


class PageQuery(Body, frozen=True):
    """How much of an account to show."""

    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class TransactionsQuery(Body, frozen=True):
    """Which transactions of a user; ``from`` inclusive, ``to`` exclusive."""

    before: RowId | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 200
    type: Words = field(default_factory=list)
    status: Words = field(default_factory=list)
    from_: Moment | None = field(default=None, name="from")
    to: Moment | None = None


class FeedQuery(TransactionsQuery, frozen=True):
    """Which transactions of all users."""

    user: RowId | None = None


class CurveQuery(Body, frozen=True):
    """Which stretch of a balance, and in how many points."""

    points: Annotated[int, Meta(ge=2, le=2000)] = 400
    from_: Moment | None = field(default=None, name="from")
    to: Moment | None = None


class AccountsQuery(Body, frozen=True):
    """Which accounts: ids with commas between them."""

    ids: Annotated[str, Meta(pattern=r"^[0-9]{1,10}(,[0-9]{1,10}){0,199}$")]


class AccountReader:
    """Answers what is in the database; writes nothing of the marketplace's."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("accounts.sql")

    async def page(self, user_id: int, query: PageQuery) -> AccountPage:
        """Return a user's account with its newest transactions; raises Problem."""
        async with self._database.snapshot() as seen:
            row = await self._user(seen, user_id)
            (account,) = await self._accounts(seen, [user_id])
            transactions, more = await self._of_user(
                seen, user_id, TransactionsQuery(limit=query.limit)
            )
        return AccountPage(
            user=user(row),
            account=account,
            transactions=transactions,
            more=more,
            transaction_count=row["transaction_count"],
            as_of=seen.as_of,
            position=seen.position,
        )

    async def transactions(self, user_id: int, query: TransactionsQuery) -> TransactionPage:
        """Return transactions of one user with the balance after each; raises Problem."""
        async with self._database.snapshot() as seen:
            await self._user(seen, user_id)
            transactions, more = await self._of_user(seen, user_id, query)
        return TransactionPage(
            transactions=transactions, more=more, as_of=seen.as_of, position=seen.position
        )

    async def feed(self, query: FeedQuery) -> TransactionPage:
        """Return transactions of all users, without balances."""
        async with self._database.snapshot() as seen:
            rows, more = await self._rows(seen, query.user, query)
        return TransactionPage(
            transactions=[transaction({**row, "paired": None}, seen.zone) for row in rows],
            more=more,
            as_of=seen.as_of,
            position=seen.position,
        )

    async def accounts(self, query: AccountsQuery) -> Accounts:
        """Return several accounts of one snapshot; unknown ids are left out."""
        ids = list(dict.fromkeys(int(number) for number in query.ids.split(",")))
        async with self._database.snapshot() as seen:
            accounts = await self._accounts(seen, ids)
        return Accounts(accounts=accounts, as_of=seen.as_of, position=seen.position)

    async def curve(self, user_id: int, query: CurveQuery) -> Curve:
        """Return the course of a balance in at most ``query.points`` steps; raises Problem."""
        async with self._database.snapshot() as seen:
            await self._user(seen, user_id)
            (account,) = await self._accounts(seen, [user_id])
            rows = await seen.connection.fetch(
                self._sql["curve"], user_id, list(CREDITS), list(DEBITS), seen.zone.key,
                max(query.points // 4, 1), convertible(query.from_), convertible(query.to),
            )  # fmt: skip
        points = [
            CurvePoint(
                at=row["at"],
                balance_minor=row["minor"],
                transaction_id=row["transaction_id"],
                exact=row["exact"],
            )
            for row in rows
        ]
        if points and query.to is None and points[-1].balance_minor != account.balance_minor:
            # A change that the log could not record happened at some time before now.
            points.append(
                CurvePoint(
                    at=seen.as_of,
                    balance_minor=account.balance_minor,
                    transaction_id=None,
                    exact=True,
                )
            )
        return Curve(
            points=points if len(points) <= query.points else [points[0], points[-1]],
            currency=account.currency,
            as_of=seen.as_of,
            position=seen.position,
        )

    async def payment_methods(self) -> PaymentMethods:
        """Return all payment methods, inactive ones too."""
        rows = await self._database.pool.fetch(self._sql["payment_methods"])
        return PaymentMethods(payment_methods=[_payment_method(row) for row in rows])

    async def _user(self, seen: Snapshot, user_id: int) -> asyncpg.Record:
        row = await seen.connection.fetchrow(self._sql["user"], user_id)
        if row is None:
            raise Problem("user_not_found")
        return row

    async def _accounts(self, seen: Snapshot, ids: list[int]) -> list[Account]:
        rows = await seen.connection.fetch(self._sql["accounts"], ids)
        return [_account(row) for row in rows]

    async def _rows(
        self, seen: Snapshot, user_id: int | None, query: TransactionsQuery
    ) -> tuple[Sequence[asyncpg.Record], bool]:
        rows = await seen.connection.fetch(
            self._sql["transactions"], user_id, query.before, query.limit + 1,
            query.type or None, query.status or None,
            _wall_clock(query.from_, seen.zone), _wall_clock(query.to, seen.zone),
        )  # fmt: skip
        return rows[: query.limit], len(rows) > query.limit

    async def _of_user(
        self, seen: Snapshot, user_id: int, query: TransactionsQuery
    ) -> tuple[list[Transaction], bool]:
        rows, more = await self._rows(seen, user_id, query)
        unpaired = [
            row["id"] for row in rows if row["status"] == "completed" and row["paired"] is None
        ]
        replayed = {}
        if unpaired:
            found = await seen.connection.fetch(
                self._sql["replayed"], user_id, unpaired, list(CREDITS), list(DEBITS)
            )
            replayed = {row["id"]: row["balance"] for row in found}
        return [transaction(row, seen.zone, replayed.get(row["id"])) for row in rows], more


def user(row: asyncpg.Record) -> User:
    """Build a user from the columns of statement ``user``."""
    return User(**{name: row[name] for name in User.__struct_fields__})


def transaction(
    row: Mapping[str, Any], zone: ZoneInfo, replayed: Decimal | None = None
) -> Transaction:
    """Build a transaction from the columns of statement ``transactions``."""
    after = row["paired"] if row["paired"] is not None else replayed
    return Transaction(
        id=row["id"],
        user_id=row["user_id"] or 0,
        user_name=row["user_name"] or "",
        type=row["type"] or "",
        status=row["status"] or "",
        amount_minor=minor(row["amount"]),
        direction=direction(row["type"]),
        currency=row["currency"] or "",
        payment_method=row["payment_method"],
        description=row["description"],
        created_at_raw=raw(row["created_at"]),
        created_at=aware(row["created_at"], zone),
        completed_at_raw=raw(row["completed_at"]),
        completed_at=aware(row["completed_at"], zone),
        recorded_at=row["recorded_at"],
        balance_after_minor=None if after is None else minor(after),
        balance_after_exact=row["paired"] is not None,
        test=row["test"],
    )


def _account(row: asyncpg.Record) -> Account:
    exists = row["balance"] is not None
    return Account(
        user_id=row["user_id"],
        user_name=row["user_name"],
        balance_minor=minor(row["balance"]) if exists else 0,
        frozen_minor=minor(row["frozen_balance"]) if exists else 0,
        currency=row["currency"] or "RSD",
        exists=exists,
        version=row["version"] or 0,
        changes=row["changes"] or 0,
        changed_at=row["changed_at"],
    )


def _payment_method(row: asyncpg.Record) -> PaymentMethod:
    lowest, highest = row["minimum_amount"], row["maximum_amount"]
    return PaymentMethod(
        code=row["code"],
        name=row["name"],
        type=row["type"],
        active=row["active"],
        minimum_minor=None if lowest is None else minor(lowest),
        maximum_minor=None if highest is None else minor(highest),
        fee_percentage=str(row["fee_percentage"]),
        fixed_fee_minor=minor(row["fixed_fee"]),
    )


def _wall_clock(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    moment = convertible(moment)
    return None if moment is None else moment.astimezone(zone).replace(tzinfo=None)

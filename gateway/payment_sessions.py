"""The payment page's flow for somebody else's account: sessions, and completions that are due."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from typing import Annotated

import asyncpg
import msgspec
from msgspec import Meta

from gateway.accounts import Moment, RowId
from gateway.auth import Grant
from gateway.bookings import book, checked_key
from gateway.database import UNREACHABLE, Database
from gateway.problems import Problem, request_id
from gateway.sql import statements
from gateway.wall_clock import convertible
from gateway.wire import Body
from gateway.wire_deposits import PaymentSession, PaymentSessionPage, PaymentSessionWish

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.5
"""Seconds between looks for completions that are due."""
COMPLETIONS = {"success": 1, "double_completion": 2}
"""What is completed before the answer; a late one by whoever is alive when it is due."""


class SessionsQuery(Body, frozen=True):
    """Which sessions: of one user, opened before."""

    user: RowId | None = None
    before: Moment | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class Opened(msgspec.Struct, frozen=True):
    """What a key of this kind stands for."""

    number: int


class PaymentSessions:
    """Opens sessions, and completes what is due: its state is in the database alone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("payment_sessions.sql")

    async def open(
        self, user_id: int, wish: PaymentSessionWish, key: str | None, by: Grant, address: str
    ) -> PaymentSession:
        """Do what the customer does, or return what this key stands for; raises Problem."""
        if (wish.outcome == "late_completion") != (wish.delay_seconds is not None):
            raise Problem(
                "invalid_value",
                "A late completion, and no other outcome, has delay_seconds from 1 to 3600.",
                field="delay_seconds",
            )
        opened, repeated = await book(
            self._database, self._sql["open"], Opened,
            by.operator.id, checked_key(key), user_id, wish.amount_minor, wish.currency,
            wish.payment_method, wish.outcome, wish.delay_seconds, wish.reason, wish.ticket,
            address, request_id.get(),
        )  # fmt: skip
        for _ in range(COMPLETIONS.get(wish.outcome, 0)):
            await self._complete(opened.number)
        rows = await self._rows(opened.number, None, None, 1)
        return _session(rows[0], repeated=repeated)

    async def sessions(self, query: SessionsQuery) -> PaymentSessionPage:
        """Return the newest sessions."""
        rows = await self._rows(None, query.user, convertible(query.before), query.limit + 1)
        shown = [_session(row, repeated=False) for row in rows[: query.limit]]
        return PaymentSessionPage(payment_sessions=shown, more=len(rows) > query.limit)

    async def run(self) -> None:
        """Complete what is due, whichever gateway opened it; until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            due = []
            with _warning():
                due = await self._database.pool.fetch(self._sql["due"])
            for row in due:
                with _warning():  # one that cannot be completed holds up no other
                    await self._complete(row["number"])

    async def _complete(self, number: int) -> None:
        """Complete once what is due of a session; what has to give way stays due."""
        with contextlib.suppress(asyncpg.TransactionRollbackError, asyncpg.LockNotAvailableError):
            await self._database.pool.execute(self._sql["complete"], number)

    async def _rows(self, *arguments: object) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._database.pool.fetch(
            self._sql["sessions"], *arguments
        )
        return rows


@contextlib.contextmanager
def _warning() -> Iterator[None]:
    try:
        yield
    except (*UNREACHABLE, asyncpg.PostgresError) as exc:
        logger.warning("payment sessions: %s", type(exc).__name__)


def _session(row: asyncpg.Record, *, repeated: bool) -> PaymentSession:
    return PaymentSession(
        session_id=row["session_id"],
        user_id=row["user_id"],
        amount_minor=row["amount_minor"],
        amount_omitted=row["omitted"],
        currency="RSD",
        payment_method=row["payment_method"],
        outcome=row["outcome"],
        state=row["state"],
        due_at=row["due_at"],
        success_page=_success_page(row),
        transaction_ids=row["transaction_ids"],
        created_at=row["created_at"],
        operator_email=row["operator_email"],
        reason=row["reason"],
        ticket=row["ticket"],
        repeated=repeated,
    )


def _success_page(row: asyncpg.Record) -> str | None:
    """Return what stood in the address bar; the page draws itself from that alone (§8.6).

    The card form leads there whether or not anything was credited (§8.5).
    """
    if row["outcome"] != "card_form" and row["state"] != "completed":
        return None
    page = f"/ru/balance/deposit/success?session_id={row['session_id']}"
    if row["omitted"]:
        return page
    whole, paras = divmod(abs(row["amount_minor"]), 100)
    sign = "-" if row["amount_minor"] < 0 else ""
    return f"{page}&amount={sign}{whole}" + (f".{paras:02}" if paras else "")

"""The complaint book: one customer per hypothesis, what happened to them, and their own words.

They register once the console is installed, so the change log has their whole life. Traffic leaves
them alone.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import asyncpg

from gateway.sandbox.cases import MOCK
from gateway.sandbox.complaint_texts import WORDS

BELGRADE = ZoneInfo("Europe/Belgrade")
DOMAIN = "complaints.example.org"
BOOK = """
    insert into balance_transactions (user_id, type, amount, currency, status, payment_method,
        payment_details, description, created_at, completed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
        case when $5::varchar = 'completed' then $9::timestamp end)
    returning id
"""
MOVE = """
    insert into user_balances (user_id, balance, frozen_balance, currency) values ($1, $2, 0, 'RSD')
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
PUT = "update user_balances set {column} = {column} + $2 where user_id = $1"
ALTER = "update balance_transactions set {column} = $2 where id = $1"
DELETE = "delete from balance_transactions where id = $1"
REGISTER = """
    insert into users (name, email, google_id, picture_url, created_at, updated_at)
    values ($1, $2, '', '', $3, $3) returning id
"""
WRITTEN = """
    select id, email, created_at at time zone 'UTC' as registered_at
    from users where email like '%@' || $1 order by id
"""


class Customer:
    """Does to one account what the backend does, or somebody with psql and good intentions."""

    def __init__(
        self, backend: asyncpg.Connection, hand: asyncpg.Connection, user_id: int, zone: ZoneInfo
    ) -> None:
        self._backend = backend
        self._hand = hand
        self._zone = zone
        self.id = user_id
        self.last = 0
        """The newest transaction."""

    @asynccontextmanager
    async def one_commit(self) -> AsyncIterator[None]:
        """Let all that the backend does inside be one commit."""
        async with self._backend.transaction():
            yield

    async def book(
        self, amount: str, kind: str = "deposit", *, status: str = "completed",
        currency: str = "RSD", method: str | None = "mock_payment", text: str | None = MOCK,
        user_id: int | None = None, details: str | None = None,
        clock: timedelta = timedelta(),
    ) -> None:  # fmt: skip
        """Insert a transaction (contract §5.5, W2)."""
        wall = datetime.now(self._zone).replace(tzinfo=None) + clock
        self.last = await self._backend.fetchval(
            BOOK, user_id or self.id, kind, Decimal(amount), currency, status, method, details,
            text, wall,
        )  # fmt: skip

    async def move(self, amount: str, *, user_id: int | None = None) -> None:
        """Add to the balance."""
        await self._backend.execute(MOVE, user_id or self.id, Decimal(amount))

    async def pay_in(self, amount: str, *, method: str = "mock_payment") -> None:
        """Do what a deposit is meant to do."""
        async with self.one_commit():
            await self.book(amount, method=method)
            await self.move(amount)

    async def spend(self, amount: str) -> None:
        """Do what a payment is meant to do."""
        async with self.one_commit():
            await self.book(amount, "payment", method="balance", text="Оплата заказа #4711")
            await self.move(f"-{amount}")

    async def put(self, amount: str, column: str = "balance") -> None:
        """Change the account by hand."""
        await self._hand.execute(PUT.format(column=column), self.id, Decimal(amount))

    async def alter(self, column: str, value: object) -> None:
        """Change the newest transaction by hand."""
        await self._hand.execute(ALTER.format(column=column), self.last, value)

    async def settle(self, status: str) -> None:
        """Have the backend give the newest transaction another status."""
        await self._backend.execute(ALTER.format(column="status"), self.last, status)

    async def delete(self) -> None:
        """Delete the newest transaction by hand."""
        await self._hand.execute(DELETE, self.last)


Life = Callable[[Customer, int], Awaitable[None]]
"""What happens to a customer; the number is another user."""


async def _nothing(customer: Customer, other: int) -> None:
    del customer, other


async def _looks(customer: Customer, other: int) -> None:
    del other
    await customer.move("0")


async def _pending(customer: Customer, other: int) -> None:
    del other
    await customer.move("0")
    await customer.book("2000", status="pending")


async def _failed(customer: Customer, other: int) -> None:
    await _pending(customer, other)
    await customer.settle("failed")


async def _others_account(customer: Customer, other: int) -> None:
    async with customer.one_commit():
        await customer.book("2000", user_id=other)
        await customer.move("2000", user_id=other)


async def _twice(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("3000")
    await customer.pay_in("3000")


async def _with_fee(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("1100", method="bank_transfer")


async def _two_thousand(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("2000")


async def _wrong_sign(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("5000")
    async with customer.one_commit():
        await customer.book("1500")
        await customer.move("-1500")


async def _in_paras(customer: Customer, other: int) -> None:
    del other
    async with customer.one_commit():
        await customer.book("2000")
        await customer.move("20")


async def _in_euros(customer: Customer, other: int) -> None:
    del other
    async with customer.one_commit():
        await customer.book("20", currency="EUR", method="ips_qr")
        await customer.move("20")


async def _taken_back(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("2000")
    async with customer.one_commit():
        await customer.settle("cancelled")
        await customer.move("-2000")


async def _spent(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("2000")
    await customer.spend("1500")
    await customer.spend("499.50")


async def _frozen(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("2000")
    await customer.put("2000", "frozen_balance")


async def _hand_edit(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("2000")
    await customer.put("-2000")


async def _never_heard(customer: Customer, other: int) -> None:
    await _pending(customer, other)
    await customer.settle("completed")


async def _edited(customer: Customer, other: int) -> None:
    del other
    await customer.pay_in("2000")
    await customer.alter("amount", Decimal(200))


async def _unreadable(customer: Customer, other: int) -> None:
    del other
    async with customer.one_commit():
        await customer.book("700", method=None, text=None)
        await customer.move("700")


async def _test(customer: Customer, other: int) -> None:
    del other
    async with customer.one_commit():
        await customer.book("10000", details='{"svetu_console": {"test": true}}')
        await customer.move("10000")


async def _other_zone(customer: Customer, other: int) -> None:
    del other
    async with customer.one_commit():
        await customer.book("1200", clock=timedelta(hours=-2))
        await customer.move("1200")


@dataclass(frozen=True, slots=True)
class Complaint:
    """A page of the book: what happened, what the customer claims, and what will be found.

    ``minutes`` is how long after it happened they say that it was; None: they name no time.
    ``other`` is whether their session belongs to another user. Their words are in
    `complaint_texts`.
    """

    code: str
    name: str
    life: Life
    amount: str | None = "2000"
    minutes: float | None = 0
    other: bool = False
    method: str | None = None
    success_page: bool = False
    outcome: str = "proved"


COMPLAINTS = (
    Complaint("never_arrived", "Jovana Lukić", _looks),
    Complaint("pending", "Stefan Đukić", _pending),
    Complaint("failed", "Ирина Лебедева", _failed),
    Complaint("credited_to_other_user", "Marija Tomić", _others_account, other=True),
    Complaint("credited_twice", "Vladimir Kostić", _twice, "3000"),
    Complaint("fee_added", "Олег Тарасов", _with_fee, "1000"),
    Complaint("default_amount_2000", "Tijana Babić", _two_thousand, "1500"),
    Complaint("wrong_sign", "Nenad Simić", _wrong_sign, "1500"),
    Complaint("scaled_by_100", "Анна Крылова", _in_paras),
    Complaint("wrong_currency", "Luka Perić", _in_euros, "20"),
    Complaint("reversed", "Sanja Milić", _taken_back),
    Complaint("spent_since", "Павел Гусев", _spent),
    Complaint("frozen", "Ivan Marić", _frozen),
    Complaint("balance_changed_without_transaction", "Katarina Vasić", _hand_edit),
    Complaint("transaction_without_balance_change", "Denis Popović", _never_heard),
    Complaint("transaction_edited_or_deleted", "Елена Орлова", _edited),
    Complaint("read_failure_shown_as_zero", "Bojana Ilić", _two_thousand, minutes=0.05,
              outcome="cannot_tell"),
    Complaint("history_unreadable", "Miloš Ristić", _unreadable, None, None),
    Complaint("method_missing_or_inactive", "Наталья Белова", _nothing, None, None,
              method="payment_slip"),
    Complaint("display_only", "Filip Đorđević", _looks, success_page=True),
    Complaint("test_deposit", "Jelena Radić", _test, None, None),
    Complaint("clock_offset", "Сергей Ефимов", _other_zone, "1200"),
    Complaint("stale_console", "Dragana Pavlović", _two_thousand, outcome="cannot_tell"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A complaint as it is in a sandbox: who, when, and how to ask about it."""

    complaint: Complaint
    user_id: int
    said_at: datetime | None
    session: str | None

    @property
    def words(self) -> str:
        """What the customer writes; times are the backend's."""
        at = f"{self.said_at.astimezone(BELGRADE):%d.%m. %H:%M}" if self.said_at else ""
        return WORDS[self.complaint.code].format(at=at, session=self.session or "")

    @property
    def command(self) -> list[str]:
        """The arguments of `svetu-gateway explain` for it."""
        complaint = self.complaint
        given = {
            "--claim-amount": complaint.amount,
            "--claim-at": self.said_at.isoformat(timespec="seconds") if self.said_at else None,
            "--session": self.session,
            "--method": complaint.method,
        }
        options = [part for name, value in given.items() if value for part in (name, value)]
        return [str(self.user_id), *options, *["--success-page"] * complaint.success_page]


async def write_book(backend: str, hand: str, *, zone: str) -> None:
    """Let it all happen, now. ``hand`` is a DSN of somebody who may edit by hand."""
    shop = await asyncpg.connect(backend, server_settings={"application_name": "marketplace"})
    editor = await asyncpg.connect(hand, server_settings={"application_name": "psql"})
    try:
        friend = await _register(shop, "Petar Knežević", "friend")
        for complaint in COMPLAINTS:
            user_id = await _register(shop, complaint.name, complaint.code)
            customer = Customer(shop, editor, user_id, ZoneInfo(zone))
            await complaint.life(customer, friend)
    finally:
        await shop.close()
        await editor.close()


async def read_book(dsn: str) -> list[Page]:
    """Return the pages that a sandbox has; empty in any other database."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch(WRITTEN, DOMAIN)
    finally:
        await connection.close()
    by_code = {row["email"].partition("@")[0]: row for row in rows}
    friend = by_code.get("friend")
    return [
        _page(complaint, by_code[complaint.code], friend["id"] if friend else 0)
        for complaint in COMPLAINTS
        if complaint.code in by_code
    ]


def _page(complaint: Complaint, row: asyncpg.Record, friend: int) -> Page:
    at = None
    if complaint.minutes is not None:
        at = row["registered_at"] + timedelta(minutes=complaint.minutes)
    session = f"mock_session_{friend}_{int(at.timestamp())}" if at and complaint.other else None
    return Page(complaint, row["id"], at, session)


async def _register(shop: asyncpg.Connection, name: str, key: str) -> int:
    user_id: int = await shop.fetchval(
        REGISTER, name, f"{key}@{DOMAIN}", datetime.now(UTC).replace(tzinfo=None)
    )
    return user_id

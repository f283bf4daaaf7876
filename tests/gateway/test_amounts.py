"""Laws of amounts and fees: exact in `numeric(12,2)`, refused outside, whatever the method."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import asyncpg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gateway.wire import MONEY_LIMIT, minor
from tests.gateway.test_deposits import new_key

LAW = settings(max_examples=300, deadline=None, database=None, derandomize=True)
CENT = Decimal("0.01")
LIMIT = Decimal(MONEY_LIMIT) / 100

money = st.decimals("-9999999999.99", "9999999999.99", places=2)
paid = st.integers(1, MONEY_LIMIT - 1) | st.integers(1, 10**7) | st.integers(-5, 5)
limits = st.none() | st.decimals("0", "9999999999.99", places=2)
percentages = st.none() | st.decimals("-999.99", "999.99", places=2) | st.just(Decimal("1.5"))
fixed_fees = (
    st.none() | st.decimals("-9999999999.99", "9999999999.99", places=2) | st.just(Decimal(50))
)
balances = st.none() | money | st.decimals("9999000000", "9999999999.99", places=2)

Law = Callable[..., Awaitable[None]]


async def hold(law: Law, admin: asyncpg.Connection, strategies: dict[str, Any]) -> None:
    """Try a law on drawn values, each in a transaction that is rolled back."""
    loop = asyncio.get_running_loop()

    async def tried(values: dict[str, Any]) -> None:
        change = admin.transaction()
        await change.start()
        try:
            await law(admin, **values)
        finally:
            await change.rollback()

    @LAW
    @given(st.fixed_dictionaries(strategies))
    def holds(values: dict[str, Any]) -> None:
        asyncio.run_coroutine_threadsafe(tried(values), loop).result()

    await asyncio.to_thread(holds)


@LAW
@given(money)
@example(Decimal("9999999999.99"))
@example(Decimal("-0.01"))
def test_minor_units_are_exact(amount: Decimal) -> None:
    assert Decimal(minor(amount)) / 100 == amount
    assert abs(minor(amount)) < MONEY_LIMIT


async def test_every_amount_comes_back_from_the_ledger_as_it_was(
    admin: asyncpg.Connection,
) -> None:
    async def law(admin: asyncpg.Connection, amount: Decimal) -> None:
        stored = await admin.fetchval(
            "insert into balance_transactions (user_id, type, amount) values (1, 'x', $1)"
            " returning amount",
            amount,
        )
        assert minor(stored) == int(amount * 100)

    await hold(law, admin, {"amount": money})


@pytest.fixture
async def boss(admin: asyncpg.Connection) -> int:
    number: int = await admin.fetchval(
        "insert into svetu_console.operators (email, password_hash, role)"
        " values ('boss@example.org', '', 'admin') returning id"
    )
    await admin.execute("update svetu_console.settings set deposits_per_minute = null")
    return number


async def test_what_is_credited_is_paid_and_fee_rounded_once(
    admin: asyncpg.Connection, boss: int
) -> None:
    met: Counter[str] = Counter()

    async def law(
        admin: asyncpg.Connection,
        paid: int,
        percentage: Decimal | None,
        fixed: Decimal | None,
        lowest: Decimal | None,
        highest: Decimal | None,
        balance: Decimal | None,
    ) -> None:
        await admin.execute(
            "insert into payment_methods (name, code, type, minimum_amount, maximum_amount,"
            " fee_percentage, fixed_fee) values ('Any', 'any', 'card', $1, $2, $3, $4)",
            lowest, highest, percentage, fixed,
        )  # fmt: skip
        if balance is not None:
            await admin.execute("insert into user_balances values (1, $1)", balance)
        told = await booked(admin, boss, paid)
        met[told.get("refused", "booked")] += 1
        amount = Decimal(paid) / 100
        fee = (fixed or 0) + amount * (percentage or 0) / 100
        credited = (amount + fee).quantize(CENT, ROUND_HALF_UP)
        after = (balance or Decimal(0)) + credited
        if paid <= 0:
            assert told["refused"] == "amount_not_positive"
        elif lowest is not None and amount < lowest:
            assert (told["refused"], told["minimum_minor"]) == (
                "amount_below_minimum", minor(lowest),
            )  # fmt: skip
        elif highest is not None and amount > highest:
            assert (told["refused"], told["maximum_minor"]) == (
                "amount_above_maximum", minor(highest),
            )  # fmt: skip
        elif credited <= 0:
            assert told["refused"] == "amount_not_positive"
        elif credited >= LIMIT or after >= LIMIT:
            assert told["refused"] == "balance_overflow"
            assert told["room_minor"] == MONEY_LIMIT - 1 - minor(balance or Decimal(0))
        else:
            await is_booked(admin, told, credited, after, paid)
            return
        assert await admin.fetchval("select count(*) from balance_transactions") == 0
        assert await admin.fetchval("select count(*) from svetu_console.idempotency_keys") == 0

    await hold(
        law, admin,
        {"paid": paid, "percentage": percentages, "fixed": fixed_fees, "lowest": limits,
         "highest": limits, "balance": balances},
    )  # fmt: skip
    assert len(met) == 5, met
    assert min(met.values()) >= 5, met


async def booked(admin: asyncpg.Connection, operator: int, paid: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        await admin.fetchval(
            "select svetu_console.deposit($1, $2, 1, $3, 'RSD', 'any', 'law', null, '', '')",
            operator, new_key(), paid,
        )
    )  # fmt: skip
    return told


async def is_booked(
    admin: asyncpg.Connection,
    told: dict[str, Any],
    credited: Decimal,
    after: Decimal,
    paid: int,
) -> None:
    receipt = told["receipt"]
    assert receipt["moved_minor"] == minor(credited)
    assert receipt["amount_minor"] + receipt["fee_minor"] == receipt["moved_minor"]
    assert (receipt["amount_minor"], receipt["balance_minor"]) == (paid, minor(after))
    assert await admin.fetchval("select amount from balance_transactions") == credited
    assert await admin.fetchval("select balance from user_balances") == after


async def test_a_reversal_takes_exactly_what_was_credited(
    admin: asyncpg.Connection, boss: int
) -> None:
    async def law(
        admin: asyncpg.Connection, paid: int, balance: Decimal, spent: Decimal, frozen: Decimal
    ) -> None:
        await admin.execute(
            "insert into payment_methods (name, code, type, fee_percentage, fixed_fee)"
            " values ('Any', 'any', 'card', 0.8, 50)"
        )
        await admin.execute("insert into user_balances values (1, $1, $2)", balance, frozen)
        told = (await booked(admin, boss, paid))["receipt"]
        await admin.execute("update user_balances set balance = balance - $1", spent)
        reversal: dict[str, Any] = json.loads(
            await admin.fetchval(
                "select svetu_console.reverse($1, $2, $3, 'law', null, false, '', '')",
                boss, new_key(), told["transaction_id"],
            )
        )  # fmt: skip
        left = balance - spent
        available = minor(left - frozen) + told["moved_minor"]
        if left - frozen < 0:
            assert reversal["refused"] == "insufficient_available"
            assert reversal["available_minor"] == available
            assert reversal["required_minor"] == told["moved_minor"]
        else:
            assert reversal["receipt"]["balance_minor"] == minor(left)
            assert reversal["receipt"]["available_minor"] == minor(left - frozen)
            assert reversal["receipt"]["moved_minor"] == told["moved_minor"]

    small = st.decimals("0", "1000000", places=2)
    await hold(
        law, admin,
        {"paid": st.integers(1, 10**8), "balance": small, "spent": small, "frozen": small},
    )  # fmt: skip

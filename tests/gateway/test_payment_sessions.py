"""The payment page's flow: six outcomes, each leaving exactly what the marketplace leaves."""

import asyncio
import re
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.sandbox.acts import Method, deposit_with_fee
from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.gateway.test_deposit_crashes import until
from tests.gateway.test_deposits import new_key

MOCK = Method("mock_payment", "Mock Payment (для тестирования)", Decimal(0), Decimal(0))
# W2 of contract §5.5 as the backend sends it, and W1, which reads a balance.
BOOK = """
    insert into balance_transactions (user_id, type, amount, currency, status, payment_method,
        description, created_at, completed_at)
    values ($1, 'deposit', $2, 'RSD', 'completed', $3, $4, $5, $5)
"""
CREDIT = """
    insert into user_balances (user_id, balance, frozen_balance, currency)
    values ($1, $2, 0, 'RSD')
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
READ = "insert into user_balances values ($1, 0, 0, 'RSD') on conflict do nothing"
# All that either table says, but for ids and times; how many commits; are the two times one?
LEFT = """
    select 't' as part, to_jsonb(t) - '{id,created_at,completed_at,user_id}'::text[] as content,
        created_at = completed_at as once
    from balance_transactions t where user_id = $1
    union all
    select 'b', to_jsonb(b) - '{user_id,updated_at}'::text[], true
    from user_balances b where user_id = $1
    order by 1, 2
"""
COMMITS = "select count(distinct xid) from svetu_console.change_log where user_id = $1"


def wish(outcome: str, **changes: object) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "amount_minor": 250_050,
        "currency": "RSD",
        "payment_method": "allsecure",
        "reason": "rehearsal",
        "ticket": "SUP-5",
    } | changes


async def pay(
    http: httpx.AsyncClient, outcome: str, user_id: int = 1, key: str = "", **changes: object
) -> httpx.Response:
    headers = {"Idempotency-Key": key or new_key()}
    body = wish(outcome, **changes)
    return await http.post(f"/users/{user_id}/payment-sessions", json=body, headers=headers)


@pytest.fixture
async def backend(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.backend)
    yield connection
    await connection.close()


async def complete(backend: asyncpg.Connection, user_id: int, amount: str) -> None:
    """Do what the backend does for `mock/complete`."""
    act = deposit_with_fee(Decimal(amount), MOCK)
    at = await backend.fetchval("select clock_timestamp()::timestamp")
    async with backend.transaction():
        await backend.execute(BOOK, user_id, act.amount, act.method, act.description, at)
        await backend.execute(CREDIT, user_id, act.amount)
    await backend.execute(READ, user_id)


CASES: dict[str, tuple[dict[str, Any], tuple[str, ...], str, str | None]] = {
    # outcome: what is asked for besides, what is completed, the state, the amount in the address
    "success": ({}, ("2500.50",), "completed", "2500.50"),
    "double_completion": ({}, ("2500.50", "2500.50"), "completed", "2500.50"),
    "declined": ({}, (), "declined", None),
    "never_completed": ({}, (), "abandoned", None),
    "card_form": ({}, (), "abandoned", "2500.50"),
    "late_completion": ({"delay_seconds": 1}, ("2500.50",), "completed", "2500.50"),
}


@pytest.mark.parametrize("has_balance", [True, False])
@pytest.mark.parametrize("outcome", CASES)
async def test_each_outcome_leaves_what_the_marketplace_leaves(
    admin: asyncpg.Connection, backend: asyncpg.Connection, http: httpx.AsyncClient,
    outcome: str, has_balance: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    more, completions, state, shown = CASES[outcome]
    if has_balance:
        await backend.execute("insert into user_balances values (1, 700, 50), (2, 700, 50)")
    stamp = await admin.fetchval("select max(updated_at) from user_balances")
    before = await admin.fetchval(COMMITS, 1)
    answer = await pay(http, outcome, **more)
    session = answer.json()
    assert answer.status_code == 201, session
    if outcome == "late_completion":
        assert (session["state"], session["transaction_ids"]) == ("open", [])
        await until(lambda: admin.fetchval("select count(*) from balance_transactions"))
        (session,) = (await http.get("/payment-sessions")).json()["payment_sessions"]
    for amount in completions:  # the same by the backend, for the other user
        await complete(backend, 2, amount)
    if shown is not None:
        await backend.execute(READ, 2)  # the success page reads the balance
    ours, theirs = await admin.fetch(LEFT, 1), await admin.fetch(LEFT, 2)
    assert [tuple(row) for row in ours] == [tuple(row) for row in theirs]
    assert all(row["once"] for row in ours)
    assert await admin.fetchval(COMMITS, 1) == await admin.fetchval(COMMITS, 2)
    assert await admin.fetchval(COMMITS, 1) - before == len(completions) + (
        outcome == "card_form" and not has_balance
    )
    if has_balance:
        touched = "select max(updated_at) from user_balances where user_id = 1"
        assert await admin.fetchval(touched) == stamp
    assert session["state"] == state
    assert len(session["transaction_ids"]) == len(completions)
    assert (session["due_at"] is None) == (outcome != "late_completion")
    assert re.fullmatch(r"mock_session_1_\d{10}", session["session_id"])
    page = f"/ru/balance/deposit/success?session_id={session['session_id']}&amount={shown}"
    assert session["success_page"] == (page if shown else None)


async def test_that_they_are_tests_is_known_though_the_rows_do_not_say_so(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    session = (await pay(http, "double_completion")).json()
    assert await admin.fetchval("select count(payment_details) from balance_transactions") == 0
    page = (await http.get("/users/1")).json()
    assert [row["test"] for row in page["transactions"]] == [True, True]
    assert [row["id"] for row in page["transactions"]] == session["transaction_ids"][::-1]
    listed = (await http.get("/test-deposits")).json()["test_deposits"]
    for row in listed:
        assert (row["session"], row["key"]) == (session["session_id"], None)
        assert (row["paid_minor"], row["credited_minor"]) == (250_050, 250_050)
        assert (row["reason"], row["ticket"]) == ("rehearsal", "SUP-5")
    undone = await http.post(
        f"/transactions/{session['transaction_ids'][1]}/reversal",
        json={"reason": "one too many"},
        headers={"Idempotency-Key": new_key()},
    )
    assert (undone.status_code, undone.json()["balance_minor"]) == (201, 250_050)


@pytest.mark.parametrize("amount", [None, 0])
async def test_no_amount_means_2000(
    admin: asyncpg.Connection, http: httpx.AsyncClient, amount: int | None
) -> None:
    session = (await pay(http, "success", amount_minor=amount)).json()
    assert (session["amount_minor"], session["amount_omitted"]) == (200_000, True)
    assert "amount" not in session["success_page"]
    assert await admin.fetchval("select balance from user_balances") == 2000


async def test_a_repeat_is_the_same_session(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    key = new_key()
    async with served.signed_in() as other:
        answers = await asyncio.gather(
            *(pay(each, "double_completion", key=key) for each in [http, other] * 5)
        )
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json()["session_id"] for answer in answers}) == 1
    assert await admin.fetchval("select count(*) from balance_transactions") == 2
    for changes in ({"outcome": "success"}, {"amount_minor": 250_051}, {"reason": "x"}):
        reused = await pay(http, **({"outcome": "double_completion"} | changes), key=key)
        assert (reused.status_code, reused.json()["code"]) == (409, "idempotency_key_reused")


async def test_only_a_completion_looks_at_amounts_and_methods(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    await admin.execute("insert into user_balances values (2, 9999999999)")
    cases: tuple[tuple[str, int, int, str], ...] = (
        ("success", 1, 9_999, "amount_below_minimum"),
        ("double_completion", 1, 100_000_001, "amount_above_maximum"),
        ("success", 1, -1, "amount_not_positive"),
        ("double_completion", 2, 10_000, "balance_overflow"),
    )
    for outcome, user_id, amount, code in cases:
        answer = await pay(http, outcome, user_id, amount_minor=amount)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    for amount in (-500, 1, 10**12 - 1):
        assert (await pay(http, "card_form", amount_minor=amount)).status_code == 201
    await admin.execute("update payment_methods set is_active = false where code = 'mock_payment'")
    switched_off = (await pay(http, "success")).json()
    assert switched_off["code"] == "payment_method_inactive"
    assert switched_off["allowed"] == ["bank_transfer", "ips_qr", "post_office"]
    assert (await pay(http, "never_completed")).status_code == 201
    for changes, field in (
        ({"delay_seconds": 5}, "delay_seconds"),
        ({"outcome": "late_completion"}, "delay_seconds"),
        ({"outcome": "late_completion", "delay_seconds": 0}, "delay_seconds"),
        ({"outcome": "late_completion", "delay_seconds": 3601}, "delay_seconds"),
        ({"outcome": "refunded"}, "outcome"),
        ({"amount_minor": 10**12}, "amount_minor"),
    ):
        answer = await pay(http, **({"outcome": "success"} | changes))
        assert (answer.json()["code"], answer.json()["field"]) == ("invalid_value", field)
    assert (await pay(http, "success", currency="EUR")).json()["allowed"] == ["RSD"]
    assert (await pay(http, "declined", reason=" ")).json()["code"] == "reason_missing"
    assert (await pay(http, "declined", user_id=99)).json()["code"] == "user_not_found"
    assert await admin.fetchval("select count(*) from balance_transactions") == 0


MEANWHILE = {
    "the method is switched off": "update payment_methods set is_active = false",
    "the operator is disabled": "update svetu_console.operators set disabled_at = now()",
    "the account is full": "insert into user_balances values (1, 9999999999.99)",
}


@pytest.mark.parametrize("change", MEANWHILE)
async def test_a_late_completion_that_can_no_longer_be_made(
    admin: asyncpg.Connection, http: httpx.AsyncClient, change: str
) -> None:
    assert (await pay(http, "late_completion", delay_seconds=1)).status_code == 201
    await admin.execute(MEANWHILE[change])
    await until(
        lambda: admin.fetchval("select state = 'abandoned' from svetu_console.payment_sessions")
    )
    assert await admin.fetchval("select count(*) from balance_transactions") == 0
    refused = await admin.fetchval(
        "select details ->> 'refused' from svetu_console.audit order by number desc nulls last"
    )
    assert refused in ("payment_method_inactive", "forbidden", "balance_overflow")


async def test_one_that_cannot_be_completed_holds_up_no_other(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    await admin.execute(
        "alter table balance_transactions add constraint strange check (user_id <> 2)"
    )
    for user_id in (2, 1):
        opened = await pay(http, "late_completion", user_id, delay_seconds=1)
        assert opened.status_code == 201
    states = "select array_agg(state order by user_id) from svetu_console.payment_sessions"
    await until(lambda: admin.fetchval(f"select ({states}) = '{{completed,open}}'"))


async def test_sessions_are_listed(http: httpx.AsyncClient) -> None:
    first = (await pay(http, "declined")).json()
    second = (await pay(http, "never_completed", 2)).json()

    async def listed(**query: object) -> list[dict[str, Any]]:
        answer = await http.get("/payment-sessions", params=query)  # type: ignore[arg-type]
        assert answer.json()["more"] is (query.get("limit") == 1)
        rows: list[dict[str, Any]] = answer.json()["payment_sessions"]
        return rows

    assert await listed() == [second, first]
    assert await listed(user=1) == [first]
    assert await listed(limit=1) == [second]
    assert await listed(before=second["created_at"]) == [first]

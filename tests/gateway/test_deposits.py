"""Test deposits: once per key, refused without a trace, and never in production."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.wire import minor
from tests.conftest import Marketplace
from tests.gateway.desk import ROLES, Desk
from tests.gateway.test_capture import pay

DEPOSIT = (
    "select svetu_console.deposit($1, $2, $3, $4, 'RSD', 'mock_payment', $5, null, '', 'direct')"
)
WAITS = """
    select exists (select from pg_locks
                   where not granted and relation = 'public.user_balances'::regclass)
"""


def new_key() -> str:
    return uuid.uuid4().hex


def wish(**changes: object) -> dict[str, Any]:
    return {
        "amount_minor": 200_010,
        "currency": "RSD",
        "payment_method": "mock_payment",
        "reason": "ticket 4711",
    } | changes


async def deposit(
    http: httpx.AsyncClient, key: str | None, user_id: int = 1, **changes: object
) -> httpx.Response:
    headers = {} if key is None else {"Idempotency-Key": key}
    return await http.post(f"/users/{user_id}/deposits", json=wish(**changes), headers=headers)


async def ledger(admin: asyncpg.Connection) -> list[tuple[Any, ...]]:
    """Everything that a deposit may write, as it is now."""
    rows = await admin.fetch(
        "select 'balance' as part, b::text as content from user_balances b"
        " union all select 'transaction', t::text from balance_transactions t"
        " union all select 'key', k::text from svetu_console.idempotency_keys k"
        " union all select 'audit', a::text from svetu_console.audit a where action = 'deposit'"
        " order by 1, 2"
    )
    return [tuple(row) for row in rows]


async def balance(admin: asyncpg.Connection, user_id: int = 1) -> Decimal | None:
    stored: Decimal | None = await admin.fetchval(
        "select balance from user_balances where user_id = $1", user_id
    )
    return stored


async def test_one_key_is_one_row_whoever_repeats_it(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    key = new_key()
    first = await deposit(http, key)
    assert (first.status_code, first.json()["repeated"]) == (201, False)
    booked = await ledger(admin)
    async with served.signed_in() as other_console:
        again = [await deposit(http, key), await deposit(other_console, key)]
    assert [answer.status_code for answer in again] == [200, 200]
    assert [answer.json() for answer in again] == [first.json() | {"repeated": True}] * 2
    different: list[dict[str, Any]] = [
        {"amount_minor": 200_011}, {"reason": "-"}, {"user_id": 2}, {"ticket": "SUP-1"},
    ]  # fmt: skip
    for changes in different:
        reused = await deposit(http, key, **changes)
        assert (reused.status_code, reused.json()["code"]) == (409, "idempotency_key_reused")
    assert await ledger(admin) == booked
    async with served.signed_in("admin") as colleague:
        assert (await deposit(colleague, key)).status_code == 201, "keys belong to operators"


async def test_twenty_posts_at_once_with_one_key_are_one_deposit(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    key = new_key()
    async with served.signed_in() as other_console:
        answers = await asyncio.gather(
            *(deposit(client, key) for client in [http, other_console] * 10)
        )
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert len({answer.json()["transaction"]["id"] for answer in answers}) == 1
    assert await admin.fetchval("select count(*) from balance_transactions") == 1
    assert await balance(admin) == Decimal("2000.10")


async def test_an_answer_that_got_lost_can_be_asked_for_again(
    admin: asyncpg.Connection,
    served: Desk,
    http: httpx.AsyncClient,
    caplog: pytest.LogCaptureFixture,
) -> None:
    key, body = new_key(), json.dumps(wish()).encode()
    head = (
        f"POST /api/v1/users/1/deposits HTTP/1.1\r\nHost: desk\r\nIdempotency-Key: {key}\r\n"
        f"Authorization: {http.headers['Authorization']}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    for sent in (head[:-9], head + body[:-9]):  # cut in the head, in the body: nothing is booked
        await _cut_off(served, sent)
    async with admin.transaction():  # cut while it is being booked
        await admin.execute("lock table user_balances in exclusive mode")
        await _cut_off(served, head + body, once=lambda: admin.fetchval(WAITS))
    answer = await deposit(http, key)
    assert (answer.status_code, answer.json()["repeated"]) == (200, True)
    assert await admin.fetchval("select count(*) from balance_transactions") == 1
    assert await balance(admin) == Decimal("2000.10")
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


async def _cut_off(
    served: Desk, sent: bytes, once: Callable[[], Awaitable[bool]] | None = None
) -> None:
    """Send the bytes and cut the wire; not before ``once`` holds, if that is given."""
    _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(sent)
    await writer.drain()
    async with asyncio.timeout(5):
        while once is not None and not await once():
            pass
    writer.transport.abort()


FEES = (
    ("mock_payment", 100_000, 100_000),
    ("bank_transfer", 100_000, 110_000),
    ("post_office", 100_000, 106_500),
    ("ips_qr", 100_000, 100_800),
    # Rounded at the para, half up: 82,504 and 82,496 and 750,495 and 750,5.
    ("ips_qr", 10_313, 10_396),
    ("ips_qr", 10_312, 10_394),
    ("post_office", 50_033, 55_783),
    ("post_office", 50_100, 55_852),
)


async def test_amount_and_fee_are_credited_as_the_marketplace_does(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    expected = 0
    receipts: list[dict[str, Any]] = []
    assert await balance(admin) is None, "the first deposit makes the balance row"
    for method, paid, credited in FEES:
        answer = await deposit(http, new_key(), payment_method=method, amount_minor=paid)
        receipt = answer.json()
        expected += credited
        row = await admin.fetchrow("select * from balance_transactions order by id desc limit 1")
        stored = await balance(admin)
        assert (receipt["amount_minor"], receipt["fee_minor"]) == (paid, credited - paid)
        assert (receipt["credited_minor"], receipt["balance_minor"]) == (credited, expected)
        assert (row["type"], row["status"], row["payment_method"]) == (
            "deposit", "completed", method,
        )  # fmt: skip
        assert row["created_at"] == row["completed_at"]
        assert (minor(row["amount"]), stored and minor(stored)) == (credited, expected)
        receipts.insert(0, receipt["transaction"])
    shown = (await http.get("/users/1")).json()
    assert shown["transactions"] == receipts
    assert shown["account"]["balance_minor"] == expected


REFUSALS: list[tuple[str, int, dict[str, Any], dict[str, object]]] = [
    ("amount_not_positive", 422, {"amount_minor": 0}, {}),
    ("amount_not_positive", 422, {"amount_minor": -200_000}, {}),
    ("amount_below_minimum", 422, {"amount_minor": 9_999}, {"minimum_minor": 10_000}),
    ("amount_above_maximum", 422, {"amount_minor": 100_000_001}, {"maximum_minor": 100_000_000}),
    ("balance_overflow", 422, {"user_id": 2}, {"room_minor": 0}),
    ("balance_overflow", 422, {"payment_method": "unbounded", "amount_minor": 10**12 - 1}, {}),
    ("currency_mismatch", 422, {"currency": "EUR"}, {"allowed": ["RSD"]}),
    ("payment_method_unknown", 422, {"payment_method": "allsecure"}, {}),
    ("payment_method_inactive", 422, {"payment_method": "closed"}, {}),
    ("invalid_value", 400, {"ticket": "x" * 65}, {"field": "ticket"}),
    ("reason_missing", 422, {"reason": ""}, {}),
    ("reason_missing", 422, {"reason": " \t\n\u00a0"}, {}),
    ("user_not_found", 404, {"user_id": 99}, {}),
    ("user_not_found", 404, {"user_id": 2**31}, {}),
    ("invalid_value", 400, {"amount_minor": 10**12}, {"field": "amount_minor"}),
    ("invalid_value", 400, {"amount_minor": 2000.5}, {"field": "amount_minor"}),
    ("invalid_value", 400, {"amount_minor": True}, {"field": "amount_minor"}),
    ("invalid_value", 400, {"currency": "rsd"}, {"field": "currency"}),
    ("invalid_value", 400, {"reason": "a\0b"}, {"field": "reason"}),
    ("unknown_field", 400, {"amount": 5}, {"field": "amount"}),
]


ALLOWS = {
    "amount_not_positive": "from 100.00 to 1000000.00",
    "amount_below_minimum": "from 100.00 to 1000000.00",
    "amount_above_maximum": "from 100.00 to 1000000.00",
    "balance_overflow": "room for ",
    "currency_mismatch": "RSD",
    "payment_method_unknown": "bank_transfer, ips_qr, mock_payment, post_office",
    "payment_method_inactive": "bank_transfer, ips_qr, mock_payment, post_office",
    "reason_missing": "at least one letter",
}
"""What of the sentence says what would be allowed."""


async def test_what_is_refused_leaves_no_trace(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    await admin.execute(
        "insert into payment_methods (name, code, type, is_active, fixed_fee) values"
        " ('Closed', 'closed', 'card', false, 0), ('Unbounded', 'unbounded', 'card', true, 1)"
    )
    await admin.execute(
        "insert into user_balances (user_id, balance) values (1, 5), (2, 9999999999.99)"
    )
    before = await ledger(admin)
    for code, status, changes, extensions in REFUSALS:
        answer = await deposit(http, new_key(), **changes)
        said = answer.json()
        assert ALLOWS.get(code, "") in said["detail"]
        assert answer.is_client_error, (changes, said)
        assert (answer.status_code, said["code"]) == (status, code), (changes, said)
        assert {name: said.get(name) for name in extensions} == extensions
        assert await ledger(admin) == before, changes
    for key, code in (
        (None, "idempotency_key_missing"),
        ("short", "idempotency_key_malformed"),
        ("x" * 65, "idempotency_key_malformed"),
        ("sixteen letters!", "idempotency_key_malformed"),
    ):
        answer = await deposit(http, key)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    async with served.signed_in("viewer") as viewer:
        forbidden = await deposit(viewer, new_key())
    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "forbidden")
    assert (forbidden.json()["role"], forbidden.json()["required"]) == ("viewer", "support")
    assert await ledger(admin) == before


async def test_a_refused_key_is_free_for_a_better_wish(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    key = new_key()
    await admin.execute("insert into user_balances (user_id, balance) values (1, 9999999999.99)")
    assert (await deposit(http, key)).json()["code"] == "balance_overflow"
    await admin.execute("update user_balances set balance = 0")
    assert (await deposit(http, key, amount_minor=10_000)).status_code == 201


async def test_deposits_are_slowed_down(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    await admin.execute("update svetu_console.settings set deposits_per_minute = 2")
    known = new_key()
    assert [(await deposit(http, key)).status_code for key in (known, new_key())] == [201, 201]
    late = await deposit(http, new_key())
    assert (late.status_code, late.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(late.headers["Retry-After"]) == late.json()["retry_after"] <= 60
    assert (await deposit(http, known)).status_code == 200, "a repeat costs nothing"
    given_up = await http.post(f"/deposit-keys/{new_key()}/cancel")
    assert given_up.status_code == 200, "nor does certainty"
    async with served.signed_in("admin") as colleague:
        assert (await deposit(colleague, new_key())).status_code == 201
    assert await admin.fetchval("select count(*) from balance_transactions") == 3


async def test_deposits_and_the_backend_on_one_account_add_up(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    async def backend() -> None:
        connection = await asyncpg.connect(installed.backend)
        for _ in range(10):
            await pay(connection, 1, 3)
        await connection.close()

    async def console() -> list[int]:
        answers = [await deposit(http, new_key(), amount_minor=10_001) for _ in range(10)]
        return [answer.status_code for answer in answers]

    statuses, _, _, more = await asyncio.gather(console(), backend(), backend(), console())
    assert statuses + more == [201] * 20
    assert await balance(admin) == 20 * Decimal("100.01") + 20 * 3
    assert await balance(admin) == await admin.fetchval(
        "select sum(amount) from balance_transactions"
    )


async def test_giving_way_is_not_the_operators_business(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    """PostgreSQL ends the first of two that wait for each other; that one is tried again."""
    await admin.execute("insert into user_balances (user_id, balance) values (1, 0)")
    waits = "select exists (select from pg_locks where not granted and locktype = 'transactionid')"
    async with admin.transaction():
        await admin.execute("update svetu_console.audit_head set number = number")
        asked = asyncio.get_running_loop().create_task(deposit(http, new_key()))
        while not await admin.fetchval(waits):
            pass
        await admin.execute(
            "set local deadlock_timeout = '1min'"
        )  # else it may be the one that ends
        await admin.execute("update user_balances set balance = 5")  # it holds that row: a deadlock
    assert (await asked).status_code == 201
    assert await balance(admin) == Decimal("2005.10")
    assert await admin.fetchval("select count(*) from balance_transactions") == 1


async def test_every_deposit_says_who_and_why(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    key = new_key()
    answer = await deposit(http, key, reason="Žalba 12", ticket="SUP-7")
    entry = await admin.fetchrow(
        "select a.*, o.email from svetu_console.audit a"
        " join svetu_console.operators o on o.id = a.operator_id where action = 'deposit'"
    )
    assert (entry["email"], entry["user_id"]) == ("support@example.org", 1)
    assert entry["transaction_id"] == answer.json()["transaction"]["id"]
    assert entry["request_id"] == answer.headers["X-Request-Id"]
    assert (entry["reason"], entry["ticket"]) == ("Žalba 12", "SUP-7")
    assert (entry["address"], entry["number"]) == ("127.0.0.1", len(ROLES) + 1)
    details = json.loads(entry["details"])
    assert (details["amount_minor"], details["key"]) == (200_010, key)
    mark = json.loads(await admin.fetchval("select payment_details from balance_transactions"))
    assert mark["svetu_console"] == {
        "test": True, "operator_id": entry["operator_id"], "operator": "support@example.org",
        "reason": "Žalba 12", "ticket": "SUP-7", "key": key, "amount_minor": 200_010,
    }  # fmt: skip
    assert answer.json()["transaction"]["test"] is True
    for forgery in (
        "update svetu_console.audit set user_id = 2",
        "delete from svetu_console.audit",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
            await admin.execute(forgery)


async def test_production_refuses_in_the_database_itself(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    """Whoever holds the service's password gets no further than the service."""
    support = await admin.fetchval("select id from svetu_console.operators where role = 'support'")
    viewer = await admin.fetchval("select id from svetu_console.operators where role = 'viewer'")
    service = await asyncpg.connect(installed.gateway)

    async def direct(operator: int, reason: str | None = "direct") -> dict[str, Any]:
        outcome = await service.fetchval(DEPOSIT, operator, new_key(), 1, 20_000, reason)
        answer: dict[str, Any] = json.loads(outcome)
        return answer

    before = await ledger(admin)
    assert (await direct(viewer))["refused"] == "forbidden"
    assert (await direct(support, reason=None))["refused"] == "reason_missing"
    for stage in (
        "update svetu_console.settings set environment = 'production'",
        "delete from svetu_console.settings",
    ):
        await admin.execute(stage)
        refused = await direct(support)
        assert (refused["refused"], refused["environment"]) == (
            "environment_forbids_deposits", "production",
        )  # fmt: skip
        answer = await deposit(http, new_key())
        assert (answer.status_code, answer.json()["environment"]) == (403, "production")
        environment = (await http.get("/environment")).json()
        assert (environment["name"], environment["deposits_allowed"]) == ("production", False)
    await service.close()
    assert await ledger(admin) == before

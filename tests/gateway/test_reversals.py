"""Reading keys back, giving them up, and reversals: a new row the other way round, once."""

import asyncio
import json
from decimal import Decimal
from typing import Any

import asyncpg
import httpx
import pytest

from tests.gateway.desk import Desk
from tests.gateway.test_deposits import balance, deposit, ledger, new_key


async def reverse(
    http: httpx.AsyncClient, transaction: int, key: str = "", **changes: object
) -> httpx.Response:
    body = {"reason": "entered twice"} | changes
    headers = {"Idempotency-Key": key or new_key()}
    return await http.post(f"/transactions/{transaction}/reversal", json=body, headers=headers)


async def booked(http: httpx.AsyncClient, **changes: object) -> int:
    """Book a test deposit and return its transaction."""
    answer = await deposit(http, new_key(), **changes)  # type: ignore[arg-type]
    number: int = answer.json()["transaction"]["id"]
    return number


async def test_a_key_tells_what_became_of_it_to_whom_it_belongs(
    served: Desk, http: httpx.AsyncClient
) -> None:
    key, unused = new_key(), new_key()
    first = (await deposit(http, key, ticket="SUP-1")).json()
    read = await http.get(f"/deposit-keys/{key}")
    receipt = first | {"repeated": True}
    assert read.json() == {"key": key, "state": "booked", "receipt": receipt}
    cancelled = await http.post(f"/deposit-keys/{key}/cancel")
    assert (cancelled.status_code, cancelled.json()) == (200, read.json()), "it was too late"
    async with served.signed_in("admin") as colleague:
        others = await colleague.get(f"/deposit-keys/{key}")
    for answer in (others, await http.get(f"/deposit-keys/{unused}")):
        assert (answer.status_code, answer.json()["code"]) == (404, "key_unknown")


async def test_a_key_that_was_given_up_never_books(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    key = new_key()
    given_up = await http.post(f"/deposit-keys/{key}/cancel")
    for answer in (given_up, await http.post(f"/deposit-keys/{key}/cancel")):
        assert answer.json() == {"key": key, "state": "cancelled", "receipt": None}
    late = await deposit(http, key)
    assert (late.status_code, late.json()["code"]) == (409, "deposit_cancelled")
    assert (await http.get(f"/deposit-keys/{key}")).json() == given_up.json()
    assert await admin.fetchval("select count(*) from balance_transactions") == 0
    noted = await admin.fetch("select * from svetu_console.audit where action like 'deposit%'")
    assert [(row["action"], json.loads(row["details"])["key"]) for row in noted] == [
        ("deposit_cancelled", key)
    ]
    async with served.signed_in("viewer") as viewer:
        forbidden = await viewer.post(f"/deposit-keys/{new_key()}/cancel")
    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "forbidden")
    await admin.execute("update svetu_console.settings set environment = 'production'")
    other = new_key()
    answer = await http.post(f"/deposit-keys/{other}/cancel")
    assert answer.json()["state"] == "cancelled", "certainty is allowed everywhere"


async def test_a_key_of_something_else_is_no_deposit(http: httpx.AsyncClient) -> None:
    key = new_key()
    assert (await reverse(http, await booked(http), key)).status_code == 201
    for answer in (
        await http.get(f"/deposit-keys/{key}"),
        await http.post(f"/deposit-keys/{key}/cancel"),
        await deposit(http, key),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")


async def test_keys_are_kept_for_at_least_thirty_days(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    old, older = new_key(), new_key()
    for key, days in ((old, 89), (older, 91)):
        await deposit(http, key)
        await admin.execute(
            "update svetu_console.idempotency_keys"
            " set created_at = now() - make_interval(days => $2) where key = $1",
            key,
            days,
        )
    await admin.execute("select svetu_console.sweep()")
    assert (await deposit(http, old)).status_code == 200
    assert (await http.get(f"/deposit-keys/{older}")).status_code == 404


async def test_a_reversal_is_an_opposite_row_that_refers_to_the_first(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    number = await booked(http, payment_method="bank_transfer", amount_minor=100_000)
    original = await admin.fetchval("select t::text from balance_transactions t")
    key = new_key()
    answer = await reverse(http, number, key, ticket="SUP-9")
    told = answer.json()
    assert answer.status_code == 201, told
    assert (told["reversal_of"], told["debited_minor"], told["currency"]) == (
        number,
        110_000,
        "RSD",
    )
    assert (told["balance_minor"], told["available_minor"], told["forced"]) == (0, 0, False)
    row = await admin.fetchrow("select * from balance_transactions order by id desc limit 1")
    assert (row["type"], row["status"], row["payment_method"]) == (
        "withdrawal", "completed", "bank_transfer",
    )  # fmt: skip
    assert (row["amount"], row["created_at"]) == (Decimal(1100), row["completed_at"])
    mark = json.loads(row["payment_details"])["svetu_console"]
    assert (mark["test"], mark["reversal_of"], mark["key"]) == (True, number, key)
    assert (mark["reason"], mark["ticket"]) == ("entered twice", "SUP-9")
    assert await balance(admin) == 0
    assert await admin.fetchval("select t::text from balance_transactions t limit 1") == original
    page = (await http.get("/users/1")).json()
    assert page["transactions"][0] == told["transaction"]
    assert told["transaction"]["direction"] == -1
    # Replayed from the rows alone it comes to the same (contract §5.6).
    assert sum(t["direction"] * abs(t["amount_minor"]) for t in page["transactions"]) == 0
    again = await reverse(http, number, key, ticket="SUP-9")
    assert (again.status_code, again.json()) == (200, told | {"repeated": True})
    assert (await reverse(http, number, key)).json()["code"] == "idempotency_key_reused"


async def test_one_deposit_is_reversed_once_however_many_want_to(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    await booked(http)
    number = await booked(http)
    answers = await asyncio.gather(*(reverse(http, number) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 9
    (won,) = (answer.json() for answer in answers if answer.is_success)
    for lost in (answer.json() for answer in answers if answer.is_error):
        assert (lost["code"], lost["reversed_by"]) == ("already_reversed", won["transaction"]["id"])
    assert await balance(admin) == Decimal("2000.10")


async def test_what_cannot_be_reversed_is_refused_without_a_trace(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    number = await booked(http)
    reversed_, theirs = (
        await booked(http),
        await admin.fetchval(
            "insert into balance_transactions (user_id, type, amount, status) values"
            " (1, 'deposit', 5, 'completed') returning id"
        ),
    )
    reversal = (await reverse(http, reversed_)).json()["transaction"]["id"]
    await admin.execute("update user_balances set frozen_balance = 0.11")
    before = await ledger(admin)
    lacking = {"available_minor": 199_999, "required_minor": 200_010}
    cases: tuple[tuple[int, dict[str, Any], int, str, dict[str, Any]], ...] = (
        (number, {}, 422, "insufficient_available", lacking),
        (number, {"force": True}, 403, "forbidden", {"required": "admin"}),
        (number, {"reason": " \t"}, 422, "reason_missing", {}),
        (reversed_, {}, 422, "already_reversed", {"reversed_by": reversal}),
        (reversal, {}, 422, "not_a_test_deposit", {}),
        (theirs, {}, 422, "not_a_test_deposit", {}),
        (2**31 - 1, {}, 404, "transaction_not_found", {}),
    )
    for transaction, changes, status, code, more in cases:
        answer = await reverse(http, transaction, **changes)
        said = answer.json()
        assert (answer.status_code, said["code"]) == (status, code)
        assert {name: said[name] for name in more} == more
        assert await ledger(admin) == before, code
    async with served.signed_in("viewer") as viewer:
        assert (await reverse(viewer, number)).json()["code"] == "forbidden"
    async with served.signed_in("admin") as boss:
        forced = await reverse(boss, number, force=True)
        assert (await reverse(boss, number, force=True)).json()["code"] == "already_reversed"
    assert (forced.status_code, forced.json()["forced"]) == (201, True)
    assert (forced.json()["balance_minor"], forced.json()["available_minor"]) == (0, -11)


@pytest.mark.parametrize("balance_row", ["gone", "at its limit"])
async def test_a_balance_that_was_meddled_with_is_no_defect_of_ours(
    admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient, balance_row: str
) -> None:
    number = await booked(http)
    if balance_row == "gone":
        await admin.execute("delete from user_balances")
    else:
        await admin.execute("update user_balances set balance = -9999999999.99")
    refused = (await reverse(http, number)).json()
    assert refused["code"] == "insufficient_available"
    async with served.signed_in("admin") as boss:
        forced = await reverse(boss, number, force=True)
    if balance_row == "gone":
        assert (forced.status_code, forced.json()["balance_minor"]) == (201, -200_010)
    else:
        assert (forced.status_code, forced.json()["code"]) == (422, "balance_overflow")


async def test_a_transaction_that_took_over_a_number_is_not_ours(
    admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    """A ledger that was emptied counts from 1 again."""
    number = await booked(http)
    await admin.execute("truncate balance_transactions restart identity cascade")
    await admin.execute(
        "insert into balance_transactions (user_id, type, amount, status) values"
        " (1, 'deposit', 2000.10, 'completed')"
    )
    (shown,) = (await http.get("/transactions")).json()["transactions"]
    assert (shown["id"], shown["test"]) == (number, False)
    assert (await http.get("/test-deposits")).json()["test_deposits"] == []
    assert (await reverse(http, number)).json()["code"] == "not_a_test_deposit"


async def test_all_test_transactions_are_listed(
    served: Desk, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    key = new_key()
    mine = (await deposit(http, key, payment_method="ips_qr", ticket="SUP-3")).json()
    async with served.signed_in("admin") as colleague:
        theirs = await booked(colleague, user_id=2)
    undone = (await reverse(http, mine["transaction"]["id"])).json()["transaction"]["id"]
    await admin.execute(
        "insert into balance_transactions (user_id, type, amount) values (1, 'x', 1)"
    )

    async def listed(**query: object) -> list[dict[str, Any]]:
        answer = await http.get("/test-deposits", params=query)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["test_deposits"]
        assert answer.json()["more"] is (query.get("limit") == 1)
        return rows

    def ids(rows: list[dict[str, Any]]) -> list[int]:
        return [row["transaction"]["id"] for row in rows]

    number = mine["transaction"]["id"]
    everything = await listed()
    assert ids(everything) == [undone, theirs, number]
    reversal, other, first = everything
    assert (first["key"], first["ticket"], first["reason"]) == (key, "SUP-3", "ticket 4711")
    assert (first["paid_minor"], first["fee_minor"], first["credited_minor"]) == (
        200_010, mine["fee_minor"], mine["credited_minor"],
    )  # fmt: skip
    assert (first["reversed_by"], first["reversal_of"], first["session"]) == (undone, None, None)
    assert (reversal["reversal_of"], reversal["credited_minor"]) == (
        number,
        -mine["credited_minor"],
    )
    assert (other["key"], other["operator_email"]) == (None, "admin@example.org")
    assert ids(await listed(operator="me")) == [undone, number]
    assert ids(await listed(user=2)) == [theirs]
    assert ids(await listed(limit=1)) == [undone]
    assert ids(await listed(before=theirs)) == [number]
    feed = (await http.get("/transactions")).json()["transactions"]
    assert {row["id"] for row in feed if row["test"]} == {number, theirs, undone}

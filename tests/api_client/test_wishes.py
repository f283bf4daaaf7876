"""What the client asks for about test deposits, as it travels; and what it takes for an answer."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from api_client.client import ApiClient
from api_client.errors import ConnectionFailed, Refused
from api_client.models import Deposit
from api_client.records import Payment, Reversal
from tests.api_client.test_client import Gateway, client

KEY = "k" * 32
DEPOSIT = Deposit(
    user_id=42, amount_minor=200_000, currency="RSD", payment_method="mock_payment", reason="why",
    key=KEY, ticket="SUP-1",
)  # fmt: skip
REVERSAL = Reversal(transaction_id=7, reason="wrong user", key=KEY, force=True)
PAYMENT = Payment(
    user_id=42, amount_minor=None, currency="RSD", payment_method="mock_payment",
    outcome="late_completion", reason="why", key=KEY, delay_seconds=30,
)  # fmt: skip
Call = Callable[[ApiClient], Awaitable[Any]]
WISHES: list[tuple[Call, str, dict[str, Any]]] = [
    (
        lambda api: api.deposit(DEPOSIT), "/users/42/deposits",
        {"amount_minor": 200_000, "currency": "RSD", "payment_method": "mock_payment",
         "reason": "why", "ticket": "SUP-1"},
    ),
    (
        lambda api: api.reverse(REVERSAL), "/transactions/7/reversal",
        {"reason": "wrong user", "force": True},
    ),
    (
        lambda api: api.pay(PAYMENT), "/users/42/payment-sessions",
        {"amount_minor": None, "currency": "RSD", "payment_method": "mock_payment",
         "outcome": "late_completion", "delay_seconds": 30, "reason": "why"},
    ),
]  # fmt: skip
QUESTIONS: list[tuple[Call, str, str]] = [
    (lambda api: api.deposit_key(KEY), f"/deposit-keys/{KEY}", ""),
    (lambda api: api.test_deposits(own=True), "/test-deposits", "operator=me&limit=50"),
    (
        lambda api: api.test_deposits(own=False, user_id=42, before=9, limit=5), "/test-deposits",
        "user=42&before=9&limit=5",
    ),
    (lambda api: api.payment_sessions(user_id=42), "/payment-sessions", "user=42&limit=50"),
    (
        lambda api: api.audit(operator="me", actions=("deposit", "export"), before=3), "/audit",
        "operator=me&action=deposit&action=export&before=3&limit=50",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("call", "path", "body"), WISHES)
async def test_a_wish_goes_under_its_key_and_says_nothing_twice(
    call: Call, path: str, body: dict[str, Any]
) -> None:
    gateway = Gateway()
    gateway.answer = lambda _: httpx.Response(200, json={})
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        with pytest.raises(ConnectionFailed):  # an answer that is none leaves the outcome unknown
            await call(api)
    request = gateway.requests[-1]
    assert (request.method, gateway.paths()[-1]) == ("POST", path)
    assert request.headers["idempotency-key"] == KEY
    assert json.loads(request.content) == body


@pytest.mark.parametrize(("call", "path", "query"), QUESTIONS)
async def test_a_question_names_only_what_is_wanted(call: Call, path: str, query: str) -> None:
    gateway = Gateway()
    gateway.answer = lambda _: gateway.problem(404, "key_unknown")
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        with pytest.raises(Refused):
            await call(api)
    request = gateway.requests[-1]
    assert (request.method, gateway.paths()[-1]) == ("GET", path)
    assert request.url.query.decode() == query


async def test_giving_up_and_exporting_are_acts() -> None:
    gateway = Gateway()
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        gateway.answer = lambda _: httpx.Response(200, json={"key": KEY, "state": "cancelled"})
        assert (await api.cancel_deposit(KEY)).receipt is None
        gateway.answer = lambda _: httpx.Response(201, json={"audit_id": 5})
        assert (await api.exported("csv", 3, user_id=42)).audit_id == 5
    assert [request.method for request in gateway.requests[-2:]] == ["POST", "POST"]
    assert gateway.paths()[-2:] == [f"/deposit-keys/{KEY}/cancel", "/exports"]

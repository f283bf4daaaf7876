"""The client against a gateway that answers as it is told: sessions, retries, errors."""

import asyncio
import json
import ssl
import time
from collections.abc import Callable
from datetime import datetime

import httpx
import pytest

from api_client.client import ApiClient
from api_client.errors import (
    ConnectionFailed,
    ProtocolMismatch,
    Refused,
    Unauthenticated,
    Untrusted,
)
from api_client.models import Deposit, Position, Session

GATEWAY = "http://127.0.0.1:1/base"
ENVIRONMENT = {
    "name": "sandbox", "protocol": "1.0", "server": "0.1.0", "backend_zone": "Europe/Belgrade",
    "deposits_allowed": True,
}  # fmt: skip
NOBODY = {"users": [], "more": False}
DEPOSIT = Deposit(
    user_id=42, amount_minor=200_000, currency="RSD", payment_method="mock_payment",
    reason="complaint 1", key="k" * 32,
)  # fmt: skip


class Gateway:
    """Counts sessions and answers; only the newest access token is good."""

    def __init__(self, *, expires_in: int = 900) -> None:
        self.sessions = 0
        self.requests: list[httpx.Request] = []
        self.expires_in = expires_in
        self.answer: Callable[[httpx.Request], httpx.Response] = self.nobody
        self.refresh_refused = False

    @property
    def token(self) -> str:
        return f"access-{self.sessions}"

    def nobody(self, _: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=NOBODY)

    def problem(self, status: int, code: str) -> httpx.Response:
        document = {"status": status, "code": code, "detail": "A sentence.", "request_id": "r1"}
        return httpx.Response(status, json=document)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # somebody else gets a turn, as on a network
        self.requests.append(request)
        path = request.url.path.removeprefix("/base/api/v1")
        if path == "/auth/refresh" and self.refresh_refused:
            return self.problem(401, "refresh_token_expired")
        if path in ("/auth/login", "/auth/refresh"):
            self.sessions += 1
            return httpx.Response(200, json={
                "access_token": self.token, "refresh_token": f"refresh-{self.sessions}",
                "expires_in": self.expires_in, "environment": ENVIRONMENT,
                "operator": {"id": 1, "email": "ops@example.org", "role": "support"},
            })  # fmt: skip
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return self.problem(401, "unauthenticated")
        return self.answer(request)

    def paths(self) -> list[str]:
        return [request.url.path.removeprefix("/base/api/v1") for request in self.requests]


def client(
    gateway: Gateway, on_session: Callable[[Session | None], None] = lambda _: None
) -> ApiClient:
    transport = httpx.MockTransport(gateway)
    return ApiClient(GATEWAY, on_session=on_session, transport=transport)


async def test_a_rejected_token_is_exchanged_once_for_all_who_wait() -> None:
    gateway = Gateway()
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        gateway.sessions += 1  # the gateway forgot the token
        answers = await asyncio.gather(*(api.find_users(f"user {n}") for n in range(20)))
    assert len(answers) == 20
    assert gateway.paths().count("/auth/refresh") == 1


async def test_a_token_is_exchanged_before_it_expires() -> None:
    gateway = Gateway(expires_in=1)
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        await api.find_users("ana")
    assert gateway.paths() == ["/auth/login", "/auth/refresh", "/users"]


async def test_a_session_that_is_over_says_so_once() -> None:
    gateway = Gateway()
    told: list[Session | None] = []
    async with client(gateway, told.append) as api:
        await api.sign_in("ops@example.org", "secret")
        gateway.sessions += 1
        gateway.refresh_refused = True
        outcomes = await asyncio.gather(
            *(api.find_users("ana") for _ in range(5)), return_exceptions=True
        )
    assert {type(outcome) for outcome in outcomes} == {Unauthenticated}
    assert [session is None for session in told] == [False, True]


async def test_an_answer_of_one_moment_says_what_its_way_took() -> None:
    gateway = Gateway()
    heard: list[tuple[datetime, float, float]] = []
    as_of = "2026-07-01T10:04:07Z"
    position = {"epoch": "e", "snapshot": "1:1:"}
    async with client(gateway) as api:
        api.on_answer = lambda *told: heard.append(told)
        await api.sign_in("ops@example.org", "secret")
        await api.find_users("ana")
        assert heard == []  # nobody says as of when that is
        gateway.answer = lambda _: httpx.Response(
            200, json={"accounts": [], "as_of": as_of, "position": position}
        )
        before = time.monotonic()
        await api.accounts([42])
    ((moment, asked, arrived),) = heard
    assert moment == datetime.fromisoformat(as_of)
    assert before <= asked <= arrived <= time.monotonic()


async def test_what_committed_between_is_asked_for_by_both_positions() -> None:
    gateway = Gateway()
    until = {"epoch": "e", "snapshot": "9:12:10"}
    gateway.answer = lambda _: httpx.Response(
        200, json={"commits": [], "position": until, "more": False}
    )
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        page = await api.commits(
            Position(epoch="e", snapshot="1:1:"), Position(epoch="e", snapshot="9:12:10")
        )
    assert (page.commits, page.more, page.position.snapshot) == ((), False, "9:12:10")
    asked = dict(gateway.requests[-1].url.params)
    assert asked == {"epoch": "e", "after": "1:1:", "until": "9:12:10", "limit": "1000"}


async def test_a_deposit_carries_its_key_and_nothing_else_names_it() -> None:
    gateway = Gateway()
    gateway.answer = lambda _: gateway.problem(409, "idempotency_key_reused")
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        with pytest.raises(Refused) as refusal:
            await api.deposit(DEPOSIT)
    sent = gateway.requests[-1]
    assert sent.headers["idempotency-key"] == DEPOSIT.key
    assert set(json.loads(sent.content)) == {
        "amount_minor", "currency", "payment_method", "reason",
    }  # fmt: skip
    assert (refusal.value.code, refusal.value.status) == ("idempotency_key_reused", 409)
    assert refusal.value.request_id == "r1"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(500, text="<html>"), ConnectionFailed),
        (httpx.Response(200, text="<html>"), ConnectionFailed),
        (httpx.Response(200, json={"users": 5}), ConnectionFailed),
        (httpx.Response(302, headers={"location": "https://example.org"}), ConnectionFailed),
        (httpx.Response(404, text="nginx"), ConnectionFailed),
        (httpx.Response(200, content=b'"\xff'), ConnectionFailed),
    ],
)
async def test_what_is_not_the_gateway_is_no_answer(
    answer: httpx.Response, error: type[Exception]
) -> None:
    gateway = Gateway()
    gateway.answer = lambda _: answer
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        with pytest.raises(error):
            await api.find_users("ana")


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (503, "database_unavailable", ConnectionFailed), (404, "user_not_found", Refused),
        (400, "protocol_unsupported", ProtocolMismatch), (403, "forbidden", Refused),
    ],
)  # fmt: skip
async def test_a_problem_becomes_what_the_caller_can_do(
    status: int, code: str, error: type[Exception]
) -> None:
    gateway = Gateway()
    gateway.answer = lambda _: gateway.problem(status, code)
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        with pytest.raises(error, match=r"A sentence\."):
            await api.account_page(42)


async def test_nobody_is_there() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    async with ApiClient(GATEWAY, transport=httpx.MockTransport(broken)) as api:
        with pytest.raises(ConnectionFailed):
            await api.sign_in("ops@example.org", "secret")
        with pytest.raises(Unauthenticated):
            await api.find_users("ana")


async def test_a_certificate_that_is_not_believed_is_not_a_gateway_that_is_down() -> None:
    def untrusted(request: httpx.Request) -> httpx.Response:
        failure = ssl.SSLCertVerificationError(1, "self-signed certificate")
        raise httpx.ConnectError("certificate verify failed", request=request) from failure

    async with ApiClient("https://h", transport=httpx.MockTransport(untrusted)) as api:
        with pytest.raises(Untrusted):
            await api.sign_in("ops@example.org", "secret")


async def test_signing_out_forgets_the_session_even_without_an_answer() -> None:
    gateway = Gateway()
    gateway.answer = lambda _: httpx.Response(204)
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        await api.sign_out()
        assert api.session is None
        await api.sign_out()
    assert gateway.paths() == ["/auth/login", "/auth/logout"]


async def test_secrets_show_in_no_repr() -> None:
    gateway = Gateway()
    async with client(gateway) as api:
        session = await api.sign_in("ops@example.org", "secret")
    assert "access-1" not in repr(session)
    assert "refresh-1" not in repr(session)

"""The event stream over a real socket: refusals, commits, resuming without a gap."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from gateway.auth import Auth
from gateway.server import ServeFailed, serving
from tests.conftest import Marketplace
from tests.gateway.test_capture import pay

EMAIL, PASSWORD = "ops@example.org", "correct horse"


@pytest.fixture
async def port(installed: Marketplace) -> AsyncIterator[int]:
    async with asyncpg.create_pool(installed.superuser, min_size=1, max_size=1) as pool:
        await Auth(pool).add_operator(EMAIL, PASSWORD, "support")
    async with serving(installed.gateway) as number:
        yield number


async def token_of(port: int) -> str:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        answer = await http.post("/api/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
    token: str = answer.json()["access_token"]
    return token


def stream(port: int, token: str, **headers: str) -> connect:
    return connect(
        f"ws://127.0.0.1:{port}/ws/events",
        additional_headers={"Authorization": f"Bearer {token}", **headers},
        compression=None,
        proxy=None,
    )


async def frame(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """Return the next frame of this type; others are passed over."""
    async with asyncio.timeout(10):
        while True:
            received: dict[str, Any] = json.loads(await socket.recv())
            if received["type"] == kind:
                return received


async def start(
    socket: ClientConnection, position: object = None, users: list[int] | None = None
) -> dict[str, Any]:
    await socket.send(json.dumps({"type": "start", "position": position, "users": users}))
    return await frame(socket, "hello")


async def test_a_commit_is_pushed(installed: Marketplace, port: int) -> None:
    backend = await asyncpg.connect(installed.backend)
    async with stream(port, await token_of(port)) as socket:
        hello = await start(socket)
        assert hello["environment"]["name"] == "sandbox"
        await pay(backend, 1, 2000)
        (commit,) = (await frame(socket, "commits"))["commits"]
    await backend.close()
    assert commit["accounts"][0]["balance_minor"] == 200_000
    assert commit["transactions"][0]["user_name"] == "Ana Petrović"


async def test_the_frames_of_a_connection_are_counted(installed: Marketplace, port: int) -> None:
    backend = await asyncpg.connect(installed.backend)
    token = await token_of(port)
    position = None
    for _ in range(2):
        async with stream(port, token) as socket:
            await socket.send(json.dumps({"type": "start", "position": position}))
            await pay(backend, 1, 2000)
            frames: list[dict[str, Any]] = []
            async with asyncio.timeout(10):
                while len(frames) < 4 or frames[-1]["type"] != "commits":
                    frames.append(json.loads(await socket.recv()))
                    await pay(backend, 1, 100)
        assert [frame["number"] for frame in frames] == list(range(1, len(frames) + 1))
        assert frames[0]["type"] == "hello"
        position = frames[-1]["position"]
    await backend.close()


async def test_resuming_brings_what_was_missed_and_only_that(
    installed: Marketplace, port: int
) -> None:
    backend = await asyncpg.connect(installed.backend)
    token = await token_of(port)
    async with stream(port, token) as socket:
        await start(socket)
        await pay(backend, 1, 100)
        position = (await frame(socket, "commits"))["position"]
    await pay(backend, 1, 200)
    await pay(backend, 2, 300)
    async with stream(port, token) as socket:
        assert (await start(socket, position))["resumed"]
        missed: list[int] = []
        while len(missed) < 2:
            commits = (await frame(socket, "commits"))["commits"]
            missed += [t["amount_minor"] for c in commits for t in c["transactions"]]
    await backend.close()
    assert missed == [20_000, 30_000]


async def test_only_chosen_users_are_heard_of_live_and_after_a_cut(
    installed: Marketplace, port: int
) -> None:
    backend = await asyncpg.connect(installed.backend)
    token = await token_of(port)
    async with stream(port, token) as socket:
        position = (await start(socket))["position"]
    await pay(backend, 1, 100)
    await pay(backend, 2, 200)
    async with stream(port, token) as socket:
        await start(socket, position, users=[2])
        missed = (await frame(socket, "commits"))["commits"]
        await pay(backend, 1, 300)
        await pay(backend, 2, 400)
        (live,) = (await frame(socket, "commits"))["commits"]
        # The position moves on past what was left out.
        proven = (await frame(socket, "proof"))["position"]
    async with stream(port, token) as socket:
        assert (await start(socket, proven))["resumed"]
        assert (await frame(socket, "commits"))["commits"] == []
    await backend.close()
    assert [t["amount_minor"] for c in [*missed, live] for t in c["transactions"]] == [
        20_000,
        40_000,
    ]


async def closes(socket: ClientConnection) -> int:
    """Return the code the gateway closes with; what it sends until then is passed over."""
    async with asyncio.timeout(10):
        with contextlib.suppress(ConnectionClosed):
            while True:
                await socket.recv()
    assert socket.close_code is not None
    return socket.close_code


async def expire(shop: Marketplace, token: str) -> None:
    """Let an access token be good for no more than a moment."""
    admin = await asyncpg.connect(shop.superuser)
    await admin.execute(
        "update svetu_console.tokens set expires_at = now() + interval '0.3 s'"
        " where hash = sha256($1::bytea)",
        token.encode(),
    )
    await admin.close()


async def test_a_stream_ends_with_its_token_unless_that_is_renewed(
    installed: Marketplace, port: int
) -> None:
    token = await token_of(port)
    await expire(installed, token)
    async with stream(port, token) as socket:
        assert 0 < (await start(socket))["expires_in"] <= 0.3
        assert await closes(socket) == 4401

    token, newer = await token_of(port), await token_of(port)
    await expire(installed, token)
    async with stream(port, token) as socket:
        hello = await start(socket)
        await socket.send(json.dumps({"type": "token", "access_token": newer}))
        loop = asyncio.get_running_loop()
        over = loop.time() + hello["expires_in"]
        while loop.time() < over + 0.1:
            await frame(socket, "proof")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "token", "access_token": "forged"}, 4401),
        ({"type": "token"}, 4400),
        ({"type": "start"}, 4400),
    ],
)
async def test_what_is_no_renewal_ends_the_stream(
    port: int, message: dict[str, str], code: int
) -> None:
    async with stream(port, await token_of(port)) as socket:
        await start(socket)
        await socket.send(json.dumps(message))
        assert await closes(socket) == code


async def test_a_position_of_another_life_is_reset(port: int) -> None:
    async with stream(port, await token_of(port)) as socket:
        hello = await start(socket, {"epoch": "elsewhere", "snapshot": "1:1:"})
        assert not hello["resumed"]
        assert (await frame(socket, "reset"))["reason"] == "epoch"


async def test_a_position_where_nobody_ever_was_is_reset(port: int) -> None:
    """PostgreSQL takes a sign, and any number of digits, for the end of all transactions."""
    token = await token_of(port)
    async with stream(port, token) as socket:
        epoch = (await start(socket))["epoch"]
    nines = "9" * 5000
    for snapshot in (
        "'; drop table users --", "", "1:1", "9:3:", "-1:-1:", "+3:+3:", f"{nines}:{nines}:",
        "1000000:1000000:", "3:1000000:4,5", f"{2**64}:{2**64}:", f"{10**19 - 1}:{10**19 - 1}:",
    ):  # fmt: skip
        async with stream(port, token) as socket:
            hello = await start(socket, {"epoch": epoch, "snapshot": snapshot})
            assert not hello["resumed"], snapshot[:20]
            assert (await frame(socket, "reset"))["reason"] == "position_unknown", snapshot[:20]


@pytest.mark.parametrize(
    ("path", "headers", "status", "code"),
    [
        ("/ws/events", {"Authorization": "Bearer forged"}, 401, "unauthenticated"),
        ("/ws/events", {"Authorization": "Basic {token}"}, 401, "unauthenticated"),
        ("/ws/events", {"Origin": "https://example.org"}, 403, "origin_not_allowed"),
        ("/ws/events", {"Svetu-Protocol": "2.0"}, 400, "protocol_unsupported"),
        ("/ws/events?token={token}", {}, 400, "unknown_field"),
        ("/ws/other", {}, 404, "not_found"),
        ("/api/v1/users/1", {}, 404, "not_found"),
    ],
)
async def test_strangers_are_refused_before_the_handshake(
    port: int, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    token = await token_of(port)
    given = {"Authorization": "Bearer {token}", **headers}
    with pytest.raises(InvalidStatus) as refused:
        await connect(
            f"ws://127.0.0.1:{port}{path.format(token=token)}",
            additional_headers={name: text.format(token=token) for name, text in given.items()},
            proxy=None,
        )
    response = refused.value.response
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.body or b"")["code"] == code


async def test_the_scheme_of_a_token_is_spelled_in_any_case(port: int) -> None:
    async with stream(port, "", Authorization=f"bearer {await token_of(port)}") as socket:
        await start(socket)


async def test_signing_out_makes_the_token_worthless(port: int) -> None:
    token = await token_of(port)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        bearer = {"Authorization": f"Bearer {token}"}
        assert (await http.post("/api/v1/auth/logout", headers=bearer)).status_code == 204
        assert (await http.post("/api/v1/auth/logout", headers=bearer)).status_code == 401


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        (b"{", "application/json", "malformed_json"),
        (b'{"email": 1, "password": "x"}', "application/json", "invalid_value"),
        (b'{"email": "a", "password": "b", "admin": true}', "application/json", "unknown_field"),
        (b"email=a", "application/x-www-form-urlencoded", "unsupported_media_type"),
        (b'"' + b"x" * 70_000 + b'"', "application/json", "body_too_large"),
        (b'{"email": "ops@example.org", "password": "x"}', "application/json",
         "invalid_credentials"),
    ],
)  # fmt: skip
async def test_bad_sign_ins_are_refused_with_a_code(
    port: int, body: bytes, media_type: str, code: str
) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        answer = await http.post(
            "/api/v1/auth/login", content=body, headers={"Content-Type": media_type}
        )
    assert answer.json()["code"] == code
    assert answer.headers["X-Request-Id"] == answer.json()["request_id"]


async def test_a_frame_that_is_no_start_closes_the_stream(port: int) -> None:
    async with stream(port, await token_of(port)) as socket:
        await socket.send("what?")
        assert await closes(socket) == 4400


async def test_only_the_loopback_is_served_in_the_clear(installed: Marketplace) -> None:
    with pytest.raises(ServeFailed, match="loopback"):
        async with serving(installed.gateway, host="192.0.2.1"):
            pass

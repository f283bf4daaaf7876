"""Sessions: rotation of refresh tokens, replay, expiry, slow-down, and what ends a stream."""

from typing import Any

import asyncpg
import httpx
import pytest

from gateway.__main__ import main
from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD, desk


async def refresh(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post("/api/v1/auth/refresh", json={"refresh_token": token})


async def reaches(http: httpx.AsyncClient, session: dict[str, Any]) -> bool:
    bearer = {"Authorization": f"Bearer {session['access_token']}"}
    answer = await http.get("/api/v1/payment-methods", headers=bearer)
    return answer.status_code == 200


async def test_a_lost_answer_signs_nobody_out_but_a_replay_does(installed: Marketplace) -> None:
    async with desk(installed) as served, httpx.AsyncClient(base_url=served.url) as http:
        first = await served.session()
        lost = await refresh(http, first["refresh_token"])
        assert lost.status_code == 200
        again = await refresh(http, first["refresh_token"])
        assert again.status_code == 200, "the answer before was lost: the old token still serves"
        second = again.json()
        assert await reaches(http, second)
        replayed = await refresh(http, first["refresh_token"])
        assert (replayed.status_code, replayed.json()["code"]) == (401, "refresh_token_reused")
        assert not await reaches(http, second), "a replay ends the whole session"
        ended = await refresh(http, second["refresh_token"])
        assert ended.json()["code"] == "refresh_token_reused"


async def test_expired_and_forged_tokens_are_refused(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    async with desk(installed) as served, httpx.AsyncClient(base_url=served.url) as http:
        session = await served.session()
        assert (await refresh(http, "forged")).json()["code"] == "refresh_token_unknown"
        await admin.execute("update svetu_console.tokens set expires_at = now()")
        assert not await reaches(http, session)
        late = await refresh(http, session["refresh_token"])
        assert (late.status_code, late.json()["code"]) == (401, "refresh_token_expired")
    await admin.close()


async def test_guessing_is_slowed_down(installed: Marketplace) -> None:
    async with desk(installed) as served, httpx.AsyncClient(base_url=served.url) as http:
        body = {"email": "support@example.org", "password": "guess"}
        statuses = [
            (await http.post("/api/v1/auth/login", json=body)).status_code for _ in range(8)
        ]
        right = await http.post("/api/v1/auth/login", json=body | {"password": PASSWORD})
        other = await served.session("admin")
    assert statuses[:5] == [401] * 5
    assert statuses[-1] == 429
    assert (right.status_code, right.json()["code"]) == (429, "too_many_attempts")
    assert int(right.headers["Retry-After"]) == right.json()["retry_after"] > 0
    assert other["operator"]["role"] == "admin"


async def test_a_disabled_operator_is_out_at_once(
    installed: Marketplace, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio

    async with desk(installed) as served, httpx.AsyncClient(base_url=served.url) as http:
        session = await served.session("viewer")
        command = ["operator", "disable", "viewer@example.org", "--dsn", installed.superuser]
        assert await asyncio.to_thread(main, command) == 0
        assert not await reaches(http, session)
        refused = await refresh(http, session["refresh_token"])
        assert refused.json()["code"] == "refresh_token_unknown"
        assert await asyncio.to_thread(main, ["operator", "list", "--dsn", installed.gateway]) == 0
    assert "viewer@example.org\tviewer\tdisabled" in capsys.readouterr().out


async def test_secrets_are_nowhere_in_the_database(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    async with desk(installed) as served:
        session = await served.session()
    stored = await admin.fetchval(
        "select string_agg(t::text, ' ') from (select t::text from svetu_console.tokens t union all"
        " select o::text from svetu_console.operators o union all"
        " select a::text from svetu_console.audit a) t"
    )
    await admin.close()
    for secret in (session["access_token"], session["refresh_token"], PASSWORD):
        assert secret not in stored
        assert secret.encode().hex() not in stored

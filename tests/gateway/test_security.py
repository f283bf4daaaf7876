"""Whoever may not, cannot: roles, disabled operators, replays, guesses, and secrets in logs."""

import asyncio
import sys
from collections import Counter
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.auth import ALLOWED
from gateway.endpoints import ENDPOINTS
from gateway.sandbox.postgres import Postgres
from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD, ROLES, Desk, add_operators
from tests.gateway.test_auth import reaches, refresh
from tests.gateway.test_deposits import deposit, new_key, wish
from tests.gateway.test_http import BODIES, KEY, ask
from tests.gateway.test_reversals import reverse
from tests.gateway.test_stream import start, stream


async def test_each_role_gets_exactly_as_far_as_it_may(
    served: Desk, admin: asyncpg.Connection
) -> None:
    for role in ROLES:
        async with served.signed_in(role) as http:
            http.base_url = httpx.URL(served.url)
            for endpoint in ENDPOINTS:
                if endpoint.permission is None or endpoint.operation == "sign_out":
                    continue
                answer = await ask(
                    http, endpoint, json=BODIES.get(endpoint.operation),
                    headers={"Idempotency-Key": KEY},
                )  # fmt: skip
                is_forbidden = answer.status_code == 403 and answer.json()["code"] == "forbidden"
                assert is_forbidden == (role not in ALLOWED[endpoint.permission]), endpoint.path
    assert await admin.fetchval("select count(*) from balance_transactions") == 2, "once per key"


async def test_a_role_cannot_be_claimed(served: Desk, admin: asyncpg.Connection) -> None:
    async with served.signed_in("viewer") as viewer:
        headers = {"X-Role": "admin", "X-Operator-Id": "1", "Role": "admin", "Cookie": "role=admin",
                   "Idempotency-Key": new_key()}  # fmt: skip
        claimed = await viewer.post("/users/1/deposits", json=wish(), headers=headers)
        assert (claimed.status_code, claimed.json()["role"]) == (403, "viewer")
    async with served.signed_in() as support:
        for claim in ({"role": "admin"}, {"operator_id": 1}, {"operator": {"role": "admin"}}):
            answer = await deposit(support, new_key(), **claim)
            assert (answer.status_code, answer.json()["code"]) == (400, "unknown_field")
        number = (await deposit(support, new_key())).json()["transaction"]["id"]
        # Taken away, it is gone with the next request, and in SQL as well.
        await admin.execute("update svetu_console.operators set role = 'viewer'")
        for answer in (await deposit(support, new_key()), await reverse(support, number)):
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert await admin.fetchval("select count(*) from balance_transactions") == 1


async def test_a_disabled_operator_books_nothing_whatever_they_hold(
    installed: Marketplace, served: Desk, admin: asyncpg.Connection
) -> None:
    session = await served.session()
    operator = session["operator"]["id"]
    async with served.signed_in() as http:
        await admin.execute(
            "update svetu_console.operators set disabled_at = now() where id = $1", operator
        )
        answer = await deposit(http, new_key())
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    service = await asyncpg.connect(installed.gateway)
    for forbidden in (
        "update svetu_console.operators set disabled_at = null",
        "update svetu_console.operators set role = 'admin', password_hash = ''",
        "insert into svetu_console.operators default values",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await service.execute(forbidden)
    told = await service.fetchval(
        "select svetu_console.deposit($1, $2, 1, 20000, 'RSD', 'mock_payment', 'x', null, '', '')"
        "::jsonb ->> 'refused'",
        operator,
        new_key(),
    )
    await service.close()
    assert told == "forbidden"
    async with httpx.AsyncClient(base_url=served.url) as http:
        ended = await refresh(http, session["refresh_token"])
        assert (ended.status_code, ended.json()["code"]) == (401, "refresh_token_unknown")
        again = await http.post(
            "/api/v1/auth/login", json={"email": "support@example.org", "password": PASSWORD}
        )
        assert (again.status_code, again.json()["code"]) == (401, "invalid_credentials")


async def test_a_refresh_that_came_twice_signs_nobody_out(served: Desk) -> None:
    async with httpx.AsyncClient(base_url=served.url) as http:
        first = await served.session()
        answers = await asyncio.gather(*(refresh(http, first["refresh_token"]) for _ in range(4)))
        assert [answer.status_code for answer in answers] == [200] * 4
        for answer in answers:  # whichever of them arrived
            assert await reaches(http, answer.json())
        replayed = await refresh(http, first["refresh_token"])
        assert replayed.json()["code"] == "refresh_token_reused"
        for answer in answers:
            assert not await reaches(http, answer.json())
            ended = await refresh(http, answer.json()["refresh_token"])
            assert ended.json()["code"] == "refresh_token_reused", "the whole family"


async def test_a_replay_ends_the_stream_as_well(served: Desk) -> None:
    async with httpx.AsyncClient(base_url=served.url) as http:
        first = await served.session()
        second = (await refresh(http, first["refresh_token"])).json()
        async with stream(served.port, second["access_token"]) as socket:
            await start(socket)
            assert (await refresh(http, first["refresh_token"])).status_code == 401
            await socket.wait_closed()
            assert socket.close_code == 4401


TOO_SOON = """
    select count(*) from (
        select at - lag(at) over attempts as waited, row_number() over attempts - 1 as failures
        from svetu_console.sign_in_attempts where {who} window attempts as (order by at)
    ) a
    where failures >= {free}
      and waited < make_interval(secs => least(2.0 ^ (failures - {free}), 300))
"""


async def test_guesses_in_parallel_are_no_faster(served: Desk, admin: asyncpg.Connection) -> None:
    """However slow the machine is: whoever got through had waited as long as the rule says."""
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as http:

        async def guess(email: str, number: int) -> int:
            body = {"email": email, "password": f"guess {number}"}
            return (await http.post("/api/v1/auth/login", json=body)).status_code

        one = Counter(await asyncio.gather(*(guess("admin@example.org", n) for n in range(12))))
        assert one[429] > 0
        assert set(one) == {401, 429}
        many = await asyncio.gather(*(guess(f"u{n}@example.org", n) for n in range(18)))
        assert Counter(many)[429] > 0, "the address is counted too"
    for who, free in (("email = 'admin@example.org'", 5), ("address = '127.0.0.1'", 20)):
        assert await admin.fetchval(TOO_SOON.format(who=who, free=free)) == 0


@pytest.fixture
def server_log(postgres: Postgres) -> Any:
    """Return what PostgreSQL has written into its log since."""
    log = postgres.base / "log"
    began = log.stat().st_size
    return lambda: log.read_bytes()[began:].decode(errors="replace")


async def test_no_secret_gets_into_a_log_or_a_crash(
    installed: Marketplace, admin: asyncpg.Connection, server_log: Any
) -> None:
    await add_operators(installed)
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-X", "dev", "-m", "gateway", "serve", "--port", "0",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={"SVETU_DSN": installed.gateway, "PATH": ""},
    )  # fmt: skip
    assert running.stderr is not None
    secrets = [PASSWORD, "wr0ng-passw0rd", "f0rged-t0ken-f0rged-t0ken"]
    try:
        async with asyncio.timeout(60):
            while b"serving on port" not in (line := await running.stderr.readline()):
                pass
        served = Desk(int(line.rpartition(b" ")[2]))
        session = await served.session()
        secrets += [session["access_token"], session["refresh_token"]]
        await go_wrong(served, session, admin, secrets)
    finally:
        running.terminate()
        out, err = await running.communicate()
    said = (out + err).decode()
    assert said.count("Traceback") >= 3, "it did go wrong"
    for secret in secrets:
        assert secret not in said, secret
        assert secret not in server_log()


async def go_wrong(
    served: Desk, session: dict[str, Any], admin: asyncpg.Connection, secrets: list[str]
) -> None:
    """Sign in, refresh, stream and book while the database is not as it should be."""
    bearer = {"Authorization": f"Bearer {session['access_token']}"}
    right = {"email": "support@example.org", "password": PASSWORD}
    async with httpx.AsyncClient(base_url=f"{served.url}/api/v1") as http:
        await http.post("/auth/login", json=right | {"password": secrets[1]})
        await http.post("/auth/login", content=f'{{"password": "{PASSWORD}"'.encode(),
                        headers={"Content-Type": "application/json"})  # fmt: skip
        await http.post("/auth/login", json=right | {"surprise": PASSWORD})
        await http.get("/accounts?ids=1", headers={"Authorization": f"Bearer {secrets[2]}"})
        await http.post("/auth/refresh", json={"refresh_token": secrets[2]})
        async with stream(served.port, session["access_token"]) as socket:
            await start(socket)
        await admin.execute("alter table svetu_console.tokens rename generation to away")
        crashed = [
            await http.post("/auth/login", json=right),
            await http.post("/auth/refresh", json={"refresh_token": session["refresh_token"]}),
            await http.get("/accounts?ids=1", headers=bearer),
            await http.post("/users/1/deposits", json=wish(), headers=bearer),
        ]
        await admin.execute("alter table svetu_console.tokens rename away to generation")
        await admin.execute("alter function svetu_console.chain rename to chained")
        crashed.append(
            await http.post(
                "/users/1/deposits", json=wish(), headers=bearer | {"Idempotency-Key": new_key()}
            )
        )
    assert [answer.status_code for answer in crashed] == [500] * 5
    for answer in crashed:
        assert answer.json()["code"] == "internal_error"
        assert not any(secret in answer.text for secret in secrets)

"""A bundle over HTTP, from a real database: whole, written down first, and without secrets."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.evidence import container
from gateway.evidence.verify import verify
from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD, Desk, desk
from tests.gateway.evidence.material import KEY

ASK = {"personal_data": "full", "reason": "complaint 17", "ticket": "SV-17"}
PAID = "Пополнение через Mock Payment (для тестирования)"
CREDIT = """
    with booked as (insert into balance_transactions (user_id, type, amount, status,
            payment_method, payment_details, description, completed_at)
        values ($1, 'deposit', $2, 'completed', 'mock_payment', $3, $4, localtimestamp))
    insert into user_balances (user_id, balance) values ($1, $2)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""


@pytest.fixture
async def http(served: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with served.signed_in("viewer") as client:
        yield client


async def credit(
    shop: Marketplace,
    amount: int,
    *,
    details: str | None = None,
    description: str = PAID,
    name: str = "backend",
) -> None:
    """Book a deposit for user 1 as the backend does."""
    backend = await asyncpg.connect(shop.backend, server_settings={"application_name": name})
    await backend.execute(CREDIT, 1, amount, details, description)
    await backend.close()


async def export(http: httpx.AsyncClient, **other: Any) -> httpx.Response:
    return await http.post("/users/1/evidence", json={**ASK, **other})


async def test_a_bundle_is_whole_and_says_what_the_console_says(
    http: httpx.AsyncClient, installed: Marketplace, admin: asyncpg.Connection
) -> None:
    await credit(installed, 2000)
    await admin.execute("update user_balances set balance = balance + 500 where user_id = 1")
    claim = {"amount_minor": 200_000, "words": "Uplatila sam 2000, piše 2500", "success_page": True}

    answer = await export(http, claim=claim)

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    whole = verify(answer.content, KEY.public.fingerprint)
    assert (whole.verdict, whole.drift_minor, whole.user_id) == ("differs", 50_000, 1)
    files = container.unpack(answer.content)
    assert "Uplatila sam 2000, piše 2500" in files["index.html"].decode()
    assert json.loads(files["case.json"])["exported_by"] == "viewer@example.org"
    feed = json.loads(files["feed.json"])
    assert [c["moved_minor"] for c in feed["commits"]] == [200_000, 50_000]
    assert [c["written_by"] for c in feed["commits"]] == ["svetu_backend", "postgres"]
    assert feed["proof"]["capture"] == "whole"


async def test_the_audit_knows_of_every_bundle_before_it_leaves(
    http: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    answer = await export(http, personal_data="masked")

    row = await admin.fetchrow("select * from svetu_console.audit where action = 'export'")
    assert row["id"] == int(answer.headers["x-evidence-audit"])
    assert row["hash"] is not None
    assert (row["user_id"], row["reason"], row["ticket"]) == (1, "complaint 17", "SV-17")
    digest = hashlib.sha256(answer.content).hexdigest()
    assert json.loads(row["details"]) == {
        "kind": "evidence", "rows": 0, "personal_data": "masked", "sha256": digest,
    }  # fmt: skip
    assert answer.headers["x-evidence-sha256"] == digest

    again = container.unpack((await export(http)).content)
    (entry,) = json.loads(again["audit.json"])["entries"]
    assert entry["hash"] == row["hash"].hex()
    assert entry["details"]["sha256"] == digest


async def test_what_is_committed_while_it_is_read_is_in_all_files_or_in_none(
    http: httpx.AsyncClient, installed: Marketplace
) -> None:
    """`verify` compares rows, commits, position and verdict with each other."""
    backend = await asyncpg.create_pool(installed.backend, min_size=2, max_size=2)
    seen: list[int] = []

    async def write(reader: asyncio.Task[None]) -> None:
        while not reader.done():
            await backend.execute(CREDIT, 1, 1, None, PAID)

    async def read() -> None:
        for _ in range(25):
            answer = await export(http)
            assert verify(answer.content).verdict == "agrees"
            rows = json.loads(container.unpack(answer.content)["rows.json"])
            seen.append(len(rows["transactions"]))

    async with asyncio.TaskGroup() as both:
        reader = both.create_task(read())
        both.create_task(write(reader))
    assert seen[-1] > seen[0]
    await backend.close()


@pytest.mark.parametrize("level", ["full", "masked", "none"])
async def test_no_secret_is_in_any_file(
    served: Desk, installed: Marketplace, admin: asyncpg.Connection, level: str
) -> None:
    """Whatever the database and the request know: tokens, hashes, keys, headers, DSNs."""
    session = await served.session("support")
    bearer = {"Authorization": f"Bearer {session['access_token']}", "Cookie": "sid=crumbs"}
    secrets = [
        session["access_token"], session["refresh_token"], PASSWORD, "crumbs", "s3cret-of-the-shop",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl", "deposit-key-of-support",
        "4111111111111111", "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
    ]  # fmt: skip
    text = (
        f"Cookie: session={secrets[3]}\nAuthorization: Bearer {secrets[5]}\n"
        f"{secrets[5]} {secrets[8]} postgres://svetu_backend:{secrets[4]}@db/shop "
        f"password={secrets[2].replace(' ', '-')}"
    )
    await admin.execute(
        "update users set password = $1, city = $2 where id = 1", secrets[8], text[:100]
    )
    details = json.dumps({"card": secrets[7], "token": secrets[5]})
    name = f"x password={secrets[4]}"
    await credit(installed, 2000, details=details, description=text, name=name)
    async with httpx.AsyncClient(base_url=f"{served.url}/api/v1", headers=bearer) as http:
        deposit = {
            "amount_minor": 20_000,
            "currency": "RSD",
            "payment_method": "mock_payment",
            "reason": text,
        }
        booked = await http.post(
            "/users/1/deposits", json=deposit, headers={"Idempotency-Key": secrets[6]}
        )
        assert booked.status_code == 201, booked.text
        answer = await export(http, personal_data=level, reason=text[:500], claim={"words": text})
    assert answer.status_code == 200, answer.text

    hashes = [
        row[0] for row in await admin.fetch("select password_hash from svetu_console.operators")
    ]
    for name, content in container.unpack(answer.content).items():
        found = [
            secret
            for secret in [*secrets, *hashes, "argon2", "127.0.0.1"]
            if secret in content.decode()
        ]
        assert not found, name
    verify(answer.content, KEY.public.fingerprint)


async def test_without_a_key_nothing_is_signed_nor_written_down(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    async with desk(installed) as keyless, keyless.signed_in() as http:
        for answer in (await http.get("/signing-key"), await export(http)):
            assert answer.status_code == 409
            assert answer.json()["code"] == "signing_key_missing"
    assert not await admin.fetchval(
        "select count(*) from svetu_console.audit where action = 'export'"
    )


async def test_anybody_may_know_what_checks_signatures(served: Desk) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"{served.url}/api/v1/signing-key")
    assert answer.json() == {
        "algorithm": "Ed25519",
        "public_key": KEY.public.hex,
        "fingerprint": KEY.public.fingerprint,
    }


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reason": "  "}, "reason_missing"),
        ({"personal_data": "some"}, "invalid_value"),
        ({"claim": {"amount_minor": 0}}, "invalid_value"),
        ({"claim": {"session": "a b"}}, "invalid_value"),
        ({"claim": {"at": "yesterday"}}, "invalid_value"),
        ({"claim": {"surprise": 1}}, "unknown_field"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    http: httpx.AsyncClient, body: dict[str, Any], code: str
) -> None:
    answer = await export(http, **body)
    assert answer.json()["code"] == code


async def test_nobody_is_exported_who_is_not_there(http: httpx.AsyncClient) -> None:
    answer = await http.post("/users/99/evidence", json=ASK)
    assert answer.json()["code"] == "user_not_found"

"""Asking for evidence: what is sent, and that the file comes as it is."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import httpx
import pytest

from api_client.client import ApiClient
from api_client.errors import ConnectionFailed, Refused
from api_client.evidence import Bundle, EvidenceWish, SigningKey, bundle_of
from api_client.verdicts import Claim
from tests.api_client.test_client import Gateway, client

CLAIM = Claim(amount_minor=200_000, at=date(2026, 7, 1), session="mock_session_42_1", method="x")
WISH = EvidenceWish(
    user_id=42,
    personal_data="none",
    reason="for the bank",
    ticket=None,
    claim=CLAIM,
    words="да",
    language="sr",
)
KEY = {"algorithm": "Ed25519", "public_key": "ab", "fingerprint": "cd"}


def zipped(name: str, content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as files:
        files.writestr(name, content)
    return buffer.getvalue()


async def test_a_bundle_comes_byte_for_byte() -> None:
    gateway, content = Gateway(), zipped("signature.json", json.dumps(KEY))
    gateway.answer = lambda _: httpx.Response(200, content=content)
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        assert await api.evidence(WISH) == Bundle(content=content, fingerprint="cd")
    request = gateway.requests[-1]
    assert request.url.path.endswith("/users/42/evidence")
    assert json.loads(request.content) == {
        "personal_data": "none", "reason": "for the bank", "ticket": None,
        "language": "sr",
        "claim": {
            "amount_minor": 200_000, "at": "2026-07-01", "session": "mock_session_42_1",
            "method": "x", "success_page": False, "words": "да",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    "other", [b"", b"{}", b"PK", bytes(300)], ids=["nothing", "JSON", "broken", "zeros"]
)
def test_what_is_no_bundle_is_none(other: bytes) -> None:
    for content in (other, zipped("other.json", "{}"), zipped("signature.json", "[]")):
        with pytest.raises(ConnectionFailed):
            bundle_of(content)


def test_a_moment_is_sent_with_its_zone() -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    wish = EvidenceWish(user_id=1, personal_data="full", reason="x", claim=Claim(at=at))
    assert wish.body["claim"]["at"] == "2026-07-01T12:00:00+00:00"


async def test_a_refusal_is_none_of_a_bundle() -> None:
    gateway = Gateway()
    gateway.answer = lambda _: gateway.problem(409, "signing_key_missing")
    async with client(gateway) as api:
        await api.sign_in("ops@example.org", "secret")
        with pytest.raises(Refused) as refused:
            await api.evidence(WISH)
        assert refused.value.code == "signing_key_missing"
        gateway.answer = lambda _: httpx.Response(502, content=b"PK")
        with pytest.raises(ConnectionFailed):
            await api.evidence(WISH)


async def test_what_checks_signatures_needs_no_session() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        return httpx.Response(200, json=KEY)

    async with ApiClient("http://127.0.0.1:1", transport=httpx.MockTransport(answer)) as api:
        assert await api.signing_key() == SigningKey(**KEY)

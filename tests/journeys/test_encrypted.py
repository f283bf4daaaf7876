"""A gateway with a certificate of the house: who believes it works as ever, others are refused."""

import ipaddress
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api_client.client import believed
from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD
from tests.gateway.test_capture import pay
from tests.journeys.desk import GatewayProcess, Person, gateway_process, said_by


@dataclass(frozen=True)
class Certified:
    """Files of a certificate for this computer, signed by its own key."""

    certificate: Path
    key: Path


@pytest.fixture
def certified(tmp_path: Path) -> Certified:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gateway.example")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = Certified(tmp_path / "gateway.pem", tmp_path / "gateway.key")
    pem = serialization.Encoding.PEM
    files.certificate.write_bytes(certificate.public_bytes(pem))
    files.key.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


@pytest.fixture
def believers(certified: Certified, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer whose administrator has added the certificate to those it believes."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.certificate))
    believed.cache_clear()
    yield
    believed.cache_clear()


@pytest.fixture
async def gateway(installed: Marketplace, certified: Certified) -> AsyncIterator[GatewayProcess]:
    files = ("--tls-cert", str(certified.certificate), "--tls-key", str(certified.key))
    async with gateway_process(installed.gateway, *files) as process:
        yield process


@pytest.mark.usefixtures("believers")
async def test_requests_and_events_come_encrypted(
    gateway: GatewayProcess, shop: asyncpg.Connection, person: Person
) -> None:
    assert gateway.url.startswith("https:")
    async with person.signed_in(gateway.url, user="1") as hands:
        await pay(shop, 1, 2000)
        await hands.until("the payment", lambda: hands.balance_minor == 200_000)


async def test_a_stranger_s_certificate_is_refused_in_words(
    gateway: GatewayProcess, person: Person
) -> None:
    believed.cache_clear()
    async with person.at(gateway.url) as hands:
        dialog = await hands.fill_sign_in("support@example.org", PASSWORD)
        dialog.submit.click()
        await hands.until("the refusal", lambda: "does not trust" in said_by(dialog))
        assert not hands.console.signed_in

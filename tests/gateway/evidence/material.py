"""What goes into a bundle, by dice: a ledger that could be, of somebody with a distinctive name."""

import random
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateway import __version__
from gateway.evidence.bundle import Material
from gateway.evidence.contents import (
    Audited,
    AuditExtract,
    Case,
    Customer,
    Language,
    PersonalData,
    Proof,
    RawTransaction,
    Rows,
    Said,
    Surroundings,
)
from gateway.evidence.keys import SigningKey
from gateway.explain.claims import claim_of
from gateway.explain.rows import Ledger
from gateway.wall_clock import raw
from gateway.wire import Position
from tests.gateway.ledgers import ZONE, clean

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
EXPORTED = datetime(2025, 7, 2, 9, 30, 15, 123456, UTC)
CUSTOMER = Customer(
    id=1, name="Дарья Соколова-Xylofonović", email="darja.xylo@пример.example",
    phone="+381 64 7654321", city="Зренянин", country="Србија", status="active",
    created_at=datetime(2025, 2, 7, tzinfo=UTC),
)  # fmt: skip
WORDS = (
    "Здравствуйте! Я, Дарья Соколова-Xylofonović, заплатила 2000 RSD <b>01.07.2025</b> & see 0.\n"
    "Звоните: 064/765-43-21 или darja.xylo@пример.example"
)
SAID = Said(amount_minor=200_000, at="2025-07-01", success_page=True, words=WORDS)


def material(
    seed: int = 1,
    level: PersonalData = "full",
    *,
    commits: int = 6,
    said: Said = SAID,
    language: Language = "en",
) -> Material:
    """Return what a snapshot might hold of one user."""
    shop = clean(random.Random(seed), commits=commits)
    claim = claim_of(said.query, ZONE)
    ledger = shop.ledger(claim=claim)
    position = Position(epoch="7.a.b", snapshot=f"3:{len(shop.script) + 1}:")
    return Material(
        case=Case(
            user_id=ledger.user_id, claim=said, personal_data=level, language=language,
            exported_at=EXPORTED, exported_by="ops.petar@example.org", operator_id=7,
            reason="Жалоба Дарьи: звонила с +381647654321", ticket="SV-42",
        ),
        rows=Rows(CUSTOMER, transactions(ledger), ledger),
        proof=Proof(
            position=position, complete_to=ledger.as_of, capture="whole", faults=[], lost=2,
            admitted=2,
        ),
        audit=AuditExtract(entries=[audited(number) for number in (9, 4)], more=False),
        surroundings=Surroundings(
            environment="sandbox", backend_zone=ZONE.key, gateway=__version__, protocol="1.0",
            postgresql="18.6", schema=9,
        ),
    )  # fmt: skip


def transactions(ledger: Ledger) -> list[RawTransaction]:
    """Return a ledger's transactions as the marketplace stores them."""
    return [
        RawTransaction(
            id=entry.id, type=entry.state.type, amount_minor=entry.state.amount,
            currency=entry.state.currency, status=entry.state.status,
            payment_method=entry.state.method, created_at_raw=raw(entry.wall),
            description="Пополнение: Соколова-Xylofonović" if entry.id % 2 else None,
            completed_at_raw=None, test=entry.test,
        )
        for entry in ledger.entries
    ]  # fmt: skip


def audited(number: int) -> Audited:
    """Return an entry of the audit, with a key that belongs to its operator."""
    return Audited(
        number=number, hash=f"{number:064x}", at=EXPORTED, operator_id=7,
        operator_email="ops.petar@example.org", action="deposit", transaction_id=1,
        reason="Test for Darja.Xylo", ticket=None,
        details={"amount_minor": 5000, "currency": "RSD", "key": "idempotency-key-of-petar"},
    )  # fmt: skip

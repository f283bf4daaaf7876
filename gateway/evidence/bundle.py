"""What was read → the bytes of a bundle; equal inputs give equal bytes."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gateway.evidence import canonical, container
from gateway.evidence.contents import (
    AUDIT,
    CASE,
    ENVIRONMENT,
    FEED,
    FORMAT,
    MANIFEST,
    PAGE,
    ROWS,
    SIGNATURE,
    VERDICT,
    VERSION,
    AuditExtract,
    Case,
    Feed,
    Manifest,
    ManifestEntry,
    Proof,
    Rows,
    Signature,
    Surroundings,
)
from gateway.evidence.feed import commits_of
from gateway.evidence.keys import SigningKey
from gateway.evidence.masking import Mask
from gateway.evidence.page import page
from gateway.explain.answers import Verdict
from gateway.explain.claims import claim_of
from gateway.explain.verdict import explain
from gateway.problems import Problem


class Material(NamedTuple):
    """Everything of one snapshot that goes into a bundle, nothing hidden yet."""

    case: Case
    rows: Rows
    proof: Proof
    audit: AuditExtract
    surroundings: Surroundings


def reckoned(material: Material) -> Verdict:
    """Return the verdict that follows from the rows; raises Problem for a claim that is none."""
    claim = claim_of(material.case.claim.query, ZoneInfo(material.surroundings.backend_zone))
    return explain(material.rows.ledger, claim, material.proof.position)


def assemble(material: Material, key: SigningKey) -> bytes:
    """Return the bundle, signed, with personal data at the level that the case asks for.

    Raises Problem where it would hold more than can be checked.
    """
    shown = _masked(material)
    verdict, ledger = reckoned(shown), shown.rows.ledger
    feed = Feed(proof=shown.proof, began_at=ledger.began_at, commits=commits_of(ledger))
    files = {
        PAGE: page(shown, verdict, feed, key.public.fingerprint),
        CASE: canonical.encode(shown.case),
        ROWS: canonical.encode(shown.rows),
        VERDICT: canonical.encode(verdict),
        FEED: canonical.encode(feed),
        AUDIT: canonical.encode(shown.audit),
        ENVIRONMENT: canonical.encode(shown.surroundings),
    }
    if any(map(canonical.is_too_much, files.values())):
        raise Problem("evidence_too_large")
    manifest = canonical.encode(_manifest(shown, files))
    return container.pack({**files, MANIFEST: manifest, SIGNATURE: _signature(manifest, key)})


def _masked(material: Material) -> Material:
    rows = material.rows
    mask = Mask(material.case.personal_data, rows.customer)
    return material._replace(
        case=mask.case(material.case),
        rows=rows._replace(
            customer=mask.customer(rows.customer),
            transactions=[mask.transaction(row) for row in rows.transactions],
            ledger=mask.ledger(rows.ledger),
        ),
        audit=AuditExtract(
            entries=[mask.audited(entry) for entry in material.audit.entries],
            more=material.audit.more,
        ),
    )


def _manifest(shown: Material, files: Mapping[str, bytes]) -> Manifest:
    return Manifest(
        format=FORMAT,
        version=VERSION,
        gateway=shown.surroundings.gateway,
        user_id=shown.case.user_id,
        exported_at=shown.case.exported_at,
        personal_data=shown.case.personal_data,
        files=[
            ManifestEntry(name=name, bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
            for name, content in files.items()
        ],
    )


def _signature(manifest: bytes, key: SigningKey) -> bytes:
    return canonical.encode(
        Signature(
            algorithm="Ed25519",
            public_key=key.public.hex,
            fingerprint=key.public.fingerprint,
            signature=key.sign(manifest).hex(),
        )
    )

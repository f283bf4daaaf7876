"""Is a file a whole bundle? Every byte, every hash, the signature, and the verdict reckoned anew.

Works without a network, on files that nobody vouches for.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from gateway import __version__
from gateway.evidence import canonical, container
from gateway.evidence.bundle import Material, reckoned
from gateway.evidence.contents import (
    AUDIT,
    CASE,
    ENVIRONMENT,
    FEED,
    FORMAT,
    HASHED,
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
    PersonalData,
    Rows,
    Signature,
    Surroundings,
)
from gateway.evidence.feed import commits_of, unseen
from gateway.evidence.keys import PublicKey
from gateway.evidence.page import page
from gateway.evidence.refused import BundleRefused, Check
from gateway.explain.answers import Said, Verdict
from gateway.problems import Problem
from gateway.wire import Value

_SNAPSHOT = re.compile(r"[0-9]{1,19}:[0-9]{1,19}:([0-9]{1,19}(,[0-9]{1,19})*)?")
T = TypeVar("T")
LARGEST = {SIGNATURE: 1024, MANIFEST: 16 * 1024, ENVIRONMENT: 16 * 1024}
"""Bytes of what is small in every bundle, and is read before anything vouches for it."""
IMPOSSIBLE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError,
)  # fmt: skip
"""What rules made for rows of a database raise for rows that no database holds."""


class Whole(Value, frozen=True):
    """What a whole bundle says; ``key_compared``: its key is the one that was asked for.

    ``reckoned`` is the verdict that follows from the rows by this version's rules. It can only be
    another one where ``gateway`` is another version; that one has to be asked then.
    """

    fingerprint: str
    key_compared: bool
    user_id: int
    exported_at: datetime
    personal_data: PersonalData
    gateway: str
    verdict: Said
    reckoned: Said
    drift_minor: int
    currency: str


class _Parts(NamedTuple):
    material: Material
    verdict: Verdict
    feed: Feed


def verify(packed: bytes, fingerprint: str | None = None) -> Whole:
    """Check a bundle, and that its key has this fingerprint; raises BundleRefused."""
    files = container.unpack(packed)
    _check_names(files)
    signature = _typed("signature", files, SIGNATURE, Signature)
    _check_signature(files[MANIFEST], signature, fingerprint)
    manifest = _manifest(files)
    _check_hashes(files, manifest)
    parts = _parts(files)
    _check_contents(parts, manifest)
    again = _reckoned(parts.material)
    if manifest.gateway == __version__:
        _check_verdict(again, files[VERDICT])
        _check_page(parts, files[PAGE], signature.fingerprint)
    verdict = parts.verdict
    return Whole(
        fingerprint=signature.fingerprint,
        key_compared=fingerprint is not None,
        user_id=manifest.user_id,
        exported_at=manifest.exported_at,
        personal_data=manifest.personal_data,
        gateway=manifest.gateway,
        verdict=verdict.verdict,
        reckoned=again.verdict,
        drift_minor=verdict.drift_minor,
        currency=verdict.currency,
    )


def _check_names(files: Mapping[str, bytes]) -> None:
    expected = (*HASHED, MANIFEST, SIGNATURE)
    if missing := [name for name in expected if name not in files]:
        raise BundleRefused("names", f"It lacks {', '.join(missing)}.")
    if extra := [name for name in files if name not in expected]:
        raise BundleRefused("names", f"It holds what no bundle holds: {', '.join(extra[:3])}.")
    if tuple(files) != expected:
        raise BundleRefused("names", "Its files lie in another order than the gateway's.")
    for name, largest in LARGEST.items():
        if len(files[name]) > largest:
            raise BundleRefused("names", f"{name} is larger than any of the gateway's.")


def _check_signature(manifest: bytes, signature: Signature, fingerprint: str | None) -> None:
    key = PublicKey(bytes.fromhex(signature.public_key))
    if key.fingerprint != signature.fingerprint:
        raise BundleRefused("signature", "The fingerprint in it is not that of the key in it.")
    if fingerprint is not None and key.fingerprint != fingerprint:
        raise BundleRefused(
            "signature", f"It is signed with another key, of fingerprint {key.fingerprint}."
        )
    if not key.has_signed(manifest, bytes.fromhex(signature.signature)):
        raise BundleRefused("signature", "The signature is not one over this manifest.")


def _manifest(files: Mapping[str, bytes]) -> Manifest:
    manifest = _typed("manifest", files, MANIFEST, Manifest)
    if (manifest.format, manifest.version) != (FORMAT, VERSION):
        raise BundleRefused(
            "manifest", f"It is of a format that only gateway {manifest.gateway} is known to check."
        )
    return manifest


def _check_hashes(files: Mapping[str, bytes], manifest: Manifest) -> None:
    if tuple(entry.name for entry in manifest.files) != HASHED:
        raise BundleRefused("manifest", "The manifest does not list exactly the files there are.")
    for entry in manifest.files:
        content = files[entry.name]
        if (len(content), hashlib.sha256(content).hexdigest()) != (entry.bytes, entry.sha256):
            raise BundleRefused("hashes", f"{entry.name} is not what was signed.")


def _parts(files: Mapping[str, bytes]) -> _Parts:
    feed = _typed("contents", files, FEED, Feed)
    material = Material(
        case=_typed("contents", files, CASE, Case),
        rows=_typed("contents", files, ROWS, Rows),
        proof=feed.proof,
        audit=_typed("contents", files, AUDIT, AuditExtract),
        surroundings=_typed("contents", files, ENVIRONMENT, Surroundings),
    )
    return _Parts(material, _typed("contents", files, VERDICT, Verdict), feed)


def _typed(check: Check, files: Mapping[str, bytes], name: str, kind: type[T]) -> T:
    try:
        value: T = canonical.typed(kind, canonical.decode(files[name]))
    except canonical.NotCanonical as exc:
        raise BundleRefused(check, f"{name}: {exc}") from exc
    if canonical.encode(value) != files[name]:
        raise BundleRefused(check, f"{name} holds what a bundle does not hold.")
    return value


def _check_contents(parts: _Parts, manifest: Manifest) -> None:
    """Check that the files speak of one account, one moment and the same rows."""
    (case, rows, proof, _, around), verdict, feed = parts
    ledger = rows.ledger
    entries = [
        (e.id, e.state.type, e.state.amount, e.state.currency, e.state.status, e.state.method)
        for e in ledger.entries
    ]
    listed = [
        (r.id, r.type, r.amount_minor, r.currency, r.status, r.payment_method)
        for r in rows.transactions
    ]
    agreements: dict[str, bool] = {
        "the account": {rows.customer.id, ledger.user_id, verdict.user_id, case.user_id}
        == {manifest.user_id},
        "the export": (case.exported_at, case.personal_data, around.gateway)
        == (manifest.exported_at, manifest.personal_data, manifest.gateway),
        "the moment": {verdict.as_of, proof.complete_to} == {ledger.as_of},
        "the position": verdict.position == proof.position
        and _SNAPSHOT.fullmatch(proof.position.snapshot) is not None,
        "the transactions": entries == listed,
        "the commits": feed.commits == commits_of(ledger) and feed.began_at == ledger.began_at,
    }
    for what, agree in agreements.items():
        if not agree:
            raise BundleRefused("contents", f"Its files do not agree about {what}.")
    xid = unseen(proof.position.snapshot, (commit.xid for commit in feed.commits))
    if xid is not None:
        raise BundleRefused(
            "contents", f"Its position had not seen the commit {xid} that it tells of."
        )


def _reckoned(material: Material) -> Verdict:
    try:
        return reckoned(material)
    except (Problem, *IMPOSSIBLE) as exc:
        raise BundleRefused("verdict", "From these rows no verdict can be reckoned.") from exc


def _check_verdict(again: Verdict, written: bytes) -> None:
    """By the very same rules the very same verdict must follow."""
    if canonical.encode(again) != written:
        raise BundleRefused("verdict", f"Another verdict follows from its rows: {again.verdict}.")


def _check_page(parts: _Parts, written: bytes, fingerprint: str) -> None:
    """A page of this very version must say what the rows say."""
    if page(parts.material, parts.verdict, parts.feed, fingerprint) != written:
        raise BundleRefused("contents", f"{PAGE} does not say what the rows say.")

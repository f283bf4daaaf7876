"""Reads one complaint from one snapshot, writes down that it leaves, and answers with a bundle."""

import asyncio
import hashlib

import msgspec
from starlette.responses import Response

from gateway import __version__
from gateway.auth import Grant
from gateway.database import Database, Snapshot
from gateway.evidence.bundle import Material, assemble
from gateway.evidence.container import LARGEST
from gateway.evidence.contents import (
    Audited,
    AuditExtract,
    Case,
    Customer,
    EvidenceWish,
    Proof,
    PublicKeyShown,
    RawTransaction,
    Rows,
    Surroundings,
)
from gateway.evidence.keys import SigningKey
from gateway.explain.claims import claim_of
from gateway.explain.reader import Explainer
from gateway.explain.rows import Ledger
from gateway.problems import Problem, request_id
from gateway.sql import statements
from gateway.wall_clock import raw
from gateway.wire import PROTOCOL

MOST_AUDITED = 1000


class Evidence:
    """Makes bundles, if there is a key to sign them with."""

    def __init__(self, database: Database, key: SigningKey | None) -> None:
        self._database = database
        self._key = key
        self._explainer = Explainer(database)
        self._one_at_a_time = asyncio.Semaphore()  # a long history takes seconds of a core
        self._sql = statements("evidence.sql")

    def public_key(self) -> PublicKeyShown:
        """Return what checks our signatures; raises Problem where there is no key."""
        public = self._signing_key().public
        return PublicKeyShown(
            algorithm="Ed25519", public_key=public.hex, fingerprint=public.fingerprint
        )

    async def export(self, user_id: int, wish: EvidenceWish, by: Grant, address: str) -> Response:
        """Return a bundle that the audit knows of; raises Problem."""
        key = self._signing_key()
        if not wish.reason.strip():
            raise Problem("reason_missing", "An evidence bundle needs a reason.")
        async with self._one_at_a_time:
            material = await self._material(user_id, wish, by)
            packed = await asyncio.to_thread(assemble, material, key)
        if len(packed) > LARGEST:
            raise Problem("evidence_too_large")
        digest = hashlib.sha256(packed).hexdigest()
        case = material.case
        audit_id = await self._database.pool.fetchval(
            self._sql["note"], case.operator_id, user_id, len(material.rows.transactions),
            case.reason, case.ticket, address, request_id.get(), case.personal_data, digest,
        )  # fmt: skip
        name = f"svetu-evidence-{user_id}-{case.exported_at:%Y%m%dT%H%M%SZ}.zip"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Evidence-Sha256": digest,
            "X-Evidence-Fingerprint": key.public.fingerprint,
            "X-Evidence-Audit": str(audit_id),
        }
        return Response(packed, headers=headers, media_type="application/zip")

    def _signing_key(self) -> SigningKey:
        if self._key is None:
            raise Problem("signing_key_missing")
        return self._key

    async def _material(self, user_id: int, wish: EvidenceWish, by: Grant) -> Material:
        async with self._database.snapshot() as seen:
            claim = claim_of(wish.claim.query, seen.zone)
            ledger = await self._explainer.ledger(seen, user_id, claim)
            return Material(
                case=Case(
                    user_id=user_id,
                    claim=wish.claim,
                    personal_data=wish.personal_data,
                    language=wish.language,
                    exported_at=seen.as_of,
                    exported_by=by.operator.email,
                    operator_id=by.operator.id,
                    reason=wish.reason.strip(),
                    ticket=(wish.ticket or "").strip() or None,
                ),
                rows=await self._rows(seen, ledger),
                proof=await self._proof(seen),
                audit=await self._audit(seen, user_id),
                surroundings=await self._surroundings(seen),
            )

    async def _rows(self, seen: Snapshot, ledger: Ledger) -> Rows:
        customer = await seen.connection.fetchrow(self._sql["customer"], ledger.user_id)
        rows = await seen.connection.fetch(self._sql["transactions"], ledger.user_id)
        tests = {entry.id for entry in ledger.entries if entry.test}
        transactions = [
            RawTransaction(
                **{name: row[name] for name in _AS_THEY_ARE},
                created_at_raw=raw(row["created_at"]),
                completed_at_raw=raw(row["completed_at"]),
                test=row["id"] in tests,
            )
            for row in rows
        ]
        return Rows(Customer(**customer), transactions, ledger)

    async def _proof(self, seen: Snapshot) -> Proof:
        row = await seen.connection.fetchrow(self._sql["proof"])
        whole = row["is_untouched"] and not row["faults"] and row["lost"] == row["admitted"]
        return Proof(
            position=seen.position,
            complete_to=seen.as_of,
            capture="whole" if whole else "broken",
            faults=row["faults"],
            lost=row["lost"],
            admitted=row["admitted"],
        )

    async def _audit(self, seen: Snapshot, user_id: int) -> AuditExtract:
        rows = await seen.connection.fetch(self._sql["audit"], user_id, MOST_AUDITED + 1)
        entries = [
            Audited(**{**row, "details": msgspec.json.decode(row["details"])})
            for row in rows[:MOST_AUDITED]
        ]
        return AuditExtract(entries=entries, more=len(rows) > MOST_AUDITED)

    async def _surroundings(self, seen: Snapshot) -> Surroundings:
        row = await seen.connection.fetchrow(self._sql["surroundings"])
        return Surroundings(
            environment=row["environment"] or "production",
            backend_zone=seen.zone.key,
            gateway=__version__,
            protocol=PROTOCOL,
            postgresql=row["postgresql"],
            schema=row["schema"],
        )


_AS_THEY_ARE = (
    "id", "type", "amount_minor", "currency", "status", "payment_method", "description",
)  # fmt: skip

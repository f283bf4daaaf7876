"""What the files of a bundle hold (docs/protocol.md, Evidence bundles)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta

from gateway.explain.claims import ClaimQuery
from gateway.explain.rows import Ledger
from gateway.wire import MONEY_LIMIT, Body, EnvironmentName, Position, Value
from gateway.wire_deposits import Reason, Ticket

PersonalData = Literal["full", "masked", "none"]
Language = Literal["en", "ru", "sr"]
"""Of the page; everything else in a bundle is the same in each of them."""

PAGE, CASE, ROWS, VERDICT = "index.html", "case.json", "rows.json", "verdict.json"
FEED, AUDIT, ENVIRONMENT = "feed.json", "audit.json", "environment.json"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
HASHED = (PAGE, CASE, ROWS, VERDICT, FEED, AUDIT, ENVIRONMENT)
"""In the order in which they lie in the container, before manifest and signature."""


class Said(Body, frozen=True):
    """What the customer says; ``at`` is a moment or a day, without offset the backend's."""

    amount_minor: Annotated[int, Meta(gt=0, lt=MONEY_LIMIT)] | None = None
    at: Annotated[str, Meta(max_length=40)] | None = None
    session: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{1,200}$")] | None = None
    method: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{1,50}$")] | None = None
    success_page: bool = False
    words: Annotated[str, Meta(max_length=4000)] | None = None

    @property
    def query(self) -> ClaimQuery:
        """What of it an explanation asks."""
        return ClaimQuery(
            claim_amount_minor=self.amount_minor,
            claim_at=self.at,
            session=self.session,
            method=self.method,
            success_page=self.success_page,
        )


class EvidenceWish(Body, frozen=True):
    """Body of a request for a bundle."""

    personal_data: PersonalData
    reason: Reason
    ticket: Ticket | None = None
    claim: Said = Said()
    language: Language = "en"


class Case(Value, frozen=True):
    """Whose complaint it is, what they say, and who exported it when and why."""

    user_id: int
    claim: Said
    personal_data: PersonalData
    language: Language
    exported_at: datetime
    exported_by: str | None
    operator_id: int
    reason: str | None
    ticket: str | None


class Customer(Value, frozen=True):
    """The row of ``users``, without what no complaint needs."""

    id: int
    name: str | None
    email: str | None
    phone: str | None
    city: str | None
    country: str | None
    status: str
    created_at: datetime | None


class RawTransaction(Value, frozen=True):
    """A row of ``balance_transactions`` as stored: sign, clocks without a zone, NULLs and all."""

    id: int
    type: str
    amount_minor: int
    currency: str
    status: str
    payment_method: str | None
    description: str | None
    created_at_raw: str | None
    completed_at_raw: str | None
    test: bool


class Rows(NamedTuple):
    """Everything that the verdict is made from, and the rows as a person knows them."""

    customer: Customer
    transactions: Sequence[RawTransaction]
    ledger: Ledger


class FeedCommit(Value, frozen=True):
    """What one commit did to this user; ``pos`` is that of its last row in the change log."""

    pos: int
    xid: int
    recorded_at: datetime
    moved_minor: int
    balance_minor: int | None
    transactions: list[int]
    written_by: str
    application: str


class Proof(Value, frozen=True):
    """What ``position`` has seen is in the bundle, if the capture is whole; as of ``complete_to``.

    ``lost`` counts statements that could not be written down, ``admitted`` those of them for which
    there is a gap in the log.
    """

    position: Position
    complete_to: datetime
    capture: Literal["whole", "broken"]
    faults: list[str]
    lost: int
    admitted: int


class Feed(Value, frozen=True):
    """The user's commits in the change log, oldest first, and the proof of their completeness."""

    proof: Proof
    began_at: datetime
    commits: list[FeedCommit]


class Audited(Value, frozen=True):
    """A chained entry of the audit: ``number`` and ``hash`` are its place in the chain."""

    number: int
    hash: str
    at: datetime
    operator_id: int | None
    operator_email: str | None
    action: str
    transaction_id: int | None
    reason: str | None
    ticket: str | None
    details: dict[str, Any]


class AuditExtract(Value, frozen=True):
    """What was done to this user's account through the console, newest first."""

    entries: list[Audited]
    more: bool


class Surroundings(Value, frozen=True):
    """Where the rows come from, and the versions of everything that had a say in them."""

    environment: EnvironmentName
    backend_zone: str
    gateway: str
    protocol: str
    postgresql: str
    schema: int


class ManifestEntry(Value, frozen=True):
    """One file: its size and the SHA-256 of its content, hexadecimal."""

    name: str
    bytes: int
    sha256: str


FORMAT, VERSION = "svetu-evidence", 3
"""Another version has other files, or other fields in them."""


class Manifest(Value, frozen=True):
    """Every file but itself and the signature over it."""

    format: str
    version: int
    gateway: str
    user_id: int
    exported_at: datetime
    personal_data: PersonalData
    files: list[ManifestEntry]


class PublicKeyShown(Value, frozen=True):
    """What checks the signatures of a gateway; hexadecimal, the fingerprint its SHA-256."""

    algorithm: Literal["Ed25519"]
    public_key: str
    fingerprint: str


class Signature(Value, frozen=True):
    """Ed25519 over the bytes of the manifest; key and signature hexadecimal."""

    algorithm: Literal["Ed25519"]
    public_key: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    fingerprint: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    signature: Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]

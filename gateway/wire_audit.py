"""The audit as it travels (docs/protocol.md)."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta

from gateway.wire import Body, Value
from gateway.wire_deposits import Reason


class AuditEntry(Value, frozen=True):
    """Who did what, when, why and from where; chained if it moved money or left the house."""

    id: int
    at: datetime
    operator_id: int | None
    operator_email: str | None
    action: str
    user_id: int | None
    transaction_id: int | None
    reason: str | None
    ticket: str | None
    address: str | None
    request_id: str | None
    details: dict[str, Any]
    chained: bool


class ChainState(Value, frozen=True):
    """Whether the chain is whole; if not, at which entry it breaks (None: beyond the last)."""

    whole: bool
    entries: int
    broken_at: int | None


class AuditPage(Value, frozen=True):
    """Audit entries, newest first, and the state of the whole chain."""

    entries: list[AuditEntry]
    more: bool
    chain: ChainState


class ExportNote(Body, frozen=True):
    """Body of a note that a file was made."""

    kind: Literal["csv", "evidence"]
    rows: Annotated[int, Meta(ge=0, le=10**9)]
    user_id: Annotated[int, Meta(ge=1, le=2**31 - 1)] | None = None
    reason: Reason | None = None


class ExportNoted(Value, frozen=True):
    """The audit entry of an export."""

    audit_id: int

"""The audit: what is written down, who may read it, and whether its chain is whole."""

from typing import Annotated

import asyncpg
import msgspec
from msgspec import Meta, field

from gateway.accounts import RowId, Words
from gateway.audit_chain import Anchor, Chain
from gateway.auth import Grant
from gateway.database import Database, Snapshot
from gateway.problems import Problem, request_id
from gateway.sql import statements
from gateway.wire import Body
from gateway.wire_audit import AuditEntry, AuditPage, ChainState, ExportNote, ExportNoted

AT_A_TIME = 200
"""Entries of the chain that are looked at before others may go on."""


class AuditQuery(Body, frozen=True):
    """Which entries; ``operator`` is an id or "me"."""

    before: Annotated[int, Meta(ge=1, le=2**63 - 1)] | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    operator: Annotated[str, Meta(pattern="^(me|[0-9]{1,9})$")] | None = None
    user: RowId | None = None
    action: Words = field(default_factory=list)


class Audit:
    """Reads the audit, and writes into it what nobody else does."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("audit.sql")

    async def page(self, query: AuditQuery, by: Grant) -> AuditPage:
        """Return the newest entries: to an admin all, to others their own; raises Problem."""
        operator = _whose(query.operator, by)
        async with self._database.snapshot() as seen:
            rows = await self._entries(seen, query, operator)
            chain = await self._chain(seen, Chain())
        return AuditPage(
            entries=[_entry(row) for row in rows[: query.limit]],
            more=len(rows) > query.limit,
            chain=ChainState(
                whole=chain.fault is None,
                entries=chain.newest.number,
                broken_at=chain.fault.entry_id if chain.fault else None,
            ),
        )

    async def entries(self, query: AuditQuery) -> list[AuditEntry]:
        """Return the newest entries, whosever they are."""
        operator = int(query.operator) if query.operator else None
        async with self._database.snapshot() as seen:
            rows = await self._entries(seen, query, operator)
        return [_entry(row) for row in rows[: query.limit]]

    async def verify(self, anchor: Anchor | None) -> Chain:
        """Follow the chain from its beginning, past ``anchor``, to its end."""
        async with self._database.snapshot() as seen:
            return await self._chain(seen, Chain(anchor))

    async def operator_id(self, email: str) -> int | None:
        """Return whose e-mail address that is."""
        number: int | None = await self._database.pool.fetchval(
            self._sql["operator_id"], email.strip().lower()
        )
        return number

    async def note_opening(self, user_id: int, by: Grant, address: str, *, anew: bool) -> None:
        """Write down that an account was opened; ``anew``: even if it was in this session."""
        await self._database.pool.execute(
            self._sql["note_opening"], by.operator.id, by.session_id, user_id, anew, address,
            request_id.get(),
        )  # fmt: skip

    async def note_export(self, note: ExportNote, by: Grant, address: str) -> ExportNoted:
        """Write down that a file was made of what this operator sees."""
        number = await self._database.pool.fetchval(
            self._sql["note_export"], by.operator.id, note.kind, note.user_id, note.rows,
            note.reason, address, request_id.get(),
        )  # fmt: skip
        return ExportNoted(audit_id=number)

    async def _entries(
        self, seen: Snapshot, query: AuditQuery, operator: int | None
    ) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await seen.connection.fetch(
            self._sql["entries"], query.before, operator, query.user, query.action or None,
            query.limit + 1,
        )  # fmt: skip
        return rows

    async def _chain(self, seen: Snapshot, chain: Chain) -> Chain:
        async for entry in seen.connection.cursor(self._sql["chain"], prefetch=AT_A_TIME):
            chain.add(entry)
        chain.end(await seen.connection.fetchrow(self._sql["head"]))
        return chain


def _whose(asked: str | None, by: Grant) -> int | None:
    """Return whose entries are meant; raises Problem for others' unless an admin asks."""
    if asked is None and by.operator.role == "admin":
        return None
    operator = by.operator.id if asked in (None, "me") else int(asked or 0)
    if operator != by.operator.id and by.operator.role != "admin":
        raise Problem("forbidden", role=by.operator.role, required="admin")
    return operator


def _entry(row: asyncpg.Record) -> AuditEntry:
    return AuditEntry(**{**row, "details": msgspec.json.decode(row["details"])})

"""Fetches the rows of one user from one snapshot, and answers with a verdict."""

import asyncio
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import asyncpg

from gateway.database import Database, Snapshot
from gateway.explain.answers import Verdict
from gateway.explain.claims import ClaimQuery, claim_of
from gateway.explain.rows import (
    Change,
    Checkpoint,
    Claim,
    Edit,
    Entry,
    Foreign,
    Gap,
    Ledger,
    Method,
    Reversal,
    Session,
    State,
    Stored,
)
from gateway.explain.verdict import explain
from gateway.problems import Problem
from gateway.sql import statements
from gateway.wall_clock import aware, legible
from gateway.wire import minor

Rows = dict[str, list[asyncpg.Record]]
OF_USER = ("entries", "changes", "edits", "moved", "checkpoints", "reversals")


class Explainer:
    """Explains balances; writes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("explain.sql")

    async def verdict(self, user_id: int, query: ClaimQuery) -> Verdict:
        """Explain one user's balance; raises Problem for a user that is not there."""
        async with self._database.snapshot() as seen:
            claim = claim_of(query, seen.zone)
            ledger = await self.ledger(seen, user_id, claim)
        # Elsewhere: a history of 100 000 takes a second, and events must not wait for it.
        return await asyncio.to_thread(explain, ledger, claim, seen.position)

    async def ledger(self, seen: Snapshot, user_id: int, claim: Claim) -> Ledger:
        """Return all rows of a user; raises Problem."""
        account = await seen.connection.fetchrow(self._sql["account"], user_id)
        if account is None:
            raise Problem("user_not_found")
        rows: Rows = {
            name: await seen.connection.fetch(self._sql[name], user_id) for name in OF_USER
        }
        rows["gaps"] = await seen.connection.fetch(self._sql["gaps"])
        at = _wall(claim.at, seen.zone)
        rows["methods"] = await seen.connection.fetch(self._sql["methods"], at)
        rows["sessions"] = await self._sessions(seen, claim)
        foreign = await self._foreign(seen, user_id, claim)
        return await asyncio.to_thread(_ledger, seen, account, rows, foreign)

    async def _sessions(self, seen: Snapshot, claim: Claim) -> list[asyncpg.Record]:
        if claim.session_user is None or claim.session_at is None:
            return []
        rows: list[asyncpg.Record] = await seen.connection.fetch(
            self._sql["sessions"], claim.session_user, claim.session_at, claim.session
        )
        return rows

    async def _foreign(self, seen: Snapshot, user_id: int, claim: Claim) -> list[Foreign]:
        if claim.amount is None or claim.since is None or claim.until is None:
            return []
        rows = await seen.connection.fetch(
            self._sql["foreign"], user_id, Decimal(claim.amount).scaleb(-2),
            _wall(claim.since, seen.zone), _wall(claim.until, seen.zone), claim.session_user,
        )  # fmt: skip
        return [
            Foreign(row[0], row[1], State(*list(row)[2:7]), aware(row[7], seen.zone))
            for row in rows
        ]


def _ledger(seen: Snapshot, account: asyncpg.Record, rows: Rows, foreign: list[Foreign]) -> Ledger:
    return Ledger(
        user_id=account["id"],
        registered_at=account["registered_at"],
        stored=_stored(account),
        entries=[_entry(row, seen.zone) for row in rows["entries"]],
        changes=[Change._make(row) for row in rows["changes"]],
        edits=_edits(rows["edits"], rows["moved"]),
        checkpoints=[Checkpoint._make(row) for row in rows["checkpoints"]],
        gaps=_gaps(rows["gaps"], account, seen),
        began_at=account["began_at"],
        last_before=account["last_transaction"],
        is_pruned=account["is_pruned"],
        pruned_at=account["pruned_at"] or (seen.as_of if account["is_pruned"] else None),
        methods=[Method._make(row) for row in rows["methods"]],
        foreign=foreign,
        reversals=[Reversal._make(row) for row in rows["reversals"]],
        sessions=[Session._make(row) for row in rows["sessions"]],
        as_of=seen.as_of,
    )


def _stored(account: asyncpg.Record) -> Stored | None:
    if account["balance"] is None:
        return None
    return Stored(minor(account["balance"]), minor(account["frozen_balance"]), account["currency"])


def _entry(row: asyncpg.Record, zone: ZoneInfo) -> Entry:
    id_, type_, amount, currency, status, method, wall, has_texts, test = row
    state = State(type_, amount, currency, status, method)
    return Entry(id_, state, legible(wall), zone, has_texts, test)


def _edits(rows: list[asyncpg.Record], moved: list[asyncpg.Record]) -> list[Edit]:
    gone = {pos: (other, is_gone) for pos, other, is_gone in moved}
    edits = []
    for row in rows:
        pos, xid, at, id_, b1, b2, b3, b4, b5, a1, a2, a3, a4, a5, role, application = row
        before = None if b1 is None else State(b1, b2, b3, b4, b5)
        after = None if a1 is None else State(a1, a2, a3, a4, a5)
        other, is_gone = gone.get(pos, (None, False))
        if other is not None:
            before, after = (before, None) if is_gone else (None, after)
        edits.append(Edit(pos, xid, at, id_, before, after, other, role, application))
    return edits


def _gaps(rows: list[asyncpg.Record], account: asyncpg.Record, seen: Snapshot) -> list[Gap]:
    gaps = [Gap._make(row) for row in rows]
    for is_open, reason in ((account["is_losing"], "lost"), (account["is_broken"], "capture")):
        if is_open:
            gaps.append(Gap(None, seen.as_of, reason))
    return gaps


def _wall(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment and moment.astimezone(zone).replace(tzinfo=None)

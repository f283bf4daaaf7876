"""What sweeps have found, as all gateways of a database show it, and how new that is."""

from datetime import datetime
from typing import Annotated, Literal

import asyncpg
import msgspec
from msgspec import Meta

from gateway.database import Database
from gateway.explain.answers import Divergence, Strength
from gateway.explain.case import utc
from gateway.sql import statements
from gateway.wire import Body, Value

PAGE = 200
_divergence = msgspec.json.Decoder(Divergence)


class FindingsQuery(Body, frozen=True):
    """Which findings: those after one, in the order of the list."""

    after: Annotated[int, Meta(ge=1, le=2**63 - 1)] | None = None
    limit: Annotated[int, Meta(ge=1, le=PAGE)] = 50


class Finding(Value, frozen=True):
    """A user of whom it cannot be said that balance and transactions agree, as of ``last_seen_at``.

    ``user_missing``: the balance is nobody's, and ``user_name`` None.
    """

    number: int
    user_id: int
    user_name: str | None
    user_missing: bool
    verdict: Literal["differs", "cannot_tell"]
    drift_minor: int
    stored_minor: int
    currency: str
    transactions: int
    proof: Strength
    first_divergence: Divergence | None
    proved: list[str]
    first_seen_at: datetime
    last_seen_at: datetime


class LastSweep(Value, frozen=True):
    """The newest sweep of any gateway: begun at one time, and ended at the other unless it failed.

    ``every_seconds`` None: no gateway has it scheduled. ``users``, ``whole`` and ``hints`` are of
    the last that ended: whom it came to, whether those are all, and how many balances only amounts
    from before the change log leave open.
    """

    every_seconds: int | None
    began_at: datetime | None
    ended_at: datetime | None
    users: int
    whole: bool
    hints: int


class FindingsPage(Value, frozen=True):
    """Open findings, those that differ first; ``revision`` is what proofs have when it is current.

    ``differ`` and ``cannot_tell`` count all of them, not only those of the page.
    """

    findings: list[Finding]
    more: bool
    differ: int
    cannot_tell: int
    revision: int
    sweep: LastSweep
    as_of: datetime


class Findings:
    """Reads findings; ``every``: seconds between this gateway's sweeps, None if it makes none."""

    def __init__(self, database: Database, every: float | None = None) -> None:
        self._database = database
        self._every = None if every is None else round(every)
        self._sql = statements("findings.sql")

    async def page(self, query: FindingsQuery) -> FindingsPage:
        """Return what is open, from one snapshot."""
        async with self._database.snapshot() as seen:
            state = await seen.connection.fetchrow(self._sql["state"])
            rows = await seen.connection.fetch(self._sql["page"], query.after, query.limit + 1)
        return FindingsPage(
            findings=[_finding(row) for row in rows[: query.limit]],
            more=len(rows) > query.limit,
            differ=state["differ"],
            cannot_tell=state["cannot_tell"],
            revision=state["revision"],
            sweep=LastSweep(
                every_seconds=state["every_seconds"] if self._every is None else self._every,
                began_at=state["began_at"] and utc(state["began_at"]),
                ended_at=state["ended_at"] and utc(state["ended_at"]),
                users=state["users"],
                whole=state["is_whole"],
                hints=state["hints"],
            ),
            as_of=utc(seen.as_of),
        )


def _finding(row: asyncpg.Record) -> Finding:
    first = row["first_divergence"]
    return Finding(
        number=row["number"],
        user_id=row["user_id"],
        user_name=row["user_name"],
        user_missing=row["user_missing"],
        verdict=row["verdict"],
        drift_minor=row["drift_minor"],
        stored_minor=row["stored_minor"],
        currency=row["currency"],
        transactions=row["transactions"],
        proof=row["proof"],
        first_divergence=None if first is None else _divergence.decode(first),
        proved=row["proved"],
        first_seen_at=utc(row["first_seen_at"]),
        last_seen_at=utc(row["last_seen_at"]),
    )

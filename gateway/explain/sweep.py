"""All users at once: finds what does not agree before anybody complains."""

import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime

import asyncpg

from gateway.database import Database, Snapshot
from gateway.explain.answers import Divergence, Said, Strength
from gateway.explain.case import utc
from gateway.explain.reader import Explainer
from gateway.explain.rows import Claim
from gateway.explain.verdict import explain
from gateway.sql import statements
from gateway.wire import CREDITS, DEBITS, Value

BATCH = 200_000
"""Users of one snapshot: so many that sums pay, so few that nothing is held up for long."""
PATIENCE = 3600.0


class Drift(Value, frozen=True):
    """A user whose balance does not agree, or nobody can tell; as `explain` says it."""

    user_id: int
    verdict: Said
    drift_minor: int
    proof: Strength
    first_divergence: Divergence | None
    proved: list[str]
    as_of: datetime


class Progress(Value, frozen=True):
    """Users up to ``until`` have been looked at; ``last`` is the last of all."""

    until: int
    last: int
    users: int


class Sweep:
    """Goes through all users in batches, each of one snapshot; may begin after any user."""

    def __init__(self, database: Database, *, batch: int = BATCH) -> None:
        self._database = database
        self._explainer = Explainer(database)
        self._batch = batch
        self._sql = statements("sweep.sql")

    async def run(self, after: int = 0) -> AsyncIterator[Drift | Progress]:
        """Yield what does not agree as it is found, and after each batch how far it is."""
        while True:
            async with self._database.snapshot() as seen:
                await seen.connection.execute(self._sql["patiently"])
                place = await seen.connection.fetchrow(self._sql["batch"], after, self._batch)
                if place["until"] is None:
                    return
                users = 0
                for row in await self._suspects(seen, after, place["until"]):
                    users = row["users"]
                    if row["user_id"] is not None and (found := await self._judge(seen, row)):
                        yield found
            after = place["until"]
            yield Progress(until=after, last=place["last"], users=users)

    async def _suspects(self, seen: Snapshot, after: int, until: int) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await seen.connection.fetch(
            self._sql["suspects"], after, until, list(CREDITS), list(DEBITS), timeout=PATIENCE
        )
        return rows

    async def _judge(self, seen: Snapshot, row: asyncpg.Record) -> Drift | None:
        user_id = row["user_id"]
        if not row["is_odd"]:
            return Drift(
                user_id=user_id, verdict="cannot_tell", drift_minor=row["before"],
                proof="amounts_only", first_divergence=None, proved=[], as_of=utc(seen.as_of),
            )  # fmt: skip
        ledger = await self._explainer.ledger(seen, user_id, Claim())
        verdict = explain(ledger, Claim(), seen.position)
        if verdict.verdict == "agrees":
            return None
        return Drift(
            user_id=user_id,
            verdict=verdict.verdict,
            drift_minor=verdict.drift_minor,
            proof=verdict.proof,
            first_divergence=verdict.first_divergence,
            proved=[h.code for h in verdict.hypotheses if h.outcome == "proved"],
            as_of=verdict.as_of,
        )


class Report:
    """Writes down what a sweep yields: findings to stdout, how far it is to stderr."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._said = Counter[str]()
        self._users = 0

    @property
    def has_drift(self) -> bool:
        """Whether a balance differs; what nobody can tell is no alarm."""
        return self._said["differs"] > 0

    def found(self, drift: Drift) -> None:
        """Count a finding."""
        self._said[drift.verdict] += 1

    def went_on(self, progress: Progress) -> None:
        """Say how far it is, and how to go on from here."""
        self._users += progress.users
        seconds = time.monotonic() - self._began
        sys.stderr.write(
            f"svetu-gateway: {self._users} users up to {progress.until} of {progress.last} in "
            f"{seconds:.1f} s: {self._said['differs']} differ, {self._said['cannot_tell']} cannot "
            f"be told (go on with --after {progress.until})\n"
        )

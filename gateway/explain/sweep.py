"""All users at once: finds what does not agree before anybody complains."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator
from datetime import datetime

import asyncpg

from gateway.database import Database, Snapshot
from gateway.explain.answers import Divergence, Said, Strength
from gateway.explain.case import utc
from gateway.explain.pairing import NEAR
from gateway.explain.reader import Explainer
from gateway.explain.rows import Claim
from gateway.explain.verdict import explain
from gateway.sql import statements
from gateway.wire import CREDITS, DEBITS, Value

BATCH = 200_000
"""Users of one snapshot: so many that sums pay, so few that nothing is held up for long."""
PATIENCE = 3600.0


class Drift(Value, frozen=True):
    """A user whose balance does not agree, or nobody can tell; as `explain` says it.

    ``user_missing``: balance or transactions are there, and the row of their user is not, so that
    nobody can tell whose they are; the drift is then by amounts.
    """

    user_id: int
    verdict: Said
    drift_minor: int
    stored_minor: int
    currency: str
    transactions: int
    proof: Strength
    first_divergence: Divergence | None
    proved: list[str]
    as_of: datetime
    user_missing: bool = False

    @property
    def is_under_way(self) -> bool:
        """Whether the other half of a payment may still come, so that nothing is to be said yet."""
        first = self.first_divergence
        if first is None or first.written_by is None:  # not a commit that the log has
            return False
        return self.verdict == "cannot_tell" and self.as_of - first.at <= NEAR

    @property
    def is_hint(self) -> bool:
        """Whether only amounts from before the log speak, which no commit can be named for."""
        is_vague = self.verdict == "cannot_tell" and self.first_divergence is None
        return is_vague and not self.user_missing


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

    async def run(self, after: int = 0) -> AsyncGenerator[Drift | Progress, None]:
        """Yield what does not agree as it is found, and after each batch how far it is."""
        while True:
            async with self._database.snapshot() as seen:
                await seen.connection.execute(self._sql["patiently"])
                place = await seen.connection.fetchrow(self._sql["batch"], after, self._batch)
                if place["until"] is None:
                    return
                users = 0
                for row in await self._suspects(seen, after, place["until"]):
                    if row["user_id"] is None:
                        users = row["users"]
                    elif found := await self._judge(seen, row):
                        yield found
            after = place["until"]
            yield Progress(until=after, last=place["last"], users=users)

    async def _suspects(self, seen: Snapshot, after: int, until: int) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await seen.connection.fetch(
            self._sql["suspects"], after, until, list(CREDITS), list(DEBITS), timeout=PATIENCE
        )
        return rows

    async def _judge(self, seen: Snapshot, row: asyncpg.Record) -> Drift | None:
        if not row["is_known"]:
            return _by_amounts(seen, row, row["stored"] - row["booked"])
        if not row["is_odd"]:
            return _by_amounts(seen, row, row["before"])
        ledger = await self._explainer.ledger(seen, row["user_id"], Claim())
        # Elsewhere: where a gateway sweeps, events must not wait for it.
        verdict = await asyncio.to_thread(explain, ledger, Claim(), seen.position)
        if verdict.verdict == "agrees":
            return None
        return Drift(
            user_id=verdict.user_id,
            verdict=verdict.verdict,
            drift_minor=verdict.drift_minor,
            stored_minor=verdict.stored_minor,
            currency=verdict.currency,
            transactions=verdict.transactions,
            proof=verdict.proof,
            first_divergence=verdict.first_divergence,
            proved=[h.code for h in verdict.hypotheses if h.outcome == "proved"],
            as_of=verdict.as_of,
        )


def _by_amounts(seen: Snapshot, row: asyncpg.Record, drift: int) -> Drift:
    """Return what sums alone leave open."""
    return Drift(
        user_id=row["user_id"], verdict="cannot_tell", drift_minor=drift,
        stored_minor=row["stored"], currency=row["currency"], transactions=row["entries"],
        proof="amounts_only", first_divergence=None, proved=[], as_of=utc(seen.as_of),
        user_missing=not row["is_known"],
    )  # fmt: skip


class Report:
    """Writes down what a sweep yields: findings to stdout, how far it is to stderr."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._said = Counter[str]()
        self._orphans = self._users = 0

    @property
    def has_fault(self) -> bool:
        """Whether a balance differs, or is nobody's; what nobody can tell is no alarm."""
        return self._said["differs"] + self._orphans > 0

    def found(self, drift: Drift) -> None:
        """Count a finding."""
        self._said[drift.verdict] += 1
        self._orphans += drift.user_missing

    def went_on(self, progress: Progress) -> None:
        """Say how far it is, and how to go on from here."""
        self._users += progress.users
        seconds = time.monotonic() - self._began
        sys.stderr.write(
            f"svetu-gateway: {self._users} users up to {progress.until} of {progress.last} in "
            f"{seconds:.1f} s: {self._said['differs']} differ, {self._said['cannot_tell']} cannot "
            f"be told (go on with --after {progress.until})\n"
        )

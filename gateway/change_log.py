"""Committed changes, exactly once and in order: NOTIFY is the hint, the table is the truth."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import asyncpg

from gateway.crowd import Crowd
from gateway.database import UNREACHABLE
from gateway.sql import statements
from gateway.wire import (
    Account,
    Commit,
    Commits,
    Frame,
    Position,
    Proof,
    Reset,
    Transaction,
    Writer,
    direction,
    minor,
)

logger = logging.getLogger(__name__)

CHANNEL = "svetu_console"
IDLE_POLL = 0.2
BUSY_POLL = 0.01
"""Seconds between reads: idle; and with transactions in progress, whose wake may be missed."""
HEARTBEAT = 2.0
HURRY = 0.1
"""Seconds between proofs: usually, and at least while consoles that join ask for one."""
RESUMERS = 4
"""Connections on which consoles that resume are brought up to date, however many they are."""
BACKLOG = 5000
"""Log rows; a reader further behind is told to start over."""

# The plan is two index ranges whatever the statistics say; a bad one costs five times as much.
SESSION = {
    "application_name": "svetu-gateway change log",
    "enable_seqscan": "off",
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
    "statement_timeout": "10s",
}


class ChangeLog:
    """Reads the log from one position to the next and hands every frame to ``publish``.

    The position (a snapshot) is all its state: what is new is what this snapshot did not see.
    """

    def __init__(self, dsn: str, publish: Callable[[Frame], None], *, backend_zone: str) -> None:
        self._dsn = dsn
        self._publish = publish
        self._zone = ZoneInfo(backend_zone)
        self._sql = statements("change_log.sql")
        self._woken = asyncio.Event()
        self._proof_wanted = False
        self.position: Position | None = None

    def want_proof(self) -> None:
        """Have the next proof come soon: a console that joins shows nothing as live without one."""
        self._proof_wanted = True
        self._woken.set()

    async def run(self) -> None:
        """Read until cancelled; a lost database is waited for."""
        async with asyncpg.create_pool(
            self._dsn, min_size=0, max_size=RESUMERS, timeout=5, server_settings=SESSION
        ) as self._resumers:
            while True:
                try:
                    await self._follow()
                except (*UNREACHABLE, asyncpg.PostgresError) as exc:
                    logger.warning("change log: %s", type(exc).__name__)
                    await asyncio.sleep(0.2)

    async def between(self, after: Position, until: Position) -> Commits | Reset:
        """Return exactly what ``until`` has seen and ``after`` has not, for a console that resumes.

        Raises what asyncpg raises when the database cannot be reached.
        """
        if after.epoch != until.epoch:
            return Reset(reason="epoch", position=until)
        try:
            rows = await self._resumers.fetch(
                self._sql["news"],
                after.snapshot,
                in_progress(after.snapshot),
                until.snapshot,
            )
            rows = _news(rows)
            oldest = min((row["recorded_at"] for row in rows), default=None)
            # Asked afterwards: what is pruned meanwhile has been read, or the horizon tells.
            too_old = await self._resumers.fetchval(self._sql["too_old"], after.snapshot, oldest)
        except asyncpg.DataError:
            return Reset(reason="position_unknown", position=until)
        if reason := "horizon" if too_old else _unsendable(rows):
            return Reset(reason=reason, position=until)
        return Commits(commits=self._commits(rows), position=until, read_at=datetime.now(UTC))

    async def _follow(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=5, server_settings=SESSION)
        try:
            await connection.add_listener(CHANNEL, lambda *_: self._woken.set())
            await self._start(connection)
            read = await connection.prepare(self._sql["news"])
            clock = asyncio.get_running_loop().time
            proven_at = -HEARTBEAT
            async with Crowd(self._dsn) as crowd:
                while True:
                    await self._read(read)
                    wait = HURRY if self._proof_wanted else HEARTBEAT
                    if clock() >= proven_at + wait:
                        self._proof_wanted = False
                        proven_at = clock()
                        await self._prove(connection, read)
                    assert self.position is not None  # noqa: S101  (set by _start)
                    crowd.observe(self.position.snapshot)
                    busy = crowd.is_silenced or in_progress(self.position.snapshot)
                    pause = BUSY_POLL if busy or self._proof_wanted else IDLE_POLL
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(pause):
                            await self._woken.wait()
                    self._woken.clear()
        finally:
            connection.terminate()

    async def _start(self, connection: asyncpg.Connection) -> None:
        row = await connection.fetchrow(self._sql["origin"])
        here = Position(epoch=row["epoch"], snapshot=row["snapshot"])
        if self.position is None:
            self.position = here
        elif self.position.epoch != here.epoch:
            self._reset("epoch", here)

    async def _read(self, statement: asyncpg.prepared_stmt.PreparedStatement) -> None:
        assert self.position is not None  # noqa: S101  (set by _start)
        rows = await statement.fetch(
            self.position.snapshot, in_progress(self.position.snapshot), None
        )
        here = Position(epoch=self.position.epoch, snapshot=rows[0]["snapshot"])
        news = _news(rows)
        if reason := _unsendable(news):
            self._reset(reason, here)
            return
        self.position = here
        if news:
            self._publish(
                Commits(commits=self._commits(news), position=here, read_at=datetime.now(UTC))
            )

    async def _prove(
        self, connection: asyncpg.Connection, read: asyncpg.prepared_stmt.PreparedStatement
    ) -> None:
        row = await connection.fetchrow(self._sql["proof"])
        assert self.position is not None  # noqa: S101  (set by _start)
        if row["epoch"] != self.position.epoch:
            self._reset("epoch", Position(epoch=row["epoch"], snapshot=row["snapshot"]))
        # Whoever notices first writes the gap down; every reader, also one that resumes later,
        # resets where it stands in the log.
        for reason in ("lost", "stamp"):
            if row[reason] != row[f"admitted_{reason}"]:
                await connection.execute(
                    self._sql["admit_gap"],
                    "capture" if reason == "stamp" else reason,
                    row["lost"],
                    row["stamp"],
                )
                break
        # What this snapshot sees beyond our position is sent before the proof that speaks of it.
        await self._read(read)
        self._publish(
            Proof(
                position=self.position,
                complete_to=row["now"],
                lost=row["lost"],
                capture="broken" if row["faults"] else "whole",
                faults=list(row["faults"]),
                sent_at=datetime.now(UTC),
            )
        )

    def _reset(self, reason: str, here: Position) -> None:
        self.position = here
        self._publish(Reset(reason=reason, position=here))

    def _commits(self, rows: Sequence[asyncpg.Record]) -> list[Commit]:
        by_xid: dict[str, list[asyncpg.Record]] = {}
        for row in rows:
            by_xid.setdefault(row["xid"], []).append(row)
        # A user's order is that of the balance rows: their positions are drawn under the row lock.
        ordered = sorted(by_xid.values(), key=_order)
        return [self._commit(part) for part in ordered]

    def _commit(self, rows: Sequence[asyncpg.Record]) -> Commit:
        accounts = {row["user_id"]: _account(row) for row in rows if row["kind"] == "b"}
        changed = [row["transaction_id"] for row in rows if row["kind"] == "t"]
        seen = {row["id"]: row for row in rows if row["id"] is not None}
        # The balance that this commit left is that after the user's last transaction in it.
        last = {row["user_id"]: row["id"] for _, row in sorted(seen.items()) if row["completing"]}
        return Commit(
            xid=rows[0]["xid"],
            recorded_at=rows[-1]["recorded_at"],
            accounts=list(accounts.values()),
            transactions=[
                self._transaction(
                    row, accounts.get(row["user_id"]) if last.get(row["user_id"]) == id_ else None
                )
                for id_, row in seen.items()
            ],
            deleted_transactions=[id_ for id_ in dict.fromkeys(changed) if id_ not in seen],
            written_by=Writer(role=rows[0]["written_by"], application=rows[0]["application_name"]),
        )

    def _transaction(self, row: asyncpg.Record, after: Account | None) -> Transaction:
        return Transaction(
            id=row["id"],
            user_id=row["user_id"],
            user_name=row["user_name"] or "",
            type=row["type"],
            status=row["status"],
            amount_minor=minor(row["amount"]),
            direction=direction(row["type"]),
            currency=row["currency"],
            payment_method=row["payment_method"],
            description=row["description"],
            created_at_raw=raw(row["created_at"]),
            created_at=aware(row["created_at"], self._zone),
            completed_at_raw=raw(row["completed_at"]),
            completed_at=aware(row["completed_at"], self._zone),
            recorded_at=row["recorded_at"],
            balance_after_minor=after.balance_minor if after else None,
            balance_after_exact=after is not None,
            test=row["test"],
        )


def in_progress(snapshot: str) -> list[str]:
    """Return the transactions that a ``pg_snapshot`` saw in progress."""
    listed = snapshot.rpartition(":")[2]
    return listed.split(",") if listed else []


def raw(moment: datetime | None) -> str | None:
    """Return the marketplace's wall clock as stored, without a zone."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def aware(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Read a wall clock in ``zone``; None in the hour that exists twice, or not at all.

    The year 1 is how the backend writes "no time" (contract §1.5), and 9999 is `infinity`.
    """
    if moment is None or not 1 < moment.year < 9999:
        return None
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        return None
    return first.astimezone(UTC)


def _news(rows: Sequence[asyncpg.Record]) -> list[asyncpg.Record]:
    """Leave out the row that only carries the snapshot."""
    return [row for row in rows if row["pos"] is not None]


def _unsendable(rows: Sequence[asyncpg.Record]) -> str:
    """Return why these rows cannot be told as commits; empty if they can."""
    if len(rows) > BACKLOG:
        return "backlog"
    return next((row["reason"] for row in rows if row["kind"] == "x"), "")


def _order(rows: Sequence[asyncpg.Record]) -> int:
    balances = [row["pos"] for row in rows if row["kind"] == "b"]
    return int(min(balances, default=rows[0]["pos"]))


def _account(row: asyncpg.Record) -> Account:
    exists = row["balance_after"] is not None
    return Account(
        user_id=row["user_id"],
        user_name=row["user_name"] or "",
        balance_minor=minor(row["balance_after"]) if exists else 0,
        frozen_minor=minor(row["frozen_after"]) if exists else 0,
        currency=row["currency_after"] or "RSD",
        exists=exists,
        version=row["pos"],
        changes=row["changes"],
        changed_at=row["recorded_at"],
    )

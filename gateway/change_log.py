"""Committed changes, exactly once and in order: NOTIFY is the hint, the table is the truth."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import asyncpg
import msgspec

from gateway.commits import Row, commits_of
from gateway.crowd import Crowd
from gateway.database import UNREACHABLE, WITHHELD, environment_of
from gateway.log_database import SNAPSHOT, LogDatabase, LogReader, in_progress, is_ahead
from gateway.wire import Commits, Frame, Position, Proof, Reset

logger = logging.getLogger(__name__)

IDLE_POLL = 0.2
BUSY_POLL = 0.01
"""Seconds between reads: idle; and with transactions in progress, whose wake may be missed."""
HEARTBEAT = 2.0
HURRY = 0.1
"""Seconds between proofs: usually, and at least while consoles that join ask for one."""
RETRY = 0.2
"""Seconds until a database that is away is looked for again."""
UNREADABLE = (*WITHHELD, asyncpg.UndefinedColumnError, asyncpg.UndefinedFunctionError)
"""What does not pass by itself."""
BACKLOG = 5000
"""Log rows; a reader further behind is told to start over."""


class ChangeLog:
    """Reads the log from one position to the next and hands every frame to ``publish``.

    The position (a snapshot) is all its state: what is new is what this snapshot did not see.
    ``backlog`` is the number of log rows beyond which a reader is told to start over.
    """

    def __init__(
        self,
        database: LogDatabase,
        publish: Callable[[Frame], None],
        *,
        backend_zone: str,
        backlog: int = BACKLOG,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._publish = publish
        self._zone = ZoneInfo(backend_zone)
        self._backlog = backlog
        self._now = now
        self._horizon: int | None = None
        self._woken = asyncio.Event()
        self._proof_wanted = False
        self._proof: Proof | None = None
        self.position: Position | None = None

    def want_proof(self) -> None:
        """Have the next proof come soon: a console that joins shows nothing as live without one."""
        self._proof_wanted = True
        self._woken.set()

    async def run(self) -> None:
        """Read until cancelled; a lost database is waited for."""
        async with self._database.open():
            while True:
                try:
                    await self._follow()
                except (*UNREACHABLE, asyncpg.PostgresError) as exc:
                    logger.warning("change log: %s", type(exc).__name__)
                    if isinstance(exc, UNREADABLE):
                        self._despair(exc)
                except Exception as exc:  # a row that we cannot tell must not end all streams
                    logger.exception("change log")
                    self._despair(exc)
                await asyncio.sleep(RETRY)

    async def between(self, after: Position, until: Position) -> Commits | Reset:
        """Return exactly what ``until`` has seen and ``after`` has not, for a console that resumes.

        Raises what asyncpg raises when the database cannot be reached.
        """
        if after.epoch != until.epoch:
            return Reset(reason="epoch", position=until)
        if not re.fullmatch(SNAPSHOT, after.snapshot):
            return Reset(reason="position_unknown", position=until)
        try:
            rows = _news(await self._database.between(after.snapshot, until.snapshot))
            oldest = min((row["recorded_at"] for row in rows), default=None)
            # Asked afterwards: what is pruned meanwhile has been read, or the horizon tells.
            is_too_old = await self._database.is_too_old(after.snapshot, oldest)
        except asyncpg.DataError:
            return Reset(reason="position_unknown", position=until)
        if reason := "horizon" if is_too_old else self._unsendable(rows):
            return Reset(reason=reason, position=until)
        return self._commits(rows, until)

    async def resume(self, after: Position, until: Position) -> Commits | Reset:
        """Return `between`, provided that positions of ``until`` still mean something.

        Raises ConnectionResetError after a crash of the database that is still to be noticed here.
        """
        told = await self.between(after, until)
        # Asked afterwards: if it is the same epoch now, it was when the log was read.
        here = await self._origin()
        if here.epoch != until.epoch:
            raise ConnectionResetError("the epoch is over")
        return Reset(reason="position_unknown", position=until) if is_ahead(after, here) else told

    async def is_beyond(self, position: Position) -> bool:
        """Whether not even the database has got there: then no gateway has given it out."""
        return is_ahead(position, await self._origin())

    async def _origin(self) -> Position:
        row = await self._database.origin()
        return Position(epoch=row["epoch"], snapshot=row["snapshot"])

    async def _follow(self) -> None:
        clock = asyncio.get_running_loop().time
        async with self._database.follow(self._woken.set) as reader, Crowd(self._database) as crowd:
            await self._start(reader)
            proven_at = -HEARTBEAT
            while True:
                await self._read(reader)
                wait = HURRY if self._proof_wanted else HEARTBEAT
                if clock() >= proven_at + wait:
                    self._proof_wanted = False
                    proven_at = clock()
                    await self._prove(reader)
                assert self.position is not None  # noqa: S101  (set by _start)
                crowd.observe(self.position.snapshot)
                busy = crowd.is_silenced or in_progress(self.position.snapshot)
                await self._rest(BUSY_POLL if busy or self._proof_wanted else IDLE_POLL)

    async def _rest(self, seconds: float) -> None:
        """Wait to be woken, no longer than so many seconds."""
        alarm = asyncio.get_running_loop().call_later(seconds, self._woken.set)
        try:
            await self._woken.wait()
        finally:
            alarm.cancel()
        self._woken.clear()

    async def _start(self, reader: LogReader) -> None:
        row = await reader.origin()
        here = Position(epoch=row["epoch"], snapshot=row["snapshot"])
        if self.position is None:
            self.position = here
        elif self.position.epoch != here.epoch:
            self._reset("epoch", here)

    async def _read(self, reader: LogReader) -> None:
        assert self.position is not None  # noqa: S101  (set by _start)
        rows = await reader.news(self.position.snapshot)
        here = Position(epoch=self.position.epoch, snapshot=rows[0]["snapshot"])
        news = _news(rows)
        if reason := self._forgotten(rows[0]) or self._unsendable(news):
            self._reset(reason, here)
            return
        frame = self._commits(news, here) if news else None
        if frame is not None:
            self._publish(frame)
        self.position = here

    async def _prove(self, reader: LogReader) -> None:
        row = await reader.proof()
        assert self.position is not None  # noqa: S101  (set by _start)
        if row["epoch"] != self.position.epoch:
            self._reset("epoch", Position(epoch=row["epoch"], snapshot=row["snapshot"]))
        # Whoever notices first writes the gap down; every reader, also one that resumes later,
        # resets where it stands in the log. When all those are over who were at work then, one
        # more tells of what they left.
        if row["lost"] != row["admitted_lost"] or row["is_over"]:
            await reader.admit_gap("lost", row["lost"], row["stamp"])
        elif row["stamp"] != row["admitted_stamp"]:
            await reader.admit_gap("capture", row["lost"], row["stamp"])
        # What this snapshot sees beyond our position is sent before the proof that speaks of it.
        await self._read(reader)
        environment = environment_of(row["environment"], row["backend_zone"])
        self._zone = ZoneInfo(environment.backend_zone)  # another `install` may have changed it
        self._proof = Proof(
            position=self.position,
            complete_to=row["now"],
            lost=row["lost"],
            capture="broken" if row["faults"] else "whole",
            faults=list(row["faults"]),
            environment=environment,
            findings=row["findings"],
            sent_at=self._now(),
        )
        self._publish(self._proof)

    def _despair(self, reason: Exception) -> None:
        """Say why nothing can be proved any more: what the last proof spoke of is still so."""
        if self._proof is not None and self.position is not None:
            self._publish(
                msgspec.structs.replace(
                    self._proof, position=self.position, capture="broken", faults=[str(reason)],
                    sent_at=self._now(),
                )
            )  # fmt: skip

    def _reset(self, reason: str, here: Position) -> None:
        self.position = here
        self._publish(Reset(reason=reason, position=here))

    def _forgotten(self, row: Row) -> str:
        """Return "horizon" if what we have not read may have been pruned since we last looked."""
        before, self._horizon = self._horizon, int(row["horizon"])
        assert self.position is not None  # noqa: S101  (set by _start)
        is_missed = self._horizon >= int(self.position.snapshot.partition(":")[0])
        return "horizon" if before not in (None, self._horizon) and is_missed else ""

    def _commits(self, rows: Sequence[Row], position: Position) -> Commits:
        commits = commits_of(rows, self._zone)
        return Commits(commits=commits, position=position, read_at=self._now())

    def _unsendable(self, rows: Sequence[Row]) -> str:
        """Return why these rows cannot be told as commits; empty if they can."""
        if len(rows) > self._backlog:
            return "backlog"
        return next((row["reason"] for row in rows if row["kind"] == "x"), "")


def _news(rows: Sequence[Row]) -> list[Row]:
    """Leave out the row that only carries the snapshot."""
    return [row for row in rows if row["pos"] is not None]

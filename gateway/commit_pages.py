"""What committed between two positions, from the change log, a page at a time."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Annotated

import asyncpg
from msgspec import Meta

from gateway.change_log import BACKLOG, ChangeLog
from gateway.log_database import SNAPSHOT, LogDatabase, in_progress, is_ahead
from gateway.problems import Problem
from gateway.wire import Body, CommitPage, Position, Reset

SnapshotText = Annotated[str, Meta(max_length=20_000, pattern=f"^{SNAPSHOT}$")]


class CommitsQuery(Body, frozen=True):
    """Between which positions of an epoch: the ``snapshot`` of each."""

    epoch: Annotated[str, Meta(min_length=1, max_length=200)]
    after: SnapshotText
    until: SnapshotText
    limit: Annotated[int, Meta(ge=1, le=1000)] = 200


class CommitPages:
    """Answers whoever missed commits and wants to know exactly which."""

    def __init__(self, database: LogDatabase, change_log: ChangeLog) -> None:
        self._database = database
        self._change_log = change_log

    async def page(self, query: CommitsQuery) -> CommitPage:
        """Return the oldest commits of a stretch, and the position of who has applied them.

        Raises Problem where the log does not know all of them.
        """
        after = Position(epoch=query.epoch, snapshot=query.after)
        until = Position(epoch=query.epoch, snapshot=query.until)
        try:
            end = await self._end_of_page(after, until, query.limit)
        except asyncpg.DataError as exc:
            raise _unavailable("position_unknown") from exc
        told = await self._change_log.between(after, end)
        # Asked afterwards: if it is the same epoch now, it was when the log was read.
        row = await self._database.origin()
        here = Position(epoch=row["epoch"], snapshot=row["snapshot"])
        if here.epoch != query.epoch:
            raise _unavailable("epoch")
        if is_ahead(after, until) or is_ahead(until, here):
            raise _unavailable("position_unknown")
        if isinstance(told, Reset):
            raise _unavailable(told.reason)
        return CommitPage(commits=told.commits, position=end, more=end != until)

    async def _end_of_page(self, after: Position, until: Position, limit: int) -> Position:
        """Return up to where a page goes: whole commits, and no more rows than can be told."""
        listed = await self._database.stretch(after.snapshot, until.snapshot, limit + 1)
        sizes = accumulate(row["rows"] for row in listed)
        count = min(limit, max(1, sum(size <= BACKLOG for size in sizes)))
        if count >= len(listed):
            return until
        xids = [row["xid"] for row in listed[:count]]
        return Position(epoch=until.epoch, snapshot=advanced(after.snapshot, until.snapshot, xids))


def advanced(after: str, until: str, xids: Sequence[int]) -> str:
    """Return the snapshot that has seen ``xids`` as well as what ``after`` has.

    They are the oldest of what ``until`` has seen and ``after`` has not.
    """
    xmax = max(int(after.split(":")[1]), xids[-1] + 1)
    listed = {int(xid) for xid in (*in_progress(after), *in_progress(until))} - set(xids)
    running = sorted(xid for xid in listed if xid < xmax)
    xmin = running[0] if running else xmax
    return f"{xmin}:{xmax}:{','.join(map(str, running))}"


def _unavailable(reason: str) -> Problem:
    """For the same reasons a stream starts over."""
    return Problem("commits_unavailable", reason=reason)

"""A gateway with a flaw, so that the harness can be seen to notice: ``… flawed FLAW serve …``."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import gateway.app
import gateway.log_database
from gateway.__main__ import main
from gateway.change_log import ChangeLog
from gateway.commits import Row
from gateway.log_database import LogReader
from gateway.wire import Commits, Position, Reset


class NewestReader(LogReader):
    """Takes for new what has a higher id than anything before it, wrongly."""

    _last = 0

    async def news(self, after: str) -> list[Row]:
        rows = await super().news(after)
        new = [row for row in rows if row["pos"] is not None and row["pos"] > self._last]
        self._last = max([self._last, *(row["pos"] for row in new)])
        return new or [without_news(rows[0])]


class ForgetfulChangeLog(ChangeLog):
    """Brings nobody who resumes up to date, wrongly."""

    async def between(self, after: Position, until: Position) -> Commits | Reset:
        del after
        return Commits(commits=[], position=until, read_at=datetime.now(UTC))


def without_news(row: Row) -> Mapping[str, Any]:
    """Return the row that only carries the snapshot."""
    return {**row, "pos": None}


if __name__ == "__main__":
    match sys.argv[1]:
        case "newest":
            setattr(gateway.log_database, "LogReader", NewestReader)  # noqa: B010
        case "forgetful":
            setattr(gateway.app, "ChangeLog", ForgetfulChangeLog)  # noqa: B010
    sys.exit(main(sys.argv[2:]))

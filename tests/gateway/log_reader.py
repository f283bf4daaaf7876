"""A running change log, and all that it says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from gateway.change_log import ChangeLog
from gateway.log_database import LogDatabase
from gateway.wire import Commit, Commits, Frame, Proof, Reset
from tests.conftest import BACKEND_ZONE, Marketplace


class Reader:
    """Collects the frames of a running change log and waits for what it needs to have seen."""

    change_log: ChangeLog

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self._news = asyncio.Event()

    def publish(self, frame: Frame) -> None:
        self.frames.append(frame)
        self._news.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                self._news.clear()
                await self._news.wait()

    @property
    def commits(self) -> list[Commit]:
        return [c for frame in self.frames if isinstance(frame, Commits) for c in frame.commits]

    @property
    def proofs(self) -> list[Proof]:
        return [frame for frame in self.frames if isinstance(frame, Proof)]

    @property
    def resets(self) -> list[str]:
        return [frame.reason for frame in self.frames if isinstance(frame, Reset)]


@asynccontextmanager
async def reading(
    shop: Marketplace, database: LogDatabase | None = None, reader: Reader | None = None
) -> AsyncIterator[Reader]:
    reader = reader or Reader()
    reader.change_log = ChangeLog(
        database or LogDatabase(shop.gateway), reader.publish, backend_zone=BACKEND_ZONE
    )
    async with asyncio.TaskGroup() as group:
        task = group.create_task(reader.change_log.run())
        await reader.until(lambda: bool(reader.proofs))
        yield reader
        task.cancel()

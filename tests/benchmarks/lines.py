"""The other end of `stage.Beside`: standard input and output, a line at a time."""

import asyncio
import sys
import time
from collections.abc import Iterable

from tests.benchmarks.stage import Times


async def reader() -> asyncio.StreamReader:
    """Return standard input."""
    stream = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), sys.stdin
    )
    return stream


def say(line: bytes) -> None:
    """Write one line."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


class Tally:
    """When each of the expected transactions was seen."""

    def __init__(self) -> None:
        self.times = Times()
        self._more = asyncio.Event()

    def note(self, numbers: Iterable[int]) -> None:
        """Take these as seen now."""
        now = time.monotonic_ns()
        self.times.update((number, now) for number in numbers)
        self._more.set()

    async def reach(self, count: int) -> None:
        """Wait until so many have been seen."""
        while len(self.times) < count:
            self._more.clear()
            await self._more.wait()

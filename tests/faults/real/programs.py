"""Gateways and consoles as processes that are killed, frozen and started again."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.faults.real.words import AnyWord, Looked, Place, heard, spoken

ROOT = Path(__file__).parents[3]
LONGEST_LINE = 64 << 20
_TRACEBACK = re.compile(r"^Traceback .*\n(?: .*\n)+\S.*", re.MULTILINE)
LISTENS_WITHIN = 30.0
"""Seconds."""


class Program:
    """One program; the process that runs it comes and goes. Its complaints go into a file."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._is_stopped = False
        self.turn = asyncio.Lock()
        """Held by whoever does something to it that takes a while."""

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.returncode is None

    def stop(self) -> None:
        """Freeze it."""
        self._is_stopped = True
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        self._is_stopped = False
        self._signal(signal.SIGCONT)

    async def kill(self) -> None:
        """End it as a crash would."""
        await self._end(signal.SIGKILL)

    async def _run(self, *command: str, env: dict[str, str] | None = None) -> None:
        pipe = asyncio.subprocess.PIPE
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=log, limit=LONGEST_LINE,
                env={**os.environ, **(env or {})}, start_new_session=True,
            )  # fmt: skip

    async def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._signal(how)
            if self._is_stopped:
                self.go_on()
            await self._process.wait()

    def _signal(self, what: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(what)


class GatewayProgram(Program):
    """``svetu-gateway serve`` on a port of its own, or something that is like it but for a flaw."""

    def __init__(self, dsn: str, port: int, log: Path, command: Sequence[str]) -> None:
        super().__init__(log)
        self._dsn = dsn
        self._command = command
        self._read = 0
        self.port = port

    async def start(self) -> None:
        """Start it, unless it runs; returns once it listens."""
        if not self.is_running:
            await self._start()

    async def _start(self) -> None:
        said = self._log.stat().st_size if self._log.exists() else 0
        command = ("tests.faults.real.leash", *self._command, "serve", "--port", str(self.port))
        await self._run(sys.executable, "-m", *command, env={"SVETU_DSN": self._dsn})
        async with asyncio.timeout(LISTENS_WITHIN):
            while b"serving on port" not in self._log.read_bytes()[said:]:
                assert self.is_running, self._log.read_text()[-2000:]
                await asyncio.sleep(0.02)

    async def shut_down(self) -> None:
        """End it in good order."""
        await self._end(signal.SIGTERM)

    def complaints(self) -> list[str]:
        """Return what no gateway should ever log and this one has, since the last time."""
        text = self._log.read_text(errors="replace")
        fresh, self._read = text[self._read :], len(text)
        # From where it was raised to what it was.
        return ["\n".join(found.splitlines()[-3:]) for found in _TRACEBACK.findall(fresh)]


class SeatProgram(Program):
    """``seat``: a console and what it says."""

    def __init__(self, place: Place, log: Path, listen: Callable[[AnyWord], None]) -> None:
        super().__init__(log)
        self._place = place
        self._listen = listen
        self.newest: Looked | None = None
        """What its screen claims."""
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open it."""
        quiet = {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
        self.newest = None
        await self._run(sys.executable, "-m", "tests.faults.real.seat", env=quiet)
        assert self._process
        assert self._process.stdout
        self._order(spoken(self._place))
        loop = asyncio.get_running_loop()
        self._listening = loop.create_task(self._hear(self._process.stdout), name="seat")

    async def kill(self) -> None:
        """End it, and what it had said before that has been heard."""
        await super().kill()
        if self._listening is not None:
            await self._listening

    def follow_feed(self, *, following: bool) -> None:
        """Pause the feed, or let it go on."""
        self._order(b"follow\n" if following else b"pause\n")

    def _order(self, line: bytes) -> None:
        assert self._process
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.write(line)

    async def _hear(self, said: asyncio.StreamReader) -> None:
        while (line := await said.readline()).endswith(b"\n"):
            word = heard(line)
            self._listen(word)
            if isinstance(word, Looked):
                self.newest = word

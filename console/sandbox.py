"""The sandbox as a child process: started, waited for, stopped with the console."""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

logger = logging.getLogger(__name__)

READY_WITHIN = 120.0
"""Seconds; a first start creates the database and its history."""
STOPS_WITHIN = 15.0


class SandboxFailed(Exception):  # noqa: N818
    """The sandbox did not come up; the text is its own last words, for a person."""


class SandboxOperator(msgspec.Struct, frozen=True):
    """The operator a sandbox makes for its own use."""

    email: str
    password: str

    def __repr__(self) -> str:
        """Leave the password out: a repr ends up in logs."""
        return f"SandboxOperator(email={self.email!r})"


class Sandbox(msgspec.Struct, frozen=True):
    """What a sandbox prints when it is ready."""

    api: str
    events: str
    database: Annotated[str, msgspec.Meta(min_length=1)]
    operator: SandboxOperator

    def __repr__(self) -> str:
        """Leave the DSN out: it carries a password."""
        return f"Sandbox(api={self.api!r})"


@contextlib.asynccontextmanager
async def running_sandbox(
    *, data: Path | None = None, arguments: Sequence[str] = ()
) -> AsyncIterator[Sandbox]:
    """Run ``svetu-gateway sandbox`` as long as the context lasts.

    Raises SandboxFailed when it ends, or is silent for READY_WITHIN seconds, before it is ready.
    """
    command = [sys.executable, "-m", "gateway", "sandbox", "--with-parent", *arguments]
    if data is not None:
        command += ["--data", str(data)]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C reaches the console first, which then stops the sandbox
    )
    logger.info("sandbox: process %d", process.pid)
    last_words: list[str] = []
    echo = asyncio.get_running_loop().create_task(  # owned by this context, ends with it
        _echo(process.stderr, last_words), name="sandbox log"
    )
    try:
        yield await _ready(process, last_words)
    finally:
        await _stop(process)
        echo.cancel()
        await asyncio.gather(echo, return_exceptions=True)


async def _ready(process: asyncio.subprocess.Process, last_words: list[str]) -> Sandbox:
    assert process.stdout is not None  # noqa: S101  (asked for above)
    try:
        async with asyncio.timeout(READY_WITHIN):
            line = await process.stdout.readline()
            if not line:
                await process.wait()
    except TimeoutError as exc:
        raise SandboxFailed("The sandbox did not become ready in time.") from exc
    try:
        return msgspec.json.decode(line, type=Sandbox)
    except msgspec.DecodeError as exc:
        reason = " ".join(last_words[-3:]) or "It ended without a word."
        raise SandboxFailed(f"The sandbox could not be started. {reason}") from exc


async def _echo(stderr: asyncio.StreamReader | None, last_words: list[str]) -> None:
    assert stderr is not None  # noqa: S101  (asked for above)
    while line := await stderr.readline():
        text = line.decode(errors="replace").rstrip()
        logger.info("sandbox: %s", text)
        last_words.append(text)
        del last_words[:-20]


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(STOPS_WITHIN):
            await process.wait()
    except TimeoutError:
        logger.warning("sandbox did not stop in time: killed")
        process.kill()
        await process.wait()

"""What benchmarks run on: a sandbox, programs beside it, and the clock that they all share."""

import asyncio
import contextlib
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import msgspec

from console.sandbox import Sandbox, SandboxOperator, running_sandbox
from gateway.auth import Auth
from gateway.install import install
from gateway.sandbox.postgres import Postgres, temporary_base

OPERATOR = SandboxOperator(email="ops@example.org", password="correct horse")

Times = dict[int, int]
"""Nanoseconds of CLOCK_MONOTONIC, which is one clock for all processes, by transaction id."""


class Written(msgspec.Struct, frozen=True):
    """What the writer knows: just before each COMMIT was sent, and when it was acknowledged."""

    issued: Times
    acknowledged: Times


@contextlib.asynccontextmanager
async def sandbox(*, users: int = 2000) -> AsyncIterator[Sandbox]:
    """A sandbox without traffic of its own, on a folder that is thrown away."""
    base = temporary_base()
    try:
        async with running_sandbox(
            data=base, arguments=("--users", str(users), "--traffic", "0")
        ) as running:
            yield running
    finally:
        shutil.rmtree(base.parent, ignore_errors=True)


class Serving(msgspec.Struct, frozen=True):
    """A gateway that listens: its address and its process."""

    url: str
    process: int


@contextlib.asynccontextmanager
async def gateway(dsn: str) -> AsyncIterator[Serving]:
    """A gateway of its own process on a database that has the console installed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", "serve", "--port", "0",
        env={**os.environ, "SVETU_DSN": dsn}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        said = (await process.stderr.readline()).split()
        yield Serving(f"http://127.0.0.1:{int(said[-1])}", process.pid)
    finally:
        process.terminate()
        await process.wait()


async def installed(server: Postgres) -> str:
    """Install on the marketplace of a server, with `OPERATOR`; returns the gateway's DSN."""
    await install(server.dsn(), environment="sandbox", backend_zone="UTC")
    async with connected(server.dsn()) as admin:
        await admin.execute("alter role svetu_gateway password 'gateway'")
    service = server.dsn(user="svetu_gateway", password="gateway")
    async with asyncpg.create_pool(server.dsn(), min_size=1, max_size=1) as pool:
        await Auth(pool).add_operator(OPERATOR.email, OPERATOR.password, "viewer")
    return service


@contextlib.asynccontextmanager
async def beside(program: str, *arguments: str, order: bytes) -> AsyncIterator["Beside"]:
    """Run ``tests.benchmarks.<program>``; yields once it says that it is ready.

    ``order`` is its standard input: what must stand in no command line.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"tests.benchmarks.{program}", *arguments,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        limit=64 << 20,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(order + b"\n")
    await process.stdin.drain()
    running = Beside(process)
    try:
        await running.line()  # "ready"
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


class Beside:
    """A program that answers one line of JSON for everything it is asked."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self) -> bytes:
        """Return its next line."""
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("a program beside the benchmark ended by itself")
        return line

    async def ask(self, question: str) -> bytes:
        """Send one line and return the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(question.encode() + b"\n")
        await self._process.stdin.drain()
        return await self.line()


@contextlib.asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """One connection."""
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()

"""The sandbox as a child: ready, stopped, given up; its last words reach a person."""

import asyncio
import logging
import socket
from pathlib import Path

import asyncpg
import pytest

from api_client.client import ApiClient
from console.sandbox import SandboxFailed, running_sandbox
from tests.console.processes import processes_on

SMALL = ("--users", "60", "--traffic", "0")


async def test_it_is_what_it_announces_and_ends_with_its_context(data: Path) -> None:
    async with running_sandbox(data=data, arguments=SMALL) as sandbox:
        async with ApiClient(sandbox.api) as client:
            operator = sandbox.operator
            session = await client.sign_in(operator.email, operator.password)
            assert session.environment.name == "sandbox"
        shop = await asyncpg.connect(sandbox.database)
        assert await shop.fetchval("select name from users where id = 42") == "Ana Petrović"
        await shop.close()
        assert operator.password not in repr(sandbox)
        assert processes_on(data)
    assert processes_on(data) == []


class Started(logging.Handler):
    """Tells when there is a process."""

    def __init__(self) -> None:
        super().__init__()
        self.process = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("sandbox: process"):
            self.process.set()


async def test_one_that_is_given_up_while_it_starts_is_gone(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def start() -> None:
        async with running_sandbox(data=data, arguments=SMALL):
            raise AssertionError

    started = Started()
    logger = logging.getLogger("console.sandbox")
    logger.addHandler(started)
    caplog.set_level(logging.INFO, logger.name)
    try:
        starting = asyncio.get_running_loop().create_task(start())
        async with asyncio.timeout(60):
            await started.process.wait()
            assert processes_on(data)
            starting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await starting
    finally:
        logger.removeHandler(started)
    assert processes_on(data) == []


async def test_its_last_words_are_the_reason(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, words in (
            (("--port", port), f"port {port} cannot be used"),
            (("--users", "none"), "invalid number value: 'none'"),
        ):
            with pytest.raises(SandboxFailed, match="could not be started") as failed:
                async with running_sandbox(data=data, arguments=arguments):
                    raise AssertionError
            assert words in str(failed.value)

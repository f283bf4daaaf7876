"""``python -m api_client.listener``: events as JSON lines, and no secret on its command line."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from tests.gateway.desk import PASSWORD, Desk
from tests.gateway.test_capture import pay

Program = asyncio.subprocess.Process


@asynccontextmanager
async def listener(
    *arguments: str, said: str = "", token: str | None = None
) -> AsyncIterator[Program]:
    environment = {"PATH": os.environ["PATH"]} | ({"SVETU_TOKEN": token} if token else {})
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api_client.listener", *arguments, env=environment,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdin is not None
    program.stdin.write(said.encode())
    program.stdin.close()
    try:
        async with asyncio.timeout(30):
            yield program
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()


async def event(program: Program, kind: str) -> dict[str, object]:
    """Return the next event of that type."""
    assert program.stdout is not None
    while line := await program.stdout.readline():
        told: dict[str, object] = json.loads(line)
        if told["type"] == kind:
            return told
    raise AssertionError


async def ends(program: Program) -> tuple[int, str]:
    _, said = await program.communicate()
    assert program.returncode is not None
    return program.returncode, said.decode()


@pytest.mark.parametrize("with_token", ["a token", "a password"])
async def test_it_prints_what_commits_until_ctrl_c(
    with_token: str, served: Desk, shop: asyncpg.Connection
) -> None:
    token, said = None, f"{PASSWORD}\n"
    if with_token == "a token":
        token, said = (await served.session("viewer"))["access_token"], ""
    address = served.url if token else f"ws://127.0.0.1:{served.port}/ws/events"
    async with listener(
        address, "--email", "viewer@example.org", said=said, token=token
    ) as program:
        await event(program, "hello")
        await pay(shop, 1, 350)
        commits = (await event(program, "commits"))["commits"]
        assert isinstance(commits, list)
        assert commits[0]["accounts"][0]["balance_minor"] == 35_000
        program.send_signal(signal.SIGINT)
        code, told = await ends(program)
        assert code == 130
        assert "Traceback" not in told
        assert "Connected." in told


@pytest.mark.parametrize(
    ("arguments", "said", "token", "words"),
    [
        (("rubbish",), "", None, "looks like https://host"),
        (("http://example.org",), "", None, "Without https"),
        (("http://127.0.0.1:1",), "a@example.org\nsecret\n", None, "did not answer"),
        (("http://127.0.0.1:1",), "", None, "did not answer"),
    ],
)
async def test_what_cannot_be_is_one_sentence(
    arguments: tuple[str, ...], said: str, token: str | None, words: str
) -> None:
    async with listener(*arguments, said=said, token=token) as program:
        code, told = await ends(program)
    assert code == 1
    assert words in told
    assert told.count("\n") == 1


async def test_a_forged_token_and_a_wrong_password_get_nobody_in(served: Desk) -> None:
    async with listener(served.url, token="forged") as program:
        assert (await ends(program))[0] == 1
    async with listener(served.url, said="viewer@example.org\nwrong horse\n") as program:
        code, told = await ends(program)
        assert code == 1
        assert told.count("\n") == 1


@pytest.mark.parametrize("token", ["forged", "for\nged", "зzабыт"])
async def test_what_is_no_token_is_not_tried_for_ever(served: Desk, token: str) -> None:
    async with listener(served.url, token=token) as program:
        code, told = await ends(program)
    assert code == 1
    assert "SVETU_TOKEN is not" in told


@pytest.mark.parametrize(
    ("shell", "code", "words"),
    [
        ('"$@" | head -1', 0, ""),
        ('"$@" > /dev/full', 1, "cannot be written: "),
        ('"$@" >&-', 1, "are needed"),
        ('"$@" <&-', 1, "are needed"),
    ],
)
async def test_without_a_reader_it_ends(served: Desk, shell: str, code: int, words: str) -> None:
    """The next event finds nobody who takes it: that is no lost connection."""
    program = await asyncio.create_subprocess_exec(
        "bash", "-o", "pipefail", "-c", shell, "bash",
        sys.executable, "-m", "api_client.listener", served.url,
        env={"PATH": os.environ["PATH"],
             "SVETU_TOKEN": (await served.session("viewer"))["access_token"]},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(30):
        ended, told = await ends(program)
    assert ended == code, told
    assert words in told
    assert "Traceback" not in told
    assert told.count("No connection") == 0


async def test_no_argument_takes_a_secret() -> None:
    async with listener("--help") as program:
        assert program.stdout is not None
        usage = (await program.stdout.read()).decode()
    assert "SVETU_TOKEN" in usage
    assert "--password" not in usage
    assert "--token" not in usage

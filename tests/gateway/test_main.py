"""The program as a person starts it: one JSON line, the same data twice, nothing left behind."""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.sandbox.postgres import temporary_base
from tests.conftest import Marketplace

SMALL = ("--users", "60", "--traffic", "0")


@pytest.fixture
def base() -> Iterator[Path]:
    folder = temporary_base()
    yield folder
    shutil.rmtree(folder.parent)


async def spawn(base: Path, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", "sandbox", "--data", str(base), *SMALL, *arguments,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def ready(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    async with asyncio.timeout(60):
        line: dict[str, Any] = json.loads(await process.stdout.readline())
    return line


async def test_one_line_and_the_data_is_kept(base: Path) -> None:
    totals, signed_by = [], set()
    for _ in range(2):
        process = await spawn(base)
        line = await ready(process)
        assert set(line) == {"api", "events", "database", "gateway_database", "operator"}
        shop = await asyncpg.connect(line["database"])
        totals.append(await shop.fetchval("select count(*) from balance_transactions"))
        await shop.close()
        async with httpx.AsyncClient(base_url=line["api"]) as http:
            signed_by.add((await http.get("/api/v1/signing-key")).json()["fingerprint"])
        process.send_signal(signal.SIGTERM)
        out, _ = await process.communicate()
        assert (process.returncode, out) == (0, b"")
    assert totals[0] == totals[1] > 0
    assert len(signed_by) == 1
    assert (base / "signing-key").stat().st_mode & 0o777 == 0o600


async def test_data_made_from_other_scripts_is_made_anew(base: Path) -> None:
    totals = []
    for comment in ("null", "'0123456789ab'", "null"):
        process = await spawn(base)
        shop = await asyncpg.connect((await ready(process))["database"])
        totals.append(await shop.fetchval("select count(*) from balance_transactions"))
        await shop.execute("delete from balance_transactions where id % 2 = 0")
        await shop.execute(f"comment on database svetu_sandbox is {comment}")
        await shop.close()
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert totals[0] == totals[1] == totals[2] > 0


async def test_a_second_sandbox_on_the_same_folder_says_so(base: Path) -> None:
    first = await spawn(base)
    await ready(first)
    second = await spawn(base)
    _, words = await second.communicate()
    assert second.returncode == 1
    assert words.count(b"\n") == 1
    assert b"Another sandbox" in words
    first.send_signal(signal.SIGTERM)
    await first.communicate()


async def test_killed_it_takes_its_database_along(base: Path) -> None:
    process = await spawn(base)
    await ready(process)
    postmaster = int((base / "data" / "postmaster.pid").read_text().splitlines()[0])
    process.kill()
    await process.wait()
    async with asyncio.timeout(20):
        while _alive(postmaster):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def run(shell: str, *arguments: str) -> tuple[int, str]:
    """Run the program as ``"$@"`` of a line of bash; returns its exit code and what it said."""
    process = await asyncio.create_subprocess_exec(
        "bash", "-o", "pipefail", "-c", shell, "bash", sys.executable, "-m", "gateway", *arguments,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={key: text for key, text in os.environ.items() if key != "PYTHONUNBUFFERED"},
    )  # fmt: skip
    async with asyncio.timeout(60):
        _, said = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


@pytest.mark.parametrize(
    ("shell", "code", "words"),
    [
        ('"$@" >&-', 0, ""),
        ('"$@" <&- >&- 2>&-', 0, ""),
        ('"$@" 2>&-', 0, ""),
        ('"$@" | true', 141, ""),
        ('"$@" > /dev/full', 1, "Nothing can be written: [Errno 28] No space left on device\n"),
    ],
)
async def test_whatever_becomes_of_its_output(
    installed: Marketplace, shell: str, code: int, words: str
) -> None:
    """A descriptor that is closed at the start would be the next socket's, and the loop aborts."""
    ended, said = await run(shell, "check", "--dsn", installed.gateway)
    assert (ended, said.removeprefix("svetu-gateway: ")) == (code, words)


async def test_a_sandbox_that_nobody_can_be_told_of_ends(base: Path) -> None:
    """Under a tight umask too, and its database with it."""
    folder = base.parent / "new" / "and new" / "папка"
    code, said = await run('umask 077; "$@" > /dev/full', "sandbox", "--data", str(folder), *SMALL)
    assert (code, said.count("\n")) == (1, 1), said
    assert "Nothing can be written" in said
    assert not (folder / "data" / "postmaster.pid").exists()


@pytest.mark.parametrize("name", [b"new\nline", b"no utf-8 \xff"])
async def test_what_postgresql_cannot_call_a_folder_is_said(base: Path, name: bytes) -> None:
    folder = base.parent / os.fsdecode(name)
    code, said = await run('"$@"', "sandbox", "--data", str(folder), *SMALL)
    assert (code, said.count("\n")) == (1, 1), said
    assert "cannot use a folder called" in said
    assert not folder.exists()


@pytest.mark.parametrize("command", ["serve", "check"])
@pytest.mark.parametrize(
    "dsn",
    [
        "rubbish", "http://example.org/shop", "postgresql://a@127.0.0.1:port/shop",
        "postgresql://127.0.0.1/shop?sslmode=perhaps", "postgresql://[::1/shop",
        "postgresql://127.0.0.1/shop?sslmode=verify-full&sslrootcert=/nowhere",
    ],
)  # fmt: skip
async def test_what_is_no_dsn_is_not_waited_for(command: str, dsn: str) -> None:
    code, said = await run('"$@"', command, "--dsn", dsn)
    assert code == 1
    assert said.startswith("svetu-gateway: The DSN cannot be ")
    assert said.count("\n") == 1


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True

"""The real program as a child, and what is left of it."""

import contextlib
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

PATIENCE_S = 45


def console(
    *arguments: str, home: Path, platform: str = "offscreen", display: str = ""
) -> subprocess.Popen[str]:
    """Start ``svetu-console`` with nothing remembered but what is in ``home``."""
    environment = {
        "HOME": str(home), "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": platform,
        "DISPLAY": display,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "console", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        start_new_session=True,
    )  # fmt: skip


@contextlib.contextmanager
def running_console(*arguments: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """The same, killed in the end if it is still there."""
    program = console(*arguments, home=home)
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def read_until(words: str, program: subprocess.Popen[str]) -> None:
    """Read what the program says until it has said ``words``."""
    assert program.stderr is not None
    said = []
    impatience = threading.Timer(PATIENCE_S, program.kill)  # which ends what it says
    impatience.start()
    try:
        for said_line in program.stderr:
            said.append(said_line)
            if words in said_line:
                return
    finally:
        impatience.cancel()
    raise AssertionError("".join(said))


def processes_on(folder: Path) -> list[int]:
    """Return the processes that name a folder or work in it (Linux)."""
    found = []
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            command = (process / "cmdline").read_bytes()
            if os.fsencode(folder) in command or (process / "cwd").readlink().is_relative_to(
                folder
            ):
                found.append(int(process.name))
    return found


def are_gone(processes: list[int]) -> bool:
    """Wait until processes have ended; False when one does not."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            ended = os.pidfd_open(process)
            ready, _, _ = select.select([ended], [], [], PATIENCE_S)
            os.close(ended)
            if not ready:
                return False
    return True

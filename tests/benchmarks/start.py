"""P10: from the start of the process to the first window, beside a bare one."""

import asyncio
import statistics
import sys
import tempfile
import time

from tests.benchmarks.figures import Figure

ROUNDS = 9


async def measure() -> list[Figure]:
    """Start both kinds of window in turn; the median of each."""
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(await _start("bare"))
        ours.append(await _start("console"))
    (peer,) = map(statistics.median, zip(*bare, strict=True))
    own, whole = map(statistics.median, zip(*ours, strict=True))
    return [
        Figure(
            goal="P10",
            what="process start → first window, against a bare PySide6 window",
            value=own / peer,
            unit="×",
            limit=1.5,
            beside=f"{own:.0f} ms, bare {peer:.0f} ms; all that is in it {whole:.0f} ms",
        )
    ]


async def _start(kind: str) -> list[float]:
    """Return the milliseconds to the window and, of the console's, to all that is in it."""
    with tempfile.TemporaryDirectory() as home:
        started = time.monotonic_ns()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.benchmarks.first_window", kind, home,
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, _ = await process.communicate()
    return [(int(moment) - started) / 1e6 for moment in out.split()]

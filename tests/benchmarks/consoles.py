"""P12: five hundred consoles on one gateway, one of which stops reading."""

import asyncio
import shutil
import statistics
from importlib import resources

import msgspec

from console.sandbox import Sandbox
from gateway.sandbox.history import load
from gateway.sandbox.postgres import Postgres, temporary_base
from tests.benchmarks.crowd import Heard, Phase
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.stage import (
    OPERATOR,
    Beside,
    Written,
    beside,
    connected,
    gateway,
    installed,
)
from tests.benchmarks.writer import Order

CONSOLES = 500
COMMITS, RATE = 120, 10.0
ROUNDS = 5
DESCRIPTION = "A description that fills the queue of a console that does not read. " * 250
"""Long, so that this happens within a phase."""


async def measure() -> list[Figure]:
    """Write while all read, and while one does not, in turn."""
    base = temporary_base()
    server = Postgres(base)
    await asyncio.to_thread(server.start)
    try:
        service = await _marketplace(server)
        async with gateway(service) as serving:
            where = Sandbox(api=serving.url, events="", database=server.dsn(), operator=OPERATOR)
            async with beside("crowd", order=msgspec.json.encode(where)) as crowd:
                return await _compare(where, crowd, serving.process)
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(base.parent)


async def _compare(where: Sandbox, crowd: Beside, gateway_process: int) -> list[Figure]:
    alone = await _memory(gateway_process)
    await crowd.ask(str(CONSOLES - 1))
    await _phase(where, crowd, stopped=False)  # caches fill
    shares: list[float] = []
    calm: list[float] = []
    slowed: list[float] = []
    cut_off = 0
    for _ in range(ROUNDS):
        peers, _ = await _phase(where, crowd, stopped=False)
        others, was_cut_off = await _phase(where, crowd, stopped=True)
        shares.append(percentile(others, 0.99) / percentile(peers, 0.99))
        calm += peers
        slowed += others
        cut_off += was_cut_off
    each = (await _memory(gateway_process) - alone) / CONSOLES
    p50, p50_calm = percentile(slowed, 0.5), percentile(calm, 0.5)
    p99, p99_calm = percentile(slowed, 0.99), percentile(calm, 0.99)
    return [
        Figure(
            goal="P12", what=f"{CONSOLES} consoles, one stops reading: p99 of the others",
            value=statistics.median(shares), unit="×", limit=1.2,
            beside=f"{p99:.1f} ms, while all read {p99_calm:.1f} ms; p50 {p50:.1f} and "
            f"{p50_calm:.1f} ms; rounds {min(shares):.2f} … {max(shares):.2f}, "
            f"in {cut_off} of {ROUNDS} it was let go",
        ),
        Figure(
            goal="P12", what="memory of the gateway per console", unit="MiB", limit=1.0,
            value=each / 1024, beside=f"{alone / 1024:.0f} MiB without any",
        ),
    ]  # fmt: skip


async def _phase(where: Sandbox, crowd: Beside, *, stopped: bool) -> tuple[list[float], bool]:
    """Return the milliseconds from every commit to every console."""
    order = Order(dsn=where.database, commits=COMMITS, rate=RATE, description=DESCRIPTION)
    async with beside("writer", order=msgspec.json.encode(order)) as writer:
        await crowd.ask(msgspec.json.encode(Phase(commits=COMMITS, stopped=stopped)).decode())
        written = msgspec.json.decode(await writer.ask("go"), type=Written)
        heard = msgspec.json.decode(await crowd.ask("through"), type=Heard)
    taken = [
        (at - written.issued[number]) / 1e6 for number, times in heard.times.items() for at in times
    ]
    return taken, heard.cut_off


async def _memory(process: int) -> int:
    """Return the resident KiB of a process."""
    asked = await asyncio.create_subprocess_exec(
        "ps", "-o", "rss=", "-p", str(process), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await asked.communicate()
    return int(out)


async def _marketplace(server: Postgres) -> str:
    """Fill a marketplace and install on it; returns the service's DSN."""
    tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
    async with connected(server.dsn()) as shop:
        await shop.execute(tables.read_text(encoding="utf-8"))
        await load(shop, users=2000, seed=1, zone="UTC")
    return await installed(server)

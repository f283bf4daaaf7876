"""P1 to P3: from the commit to a socket, and to the pixel, beside a client that only listens."""

import asyncio

import msgspec

from console.sandbox import Sandbox
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.stage import Times, Written, beside, sandbox
from tests.benchmarks.writer import Order

COMMITS = 3000
RATE = 300.0
FRAME_MS = 16.7


async def measure() -> list[Figure]:
    """Measure both ways, each in a run of its own with the raw listener in it."""
    async with sandbox() as running:
        socket, heard = await _run(running, "socket_client")
        figures = [
            _ratio("P1", f"commit → WebSocket client, {word}, against raw LISTEN", socket, heard,
                   share, limit)
            for word, share, limit in (("p50", 0.5, 2.5), ("p99", 0.99, 3.0))
        ]  # fmt: skip
        painted, heard = await _run(running, "console_client", "feed")
    raw_p99, p99 = percentile(heard, 0.99), percentile(painted, 0.99)
    return [
        *figures,
        _ratio("P2", "commit → painted, p50, 300 commits/s, against raw LISTEN", painted, heard,
               0.5, 5.0),
        Figure(goal="P3", what="commit → painted, p99, 300 commits/s", value=p99, unit="ms",
               limit=raw_p99 + FRAME_MS, beside=f"raw LISTEN p99 {raw_p99:.2f} ms"),
    ]  # fmt: skip


async def _run(running: Sandbox, program: str, *arguments: str) -> tuple[list[float], list[float]]:
    """Return commit → receiver and commit → raw listener in milliseconds."""
    order = msgspec.json.encode(Order(dsn=running.database, commits=COMMITS, rate=RATE))
    account = msgspec.json.encode(running)
    async with (
        beside("raw_listener", order=running.database.encode()) as listener,
        beside(program, *arguments, order=account) as receiver,
        beside("writer", order=order) as writer,
    ):
        written = msgspec.json.decode(await writer.ask("go"), type=Written)
        async with asyncio.timeout(30):
            heard = msgspec.json.decode(await listener.ask(str(COMMITS)), type=Times)
            received = msgspec.json.decode(await receiver.ask(str(COMMITS)), type=Times)
    return _since(written.issued, received), _since(written.issued, heard)


def _since(issued: Times, arrived: Times) -> list[float]:
    missing = issued.keys() - arrived.keys()
    if missing:
        raise RuntimeError(f"{len(missing)} commits never arrived")
    return [(arrived[number] - at) / 1e6 for number, at in issued.items()]


def _ratio(
    goal: str, what: str, ours: list[float], raw: list[float], share: float, limit: float
) -> Figure:
    own, peer = percentile(ours, share), percentile(raw, share)
    return Figure(
        goal=goal, what=what, value=own / peer, unit="×", limit=limit,
        beside=f"{own:.2f} ms, raw LISTEN {peer:.2f} ms",
    )  # fmt: skip

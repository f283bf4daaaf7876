"""P5 and P6: how long the thread that paints stalls in a flood, and what the console takes."""

import contextlib
from collections.abc import AsyncIterator

import msgspec

from console.sandbox import Sandbox, SandboxOperator
from tests.benchmarks.console_client import Load
from tests.benchmarks.figures import Figure
from tests.benchmarks.flood_gateway import Order
from tests.benchmarks.stage import Beside, beside

SECONDS = 10.0
FRAME_MS = 16.7


async def measure() -> list[Figure]:
    """Flood a console, let it go at a busy marketplace's pace, and let it rest."""
    async with _flooded() as (gateway, console):
        await _load(gateway, console, 300, seconds=2)  # caches fill
        flood = await _load(gateway, console, 5000, gaps=True)
        busy = await _load(gateway, console, 300)
        await _load(gateway, console, 0, seconds=4)  # tints fade
        idle = await _load(gateway, console, 0)
    return [
        Figure(
            goal="P5", what="longest gap of the user-interface thread, 5000 events/s for 10 s",
            value=flood.waited[-1], unit="ms", limit=FRAME_MS,
            beside=f"of which at work itself at most {flood.worked[-1]:.1f} ms; tenth longest gaps "
            f"{flood.waited[-10]:.1f} and {flood.worked[-10]:.1f} ms; {flood.commits} commits, "
            f"CPU {flood.cpu_seconds / flood.seconds:.0%}",
        ),
        Figure(
            goal="P6", what="CPU of the console at 300 events/s", unit="%", limit=15.0,
            value=busy.cpu_seconds / busy.seconds * 100, beside=f"{busy.commits} commits",
        ),
        Figure(
            goal="P6", what="CPU of the console, idle", unit="%", limit=0.5,
            value=idle.cpu_seconds / idle.seconds * 100, beside="a proof every 2 s",
        ),
    ]  # fmt: skip


@contextlib.asynccontextmanager
async def _flooded() -> AsyncIterator[tuple[Beside, Beside]]:
    async with beside("flood_gateway", order=b"") as gateway:
        address = f"http://127.0.0.1:{int(await gateway.ask('port'))}"
        account = SandboxOperator(email="ops@example.org", password="secret")
        where = Sandbox(api=address, events=address, database="none", operator=account)
        async with beside("console_client", "load", order=msgspec.json.encode(where)) as console:
            yield gateway, console


async def _load(
    gateway: Beside, console: Beside, rate: int, *, seconds: float = SECONDS, gaps: bool = False
) -> Load:
    await console.ask("gaps" if gaps else "load")
    order = msgspec.json.encode(Order(rate=rate, seconds=seconds)).decode()
    await gateway.ask(order)
    return msgspec.json.decode(await console.ask("done"), type=Load)

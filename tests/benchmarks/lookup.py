"""P7: look-up among a million users, from the key press to the painted list."""

import asyncio
import shutil
from importlib import resources

import msgspec

from console.sandbox import Sandbox
from gateway.sandbox.people import people
from gateway.sandbox.postgres import Postgres, temporary_base
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.stage import OPERATOR, beside, connected, gateway, installed

USERS = 1_000_000
WORDS = (
    "petrovic", "ђорђе", "Jelena Žikov", "zhikov", "ljubica", "0671 2", "daria sok", "+38167123",
    "marko.jov", "42", "Ковач", "čović", "ana", "stojanovic 7", "Сергей В", "nema-takvog@",
    "hadzi", "дарья", "ivan pop", "milos.kr",
)  # fmt: skip
ROUNDS = 3


async def measure() -> list[Figure]:
    """Type names, addresses and numbers into the real search box."""
    base = temporary_base()
    server = Postgres(base)
    await asyncio.to_thread(server.start)
    try:
        service = await _marketplace(server)
        async with gateway(service) as serving:
            where = Sandbox(api=serving.url, events="", database=service, operator=OPERATOR)
            taken = await _type(where)
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(base.parent)
    return [
        Figure(
            goal="P7",
            what=f"look-up over {USERS:,} users, key press → painted, p99",
            value=percentile(taken, 0.99),
            unit="ms",
            limit=30.0,
            beside=f"p50 {percentile(taken, 0.5):.1f} ms, {len(taken)} key presses",
        )
    ]


async def _type(where: Sandbox) -> list[float]:
    """Return the milliseconds of every key press."""
    taken: list[float] = []
    async with beside("console_client", "look-up", order=msgspec.json.encode(where)) as console:
        for _ in range(ROUNDS):
            for word in WORDS:
                taken += msgspec.json.decode(await console.ask(word), type=list[float])
    return taken


async def _marketplace(server: Postgres) -> str:
    """Fill a marketplace with users, install, add an operator; returns the service's DSN."""
    tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
    columns = ("name", "email", "phone", "city", "country", "account_status")
    rows = (
        (
            who.name,
            who.email.replace("@", f"{number}@"),
            who.phone,
            who.city,
            who.country,
            who.status,
        )
        for number, who in enumerate(people(USERS, seed=7))
    )
    async with connected(server.dsn()) as shop:
        await shop.execute(tables.read_text(encoding="utf-8"))
        await shop.copy_records_to_table("users", columns=columns, records=rows)
        await shop.execute("analyze users")
    return await installed(server)

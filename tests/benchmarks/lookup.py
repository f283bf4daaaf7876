"""P7: look-up among a million users, from the key press to the painted list."""

import msgspec

from console.sandbox import Sandbox
from gateway.sandbox.people import people
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.stage import beside, connected, sandbox

USERS = 1_000_000
WORDS = (
    "petrovic", "ђорђе", "Jelena Žikov", "zhikov", "ljubica", "0671 2", "daria sok", "+38167123",
    "marko.jov", "42", "Ковач", "čović", "ana", "stojanovic 7", "Сергей В", "nema-takvog@",
    "hadzi", "дарья", "ivan pop", "milos.kr",
)  # fmt: skip
ROUNDS = 3


async def measure(users: int = USERS) -> list[Figure]:
    """Type names, addresses and numbers into the real search box."""
    async with sandbox(users=100) as running:
        await _populate(running, users)
        account = msgspec.json.encode(running)
        taken: list[float] = []
        async with beside("console_client", "look-up", order=account) as console:
            for _ in range(ROUNDS):
                for word in WORDS:
                    taken += msgspec.json.decode(await console.ask(word), type=list[float])
    return [
        Figure(
            goal="P7",
            what=f"look-up over {users:,} users, key press → painted, p99",
            value=percentile(taken, 0.99),
            unit="ms",
            limit=30.0,
            beside=f"p50 {percentile(taken, 0.5):.1f} ms, {len(taken)} key presses",
        )
    ]


async def _populate(running: Sandbox, users: int) -> None:
    columns = ("name", "email", "phone", "city", "country", "account_status")
    rows = (
        (who.name, f"{number}.{who.email}", who.phone, who.city, who.country, who.status)
        for number, who in enumerate(people(users, seed=7))
    )
    async with connected(running.database) as shop:
        await shop.copy_records_to_table("users", columns=columns, records=rows)
        await shop.execute("analyze users")

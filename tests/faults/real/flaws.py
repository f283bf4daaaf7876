"""What is wrong on purpose is found: runs in which a screen must call itself live and not be."""

from tests.faults.real.tally import Tally
from tests.faults.real.world import Flaw, Plan, run

TELLING: dict[Flaw, str] = {
    "newest": "reset connections",
    "forgetful": "reset connections",
    "epoch": "kill backend, ids reused",
}
"""The faults in which each shows; the first needs none but a transaction that takes long."""
LIMIT = 60.0
"""Seconds after which it should have been found."""


async def find(flaw: Flaw, seed: int = 1) -> Tally:
    """Run until it shows, which must not take long."""
    plan = Plan(
        seconds=LIMIT, seed=seed, flaw=flaw, only=(TELLING[flaw],), faults=(3, 5),
        activity=2.0, patience=8.0, stops_at="green_while_open",
    )  # fmt: skip
    return await run(plan)

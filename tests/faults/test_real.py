"""Processes and a database that are killed, cut and frozen cost nothing; a flaw costs a verdict."""

import pytest

from tests.faults.real.flaws import find
from tests.faults.real.world import Plan, run

pytestmark = pytest.mark.timeout(400)
"""Seconds, on a machine that has much else to do; half a minute each on one that has not."""

SHORT = Plan(seconds=1, seed=1, faults=(12, 12))
"""One bout, for every day; ``make faults`` goes on for longer."""


async def test_nothing_is_lost_doubled_reordered_or_live_too_early() -> None:
    tally = await run(SHORT)
    print(tally.report())  # noqa: T201
    assert tally.complaints == []
    assert tally.faults.total() == 12
    assert tally.events > 50
    assert tally.looks > 20


async def test_it_can_fail() -> None:
    """The other flaws are a part of ``make faults``: each takes as long as this one."""
    tally = await find("epoch")
    assert tally.wrong["green_while_open"] > 0
    assert tally.reused > 0

"""The simulation finds nothing wrong, and finds what is wrong on purpose."""

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.simulation.world import Flaw, simulate

SEEDS = 60
ENOUGH = 400
"""Seeds within which a flaw must show."""


def test_no_seed_loses_doubles_or_reorders_or_looks_live_too_early(qtbot: QtBot) -> None:
    del qtbot
    print(f"seeds 0 to {SEEDS - 1}")  # noqa: T201
    for seed in range(SEEDS):
        assert simulate(seed).complaints == [], f"seed {seed}"


@pytest.mark.parametrize(
    "flaw",
    [
        Flaw(cursor="newest"),
        Flaw(forgets_to_catch_up=True),
        Flaw(epoch_survives_crash=True),
    ],
    ids=["id > last seen", "no catch-up", "epoch survives a crash"],
)
def test_a_flaw_is_noticed(qtbot: QtBot, flaw: Flaw) -> None:
    del qtbot
    assert any(not simulate(seed, flaw).is_clean for seed in range(ENOUGH))

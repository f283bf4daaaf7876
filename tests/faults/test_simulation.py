"""The simulation finds nothing wrong in many seeds, and what is wrong on purpose within a few."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.faults.simulation.judge import WRONGS
from tests.faults.simulation.runs import simulate_all
from tests.faults.simulation.world import Flaw, simulate

SEEDS = 600
"""For every day; ``python -m tests.faults.simulation`` runs as many as there is time for."""
ENOUGH = 100
"""Seeds in which a flaw must show."""

REGRESSIONS = {
    "two users in one commit, the second after another's commit": (36, 40),
    "a proxy swaps, repeats and loses frames": (4, 60),
    "a console resumes at a gateway that has read less": (5, 187),
    "what was not written down is committed after the gap was read": (3, 89),
    "two gateways notice a loss, and the second closes the gap": (89, 378),
    "the log is pruned while a gateway cannot read": (221, 269),
    "a console resumes between a crash and its being noticed": (3019, 3672),
    "an answer of the new epoch comes before late events of the old": (817, 1067),
    "the feed's history is late": (3, 5),
    "the feed shows rows of an epoch that the stream has not come to": (19853,),
    "a change that no version tells of is read": (2, 3),
}
"""Seeds that failed until what they found was mended."""


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Signals and item models need one; there are no widgets."""


def test_nothing_is_lost_doubled_reordered_or_live_too_early() -> None:
    total = simulate_all(range(SEEDS))
    print(f"{SEEDS} seeds, {total.events} events, {total.faults} faults")  # noqa: T201
    assert total.complaints == []
    # All that can go wrong did, and was got over.
    assert set(total.resets) >= {"lost", "epoch", "capture", "truncate", "backlog", "horizon"}
    assert set(total.closed) >= {1012, 1013, 4008, 4401}
    assert set(total.healed) >= {"repeated", "missing"}


def test_what_was_mended_stays_so() -> None:
    assert simulate_all(seed for seeds in REGRESSIONS.values() for seed in seeds).complaints == []


@pytest.mark.parametrize(
    "flaw",
    [
        Flaw(cursor="newest"),
        Flaw(forgets_to_catch_up=True),
        Flaw(epoch_survives_crash=True),
    ],
    ids=["id > last seen", "catch-up skipped", "an epoch that a crash does not end"],
)
def test_it_can_fail(flaw: Flaw) -> None:
    total = simulate_all(range(ENOUGH), flaw)
    assert total.lost > 0
    assert total.green_while_open > 0


def test_a_seed_is_the_same_run_every_time() -> None:
    for seed in range(10):
        assert simulate(seed).fingerprint == simulate(seed).fingerprint


def test_the_program_reports_in_one_object() -> None:
    program = [sys.executable, "-m", "tests.faults.simulation", "--seeds", "5", "--jobs", "1"]
    root = Path(__file__).parents[2]
    ended = subprocess.run(program, cwd=root, capture_output=True, text=True, check=True)
    report = json.loads(ended.stdout.splitlines()[-1])
    assert report["seeds"] == 5
    assert report["events"] > 0
    assert [report[kind] for kind in WRONGS] == [0] * len(WRONGS)

"""Deposits whatever goes wrong, as long as `make test` has patience; `make faults` does more."""

import json
import subprocess
import sys
from typing import Any

PATIENCE_S = 100


def runs(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Do some runs in a process of their own, on the loop that is shipped; return code, report."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.deposits", *arguments],
        capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    report: dict[str, Any] = json.loads(lines[-1])
    return done.returncode, report


def test_each_intent_leaves_one_row_or_none_and_the_screen_agrees() -> None:
    code, report = runs("--runs", "6", "--seed", "107")
    assert report["failures"] == []
    assert code == 0
    assert report["one_row"] + report["no_row"] == 6


def test_a_console_that_believes_a_refusal_too_early_is_found() -> None:
    arguments = ("--seed", "3", "--scene", "refused", "--flaw", "believe refusals")
    code, report = runs("--runs", "4", *arguments)
    assert code == 1
    assert report["wrong"] > 0

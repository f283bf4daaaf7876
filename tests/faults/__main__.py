"""``make faults``: everything that can go wrong, for as long as there is time for it.

Progress goes to standard error; one JSON object comes last, and the exit code is 1 if anything
that should be 0 is not, or a flaw made on purpose was not noticed.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from tests.faults import live_install
from tests.faults.real.flaws import TELLING, find
from tests.faults.real.tally import WRONGS
from tests.faults.real.world import Plan, run
from tests.faults.simulation.judge import WRONGS as SIMULATED_WRONGS

INSTALLED = ("payments", "failed", "committed", "watched", "lost", "doubled")
LATE = "delayed_over_500ms"


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if all is as it should be."""
    grammar = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    grammar.add_argument(
        "--seconds", type=float, default=600.0, help="how long real processes suffer"
    )
    grammar.add_argument("--seed", type=int, default=1, help="which faults, and when")
    grammar.add_argument("--seeds", type=int, default=10_000, help="of the simulation")
    grammar.add_argument("--runs", type=int, default=1_000, help="of deposits, as time allows")
    options = grammar.parse_args(arguments)
    began = time.monotonic()
    flaws = {flaw: _found(flaw, options.seed) for flaw in TELLING}
    installed = asyncio.run(live_install.run(30.0, options.seed))
    simulated = _report("simulation", "--seeds", str(options.seeds))
    deposits = _report(
        "deposits", "--runs", str(options.runs), "--seed", str(options.seed),
        "--seconds", str(options.seconds),
    )  # fmt: skip
    tally = asyncio.run(run(Plan(seconds=options.seconds, seed=options.seed)))
    wrong = [f"real: {kind}" for kind in WRONGS if tally.wrong[kind]]
    wrong += [f"simulation: {kind}" for kind in SIMULATED_WRONGS if simulated[kind]]
    wrong += [f"deposits: {failure}" for failure in deposits["failures"]]
    # Whoever was held up by us has failed; what is only late may be this machine's doing.
    wrong += [f"live install: {kind}" for kind in installed["wrong"] if kind != LATE]
    wrong += [f"not noticed: {flaw}" for flaw, seconds in flaws.items() if seconds is None]
    report = {
        "seed": options.seed, "seconds": round(time.monotonic() - began), **tally.report(),
        "flaws_noticed_after_seconds": flaws, "simulation": simulated,
        "deposits": deposits,
        "live_install": {key: installed[key] for key in (*INSTALLED, LATE)},
        "wrong": wrong,
    }  # fmt: skip
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return bool(wrong)


def _found(flaw: Any, seed: int) -> float | None:
    """Return after how many seconds a flaw was noticed, if it was."""
    sys.stderr.write(f"a gateway that is wrong on purpose: {flaw}\n")
    began = time.monotonic()
    tally = asyncio.run(find(flaw, seed))
    noticed = tally.wrong["green_while_open"] > 0
    return round(time.monotonic() - began, 1) if noticed else None


def _report(program: str, *arguments: str) -> dict[str, Any]:
    """Run a suite that has a loop, or all cores, to itself; return what it reports."""
    sys.stderr.write(f"{program} {' '.join(arguments)}\n")
    command = [sys.executable, "-m", f"tests.faults.{program}", *arguments]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    report: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return report


if __name__ == "__main__":
    sys.exit(main())

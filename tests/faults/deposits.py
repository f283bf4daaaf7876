"""Deposits whatever goes wrong: ``python -m tests.faults.deposits [--runs N] [--seed N]``.

Each run is one intent at a real console, with two real gateways and a real PostgreSQL. In the end
there is exactly one row or exactly none, and journal, list, balance and all that was ever said of
it agree. Prints one line of JSON last; fails if any run does not.
"""

import argparse
import json
import os
import random
import sys
import time
from collections import Counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.app import application
from console.hands import NotSeen
from console.loop import run
from tests.faults.deposit_runs import SCENES, Run, Wrong
from tests.faults.deposit_seat import FLAWS
from tests.faults.deposit_site import site
from widgets import theme


async def runs(options: argparse.Namespace, app: QApplication) -> int:
    """Do many runs on one site; returns the exit code."""
    count, seed, scene, flaw = options.runs, options.seed, options.scene, options.flaw
    seconds = options.seconds
    started = time.monotonic()
    scenes: Counter[str] = Counter()
    rows: Counter[int] = Counter()
    copies, failures = 0, []
    async with site(app, random.Random(seed), flaw) as where:
        for number in range(count):
            if time.monotonic() - started > seconds:
                count = number
                break
            one = Run(where, f"{seed}/{number}", number)
            one.scene = scene or one.scene
            try:
                await one.go()
            except (Wrong, NotSeen) as exc:
                failures.append({
                    "run": number, "scene": one.scene, "step": one.step, "key": one.key,
                    "why": str(exc),
                })  # fmt: skip
                sys.stderr.write(f"run {number} ({one.scene} {one.step}): {exc}\n")
                where.road.calm()
                await where.sit()
            scenes[" ".join(filter(None, (one.scene, one.step)))] += 1
            rows[one.rows] += 1
            if number % 50 == 49:
                sys.stderr.write(f"{number + 1} runs, {len(failures)} wrong\n")
        copies = where.road.sent
    report = {
        "runs": count, "seed": seed, "flaw": flaw, "wrong": len(failures),
        "failures": failures[:20],
        "one_row": rows[1], "no_row": rows[0], "more_rows": sum(rows.values()) - rows[0] - rows[1],
        "deposits_that_reached_a_gateway": copies, "scenes": dict(sorted(scenes.items())),
        "seconds": round(time.monotonic() - started, 1),
    }  # fmt: skip
    sys.stdout.write(json.dumps(report) + "\n")
    return 1 if failures else 0


def main() -> int:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9, help="begin no run after these")
    parser.add_argument("--scene", default="", choices=sorted(set(SCENES)), help="only this one")
    parser.add_argument("--flaw", default="", choices=sorted(FLAWS), help="which must be found")
    options = parser.parse_args()
    app = application()
    theme.apply(app, theme.LIGHT)
    return run(app, runs(options, app))


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.faults.simulation --seeds N``: many seeds, then one JSON object.

The exit code is 1 if anything went wrong; the seeds that did are named.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.faults.simulation.judge import Tally
from tests.faults.simulation.world import simulate


def main(first: int, seeds: int) -> int:
    """Run the seeds from ``first`` on; returns the exit code."""
    total, failing = Tally(), []
    for seed in range(first, first + seeds):
        tally = simulate(seed)
        for name, value in asdict(tally).items():
            if isinstance(value, int):
                setattr(total, name, getattr(total, name) + value)
        if not tally.is_clean:
            failing.append(seed)
            sys.stderr.write(f"seed {seed}: {tally.complaints[0]}\n")
    outcome = {name: value for name, value in asdict(total).items() if isinstance(value, int)}
    print(json.dumps({"seeds": seeds, "first": first, **outcome, "failing": failing}))  # noqa: T201
    return 1 if failing else 0


if __name__ == "__main__":
    grammar = argparse.ArgumentParser(prog="python -m tests.faults.simulation", description=__doc__)
    grammar.add_argument("--seeds", type=int, default=1000, metavar="N")
    grammar.add_argument("--first", type=int, default=0, metavar="N")
    given = grammar.parse_args()
    sys.exit(main(given.first, given.seeds))

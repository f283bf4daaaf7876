"""Run many seeds: ``python -m tests.faults.simulation --seeds N``; one JSON object comes last."""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence

from tests.faults.simulation.judge import WRONGS, Tally
from tests.faults.simulation.runs import simulate_in_shares

MOST_COMPLAINTS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if nothing went wrong in any seed, else 1."""
    grammar = argparse.ArgumentParser(prog="python -m tests.faults.simulation")
    grammar.add_argument("--seeds", type=int, default=1000, metavar="N", help="how many")
    grammar.add_argument("--first", type=int, default=0, metavar="N", help="the first of them")
    grammar.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time")
    options = grammar.parse_args(arguments)
    seeds = range(options.first, options.first + options.seeds)
    began = time.monotonic()
    total = Tally()
    for tally in simulate_in_shares(seeds, jobs=options.jobs):
        total.add(tally)
        for complaint in tally.complaints[:MOST_COMPLAINTS]:
            sys.stderr.write(f"{complaint}\n")
    report: dict[str, object] = {"first": options.first, "seeds": len(seeds)}
    report |= {kind: getattr(total, kind) for kind in ("events", "faults", *WRONGS)}
    report["seconds"] = round(time.monotonic() - began, 1)
    sys.stdout.write(f"{json.dumps(report)}\n")
    return 1 if total.complaints else 0


if __name__ == "__main__":
    sys.exit(main())

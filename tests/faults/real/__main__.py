"""Suffer for a while: ``python -m tests.faults.real --seconds N``; one JSON object comes last."""

import argparse
import asyncio
import json
import signal
import sys
import time
from collections.abc import Sequence
from typing import get_args

from tests.faults.real.tally import Tally
from tests.faults.real.world import Flaw, Plan, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if nothing went wrong that was not meant to, else 1."""
    grammar = argparse.ArgumentParser(prog="python -m tests.faults.real")
    grammar.add_argument("--seconds", type=float, default=60.0)
    grammar.add_argument("--seed", type=int, default=1)
    grammar.add_argument("--only", nargs="*", default=(), metavar="FAULT")
    grammar.add_argument("--flaw", choices=get_args(Flaw))
    grammar.add_argument("--gateways", type=int, default=2)
    grammar.add_argument("--seats", type=int, default=2)
    options = grammar.parse_args(arguments)
    began = time.monotonic()
    try:
        tally = asyncio.run(_until_asked(Plan(**vars(options))))
    except asyncio.CancelledError:
        return 130
    report = {"seed": options.seed, "seconds": round(time.monotonic() - began, 1)}
    sys.stdout.write(json.dumps(report | tally.report()) + "\n")
    return 1 if tally.complaints else 0


async def _until_asked(plan: Plan) -> Tally:
    """Leave nothing behind when somebody has no more time."""
    this = asyncio.current_task()
    assert this
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    return await run(plan)


if __name__ == "__main__":
    sys.exit(main())

"""``make bench``: prints a table, then one line of JSON; never fails on a figure."""

import argparse
import asyncio
import os
import platform
import sys

import msgspec

from tests.benchmarks import consoles, flood, latency, lookup, start, verdicts, writers
from tests.benchmarks.figures import Figure, table

SUITES = {
    "latency": latency.measure,
    "flood": flood.measure,
    "consoles": consoles.measure,
    "writers": writers.measure,
    "lookup": lookup.measure,
    "start": start.measure,
    "verdicts": verdicts.measure,
}


class Report(msgspec.Struct):
    """All of one run."""

    machine: str
    cores: int
    python: str
    screen: str
    figures: list[Figure]


async def main(names: list[str]) -> None:
    """Run the suites one after the other."""
    figures: list[Figure] = []
    for name in names:
        sys.stderr.write(f"benchmark: {name}\n")
        figures += await SUITES[name]()
    sys.stdout.write(table(figures) + "\n")
    report = Report(
        machine=platform.machine(),
        cores=os.cpu_count() or 0,
        python=platform.python_version(),
        screen=os.environ.get("QT_QPA_PLATFORM", "the system's"),
        figures=figures,
    )
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n")


if __name__ == "__main__":
    grammar = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    grammar.add_argument("suite", nargs="*", choices=[*SUITES, []], help="all, unless named")
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    asyncio.run(main(grammar.parse_args().suite or list(SUITES)))

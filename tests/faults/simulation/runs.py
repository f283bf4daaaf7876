"""Many seeds, one after the other, or in several processes at the same time."""

import gc
import logging
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from PySide6.QtCore import QCoreApplication

from tests.faults.simulation.judge import Tally
from tests.faults.simulation.world import NONE, Flaw, simulate

COLLECT_EVERY = 50
"""Runs between two collections of garbage, where nobody else collects it."""
SHARE = 250
"""Seeds that a process runs before it reports."""


def simulate_all(seeds: Iterable[int], flaw: Flaw = NONE) -> Tally:
    """Run one seed after the other."""
    total = Tally()
    gc.freeze()  # what is there already need not be looked at again and again
    try:
        for number, seed in enumerate(seeds, 1):
            tally = simulate(seed, flaw)
            tally.complaints = [f"seed {seed}: {complaint}" for complaint in tally.complaints]
            total.add(tally)
            if number % COLLECT_EVERY == 0:
                gc.collect()
    finally:
        gc.unfreeze()
    return total


def simulate_in_shares(seeds: Sequence[int], *, jobs: int) -> Iterator[Tally]:
    """Run seeds in so many processes; yields what a share of them came to, in order."""
    shares = [seeds[start : start + SHARE] for start in range(0, len(seeds), SHARE)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_be_quiet) as pool:
        yield from pool.map(_run_share, shares)


def _be_quiet() -> None:
    logging.disable(logging.CRITICAL)


def _run_share(seeds: Sequence[int]) -> Tally:
    application = QCoreApplication.instance() or QCoreApplication([])
    tally = simulate_all(seeds)
    del application
    return tally

"""One folder for all sandboxes of these tests: filling it takes longer than all the rest."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.sandbox.postgres import temporary_base


@pytest.fixture(scope="session")
def data() -> Iterator[Path]:
    """A sandbox's folder, filled by the first who needs it."""
    base = temporary_base()
    yield base
    shutil.rmtree(base.parent)

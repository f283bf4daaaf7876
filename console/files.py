"""Writes a file that was not there before, whole or not at all."""

import contextlib
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a new file; raises OSError, and leaves nothing behind then."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            with contextlib.suppress(OSError):
                path.unlink()
            raise

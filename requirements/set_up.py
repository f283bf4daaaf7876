"""Sets this folder up for `make`: virtual environment, locked packages, Qt's system libraries.

Needs nothing but Python's own library, and is read by Pythons too old to run the product.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
"""What Qt links to and its wheel does not bring, with the Debian package that does."""
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def main(kind: str) -> int:
    """Set up for running (`run`) or for working on it (`dev`); returns the exit code."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        return _say(
            f"Svetu Console needs Python 3.11, 3.12 or 3.13, and this is {found}: "
            "name another one, as in `make demo PYTHON=python3.12`."
        )
    missing = _missing_packages()
    code = _install_packages(missing) if missing else 0
    if code:
        return code
    before, wanted = _stamp(), [kind, _content(), _place()]
    if before[1:] == wanted[1:] and before[0] in (kind, "dev") and PYTHON.exists():
        return 0
    _say("Setting up .venv …")
    fresh = [] if before[2:] == wanted[2:] else ["--clear"]
    lock = str(ROOT / "requirements" / f"{kind}.txt")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in (
        [sys.executable, "-m", "venv", *fresh, str(VENV)],
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    ):
        if subprocess.run(command, check=False).returncode:
            return _say("This failed: " + " ".join(command))
    STAMP.write_text("\n".join(wanted))
    return 0


def _stamp() -> list[str]:
    """Return what was set up: its kind, content and place; empty if nothing was."""
    try:
        return STAMP.read_text().split("\n")
    except OSError:
        return [""]


def _content() -> str:
    files = ("requirements/run.txt", "requirements/dev.txt", "pyproject.toml")
    content = b"".join((ROOT / name).read_bytes() for name in files)
    return hashlib.sha256(content).hexdigest()


def _place() -> str:
    """What a virtual environment cannot survive a change of."""
    return hashlib.sha256(f"{sys.version} {sys.executable} {ROOT}".encode()).hexdigest()


def _missing_packages() -> list[str]:
    """Return the Debian packages without which the product cannot be set up or run here."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = dict(QT)
    if os.environ.get("DISPLAY"):
        wanted.update(X11)
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted.update(WAYLAND)
    missing = [package for library, package in wanted.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install_packages(packages: list[str]) -> int:
    """Install with apt as root; for anybody else name the command. Returns the exit code."""
    apt = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    _say("These system packages are missing: " + " ".join(packages))
    if shutil.which("apt-get") is None:
        return _say("Install what corresponds to them on this system, and repeat.")
    if os.getuid() != 0:
        return _say("Let an administrator run:\n  sudo " + " ".join(apt))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patience = ["-o", "DPkg::Lock::Timeout=300", "--quiet=2"]
    for command in (["apt-get", *patience, "update"], [apt[0], *patience, *apt[1:]]):
        subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    missing = _missing_packages()
    if missing:
        return _say(f"Still missing: {' '.join(missing)}. Try: {' '.join(apt)}")
    return 0


def _say(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))

"""What is locked installs on every system the product is for, from wheels, and names no address."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("run", "dev")
# As far back as Qt's own wheels go: Debian 12 on x86-64, Ubuntu 24.04 on arm64.
PLATFORMS = (
    "x86_64-manylinux_2_36",
    "aarch64-manylinux_2_39",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
PYTHONS = ("3.11", "3.12", "3.13")


def resolve(lock: str, platform: str, python: str, target: Path) -> str:
    """Return what is wrong with a lock file for a system; empty if nothing is."""
    command = [
        sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--quiet", "--no-deps",
        "--require-hashes", "--only-binary", ":all:", "--python-platform", platform,
        "--python-version", python, "--target", str(target),
        "--requirements", str(ROOT / "requirements" / f"{lock}.txt"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


@pytest.mark.parametrize("lock", LOCKS)
def test_every_system_finds_its_wheels(lock: str, tmp_path: Path) -> None:
    if "Failed to fetch" in resolve(lock, PLATFORMS[0], PYTHONS[0], tmp_path):
        pytest.skip("no package index can be reached")
    failures = {
        (platform, python): failure
        for platform in PLATFORMS
        for python in PYTHONS
        if (failure := resolve(lock, platform, python, tmp_path))
    }
    assert not failures


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    pins = re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE)
    assert len(pins) > 30
    assert len(re.findall(r"^[a-z0-9-]+==[^\n]*(?:\\\n +--hash=sha256:[0-9a-f]{64} ?)+", text,
                          re.MULTILINE)) == len(pins)  # fmt: skip
    assert "://" not in text
    assert "index" not in re.sub(r"[a-z0-9-]+==\S+", "", text)


def test_what_runs_is_part_of_what_is_worked_with() -> None:
    runs, works = (
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements" / f"{lock}.txt").read_text(),
                       re.MULTILINE))
        for lock in LOCKS
    )  # fmt: skip
    assert runs < works

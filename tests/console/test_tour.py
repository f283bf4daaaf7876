"""The tour passes where a machine can do the main job, and says what is missing where not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.processes import PATIENCE_S, console

STEPS = [
    "sign in", "look up", "open account", "watch", "test deposit", "foreign commit", "why",
    "payment page: declined", "payment page: never_completed", "payment page: double_completion",
    "deposits", "audit",
]  # fmt: skip


def test_it_sees_every_step_and_leaves_pictures(data: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    program = console(
        "tour", "--data", str(data), "--json", str(report), "--shots", str(tmp_path / "shots"),
        home=tmp_path,
    )  # fmt: skip
    _, said = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0, said
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["ok"] is True
    steps = {step["name"]: step for step in told["steps"]}
    assert list(steps) == STEPS
    for step in (steps["test deposit"], steps["foreign commit"]):
        assert step["commit_to_painted_ms"] > 0
        assert step["name"] in said
    shots = {picture.name.partition("-")[2] for picture in (tmp_path / "shots").glob("*.png")}
    assert {"sign-in.png", "look-up.png", "deposit.png", "why.png", "account-light.png"} <= shots


def test_it_fails_where_there_is_no_sandbox(tmp_path: Path) -> None:
    (tmp_path / "letters").touch()
    program = console("tour", "--json", "--data", str(tmp_path), home=tmp_path)
    out, said = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 1
    told = json.loads(out)
    assert told["ok"] is False
    assert "is not a sandbox's folder" in told["failure"]
    assert told["failure"] in said


@pytest.mark.parametrize(
    ("streams", "code", "words"),
    [("<&- >&- 2>&-", 0, ""), ("> /dev/full", 1, "cannot be written: No space left on device.")],
)
def test_whatever_its_report_goes_to(
    data: Path, tmp_path: Path, streams: str, code: int, words: str
) -> None:
    """A descriptor that was closed would be that of the first socket, and get Qt's warnings."""
    ended = subprocess.run(
        ["/bin/bash", "-c", f'"$@" {streams}', "bash", sys.executable, "-m", "console", "tour",
         "--json", "--data", str(data)],
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert ended.returncode == code, ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr

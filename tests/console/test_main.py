"""The command line: one clear sentence for what cannot be, and nothing left behind."""

import signal
import sys
from pathlib import Path

import pytest

from console.__main__ import displays_of, main
from tests.console.processes import (
    PATIENCE_S,
    are_gone,
    console,
    processes_on,
    read_until,
    running_console,
)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://example.org", "Without https a token may only go to this very machine."),
        ("rubbish", "looks like https://host"),
        ("http://[", "looks like https://host"),
        ("https://u:p@host", "carries no name, password"),
    ],
)
@pytest.mark.parametrize("command", [(), ("open", "42")])
def test_an_address_that_must_not_be_asked(
    address: str, words: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--gateway", address, *command]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--gateway", "https://host", "--demo"],
        ["--gateway", "https://host", "open", "42", "--demo"],
        ["tour", "--gateway", "https://host"],
        ["--data", "/nowhere"],
        ["open"],
        ["dance"],
    ],
)
def test_what_does_not_go_together(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "svetu-console" in capsys.readouterr().err


@linux
@pytest.mark.parametrize("option", ["--json", "--shots"])
@pytest.mark.parametrize("place", ["/dev/null/report", "/proc/report"])
def test_a_tour_that_could_leave_nothing_does_not_begin(
    option: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", option, place]) == 2
    said = capsys.readouterr().err
    assert "cannot be written: " in said
    assert said.count("\n") == 1


def test_without_a_display_it_names_the_tour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "svetu-console: There is no display. `svetu-console tour` needs none.\n"
    )


@linux
def test_a_display_that_does_not_open_is_no_crash(tmp_path: Path) -> None:
    program = console(home=tmp_path, platform="", display=":4711")
    _, said = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 2
    assert said.endswith("svetu-console: no display could be opened.\n")


@pytest.mark.parametrize(
    ("environment", "displays"),
    [
        ({}, []),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["wayland"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["xcb", "wayland"]),
        (
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"},
            ["wayland", "xcb"],
        ),
    ],
)
def test_displays_are_tried_in_qts_order(environment: dict[str, str], displays: list[str]) -> None:
    assert displays_of(environment) == displays


@linux
def test_ctrl_c_leaves_no_process_and_a_second_console_is_refused(
    data: Path, tmp_path: Path
) -> None:
    with running_console("--demo", "--verbose", "--data", str(data), home=tmp_path) as demo:
        read_until("what is on screen is live", demo)
        second = console("--demo", "--data", str(data), home=tmp_path)
        _, said = second.communicate(timeout=PATIENCE_S)
        assert second.returncode == 1
        assert "Another sandbox is running on" in said
        assert said.count("\n") == 1
        running = processes_on(data)
        assert len(running) > 3
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=PATIENCE_S)
        assert demo.returncode == 130
        assert are_gone(running)
        assert processes_on(data) == []


@linux
def test_a_killed_console_takes_its_sandbox_along(data: Path, tmp_path: Path) -> None:
    with running_console("--demo", "--verbose", "--data", str(data), home=tmp_path) as demo:
        read_until("what is on screen is live", demo)
        running = processes_on(data)
        demo.kill()
        assert are_gone(running)
        assert processes_on(data) == []


@linux
def test_ctrl_c_while_the_sandbox_starts_leaves_no_process(data: Path, tmp_path: Path) -> None:
    with running_console("--demo", "--verbose", "--data", str(data), home=tmp_path) as demo:
        read_until("sandbox: process", demo)
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=PATIENCE_S)
        assert demo.returncode == 130
        assert processes_on(data) == []


def test_a_sandbox_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("not a database", encoding="utf-8")
    program = console("--demo", "--data", str(tmp_path), home=tmp_path)
    _, said = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 1
    assert "is not a sandbox's folder" in said
    assert said.count("\n") == 1

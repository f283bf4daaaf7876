"""No secret reaches a log, whichever way it is written."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler

from console.log import FORMAT, ScrubbingFormatter, scrubbed, set_up

SECRET = "s3cr3t-Value_0"


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Bearer {SECRET}",
        f'{{"access_token": "{SECRET}", "expires_in": 900}}',
        f"refresh_token={SECRET}&x=1",
        f"Session(refresh_token='{SECRET}')",
        f"postgresql://svetu:{SECRET}@127.0.0.1:5432/shop",
        f"password: {SECRET}",
        f"{{'password': '{SECRET}'}}",
    ],
)
def test_secrets_are_scrubbed(line: str) -> None:
    assert SECRET not in scrubbed(line)
    assert "•••" in scrubbed(line)


def test_tracebacks_are_scrubbed_as_well() -> None:
    try:
        raise ValueError(f"token={SECRET}")
    except ValueError as exc:
        record = logging.LogRecord(
            "console", logging.ERROR, "x", 1, "defect", (), (type(exc), exc, exc.__traceback__)
        )
    text = ScrubbingFormatter(FORMAT).format(record)
    assert SECRET not in text
    assert "ValueError" in text


def test_plain_lines_stay() -> None:
    line = "event stream closed: 1012, deposit 4f: outcome unknown at http://127.0.0.1:8000/a"
    assert scrubbed(line) == line


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level, raises = root.handlers[:], root.level, logging.raiseExceptions
    yield
    for handler in set(root.handlers) - set(handlers):
        with contextlib.suppress(OSError):  # what it could not write it tries once more
            handler.close()
    root.handlers[:], sys.excepthook, logging.raiseExceptions = handlers, hook, raises
    root.setLevel(level)
    qInstallMessageHandler(None)


@pytest.mark.usefixtures("_logging_as_before")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_what_a_full_disk_does_not_take_is_not_spilled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up(Path("/dev/full"))
    logging.getLogger("console").info("signed in with token=%s", SECRET)
    logging.getLogger("console").error("refused: Bearer %s", SECRET)
    said = capsys.readouterr().err
    assert SECRET not in said
    assert said.count("\n") == 1
    assert "refused: Bearer •••" in said

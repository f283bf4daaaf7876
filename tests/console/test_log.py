"""No secret reaches a log, whichever way it is written."""

import logging

import pytest

from console.log import FORMAT, ScrubbingFormatter, scrubbed

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

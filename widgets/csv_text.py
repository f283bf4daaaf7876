"""Rows as CSV that a spreadsheet opens as what they are: no text of a row becomes a formula.

A spreadsheet reckons what begins with = + - @, and where its list separator is a semicolon (as in
Serbia and Russia) a text may begin a cell of its own. So wherever a text could begin a cell, and
goes on as a formula does, an apostrophe is put before that; where an apostrophe stood there already
another one is, so that `unguarded` returns every text as it was. Numbers are numbers: they are made
here, out of integers, and are never touched.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | Decimal | None
"""Amounts are Decimal; None is an empty cell."""

_TRIGGERS = r"=+\-@\uff1d\uff0b\uff0d\uff20"  # the last four are full-width
_BLANKS = r"[ \u00a0\"]*"
_AFTER_BREAK = r"(?<=[;|\t\r\n])"
_STARTS = re.compile(
    rf"\A{_BLANKS}(?=[{_TRIGGERS}'\t\r\n])|{_AFTER_BREAK}{_BLANKS}(?=[{_TRIGGERS}'])"
)
_GUARDED = re.compile(rf"(\A{_BLANKS}|{_AFTER_BREAK}{_BLANKS})'")


def amount(minor: int) -> Decimal:
    """Return minor units as a number with two decimals, exactly."""
    return Decimal(minor).scaleb(-2)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return _STARTS.sub(r"\g<0>'", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARDED.sub(r"\1", text)


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as RFC 4180 has them: commas, every text in quotes, CR LF, numbers bare."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
    return buffer.getvalue()


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the bytes of a file: the mark at its front makes Excel read it as UTF-8."""
    return csv_text(rows).encode("utf-8-sig")


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return guarded(cell)
    return "" if cell is None else cell

"""CSV: numbers stay numbers, texts come back as they were, and nothing becomes a formula."""

import csv
import io
import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from widgets.csv_text import Cell, amount, csv_file, csv_text, guarded, unguarded

HOSTILE = st.text("=+-@'\"\t\r\n;|, ab1\u00a0＝＋－＠ж", max_size=12) | st.text(max_size=20)
MINOR = st.integers(-(10**12), 10**12)
FORMULA = "=+-@＝＋－＠"
NUMBER = re.compile(r"-?\d+(\.\d\d)?")


def cells_of(text: str, separator: str) -> list[str]:
    """Read CSV as a spreadsheet does whose list separator is another than ours."""
    return [cell for line in re.split("[\r\n]", text) for cell in line.split(separator)]


@given(HOSTILE)
def test_a_guarded_text_is_the_same_text(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text("abc 12,.:!?()žЖ", max_size=20))
def test_a_harmless_text_is_not_touched(text: str) -> None:
    assert guarded(text) == text


@given(HOSTILE)
def test_no_text_begins_as_a_formula_does(text: str) -> None:
    assert guarded(text).lstrip(' \u00a0"')[:1] not in {*FORMULA, "\t", "\r", "\n"} - {""}


@given(
    st.lists(st.tuples(HOSTILE, MINOR, HOSTILE), min_size=1, max_size=4), st.sampled_from(";|\t")
)
def test_no_cell_is_a_formula_whatever_separates_cells(
    rows: list[tuple[str, int, str]], separator: str
) -> None:
    """Not even where a program splits lines at its own separator, deaf to quotes."""
    text = csv_text([one, amount(minor), other] for one, minor, other in rows)
    for cell in cells_of(text, separator):
        begin = cell.strip(' \u00a0"')
        assert begin[:1] not in set(FORMULA) or NUMBER.match(begin), cell


CELLS = HOSTILE | MINOR.map(amount) | st.integers() | st.none()


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=5))
def test_a_reader_of_csv_gets_back_what_was_written(rows: list[list[Cell]]) -> None:
    again = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert len(again) == len(rows)
    for written, read in zip(rows, again, strict=True):
        for cell, text in zip(written, read, strict=True):
            if isinstance(cell, str):
                assert unguarded(text) == cell
            elif cell is None:
                assert text == ""
            else:
                assert Decimal(text) == cell


@given(MINOR)
def test_an_amount_is_an_exact_number_with_two_decimals(minor: int) -> None:
    text = csv_text([[amount(minor)]]).strip()
    assert re.fullmatch(r"-?\d+\.\d\d", text)
    assert int(text.replace(".", "")) == minor


def test_a_debit_is_a_negative_number_and_a_formula_is_a_text() -> None:
    rows: list[list[Cell]] = [
        ["Id", "Amount"],
        [7, amount(-35_000)],
        [8, '=HYPERLINK("http://x")'],
        [9, "-5"],
    ]
    assert csv_text(rows) == (
        '"Id","Amount"\r\n7,-350.00\r\n8,"\'=HYPERLINK(""http://x"")"\r\n9,"\'-5"\r\n'
    )
    assert csv_file(rows).startswith(b"\xef\xbb\xbf")

"""Money survives the way to the screen and back, in every locale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.format import MAXIMUM_MINOR, format_amount, parse_money, set_locale

LOCALES = ("sr_Latn_RS", "ru_RU", "en_GB")
amounts = st.integers(min_value=-MAXIMUM_MINOR, max_value=MAXIMUM_MINOR)


@pytest.mark.parametrize("locale", LOCALES)
@given(minor=amounts)
def test_parse_is_the_inverse_of_format(locale: str, minor: int) -> None:
    set_locale(locale)
    assert parse_money(format_amount(minor)) == minor
    assert parse_money(format_amount(minor, sign=True)) == minor
    set_locale("sr_Latn_RS")


@pytest.mark.parametrize(
    "rubbish",
    ["", " ", "abc", "1.2.3", "1,234", "12,345,67", "1e3", "٣", "+-1", "NaN", "1_000", "10.000.00"],
)
def test_rubbish_is_no_amount(rubbish: str) -> None:
    assert parse_money(rubbish) is None


def test_a_cent_is_never_lost_by_a_large_amount() -> None:
    assert format_amount(MAXIMUM_MINOR) == "9.999.999.999,99"
    assert format_amount(-49, sign=True) == "\u22120,49"


def test_plain_digits_are_taken_in_either_notation() -> None:
    assert parse_money("2000.10") == parse_money("2000,1") == 200_010

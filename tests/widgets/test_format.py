"""Money survives the way to the screen and back in every locale; times name their zone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from widgets.format import (
    MAXIMUM_MINOR,
    clock_warning,
    format_age,
    format_amount,
    format_count,
    format_time,
    parse_money,
    set_locale,
    status_name,
    time_hint,
    too_large,
    type_name,
    user_status_name,
)

LOCALES = ("sr_Latn_RS", "ru_RU", "en_GB")
NOON = datetime(2026, 7, 1, 10, 4, 7, tzinfo=UTC)
amounts = st.integers(min_value=-MAXIMUM_MINOR, max_value=MAXIMUM_MINOR)


@pytest.fixture(autouse=True, scope="module")
def _home_locale() -> Iterator[None]:
    yield
    set_locale("sr_Latn_RS")


@pytest.mark.parametrize("locale", LOCALES)
@given(minor=amounts)
@example(minor=MAXIMUM_MINOR)
@example(minor=-1)
def test_parse_is_the_inverse_of_format(locale: str, minor: int) -> None:
    set_locale(locale)
    assert parse_money(format_amount(minor)) == minor
    assert parse_money(format_amount(minor, sign=True)) == minor
    set_locale("sr_Latn_RS")


@given(text=st.text())
def test_any_text_is_an_amount_in_range_or_none(text: str) -> None:
    minor = parse_money(text)
    assert minor is None or abs(minor) <= MAXIMUM_MINOR


@pytest.mark.parametrize(
    "rubbish",
    ["", " ", "abc", "1.2.3", "1,234", "12,345,67", "1e3", "٣", "+-1", "NaN", "1_000", "10.000.00"],
)
def test_rubbish_is_no_amount(rubbish: str) -> None:
    assert parse_money(rubbish) is None


def test_a_cent_is_never_lost_by_a_large_amount() -> None:
    assert format_amount(MAXIMUM_MINOR) == "9.999.999.999,99"
    assert format_amount(-49, sign=True) == "\u22120,49"


def test_what_numeric_12_2_cannot_hold_is_refused() -> None:
    assert parse_money("9999999999,99") == MAXIMUM_MINOR
    assert parse_money("10000000000") is None


def test_plain_digits_are_taken_in_either_notation() -> None:
    assert parse_money("2000.10") == parse_money("2000,1") == 200_010


def test_a_time_is_shown_on_the_belgrade_clock_and_hinted_on_three() -> None:
    assert format_time(NOON) == "01.07.2026 12:04:07"
    hint = time_hint(NOON).splitlines()
    assert len(hint) == 3
    assert hint[1] == "01.07.2026 12:04:07 Belgrade"
    assert hint[2] == "01.07.2026 10:04:07 UTC"


def test_a_mislabelled_clock_is_named_and_a_true_one_is_not() -> None:
    assert "120 min ahead" in clock_warning(NOON + timedelta(hours=2), NOON)
    assert "60 min behind" in clock_warning(NOON - timedelta(hours=1), NOON)
    assert clock_warning(NOON + timedelta(seconds=2), NOON) == ""
    assert clock_warning(None, NOON) == clock_warning(NOON, None) == ""


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "0 s ago"),
        (41.9, "41 s ago"),
        (60, "1 min ago"),
        (7_199, "1 h ago"),
        (1e8, "1.157 d ago"),
    ],
)
def test_ages_are_told_in_one_unit(seconds: float, text: str) -> None:
    assert format_age(seconds) == text


def test_counts_are_grouped() -> None:
    assert format_count(1_204) == "1.204"
    assert format_count(-7) == "-7"


def test_words_are_the_marketplaces_own_and_unknown_ones_stay() -> None:
    assert (type_name("escrow_hold"), type_name("cashback")) == ("Escrow hold", "cashback")
    assert (status_name("failed"), status_name("odd")) == ("failed", "odd")
    assert (user_status_name("active"), user_status_name("")) == ("active", "")


@given(minor=st.integers(MAXIMUM_MINOR + 1, 10**40))
def test_what_no_balance_can_hold_is_an_amount_all_the_same(minor: int) -> None:
    text = f"{minor // 100}.{minor % 100:02}"
    assert parse_money(text) is None
    assert "9.999.999.999,99" in too_large(text)
    assert too_large(f"-{text}")


@given(text=st.one_of(amounts.map(format_amount), st.text(), st.just("1.5.2")))
def test_nothing_else_is_too_large(text: str) -> None:
    assert bool(too_large(text)) <= (parse_money(text) is None)
    if parse_money(text) is not None:
        assert not too_large(text)

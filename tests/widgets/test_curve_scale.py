"""The scale of the curve: round, few, and never below what is drawn."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from widgets.curve_scale import amount_ticks, date_ticks
from widgets.format import BELGRADE, MAXIMUM_MINOR

BALANCES = st.integers(-MAXIMUM_MINOR, MAXIMUM_MINOR)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(seconds=1), timedelta(days=4_000))


@given(BALANCES, BALANCES, st.integers(2, 8))
def test_amounts_hold_every_balance_on_few_round_lines(one: int, other: int, most: int) -> None:
    low, high = min(one, other), max(one, other)
    lines = amount_ticks(low, high, most)
    assert lines[0] <= low
    assert lines[-1] >= high
    assert 2 <= len(lines) <= most + 1
    steps = {after - before for before, after in pairwise(lines)}
    assert len(steps) == 1
    step = steps.pop()
    assert step >= 100, "whole units of the currency"
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert all(line % step == 0 for line in lines), "nought is a line where it lies between"


@given(BALANCES, st.integers(1, 1_000_000), st.integers(2, 8))
def test_amounts_waste_less_than_a_step_at_either_end(low: int, span: int, most: int) -> None:
    lines = amount_ticks(low, low + span, most)
    step = lines[1] - lines[0]
    assert low - lines[0] < step
    assert lines[-1] - (low + span) < step


@given(MOMENTS, SPANS, st.integers(-2, 12))
def test_dates_are_few_in_order_and_inside(since: datetime, span: timedelta, most: int) -> None:
    until = since + span
    ticks = date_ticks(since, until, most)
    moments = [moment for moment, _ in ticks]
    assert len(ticks) <= max(1, most) + 1
    assert moments == sorted(set(moments))
    assert all(since <= moment <= until for moment in moments)
    assert all(label for _, label in ticks)


@given(MOMENTS, SPANS)
def test_a_label_is_true_in_belgrade(since: datetime, span: timedelta) -> None:
    for moment, label in date_ticks(since, since + span, 8):
        local = moment.astimezone(BELGRADE)
        known = {local.strftime(form) for form in ("%H:%M", "%d.%m.", "%m.%Y")}
        assert label in known
        if ":" not in label:
            assert (local.hour, local.minute) == (0, 0)


def test_examples_people_would_draw() -> None:
    assert amount_ticks(0, 1_443_750, 4) == [0, 500_000, 1_000_000, 1_500_000]
    assert amount_ticks(0, 0, 4) == [0, 100]
    assert amount_ticks(-250_000, 100_000, 4) == [-300_000, -200_000, -100_000, 0, 100_000]
    start = datetime(2026, 6, 6, 10, tzinfo=UTC)
    labels = [label for _, label in date_ticks(start, start + timedelta(days=25), 8)]
    assert labels == ["10.06.", "14.06.", "18.06.", "22.06.", "26.06.", "30.06."]

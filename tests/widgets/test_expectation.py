"""What is waited for is met by one kind of transaction; what only looks like it says why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import Transaction
from tests.widgets.examples import NOON, transaction
from widgets.expectation import RANKS, Expectation, NearMiss, ranked
from widgets.format import BELGRADE

DAY = NOON.astimezone(BELGRADE).date()
WANTED = Expectation(
    key="k", user_id=42, user_name="Ana", amount_minor=200_000, currency="RSD", day=DAY
)


def row(id_: int = 1, **fields: object) -> Transaction:
    return transaction(id_, recorded_at=NOON, created_at=NOON, **fields)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "pending"}, "pending"),
        ({"status": "on_hold"}, "pending"),
        ({"status": "failed"}, "failed"),
        ({"status": "cancelled"}, "failed"),
        ({"currency": "EUR"}, "other_currency"),
        ({"amount_minor": 2_000}, "scaled_by_100"),
        ({"amount_minor": 20_000_000}, "scaled_by_100"),
        ({"recorded_at": NOON - timedelta(days=1)}, "day_off"),
        ({"recorded_at": NOON + timedelta(days=1)}, "day_off"),
        ({"user_id": 7}, "other_user"),
        ({"amount_minor": 209_000}, "other_amount"),
        ({"recorded_at": NOON - timedelta(days=2)}, None),
        ({"user_id": 7, "amount_minor": 1}, None),
        ({"user_id": 7, "status": "pending"}, None),
        ({"type": "payment", "direction": -1}, None),
        ({"type": "bonus", "direction": 0, "amount_minor": 5}, None),
    ],
)
def test_what_only_looks_like_it_says_why(fields: dict[str, object], why: str | None) -> None:
    known = {"recorded_at": NOON, "created_at": NOON}
    looked_at = transaction(1, **(known | fields))
    assert not WANTED.is_met_by(looked_at)
    assert WANTED.nearness(looked_at) == why


def test_it_is_met_by_a_credit_of_this_amount_on_this_day_whatever_the_stored_sign() -> None:
    for minor in (200_000, -200_000):
        assert WANTED.is_met_by(row(amount_minor=minor))
    assert WANTED.is_met_by(row(type="refund"))
    assert not WANTED.is_met_by(row(type="bonus", direction=0))
    met = WANTED.met(row(5))
    assert (met.met_by, met.met_at) == (5, NOON)


def test_the_day_is_belgrades() -> None:
    """At 23:30 UTC it is the next day there."""
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert WANTED.is_met_by(transaction(1, recorded_at=late))
    assert WANTED.since == datetime(2026, 6, 30, 22, 0, tzinfo=UTC)


@given(
    user=st.sampled_from([42, 7]),
    minor=st.sampled_from([200_000, -200_000, 2_000, 20_000_000, 1]),
    kind=st.sampled_from([("deposit", 1), ("payment", -1), ("bonus", 0), ("refund", 1)]),
    status=st.sampled_from(["completed", "pending", "failed", "?"]),
    currency=st.sampled_from(["RSD", "EUR"]),
    days=st.integers(-3, 3),
    day=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
)
def test_nothing_is_met_and_near_at_once(
    user: int, minor: int, kind: tuple[str, int], status: str, currency: str, days: int, day: date
) -> None:
    wanted = Expectation(
        key="k", user_id=42, user_name="", amount_minor=200_000, currency="RSD", day=day
    )
    at = wanted.since + timedelta(days=days, hours=5)
    looked_at = transaction(
        1, user_id=user, amount_minor=minor, type=kind[0], direction=kind[1], status=status,
        currency=currency, recorded_at=at,
    )  # fmt: skip
    met, why = wanted.is_met_by(looked_at), wanted.nearness(looked_at)
    assert not (met and why)
    assert why is None or why in RANKS
    if met:
        assert (user, abs(minor), status, currency, days) == (42, 200_000, "completed", "RSD", 0)


def test_the_most_telling_miss_comes_first() -> None:
    misses = [
        NearMiss(transaction=row(9), why="other_amount"),
        NearMiss(transaction=row(1), why="pending"),
        NearMiss(transaction=row(2), why="pending"),
    ]
    assert [miss.transaction.id for miss in ranked(misses)] == [2, 1, 9]

"""Pairing halves of commits is what trying every pair finds, and ends however many there are."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.explain.pairing import NEAR, may_go_on, pair_nearby, pair_unlogged
from gateway.explain.rows import Change, Claim, Edit, Entry, State
from gateway.explain.steps import Break, Step
from gateway.explain.verdict import explain
from tests.gateway.ledgers import HERE, ME, ZONE, Settle, clean

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MANY = 50_000
"""Of each half; with one another they are 2.5 thousand million pairs."""


def booking(place: int, amount: int, seconds: float) -> Step:
    """Return a commit with nothing but a payment that was booked."""
    state = State("service_payment", amount, "RSD", "completed", None)
    at = NOON + timedelta(seconds=seconds)
    edit = Edit(place, place, at, place, None, state, None, "", "")
    return Step(place, place, at, (), (edit,), 0, state.effect, 0)


def change(place: int, amount: int, seconds: float) -> Step:
    """Return a commit with nothing but a fall of the balance."""
    at = NOON + timedelta(seconds=seconds)
    row = Change(place, place, at, amount, 0, 0, 0, "RSD", "RSD", "", "")
    return Step(place, place, at, (row,), (), -amount, 0, 0)


HALVES = st.lists(
    st.tuples(
        st.sampled_from([booking, change]),
        st.integers(1, 2),
        st.integers(0, 150) | st.floats(0, 150),
    ),
    max_size=14,
)


def all_halves(drawn: list[tuple[type, int, float]]) -> list[Step]:
    return [make(place, amount, at) for place, (make, amount, at) in enumerate(drawn, 1)]


@given(HALVES)
def test_each_booking_gets_the_nearest_equal_change_that_is_left(
    drawn: list[tuple[type, int, float]],
) -> None:
    steps = all_halves(drawn)
    expected: dict[int, int] = {}
    for one in (step for step in steps if step.booked):
        near = [
            other
            for other in steps
            if other.moved == one.booked
            and other.xid not in expected
            and abs(other.at - one.at) <= NEAR
        ]
        if near:
            mate = min(near, key=lambda other: abs(other.at - one.at))
            expected |= {one.xid: mate.xid, mate.xid: one.xid}
    assert pair_nearby(steps) == expected


@given(
    st.lists(st.integers(-3, 3), max_size=10),
    st.lists(st.tuples(st.none() | st.integers(20, 40), st.integers(-3, 3)), max_size=6),
    st.lists(st.integers(1, 3), max_size=6),
)
def test_each_unlogged_transaction_gets_the_first_equal_amount_that_is_left(
    unlogged: list[int], gaps: list[tuple[int | None, int]], falls: list[int]
) -> None:
    entries = [entry(id_, amount) for id_, amount in enumerate(unlogged, 100)]
    breaks = [Break(pos, NOON, 0, size) for pos, size in dict(gaps).items()]
    steps = [change(pos, amount, 0) for pos, amount in enumerate(falls, 1)]
    left = [(step.pos, step.moved) for step in steps]
    left += [(-1 if gap.pos is None else gap.pos, gap.size) for gap in breaks]
    expected = {}
    for each in entries:
        fits = [pair for pair in left if pair[1] == each.state.effect != 0]
        if fits:
            expected[each.id] = fits[0][0]
            left.remove(fits[0])
    assert pair_unlogged(entries, breaks, steps) == expected


def entry(id_: int, amount: int) -> Entry:
    """Return a completed transaction that adds so much."""
    state = State("deposit" if amount > 0 else "payment", abs(amount), "RSD", "completed", None)
    return Entry(id_, state, NOON.replace(tzinfo=None), ZONE, has_texts=True, test=False)


def test_only_who_books_transactions_may_go_on_after_half_a_payment() -> None:
    fall = change(1, 5, 0)
    writer = (fall.changes[0].role, fall.changes[0].application)
    assert may_go_on(fall, {writer})
    assert may_go_on(fall, set()), "nobody is known to book"
    assert not may_go_on(fall, {("postgres", "psql")})
    deleted = fall._replace(changes=(fall.changes[0]._replace(after=None),))
    assert not may_go_on(deleted, {writer})
    assert may_go_on(booking(2, 5, 0), {("postgres", "psql")})


@pytest.mark.parametrize(("seconds", "said"), [(10, "cannot_tell"), (10.001, "differs")])
def test_half_a_payment_is_waited_for_as_long_as_a_writer_may_take(
    seconds: float, said: str
) -> None:
    shop = clean(random.Random(1), 6)
    shop.commit(Settle(ME, "balance", shop.balances[ME].balance - 77))
    ledger = shop.ledger(ME)
    as_of = ledger.changes[-1].at + timedelta(seconds=seconds)
    assert explain(ledger._replace(as_of=as_of), Claim(), HERE).verdict == said


def test_pairing_ends_however_many_there_are_at_one_instant() -> None:
    bookings = [booking(place, 7, 0) for place in range(1, MANY + 1)]
    changes = [change(place, 7, 0) for place in range(MANY + 1, 2 * MANY + 1)]
    assert len(pair_nearby(bookings + changes)) == 2 * MANY
    entries = [entry(id_, -7) for id_ in range(MANY)]
    assert len(pair_unlogged(entries, (), changes)) == MANY

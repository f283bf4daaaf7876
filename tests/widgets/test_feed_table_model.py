"""The feed's ring of rows: order, bounds, waiting, filters and gaps."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.widgets.examples import NOON, transaction
from widgets.feed_filter import FeedFilter
from widgets.feed_table_model import FeedTableModel, Gap

CAPACITY = 6
GAP = -1
"""Stands for the row that says that others did not fit."""
DEPOSITS = FeedFilter(type="deposit")


def watched(model: FeedTableModel) -> QAbstractItemModelTester:
    """Return Qt's own tester, which aborts the process when the model breaks a promise."""
    return QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )


@pytest.fixture
def model(qapp: QObject) -> Iterator[FeedTableModel]:
    made = FeedTableModel(qapp, capacity=CAPACITY, clock=lambda: 5.0)
    watched(made)
    yield made
    made.deleteLater()


def keys(model: FeedTableModel) -> list[int]:
    return [model.row(number).key for number in range(model.rowCount())]


def test_the_last_commit_is_on_top_and_the_oldest_row_leaves(model: FeedTableModel) -> None:
    model.prepend([transaction(1), transaction(2)])
    model.prepend([transaction(number) for number in range(3, 9)])
    assert keys(model) == [8, 7, 6, 5, 4, 3]
    assert model.number(8) == 0
    assert model.number(2) is None


def test_a_known_id_is_replaced_where_it_stands(model: FeedTableModel) -> None:
    model.prepend([transaction(1, status="pending"), transaction(2)])
    with_signal = []
    model.dataChanged.connect(lambda first, _last: with_signal.append(first.row()))
    model.prepend([transaction(1)])
    assert keys(model) == [2, 1]
    assert with_signal == [1]
    shown = model.row(1).entry
    assert not isinstance(shown, Gap)
    assert shown.status == "completed"


def test_what_waits_is_counted_through_the_filter_and_comes_in_one_batch(
    model: FeedTableModel,
) -> None:
    model.set_filter(DEPOSITS)
    model.set_following(False)
    model.prepend([transaction(1), transaction(2, type="payment"), transaction(3)])
    assert (keys(model), model.waiting_count) == ([], 2)
    batches: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: batches.append((first, last)))
    model.set_following(True)
    assert (keys(model), model.waiting_count, batches) == ([3, 1], 0, [(0, 1)])
    model.set_filter(FeedFilter())
    assert keys(model) == [3, 2, 1]


def test_a_row_leaves_and_enters_when_a_change_moves_it_across_the_filter(
    model: FeedTableModel,
) -> None:
    model.set_filter(FeedFilter(status="pending"))
    model.prepend([transaction(number, status="pending") for number in (1, 2, 3)])
    model.prepend([transaction(2)])
    assert keys(model) == [3, 1]
    model.prepend([transaction(2, status="pending")])
    assert keys(model) == [3, 2, 1]


@pytest.mark.parametrize("following", [True, False])
def test_a_gap_is_filled_in_its_place(model: FeedTableModel, following: bool) -> None:  # noqa: FBT001
    model.set_following(following)
    model.prepend([transaction(1)])
    gap = model.add_gap(NOON, NOON)
    model.prepend([transaction(4)])
    model.fill_gap(gap, [transaction(3), transaction(2), transaction(1)])
    model.set_following(True)
    assert keys(model) == [4, 3, 2, 1]


@pytest.mark.parametrize("following", [True, False])
def test_a_gap_that_was_not_filled_exactly_stays_above_what_was_found(
    model: FeedTableModel,
    following: bool,  # noqa: FBT001
) -> None:
    model.set_following(following)
    model.prepend([transaction(1)])
    gap = model.add_gap(NOON, NOON)
    model.set_gap_state(gap, busy=True)
    model.prepend([transaction(4)])
    model.fill_gap(gap, [transaction(3), transaction(2), transaction(1)], exact=False)
    model.set_following(True)
    assert keys(model) == [4, gap.key, 3, 2, 1]
    row = model.row(1)
    assert (row.closed, row.busy) == (True, False)


def test_what_had_to_go_while_waiting_is_counted_and_timed(model: FeedTableModel) -> None:
    model.set_following(False)
    missed = model.add_gap(None, NOON)
    model.prepend([transaction(number) for number in range(1, CAPACITY)])
    assert not model.waiting_is_full
    for number in range(CAPACITY, CAPACITY + 4):
        model.prepend([transaction(number)])
    model.fill_gap(missed, [transaction(90)])  # its row had to go as well
    model.set_following(True)
    *shown, last = keys(model)
    assert shown == [9, 8, 7, 6, 5]
    gap = model.row(len(shown)).entry
    assert isinstance(gap, Gap)
    assert (gap.key, gap.dropped, gap.since) == (last, 4, None)
    assert gap.until == transaction(4).recorded_at
    model.prepend([transaction(10)])
    assert keys(model) == [10, 9, 8, 7, 6, 5]


def test_a_gap_that_could_not_be_filled_says_why(model: FeedTableModel) -> None:
    gap = model.add_gap(None, NOON)
    model.set_gap_state(gap, busy=False, problem="The gateway is away")
    assert model.row(0).problem == "The gateway is away"


def test_history_goes_below_and_only_as_far_as_there_is_room(model: FeedTableModel) -> None:
    model.prepend([transaction(20), transaction(21)])
    model.append_history([transaction(number) for number in range(20, 10, -1)])
    assert keys(model) == [21, 20, 19, 18, 17, 16]
    assert model.row(2).moved_at == float("-inf")


def test_a_gone_transaction_leaves_both_what_is_shown_and_what_waits(
    model: FeedTableModel,
) -> None:
    model.prepend([transaction(1), transaction(2)])
    model.set_following(False)
    model.prepend([transaction(3)])
    model.remove([1, 3, 999])
    assert (keys(model), model.waiting_count) == ([2], 0)


def test_every_row_speaks(qapp: QObject) -> None:
    model = FeedTableModel(qapp, describe=lambda row: f"row {row.key}")
    model.prepend([transaction(1)])
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "row 1"


TYPES = st.sampled_from(["deposit", "payment"])


class FeedAgainstList(RuleBasedStateMachine):
    """Whatever is done, the rows are those of a plain list cut to the ring's size."""

    def __init__(self) -> None:
        super().__init__()
        self.model = FeedTableModel(capacity=CAPACITY, clock=lambda: 0.0)
        self.tester = watched(self.model)
        self.types: dict[int, str] = {}
        self.known: list[int] = []
        self.waiting: list[int] = []
        self.dropped = 0
        self.next_id = 1

    @rule(types=st.lists(TYPES, max_size=9))
    def commit(self, types: list[str]) -> None:
        arrived = []
        for kind in types:
            arrived.append(transaction(self.next_id, type=kind))
            self.types[self.next_id] = kind
            self.next_id += 1
        self.model.prepend(arrived)
        ids = [row.id for row in arrived]
        if self.model.following:
            self.known = (self.known + ids)[-CAPACITY:]
        else:
            self.waiting += ids
            self.drop()

    def drop(self) -> None:
        """Of too many that wait the oldest go; what says so takes the place of one."""
        here = [number for number in self.waiting if number > 0]
        room = CAPACITY - (len(here) < len(self.waiting))
        if len(here) > room:
            self.dropped += len(here) - (CAPACITY - 1)
            self.waiting = [GAP, *here[-(CAPACITY - 1) :]]

    @rule(following=st.booleans())
    def follow(self, following: bool) -> None:  # noqa: FBT001
        self.model.set_following(following)
        if following:
            self.known = (self.known + self.waiting)[-CAPACITY:]
            self.waiting, self.dropped = [], 0

    @rule(chosen=st.sampled_from([FeedFilter(), DEPOSITS]))
    def choose(self, chosen: FeedFilter) -> None:
        self.model.set_filter(chosen)

    @rule(number=st.integers(0, 30), kind=TYPES)
    def change(self, number: int, kind: str) -> None:
        if number in self.known + self.waiting:
            self.types[number] = kind
        self.model.replace([transaction(number, type=kind)])

    @rule(number=st.integers(0, 30))
    def delete(self, number: int) -> None:
        self.model.remove([number])
        self.known = [known for known in self.known if known != number]
        self.waiting = [known for known in self.waiting if known != number]

    @invariant()
    def same(self) -> None:
        def passing(ids: list[int]) -> list[int]:
            wanted = self.model.filter.type
            return [i for i in ids if i == GAP or wanted in (None, self.types[i])]

        shown = [key if key > 0 else GAP for key in keys(self.model)]
        assert shown == passing(self.known)[::-1]
        assert self.model.waiting_count == len(passing(self.waiting))
        assert self.model.waiting_is_full == (GAP in self.waiting)
        assert all(self.model.number(key) == row for row, key in enumerate(keys(self.model)))


FeedAgainstList.TestCase.settings = settings(max_examples=60, deadline=None)
TestFeedAgainstList = FeedAgainstList.TestCase

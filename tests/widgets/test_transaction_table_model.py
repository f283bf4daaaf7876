"""The table's rows: those of a plain list, whatever is added, removed, filtered or sorted."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QObject, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from api_client.models import Transaction
from tests.widgets.examples import NOON, transaction
from widgets.feed_delegate import FADING_SECONDS, TINTED_SECONDS
from widgets.transaction_table_model import (
    AMOUNT,
    BALANCE,
    COLUMNS,
    ID,
    STATUS,
    TYPE,
    WHEN,
    TransactionFilter,
    TransactionTableModel,
)

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Role = Qt.ItemDataRole


def watched(model: TransactionTableModel) -> QAbstractItemModelTester:
    """Return Qt's own tester, which aborts the process when the model breaks a promise."""
    return QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(qapp: QObject, clock: Clock) -> Iterator[TransactionTableModel]:
    made = TransactionTableModel(qapp, clock=clock)
    watched(made)
    yield made
    made.deleteLater()


def ids(model: TransactionTableModel) -> list[int]:
    return [model.row(number).id for number in range(model.rowCount())]


def test_the_newest_is_on_top_and_found_by_its_id(model: TransactionTableModel) -> None:
    model.set_transactions([transaction(2), transaction(9), transaction(4)])
    assert ids(model) == [9, 4, 2]
    assert [model.row_of(key) for key in (9, 4, 2, 5)] == [0, 1, 2, None]
    assert (model.newest, model.oldest_id) == (transaction(9), 2)
    assert sorted(model.ids_from(4)) == [4, 9]


def test_a_change_in_place_moves_nothing(model: TransactionTableModel) -> None:
    model.set_transactions([transaction(1), transaction(2, status="pending"), transaction(3)])
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.upsert([transaction(2)], fresh=True)
    assert (ids(model), changed) == ([3, 2, 1], [(1, 1)])
    model.upsert([transaction(2)], fresh=True)
    assert changed == [(1, 1)], "the same row again is no change"


def test_a_change_of_what_is_sorted_by_moves_the_row(model: TransactionTableModel) -> None:
    model.sort(AMOUNT, UP)
    rows = [transaction(number, amount_minor=number * 100) for number in (1, 2, 3)]
    model.set_transactions(rows)
    model.upsert([transaction(1, amount_minor=900)], fresh=False)
    assert ids(model) == [2, 3, 1]
    model.upsert([transaction(3, amount_minor=900, direction=-1)], fresh=False)
    assert ids(model) == [3, 2, 1], "a debit is below every credit"


def test_a_chosen_row_stays_chosen_through_sort_and_filter(model: TransactionTableModel) -> None:
    model.set_transactions([transaction(n, amount_minor=(7 * n % 10) * 100) for n in range(1, 9)])
    held = QPersistentModelIndex(model.index(model.row_of(5) or 0, TYPE))
    model.sort(AMOUNT, UP)
    assert (model.row(held.row()).id, held.column()) == (5, TYPE)
    model.set_filter(TransactionFilter(text="5"))
    assert model.row(held.row()).id == 5
    model.set_filter(TransactionFilter(text="nothing has this"))
    assert not held.isValid()


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("", [4, 3, 2, 1]),
        ("deposit", [3, 1]),
        ("DEPOSIT pending", [3]),
        ("service_payment", [2]),
        ("2.000,00", [3, 1]),
        ("tiket-7", [4]),
        ("zzz", []),
    ],
)
def test_words_are_looked_for_in_every_column_and_in_the_description(
    model: TransactionTableModel, text: str, passing: list[int]
) -> None:
    model.set_transactions(
        [
            transaction(1),
            transaction(2, type="service_payment", amount_minor=500, direction=-1),
            transaction(3, status="pending"),
            transaction(4, type="refund", amount_minor=700, description="Tiket-7"),
        ]
    )
    model.set_filter(TransactionFilter(text=text))
    assert ids(model) == passing
    assert model.known_count == 4


def test_days_are_half_open_and_a_row_without_a_moment_is_in_none(
    model: TransactionTableModel,
) -> None:
    at = {"created_at": None, "recorded_at": None}
    model.set_transactions([transaction(1), transaction(2), transaction(3, **at)])
    first, second = (NOON + timedelta(seconds=number) for number in (1, 2))
    model.set_filter(TransactionFilter(since=first, until=second))
    assert ids(model) == [1]
    model.set_filter(TransactionFilter(until=second + timedelta(seconds=1)))
    assert ids(model) == [2, 1]
    model.set_filter(TransactionFilter())
    assert ids(model) == [3, 2, 1]


def test_a_balance_that_is_not_known_sorts_below_every_known_one(
    model: TransactionTableModel,
) -> None:
    known = [(1, 500), (2, None), (3, -500), (4, 0)]
    model.set_transactions([transaction(n, balance_after_minor=minor) for n, minor in known])
    model.sort(BALANCE, UP)
    assert ids(model) == [2, 3, 4, 1]


def test_fresh_rows_are_tinted_for_a_while(model: TransactionTableModel, clock: Clock) -> None:
    model.set_transactions([transaction(1)])
    model.upsert([transaction(2)], fresh=True)
    model.upsert([transaction(3)], fresh=False)
    assert [model.tint_of(number) for number in (1, 2, 3)] == [0.0, 1.0, 0.0]
    clock.now += TINTED_SECONDS + FADING_SECONDS / 2
    assert 0 < model.tint_of(2) < 1
    assert model.forget_faded(), "something is still tinted"
    clock.now += FADING_SECONDS
    assert model.tint_of(2) == 0
    assert not model.forget_faded()


def test_every_cell_speaks_with_its_columns_name(model: TransactionTableModel) -> None:
    model.set_transactions([transaction(7, balance_after_minor=12_345)])
    spoken = [model.index(0, c).data(Role.AccessibleTextRole) for c in range(len(COLUMNS))]
    assert spoken[AMOUNT] == "Amount: +2.000,00"
    assert spoken[BALANCE] == "Balance: ≈\u2009123,45"
    assert spoken[STATUS] == "Status: completed"
    assert spoken[ID] == "Id: 7"


def test_the_header_says_how_the_rows_are_sorted(model: TransactionTableModel) -> None:
    def header(column: int) -> Any:
        return model.headerData(column, Qt.Orientation.Horizontal)

    assert (header(ID), header(WHEN)) == ("↓ Id", "When (Belgrade)")
    told: list[int] = []
    model.headerDataChanged.connect(lambda *_: told.append(1))
    model.sort(WHEN, UP)
    assert (header(ID), header(WHEN), len(told)) == ("Id", "When (Belgrade) ↑", 1)
    model.sort(-1)
    assert header(ID) == "↓ Id"


def test_hints_hold_what_a_narrow_cell_cannot(model: TransactionTableModel) -> None:
    late = {"created_at": NOON + timedelta(hours=2), "recorded_at": NOON}
    row = transaction(88, description="Za oglas", balance_after_minor=100, **late)
    model.set_transactions([row])
    hints = [str(model.index(0, c).data(Role.ToolTipRole)) for c in range(len(COLUMNS))]
    assert "Belgrade" in hints[WHEN]
    assert "ahead" in hints[WHEN], "the marketplace's clock is off"
    assert hints[TYPE] == "Deposit, transaction 88\nZa oglas"
    assert "Replayed" in hints[BALANCE]
    assert hints[STATUS] == "completed\nZa oglas"


ROWS = st.builds(
    transaction,
    st.integers(1, 12),
    type=st.sampled_from(["deposit", "payment", "refund"]),
    status=st.sampled_from(["completed", "failed"]),
    amount_minor=st.integers(1, 5),
    direction=st.sampled_from([1, -1]),
    payment_method=st.sampled_from([None, "balance", "card"]),
    balance_after_minor=st.none() | st.integers(-3, 3),
    created_at=st.none() | st.integers(0, 3).map(lambda days: NOON + timedelta(days=days)),
    recorded_at=st.none(),
)
DAYS = st.none() | st.integers(0, 3).map(lambda days: NOON + timedelta(days=days))
FILTERS = st.builds(
    TransactionFilter,
    text=st.sampled_from(["", "deposit", "card", "0,03", "failed pay"]),
    since=DAYS,
    until=DAYS,
)


class TableAgainstList(RuleBasedStateMachine):
    """The model shows what filtering and sorting a plain list anew would give."""

    def __init__(self) -> None:
        super().__init__()
        self.model = TransactionTableModel(clock=lambda: 0.0)
        self.tester = watched(self.model)
        self.rows: dict[int, Transaction] = {}
        self.wanted = TransactionFilter()
        self.column, self.order = ID, DOWN
        self.held: list[tuple[QPersistentModelIndex, int]] = []

    @initialize(rows=st.lists(ROWS, max_size=8))
    def begin(self, rows: list[Transaction]) -> None:
        self.rows = {row.id: row for row in rows}
        self.model.set_transactions(rows)

    @rule(rows=st.lists(ROWS, max_size=4), fresh=st.booleans())
    def upsert(self, rows: list[Transaction], fresh: bool) -> None:  # noqa: FBT001
        self.rows |= {row.id: row for row in rows}
        self.model.upsert(rows, fresh=fresh)

    @rule(number=st.integers(1, 12))
    def remove(self, number: int) -> None:
        self.rows.pop(number, None)
        self.model.remove(number)

    @rule(wanted=FILTERS)
    def choose(self, wanted: TransactionFilter) -> None:
        self.wanted = wanted
        self.model.set_filter(wanted)

    @rule(column=st.integers(-1, len(COLUMNS) - 1), order=st.sampled_from([UP, DOWN]))
    def sort(self, column: int, order: Qt.SortOrder) -> None:
        self.column, self.order = (column, order) if column >= 0 else (ID, DOWN)
        self.model.sort(column, order)

    @rule(number=st.integers(0, 11))
    def hold(self, number: int) -> None:
        if number < self.model.rowCount():
            held = QPersistentModelIndex(self.model.index(number, 0))
            self.held.append((held, self.model.row(number).id))

    def passes(self, row: Transaction) -> bool:
        """Filter as a person would describe it."""
        at: datetime | None = row.created_at
        since, until = self.wanted.since, self.wanted.until
        if (since and (at is None or at < since)) or (until and (at is None or at >= until)):
            return False
        shown = " ".join([row.type, *(column.text(row) for column in COLUMNS)]).casefold()
        return all(word in shown for word in self.wanted.text.split())

    @invariant()
    def same(self) -> None:
        shown = [row for row in self.rows.values() if self.passes(row)]
        shown.sort(key=lambda row: row.id)
        shown.sort(key=COLUMNS[self.column].key)
        expected = [row.id for row in shown][:: -1 if self.order is DOWN else 1]
        assert ids(self.model) == expected
        assert [self.model.row_of(number) for number in expected] == list(range(len(expected)))
        assert self.model.known_count == len(self.rows)

    @invariant()
    def held_rows_are_followed(self) -> None:
        """A held row that never left is still the same one; one that moved was let go."""
        for index, number in self.held:
            if index.isValid():
                assert self.model.row(index.row()).id == number


TableAgainstList.TestCase.settings = settings(
    max_examples=40, stateful_step_count=20, deadline=None
)
TestTableAgainstList = TableAgainstList.TestCase

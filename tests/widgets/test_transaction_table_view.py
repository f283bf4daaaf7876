"""The table as it is used: columns, keys, the place under the eye, what can be copied."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.examples import transaction
from widgets.transaction_delegate import ICON_ONLY, ROW_HEIGHT, cell_width
from widgets.transaction_table_model import (
    AMOUNT,
    BALANCE,
    COLUMNS,
    ID,
    METHOD,
    STATUS,
    TYPE,
    WHEN,
    TransactionTableModel,
)
from widgets.transaction_table_view import SCROLL_BAR, TransactionTableView


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[TransactionTableView]:
    made = TransactionTableView(TransactionTableModel())
    qtbot.addWidget(made)
    made.resize(740, 300)
    model(made).set_transactions(
        [transaction(number, balance_after_minor=number) for number in range(1, 51)]
    )
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def model(table: TransactionTableView) -> TransactionTableModel:
    found = table.model()
    assert isinstance(found, TransactionTableModel)
    return found


def choose(table: TransactionTableView, row: int, column: int) -> None:
    """Click into a cell."""
    place = table.visualRect(model(table).index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def first_in_sight(table: TransactionTableView) -> tuple[int, int]:
    """Return the topmost row's id, and how far it is scrolled out."""
    row = table.rowAt(0)
    return model(table).row(row).id, table.rowViewportPosition(row)


AMOUNTS = st.integers(1, 999_999_999_999)
METHODS = st.sampled_from([None, "balance", "bank_transfer", "a_method_with_a_long_code"])
TYPES = st.sampled_from(["deposit", "service_payment", "escrow_release", "a_type_of_tomorrow"])


@given(
    st.lists(st.tuples(AMOUNTS, AMOUNTS, METHODS, TYPES), min_size=1, max_size=6),
    st.integers(520, 1_600),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_figure_is_ever_cut(
    table: TransactionTableView, drawn: list[tuple[int, int, str | None, str]], width: int
) -> None:
    rows = [
        transaction(
            2_147_483_000 + number,
            amount_minor=amount,
            direction=-1,
            balance_after_minor=-balance,
            payment_method=method,
            type=kind,
        )
        for number, (amount, balance, method, kind) in enumerate(drawn)
    ]
    model(table).set_transactions(rows)
    table.resize(width, 300)
    QApplication.sendPostedEvents()
    for column in (WHEN, AMOUNT, BALANCE, ID):
        if not table.isColumnHidden(column):
            widest = max(cell_width(row, column) for row in rows)
            assert table.columnWidth(column) >= widest, COLUMNS[column].title
    status = max(cell_width(row, STATUS) for row in rows)
    assert table.columnWidth(STATUS) == ICON_ONLY or table.columnWidth(STATUS) >= status
    shown = [c for c in range(len(COLUMNS)) if not table.isColumnHidden(c)]
    assert set(shown) >= {WHEN, TYPE, AMOUNT, BALANCE, STATUS}
    taken, room = sum(map(table.columnWidth, shown)), table.width() - SCROLL_BAR
    if taken != room:  # then it is too narrow for the figures alone: all else has given way
        assert taken > room
        assert not {METHOD, ID} & set(shown)
        assert table.columnWidth(STATUS) == ICON_ONLY


def test_words_give_way_in_an_order(table: TransactionTableView) -> None:
    words = {"type": "service_payment", "payment_method": "bank_transfer"}
    model(table).set_transactions([transaction(88_412, **words)])
    row = model(table).row(0)
    gave_way: list[str] = []
    for width in range(800, 440, -2):
        table.resize(width, 300)
        now = {
            "method shortened": table.columnWidth(METHOD) < cell_width(row, METHOD),
            "type shortened": table.columnWidth(TYPE) < cell_width(row, TYPE),
            "no method": table.isColumnHidden(METHOD),
            "status an icon": table.columnWidth(STATUS) == ICON_ONLY,
            "no id": table.isColumnHidden(ID),
        }
        gave_way += [what for what, given_way in now.items() if given_way and what not in gave_way]
    assert gave_way == [
        "method shortened",
        "type shortened",
        "no method",
        "status an icon",
        "no id",
    ]


def test_the_columns_stay_where_they_are_when_the_scroll_bar_goes(
    qtbot: QtBot, table: TransactionTableView
) -> None:
    before = [table.columnViewportPosition(column) for column in range(len(COLUMNS))]
    for number in range(4, 51):
        model(table).remove(number)
    qtbot.waitUntil(lambda: not table.verticalScrollBar().isVisible())
    assert [table.columnViewportPosition(column) for column in range(len(COLUMNS))] == before


def test_rows_that_come_do_not_move_what_is_read(table: TransactionTableView) -> None:
    table.verticalScrollBar().setValue(5 * ROW_HEIGHT + 7)
    before = first_in_sight(table)
    model(table).upsert([transaction(number) for number in range(51, 54)], fresh=True)
    assert first_in_sight(table) == before
    table.verticalScrollBar().setValue(0)
    model(table).upsert([transaction(60)], fresh=True)
    assert first_in_sight(table)[0] == 60, "at its newest edge it follows"


def test_the_end_asks_for_older_rows(qtbot: QtBot, table: TransactionTableView) -> None:
    with qtbot.waitSignal(table.end_reached):
        table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())


def test_a_click_on_a_header_sorts_and_turns_round(table: TransactionTableView) -> None:
    header = table.horizontalHeader()
    for expected in (True, False):
        place = QPoint(header.sectionViewportPosition(ID) + 10, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        newest_first = model(table).row(0).id == 50
        assert newest_first is not expected
    rows = [model(table).row(number).id for number in range(3)]
    assert rows == [50, 49, 48]


@pytest.mark.parametrize(
    ("column", "copied"),
    [(AMOUNT, "+2.000,00"), (ID, "50"), (TYPE, "Deposit"), (BALANCE, "≈\u20090,50")],
)
def test_the_cell_is_copied_as_it_is_read(
    table: TransactionTableView, column: int, copied: str
) -> None:
    QGuiApplication.clipboard().clear()
    choose(table, 0, column)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == copied


def test_the_menu_copies_raw_figures_and_rows(table: TransactionTableView) -> None:
    actions = {action.text(): action for action in table.actions()}
    choose(table, 1, WHEN)
    copied = {}
    for name, action in actions.items():
        action.trigger()
        copied[name] = QGuiApplication.clipboard().text()
    assert copied["Copy the amount"] == "2000.00"
    assert copied["Copy the id"] == "49"
    assert copied["Copy the row"].split("\t")[:4] == ["49", "42", "Ana Petrović", "deposit"]
    assert copied["Copy all shown rows"].count("\n") == 49


def test_fresh_tints_fade_by_themselves(qtbot: QtBot) -> None:
    now = [0.0]
    rows = TransactionTableModel(clock=lambda: now[0])
    made = TransactionTableView(rows)
    qtbot.addWidget(made)
    rows.upsert([transaction(1)], fresh=True)
    assert made.fading
    now[0] = 60.0
    qtbot.waitUntil(lambda: not made.fading)
    assert rows.tint_of(1) == 0


def test_not_live_is_drawn_muted(table: TransactionTableView) -> None:
    assert not table.delegate.live
    table.set_live(True)
    assert table.delegate.live

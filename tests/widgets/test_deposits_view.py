"""The list of test deposits: what is not known stands on top, and each state offers its acts."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets import record_pictures
from tests.widgets.examples import NOON
from tests.widgets.record_pictures import booked, listed, wished
from widgets.deposits_view import DepositRow, DepositsView, state_text


@pytest.fixture
def view(qtbot: QtBot) -> DepositsView:
    made = DepositsView()
    qtbot.addWidget(made)
    made.resize(1200, 500)
    made.set_live(live=True)
    made.set_allowed(allowed=True)
    made.show()
    return made


def show(view: DepositsView, *rows: DepositRow) -> None:
    view.show_deposits(rows, more=False, as_of=NOON)


def offered(view: DepositsView) -> set[str]:
    buttons = (view.reverse, view.ask, view.repeat, view.give_up)
    return {button.text() for button in buttons if button.isVisible()}


UNKNOWN = {"Find out", "Send it again", "Give it up"}
CASES = {
    "unknown": (wished(1, "unknown"), UNKNOWN, {"Find out"}),
    "booked": (listed(booked(1)), {"Take it back…"}, set()),
    "reversed": (listed(booked(1, reversed_by=9), "reversed"), set(), set()),
    "reversal": (listed(booked(1, reversal_of=9), "reversal"), set(), set()),
    "refused": (wished(1, "refused"), set(), set()),
    "cancelled": (wished(1, "cancelled"), set(), set()),
}


@pytest.mark.parametrize("state", CASES)
def test_each_state_offers_what_can_be_done_and_no_more(view: DepositsView, state: str) -> None:
    row, allowed, forbidden = CASES[state]
    show(view, row)
    assert offered(view) == set()
    view.table.select(row.key)
    assert offered(view) == allowed
    view.set_allowed(allowed=False)  # what was not known can be asked about by anybody
    assert offered(view) == forbidden


def test_what_is_not_known_stands_on_top(view: DepositsView) -> None:
    show(view, listed(booked(3)), wished(1, "unknown"), wished(2, "cancelled"))
    assert [row.state for row in view.model.rows] == ["unknown", "booked", "cancelled"]


def test_the_selection_goes_when_its_row_does(view: DepositsView) -> None:
    show(view, wished(1, "unknown"), listed(booked(3)))
    view.table.select(wished(1, "unknown").key)
    show(view, listed(booked(4)), listed(booked(3)))
    assert offered(view) == set()
    assert view.table.record is None


def test_buttons_name_the_row_they_are_about(view: DepositsView, qtbot: QtBot) -> None:
    unknown, deposit = wished(1, "unknown"), booked(3)
    show(view, unknown, listed(deposit))
    view.table.select(unknown.key)
    pairs = (
        (view.ask, view.question_requested), (view.repeat, view.repetition_requested),
        (view.give_up, view.giving_up_requested),
    )  # fmt: skip
    for button, signal in pairs:
        with qtbot.waitSignal(signal) as heard:
            button.click()
        assert heard.args == [unknown.key]
    view.table.select(listed(deposit).key)
    with qtbot.waitSignal(view.reversal_requested) as heard:
        view.reverse.click()
    assert heard.args == [deposit]


def test_states_are_words_that_name_the_other_row() -> None:
    assert state_text(listed(booked(1, reversed_by=9), "reversed")) == "taken back by 9"
    assert state_text(listed(booked(1, reversal_of=9), "reversal")) == "takes back 9"
    assert state_text(listed(booked(1, session="mock_session_1_2"))) == "booked, payment page"
    assert state_text(wished(1, "unknown")) == "not known"


def test_empty_loading_failed_and_stale_are_four_looks(view: DepositsView, qtbot: QtBot) -> None:
    view.show_loading()
    assert view.placeholder.isVisible()
    assert view.placeholder.text.isHidden()
    view.show_failed("The gateway cannot be reached.")
    assert view.placeholder.action.isVisible()
    with qtbot.waitSignal(view.refresh_requested):
        view.placeholder.action.click()
    show(view)
    assert "No test deposits" in view.placeholder.text.text()
    assert view.placeholder.action.isHidden()
    show(view, listed(booked(1)))
    looks = [(view.table.isVisible(), view.problem.isVisible(), view.table.delegate.live)]
    view.show_failed("The gateway cannot be reached.")  # what was read stays, and looks old
    looks += [(view.table.isVisible(), view.problem.isVisible(), view.table.delegate.live)]
    show(view, listed(booked(1)))
    view.set_live(live=False)
    looks += [(view.table.isVisible(), view.problem.isVisible(), view.table.delegate.live)]
    assert looks == [(True, False, True), (True, True, False), (True, False, False)]
    assert "may be old" in view.age.text()


def test_no_button_is_wider_than_it_must_be_and_all_columns_fit(qtbot: QtBot) -> None:
    window = record_pictures.deposits()
    qtbot.addWidget(window)
    window.resize(1240, 640)
    window.show()
    view = window.deposits
    for button in view.findChildren(QPushButton):
        assert not button.isVisible() or button.width() <= button.sizeHint().width() + 8
    columns = range(view.model.columnCount())
    assert sum(view.table.columnWidth(n) for n in columns) <= view.table.width()

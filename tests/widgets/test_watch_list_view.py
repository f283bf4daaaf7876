"""The watch list: rows in their order, wishes, and the hook for latency."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.examples import account, user
from widgets.watch_delegate import steps_through
from widgets.watch_list_view import WatchListView

if TYPE_CHECKING:
    from api_client.models import Account


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[WatchListView]:
    made = WatchListView()
    for model in (made.model, made.recent_model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    qtbot.addWidget(made)
    made.resize(252, 500)
    made.set_accounts([account(42), account(7, 35_000)])
    made.show()
    yield made
    made.close()


def test_a_new_balance_is_painted_and_reported_once(qtbot: QtBot, view: WatchListView) -> None:
    painted: list[Account] = []
    qtbot.waitUntil(lambda: not view.list.visualRect(view.model.index(1)).isEmpty())
    view.grab()
    view.painted.connect(painted.append)
    moved = account(7, 99_000, version=18)
    view.set_account(moved)
    qtbot.waitUntil(lambda: bool(painted))
    view.grab()
    assert painted == [moved]
    spoken = str(view.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "990,00" in spoken


def test_an_account_that_is_not_watched_is_ignored(view: WatchListView) -> None:
    view.set_account(account(5))
    assert view.model.rowCount() == 2


def test_the_curve_steps_on_with_the_balance(view: WatchListView) -> None:
    view.set_account(account(7, 40_000, version=18))
    view.set_account(account(7, 40_000, version=18))
    assert view.model.steps(7) == [35_000, 40_000]


def test_choosing_a_row_names_its_user(view: WatchListView) -> None:
    view.set_recent([user(88), user(3_000_000_000)])
    wishes: list[int] = []
    view.user_requested.connect(wishes.append)
    view.list.activated.emit(view.model.index(1))
    view.recent.activated.emit(view.recent_model.index(1))
    assert wishes == [7, 3_000_000_000]


def test_the_button_watches_and_unwatches_the_open_account(
    qtbot: QtBot, view: WatchListView
) -> None:
    assert view.watch_button.isHidden()
    view.set_open(user(5))
    with qtbot.waitSignal(view.watch_requested) as wish:
        view.watch_button.click()
    assert wish.args == [5]
    view.set_open(user(42))
    with qtbot.waitSignal(view.unwatch_requested) as wish:
        view.watch_button.click()
    assert wish.args == [42]


def test_delete_unwatches_the_chosen_row(qtbot: QtBot, view: WatchListView) -> None:
    view.list.setCurrentIndex(view.model.index(1))
    with qtbot.waitSignal(view.unwatch_requested) as wish:
        view.unwatch_action.trigger()
    assert wish.args == [7]


def test_an_empty_list_says_what_it_is_for(qtbot: QtBot, view: WatchListView) -> None:
    view.set_accounts([])
    view.set_open(user(42))
    assert not view.placeholder.isHidden()
    with qtbot.waitSignal(view.watch_requested):
        view.placeholder.action.click()


def test_steps_fill_their_room() -> None:
    room = QRect(10, 0, 40, 11)
    line = steps_through([0, 100, 50, 0], room)
    points = [line.at(number) for number in range(line.size())]
    heights = [point.y() for point in points]
    assert (min(heights), max(heights)) == (0.5, 10.5)
    assert (points[0].x(), points[-1].x()) == (10, 50)

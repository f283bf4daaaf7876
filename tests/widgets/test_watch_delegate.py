"""A watched account's row: the balance whole, the open one marked, the stale one muted."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStyle

from tests.widgets.examples import account, user
from tests.widgets.pixels import cell, ink, painted
from widgets.painting import text_width
from widgets.watch_delegate import (
    RECENT_HEIGHT,
    ROW_HEIGHT,
    RecentDelegate,
    WatchDelegate,
    steps_through,
)
from widgets.watch_list_model import RecentListModel, WatchListModel

WIDTH = 240
CURVE = QRect(WIDTH - 70, 28, 60, 14)


class Rows:
    """A watch list's model and delegate."""

    def __init__(self, parent: QObject) -> None:
        self.model = WatchListModel(parent)
        self.model.set_live(True)
        self.delegate = WatchDelegate(self.model, parent)

    def first(self, *, hovered: bool = False) -> QImage:
        """Draw the first row."""
        option = cell(WIDTH, ROW_HEIGHT)
        if hovered:
            option.state = QStyle.StateFlag.State_MouseOver
        return painted(self.delegate, option, self.model.index(0))


@pytest.fixture
def rows() -> Iterator[Rows]:
    parent = QObject()
    yield Rows(parent)
    parent.deleteLater()


BALANCES = st.lists(st.integers(-999_999_999_999, 999_999_999_999), min_size=1, max_size=48)


@given(BALANCES, st.integers(20, 90), st.integers(6, 40))
def test_the_small_curve_fills_its_room_and_keeps_the_order(
    balances: list[int], width: int, height: int
) -> None:
    room = QRect(10, 5, width, height)
    line = steps_through(balances, room)
    points = [line.at(number) for number in range(line.count())]
    assert len(points) == 2 * len(balances)
    assert points[0].x() == room.left()
    assert points[-1].x() == pytest.approx(room.left() + width)
    assert all(room.top() <= point.y() <= room.bottom() + 1 for point in points)
    heights = {balance: point.y() for balance, point in zip(balances, points[::2], strict=True)}
    ordered = [heights[balance] for balance in sorted(heights)]
    assert ordered == sorted(ordered, reverse=True), "more money is higher"


def test_the_open_account_is_marked_by_a_bar(rows: Rows) -> None:
    rows.model.set_accounts([account(42)])
    bar = QRect(0, 0, 3, ROW_HEIGHT)
    assert ink(rows.first(), "accent", bar) == 0
    rows.model.set_open(42)
    assert ink(rows.first(), "accent", bar) == 3 * ROW_HEIGHT
    rows.model.set_open(7)
    assert ink(rows.first(hovered=True), "ground", bar) == 3 * ROW_HEIGHT


def test_the_balance_is_whole_beside_any_name(rows: Rows) -> None:
    figure = "9.999.999.999,99"
    width = text_width(figure, 13, 600)
    room = QRect(WIDTH - 12 - width, 4, width, 22)
    drawn = []
    for name in ("A", "Александра-Константиновна Хаджи-Поповић"):
        rows.model.set_accounts([])
        rows.model.set_accounts([account(42, 999_999_999_999, user_name=name)])
        drawn.append(rows.first().copy(room))
    assert drawn[0] == drawn[1]
    assert ink(drawn[0], "text") > 20


def test_not_live_mutes_figure_and_curve(rows: Rows) -> None:
    rows.model.set_accounts([account(42)])
    assert ink(rows.first(), "accent", CURVE) == 0, "one balance is no curve"
    rows.model.set_account(account(42, 350_000, version=18))
    assert ink(rows.first(), "accent", CURVE) > 20
    figure = QRect(WIDTH - 70, 4, 60, 22)
    assert ink(rows.first(), "text", figure) > 10
    rows.model.set_live(False)
    image = rows.first()
    assert ink(image, "text", figure) == 0
    assert ink(image, "muted", figure) > 10
    assert ink(image, "accent") == 0


def test_a_figure_is_reported_painted_once(rows: Rows) -> None:
    reported: list[object] = []
    rows.delegate.painted.connect(reported.append)
    rows.model.set_accounts([account(42)])
    rows.first()
    rows.first()
    moved = account(42, 1, version=18)
    rows.model.set_account(moved)
    rows.first()
    assert reported == [account(42), moved]


def test_a_recent_user_keeps_the_id(rows: Rows) -> None:
    model = RecentListModel(rows.model)
    number = "#2147483650"
    width = text_width(number, 11)
    room = QRect(WIDTH - 12 - width, 0, width, RECENT_HEIGHT)
    drawn = []
    for name in ("A", "Aleksandra-Konstantina Hadži-Popović Mihajlović"):
        model.set_users([user(2_147_483_650, name=name)])
        image = painted(RecentDelegate(rows.model), cell(WIDTH, RECENT_HEIGHT), model.index(0))
        drawn.append(image.copy(room))
    assert drawn[0] == drawn[1]
    assert ink(drawn[0], "muted") > 10

"""A row of the feed: whole amounts, states by word and icon, tints that go, gaps that show."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QObject, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.widgets.examples import NOON, PEOPLE, transaction
from tests.widgets.pixels import cell, ink, painted
from widgets import theme
from widgets.feed_delegate import FADING_SECONDS, ROW_HEIGHT, TINTED_SECONDS, FeedDelegate, tint
from widgets.feed_table_model import FeedTableModel
from widgets.painting import text_width

WIDTH = 280
LOWER = QRect(0, ROW_HEIGHT // 2, WIDTH - 70, ROW_HEIGHT // 2 - 2)


class Rows:
    """A feed's model and delegate, and a clock that is set."""

    def __init__(self, parent: QObject) -> None:
        self.now = 0.0
        self.model = FeedTableModel(parent, clock=lambda: self.now)
        self.delegate = FeedDelegate(self.model, parent)
        self.delegate.live = True

    def top(self, width: int = WIDTH) -> QImage:
        """Draw the topmost row."""
        index: QModelIndex = self.model.index(0, 0)
        return painted(self.delegate, cell(width, ROW_HEIGHT), index)


@pytest.fixture
def rows() -> Iterator[Rows]:
    parent = QObject()
    yield Rows(parent)
    parent.deleteLater()


def test_a_tint_is_whole_then_fades() -> None:
    assert tint(0) == tint(TINTED_SECONDS) == 1
    assert 0 < tint(TINTED_SECONDS + FADING_SECONDS / 2) < 1
    assert tint(TINTED_SECONDS + FADING_SECONDS) == tint(1e9) == 0


@pytest.mark.parametrize(
    ("direction", "ground", "amount"),
    [(1, "positive_ground", "positive"), (-1, "accent_ground", "text")],
)
def test_what_came_is_tinted_and_then_not(
    rows: Rows, direction: int, ground: str, amount: str
) -> None:
    rows.model.prepend([transaction(1, direction=direction)])
    corner = QRect(0, 0, 10, 10)
    assert ink(rows.top(), ground, corner) == 100
    rows.now = 10.0
    image = rows.top()
    assert ink(image, "surface", corner) == 100
    right = QRect(WIDTH - 90, 4, 80, 20)
    assert ink(image, amount, right) > 10


def test_history_is_never_tinted(rows: Rows) -> None:
    rows.model.append_history([transaction(1)])
    assert ink(rows.top(), "positive_ground") == 0


@pytest.mark.parametrize(
    ("status", "tone"), [("pending", "warning"), ("processing", "warning"), ("failed", "negative")]
)
def test_what_is_not_booked_says_so_and_its_amount_is_muted(
    rows: Rows, status: str, tone: str
) -> None:
    rows.model.append_history([transaction(1, status=status)])
    image = rows.top()
    assert ink(image, tone, LOWER) > 8
    assert ink(image, "positive") == 0
    rows.model.replace([transaction(1)])
    rows.now = 10.0
    assert ink(rows.top(), tone, LOWER) == 0, "a changed row is drawn anew"


def test_a_test_deposit_is_marked(rows: Rows) -> None:
    rows.model.append_history([transaction(1, test=True)])
    assert ink(rows.top(), "accent_ground", LOWER) > 100


def test_a_long_name_gives_way_to_the_amount(rows: Rows) -> None:
    rows.model.append_history([transaction(1, amount_minor=999_999_999_999)])
    amount = "+9.999.999.999,99"
    room = QRect(WIDTH - 12 - text_width(amount, 13, 600), 4, text_width(amount, 13, 600), 20)
    short = rows.top().copy(room)
    rows.model.replace([transaction(1, amount_minor=999_999_999_999, user_name=max(
        PEOPLE.values(), key=len))])  # fmt: skip
    rows.now = 10.0
    assert rows.top().copy(room) == short


def test_not_live_is_muted_and_redrawn(rows: Rows) -> None:
    rows.model.append_history([transaction(1)])
    assert ink(rows.top(), "positive") > 10
    rows.delegate.live = False
    image = rows.top()
    assert ink(image, "positive") == 0
    assert ink(image, "text") == 0
    assert ink(image, "muted") > 20


def test_a_gap_cannot_be_taken_for_a_row(rows: Rows) -> None:
    gap = rows.model.add_gap(None, NOON)
    image = rows.top()
    assert ink(image, "warning_ground", QRect(0, 0, 10, ROW_HEIGHT - 2)) == 10 * (ROW_HEIGHT - 2)
    offered = QRect(WIDTH - 60, 4, 50, 20)
    assert ink(image, "accent", offered) > 5
    rows.model.set_gap_state(gap, busy=True)
    assert ink(rows.top(), "accent", offered) == 0
    rows.model.set_gap_state(gap, busy=False)
    rows.model.fill_gap(gap, [], exact=False)
    closed = rows.top()
    assert ink(closed, "accent") == 0, "there is nothing left to fill"
    assert ink(closed, "warning_ground", QRect(0, 0, 10, ROW_HEIGHT - 2)) == 10 * (ROW_HEIGHT - 2)


def test_the_other_theme_is_drawn_in_its_colours(rows: Rows, qapp: QApplication) -> None:
    rows.model.append_history([transaction(1)])
    light = rows.top()
    theme.apply(qapp, theme.DARK)
    dark = rows.top()
    assert ink(dark, "positive") > 10
    assert light != dark

"""The feed paints itself, all of it, and nothing behind it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.examples import transaction
from tests.widgets.pixels import ink
from widgets import theme
from widgets.feed_delegate import (
    FADING_SECONDS,
    ROW_HEIGHT,
    TINT_STEPS,
    TINTED_SECONDS,
    FeedDelegate,
)
from widgets.feed_table import FeedTable
from widgets.feed_table_model import FeedTableModel
from widgets.feed_view import FeedView


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def feed(qtbot: QtBot, qapp: QApplication) -> Iterator[FeedView]:
    theme.apply(qapp, theme.LIGHT)
    view = FeedView()
    qtbot.addWidget(view)
    view.resize(292, 400)
    view.show_history([transaction(number) for number in range(50, 0, -1)])
    view.show()
    QApplication.processEvents()
    yield view
    view.close()


def test_what_is_behind_is_not_painted_with_every_row(qtbot: QtBot, feed: FeedView) -> None:
    behind, rows = Paints(feed), Paints(feed.table.viewport())
    for number in range(51, 56):
        feed.prepend([transaction(number)])
        painted = rows.count
        qtbot.waitUntil(lambda before=painted: rows.count > before)  # type: ignore[misc]
    assert rows.count >= 5
    assert behind.count == 0


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_all_of_the_ground_is_painted(
    feed: FeedView, qapp: QApplication, look: theme.Theme
) -> None:
    theme.apply(qapp, look)
    feed.remove(range(1, 48))
    QApplication.processEvents()
    viewport = feed.table.viewport()
    image = viewport.grab().toImage()
    below = QRect(0, 3 * ROW_HEIGHT, viewport.width(), viewport.height() - 3 * ROW_HEIGHT)
    assert ink(image, "surface", below) == below.width() * below.height()


def test_the_bar_is_painted_on_the_same_ground(feed: FeedView) -> None:
    image = feed.table.verticalScrollBar().grab().toImage()
    assert ink(image, "surface", QRect(0, 0, 2, image.height())) == 2 * image.height()
    assert ink(image, "line", QRect(2, 2, 6, 20)) > 80, "the handle, on top"


def test_the_chosen_row_is_marked_and_only_that(feed: FeedView) -> None:
    feed.table.setCurrentIndex(feed.model.index(2, 0))
    image = feed.table.viewport().grab().toImage()
    marks = [ink(image, "accent", QRect(0, n * ROW_HEIGHT, 3, ROW_HEIGHT - 2)) for n in range(4)]
    assert [mark > 0 for mark in marks] == [False, False, True, False]
    feed.table.clearSelection()
    image = feed.table.viewport().grab().toImage()
    assert ink(image, "accent", QRect(0, 0, 3, 4 * ROW_HEIGHT)) == 0


def test_scrolled_rows_stand_where_a_click_finds_them(feed: FeedView) -> None:
    bar = feed.table.verticalScrollBar()
    whole = feed.table.viewport().grab().toImage()
    bar.setValue(ROW_HEIGHT)
    moved = feed.table.viewport().grab().toImage()
    height = whole.height() - 2 * ROW_HEIGHT
    width = whole.width()
    assert moved.copy(0, 0, width, height) == whole.copy(0, ROW_HEIGHT, width, height)


def test_only_what_fades_is_painted_again(qtbot: QtBot) -> None:
    owner = QObject()
    now = 0.0
    model = FeedTableModel(owner, clock=lambda: now)
    table = FeedTable(model, FeedDelegate(model, owner))
    qtbot.addWidget(table)
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.resize(280, 300)
    model.prepend([transaction(1)])
    table.grab()
    assert not table.is_fading()
    now = TINTED_SECONDS
    assert not table.is_fading()
    steps = 0
    while now < TINTED_SECONDS + 2 * FADING_SECONDS:
        now += 0.05
        if table.is_fading():
            steps += 1
            table.grab()
    assert steps == TINT_STEPS

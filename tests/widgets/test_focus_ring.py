"""Whoever goes by keyboard sees where they are: at every tab stop of every scene."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.pixels import cell, ink, painted
from tests.widgets.test_accessibility import name, reached_by_tab
from tests.widgets.test_scenes_in_languages import NAMES, SCENES
from widgets import theme
from widgets.choice import ROW_HEIGHT, Choice, ChoiceDelegate
from widgets.focus_ring import AWAY, WIDTH, FocusRing

CLEAR = 24
"""Of 255: less than that between two greys is not seen at a glance."""
SEEN = bytes(int(step >= CLEAR) for step in range(256))


@pytest.fixture
def focus(qapp: QApplication) -> Iterator[FocusRing]:
    made = FocusRing(qapp)
    yield made
    made.setParent(None)
    qapp.focusChanged.disconnect(made._follow)


def on_screen(qtbot: QtBot, window: QWidget) -> QWidget:
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QApplication.processEvents()
    return window


def picture(window: QWidget, place: QRect) -> QImage:
    return window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


def changed(before: QImage, after: QImage) -> int:
    """Return how many pixels are clearly others."""
    painter = QPainter(after)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, before)
    painter.end()
    grey = after.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits()).translate(SEEN).count(1)


def around(part: QWidget, window: QWidget) -> QRect:
    """Return the place of what can be seen of a part, with the room of a ring."""
    seen = part.rect()
    above: QWidget | None = part
    while above is not None and above is not window:
        seen &= QRect(part.mapFrom(above, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    if seen.isEmpty():
        return QRect()
    place = QRect(part.mapTo(window, seen.topLeft()), seen.size())
    return place.adjusted(-AWAY, -AWAY, AWAY, AWAY) & window.rect()


@pytest.mark.usefixtures("focus")
@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_every_tab_stop_shows_that_the_keyboard_is_there(
    scene: Callable[[], QWidget], look: theme.Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, look)
    window = on_screen(qtbot, scene())
    for stop in reached_by_tab(window):
        window.setFocus()
        place = around(stop, window)
        before = picture(window, place)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if place.isEmpty() or not (stop.isVisible() and stop.hasFocus()):  # scrolled away, gone
            continue
        least = WIDTH * (place.width() + place.height()) // 2
        assert changed(before, picture(window, place)) >= least, name(stop)


def test_the_ring_goes_with_the_control_and_takes_no_click(qtbot: QtBot, focus: FocusRing) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    button, field = QPushButton("Pay"), QLineEdit()
    column.addWidget(button)
    column.addWidget(field)
    on_screen(qtbot, window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert focus.ring is not None
    window.resize(400, 300)
    QApplication.processEvents()
    assert focus.ring.geometry() == button.geometry().adjusted(-AWAY, -AWAY, AWAY, AWAY)
    assert window.childAt(button.geometry().center()) is button
    button.hide()
    QApplication.processEvents()
    assert focus.ring is not None
    assert focus.ring.geometry().intersects(field.geometry())


def test_what_is_scrolled_away_has_no_ring(qtbot: QtBot, focus: FocusRing) -> None:
    area, tall = QScrollArea(), QWidget()
    tall.setFixedSize(180, 2_000)
    button = QPushButton("Pay", tall)
    area.setWidget(tall)
    area.resize(220, 200)
    on_screen(qtbot, area)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert focus.ring is not None
    seen = []
    for place in (0, 500, 0):
        area.verticalScrollBar().setValue(place)
        seen.append(not focus.ring.visibleRegion().isEmpty())
    assert seen == [True, False, True]


def test_a_window_that_goes_takes_its_ring_along(qtbot: QtBot, focus: FocusRing) -> None:
    first, second = QListWidget(), QWidget()
    on_screen(qtbot, first).setFocus()
    field = QLineEdit(second)
    on_screen(qtbot, second)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    second.close()
    second.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitActive(first):
        first.activateWindow()
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    assert focus.ring is None  # a window of its own


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_the_row_of_a_drop_down_that_is_meant_stands_out(
    look: theme.Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, look)
    choice = Choice()
    qtbot.addWidget(choice)
    choice.addItems(["Bank transfer", "Pošta Srbije"])
    filled = []
    for state in (QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected):
        option = cell(200, ROW_HEIGHT)
        option.state |= state
        image = painted(ChoiceDelegate(choice), option, choice.model().index(1, 0))
        filled.append(ink(image, "accent_ground"))
    assert filled[0] == 0
    assert filled[1] > 200 * ROW_HEIGHT // 2


def test_what_is_chosen_in_a_drop_down_has_a_tick(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.addItems(["Bank transfer", "Pošta Srbije"])
    index = choice.model().index(1, 0)
    inked = []
    for current in (0, 1):
        choice.setCurrentIndex(current)
        image = painted(ChoiceDelegate(choice), cell(200, ROW_HEIGHT), index)
        inked.append(ink(image, "accent", QRect(QPoint(160, 0), QPoint(199, ROW_HEIGHT - 1))))
    assert inked[0] == 0
    assert inked[1] > 0

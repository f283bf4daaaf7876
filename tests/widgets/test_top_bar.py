"""The top bar says where one is and as whom; its menu and arrows wish."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from api_client.models import Operator
from tests.widgets.frame_pictures import PRODUCTION, SANDBOX
from tests.widgets.pixels import ink
from widgets import icons
from widgets.search_view import SearchView
from widgets.top_bar import SEARCH_WIDTH, TopBar


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[TopBar]:
    made = TopBar(SearchView())
    qtbot.addWidget(made)
    made.resize(1360, 52)
    made.show()
    yield made
    made.close()


def test_it_names_the_operator_and_offers_to_sign_out(bar: TopBar) -> None:
    actions = {action.text(): action for action in bar.menu.actions()}
    assert bar.operator.text() == "Signed out"
    assert not actions["Sign out"].isEnabled()
    bar.set_operator(Operator(id=1, email="ops@example.org", role="support"))
    assert bar.operator.text() == "ops@example.org"
    assert bar.operator.accessibleName() == "Operator ops@example.org, menu"
    assert actions["Sign out"].isEnabled()


def test_what_is_offered_stands_on_top_part_by_part(bar: TopBar) -> None:
    bar.offer([[QAction(name, bar) for name in part] for part in ("abc", "de")])
    shown = ["-" if a.isSeparator() else a.text() for a in bar.menu.actions()]
    assert shown[:7] == ["a", "b", "c", "-", "d", "e", "-"]
    assert "--" not in "".join(shown)


def test_the_environment_has_a_name_an_icon_and_a_colour(bar: TopBar) -> None:
    for environment in (SANDBOX, PRODUCTION):
        bar.chip.set_environment(environment)
        QApplication.processEvents()
        assert bar.chip.word.text() == environment.name.upper()
        assert bar.chip.accessibleName() == f"Environment {environment.name}"
        assert ink(bar.chip.grab().toImage(), environment.name) > 10


@pytest.mark.parametrize("choice", ["light", "dark", "system"])
def test_a_theme_is_a_wish_and_ticked_once_chosen(qtbot: QtBot, bar: TopBar, choice: str) -> None:
    names = {"light": "Light", "dark": "Dark", "system": "As the system"}
    action = next(a for a in bar.menu.actions() if a.text() == names[choice])
    with qtbot.waitSignal(bar.theme_requested) as wish:
        action.trigger()
    assert wish.args == [choice]
    bar.set_theme_choice(choice)
    assert [a.text() for a in bar.menu.actions() if a.isChecked()] == [names[choice]]
    bar.set_theme_choice("no such theme")
    assert action.isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_the_keyboard_opens_the_menu_under_its_button(qtbot: QtBot, bar: TopBar) -> None:
    bar.operator.setFocus()
    QTest.keyClick(bar.operator, Qt.Key.Key_Space)
    qtbot.waitUntil(bar.menu.isVisible)
    with qtbot.waitSignal(bar.shortcuts_requested):
        next(a for a in bar.menu.actions() if a.text() == "Keys that work here").trigger()
    bar.menu.close()


def test_a_disabled_arrow_looks_disabled(bar: TopBar) -> None:
    assert not bar.back.isEnabled()
    bar.forward.setEnabled(True)
    size = bar.back.iconSize()
    for arrow, token in ((bar.back, "faint"), (bar.forward, "text")):
        mode = QIcon.Mode.Normal if arrow.isEnabled() else QIcon.Mode.Disabled
        assert ink(arrow.icon().pixmap(size, 1.0, mode).toImage(), token) > 0


def test_words_stand_off_their_icons(bar: TopBar) -> None:
    """The chevron follows the e-mail; its picture is free on the side of the word."""
    picture = bar.operator.icon().pixmap(bar.operator.iconSize(), 1.0).toImage()
    assert picture.width() == icons.SIZE + 4
    word_side = [picture.pixelColor(x, y).alpha() for x in range(4) for y in range(icons.SIZE)]
    assert max(word_side) == 0


def test_the_search_box_takes_no_more_than_its_width(bar: TopBar) -> None:
    assert max(child.width() for child in bar.findChildren(SearchView)) <= SEARCH_WIDTH

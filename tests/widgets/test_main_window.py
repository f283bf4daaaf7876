"""The frame: title, columns, menu and what it remembers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from api_client.models import Operator
from tests.widgets.frame_pictures import PRODUCTION, SANDBOX
from widgets.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(QFrame())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_the_title_names_account_product_and_environment(window: MainWindow) -> None:
    assert window.windowTitle() == "Svetu Console"
    window.set_environment(SANDBOX, "127.0.0.1")
    window.set_subject("Ana Petrović")
    assert window.windowTitle() == "Ana Petrović — Svetu Console — SANDBOX"
    assert window.top_bar.chip.word.text() == "SANDBOX"
    window.set_environment(PRODUCTION, "console.example.org")
    assert window.windowTitle().endswith("PRODUCTION")
    window.set_environment(None, "")
    assert window.top_bar.chip.isHidden()


def test_the_layout_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.columns.setSizes([240, 520, 240])
    window.feed_action.setChecked(False)
    saved = window.save_layout()
    other = MainWindow(QFrame())
    qtbot.addWidget(other)
    other.restore_layout(saved)
    other.show()
    assert other.feed.isHidden()
    assert not other.watch_list.isHidden()
    assert other.watch_list.width() == window.watch_list.width()


@pytest.mark.parametrize("spoiled", [b"", b"\x00", b"\x00\x00\x00\x63rest", b"\x00\x00\x00\x01"])
def test_a_spoiled_layout_is_ignored(window: MainWindow, spoiled: bytes) -> None:
    size = window.size()
    window.restore_layout(spoiled)
    assert window.size() == size
    assert not window.feed.isHidden()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_a_button_with_the_focus_is_pressed_once(
    window: MainWindow, kind: type[QAbstractButton], key: Qt.Key
) -> None:
    pressed: list[bool] = []
    button = kind(window.centre)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus()
    QTest.keyClick(button, key)
    assert len(pressed) == 1
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)  # noqa: FBT003
    QApplication.sendEvent(button, held)
    button.setEnabled(False)
    QTest.keyClick(window, key)
    assert len(pressed) == 1


def test_a_field_that_passes_the_focus_on_presses_no_button(window: MainWindow) -> None:
    pressed: list[bool] = []
    field, button = QLineEdit(window.centre), QPushButton(window.centre)
    button.clicked.connect(lambda: pressed.append(True))
    field.returnPressed.connect(button.setFocus)
    for widget in (field, button):
        widget.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert button.hasFocus()
    assert not pressed
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 1


def test_it_fits_a_small_screen(window: MainWindow) -> None:
    window.resize(1024, 640)
    assert (window.width(), window.height()) == (1024, 640)
    assert window.columns.width() <= 1024


def test_menu_and_arrows_are_wishes(qtbot: QtBot, window: MainWindow) -> None:
    window.set_operator(Operator(id=1, email="ops@example.org", role="support"))
    window.set_navigation(back=True, forward=False)
    with qtbot.waitSignal(window.back_requested):
        window.top_bar.back.click()
    assert not window.top_bar.forward.isEnabled()
    named = {action.text(): action for action in window.top_bar.menu.actions()}
    with qtbot.waitSignal(window.theme_requested) as wish:
        named["Dark"].trigger()
    assert wish.args == ["dark"]
    with qtbot.waitSignal(window.sign_out_requested):
        named["Sign out"].trigger()


def test_setters_wish_nothing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.assertNotEmitted(window.theme_requested):
        window.set_theme_choice("dark")


def test_commands_work_in_the_window(window: MainWindow) -> None:
    action = QAction("Look up a user")
    window.install_actions([action])
    assert action in window.actions()


def test_closing_is_announced(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.close_requested):
        window.close()


def test_whatever_can_be_reached_has_a_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    nameless = [
        widget
        for view in (window.top_bar, window.watch_list, window.feed, window.search)
        for widget in vars(view).values()
        if isinstance(widget, kinds)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []

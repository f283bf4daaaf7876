"""The window of records: one page at a time, read when it comes on screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.record_pictures import payments
from widgets.records_window import RecordsWindow


@pytest.fixture
def window(qtbot: QtBot) -> RecordsWindow:
    made = RecordsWindow()
    qtbot.addWidget(made)
    return made


def test_a_page_is_read_whenever_it_comes_on_screen(window: RecordsWindow) -> None:
    seen: list[str] = []
    window.shown.connect(lambda: seen.append(window.windowTitle().partition(" —")[0]))
    window.show_page(window.audit)
    assert window.is_on_screen(window.audit)
    window.tabs.setCurrentIndex(0)
    assert not window.is_on_screen(window.audit)
    window.close()
    assert not window.is_on_screen(window.deposits)
    window.show_page(window.deposits)
    assert seen == ["Audit", "Test deposits", "Test deposits"]


def test_keys_turn_pages_and_read_again(window: RecordsWindow, qtbot: QtBot) -> None:
    window.show_page(window.deposits)
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.is_on_screen(window.audit)
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.is_on_screen(window.deposits)
    with qtbot.waitSignal(window.deposits.refresh_requested):
        QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_played_page_says_what_the_customer_would_have_seen(qtbot: QtBot) -> None:
    window = payments()
    qtbot.addWidget(window)
    window.show()
    view = window.payments
    states = [view.model.index(n, 5).data() for n in range(view.model.rowCount())]
    assert states == [
        "open, due at 12:04:37", "credited 2 times", "success page, nothing credited",
        "never finished", "declined", "credited",
    ]  # fmt: skip
    assert view.model.index(1, 3).data() == "2.000,00 (left out)"
    view.table.selectRow(0)
    assert "success?amount=2000" in view.detail.text()

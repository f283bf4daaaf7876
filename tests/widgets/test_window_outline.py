"""A window before it is furnished: it becomes the one that it promises to be."""

import pytest
from PySide6.QtCore import QByteArray, QPoint, QRect
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.main_window import MainWindow


def place(part: QWidget, window: MainWindow) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_bars_stand_where_they_will_be(qtbot: QtBot, qapp: QApplication, look: theme.Theme) -> None:
    theme.choose(look)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    before = window.grab().toImage()

    theme.apply(qapp, look)
    window.furnish(QFrame())
    qtbot.waitUntil(window.status_bar.isVisible)
    qtbot.waitUntil(lambda: window.status_bar.geometry().bottom() == window.height() - 1)
    after = window.grab().toImage()
    assert window.size() == before.size() / before.devicePixelRatio()
    top, bottom = place(window.top_bar, window), place(window.status_bar, window)
    for y in (top.top(), top.bottom() - 1, top.bottom(), bottom.top(), bottom.top() + 1,
              bottom.bottom(), top.bottom() + 3, bottom.top() - 3):  # fmt: skip
        assert before.pixelColor(3, y) == after.pixelColor(3, y), y
    theme.apply(qapp, theme.LIGHT)


def test_place_and_columns_come_back_one_after_the_other(qtbot: QtBot) -> None:
    known = MainWindow(QFrame())
    qtbot.addWidget(known)
    known.resize(1300, 700)
    known.show()
    known.watch_list_action.setChecked(False)
    known.columns.setSizes([0, 900, 400])
    layout = known.save_layout()

    at_once, later = MainWindow(QFrame()), MainWindow()
    for window in (at_once, later):
        qtbot.addWidget(window)
        window.restore_layout(layout)
        window.show()
    later.furnish(QFrame())
    assert not later.watch_list_action.isChecked()
    assert later.feed_action.isChecked()
    assert later.size() == at_once.size()
    qtbot.waitUntil(lambda: later.columns.sizes() == at_once.columns.sizes())


@pytest.mark.parametrize("layout", [b"", b"\x00\x00\x00\x01", bytes(QByteArray(b"x" * 40).data())])
def test_a_layout_that_cannot_be_read_changes_nothing(qtbot: QtBot, layout: bytes) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    size = window.size()
    window.restore_layout(layout)
    window.furnish(QFrame())
    assert window.size() == size
    assert window.watch_list_action.isChecked()

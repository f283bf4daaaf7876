"""A window fits on the screen it comes up on, whatever size that has."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from widgets.fitting import FRAME, fitting
from widgets.main_window import MainWindow
from widgets.records_window import RecordsWindow

sizes = st.builds(QSize, st.integers(320, 8000), st.integers(240, 5000))


@given(wanted=sizes, room=sizes, least=sizes)
def test_a_window_fits_wherever_its_smallest_size_does(
    wanted: QSize, room: QSize, least: QSize
) -> None:
    wanted = wanted.expandedTo(least)
    framed = fitting(wanted, room, least) + FRAME
    if (least + FRAME).boundedTo(room) == least + FRAME:
        assert framed.boundedTo(room) == framed
        assert framed == (wanted + FRAME).boundedTo(room)
    else:
        assert framed == wanted + FRAME


def test_windows_ask_the_screen(qtbot: QtBot) -> None:
    for window, wanted in ((MainWindow(), (1360, 800)), (RecordsWindow(), (1240, 640))):
        qtbot.addWidget(window)
        room = window.screen().availableSize()
        assert window.size() == fitting(QSize(*wanted), room, window.minimumSize())

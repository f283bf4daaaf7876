"""The first paint: the window is on screen when the wait is over, and nothing waits for ever."""

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.first_paint import LONGEST_MS, FirstPaint


class Painted(QObject):
    """Whether a widget has been."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.seen |= event.type() is QEvent.Type.Paint
        return False


def test_a_window_has_been_painted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    painted, first = Painted(window), FirstPaint(window)
    window.show()
    first.wait()
    assert painted.seen


def test_what_nobody_can_see_is_not_waited_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    painted, first = Painted(window), FirstPaint(window)
    began = time.monotonic()
    first.wait()
    assert not painted.seen
    assert time.monotonic() - began >= LONGEST_MS / 1000 - 0.05

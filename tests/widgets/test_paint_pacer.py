"""A window is painted at once, and then rests as long as that took; nothing stays unpainted."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.frame_pictures import plain
from widgets.paint_pacer import PaintPacer


class Canvas(QWidget):
    """Takes as long as it is told to paint itself; its clock goes on only while it paints."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self.takes = 0.0
        self.value = 0
        self.painted: list[int] = []
        self.pacer = PaintPacer(self, now=lambda: self.seconds)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self.seconds += self.takes
        self.painted.append(self.value)

    def change(self) -> None:
        self.value += 1
        self.update()
        QApplication.processEvents()

    @property
    def rests(self) -> bool:
        return self.pacer._rest.isActive()


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    made = Canvas()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.painted) and not made.rests)
    made.painted.clear()
    yield made
    made.close()


def test_what_is_quick_is_painted_every_time(canvas: Canvas) -> None:
    canvas.takes = 0.0009
    for _ in range(3):
        canvas.change()
    assert canvas.painted == [1, 2, 3]


def test_what_takes_long_is_painted_at_once_and_then_once_for_all(
    qtbot: QtBot, canvas: Canvas
) -> None:
    canvas.takes = 0.2
    canvas.change()
    assert canvas.painted == [1]
    assert canvas.rests
    assert 150 < canvas.pacer._rest.interval() <= 200
    for _ in range(3):
        canvas.change()
    assert canvas.painted == [1]
    qtbot.waitUntil(lambda: len(canvas.painted) == 2)
    assert canvas.painted == [1, 4]  # the newest, and nothing is left
    qtbot.waitUntil(lambda: not canvas.rests)
    QApplication.processEvents()
    assert canvas.painted == [1, 4]
    canvas.change()
    assert canvas.painted == [1, 4, 5]


def test_the_main_window_has_one(qtbot: QtBot) -> None:
    window = plain()
    qtbot.addWidget(window)
    assert len(window.findChildren(PaintPacer)) == 1

"""Paints a window at once, then rests for as long as that took: a flood never holds it up."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

LEAST_MS = 1
"""A flush that took less needs no rest."""


class PaintPacer(QObject):
    """Puts off what Qt would flush while it rests; a window's parts are flushed together.

    ``now`` is in seconds. So at most half of the time goes into painting, however often something
    changes, and what is painted is always the newest.
    """

    def __init__(self, window: QWidget, *, now: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(window)
        self._window = window
        self._now = now
        self._put_off = False
        self._rest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._rest.timeout.connect(self._go_on)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest or watched is not self._window:
            return False
        if self._rest.isActive():
            self._put_off = True  # Qt does not ask again before it has been granted
            return True
        began = self._now()
        self._window.event(event)
        taken = int((self._now() - began) * 1000)
        if taken >= LEAST_MS:
            self._rest.start(taken)
        return True

    def _go_on(self) -> None:
        if self._put_off:
            self._put_off = False
            QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))

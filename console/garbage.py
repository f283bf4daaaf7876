"""Collects cyclic garbage in Qt's thread only: a QObject must not die in a keyring's thread."""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1000


class GarbageCollector(QObject):
    """Takes over from Python's collector, which runs in whichever thread allocates."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what is loaded by now stays: it need not be walked ever again
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

"""Cycles that hold a QObject are collected in Qt's thread, never in another."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from console.garbage import GarbageCollector


class Cycle(QObject):
    """A QObject with a running timer that only the cyclic collector can free."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        QTimer(self, interval=1000).start()


@pytest.mark.usefixtures("qtbot")
def test_other_threads_collect_nothing_and_the_timer_does(qtbot: QtBot) -> None:
    owner = QObject()
    collector = GarbageCollector(owner)
    try:
        gone = weakref.ref(Cycle())

        def allocate() -> None:
            kept: list[list[list[int]]] = [[[]] for _ in range(200_000)]
            assert kept

        thread = threading.Thread(target=allocate)
        thread.start()
        thread.join()
        assert gone() is not None
        collector.collect()
        kept: list[list[list[int]]] = [[[]] for _ in range(2_000)]
        assert kept
        qtbot.waitUntil(lambda: gone() is None, timeout=20_000)
    finally:
        gc.unfreeze()

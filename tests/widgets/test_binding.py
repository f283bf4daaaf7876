"""The binding counts references: PySide6 6.12.0 lost those to None and True, and aborted."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

TIMES = 200

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None, True and False live for ever from Python 3.12 on"
)


class Told(QObject):
    """A signal with and without arguments, and an event that Python answers."""

    happened = Signal()
    changed = Signal(object, bool)

    def event(self, event: QEvent) -> bool:
        return super().event(event)


def lost_by(act: Callable[[], object]) -> dict[str, float]:
    """Return the references to each constant that one call of ``act`` takes or leaves behind."""
    act()
    constants = {"None": None, "True": True, "False": False}
    before = {name: sys.getrefcount(value) for name, value in constants.items()}
    for _ in range(TIMES):
        act()
    after = {name: sys.getrefcount(value) for name, value in constants.items()}
    drift = {name: (after[name] - before[name]) / TIMES for name in constants}
    return {name: each for name, each in drift.items() if abs(each) > 0.2}


def test_setters_and_getters_keep_the_count(qapp: QApplication) -> None:
    label = QLabel()
    assert lost_by(lambda: label.setText("12")) == {}
    assert lost_by(label.text) == {}
    assert lost_by(lambda: label.setEnabled(True)) == {}
    assert lost_by(label.parent) == {}
    label.deleteLater()
    assert lost_by(qapp.processEvents) == {}


@pytest.mark.usefixtures("qapp")
def test_signals_keep_the_count() -> None:
    told, heard, values = Told(), [], ("balance", True)
    told.happened.connect(lambda: None)
    told.changed.connect(lambda what, on: heard.append((what, on)))
    assert lost_by(told.happened.emit) == {}

    def tell() -> None:
        told.changed.emit(*values)
        heard.clear()

    assert lost_by(tell) == {}


def test_events_and_timers_keep_the_count(qapp: QApplication) -> None:
    told = Told()
    plain = QEvent(QEvent.Type.User)
    assert lost_by(lambda: QCoreApplication.sendEvent(told, plain)) == {}

    def shoot() -> None:
        QTimer.singleShot(0, told.happened.emit)
        qapp.processEvents()

    assert lost_by(shoot) == {}


def test_the_measure_sees_a_reference_that_stays() -> None:
    kept: list[object] = []
    assert lost_by(lambda: kept.append(None)) == {"None": 1.0}

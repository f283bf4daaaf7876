"""What the status bar opens: every figure named, opened and closed as a popover should be."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.frame_pictures import REPORT, plain
from widgets.main_window import MainWindow
from widgets.stream_popover import StreamPopover
from widgets.stream_report import Counts, StreamReport


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = plain()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.close()


def shown(popover: StreamPopover) -> list[str]:
    """Return every figure as it is read out."""
    figures = (*popover.medians.values(), *popover.p95s.values(), *popover.counts.values())
    return [figure.accessibleName() for figure in figures]


def test_every_figure_is_shown_and_named(window: MainWindow) -> None:
    popover = window.details
    popover.show_report(REPORT)
    said = shown(popover)
    for expected in (
        "Commit → gateway, p50: 1,2 ms",
        "Gateway → socket, p95: 0,9 ms",
        "Socket → store, p50: 0,1 ms",
        "Store → painted, p95: 12 ms",
        "Commit → painted, p50: 4,4 ms",
        "Events received: 1.204",
        "Duplicates ignored: 3",
        "Frames of a newer type: 1",
        "Reconnects: 4",
        "Resumes: 3",
        "Resets: 1",
        "Healed gaps: 1",
        "Open gaps: 0",
    ):
        assert expected in said
    assert popover.clock.text() == "The gateway's clock is 8,3 ms ahead of this one (± 0,7 ms)."


def test_what_is_not_known_is_not_a_zero(window: MainWindow) -> None:
    popover = window.details
    popover.show_report(StreamReport())
    assert "Gateway → socket, p50: —" in shown(popover)
    assert "not known yet" in popover.clock.text()
    popover.show_report(StreamReport(ahead_ms=-2000.0, error_ms=12.0))
    assert "2000 ms behind this one (± 12 ms)" in popover.clock.text()


def test_an_open_gap_is_marked(window: MainWindow) -> None:
    popover = window.details
    popover.show_report(StreamReport(counts=Counts(open_gaps=2)))
    assert popover.counts["open_gaps"].property("tone") == "negative"
    popover.show_report(StreamReport())
    assert popover.counts["open_gaps"].property("tone") == ""


def test_it_opens_above_the_bar_and_the_same_way_closes(window: MainWindow) -> None:
    popover, bar = window.details, window.status_bar
    assert popover.isHidden()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert popover.isVisible()
    assert popover.geometry().bottom() < bar.mapTo(window, QPoint(0, 0)).y()
    assert window.rect().contains(popover.geometry())
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert popover.isHidden()
    bar.details_button.click()
    assert popover.isVisible()
    bar.details_button.click()
    assert popover.isHidden()


def test_escape_and_work_elsewhere_close_it(window: MainWindow) -> None:
    popover = window.details
    window.show_details()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert popover.isHidden()
    window.show_details()
    assert popover.hasFocus()
    window.search.box.setFocus()
    assert popover.isHidden()


def test_it_asks_anew_only_while_it_is_open(qtbot: QtBot, window: MainWindow) -> None:
    popover = window.details
    asked: list[bool] = []
    popover.report_requested.connect(lambda: asked.append(True))
    window.show_details()
    assert len(asked) == 1
    qtbot.waitUntil(lambda: len(asked) == 3)
    window.show_details()
    assert not popover._timer.isActive()

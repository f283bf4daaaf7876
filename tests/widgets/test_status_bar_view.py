"""The status bar says how fresh, how much, where and as whom."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from api_client.models import Operator
from tests.widgets.examples import NOON
from tests.widgets.frame_pictures import SANDBOX
from widgets.freshness import Freshness
from widgets.status_bar_view import StatusBarView


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBarView:
    made = StatusBarView()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("freshness", "tone", "said"),
    [
        (None, "warning", "Not connected "),
        (
            Freshness(state="live", as_of=NOON, median_ms=3.4, p95_ms=5.2),
            "positive",
            "Live complete to 12:04:07 · p50 3 · p95 5 ms",
        ),
        (
            Freshness(state="stale", as_of=NOON, age_seconds=41),
            "warning",
            "Stale last proof 12:04:07, 41 s ago",
        ),
        (
            Freshness(state="offline", as_of=NOON, age_seconds=41, attempt=3, next_try_seconds=4.2),
            "warning",
            "Offline, attempt 3 next try in 4 s · last proof 12:04:07, 41 s ago",
        ),
        (
            Freshness(state="capture_broken"),
            "negative",
            "Capture broken not every change is recorded",
        ),
    ],
)
def test_every_state_has_its_words(
    bar: StatusBarView, freshness: Freshness | None, tone: str, said: str
) -> None:
    bar.set_freshness(freshness)
    assert bar.accessibleName() == said
    assert bar.property("tone") == tone


def test_gaps_appear_only_above_zero(bar: StatusBarView) -> None:
    bar.set_counts(1204, 0)
    assert bar.counts.text() == "1.204 events"
    assert bar.gaps.isHidden()
    bar.set_counts(1204, 2)
    assert "2" in bar.gaps.text()
    assert not bar.gaps.isHidden()


def test_it_names_place_and_operator(bar: StatusBarView) -> None:
    bar.set_place(SANDBOX, "127.0.0.1")
    bar.set_operator(Operator(id=1, email="ops@example.org", role="support"))
    assert bar.place.text() == "sandbox @ 127.0.0.1 · ops@example.org, support"
    bar.set_operator(None)
    assert bar.place.text() == "sandbox @ 127.0.0.1"


@pytest.mark.parametrize("width", [1360, 2560])
def test_the_counts_stay_in_the_middle_whatever_is_said(bar: StatusBarView, width: int) -> None:
    bar.resize(width, 30)
    bar.show()
    bar.set_place(SANDBOX, "127.0.0.1")
    bar.set_counts(1204, 0)
    places = set()
    for freshness in (
        None,
        Freshness(state="live", as_of=NOON, median_ms=3.4, p95_ms=5.2),
        Freshness(state="offline", as_of=NOON, age_seconds=41, attempt=3, next_try_seconds=4.2),
    ):
        bar.set_freshness(freshness)
        QApplication.processEvents()
        places.add(bar.counts.geometry().center().x())
    assert len(places) == 1
    assert abs(places.pop() - width // 2) <= 8


def test_in_a_narrow_window_the_state_stays_whole(bar: StatusBarView) -> None:
    bar.resize(1024, 30)
    bar.show()
    bar.set_place(SANDBOX, "127.0.0.1")
    bar.set_operator(Operator(id=1, email="ops@example.org", role="support"))
    bar.set_counts(1_204_331, 12)
    bar.set_freshness(Freshness(state="capture_broken", as_of=NOON, age_seconds=12))
    QApplication.processEvents()
    for label in (bar.state, bar.counts, bar.gaps):
        assert label.width() >= label.sizeHint().width()
    assert bar.place.geometry().right() <= 1024


def test_a_click_anywhere_asks_for_more(bar: StatusBarView) -> None:
    bar.resize(1024, 30)
    bar.show()
    bar.set_counts(1204, 2)
    bar.set_freshness(Freshness(state="live", as_of=NOON))
    asked: list[bool] = []
    bar.details_requested.connect(lambda: asked.append(True))
    for label in (bar.state, bar.detail, bar.counts, bar.gaps, bar):
        QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert len(asked) == 5
    QTest.mouseClick(bar, Qt.MouseButton.RightButton)
    assert len(asked) == 5
    QTest.keyClick(bar.details_button, Qt.Key.Key_Space)
    assert len(asked) == 6
    assert bar.details_button.accessibleName()

"""The curve: what it says, what the pointer reads, where it is drawn."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from api_client.models import Curve, CurvePoint, Position
from tests.widgets.examples import NOON
from tests.widgets.pixels import ink
from widgets.curve_view import HEIGHT, LEAST_HEIGHT, CurveView

DAY = timedelta(days=1)


def curve(*balances: int, exact_from: int = 0) -> Curve:
    """Return one step a day, the last of them at noon."""
    points = tuple(
        CurvePoint(
            at=NOON - DAY * (len(balances) - 1 - number),
            balance_minor=balance,
            transaction_id=100 + number,
            exact=number >= exact_from,
        )
        for number, balance in enumerate(balances)
    )
    return Curve(
        points=points, currency="RSD", as_of=NOON, position=Position(epoch="e", snapshot="1:1:")
    )


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CurveView]:
    made = CurveView()
    qtbot.addWidget(made)
    made.resize(600, HEIGHT + 20)
    made.set_live(True)
    made.show()
    yield made
    made.close()


def test_it_says_over_which_time_and_range_the_balance_moved(view: CurveView) -> None:
    view.set_curve(curve(0, 200_000, -5_000, 150_050))
    assert (view.end_minor, view.curve) == (150_050, curve(0, 200_000, -5_000, 150_050))
    assert view.reading.text() == "28.06.2026 – 01.07.2026 · lowest −50,00 · highest 2.000,00"
    assert "4 steps" in view.accessibleName()
    assert "1.500,50" in view.accessibleName()


def test_the_pointer_reads_the_balance_of_that_moment(view: CurveView) -> None:
    view.set_curve(curve(0, 200_000, 50_000, exact_from=2))
    QApplication.processEvents()
    middle = view.canvas.plot().center().toPoint()
    QTest.mouseMove(view.canvas, middle + QPoint(5, 0))
    assert "≈\u20092.000,00\u00a0RSD" in view.reading.text()
    assert view.reading.text().endswith("since transaction 101")
    QApplication.sendEvent(view.canvas, QEvent(QEvent.Type.Leave))
    assert view.reading.text().startswith("29.06.2026")


def test_the_pointer_beside_the_plot_reads_nothing(view: CurveView) -> None:
    view.set_curve(curve(0, 200_000))
    QApplication.processEvents()
    QTest.mouseMove(view.canvas, QPoint(view.canvas.width() - 2, 20))
    assert "lowest" in view.reading.text()


def test_loading_empty_and_failed_are_three_looks(qtbot: QtBot, view: CurveView) -> None:
    place = view.placeholder
    assert place.accessibleName() == "Reading the course of the balance…"
    assert place.text.isHidden()
    view.set_curve(curve())
    assert place.text.text() == "The balance has never moved."
    assert place.action.isHidden()
    view.set_failure("The database is away.")
    assert place.text.text() == "The database is away."
    with qtbot.waitSignal(view.retry_requested):
        place.action.click()
    view.set_curve(curve(1))
    assert place.isHidden()
    view.set_curve(None)
    assert (view.end_minor, view.reading.text()) == (None, "")


BALANCES = st.lists(st.integers(-999_999_999_999, 999_999_999_999), min_size=1, max_size=20)


@given(BALANCES, st.integers(300, 1_200), st.integers(LEAST_HEIGHT, HEIGHT))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_line_keeps_inside_its_plot_and_ends_at_the_balance(
    view: CurveView, balances: list[int], width: int, height: int
) -> None:
    view.canvas.resize(width, height)
    view.canvas.set_curve(curve(*balances))
    plot = view.canvas.plot()
    corners = view.canvas.corners()
    assert len(corners) == 2 * len(balances)
    assert all(plot.left() - 0.5 <= corner.x() <= plot.right() + 0.5 for corner in corners)
    assert all(plot.top() - 0.5 <= corner.y() <= plot.bottom() + 0.5 for corner in corners)
    assert plot.top() >= 4, "room for the dot at the very top"
    heights = {b: c.y() for b, c in zip(balances, corners[::2], strict=True)}
    for higher, lower in zip(sorted(heights)[1:], sorted(heights), strict=False):
        assert heights[higher] <= heights[lower]
    assert corners[-1].x() == pytest.approx(plot.right())


def test_the_last_balance_is_a_whole_dot(view: CurveView) -> None:
    view.set_curve(curve(0, 443_000, 100_000))
    QApplication.processEvents()
    image = view.canvas.grab().toImage()
    end = view.canvas.corners()[-1].toPoint()
    right_half = QRect(end.x(), end.y() - 4, 8, 9)
    assert ink(image, "accent", right_half) >= 16
    assert image.rect().contains(right_half)


def test_replayed_steps_are_fainter_than_exact_ones(view: CurveView) -> None:
    view.set_curve(curve(100_000, 100_000, 100_000, exact_from=1))
    QApplication.processEvents()
    image = view.canvas.grab().toImage()
    corners = view.canvas.corners()
    replayed, exact = (
        QRect(int(corners[n].x()) + 8, int(corners[n].y()) - 3, 60, 7) for n in (0, 2)
    )
    assert ink(image, "accent", replayed) == 0
    assert ink(image, "accent", exact) >= 60


def test_not_live_is_muted(view: CurveView) -> None:
    view.set_curve(curve(0, 100_000, 100_000))
    view.set_live(False)
    QApplication.processEvents()
    image = view.canvas.grab().toImage()
    assert ink(image, "accent") == 0
    assert ink(image, "muted") > 100

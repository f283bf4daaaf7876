"""The left column: whatever is in it and however low it is, nothing stands on anything else."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.examples import account, user
from tests.widgets.finding_pictures import LIVE, finding, page
from widgets.expectation import Expectation
from widgets.findings_list import ROW_HEIGHT as FINDING
from widgets.main_window import GAP
from widgets.side_column import LEAST_FINDINGS, SideColumn
from widgets.watch_delegate import ROW_HEIGHT as WATCHED

LOWEST, HIGHEST = 520, 1_400
"""Of the column in a window of 640, and of one beyond any screen."""


@pytest.fixture
def column(qtbot: QtBot) -> Iterator[SideColumn]:
    made = SideColumn(GAP)
    qtbot.addWidget(made)
    made.findings.set_freshness(LIVE)
    made.resize(252, 700)
    made.show()
    yield made
    made.close()


def fill(
    column: SideColumn, *, watched: int, recent: int, expected: int, findings: int, opened: bool
) -> None:
    column.watch_list.set_accounts([account(1 + n) for n in range(watched)])
    column.watch_list.set_recent([user(100 + n) for n in range(recent)])
    rows = [
        Expectation(
            key=str(n), user_id=42, user_name="Ana Petrović", amount_minor=200_000,
            currency="RSD", day=date(2026, 7, 1),
        )
        for n in range(expected)
    ]  # fmt: skip
    column.watch_list.set_expected(rows, {})
    column.watch_list.set_open(user(42) if opened else None)
    found = [finding(1 + n) for n in range(findings)]
    column.findings.show_page(page(*found), found)


def settle(column: SideColumn, height: int) -> None:
    column.resize(column.width(), height)
    QApplication.processEvents()


def place(part: QWidget, column: SideColumn) -> QRect:
    return QRect(part.mapTo(column, QPoint(0, 0)), part.size())


def stands_apart(column: SideColumn) -> None:
    """Every visible part lies inside its panel, and no two parts touch the same pixel."""
    panels = column.watch_list, column.findings
    for panel in panels:
        parts = [
            part
            for part in panel.children()
            if isinstance(part, QWidget) and part.isVisible() and part.height() > 0
        ]
        for part in parts:
            assert place(panel, column).contains(place(part, column)), part.accessibleName()
        for one, other in combinations(parts, 2):
            assert not place(one, column).intersects(place(other, column))
    assert not place(panels[0], column).intersects(place(panels[1], column))
    assert column.rect().contains(place(panels[1], column))


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    watched=st.integers(0, 40), recent=st.integers(0, 12), expected=st.integers(0, 9),
    findings=st.integers(0, 60), opened=st.booleans(), width=st.integers(184, 420),
    heights=st.lists(st.integers(LOWEST, HIGHEST), min_size=1, max_size=3),
)  # fmt: skip
def test_nothing_ever_overlaps(
    column: SideColumn, watched: int, recent: int, expected: int, findings: int, opened: bool,  # noqa: FBT001
    width: int, heights: list[int],
) -> None:  # fmt: skip
    column.resize(width, column.height())
    fill(
        column, watched=watched, recent=recent, expected=expected, findings=findings, opened=opened
    )
    for height in heights:
        settle(column, height)
        stands_apart(column)
        assert column.watch_list.list.height() >= min(watched, 3) * WATCHED
        assert column.findings.list.height() >= min(findings, LEAST_FINDINGS) * FINDING


class Requests(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    watched=st.integers(0, 9), recent=st.integers(0, 9), expected=st.integers(0, 5),
    findings=st.integers(0, 9), opened=st.booleans(), height=st.integers(LOWEST, HIGHEST),
)  # fmt: skip
def test_laid_out_it_is_at_rest(
    column: SideColumn, watched: int, recent: int, expected: int, findings: int, opened: bool,  # noqa: FBT001
    height: int,
) -> None:  # fmt: skip
    """Who asks for a layout while laying out keeps the thread that paints at work for ever."""
    fill(
        column, watched=watched, recent=recent, expected=expected, findings=findings, opened=opened
    )
    settle(column, height)
    for _ in range(5):
        QApplication.processEvents()
    requests = Requests(column)
    for _ in range(20):
        QApplication.processEvents()
    assert requests.count == 0


def test_all_five_findings_are_seen_on_a_large_screen(column: SideColumn) -> None:
    fill(column, watched=5, recent=12, expected=2, findings=5, opened=True)
    settle(column, 960)
    assert column.findings.list.height() >= 5 * FINDING
    assert column.watch_list.list.height() >= 5 * WATCHED


def test_findings_take_what_a_short_watch_list_leaves(column: SideColumn) -> None:
    fill(column, watched=2, recent=1, expected=0, findings=60, opened=True)
    settle(column, 900)
    stands_apart(column)
    rest = column.height() - column.watch_list.easy_height - GAP
    assert column.findings.height() > rest - FINDING


def test_in_a_low_column_the_recent_give_way(column: SideColumn) -> None:
    fill(column, watched=5, recent=12, expected=2, findings=5, opened=True)
    settle(column, LOWEST)
    assert column.watch_list.list.height() >= 3 * WATCHED
    assert not column.watch_list.expected.isHidden()
    stands_apart(column)

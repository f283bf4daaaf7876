"""The filter of an account's transactions: words and days of Belgrade, told as they are typed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.transaction_filter_bar import ALL, CUSTOM, MONTH, TODAY, WEEK, TransactionFilterBar
from widgets.transaction_table_model import TransactionFilter

BELGRADE = ZoneInfo("Europe/Belgrade")


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[TransactionFilterBar]:
    made = TransactionFilterBar()
    qtbot.addWidget(made)
    made.resize(700, 32)
    made.show()
    yield made
    made.close()


def choose(bar: TransactionFilterBar, choice: str) -> None:
    bar.range.setCurrentIndex(bar.range.findData(choice))


def test_typing_tells_the_words(bar: TransactionFilterBar) -> None:
    told: list[TransactionFilter] = []
    bar.filter_changed.connect(told.append)
    QTest.keyClicks(bar.text, " ips")
    assert [wanted.text for wanted in told] == ["", "i", "ip", "ips"]
    assert bar.wanted == TransactionFilter(text="ips")


@pytest.mark.parametrize(("choice", "days"), [(TODAY, 1), (WEEK, 7), (MONTH, 30)])
def test_a_range_ends_with_today_and_begins_at_a_midnight(
    bar: TransactionFilterBar, choice: str, days: int
) -> None:
    before = datetime.now(BELGRADE).date()
    choose(bar, choice)
    after = datetime.now(BELGRADE).date()
    since = bar.wanted.since
    assert since is not None
    assert since.tzinfo == BELGRADE
    assert (since.hour, since.minute) == (0, 0)
    assert before <= since.date() + timedelta(days=days - 1) <= after
    assert bar.wanted.until is None
    assert bar.since.isHidden()


def test_own_days_are_whole_days_and_can_be_read(bar: TransactionFilterBar) -> None:
    choose(bar, CUSTOM)
    bar.since.setDate(QDate(2026, 3, 29))
    bar.until.setDate(QDate(2026, 3, 29))
    wanted = bar.wanted
    assert wanted.since == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert wanted.until == datetime(2026, 3, 29, 22, tzinfo=UTC), "23 hours: the clock changed"
    for edit in (bar.since, bar.until):
        assert not edit.isHidden()
        line = edit.lineEdit()
        text = line.fontMetrics().horizontalAdvance(line.text())
        assert text <= line.width() - line.textMargins().left() - line.textMargins().right()
        assert edit.height() == bar.text.height()


@given(st.dates(datetime(2020, 1, 1).date(), datetime(2035, 12, 31).date()), st.integers(0, 400))  # noqa: DTZ001
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_moment_of_the_chosen_days_passes_and_no_other(
    bar: TransactionFilterBar, day: datetime, span: int
) -> None:
    choose(bar, CUSTOM)
    first = QDate(day.year, day.month, day.day)
    bar.since.setDate(first)
    bar.until.setDate(first.addDays(span))
    since, until = bar.wanted.since, bar.wanted.until
    assert since is not None
    assert until is not None
    second = timedelta(seconds=1)
    assert since.astimezone(BELGRADE).date() == day
    assert (since.astimezone(UTC) - second).astimezone(BELGRADE).date() < day
    last = (until.astimezone(UTC) - second).astimezone(BELGRADE).date()
    assert (last.year, last.month, last.day) == first.addDays(span).getDate()


def test_esc_clears_and_then_leaves(qtbot: QtBot, bar: TransactionFilterBar) -> None:
    QTest.keyClicks(bar.text, "ips")
    choose(bar, WEEK)
    with qtbot.assertNotEmitted(bar.left):
        QTest.keyClick(bar.text, Qt.Key.Key_Escape)
    assert (bar.wanted, bar.range.currentData()) == (TransactionFilter(), ALL)
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.text, Qt.Key.Key_Escape)

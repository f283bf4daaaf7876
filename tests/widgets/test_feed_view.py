"""The live feed: following, pausing, filtering, gaps, and what stands there without rows."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.examples import NOON, transaction
from widgets.feed_delegate import tint
from widgets.feed_view import FeedView
from widgets.freshness import Freshness

if TYPE_CHECKING:
    from widgets.feed_table_model import Gap


@pytest.fixture
def feed(qtbot: QtBot) -> Iterator[FeedView]:
    view = FeedView()
    qtbot.addWidget(view)
    view.resize(292, 400)
    view.show_history([transaction(number) for number in range(50, 0, -1)])
    view.show()
    yield view
    view.close()


def top(feed: FeedView) -> int:
    return feed.model.row(0).key


def scroll(feed: FeedView, value: int) -> None:
    feed.table.verticalScrollBar().setValue(value)


def test_commits_appear_on_top(feed: FeedView) -> None:
    feed.prepend([transaction(51), transaction(52)])
    assert top(feed) == 52
    assert feed.waiting.isHidden()


def test_scrolling_away_pauses_counts_and_keeps_the_row_under_the_eye(feed: FeedView) -> None:
    scroll(feed, 200)
    before = feed.model.row(feed.table.rowAt(10)).key
    feed.prepend([transaction(51), transaction(52)])
    assert not feed.waiting.isHidden()
    assert "2" in feed.waiting_text.text()
    assert feed.model.row(feed.table.rowAt(10)).key == before
    scroll(feed, 0)
    assert feed.waiting.isHidden()
    assert top(feed) == 52


def under_the_eye(feed: FeedView) -> tuple[int, int]:
    """Return which row stands at the top of what is seen, and where."""
    number = feed.table.rowAt(0)
    return feed.model.row(number).key, feed.table.rowViewportPosition(number)


def test_whatever_happens_above_the_row_under_the_eye_stays(feed: FeedView) -> None:
    gap = feed.add_gap(NOON, NOON)
    scroll(feed, 517)
    before = under_the_eye(feed)
    feed.fill_gap(gap, [transaction(number) for number in range(80, 60, -1)])
    assert under_the_eye(feed) == before
    feed.remove([50, 49, 70])
    assert under_the_eye(feed) == before
    feed.form.minimum.setText("1")
    assert under_the_eye(feed) == before
    feed.prepend([transaction(99)])
    feed.replace([transaction(48, status="failed")])
    assert under_the_eye(feed) == before
    assert not feed.model.following


def test_when_the_row_under_the_eye_goes_the_next_one_stays(feed: FeedView) -> None:
    scroll(feed, 510)
    key, stood = under_the_eye(feed)
    feed.remove([key, 50])
    number = feed.model.number(key - 1)
    assert number is not None
    assert feed.table.rowViewportPosition(number) == stood + feed.table.rowHeight(0)


def test_more_than_can_wait_leaves_a_row_that_says_so(qtbot: QtBot) -> None:
    view = FeedView(capacity=20)
    qtbot.addWidget(view)
    view.show_history([transaction(number) for number in range(10, 0, -1)])
    view.set_paused(True)
    view.prepend([transaction(number) for number in range(11, 31)])
    assert "20 waiting" in view.waiting_text.text()
    view.prepend([transaction(number) for number in range(31, 36)])
    assert "or more" in view.waiting_text.text()
    view.set_paused(False)
    rows = [view.model.row(number) for number in range(view.model.rowCount())]
    assert [row.key for row in rows[:-1]] == list(range(35, 16, -1))
    spoken = str(view.model.index(19, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "6 rows did not fit while paused, between 12:04:18 and 12:04:23"
    asked: list[Gap] = []
    view.fill_requested.connect(asked.append)
    view.table.activated.emit(view.model.index(19, 0))
    assert asked == []  # they are known to have been there


def test_the_payment_method_is_a_filter_too(feed: FeedView) -> None:
    feed.prepend([transaction(51, payment_method="bank_transfer"), transaction(52)])
    feed.form.method.setText("Bank")
    assert [feed.model.row(n).key for n in range(feed.model.rowCount())] == [51]
    feed.set_paused(True)
    feed.prepend([transaction(53), transaction(54, payment_method="bank_transfer")])
    feed.prepend([transaction(55, payment_method=None)])
    assert "1 waiting" in feed.waiting_text.text()
    feed.form.clear()
    assert "3 waiting" in feed.waiting_text.text()


def test_every_part_of_the_filter_holds_for_what_waits(feed: FeedView) -> None:
    feed.set_paused(True)
    feed.prepend([
        transaction(51, test=True), transaction(52, type="payment"), transaction(53, user_id=7),
        transaction(54, status="pending"), transaction(55, amount_minor=50),
        transaction(56, payment_method="ips_qr"),
    ])  # fmt: skip
    form = feed.form

    def waiting() -> str:
        return feed.waiting_text.text().rpartition("· ")[2]

    narrowing: list[Callable[[], object]] = [
        lambda: form.origin.setCurrentIndex(2), lambda: form.type.setCurrentIndex(2),
        lambda: form.user.setText("#7"), lambda: form.status.setCurrentIndex(2),
        lambda: form.maximum.setText("1"), lambda: form.method.setText("ips"),
    ]  # fmt: skip
    for narrow in narrowing:
        narrow()
        assert waiting() == "1 waiting"
        form.clear()
        assert waiting() == "6 waiting"


def test_space_pauses_and_resumes(feed: FeedView) -> None:
    QTest.keyClick(feed.table, Qt.Key.Key_Space)
    feed.prepend([transaction(51)])
    assert top(feed) == 50
    scroll(feed, 100)
    scroll(feed, 0)
    assert top(feed) == 50, "a pause by hand outlives scrolling"
    QTest.keyClick(feed.table, Qt.Key.Key_Space)
    assert top(feed) == 51


def test_the_buttons_pause_and_resume(feed: FeedView) -> None:
    feed.pause_button.click()
    feed.prepend([transaction(51)])
    scroll(feed, 150)
    feed.resume_button.click()
    assert top(feed) == 51
    assert feed.table.verticalScrollBar().value() == 0


def test_the_filter_chooses_among_what_waits_too(feed: FeedView) -> None:
    feed.set_paused(True)
    feed.form.user.setText("marko")
    feed.prepend([transaction(51, user_id=7), transaction(52), transaction(53, user_id=7)])
    assert "2" in feed.waiting_text.text()
    assert feed.model.rowCount() == 0
    feed.set_paused(False)
    assert [feed.model.row(n).key for n in range(feed.model.rowCount())] == [53, 51]
    feed.form.clear_button.click()
    assert top(feed) == 53
    assert feed.model.rowCount() == 53


@pytest.mark.parametrize(
    ("typed", "expected"), [("#7", [51]), ("51", [51]), ("ILIĆ", [51]), ("ilic", [51])]
)
def test_users_are_found_by_id_and_by_eye(feed: FeedView, typed: str, expected: list[int]) -> None:
    feed.prepend([transaction(51, user_id=7)])
    feed.remove([7])
    feed.form.user.setText(typed)
    assert [feed.model.row(n).key for n in range(feed.model.rowCount())] == expected


def test_amounts_are_compared_without_sign(feed: FeedView) -> None:
    feed.prepend([transaction(51, amount_minor=-50_000, direction=-1)])
    feed.form.minimum.setText("400")
    feed.form.maximum.setText("600,00")
    assert [feed.model.row(n).key for n in range(feed.model.rowCount())] == [51]


def test_escape_clears_and_closes_the_filter(feed: FeedView) -> None:
    feed.open_filter()
    feed.form.user.setText("nobody")
    assert feed.stack.currentWidget() is feed.placeholder
    QTest.keyClick(feed.table, Qt.Key.Key_Escape)
    assert feed.form.isHidden()
    assert feed.model.rowCount() == 50


def test_the_selection_follows_its_record(feed: FeedView) -> None:
    feed.table.setCurrentIndex(feed.model.index(3, 0))
    chosen = feed.model.row(3).key
    feed.prepend([transaction(51)])
    assert feed.model.row(feed.table.currentIndex().row()).key == chosen
    feed.form.origin.setCurrentIndex(1)
    assert feed.model.row(feed.table.currentIndex().row()).key == chosen


def test_a_click_names_the_user(qtbot: QtBot, feed: FeedView) -> None:
    feed.prepend([transaction(51, user_id=3_000_000_000)])
    with qtbot.waitSignal(feed.user_requested) as wish:
        QTest.mouseClick(feed.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert wish.args == [3_000_000_000]


def test_a_gap_asks_to_be_filled_once_and_says_why_it_was_not(feed: FeedView) -> None:
    asked: list[Gap] = []
    feed.fill_requested.connect(asked.append)
    gap = feed.add_gap(NOON, NOON)
    index = feed.model.index(0, 0)
    feed.table.activated.emit(index)
    feed.table.activated.emit(index)
    assert asked == [gap]
    feed.show_gap_failed(gap, "The gateway is away.")
    feed.table.activated.emit(index)
    assert asked == [gap, gap]
    feed.fill_gap(gap, [transaction(60)])
    assert top(feed) == 60


def test_a_gap_filled_from_the_tables_says_so_and_asks_for_nothing(feed: FeedView) -> None:
    asked: list[Gap] = []
    feed.fill_requested.connect(asked.append)
    gap = feed.add_gap(NOON, NOON)
    index = feed.model.index(0, 0)
    before = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    feed.fill_gap(gap, [transaction(60)], exact=False)
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "missing" in before
    assert "Filled from the tables" in said
    assert "12:04:07" in said
    feed.table.activated.emit(index)
    assert asked == []
    assert feed.model.row(1).key == 60


def test_loading_empty_and_failed_are_told_apart(qtbot: QtBot) -> None:
    view = FeedView()
    qtbot.addWidget(view)
    said = [view.placeholder.accessibleName()]
    view.show_failed("The database is away.")
    said.append(view.placeholder.text.text())
    with qtbot.waitSignal(view.retry_requested):
        view.placeholder.action.click()
    view.show_history([])
    said.append(view.placeholder.text.text())
    assert len(set(said)) == 3
    assert said[1] == "The database is away."


def test_it_is_not_called_live_before_it_is(feed: FeedView) -> None:
    assert feed.caption.text() == "NOT LIVE"
    feed.set_freshness(Freshness(state="live"))
    assert feed.caption.text() == "LIVE"
    feed.set_freshness(Freshness(state="offline"))
    assert feed.caption.text() == "NOT LIVE"


def test_copying_gives_plain_text(feed: FeedView) -> None:
    feed.prepend([transaction(51, direction=-1, type="payment")])
    feed.table.setCurrentIndex(feed.model.index(0, 0))
    named = {action.text(): action for action in feed.table.actions()}
    named["Copy the amount"].trigger()
    assert QGuiApplication.clipboard().text() == "-2000.00"
    feed.table.setFocus()
    QTest.keyClick(feed.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[:6] == ["51", "42", "Ana Petrović", "payment", "completed", "-2000.00"]


def test_the_tint_holds_then_fades() -> None:
    assert [tint(age) for age in (0.0, 2.0, 9.0, float("inf"))] == [1.0, 1.0, 0.0, 0.0]
    assert 0 < tint(2.3) < 1


def test_every_row_speaks(feed: FeedView) -> None:
    feed.prepend([transaction(51, test=True, status="pending")])
    spoken = str(feed.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    for part in ("Ana Petrović", "Deposit", "+2.000,00 RSD", "pending", "12:04:58", "test"):
        assert part in spoken

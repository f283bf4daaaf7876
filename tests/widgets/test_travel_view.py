"""Time travel in both directions, and what a customer's screen should and could have said."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, QPoint, Qt, QTime, QTimeZone
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from api_client.verdicts import AccountThen, TransactionThen
from tests.widgets.examples import NOON, transaction
from tests.widgets.verdict_examples import POSITION, state, verdict
from tests.widgets.why_pictures import page
from widgets.format import BELGRADE
from widgets.moment import Moment, difference, rows_of
from widgets.screen_words import could_have_said, should_have_said
from widgets.travel_view import TravelView


def row(id_: int, minor: int = 100, status: str = "completed", **fields: object) -> TransactionThen:
    known = {
        "id": id_, "type": "deposit", "status": status, "amount_minor": minor, "direction": 1,
        "currency": "RSD", "exact": True, "created_at": NOON,
    }  # fmt: skip
    return TransactionThen(**(known | fields))  # type: ignore[arg-type]


def then(*rows: TransactionThen, at: datetime = NOON, **fields: object) -> AccountThen:
    known = {
        "user_id": 42, "at": at, "currency": "RSD", "exact": True, "frozen_minor": 0,
        "balance_before_minor": None,
        "balance_minor": sum(r.amount_minor for r in rows if r.status == "completed"),
        "transactions": rows, "pending": tuple(r for r in rows if r.status == "pending"),
        "transaction_count": len(rows), "more": False, "as_of": NOON, "position": POSITION,
    }  # fmt: skip
    return AccountThen(**(known | fields))  # type: ignore[arg-type]


def moment(was: AccountThen) -> Moment:
    return Moment(then=was, rows=rows_of(was, "Ana", {}))


@pytest.fixture
def travel(qtbot: QtBot) -> Iterator[TravelView]:
    made = TravelView()
    qtbot.addWidget(made)
    made.resize(728, 420)
    made.show()
    made.set_span(NOON - timedelta(days=10), NOON)
    yield made
    made.close()


def test_a_moment_is_shown_as_it_was(travel: TravelView) -> None:
    travel.set_moment(moment(then(row(3), row(2, 50, "pending"), row(1, 900), frozen_minor=5)))
    assert travel.balance.text() == "Then 10,00\u00a0RSD"
    assert travel.about.text() == "frozen 0,05 · 3 transactions · 1 pending, +0,50"
    assert [travel.rows.row(n).status for n in range(3)] == ["completed", "pending", "completed"]
    assert travel.chosen == NOON.replace(microsecond=0)
    assert travel.slider.value() == travel.slider.maximum()


def test_what_is_only_reckoned_back_says_so(travel: TravelView) -> None:
    travel.set_moment(moment(then(row(1), exact=False, frozen_minor=None)))
    assert travel.balance.text() == "Then ≈\u20091,00\u00a0RSD"
    assert travel.about.text().startswith("frozen — ")
    assert "reckoned back" in travel.about.text()
    assert not travel.table.delegate.live


def test_slider_and_date_field_ask_for_a_moment(qtbot: QtBot, travel: TravelView) -> None:
    with qtbot.waitSignal(travel.moment_requested) as wish:
        travel.slider.setValue(500)
    assert wish.args == [NOON - timedelta(days=5)]
    with qtbot.waitSignal(travel.moment_requested) as wish:
        travel.at.setDateTime(
            QDateTime(QDate(2026, 3, 29), QTime(14, 2),
                      QTimeZone(QTimeZone.Initialization.UTC))
        )  # fmt: skip
    assert wish.args == [datetime(2026, 3, 29, 14, 2, tzinfo=BELGRADE)]
    travel.set_moment(moment(then(at=NOON - timedelta(days=900))))
    assert travel.slider.value() == 0
    assert "nothing pending" in travel.about.text()
    for button, by in ((travel.earlier, -1), (travel.later, 1)):
        with qtbot.waitSignal(travel.step_requested) as wish:
            button.click()
        assert wish.args == [by]


def test_two_moments_are_compared(travel: TravelView) -> None:
    one = then(row(1), row(2, 50, "pending"), at=NOON - timedelta(days=2))
    travel.set_moment(moment(one))
    travel.pin_button.click()
    travel.set_moment(moment(then(row(1), row(2, 50), row(3, 7), at=NOON)))
    assert travel.compared.text() == (
        "From 29.06.2026 12:04:07 to 01.07.2026 12:04:07: +0,57, 1 new, 1 changed."
    )
    assert travel.table.delegate.marks == {3: "accent", 2: "warning"}
    travel.pin_button.click()
    assert travel.compared.isHidden()
    assert travel.table.delegate.marks == {}


@given(
    st.lists(st.tuples(st.integers(1, 20), st.sampled_from(["completed", "pending"])), max_size=8),
    st.lists(st.tuples(st.integers(1, 20), st.sampled_from(["completed", "pending"])), max_size=8),
)
def test_the_difference_is_the_same_whichever_moment_comes_first(
    some: list[tuple[int, str]], more: list[tuple[int, str]]
) -> None:
    one = then(*(row(id_, 100, status) for id_, status in dict(some).items()), at=NOON)
    other = then(
        *(row(id_, 100, status) for id_, status in dict(more).items()), at=NOON + timedelta(1)
    )
    assert difference(one, other) == difference(other, one)
    found = difference(one, other)
    assert found.minor == other.balance_minor - one.balance_minor
    assert set(found.new) == set(dict(more)) - set(dict(some))
    assert not set(found.new) & set(found.changed)


def test_what_a_screen_should_and_could_have_said(travel: TravelView) -> None:
    was = moment(then(row(1, 200_000), frozen_minor=50_000, balance_before_minor=0))
    assert should_have_said(was) == "1.500,00\u00a0RSD"
    said = could_have_said(was)
    assert [line.split(" ")[0].replace("\u00a0", " ") for line in said] == [
        "0,00 RSD,", "0,00 RSD,", "1.500,00", "an",
    ]  # fmt: skip
    assert could_have_said(moment(then())) == ["an empty history: the page never shows any"]
    travel.set_moment(was)
    assert travel.screens.isHidden()
    travel.screen_button.click()
    assert travel.should.text() == "1.500,00\u00a0RSD"
    assert "it never looks again" in travel.could.text()


def test_what_is_known_now_is_only_added_where_it_was_the_same() -> None:
    now = {1: transaction(1, amount_minor=100, balance_after_minor=7, description="d")}
    (same,) = rows_of(then(row(1)), "Ana", now)
    assert (same.balance_after_minor, same.description) == (7, "d")
    (other,) = rows_of(then(row(1, status="pending")), "Ana", now)
    assert other.balance_after_minor is None
    (gone,) = rows_of(then(row(9)), "Ana", now)
    assert (gone.created_at, gone.description) == (NOON, None)


def test_loading_failed_and_empty_are_three_looks(qtbot: QtBot, travel: TravelView) -> None:
    travel.show_loading()
    assert travel.placeholder.isVisible()
    assert travel.placeholder.text.isHidden()
    travel.show_failed("The gateway is away.")
    assert travel.placeholder.text.text() == "The gateway is away."
    with qtbot.waitSignal(travel.moment_requested):
        travel.placeholder.action.click()
    travel.set_moment(moment(then()))
    assert travel.placeholder.text.text() == "There was no transaction yet."
    travel.forget()
    assert travel.moment is None
    with qtbot.waitSignal(travel.close_requested):
        QTest.keyClick(travel, Qt.Key.Key_Escape)


def test_a_click_on_the_curve_travels_there_and_back(qtbot: QtBot) -> None:
    made = page(state(verdict()), why=False)
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    canvas = made.curve.canvas
    QTest.mouseMove(canvas, QPoint(300, 40))
    QTest.mouseMove(canvas, QPoint(301, 40))
    with qtbot.waitSignal(made.travel.moment_requested) as wish:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(301, 40))
    assert NOON - timedelta(days=40) < wish.args[0] < NOON
    assert made.travel.isVisible()
    assert not made.rows.isVisible()
    made.travel.back.click()
    assert made.rows.isVisible()
    made.open_why()
    made.open_travel()
    assert made.travel.isVisible(), "the past comes before the explanation"
    made.show_rows({1: "accent"})
    assert made.rows.isVisible()

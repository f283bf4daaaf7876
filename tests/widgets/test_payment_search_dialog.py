"""A payment is described by amount and day; what is found says in what it is off."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from api_client.models import UserHits
from api_client.verdicts import Match, Matches
from tests.widgets.examples import NOON, PEOPLE, hit, transaction, user
from tests.widgets.verdict_examples import POSITION
from widgets.expectation import Expectation, NearMiss
from widgets.expectation_dialog import ExpectationDialog
from widgets.expected_list import near_words
from widgets.match_list import miss_words
from widgets.payment_search_dialog import Described, PaymentSearchDialog
from widgets.search_view import SearchView
from widgets.watch_list_view import WatchListView


def found(*matches: Match, more: bool = False) -> Matches:
    return Matches(matches=matches, more=more, as_of=NOON, position=POSITION)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PaymentSearchDialog]:
    made = PaymentSearchDialog(user(42))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def described(qtbot: QtBot, dialog: PaymentSearchDialog) -> Described:
    dialog.day.setDate(QDate(2025, 7, 1))
    dialog.amount.setText("2000")
    with qtbot.waitSignal(dialog.search_requested) as wish:
        dialog.submit.click()
    asked = wish.args[0]
    assert isinstance(asked, Described)
    return asked


def test_what_is_described_is_asked_for(qtbot: QtBot, dialog: PaymentSearchDialog) -> None:
    asked = described(qtbot, dialog)
    assert asked == Described(amount_minor=200_000, day=date(2025, 7, 1), user_id=42)
    dialog.own.setChecked(False)
    assert described(qtbot, dialog).user_id is None
    dialog.amount.setText("much")
    with qtbot.assertNotEmitted(dialog.search_requested):
        dialog.submit.click()
    assert dialog.amount_field.problem.text()


def test_what_is_found_is_chosen(qtbot: QtBot, dialog: PaymentSearchDialog) -> None:
    asked = described(qtbot, dialog)
    first = Match(transaction=transaction(5))
    dialog.show_matches(asked, found(first, Match(transaction=transaction(6), misses=("day",))))
    assert dialog.list.isVisible()
    model = dialog.model
    assert "exactly this" in str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))
    with qtbot.waitSignal(dialog.match_chosen) as wish:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert wish.args == [first]


def test_late_failed_and_empty_answers(qtbot: QtBot, dialog: PaymentSearchDialog) -> None:
    old = described(qtbot, dialog)
    dialog.own.setChecked(False)
    asked = described(qtbot, dialog)
    dialog.show_matches(old, found(Match(transaction=transaction(5))))
    assert dialog.model.rowCount() == 0
    dialog.show_failed(asked, "The gateway is away.")
    assert dialog.placeholder.text.text() == "The gateway is away."
    with qtbot.waitSignal(dialog.search_requested):
        dialog.placeholder.action.click()
    dialog.show_matches(asked, found())
    assert "Nothing like it" in dialog.placeholder.text.text()
    dialog.show_matches(asked, found(Match(transaction=transaction(5)), more=True))
    assert "more" in dialog.caption.text()


def test_in_what_it_is_off_is_said() -> None:
    row = transaction(5, status="pending", currency="EUR")
    misses = ("status", "currency", "scaled_by_100", "of_a_newer_gateway")
    assert miss_words(Match(transaction=row, misses=misses)) == (
        "pending, not completed, in EUR, a factor of 100, of_a_newer_gateway"
    )


def test_an_amount_in_the_search_box_offers_to_find_payments(qtbot: QtBot) -> None:
    search = SearchView()
    qtbot.addWidget(search)
    search.show()
    for text, offered in (("2000", True), ("2.000,00 RSD", True), ("42", False), ("Ana", False)):
        search.look_up(text)
        search._ask()
        search.show_results(search._generation, UserHits(users=(hit(42),), more=False))
        assert search.payment_link.isHidden() is not offered, text
    search.look_up("2000")
    search._ask()
    search.show_results(search._generation, UserHits(users=(), more=False))
    with qtbot.waitSignal(search.payment_requested) as wish:
        search.payment_link.click()
    assert wish.args == [200_000]


def test_a_payment_is_expected(qtbot: QtBot) -> None:
    dialog = ExpectationDialog(user(7), "RSD", make_key=lambda: "k")
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.assertNotEmitted(dialog.expected):
        dialog.submit.click()
    assert dialog.amount_field.problem.text()
    QTest.keyClicks(dialog.amount, "2000")
    dialog.day.setDate(QDate(2025, 7, 1))
    assert dialog.submit.text() == "Expect 2.000,00\u00a0RSD for Marko Ilić"
    with qtbot.waitSignal(dialog.expected) as wish:
        dialog.submit.click()
    assert wish.args == [
        Expectation(key="k", user_id=7, user_name="Marko Ilić", amount_minor=200_000,
                    currency="RSD", day=date(2025, 7, 1))
    ]  # fmt: skip


def test_what_is_expected_stays_in_sight(qtbot: QtBot) -> None:
    view = WatchListView()
    qtbot.addWidget(view)
    view.resize(252, 600)
    view.show()
    assert view.expected_caption.isHidden(), "without an account there is nothing to expect"
    view.set_open(user(42))
    with qtbot.waitSignal(view.expect_requested):
        view.expect_button.click()
    wanted = Expectation(key="a", user_id=7, user_name=PEOPLE[7], amount_minor=200_000,
                         currency="RSD", day=date(2025, 7, 1))  # fmt: skip
    miss = NearMiss(transaction=transaction(9, user_id=42), why="other_user")
    view.set_expected([wanted], {"a": [miss]})
    model = view.expected_model
    assert (model.data(model.index(0)), model.state(0)) == (
        "2.000,00\u00a0RSD for Marko Ilić", "9 went to #42",
    )  # fmt: skip
    assert near_words(miss) in str(model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))
    with qtbot.waitSignal(view.user_requested) as wish:
        view.expected.activated.emit(model.index(0))
    assert wish.args == [7]
    view.expected.setCurrentIndex(model.index(0))
    with qtbot.waitSignal(view.forget_requested) as forgotten:
        view.forget_action.trigger()
    assert forgotten.args == [wanted]

"""The search box: what it asks, which answers it takes, and its keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from api_client.models import UserHit, UserHits
from tests.widgets.examples import hit
from widgets.search_results import ROW_HEIGHT, SearchListModel, matched_spans
from widgets.search_view import MOST_REPEATED, MOST_ROWS_SEEN, LookUp, SearchView


class Asked:
    """Everything a search box wished."""

    def __init__(self, view: SearchView) -> None:
        self.look_ups: list[LookUp] = []
        self.chosen: list[UserHit] = []
        view.search_requested.connect(self.look_ups.append)
        view.user_chosen.connect(self.chosen.append)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[SearchView]:
    window = QWidget()
    window.resize(800, 600)
    search = SearchView(window, debounce_ms=0)
    search.resize(500, 34)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield search
    window.close()


def found(*hits: UserHit, more: bool = False) -> UserHits:
    return UserHits(users=hits, more=more)


def ask(qtbot: QtBot, view: SearchView, asked: Asked, text: str) -> LookUp:
    view.focus_search()
    before = len(asked.look_ups)
    QTest.keyClicks(view.box, text)
    qtbot.waitUntil(lambda: bool(asked.look_ups) and asked.look_ups[-1].text == text)
    assert len(asked.look_ups) > before
    return asked.look_ups[-1]


def test_typing_asks_and_lists_the_answer(qtbot: QtBot, view: SearchView) -> None:
    asked = Asked(view)
    look_up = ask(qtbot, view, asked, "ana")
    assert not view.popup.isHidden()
    view.show_results(look_up.generation, found(hit(42), hit(318)))
    assert view.model.rowCount() == 2
    assert view.model.index(0, 0).data() == "Ana Petrović"


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("count", [1, 5, 16])
def test_the_popup_holds_what_it_lists(
    qtbot: QtBot,
    view: SearchView,
    count: int,
    more: bool,  # noqa: FBT001
) -> None:
    look_up = ask(qtbot, view, Asked(view), "ana")
    hits = [hit(number) for number in range(1, count + 1)]
    view.show_results(look_up.generation, found(*hits, more=more))
    QApplication.processEvents()
    rows = min(count, MOST_ROWS_SEEN)
    assert view.caption.isHidden() is not more
    assert view.list.height() >= rows * ROW_HEIGHT
    assert view.popup.rect().contains(view.list.geometry())
    assert view.popup.height() - view.list.height() <= (48 if more else 12)


def test_an_answer_to_something_else_is_dropped(qtbot: QtBot, view: SearchView) -> None:
    asked = Asked(view)
    old = ask(qtbot, view, asked, "an")
    QTest.keyClicks(view.box, "b")
    view.show_results(old.generation, found(hit(42)))
    view.show_failed(old.generation, "Too late")
    assert view.model.rowCount() == 0
    assert view.problem.isHidden()


def test_keys_choose_and_leave(qtbot: QtBot, view: SearchView) -> None:
    asked = Asked(view)
    look_up = ask(qtbot, view, asked, "a")
    view.show_results(look_up.generation, found(hit(42), hit(318), hit(7)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(view.box, key)
    assert [chosen.id for chosen in asked.chosen] == [318]
    assert view.popup.isHidden()
    assert view.box.text() == ""


def test_enter_before_the_answer_opens_its_first_user(view: SearchView) -> None:
    asked = Asked(view)
    view.focus_search()
    QTest.keyClicks(view.box, "ana")
    QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert asked.look_ups
    view.show_results(asked.look_ups[-1].generation, found(hit(42), hit(7)))
    assert [chosen.id for chosen in asked.chosen] == [42]


def test_nothing_found_is_a_sentence(qtbot: QtBot, view: SearchView) -> None:
    look_up = ask(qtbot, view, Asked(view), "zzz")
    view.show_results(look_up.generation, found())
    assert "zzz" in view.caption.text()
    assert not view.popup.isHidden()


def test_a_failure_offers_retry_in_place(qtbot: QtBot, view: SearchView) -> None:
    asked = Asked(view)
    look_up = ask(qtbot, view, asked, "ana")
    view.show_failed(look_up.generation, "The gateway is away.")
    assert "The gateway is away." in view.problem.sentence
    view.problem.action.click()
    assert asked.look_ups[-1].text == "ana"
    assert asked.look_ups[-1].generation > look_up.generation
    assert view.problem.isHidden()


def test_recent_users_are_offered_while_the_box_is_empty(view: SearchView) -> None:
    asked = Asked(view)
    view.set_recent([hit(88), hit(910)])
    view.focus_search()
    assert view.model.rowCount() == 2
    QTest.keyClick(view.box, Qt.Key.Key_Down)
    QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert [chosen.id for chosen in asked.chosen] == [910]


@pytest.mark.parametrize(
    ("words", "text", "spans"),
    [
        ("petrovic", "Ana Petrović", [(4, 8)]),
        ("đor", "Jelena Đorđević", [(7, 3)]),
        ("ДАРЬЯ", "Дарья Соколова", [(0, 5)]),
        ("ana pet", "Ana Petrović", [(0, 3), (4, 3)]),
        ("zzz", "Ana", []),
        ("ć", "Čolić", [(0, 1)]),
        ("", "Ana", []),
    ],
)
def test_what_matched_is_found_in_the_text(
    words: str, text: str, spans: list[tuple[int, int]]
) -> None:
    assert matched_spans(words, text) == spans


@pytest.mark.usefixtures("qapp")
def test_every_row_speaks() -> None:
    model = SearchListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_hits([hit(42)], "ana")
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "#42" in spoken
    assert "2.000,00" in spoken
    model.set_hits([], "")


@pytest.mark.parametrize("users", range(4))
def test_payments_of_an_amount_are_reached_by_keyboard(
    qtbot: QtBot, view: SearchView, users: int
) -> None:
    asked = Asked(view)
    look_up = ask(qtbot, view, asked, "2000")
    view.show_results(look_up.generation, found(*map(hit, range(1, users + 1))))
    places = users + 1  # the last of them is the offer
    place = 0 if users else -1
    for step in (Qt.Key.Key_Down,) * (2 * places) + (Qt.Key.Key_Up,) * (2 * places + 1):
        QTest.keyClick(view.box, step)
        down = step == Qt.Key.Key_Down
        place = (place + 1) % places if down else (place - 1) % places
        assert bool(view.payment_link.property("chosen")) == (place == users)
        assert view.list.currentIndex().row() == (place if place < users else -1)
    while not view.payment_link.property("chosen"):
        QTest.keyClick(view.box, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.payment_requested) as wish:
        QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert wish.args == [200_000]
    assert not asked.chosen


def test_what_is_typed_after_an_offer_was_chosen_takes_the_choice_back(
    qtbot: QtBot, view: SearchView
) -> None:
    asked = Asked(view)
    look_up = ask(qtbot, view, asked, "2000")
    view.show_results(look_up.generation, found(hit(42)))
    QTest.keyClick(view.box, Qt.Key.Key_Up)
    assert view.payment_link.property("chosen")
    QTest.keyClicks(view.box, "x")
    assert not view.payment_link.property("chosen")


def test_a_long_question_is_not_repeated_whole(qtbot: QtBot, view: SearchView) -> None:
    look_up = ask(qtbot, view, Asked(view), "W" * 200)
    view.show_results(look_up.generation, found())
    assert view.caption.text().count("W") == MOST_REPEATED
    assert view.caption.fontMetrics().horizontalAdvance("W" * MOST_REPEATED) < view.popup.width()

"""Look-ups: the newest text is asked for, one question at a time, and no late answer shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from api_client.errors import Unauthenticated
from console.hands import Sight
from console.wiring.search import SearchWiring
from tests.console.wiring.ledger import Gateway
from tests.console.wiring.screen import Screen
from widgets.search_view import SearchView


class Box:
    """A search box with its wiring, and whom it opened."""

    def __init__(self, qtbot: QtBot, client: ApiClient, screen: Screen) -> None:
        self.opened: list[int] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.view = SearchView(self.window)
        self.window.setCentralWidget(self.view)
        self.window.show()
        self.wiring = SearchWiring(self.view, client, screen.tasks, self.opened.append)
        self.until = Sight(self.window).until
        self.view.box.setFocus()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view.box, key)

    async def found(self) -> None:
        await self.until("an answer", lambda: self.view.answered)


@pytest.fixture
def box(qtbot: QtBot, client: ApiClient, screen: Screen) -> Box:
    return Box(qtbot, client, screen)


def questions(gateway: Gateway) -> list[str]:
    return [request.url.params["q"] for request in gateway.requests]


async def test_while_one_question_is_out_only_the_newest_text_waits(
    box: Box, gateway: Gateway
) -> None:
    gateway.open.clear()
    QTest.keyClicks(box.view.box, "a")
    await box.until("the first question", lambda: len(gateway.requests) == 1)
    QTest.keyClicks(box.view.box, "n")
    await box.until("it was noted", lambda: not box.view._timer.isActive())
    QTest.keyClicks(box.view.box, "a")
    await box.until("it was noted", lambda: not box.view._timer.isActive())
    gateway.open.set()
    await box.found()
    assert questions(gateway) == ["a", "ana"]
    assert box.view.model.rowCount() == 2
    box.press(Qt.Key.Key_Return)
    assert box.opened == [42]


async def test_return_pressed_before_the_answer_opens_the_first_hit(
    box: Box, gateway: Gateway
) -> None:
    gateway.open.clear()
    QTest.keyClicks(box.view.box, "ana")
    for _ in range(3):
        box.press(Qt.Key.Key_Return)  # held down, or hammered
    gateway.open.set()
    await box.until("the account opened", lambda: bool(box.opened))
    assert box.opened == [42]
    assert set(questions(gateway)) == {"ana"}


async def test_a_failed_look_up_is_said_in_place_and_can_be_tried_again(
    box: Box, gateway: Gateway
) -> None:
    gateway.fails = lambda _: True
    QTest.keyClicks(box.view.box, "ana")
    await box.until("a problem", lambda: not box.view.problem.isHidden())
    assert "cannot be reached" in box.view.problem.sentence
    gateway.fails = lambda _: False
    box.view.problem.action.click()
    await box.found()
    assert box.view.model.rowCount() == 2


async def test_a_session_that_is_over_ends_in_the_tasks(
    box: Box, screen: Screen, gateway: Gateway
) -> None:
    gateway.fails = lambda _: (401, "unauthenticated")
    QTest.keyClicks(box.view.box, "ana")
    await box.until("an error", lambda: bool(screen.errors))
    assert [type(error) for error in screen.errors] == [Unauthenticated]


@pytest.mark.parametrize(
    "rubbish",
    [
        "'; drop table users; --",
        "%_\\",
        "\x00\x01",
        "a\nb\tc",
        "🤷" * 300,
        "\u202egnp.exe",
        "   ",
        "=1+1",
    ],
)
async def test_rubbish_is_asked_for_as_it_is_or_not_at_all(
    rubbish: str, box: Box, screen: Screen, gateway: Gateway
) -> None:
    QGuiApplication.clipboard().setText(rubbish)
    box.view.box.paste()
    await box.until("nothing on its way", lambda: not box.view._timer.isActive())
    await box.until("an answer", lambda: not screen.tasks.running("look-up"))
    assert screen.errors == []
    for asked in questions(gateway):
        assert 0 < len(asked) <= 200
        assert rubbish.strip().startswith(asked[:20].strip())

"""``svetu-console open USER``: the one that is meant, or the choice of those it may mean."""

import asyncpg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gateway.desk import Desk
from tests.journeys.desk import Person


@pytest.mark.parametrize("question", ["1", "ana@example.org", "ana petrovic"])
async def test_one_that_is_meant_is_opened(question: str, served: Desk, person: Person) -> None:
    async with person.signed_in(served.url, user=question) as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        assert hands.view.user is not None
        assert hands.view.user.id == 1
        assert hands.window.windowTitle().startswith("Ana Petrović — ")


async def test_of_several_a_person_chooses(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    await shop.execute("insert into users (name, email) values ('Ana Petrović', 'b@example.org')")
    async with person.signed_in(served.url, user="ana petrovic") as hands:
        search = hands.window.search
        await hands.until("the choice", lambda: search.answered and search.popup.isVisible())
        assert search.model.rowCount() == 2
        assert hands.view.user is None
        QTest.keyClick(search.box, Qt.Key.Key_Down)
        QTest.keyClick(search.box, Qt.Key.Key_Return)
        await hands.until("the account", lambda: bool(hands.view.shown_balance))


async def test_nobody_is_said_where_one_looks_up(served: Desk, person: Person) -> None:
    async with person.signed_in(served.url, user="nobody at all") as hands:
        search = hands.window.search
        await hands.until("an answer", lambda: search.answered and search.popup.isVisible())
        assert "No user matches “nobody at all”" in search.caption.text()

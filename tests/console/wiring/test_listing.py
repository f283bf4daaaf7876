"""A list is read while it can be seen, as far as was asked for, and again for what came then."""

import asyncio
from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from api_client.errors import ConnectionFailed, Unauthenticated
from console.wiring.listing import MOST, PAGE, Listing
from tests.console.wiring.ledger import Gateway
from tests.console.wiring.screen import Screen
from widgets.records_window import RecordsWindow


class Shelf:
    """Numbers from 1 on, newest first, behind a door."""

    def __init__(self, qtbot: QtBot, screen: Screen) -> None:
        self.window = RecordsWindow()
        qtbot.addWidget(self.window)
        self.newest = 500
        self.asked: list[tuple[int | None, int]] = []
        self.shown: list[tuple[list[int], bool]] = []
        self.fails: Exception | None = None
        self.open = asyncio.Event()
        self.open.set()
        self.tasks = screen.tasks
        self.listing = Listing(
            self.window, self.window.payments, screen.store, screen.tasks, name="shelf",
            page=self.page, show=lambda rows, more: self.shown.append((list(rows), more)),
        )  # fmt: skip

    async def page(self, before: int | None, limit: int) -> tuple[Sequence[int], bool]:
        self.asked.append((before, limit))
        top = self.newest if before is None else before - 1
        await self.open.wait()
        if self.fails is not None:
            raise self.fails
        rows = list(range(top, max(0, top - limit), -1))
        return rows, bool(rows) and rows[-1] > 1

    async def rest(self) -> None:
        async with asyncio.timeout(10):
            while self.tasks.running("shelf"):  # noqa: ASYNC110  (no event for it)
                await asyncio.sleep(0)


@pytest.fixture
def shelf(qtbot: QtBot, screen: Screen) -> Shelf:
    return Shelf(qtbot, screen)


async def test_nothing_is_read_that_nobody_sees(shelf: Shelf) -> None:
    shelf.listing.refresh()
    assert not shelf.tasks.running("shelf")
    shelf.window.show_page(shelf.window.payments)
    await shelf.rest()
    assert shelf.shown == [(list(range(500, 450, -1)), True)]
    shelf.window.show_page(shelf.window.audit)
    shelf.window.show_page(shelf.window.payments)  # nothing has changed meanwhile
    await shelf.rest()
    assert len(shelf.shown) == 1
    shelf.window.show_page(shelf.window.audit)
    shelf.listing.refresh()
    shelf.window.show_page(shelf.window.payments)
    await shelf.rest()
    assert len(shelf.shown) == 2


async def test_whatever_is_shown_is_read_again_however_far_down(shelf: Shelf) -> None:
    shelf.window.show_page(shelf.window.payments)
    await shelf.rest()
    for _ in range(6):
        shelf.window.payments.older_requested.emit()
        await shelf.rest()
    rows, more = shelf.shown[-1]
    assert rows == list(range(500, 500 - 7 * PAGE, -1))
    assert more
    assert max(limit for _, limit in shelf.asked) == MOST
    shelf.newest = 30
    shelf.listing.refresh()
    await shelf.rest()
    assert shelf.shown[-1] == (list(range(30, 0, -1)), False)


async def test_what_happens_while_it_is_read_is_read_once_more(shelf: Shelf) -> None:
    shelf.open.clear()
    shelf.window.show_page(shelf.window.payments)
    for _ in range(20):
        await asyncio.sleep(0)
        shelf.listing.refresh()
    shelf.open.set()
    await shelf.rest()
    assert len(shelf.shown) == 2


async def test_what_could_not_be_read_is_tried_at_the_next_proof(
    shelf: Shelf, screen: Screen, gateway: Gateway
) -> None:
    shelf.fails = ConnectionFailed("away")
    shelf.window.show_page(shelf.window.payments)
    await shelf.rest()
    assert shelf.window.payments.placeholder.action.isVisible()
    assert screen.errors == []
    shelf.fails = None
    screen.greet(gateway.ledger.position)
    screen.prove(gateway.ledger.position)
    await shelf.rest()
    assert shelf.shown


async def test_a_session_that_is_over_ends_in_the_tasks(shelf: Shelf, screen: Screen) -> None:
    shelf.fails = Unauthenticated("over")
    shelf.window.show_page(shelf.window.payments)
    await shelf.rest()
    assert [type(error) for error in screen.errors] == [Unauthenticated]

"""A deposit whose request or answer is lost: one row or none, and the screen never guesses."""

import asyncpg
import pytest

from console.hands import Hands
from tests.gateway.desk import PASSWORD
from tests.journeys.desk import Line, Person
from widgets.deposit_dialog import DepositDialog
from widgets.message import Message

POST = "POST /api/v1/users/1/deposits"


async def rows(shop: asyncpg.Connection) -> int:
    return int(await shop.fetchval("select count(*) from balance_transactions"))


async def submit(hands: Hands) -> DepositDialog:
    """Send a deposit of 2000 to user 1, and see that its outcome is not known."""
    await hands.until("the account", lambda: bool(hands.view.shown_balance))
    await hands.watch(1)
    dialog = await hands.fill_deposit("2000", "complaint 17")
    dialog.submit.click()
    await hands.until("an unknown outcome", lambda: not dialog.outcome.isHidden())
    assert dialog.submit.text() == "Repeat the same deposit"
    assert dialog.amount.isReadOnly()
    return dialog


@pytest.mark.parametrize(("loses", "booked"), [("answer", 1), ("request", 0)])
async def test_repeating_books_exactly_once(
    loses: str, booked: int, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        setattr(wire, f"loses_{loses}", POST)
        dialog = await submit(hands)
        assert await rows(shop) == booked
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        dialog.submit.click()
        await hands.until("a known outcome", lambda: bool(closed))
        await hands.refreshed(200_000)
        assert await rows(shop) == 1
        assert len([asked for asked in wire.requests if POST.encode() in asked]) == 2
        assert hands.window.notices.count(lasting=True) == 0


@pytest.mark.parametrize("loses", ["answer", "request"])
async def test_a_dialog_closed_on_an_unknown_outcome_leaves_a_way_to_find_out(
    loses: str, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        setattr(wire, f"loses_{loses}", POST)
        dialog = await submit(hands)
        dialog.cancel.click()
        await find_out(hands)
        await hands.refreshed(200_000)
        assert await rows(shop) == 1


@pytest.mark.parametrize("loses", ["answer", "request"])
async def test_the_next_run_asks_for_what_this_one_never_learnt(
    loses: str, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        setattr(wire, f"loses_{loses}", POST)
        await submit(hands)
    async with person.at(wire.url, user="1") as hands:
        await hands.sign_in("support@example.org", PASSWORD)
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await find_out(hands)
        await hands.until("the balance", lambda: hands.balance_minor == 200_000)
        assert await rows(shop) == 1
    async with person.signed_in(wire.url) as hands:
        assert hands.window.notices.count(lasting=True) == 0


async def find_out(hands: Hands) -> None:
    """Press the banner's button, and see that it is answered."""
    notices = hands.window.notices
    await hands.until("the banner", lambda: notices.count(lasting=True) == 1)
    (banner,) = [shown for shown in notices.findChildren(Message) if shown.isVisible()]
    assert "is not known" in banner.sentence
    banner.action.click()
    await hands.until("an answer", lambda: notices.count(lasting=True) == 0)

"""A deposit whose request or answer is lost: one row or none, and the screen never guesses."""

import asyncpg
import pytest

from console.hands import Hands
from console.wiring.deposits import UNKNOWN
from tests.gateway.desk import PASSWORD
from tests.journeys.desk import Line, Person
from widgets.deposit_dialog import DepositDialog

POST = "POST /api/v1/users/1/deposits"
READ_BACK = "GET /api/v1/deposit-keys/"


async def rows(shop: asyncpg.Connection) -> int:
    return int(await shop.fetchval("select count(*) from balance_transactions"))


async def submit(hands: Hands, wire: Line, loses: str) -> DepositDialog:
    """Send a deposit of 2000 to user 1 of which nothing is heard, nor of the question after it."""
    await hands.until("the account", lambda: bool(hands.view.shown_balance))
    await hands.watch(1)
    dialog = await hands.fill_deposit("2000", "complaint 17")
    setattr(wire, f"loses_{loses}", POST)
    wire.loses_from_now = READ_BACK
    dialog.submit.click()
    await hands.until("an unknown outcome", lambda: not dialog.outcome.isHidden())
    assert dialog.submit.text() == "Repeat the same deposit"
    assert dialog.amount.isReadOnly()
    return dialog


async def test_a_lost_answer_is_asked_for_and_nobody_has_to_do_anything(
    wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await hands.watch(1)
        dialog = await hands.fill_deposit("2000", "complaint 17")
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        wire.loses_answer = POST
        dialog.submit.click()
        await hands.until("a known outcome", lambda: bool(closed))
        await hands.refreshed(200_000)
        assert await rows(shop) == 1
        assert len([asked for asked in wire.requests if POST.encode() in asked]) == 1


@pytest.mark.parametrize(("loses", "booked"), [("answer", 1), ("request", 0)])
async def test_repeating_books_exactly_once(
    loses: str, booked: int, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        dialog = await submit(hands, wire, loses)
        assert await rows(shop) == booked
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        dialog.submit.click()
        await hands.until("a known outcome", lambda: bool(closed))
        await hands.refreshed(200_000)
        assert await rows(shop) == 1
        assert len([asked for asked in wire.requests if POST.encode() in asked]) == 2
        assert hands.window.notices.count(lasting=True) == 0


@pytest.mark.parametrize(("loses", "booked"), [("answer", 1), ("request", 0)])
async def test_giving_up_is_certain(
    loses: str, booked: int, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        dialog = await submit(hands, wire, loses)
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        dialog.give_up.click()
        await hands.until(
            "a known outcome", lambda: bool(closed) or "Given up" in dialog.outcome.sentence
        )
        assert bool(closed) == bool(booked)
        assert await rows(shop) == booked


@pytest.mark.parametrize("loses", ["answer", "request"])
async def test_the_connection_that_comes_back_brings_the_outcome(
    loses: str, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        dialog = await submit(hands, wire, loses)
        dialog.cancel.click()
        await hands.until("the banner", lambda: hands.window.notices.message(UNKNOWN) is not None)
        asked = len(wire.requests)
        wire.loses_from_now = ""
        wire.cut()
        await hands.until(
            "the question",
            lambda: any(READ_BACK.encode() in line for line in wire.requests[asked:]),
        )
        await hands.until("a live stream", lambda: hands.is_live)
        known = loses == "answer"
        await hands.until("the banner", lambda: (UNKNOWN not in hands.said) == known)
        assert await rows(shop) == int(known)


@pytest.mark.parametrize("loses", ["answer", "request"])
async def test_the_next_run_asks_for_what_this_one_never_learnt(
    loses: str, wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        dialog = await submit(hands, wire, loses)
        key = dialog.key
    wire.loses_from_now = ""
    async with person.at(wire.url, user="1") as hands:
        await hands.sign_in("support@example.org", PASSWORD)
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        settlement = hands.desk.settlement
        if loses == "request":
            await hands.until("the banner", lambda: UNKNOWN in hands.said)
            assert list(settlement.unknown) == [key]
            settlement.start(key, lambda: settlement.repeat(key))
        await hands.until("the balance", lambda: hands.balance_minor == 200_000)
        await hands.until("a known outcome", lambda: UNKNOWN not in hands.said)
        assert await rows(shop) == 1
    async with person.signed_in(wire.url) as hands:
        assert hands.window.notices.count(lasting=True) == 0

"""What is on screen is compared with the server while payments go on: there is nothing to find."""

import asyncio

import asyncpg

from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.gateway.test_capture import pay
from tests.journeys.desk import Person


async def test_payments_under_way_are_no_difference(
    served: Desk, installed: Marketplace, shop: asyncpg.Connection, person: Person
) -> None:
    for user in (1, 2):
        await pay(shop, user, 100)
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await hands.watch(1)
        hands.desk.watch_list.watch(2)
        await hands.until("both", lambda: len(hands.watched()) == 2)
        paid = asyncio.Event()

        async def go_on(user: int) -> None:
            backend = await asyncpg.connect(installed.backend)
            while not paid.is_set():
                await pay(backend, user, 10)
            await backend.close()

        async with asyncio.TaskGroup() as group:
            for user in (1, 2):
                group.create_task(go_on(user))
            outcomes = [await hands.desk.digest.compare() for _ in range(4)]
            paid.set()
        assert outcomes == [True] * 4
        assert hands.desk.digest.differences == 0

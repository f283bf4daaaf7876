"""The gateway dies and comes back while somebody watches: live again, and equal to the database."""

import random
from collections.abc import AsyncIterator

import asyncpg
import pytest

from console.hands import Hands
from tests.conftest import Marketplace
from tests.gateway.history import History
from tests.journeys.desk import (
    GatewayProcess,
    Person,
    equal_to_database,
    gateway_process,
)

USERS = range(1, 9)


@pytest.fixture
async def gateway(installed: Marketplace) -> AsyncIterator[GatewayProcess]:
    async with gateway_process(installed.gateway) as process:
        yield process


@pytest.fixture
async def histories(shop: asyncpg.Connection) -> list[History]:
    """Eight users with some transactions each, to be gone on with."""
    await shop.execute(
        "insert into users (name, email) select 'User ' || n, n || '@example.org'"
        " from generate_series(3, 8) n"
    )
    dice = random.Random(42)
    histories = [History(user, dice) for user in USERS]
    for history in histories:
        await history.write(shop, 5, settles=True)
    return histories


async def test_every_figure_is_right_again_after_the_gateway_was_killed(
    gateway: GatewayProcess, histories: list[History], shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(gateway.url, user="1") as hands:
        await watch_all(hands)
        await equal_to_database(hands, shop)
        await gateway.kill()
        await hands.until("offline", lambda: hands.desk.stream.freshness.state == "offline")
        assert hands.window.status_bar.state.text().startswith("Offline")
        assert hands.view.shown_balance  # what was known stays, and looks old
        assert not hands.window.watch_list.model.live
        for history in histories:
            await history.write(shop, 12, settles=True)
        await shop.execute(
            "delete from balance_transactions where id in (select id from balance_transactions"
            " where user_id = 1 and status = 'failed' order by id limit 2)"
        )
        await gateway.start()
        await hands.until("live again", lambda: hands.is_live)
        await equal_to_database(hands, shop)
        assert hands.desk.store.resets == 0  # it went on where it had been
        for history in histories:
            await history.write(shop, 2, settles=True)
        await equal_to_database(hands, shop)


async def watch_all(hands: Hands) -> None:
    await hands.until("the account", lambda: bool(hands.view.shown_balance))
    for user in USERS:
        hands.desk.watch_list.watch(user)
    await hands.until("the watch list", lambda: len(hands.watched()) == len(USERS))

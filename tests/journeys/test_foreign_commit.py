"""Somebody else commits with plain SQL, and every widget shows it."""

import asyncpg

from tests.gateway.desk import Desk
from tests.gateway.test_capture import pay
from tests.journeys.desk import Paints, Person


async def test_a_plain_sql_commit_is_on_every_widget(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, role="viewer", user="1") as hands:
        await hands.until("the account", lambda: hands.view.user is not None)
        await hands.watch(1)
        feed_paints = Paints(hands.window.feed.table.viewport())
        watch_paints = Paints(hands.window.watch_list.list.viewport())
        await pay(shop, 1, 350)
        await hands.refreshed(35_000)
        await hands.until(
            "feed and watch list painted", lambda: bool(feed_paints.count and watch_paints.count)
        )
        counts = hands.window.status_bar.counts
        await hands.until("the count", lambda: counts.text().startswith("1 "))


async def test_an_account_that_is_not_open_moves_in_feed_and_watch_list_only(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: hands.view.user is not None)
        await hands.watch(1)
        hands.desk.accounts.open(2)
        await hands.until(
            "the other account", lambda: hands.view.user is not None and hands.view.user.id == 2
        )
        await pay(shop, 1, 350)
        await hands.until("the watched balance", lambda: hands.watched()[0].balance_minor == 35_000)
        await hands.until("the feed's row", lambda: hands.window.feed.model.rowCount() == 1)
        assert hands.balance_minor == 0
        assert hands.view.transactions.rowCount() == 0

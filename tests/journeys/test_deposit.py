"""The main job: sign in, look somebody up, deposit, and see it everywhere by the event."""

import asyncpg

from tests.gateway.desk import Desk
from tests.journeys.desk import Paints, Person, stored_minor


async def test_from_sign_in_to_a_deposit_that_every_widget_shows(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url) as hands:
        assert await hands.look_up("ana petrovic") >= 1
        await hands.open_found()
        assert (hands.view.user and hands.view.user.name) == "Ana Petrović"
        await hands.watch(1)
        dialog = await hands.fill_deposit("2000", "complaint 17")
        feed_paints = Paints(hands.window.feed.table.viewport())
        watch_paints = Paints(hands.window.watch_list.list.viewport())
        dialog.submit.click()
        await hands.refreshed(200_000)
        seen = feed_paints.count, watch_paints.count
        await hands.until("feed and watch list painted", lambda: all(seen))
        assert hands.view.shown_balance == "2.000,00 RSD"
        assert hands.desk.accounts.latency_ms is not None  # it came by the event
        assert await stored_minor(shop, 1) == 200_000
        rows = await shop.fetch("select id, user_id, amount from balance_transactions")
        assert [(row["user_id"], row["amount"]) for row in rows] == [(1, 2000)]
        notice = hands.window.notices
        assert notice.count(lasting=False) >= 1

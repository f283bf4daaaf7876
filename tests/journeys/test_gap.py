"""Too far behind to be told event by event: a gap in the feed, filled with what committed there."""

import asyncpg

from api_client.models import Transaction
from gateway.change_log import BACKLOG
from tests.gateway.test_capture import pay
from tests.journeys.desk import Line, Person
from widgets.feed_table_model import Gap

MANY = """
    insert into balance_transactions (user_id, type, amount, status)
    select 1, 'deposit', 5, 'pending' from generate_series(1, $1) returning id
"""
COMMITS = 30


async def test_a_gap_is_filled_with_exactly_what_committed_in_it(
    wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    await pay(shop, 1, 100)
    async with person.signed_in(wire.url) as hands:
        feed, wiring = hands.window.feed.model, hands.desk.feed
        await hands.until("the feed", lambda: feed.rowCount() == 1)
        wire.refuses = True
        wire.cut()
        await hands.until("offline", lambda: hands.desk.stream.freshness.state == "offline")
        ids: list[int] = []
        for _ in range(COMMITS):
            ids += [row["id"] for row in await shop.fetch(MANY, 1 + BACKLOG // COMMITS)]
        await shop.execute("update balance_transactions set status = 'failed' where id = 1")
        await shop.execute("delete from balance_transactions where id = $1", ids.pop())
        wire.refuses = False
        await hands.until("the gap filled", lambda: wiring.healed == 1)
        await hands.until("live again", lambda: hands.is_live)
        assert wiring.gaps == 0
        assert any(b"/api/v1/commits?" in asked for asked in wire.requests)
        rows = [feed.row(number).entry for number in range(feed.rowCount())]
        assert not any(isinstance(entry, Gap) for entry in rows), "all of it is known"
        known = feed.known()
        assert sorted(known) == [1, *ids]
        assert known[1].status == "failed"
        order = [entry.id for entry in rows if isinstance(entry, Transaction)]
        assert order == [*ids[::-1], 1]

"""The line stalls, is cut, the database goes away: old figures look old, and become right again."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from console.hands import Hands
from gateway.sandbox.postgres import Postgres, temporary_base
from tests.conftest import Marketplace
from tests.gateway.desk import desk
from tests.gateway.test_capture import pay
from tests.gateway.test_outage import shop_on
from tests.journeys.desk import Line, Person, equal_to_database


async def sit_down(hands: Hands) -> None:
    await hands.until("the account", lambda: bool(hands.view.shown_balance))
    await hands.watch(1)


def looks_old(hands: Hands) -> bool:
    """Tell whether every figure on the screen is drawn as one that may be wrong."""
    view, window = hands.view, hands.window
    return (
        "not live" in view.figures.age.text()
        and not view.curve.canvas.live
        and not window.watch_list.model.live
        and not window.feed.delegate.live
    )


async def test_figures_look_old_within_a_second_of_a_missed_heartbeat(
    wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        await sit_down(hands)
        assert not looks_old(hands)
        wire.flows.clear()
        await pay(shop, 1, 350)
        await hands.until("stale", lambda: hands.desk.stream.freshness.state == "stale")
        # Looked at every quarter of a second: what it says is at most that old.
        assert hands.desk.stream.freshness.age_seconds <= 3
        assert looks_old(hands)
        assert hands.window.status_bar.state.text() == "Stale"
        assert hands.view.shown_balance == "0,00 RSD"  # known, and no more than that
        wire.flows.set()
        await hands.until("live again", lambda: hands.is_live)
        assert not looks_old(hands)
        await equal_to_database(hands, shop)


async def test_what_commits_while_the_line_is_cut_comes_in_order_afterwards(
    wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        await sit_down(hands)
        for _ in range(3):
            wire.refuses = True
            wire.cut()
            await hands.until("offline", lambda: hands.desk.stream.freshness.state == "offline")
            assert looks_old(hands)
            for user in (1, 2, 1):
                await pay(shop, user, 10)
            wire.refuses = False
            await hands.until("live again", lambda: hands.is_live)
            await equal_to_database(hands, shop)
        assert hands.desk.store.resets == 0


@asynccontextmanager
async def own_database() -> AsyncIterator[tuple[Postgres, Marketplace]]:
    """A server that may be stopped, with a marketplace on it."""
    base = temporary_base()
    server = Postgres(base, settings={"fsync": "off"})
    server.start()
    try:
        yield server, await shop_on(server)
    finally:
        server.stop()
        shutil.rmtree(base.parent)


async def test_a_database_that_comes_back_is_watched_again(person: Person) -> None:
    async with own_database() as (server, market), desk(market) as served:
        shop = await asyncpg.connect(market.superuser)
        await shop.execute(
            "insert into users (name, email) values ('Ana Petrović', 'ana@example.org')"
        )
        await pay(shop, 1, 100)
        async with person.signed_in(served.url, user="1") as hands:
            await sit_down(hands)
            await equal_to_database(hands, shop)
            for ending in (signal.SIGINT, signal.SIGQUIT):  # stopped, then crashed
                before = hands.view.shown_balance
                postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
                os.kill(postmaster, ending)
                await asyncio.to_thread(server.stop)
                await hands.until("not live", lambda: not hands.is_live and looks_old(hands))
                assert hands.view.shown_balance == before
                await asyncio.to_thread(server.start)
                shop = await asyncpg.connect(market.superuser)
                await pay(shop, 1, 350)
                await hands.until("live again", lambda: hands.is_live)
                await equal_to_database(hands, shop)
                # After a crash transaction ids may repeat: the position from before is no use.
                assert (hands.desk.store.resets > 0) == (ending is signal.SIGQUIT)
        await shop.close()

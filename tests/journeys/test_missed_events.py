"""Commits that nobody could record: the screen says so, is never green meanwhile, and recovers."""

import asyncpg

from gateway.install import install
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.gateway.desk import Desk
from tests.gateway.test_capture import pay
from tests.journeys.desk import Person, equal_to_database, shown_figures, stored_figures


async def test_a_broken_capture_is_said_and_once_mended_all_is_equal(
    served: Desk, installed: Marketplace, shop: asyncpg.Connection, person: Person
) -> None:
    for user in (1, 2, 1):
        await pay(shop, user, 100)
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await hands.watch(1)
        await equal_to_database(hands, shop)
        await shop.execute("alter table user_balances disable trigger user")
        await shop.execute("alter table balance_transactions disable trigger user")
        await hands.until(
            "a broken capture", lambda: hands.desk.stream.freshness.state == "capture_broken"
        )
        banner = hands.window.notices.message("capture")
        assert banner is not None
        assert "does not record every change" in banner.sentence
        await pay(shop, 1, 250)
        await shop.execute("delete from balance_transactions where id = 1")
        assert shown_figures(hands) != await stored_figures(shop, 1, [1])
        assert not hands.is_live
        await install(installed.superuser, environment="sandbox", backend_zone=BACKEND_ZONE)
        await hands.until("a reset", lambda: hands.desk.store.resets > 0)
        await hands.until("live again", lambda: hands.is_live)
        await equal_to_database(hands, shop)
        assert hands.window.notices.message("capture") is None
        await pay(shop, 1, 50)
        await equal_to_database(hands, shop)

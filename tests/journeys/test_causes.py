"""Causes as they really come about, up to what a person reads in the Why? panel."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal

import asyncpg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from api_client.verdicts import Claim
from console.hands import Hands
from console.wiring.why import SETTLED_S
from gateway.explain.pairing import SOON
from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.journeys.desk import Line, Person
from widgets.format import BELGRADE
from widgets.hypothesis_card import HypothesisCard

RSD = "\u00a0RSD"
# W2 of contract §5.5: the backend names the time itself, by its own wall clock.
BOOK = """
    insert into balance_transactions (user_id, type, amount, status, payment_method, description,
        created_at, completed_at)
    values (1, 'deposit', $1, 'completed', 'mock_payment', 'Пополнение', $2, $2)
"""
CREDIT = """
    insert into user_balances (user_id, balance) values (1, $1)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
READ = "select balance from user_balances where user_id = 1"
LATER = (
    "update svetu_console.change_log set recorded_at = recorded_at - $1::interval",
    "update svetu_console.beginning set began_at = began_at - $1::interval",
)


@pytest.fixture
async def psql(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    """Somebody with psql and good intentions."""
    connection = await asyncpg.connect(
        installed.superuser, server_settings={"application_name": "psql"}
    )
    # Whoever comes now was not there before the log.
    await connection.execute("update users set created_at = now() at time zone 'UTC'")
    yield connection
    await connection.close()


async def paid(shop: asyncpg.Connection, amount: int, zone: tzinfo = BELGRADE) -> None:
    """Pay, with a backend whose host is in that zone."""
    async with shop.transaction():
        await shop.execute(BOOK, Decimal(amount), datetime.now(zone).replace(tzinfo=None))
        await shop.execute(CREDIT, Decimal(amount))


async def opened(hands: Hands) -> None:
    """Open the panel of user 1's account."""
    await hands.until("the account", lambda: hands.view.user is not None)
    await hands.checked()
    hands.desk.actions["why"].trigger()
    await hands.until("the panel", hands.view.why.isVisible)


async def told(hands: Hands, code: str, outcome: str = "proved") -> HypothesisCard:
    """Wait until a cause ends so; return its card."""
    checks = hands.view.why.checks
    await hands.until(
        f"{code} {outcome}",
        lambda: hands.view.why.state.holds and checks.outcome(code) == outcome,
    )
    card = checks.card(code)
    assert card.isVisible()
    return card


def first(hands: Hands) -> str:
    """Return the cause that stands on top."""
    return hands.view.why.checks.cards[0].hypothesis.code


def is_marked(hands: Hands, row: int = 0) -> bool:
    """Whether that commit, from the top, is marked."""
    timeline = hands.view.why.timeline
    return timeline.timeline.pair(row).pos in timeline.marked


async def table_row(hands: Hands, card: HypothesisCard) -> int:
    """Go where the card's first link goes; return the transaction that is marked there."""
    table = hands.view.rows.table
    QTest.mouseClick(card.links[0], Qt.MouseButton.LeftButton)
    await hands.until("the table", lambda: table.isVisible() and bool(table.delegate.marks))
    row = hands.view.transactions.row(table.currentIndex().row())
    assert row.id in table.delegate.marks
    return row.id


async def test_a_balance_that_fell_by_hand_is_named_at_once(
    served: Desk, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    await paid(shop, 2000)
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        await psql.execute("update user_balances set balance = 0 where user_id = 1")
        card = await told(hands, "balance_changed_without_transaction")
        assert first(hands) == "balance_changed_without_transaction"
        assert card.sentence.text().endswith(
            ": −2.000,00 (role postgres, psql); no transaction in that commit or near it."
        )
        banner = hands.view.why.banner
        assert banner.headline.text() == f"Differs by −2.000,00{RSD}."
        assert "the balance fell by 2.000,00 without a transaction" in banner.reason.text()
        assert is_marked(hands)
        assert card.links[0].text() == "Show the commit"


async def test_a_fall_by_who_books_payments_is_named_once_nothing_more_can_come(
    served: Desk, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    """The backend writes a payment for a service in two halves: this could be the first."""
    assert timedelta(seconds=SETTLED_S) > SOON
    await paid(shop, 2000)
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        await shop.execute("update user_balances set balance = 0 where user_id = 1")
        await told(hands, "balance_changed_without_transaction", "cannot_tell")
        assert hands.view.verdict_line.headline.text() == "Cannot tell"
        for older in LATER:
            await psql.execute(older, timedelta(seconds=SETTLED_S - 2))
        hands.view.why.look_again_requested.emit()
        # Nobody asks once more: the window does it by itself.
        card = await told(hands, "balance_changed_without_transaction")
        assert "−2.000,00 (role svetu_backend)" in card.sentence.text()
        assert hands.view.why.banner.headline.text() == f"Differs by −2.000,00{RSD}."
        assert is_marked(hands)


async def test_a_transaction_that_was_edited_is_shown_with_its_row(
    served: Desk, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    await paid(shop, 2000)
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        await psql.execute("update balance_transactions set amount = 200 where user_id = 1")
        card = await told(hands, "transaction_edited_or_deleted")
        assert first(hands) == "transaction_edited_or_deleted"
        number = hands.view.transactions.row(0).id
        assert card.sentence.text().endswith(
            f": transaction {number} was changed (role postgres, psql)."
        )
        banner = hands.view.why.banner
        assert banner.headline.text() == f"Differs by 1.800,00{RSD}."
        assert banner.reason.text().endswith(
            f" by 1.800,00: the balance did not go with transaction {number}."
        )
        assert is_marked(hands)
        assert await table_row(hands, card) == number
        assert hands.view.rows.table.delegate.marks == {number: "negative"}, "where they part"


async def test_a_transaction_that_was_deleted_is_shown_by_its_commit(
    served: Desk, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    for amount in (2000, 300):
        await paid(shop, amount)
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        await hands.until("both rows", lambda: hands.view.transactions.rowCount() == 2)
        number = hands.view.transactions.row(1).id
        await psql.execute("delete from balance_transactions where id = $1", number)
        card = await told(hands, "transaction_edited_or_deleted")
        assert card.sentence.text().endswith(
            f": transaction {number} was deleted (role postgres, psql)."
        )
        assert first(hands) == "transaction_edited_or_deleted"
        assert is_marked(hands)
        assert card.links[0].text() == "Show the commit", "there is no row to be shown any more"
        hands.view.why.timeline.mark(frozenset())
        QTest.mouseClick(card.links[0], Qt.MouseButton.LeftButton)
        assert is_marked(hands)
        assert hands.view.why.isVisible(), "one stays where it can be seen"
        await hands.until("one row", lambda: hands.view.transactions.rowCount() == 1)


async def test_an_amount_that_was_left_out_is_booked_as_2000(
    served: Desk, psql: asyncpg.Connection, person: Person
) -> None:
    del psql
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        dialog = await hands.fill_payment("success", "complaint 17")
        assert dialog.amount.text() == ""
        dialog.submit.click()
        await hands.until("the credit", lambda: hands.balance_minor == 200_000)
        paid_at = datetime.now(UTC).replace(second=0, microsecond=0)
        await hands.complain(Claim(amount_minor=150_000, at=paid_at))
        card = await told(hands, "default_amount_2000")
        assert first(hands) == "default_amount_2000"
        number = hands.view.transactions.row(0).id
        assert card.sentence.text().startswith(f"Deposit {number} of +2.000,00, ")
        assert card.sentence.text().endswith(
            ": what the backend books when a request names no amount."
        )
        assert hands.view.why.banner.headline.text().startswith("Agrees")
        assert await table_row(hands, card) == number


async def test_an_hour_of_another_zone_is_not_the_hour_it_was(
    served: Desk, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    """The backend's host was set up in UTC, the console was told Belgrade."""
    del psql
    await paid(shop, 1200, UTC)
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        at = datetime.now(UTC).replace(second=0, microsecond=0)
        await hands.complain(Claim(amount_minor=120_000, at=at))
        card = await told(hands, "clock_offset")
        assert first(hands) == "clock_offset"
        number = hands.view.transactions.row(0).id
        assert card.sentence.text().startswith(f"Deposit {number} of +1.200,00, ")
        assert card.sentence.text().endswith(
            " by the change log's clock; the marketplace shows another hour."
        )
        assert await table_row(hands, card) == number


async def test_a_reading_that_failed_is_no_balance_of_0(
    served: Desk, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    """A migration holds the table, the backend gives up, and its page says 0 (contract Q7)."""
    await paid(shop, 2000)
    async with person.signed_in(served.url, user="1") as hands:
        await opened(hands)
        await shop.execute("set lock_timeout = '20ms'")
        async with psql.transaction():
            await psql.execute("lock table user_balances in access exclusive mode")
            with pytest.raises(asyncpg.LockNotAvailableError):
                await shop.fetchval(READ)
        seen_at = datetime.now(UTC)
        await hands.complain(Claim(amount_minor=200_000, at=seen_at + timedelta(minutes=1)))
        card = await told(hands, "read_failure_shown_as_zero", "cannot_tell")
        cards = hands.view.why.checks.cards
        assert all(each.hypothesis.outcome != "proved" for each in cards), "nobody guesses"
        assert "the balance was 2.000,00: a 0 then may be a failed reading." in card.sentence.text()
        assert hands.view.why.banner.headline.text().startswith("Agrees")
        assert await table_row(hands, card) == hands.view.transactions.row(0).id


async def test_a_screen_that_was_behind_knows_afterwards_what_it_missed(
    wire: Line, psql: asyncpg.Connection, shop: asyncpg.Connection, person: Person
) -> None:
    del psql
    await paid(shop, 300)
    async with person.signed_in(wire.url, user="1") as hands:
        await opened(hands)
        wire.flows.clear()
        await paid(shop, 2000)  # while nothing comes through
        await hands.until("that the screen is not live", lambda: not hands.is_live)
        assert hands.balance_minor == 30_000, "what the operator told the customer"
        assert not hands.view.why.state.holds, "and it does not look as if it were so"
        wire.flows.set()
        await hands.until("the present", lambda: hands.is_live and hands.balance_minor == 230_000)
        said_at = datetime.now(UTC) + timedelta(
            minutes=1
        )  # staff write minutes, and this log is young
        await hands.complain(Claim(amount_minor=200_000, at=said_at))
        card = await told(hands, "stale_console", "cannot_tell")
        assert card.sentence.text().startswith("It changed ")
        assert card.sentence.text().endswith("; what a screen showed then is not recorded.")
        assert hands.view.why.banner.headline.text().startswith("Agrees")
        await table_row(hands, card)
        newest = hands.view.transactions.row(0)
        assert newest.id in hands.view.rows.table.delegate.marks

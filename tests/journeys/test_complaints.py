"""Complaints are solved in the window: opened, written down, and the answer stands on top."""

import asyncio
import os
import sys
from datetime import timedelta

import asyncpg
import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from api_client.verdicts import Claim, Verdict
from console.hands import Hands
from gateway.sandbox.complaints import DOMAIN, Page, read_book, write_book
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.gateway.desk import Desk
from tests.gateway.test_capture import pay
from tests.gateway.test_complaints import SLIP
from tests.journeys.desk import Person
from widgets.expectation_dialog import ExpectationDialog
from widgets.format import parse_money

SOLVED_AT_ONCE = (
    "never_arrived", "pending", "failed", "credited_to_other_user", "credited_twice", "fee_added",
    "wrong_sign", "scaled_by_100", "wrong_currency", "reversed", "spent_since", "frozen",
    "transaction_without_balance_change", "history_unreadable", "display_only", "test_deposit",
    "method_missing_or_inactive",
)  # fmt: skip
"""The others have to wait for a minute: a writer in two commits may not be through."""


def said(page: Page) -> Claim:
    """Return what a customer of the complaint book says, as staff would write it down."""
    complaint = page.complaint
    amount = None if complaint.amount is None else parse_money(complaint.amount)
    at = page.said_at and page.said_at.replace(second=0, microsecond=0)
    return Claim(
        amount_minor=amount, at=at, session=page.session, method=complaint.method,
        success_page=complaint.success_page,
    )  # fmt: skip


async def open_account(hands: Hands, page: Page) -> None:
    """Find a customer by their e-mail: a keyboard of tests has only Latin letters."""
    await hands.look_up(f"{page.complaint.code}@{DOMAIN}")
    await hands.open_found()
    await hands.until(
        "that account",
        lambda: hands.view.user is not None and hands.view.user.id == page.user_id,
    )


@pytest.fixture
async def book(installed: Marketplace) -> dict[str, Page]:
    admin = await asyncpg.connect(installed.superuser)
    await admin.execute(SLIP)
    await admin.close()
    await write_book(installed.backend, installed.superuser, zone=BACKEND_ZONE)
    return {page.complaint.code: page for page in await read_book(installed.gateway)}


@pytest.mark.parametrize("part", range(4))
async def test_every_complaint_of_the_book_is_solved_on_screen(
    served: Desk, book: dict[str, Page], person: Person, part: int
) -> None:
    async with person.signed_in(served.url, role="viewer") as hands:
        for code in SOLVED_AT_ONCE[part::4]:
            page = book[code]
            await open_account(hands, page)
            await hands.complain(said(page))
            checks = hands.view.why.checks
            proved = [c for c in checks.cards if c.hypothesis.outcome == "proved"]
            assert code in [card.hypothesis.code for card in proved[:3]], code
            card = checks.card(code)
            assert card.isVisible()
            assert card.sentence.text(), code
            assert "{" not in card.sentence.text()
            assert "—" not in card.sentence.text() or code == "method_missing_or_inactive", (
                f"{code}: {card.sentence.text()}"
            )


async def test_a_reading_that_may_have_failed_is_not_excluded_by_the_minute(
    served: Desk, book: dict[str, Page], person: Person
) -> None:
    """The deposit came in that very minute, and staff write no seconds."""
    page = book["read_failure_shown_as_zero"]
    async with person.signed_in(served.url) as hands:
        await open_account(hands, page)
        await hands.complain(said(page))
        card = hands.view.why.checks.card("read_failure_shown_as_zero")
        assert card.hypothesis.outcome == "cannot_tell"
        assert "a 0 then may be a failed reading" in card.sentence.text()


async def test_a_payment_on_somebody_elses_account_is_one_click_away(
    served: Desk, book: dict[str, Page], person: Person
) -> None:
    page = book["credited_to_other_user"]
    async with person.signed_in(served.url) as hands:
        await open_account(hands, page)
        await hands.complain(said(page))
        card = hands.view.why.checks.card("credited_to_other_user")
        (button,) = [b for b in card.links if b.text().startswith("Open #")]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await hands.until(
            "the other account",
            lambda: hands.view.user is not None and hands.view.user.id != page.user_id,
        )
        assert hands.view.user is not None
        assert button.text() == f"Open #{hands.view.user.id}"


async def test_a_booked_payment_that_the_balance_never_heard_of_is_shown_in_the_table(
    served: Desk, book: dict[str, Page], person: Person
) -> None:
    page = book["transaction_without_balance_change"]
    async with person.signed_in(served.url) as hands:
        await open_account(hands, page)
        await hands.checked()
        line = hands.view.verdict_line
        assert line.headline.text() == "Differs by −2.000,00\u00a0RSD"
        table = hands.view.rows.table
        row = hands.view.transactions.row(0)
        assert table.delegate.marks == {row.id: "negative"}, "where the balances part"
        await hands.complain(said(page))
        banner = hands.view.why.banner
        assert "transactions add up to 2.000,00" in banner.reason.text()
        card = hands.view.why.checks.card("transaction_without_balance_change")
        QTest.mouseClick(card.links[0], Qt.MouseButton.LeftButton)
        await hands.until("the table", table.isVisible)
        assert table.currentIndex().row() == 0
        hands.desk.actions["why"].trigger()
        await hands.until("the answer again", hands.view.why.isVisible)


async def test_a_balance_changed_by_hand_is_seen_as_it_happens(
    served: Desk, installed: Marketplace, shop: asyncpg.Connection, person: Person
) -> None:
    await pay(shop, 1, 2000)
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: hands.view.user is not None)
        await hands.checked()
        assert hands.view.verdict_line.headline.text() == "Agrees with 1 of 1 transaction"
        hands.desk.actions["why"].trigger()
        admin = await asyncpg.connect(
            installed.superuser, server_settings={"application_name": "psql"}
        )
        await admin.execute("update user_balances set balance = 2500 where user_id = 1")
        await hands.until(
            "the hand edit",
            lambda: (
                hands.view.why.checks.outcome("balance_changed_without_transaction") == "proved"
            ),
        )
        sentence = hands.view.why.checks.card("balance_changed_without_transaction").sentence
        assert "+500,00 (role postgres, psql)" in sentence.text()
        assert "rose by 500,00 without a transaction" in hands.view.why.banner.reason.text()
        pairs = hands.view.why.timeline.timeline
        assert pairs.pair(0).paired == "none"
        assert pairs.pair(0).pos in hands.view.why.timeline.marked
        await admin.execute("update user_balances set balance = 2000 where user_id = 1")
        await admin.close()
        await hands.until(
            "agreement again", lambda: hands.view.verdict_line.headline.text().startswith("Agrees")
        )


async def test_window_and_command_line_say_the_same(
    served: Desk, installed: Marketplace, book: dict[str, Page], person: Person
) -> None:
    for code in ("transaction_without_balance_change", "credited_to_other_user", "spent_since"):
        page = book[code]
        claim = said(page)
        options = ["--session", claim.session] if claim.session else []
        if claim.at is not None:
            options += ["--claim-at", claim.at.isoformat()]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "gateway", "explain", str(page.user_id), "--json",
            "--claim-amount", page.complaint.amount or "", *options,
            stdout=asyncio.subprocess.PIPE, env={**os.environ, "SVETU_DSN": installed.gateway},
        )  # fmt: skip
        printed, _ = await process.communicate()
        printed_verdict = msgspec.json.decode(printed, type=Verdict)
        async with person.signed_in(served.url, user=str(page.user_id)) as hands:
            await hands.until("the account", lambda: hands.view.user is not None)
            await hands.complain(claim)
            shown = hands.view.why.state.verdict
            assert shown is not None
            same = msgspec.structs.replace(
                shown, as_of=printed_verdict.as_of, position=printed_verdict.position
            )
            assert same == printed_verdict


async def test_an_account_is_shown_as_it_was_at_any_moment(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    for amount in (100, 200, 300):
        await pay(shop, 1, amount)
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the curve", lambda: hands.view.curve.curve is not None)
        hands.desk.actions["travel"].trigger()
        travel = hands.view.travel
        await hands.until("now", lambda: travel.moment is not None)
        assert travel.balance.text() == "Then 600,00\u00a0RSD"
        travel.pin_button.click()
        travel.earlier.click()
        await hands.until(
            "the moment of the second payment", lambda: "300,00" in travel.balance.text()
        )
        assert travel.rows.rowCount() == 2
        assert "+300,00" in travel.compared.text()
        assert "1 new" in travel.compared.text()
        travel.screen_button.click()
        assert travel.should.text() == "300,00\u00a0RSD"
        assert "100,00\u00a0RSD, if the page was opened before" in travel.could.text()
        assert "it says 0 then" in travel.could.text()
        await pay(shop, 1, 1)
        await hands.until("the present", lambda: hands.balance_minor == 60_100)
        assert "300,00" in travel.balance.text(), "the past stays as it was"
        moment = travel.moment
        assert moment is not None
        travel.moment_requested.emit(moment.then.at - timedelta(days=400))
        await hands.until("nothing", lambda: travel.rows.rowCount() == 0)
        assert "≈" not in travel.balance.text() or "reckoned" in travel.about.text()
        QTest.keyClick(travel, Qt.Key.Key_Escape)
        assert hands.view.rows.isVisible()
        table = hands.view.rows.table
        table.setCurrentIndex(hands.view.transactions.index(3, 0))
        table.visit_action.trigger()
        await hands.until("the first payment", lambda: "100,00" in travel.balance.text())
        assert travel.rows.rowCount() == 1


async def test_a_payment_is_found_by_amount_and_day_and_shown_at_its_row(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    await pay(shop, 2, 2000)
    async with person.signed_in(served.url) as hands:
        search = hands.window.search
        hands.desk.actions["search"].trigger()
        QTest.keyClicks(search.box, "2000")
        await hands.until("the offer", search.payment_link.isVisible)
        QTest.mouseClick(search.payment_link, Qt.MouseButton.LeftButton)
        finder = hands.desk.complaint.payment_search
        await hands.until(
            "what was found",
            lambda: finder.dialog is not None and finder.dialog.model.rowCount() > 0,
        )
        dialog = finder.dialog
        assert dialog is not None
        best = dialog.model.found(0)
        assert (best.transaction.user_id, best.misses) == (2, ())
        dialog.list.activated.emit(dialog.model.index(0))
        await hands.until(
            "its row",
            lambda: hands.view.rows.table.delegate.marks == {best.transaction.id: "accent"},
        )
        assert hands.view.user is not None
        assert hands.view.user.id == 2


async def test_an_expected_payment_survives_the_console_and_is_told_of(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: hands.view.user is not None)
        hands.desk.actions["expect"].trigger()
        dialog = await hands.dialog(ExpectationDialog)
        QTest.keyClicks(dialog.amount, "2000")
        assert "today" in dialog.submit.text()
        dialog.submit.click()
        expected = hands.window.watch_list.expected_model
        await hands.until("the row", lambda: expected.rowCount() == 1)
        await pay(shop, 2, 2000)
        await hands.until("the near miss", lambda: "went to #2" in expected.state(0))
    await pay(shop, 1, 2000)  # nobody looks
    async with person.signed_in(served.url) as hands:
        expected = hands.window.watch_list.expected_model
        await hands.until("the payment", lambda: "arrived" in expected.state(0))

"""What was deposited is listed, taken back and audited; what may not be done is not offered."""

import asyncpg
import pytest

from console.hands import Hands
from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.journeys.desk import Person, equal_to_database, stored_minor
from widgets.deposit_dialog import DepositDialog
from widgets.reversal_dialog import ReversalDialog


async def deposit(hands: Hands, amount: str = "2000") -> None:
    """Deposit to user 1 and see the dialog close."""
    await hands.until("the account", lambda: bool(hands.view.shown_balance))
    dialog = await hands.fill_deposit(amount, "complaint 17")
    dialog.ticket.setText("SUP-1207")
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.submit.click()
    await hands.until("the dialog closed", lambda: bool(closed))


async def states(hands: Hands, *expected: str) -> None:
    """Open the list of test deposits and see these states in it, from its top."""
    hands.desk.actions["deposits"].trigger()
    rows = hands.desk.records.deposits.model
    await hands.until(
        f"the list to say {expected}", lambda: [row.state for row in rows.rows] == list(expected)
    )


async def take_back(hands: Hands, reason: str) -> ReversalDialog:
    """Ask for the reversal of the newest deposit that was booked."""
    view = hands.desk.records.deposits
    view.table.select(next(row.key for row in view.model.rows if row.state == "booked"))
    view.reverse.click()
    dialog = await hands.dialog(ReversalDialog)
    dialog.why.reason.setText(reason)
    return dialog


async def test_a_deposit_is_listed_taken_back_once_and_both_are_in_the_audit(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        await deposit(hands)
        await states(hands, "booked")
        (row,) = hands.desk.records.deposits.model.rows
        assert (row.reason, row.ticket, row.paid_minor) == ("complaint 17", "SUP-1207", 200_000)
        dialog = await take_back(hands, "wrong user")
        dialog.submit.click()
        await states(hands, "reversal", "reversed")
        await hands.until("the balance", lambda: hands.balance_minor == 0)
        assert hands.desk.records.deposits.reverse.isHidden()
        await equal_to_database(hands, shop)
        hands.desk.actions["audit"].trigger()
        audit = hands.desk.records.audit
        await hands.until(
            "the entries",
            lambda: [entry.action for entry in audit.model.rows][:2] == ["reversal", "deposit"],
        )
        assert [entry.reason for entry in audit.model.rows[:2]] == ["wrong user", "complaint 17"]
        assert audit.chain.sentence.startswith("The chain is whole.")
        assert audit.scope.isHidden()  # everybody's are for admins


async def test_spent_money_is_taken_back_only_by_an_admin_who_insists(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        await deposit(hands)
        await shop.execute("update user_balances set balance = 500 where user_id = 1")
        await states(hands, "booked")
        dialog = await take_back(hands, "wrong user")
        assert not dialog.force.isVisible()
        dialog.submit.click()
        await hands.until("the refusal", dialog.outcome.isVisible)
        dialog.reject()
    async with person.signed_in(served.url, "admin", user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await states(hands)  # an admin has made none
        hands.desk.records.deposits.scope.all.click()
        await states(hands, "booked")
        dialog = await take_back(hands, "agreed with finance")
        dialog.force.setChecked(True)
        dialog.submit.click()
        await states(hands, "reversal", "reversed")
        assert await stored_minor(shop, 1) == -150_000
        hands.desk.actions["audit"].trigger()
        audit = hands.desk.records.audit
        audit.scope.all.click()
        await hands.until(
            "everybody's entries",
            lambda: len({entry.operator_email for entry in audit.model.rows} - {None}) == 2,
        )


async def test_the_list_moves_when_somebody_else_deposits(served: Desk, person: Person) -> None:
    async with person.signed_in(served.url, "viewer", user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        view = hands.desk.records.deposits
        await states(hands)
        view.scope.all.click()
        async with served.signed_in() as http:
            body = {"amount_minor": 50_000, "currency": "RSD", "payment_method": "mock_payment",
                    "reason": "elsewhere"}  # fmt: skip
            answer = await http.post(
                "/users/1/deposits", json=body, headers={"Idempotency-Key": "k" * 20}
            )
            assert answer.status_code == 201
        await hands.until("the row", lambda: [row.state for row in view.model.rows] == ["booked"])
        view.table.selectRow(0)
        assert view.reverse.isHidden()


@pytest.mark.parametrize("change", ["environment", "role"])
async def test_a_claim_that_changes_takes_the_control_and_the_dialog_away(
    change: str, served: Desk, installed: Marketplace, person: Person
) -> None:
    statement = {
        "environment": "update svetu_console.settings set environment = 'production'",
        "role": "update svetu_console.operators set role = 'viewer'"
        " where email = 'support@example.org'",
    }[change]
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await hands.fill_deposit("2000", "complaint 17")
        admin = await asyncpg.connect(installed.superuser)
        await admin.execute(statement)
        await admin.close()
        await hands.until("the dialog gone", lambda: not hands.window.findChildren(DepositDialog))
        await hands.until("no control", hands.view.deposit_button.isHidden)
        hands.desk.actions["deposit"].trigger()
        hands.view.deposit_button.click()
        assert not hands.window.findChildren(DepositDialog)
        if change == "environment":
            assert "PRODUCTION" in hands.window.windowTitle()

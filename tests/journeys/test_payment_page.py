"""The payment page played: each outcome leaves what the marketplace would leave, and is listed."""

import asyncpg
import pytest

from api_client.records import PaymentOutcome
from tests.gateway.desk import Desk
from tests.journeys.desk import Person, equal_to_database
from widgets.payment_words import state_name

LEFT: dict[PaymentOutcome, tuple[int, str]] = {
    "success": (1, "credited"),
    "declined": (0, "declined"),
    "never_completed": (0, "never finished"),
    "card_form": (0, "success page, nothing credited"),
    "double_completion": (2, "credited 2 times"),
    "late_completion": (1, "credited"),
}


@pytest.mark.parametrize("outcome", list(LEFT))
async def test_each_outcome_leaves_its_rows_and_says_so(
    outcome: PaymentOutcome, served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    credits, state = LEFT[outcome]
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        dialog = await hands.fill_payment(outcome, "complaint 17")
        dialog.delay.setText("1")
        assert "2.000,00" in dialog.submit.text()
        dialog.submit.click()
        hands.desk.actions["payments"].trigger()
        rows = hands.desk.records.payments.model
        await hands.until(
            "where it stands", lambda: [state_name(row) for row in rows.rows] == [state]
        )
        (row,) = rows.rows
        assert row.amount_omitted
        assert len(row.transaction_ids) == credits
        balance = credits * 200_000
        await hands.until("the balance", lambda: (hands.balance_minor or 0) == balance)
        await equal_to_database(hands, shop)

"""The payment page's dialog: what will happen is said in words, and sent as it was chosen."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from api_client.records import Payment, PaymentOutcome
from tests.widgets.examples import METHODS, account
from tests.widgets.record_pictures import SANDBOX
from widgets.payment_dialog import PaymentDialog
from widgets.payment_words import OUTCOMES, outcome_effect, outcome_name


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PaymentDialog]:
    made = PaymentDialog(account(42), SANDBOX, make_key=lambda: "key")
    qtbot.addWidget(made)
    made.set_methods(METHODS)
    made.why.reason.setText("training")
    made.open()
    yield made
    made.close()


@pytest.fixture
def sent(dialog: PaymentDialog) -> list[Payment]:
    wishes: list[Payment] = []
    dialog.submitted.connect(wishes.append)
    return wishes


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_is_chosen_is_what_is_sent_and_what_the_button_says(
    dialog: PaymentDialog, sent: list[Payment], outcome: PaymentOutcome
) -> None:
    dialog.outcomes[outcome].click()
    dialog.delay.setText("45")
    said = dialog.submit.text().replace("\u00a0", " ")
    assert said == f"Play “{outcome_name(outcome)}”: 2.000,00 RSD, Ana Petrović #42"
    assert dialog.outcomes[outcome].accessibleDescription() == outcome_effect(outcome)
    dialog.submit.click()
    late = outcome == "late_completion"
    assert sent == [
        Payment(
            user_id=42, amount_minor=None, currency="RSD", payment_method="mock_payment",
            outcome=outcome, delay_seconds=45 if late else None, reason="training", key="key",
        )
    ]  # fmt: skip


def test_every_outcome_is_explained_differently() -> None:
    assert len({outcome_effect(outcome) for outcome in OUTCOMES}) == len(OUTCOMES)
    assert len({outcome_name(outcome) for outcome in OUTCOMES}) == len(OUTCOMES)


@pytest.mark.parametrize(
    ("amount", "minor"), [("", None), ("1.500,00", 150_000), ("1500", 150_000), ("0", ""),
                          ("-5", ""), ("1,234", ""), ("abc", "")],
)  # fmt: skip
def test_an_amount_may_be_left_out_but_not_be_nonsense(
    dialog: PaymentDialog, sent: list[Payment], amount: str, minor: int | str | None
) -> None:
    dialog.amount.setText(amount)
    dialog.submit.click()
    assert [wish.amount_minor for wish in sent] == ([] if minor == "" else [minor])


@pytest.mark.parametrize(("delay", "ok"), [("1", True), ("3600", True), ("0", False),
                                           ("3601", False), ("", False)])  # fmt: skip
def test_a_delay_has_its_limits(
    dialog: PaymentDialog,
    sent: list[Payment],
    delay: str,
    ok: bool,  # noqa: FBT001
) -> None:
    assert not dialog.delay.isEnabled()
    dialog.outcomes["late_completion"].click()
    dialog.delay.setText(delay)
    dialog.submit.click()
    assert len(sent) == int(ok)


def test_nothing_is_sent_without_a_method_or_a_reason(
    qtbot: QtBot, dialog: PaymentDialog, sent: list[Payment]
) -> None:
    dialog.why.reason.clear()
    dialog.submit.click()
    assert sent == []
    fresh = PaymentDialog(account(42), SANDBOX)
    qtbot.addWidget(fresh)
    assert not fresh.submit.isEnabled()

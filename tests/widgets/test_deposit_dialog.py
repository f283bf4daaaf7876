"""The deposit dialog: one key, one send, three outcomes."""

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from api_client.models import Deposit, DepositReceipt, Environment
from tests.widgets.examples import METHODS, account, transaction
from widgets.deposit_dialog import DepositDialog
from widgets.wish_dialog import new_key

SANDBOX = Environment(
    name="sandbox",
    protocol="1.0",
    server="0.1.0",
    backend_zone="Europe/Belgrade",
    deposits_allowed=True,
)
RECEIPT = DepositReceipt(
    transaction=transaction(88_412),
    amount_minor=200_000,
    fee_minor=0,
    credited_minor=200_000,
    currency="RSD",
    balance_minor=400_000,
    repeated=False,
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[DepositDialog]:
    keys = count(1)
    made = DepositDialog(account(42), SANDBOX, make_key=lambda: f"key-{next(keys)}")
    qtbot.addWidget(made)
    made.set_methods(METHODS)
    made.amount.setText("2000")
    made.reason.setText("SUP-1207")
    made.open()
    yield made
    made.close()


@pytest.fixture
def sent(dialog: DepositDialog) -> list[Deposit]:
    wishes: list[Deposit] = []
    dialog.submitted.connect(wishes.append)
    return wishes


def press_enter(dialog: DepositDialog, *, held: bool) -> None:
    for target in (dialog, dialog.submit):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            held,
        )
        QApplication.sendEvent(target, event)


def test_the_wish_is_what_the_button_says(dialog: DepositDialog, sent: list[Deposit]) -> None:
    said = dialog.submit.text().replace("\u00a0", " ")
    assert said == "Deposit 2.000,00 RSD to Ana Petrović #42"
    dialog.submit.click()
    assert sent == [
        Deposit(
            user_id=42,
            amount_minor=200_000,
            currency="RSD",
            payment_method="mock_payment",
            reason="SUP-1207",
            key="key-1",
        )
    ]


def test_it_is_sent_once_however_often_it_is_pressed(
    dialog: DepositDialog, sent: list[Deposit]
) -> None:
    QTest.mouseDClick(dialog.submit, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    press_enter(dialog, held=True)
    press_enter(dialog, held=False)
    assert len(sent) == 1
    dialog.reject()
    assert not dialog.isHidden()


def test_enter_held_down_does_not_send_again_after_a_refusal(
    dialog: DepositDialog, sent: list[Deposit]
) -> None:
    press_enter(dialog, held=False)
    dialog.show_refused("Too many deposits in a minute.")
    press_enter(dialog, held=True)
    assert len(sent) == 1


def test_a_refusal_is_editable_and_gets_a_new_key(
    dialog: DepositDialog, sent: list[Deposit]
) -> None:
    dialog.submit.click()
    dialog.show_refused("At most 1.000,00 today.", "amount")
    assert dialog.amount.accessibleDescription() == "At most 1.000,00 today."
    dialog.amount.setText("1000")
    dialog.submit.click()
    assert [wish.key for wish in sent] == ["key-1", "key-2"]
    assert sent[1].amount_minor == 100_000


def test_without_an_answer_only_the_same_deposit_can_be_repeated(
    dialog: DepositDialog, sent: list[Deposit]
) -> None:
    dialog.submit.click()
    dialog.show_not_known("No answer within 10 s.")
    assert dialog.amount.isReadOnly()
    assert not dialog.methods.isEnabled()
    assert dialog.submit.text() == "Repeat the same deposit"
    assert "No answer within 10 s." in dialog.outcome.sentence
    dialog.submit.click()
    assert sent[1] == sent[0]


def test_it_can_be_given_up_only_while_nobody_knows(
    dialog: DepositDialog, sent: list[Deposit]
) -> None:
    given_up: list[Deposit] = []
    dialog.give_up_requested.connect(given_up.append)
    assert dialog.give_up.isHidden()
    dialog.submit.click()
    assert dialog.give_up.isHidden()
    dialog.show_not_known("")
    assert dialog.give_up.isVisible()
    dialog.give_up.click()
    dialog.give_up.click()
    dialog.submit.click()
    assert given_up == sent
    assert len(sent) == 1
    dialog.show_given_up()
    assert dialog.outcome.sentence.startswith("Given up.")
    dialog.submit.click()
    assert [wish.key for wish in sent] == ["key-1", "key-2"]


@pytest.mark.parametrize("state", ["editing", "unknown"])
def test_what_may_not_be_done_any_more_is_closed(dialog: DepositDialog, state: str) -> None:
    if state == "unknown":
        dialog.submit.click()
        dialog.show_not_known("")
    dialog.withdraw()
    assert dialog.isHidden()


def test_while_an_answer_is_awaited_it_is_locked(
    dialog: DepositDialog, sent: list[Deposit]
) -> None:
    dialog.submit.click()
    dialog.withdraw()
    dialog.submit.click()
    dialog.reject()
    assert dialog.isVisible()
    assert "Locked." in dialog.outcome.sentence
    assert len(sent) == 1


def test_a_ticket_goes_with_the_wish(dialog: DepositDialog, sent: list[Deposit]) -> None:
    dialog.ticket.setText(" SUP-1207 ")
    dialog.submit.click()
    assert sent[0].ticket == "SUP-1207"


def test_booked_closes_and_says_so(dialog: DepositDialog) -> None:
    receipts: list[DepositReceipt] = []
    dialog.committed.connect(receipts.append)
    dialog.submit.click()
    dialog.show_committed(RECEIPT)
    assert dialog.isHidden()
    assert receipts == [RECEIPT]


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "99,99", "1000000,01", "2.000,555", "abc", "1e5", "99999999999999"]
)
def test_what_cannot_be_booked_is_not_sent(
    dialog: DepositDialog, sent: list[Deposit], text: str
) -> None:
    dialog.amount.setText(text)
    dialog.submit.click()
    assert sent == []
    assert dialog.amount.accessibleDescription()


@pytest.mark.parametrize("text", ["2.000,00", "2000", "2000,00", "2000.00", " 2000 "])
def test_an_amount_may_be_typed_as_people_do(
    dialog: DepositDialog, sent: list[Deposit], text: str
) -> None:
    dialog.amount.setText(text)
    dialog.submit.click()
    assert [wish.amount_minor for wish in sent] == [200_000]


def test_a_reason_is_needed(dialog: DepositDialog, sent: list[Deposit]) -> None:
    dialog.reason.setText("  ")
    dialog.submit.click()
    assert sent == []
    assert dialog.reason.accessibleDescription()


def test_the_fee_is_shown_and_inactive_methods_cannot_be_chosen(dialog: DepositDialog) -> None:
    buttons = {button.text(): button for button in dialog.methods.findChildren(QRadioButton)}
    assert not buttons["IPS QR"].isEnabled()
    buttons["Bank transfer"].click()
    shown = {key: label.text().split("\u00a0")[0] for key, label in dialog.preview.items()}
    assert shown == {"paid": "2.000,00", "fee": "100,00", "credited": "2.100,00"}


def test_presets_fill_the_amount(dialog: DepositDialog, sent: list[Deposit]) -> None:
    dialog.presets[-1].click()
    dialog.submit.click()
    assert sent[0].amount_minor == 1_000_000


def test_methods_that_cannot_be_read_offer_retry(qtbot: QtBot) -> None:
    dialog = DepositDialog(account(42), SANDBOX)
    qtbot.addWidget(dialog)
    dialog.show_methods_failed("The gateway is away.")
    with qtbot.waitSignal(dialog.methods_requested):
        dialog.methods.problem.action.click()
    assert not dialog.submit.isEnabled()


def test_keys_are_as_the_protocol_wants_them() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert 16 <= len(new_key()) <= 64

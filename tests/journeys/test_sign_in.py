"""Signing in where something is wrong: password, gateway, role, environment, keyring."""

import asyncpg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.hands import Hands
from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD, Desk
from tests.gateway.test_capture import pay
from tests.journeys.desk import Line, Person, Ring, gateway_process, said_by
from widgets.deposit_dialog import DepositDialog
from widgets.sign_in_dialog import SignInDialog

EMAIL = "support@example.org"


async def test_a_wrong_password_is_said_and_can_be_mended(served: Desk, person: Person) -> None:
    async with person.at(served.url) as hands:
        dialog = await hands.fill_sign_in(EMAIL, "wrong horse")
        dialog.submit.click()
        await hands.until("a refusal", lambda: "password is wrong" in said_by(dialog))
        assert dialog.password.text() == ""
        assert dialog.email.text() == EMAIL
        await hands.sign_in(EMAIL, PASSWORD)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://example.org", "Without https"),
        ("rubbish", "looks like"),
        ("http://127.0.0.1:99999", "looks like"),
    ],
)
async def test_an_address_that_must_not_be_asked(
    address: str, words: str, served: Desk, person: Person
) -> None:
    async with person.at(served.url) as hands:
        dialog = await hands.fill_sign_in(EMAIL, PASSWORD)
        dialog.gateway.setCurrentText(address)
        dialog.submit.click()
        await hands.until("a refusal", lambda: words in said_by(dialog))


async def test_a_gateway_that_comes_up_late_is_found_by_retry(
    served: Desk, installed: Marketplace, person: Person
) -> None:
    del served  # has made the operators
    async with gateway_process(installed.gateway) as gateway:
        await gateway.kill()
        async with person.at(gateway.url) as hands:
            dialog = await hands.fill_sign_in(EMAIL, PASSWORD)
            dialog.submit.click()
            await hands.until("not reached", lambda: "Not reached" in said_by(dialog))
            assert dialog.password.text() == PASSWORD  # only here it stays
            await gateway.start()
            dialog.outcome.action.click()
            await hands.until("a live stream", lambda: hands.is_live)


async def test_a_kept_session_goes_on_once_the_gateway_is_up(wire: Line, person: Person) -> None:
    person.keyring = Ring().unlocked
    async with person.signed_in(wire.url):
        pass
    wire.refuses = True
    async with person.at(None) as hands:
        dialog = await hands.dialog(SignInDialog)
        await hands.until("not reached", lambda: "Not reached" in said_by(dialog))
        wire.refuses = False
        dialog.outcome.action.click()
        await hands.until("a live stream", lambda: hands.is_live)
        assert EMAIL in hands.window.status_bar.place.text()


async def test_a_kept_session_needs_no_dialog(served: Desk, person: Person) -> None:
    person.keyring = Ring().unlocked
    async with person.signed_in(served.url):
        pass
    async with person.at(None) as hands:
        await hands.until("a live stream", lambda: hands.is_live)
        hands.window.top_bar.sign_out_requested.emit()
        await hands.dialog(SignInDialog)
    async with person.at(None) as hands:  # signing out forgot it
        await hands.dialog(SignInDialog)


async def test_a_viewer_may_look_and_is_told_why_not_more(served: Desk, person: Person) -> None:
    async with person.signed_in(served.url, "viewer", user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        assert not hands.view.deposit_button.isEnabled()
        assert "role" in hands.view.deposit_button.toolTip()
        assert_no_deposit(hands)


async def test_production_offers_no_deposit_whatever_the_role(
    served: Desk, installed: Marketplace, person: Person
) -> None:
    admin = await asyncpg.connect(installed.superuser)
    await admin.execute("update svetu_console.settings set environment = 'production'")
    await admin.close()
    async with person.signed_in(served.url, "admin", user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        assert "PRODUCTION" in hands.window.windowTitle()
        assert not hands.view.deposit_button.isEnabled()
        assert "production" in hands.view.deposit_button.toolTip()
        assert_no_deposit(hands)


async def test_without_a_keyring_the_session_lasts_for_this_run(
    served: Desk, person: Person
) -> None:
    async with person.signed_in(served.url) as hands:
        await hands.until("the notice", lambda: hands.window.notices.message("keyring") is not None)
        notice = hands.window.notices.message("keyring")
        assert notice is not None
        assert "not remembered" in notice.sentence
    async with person.at(None) as hands:
        dialog = await hands.dialog(SignInDialog)
        assert "not remembered" in said_by(dialog)
        assert dialog.email.text() == EMAIL
        assert dialog.password.text() == ""


async def test_a_locked_keyring_is_done_without(served: Desk, person: Person) -> None:
    person.keyring = Ring().locked
    async with person.signed_in(served.url) as hands:
        await hands.until("the notice", lambda: hands.window.notices.message("keyring") is not None)


async def test_a_hanging_keyring_holds_up_neither_work_nor_exit(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    ring = Ring()
    person.keyring, person.patience = ring.hanging, 60.0
    try:
        async with person.signed_in(served.url, user="1") as hands:
            await hands.until("the account", lambda: bool(hands.view.shown_balance))
            assert ring.asked.is_set()
            await pay(shop, 1, 350)
            await hands.until("the balance", lambda: hands.balance_minor == 35_000)
        person.patience = 0.05
        async with person.at(None) as hands:  # it hangs before anybody has signed in
            assert "not remembered" in said_by(await hands.dialog(SignInDialog))
            await hands.sign_in(EMAIL, PASSWORD)
    finally:
        ring.answer.set()


def assert_no_deposit(hands: Hands) -> None:
    """Try every way there is to the deposit dialog."""
    hands.desk.actions["deposit"].trigger()
    hands.view.deposit_button.click()
    QTest.keyClick(hands.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert not hands.window.findChildren(DepositDialog)

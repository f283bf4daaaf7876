"""Somebody in a hurry: double clicks, Enter held down, windows closed at the wrong moment."""

import asyncpg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gateway.desk import PASSWORD, Desk
from tests.gateway.test_capture import pay
from tests.journeys.desk import Line, Person, Ring, equal_to_database
from widgets.deposit_dialog import DepositDialog
from widgets.sign_in_dialog import SignInDialog

POST = "POST /api/v1/users/1/deposits"


async def rows(shop: asyncpg.Connection) -> int:
    return int(await shop.fetchval("select count(*) from balance_transactions"))


def hold_enter(widget: QWidget, times: int = 30) -> None:
    """Press Enter and keep it down, as a keyboard repeats it."""
    for number in range(times):
        press = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r",
            number > 0,
        )  # fmt: skip
        QApplication.sendEvent(widget, press)


async def test_double_clicks_and_a_held_enter_book_once(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await hands.watch(1)
        dialog = await hands.fill_deposit("2000", "in a hurry")
        QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(dialog.submit, Qt.MouseButton.LeftButton)
        hold_enter(dialog.reason)
        await hands.refreshed(200_000)
        await hands.until("the dialog closed", lambda: not hands.window.findChildren(DepositDialog))
        hold_enter(hands.window)
        for _ in range(3):  # the button and the key, again and again
            hands.view.deposit_button.click()
            hands.desk.actions["deposit"].trigger()
        assert len(hands.window.findChildren(DepositDialog)) == 1
        dialog = await hands.fill_deposit("100", "by keyboard")
        hold_enter(dialog.reason)
        await hands.refreshed(210_000)
        assert await rows(shop) == 2


async def test_closing_the_window_in_the_middle_of_a_deposit_loses_nothing(
    wire: Line, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        dialog = await hands.fill_deposit("2000", "in a hurry")
        wire.holds_answer = POST
        dialog.submit.click()
        await hands.until("the deposit on its way", lambda: wire.is_held)
        dialog.reject()  # Esc: not now
        assert dialog.isVisible()
        hands.window.close()
    assert await rows(shop) == 1
    async with person.signed_in(wire.url, user="1") as hands:
        await hands.until(
            "what became of it", lambda: any(key.startswith("deposit ") for key in hands.said)
        )
        assert hands.window.notices.count(lasting=True) == 0
    assert await rows(shop) == 1


async def test_fifty_accounts_opened_at_once_end_at_the_last(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    await shop.execute(
        "insert into users (name, email) select 'User ' || n, n || '@example.org'"
        " from generate_series(3, 50) n"
    )
    await pay(shop, 50, 500)
    async with person.signed_in(served.url) as hands:
        for user in range(1, 51):
            hands.desk.accounts.open(user)
            hands.desk.watch_list.watch(user)
        await pay(shop, 50, 500)
        await hands.until(
            "the last account", lambda: hands.view.user is not None and hands.view.user.id == 50
        )
        await hands.until("the watch list", lambda: len(hands.watched()) == 50)
        await equal_to_database(hands, shop)
        for _ in range(60):
            hands.desk.actions["back"].trigger()
        await hands.until(
            "the first account", lambda: hands.view.user is not None and hands.view.user.id == 1
        )
        await equal_to_database(hands, shop)


async def test_rubbish_in_the_search_box_finds_nobody_and_breaks_nothing(
    served: Desk, person: Person
) -> None:
    async with person.signed_in(served.url) as hands:
        search = hands.window.search
        for rubbish in ("'; drop table users; --", "\x00\x01\x02", "%%%___", "\U0001f937" * 300,
                        "\u202egnp.exe", "a\nb\r\nc", "\ufffe", "'" * 200):  # fmt: skip
            hands.desk.actions["search"].trigger()
            QGuiApplication.clipboard().setText(rubbish)
            search.box.paste()
            if search.box.text().strip():
                await hands.until(
                    "an answer", lambda: search.answered or not search.problem.isHidden()
                )
            assert search.problem.isHidden(), (rubbish, search.problem.sentence)
        search.box.clear()
        assert await hands.look_up("ana") == 1


async def test_signing_out_in_the_middle_of_everything(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        for _ in range(3):
            await hands.until("the account", lambda: bool(hands.view.shown_balance))
            hands.desk.actions["deposit"].trigger()
            hands.desk.accounts.refresh()
            await pay(shop, 1, 10)
            hands.window.top_bar.sign_out_requested.emit()
            hands.window.top_bar.sign_out_requested.emit()
            await hands.dialog(SignInDialog)
            await hands.sign_in("support@example.org", PASSWORD)
            hands.desk.accounts.open(1)
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await equal_to_database(hands, shop)


async def test_the_window_closed_while_a_session_is_restored(wire: Line, person: Person) -> None:
    person.keyring = Ring().unlocked
    async with person.signed_in(wire.url):
        pass
    wire.holds_answer = "/auth/refresh"
    async with person.at(None) as hands:
        await hands.until("the question", lambda: wire.is_held)
        hands.window.close()
    assert not hands.console.signed_in

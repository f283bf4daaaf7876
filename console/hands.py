"""Uses the console as a person does: clicks, types, and waits until it can be seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from widgets.deposit_dialog import DepositDialog
from widgets.payment_dialog import PaymentDialog
from widgets.sign_in_dialog import SignInDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from api_client.models import Account
    from api_client.records import PaymentOutcome
    from api_client.verdicts import Claim
    from console.app import Console
    from console.desk import Desk
    from widgets.account_view import AccountView
    from widgets.main_window import MainWindow

PATIENCE = 20.0
"""Seconds that anything may take to be seen."""
LOOK_MS = 5

T = TypeVar("T", bound=QWidget)


class NotSeen(Exception):  # noqa: N818
    """What should have been on the screen was not; the text names it."""


class Sight(QObject):
    """Waits until something can be seen, without being in the way of what paints it."""

    def __init__(self, parent: QObject, patience: float = PATIENCE) -> None:
        super().__init__(parent)
        self._patience = patience
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._wanted: Callable[[], bool] = lambda: False
        self._seen: asyncio.Future[None]

    async def until(self, what: str, condition: Callable[[], bool]) -> None:
        """Return once ``condition`` holds; raises NotSeen."""
        self._wanted = condition
        self._seen = asyncio.get_running_loop().create_future()
        self._timer.start()
        try:
            async with asyncio.timeout(self._patience):
                await self._seen
        except TimeoutError as exc:
            raise NotSeen(f"Not seen within {self._patience:.0f} s: {what}.") from exc
        finally:
            self._timer.stop()

    def _look(self) -> None:
        if not self._seen.done() and self._wanted():
            self._seen.set_result(None)


class Hands:
    """A person in front of one console; reads widgets, never the store."""

    def __init__(self, app: QApplication, console: Console, *, patience: float = PATIENCE) -> None:
        """``patience``: seconds that anything may take to be seen."""
        self.console = console
        self.until = Sight(app, patience).until

    @property
    def window(self) -> MainWindow:
        """The window of this session."""
        return self.console.window

    @property
    def view(self) -> AccountView:
        """The account page of this session."""
        return self.console.view

    @property
    def desk(self) -> Desk:
        """What the session consists of."""
        return self.console.desk

    @property
    def is_live(self) -> bool:
        """Whether everything on screen claims to be as of now."""
        return self.console.signed_in and self.desk.stream.freshness.live

    @property
    def balance_minor(self) -> int | None:
        """The balance as it was last painted, None while there is none."""
        account = self.view.painted_account
        return None if account is None else account.balance_minor

    @property
    def said(self) -> set[str]:
        """Keys of what the notices say at this moment."""
        return self.window.notices.keys

    async def dialog(self, kind: type[T]) -> T:
        """Return the dialog of this kind once it is open."""
        found: list[T] = []

        def is_there() -> bool:
            found[:] = [
                widget
                for widget in QApplication.topLevelWidgets()
                if isinstance(widget, kind) and widget.isVisible()
            ]
            return bool(found)

        await self.until(kind.__name__, is_there)
        return found[0]

    async def fill_sign_in(self, email: str, password: str) -> SignInDialog:
        """Fill the sign-in dialog and leave it open."""
        dialog = await self.dialog(SignInDialog)
        dialog.email.setText(email)
        dialog.password.setText(password)
        return dialog

    async def sign_in(self, email: str, password: str) -> None:
        """Sign in and wait until all is live."""
        dialog = await self.fill_sign_in(email, password)
        dialog.submit.click()
        await self.until("a live stream", lambda: self.is_live)

    async def look_up(self, question: str) -> int:
        """Type into the search box; returns how many users are offered."""
        search = self.window.search
        self.desk.actions["search"].trigger()
        QTest.keyClicks(search.box, question)
        await self.until(
            "the user found", lambda: search.popup.isVisible() and search.model.rowCount() > 0
        )
        return search.model.rowCount()

    async def open_found(self) -> None:
        """Open the first user that is offered."""
        QTest.keyClick(self.window.search.box, Qt.Key.Key_Return)
        await self.until(
            "the account", lambda: self.view.user is not None and bool(self.view.shown_balance)
        )

    async def watch(self, user_id: int) -> None:
        """Put the open account on the watch list."""
        self.desk.actions["watch"].trigger()
        await self.until("the watch list", lambda: self.window.watch_list.model.watches(user_id))

    async def fill_deposit(self, amount: str, reason: str) -> DepositDialog:
        """Fill the deposit dialog for the open account and leave it open."""
        self.desk.actions["deposit"].trigger()
        dialog = await self.dialog(DepositDialog)
        await self.until("the payment methods", lambda: dialog.methods.method is not None)
        QTest.keyClicks(dialog.amount, amount)
        QTest.keyClicks(dialog.reason, reason)
        return dialog

    async def fill_payment(self, outcome: PaymentOutcome, reason: str) -> PaymentDialog:
        """Fill the payment page's dialog for the open account and leave it open."""
        self.desk.actions["payment"].trigger()
        dialog = await self.dialog(PaymentDialog)
        await self.until("the payment methods", lambda: dialog.method.currentData() is not None)
        dialog.outcomes[outcome].click()
        QTest.keyClicks(dialog.why.reason, reason)
        return dialog

    async def checked(self) -> None:
        """Wait until the verdict is of the account that is on screen."""
        await self.until("a verdict that holds", lambda: self.view.why.state.holds)

    async def complain(self, claim: Claim) -> None:
        """Write down what a customer says, and wait for what is found in that light."""
        await self.checked()
        self.desk.actions["claim"].trigger()
        form = self.view.why.form
        await self.until("the form", form.isVisible)
        form.set_claim(claim)
        form.check.click()
        await self.until(
            "the answer",
            lambda: self.view.why.state.claim == form.claim and self.view.why.state.holds,
        )

    async def refreshed(self, balance_minor: int) -> None:
        """Wait until the open account's balance is in every widget; raises NotSeen."""
        user = self.view.user
        await self.until("the new balance", lambda: self.balance_minor == balance_minor)
        newest = self.view.transactions.newest
        if user is None or newest is None or newest.balance_after_minor != balance_minor:
            raise NotSeen("The transaction table does not show the new balance.")
        await self.until(
            "the new end of the curve", lambda: self.view.curve.end_minor == balance_minor
        )
        feed = self.window.feed.model
        await self.until("the feed's row", lambda: feed.number(newest.id) is not None)
        await self.until(
            "the watched balance",
            lambda: any(
                account.user_id == user.id and account.balance_minor == balance_minor
                for account in self.watched()
            ),
        )

    def watched(self) -> list[Account]:
        """Return what the watch list shows, from its top."""
        model = self.window.watch_list.model
        return [model.account(row) for row in range(model.rowCount())]

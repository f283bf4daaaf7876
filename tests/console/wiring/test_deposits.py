"""A deposit: on disk before a byte leaves, sent once a press, never called what it may not be."""

import json
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from api_client.models import DepositReceipt
from console.hands import Sight
from console.intents import Intent, Intents, Outcome
from console.wiring.deposits import DepositWiring
from tests.console.wiring.ledger import GATEWAY, OPERATOR, SANDBOX, Gateway
from tests.console.wiring.screen import Screen
from widgets.deposit_dialog import DepositDialog
from widgets.main_window import MainWindow
from widgets.message import Message


class Till:
    """A window where deposits are made, and what the gateway got of them."""

    def __init__(
        self, qtbot: QtBot, client: ApiClient, screen: Screen, gateway: Gateway, intents: Intents
    ) -> None:
        self.gateway, self.screen, self.intents = gateway, screen, intents
        self.keys: list[str] = []
        self.journaled: list[bool] = []
        self.window = MainWindow(QWidget())
        qtbot.addWidget(self.window)
        self.window.show()
        self.until = Sight(self.window).until
        self.wiring = DepositWiring(self.window, client, screen.tasks, intents, OPERATOR, SANDBOX)
        gateway.deposit = self.book

    def book(self, request: httpx.Request) -> DepositReceipt:
        """Book once per key, as the gateway does."""
        ledger, key = self.gateway.ledger, request.headers["idempotency-key"]
        self.journaled.append(key in [open_.deposit.key for open_ in self.open_intents()])
        repeated = key in self.keys
        if not repeated:
            ledger.deposit(42, json.loads(request.content)["amount_minor"])
        self.keys.append(key)
        row = ledger.rows(42)[0]
        return DepositReceipt(
            transaction=row, amount_minor=row.amount_minor, fee_minor=0,
            credited_minor=row.amount_minor, currency="RSD",
            balance_minor=ledger.account(42).balance_minor, repeated=repeated,
        )  # fmt: skip

    def open_intents(self) -> list[Intent]:
        return self.intents.open(GATEWAY, OPERATOR.email)

    @property
    def dialogs(self) -> list[DepositDialog]:
        return [d for d in self.window.findChildren(DepositDialog) if d.isVisible()]

    async def fill(self) -> DepositDialog:
        self.wiring.ask(self.gateway.ledger.account(42))
        (dialog,) = self.dialogs
        await self.until("the methods", lambda: dialog.methods.method is not None)
        dialog.amount.setText("2000")
        dialog.reason.setText("complaint 17")
        return dialog

    def banners(self) -> list[Message]:
        return [m for m in self.window.notices.findChildren(Message) if m.isVisible()]


@pytest.fixture
def till(qtbot: QtBot, client: ApiClient, screen: Screen, gateway: Gateway, tmp_path: Path) -> Till:
    return Till(qtbot, client, screen, gateway, Intents(tmp_path / "journal"))


async def test_it_is_on_disk_before_it_is_sent_and_settled_after(till: Till) -> None:
    dialog = await till.fill()
    for _ in range(3):
        dialog.submit.click()  # a double click, and one more
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert len(till.keys) == 1
    assert till.journaled == [True]
    assert till.open_intents() == []
    assert till.window.notices.count(lasting=False) == 1


async def test_one_dialog_at_a_time_and_each_gets_its_methods(till: Till, gateway: Gateway) -> None:
    gateway.open.clear()
    account = gateway.ledger.account(42)
    till.wiring.ask(account)
    till.wiring.ask(account)
    assert len(till.dialogs) == 1
    till.dialogs[0].reject()
    till.wiring.ask(account)  # while the first one's question is out
    gateway.open.set()
    (dialog,) = till.dialogs
    await till.until("the methods", lambda: dialog.methods.method is not None)
    assert till.screen.errors == []


async def test_methods_that_cannot_be_read_can_be_tried_again(till: Till, gateway: Gateway) -> None:
    gateway.fails = lambda _: True
    till.wiring.ask(gateway.ledger.account(42))
    (dialog,) = till.dialogs
    await till.until("a problem", lambda: not dialog.methods.problem.isHidden())
    gateway.fails = lambda _: False
    dialog.methods.problem.action.click()
    await till.until("the methods", lambda: dialog.methods.method is not None)


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("amount_above_maximum", "_amount_field"), ("reason_missing", "_reason_field"),
        ("user_not_found", None), ("too_many_attempts", None),
    ],
)  # fmt: skip
async def test_a_refusal_is_certain_and_stands_beside_its_field(
    code: str, field: str | None, till: Till
) -> None:
    dialog = await till.fill()
    till.gateway.deposit = lambda _: (422, code)
    dialog.submit.click()
    place = dialog.outcome if field is None else getattr(dialog, field).problem
    await till.until("the refusal", lambda: not place.isHidden())
    assert not dialog.amount.isReadOnly()
    assert till.open_intents() == []
    till.gateway.deposit = till.book
    dialog.submit.click()
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert len(till.keys) == 1


@pytest.mark.parametrize("code", ["forbidden", "environment_forbids_deposits", "too_many_attempts"])
async def test_a_refusal_that_says_nothing_of_the_first_attempt_leaves_it_unknown(
    code: str, till: Till
) -> None:
    dialog = await till.fill()
    till.gateway.fails = lambda request: request.method == "POST"
    dialog.submit.click()
    await till.until("an unknown outcome", lambda: "not known" in dialog.outcome.sentence)
    till.gateway.fails = lambda request: (403, code) if request.method == "POST" else None
    dialog.submit.click()
    await till.until("still unknown", dialog.submit.isEnabled)
    assert "not known" in dialog.outcome.sentence
    assert "Not booked" not in dialog.outcome.sentence
    assert len(till.open_intents()) == 1
    dialog.cancel.click()
    await till.until("the banner", lambda: len(till.banners()) == 1)
    till.banners()[0].action.click()
    await till.until("asked again", lambda: bool(till.screen.errors))
    assert len(till.open_intents()) == 1
    till.gateway.fails = lambda _: None
    till.banners()[0].action.click()
    await till.until("an answer", lambda: not till.banners())
    assert till.open_intents() == []
    assert len(set(till.keys)) == 1


async def test_what_cannot_be_written_down_is_not_sent(till: Till, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("in the way", encoding="utf-8")
    dialog = await till.fill()
    dialog.submit.click()
    await till.until("the reason", lambda: not dialog.outcome.isHidden())
    assert "could not be written down" in dialog.outcome.sentence
    assert till.keys == []


async def test_an_outcome_that_cannot_be_written_down_is_told_all_the_same(
    qtbot: QtBot, client: ApiClient, screen: Screen, gateway: Gateway, tmp_path: Path
) -> None:
    class FullDisk(Intents):
        def settle(self, key: str, outcome: Outcome) -> None:
            raise OSError(28, f"No space left for {outcome} {key}")

    till = Till(qtbot, client, screen, gateway, FullDisk(tmp_path))
    dialog = await till.fill()
    dialog.submit.click()
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert len(till.open_intents()) == 1  # the next run asks, which is harmless
    assert screen.errors == []


async def test_a_journal_that_cannot_be_read_is_said(till: Till, tmp_path: Path) -> None:
    (tmp_path / "journal" / "deposits.jsonl").mkdir(parents=True)
    till.wiring.resume()
    message = till.window.notices.message("journal")
    assert message is not None
    assert "cannot be read" in message.sentence


async def test_the_session_that_ends_in_between_leaves_it_open(till: Till) -> None:
    dialog = await till.fill()
    till.gateway.fails = lambda _: (401, "unauthenticated")
    dialog.submit.click()
    await till.until("the session over", lambda: bool(till.screen.errors))
    assert len(till.open_intents()) == 1

"""A deposit: on disk before a byte leaves, sent once a press, never called what it may not be."""

import json
from pathlib import Path
from typing import Literal

import httpx
import pytest
from msgspec import structs
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from api_client.models import DepositReceipt, Environment, Hello, Operator
from console.hands import Sight
from console.intents import Intent, Intents, Outcome
from console.rights import Rights
from console.settlement import Settlement
from console.wiring.deposits import UNKNOWN, DepositWiring
from tests.console.wiring.ledger import GATEWAY, OPERATOR, SANDBOX, SESSION, Gateway
from tests.console.wiring.screen import Screen
from widgets.deposit_dialog import DepositDialog
from widgets.main_window import MainWindow
from widgets.message import Message

PRODUCTION = Environment(
    name="production", protocol="1.0", server="0", backend_zone="UTC", deposits_allowed=False
)


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
        self.rights = Rights(SESSION, screen.store)
        self.settlement = Settlement(client, intents, screen.tasks, self.rights)
        self.wiring = DepositWiring(
            self.window, client, screen.tasks, self.settlement, self.rights, screen.store
        )
        gateway.deposit = self.book

    def book(self, request: httpx.Request) -> DepositReceipt:
        """Book once per key, as the gateway does."""
        ledger, key = self.gateway.ledger, request.headers["idempotency-key"]
        self.journaled.append(key in [open_.deposit.key for open_ in self.open_intents()])
        self.keys.append(key)
        if key not in self.gateway.booked:
            ledger.deposit(42, json.loads(request.content)["amount_minor"])
            row = ledger.rows(42)[0]
            self.gateway.booked[key] = DepositReceipt(
                transaction=row, amount_minor=row.amount_minor, fee_minor=0,
                credited_minor=row.amount_minor, currency="RSD",
                balance_minor=ledger.account(42).balance_minor, repeated=False,
            )  # fmt: skip
        return self.gateway.booked[key]

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

    async def unknown(self, *, booked: bool) -> DepositDialog:
        """Send one of which nobody hears again, and that may have been booked all the same."""
        dialog = await self.fill()

        def silently(request: httpx.Request) -> tuple[int, str]:
            if booked:
                self.book(request)
            return 500, "internal_error"

        self.gateway.deposit = silently
        self.gateway.fails = lambda request: "deposit-keys" in request.url.path
        dialog.submit.click()
        await self.until("an unknown outcome", lambda: not dialog.outcome.isHidden())
        assert dialog.outcome.sentence.startswith("Not known.")
        assert dialog.amount.isReadOnly()
        assert len(self.open_intents()) == 1
        self.gateway.deposit = self.book
        self.gateway.fails = lambda _: False
        return dialog

    def greet(
        self, environment: Environment, role: Literal["viewer", "support"] = "support"
    ) -> None:
        """Let the server say anew where and who one is."""
        operator = Operator(id=OPERATOR.id, email=OPERATOR.email, role=role)
        self.screen.store.apply(Hello(
            protocol="1.0", server="0", epoch="e", position=self.gateway.ledger.position,
            resumed=True, operator=operator, environment=environment, heartbeat_seconds=2.0,
        ))  # fmt: skip

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
        ("amount_above_maximum", "amount"), ("reason_missing", "reason"),
        ("user_not_found", None), ("too_many_attempts", None),
    ],
)  # fmt: skip
async def test_a_refusal_is_certain_and_stands_beside_its_field(
    code: str, field: str | None, till: Till
) -> None:
    dialog = await till.fill()
    till.gateway.deposit = lambda _: (422, code)
    dialog.submit.click()
    place = dialog.outcome if field is None else dialog.fields[field].problem
    await till.until("the refusal", lambda: not place.isHidden())
    assert not dialog.amount.isReadOnly()
    assert till.open_intents() == []
    till.gateway.deposit = till.book
    dialog.submit.click()
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert len(till.keys) == 1


@pytest.mark.parametrize("code", ["forbidden", "environment_forbids_deposits", "too_many_attempts"])
async def test_a_refused_repetition_is_certain_only_once_its_key_is_taken(
    code: str, till: Till
) -> None:
    dialog = await till.unknown(booked=False)
    till.gateway.answers_late = True  # what fails has no effect
    till.gateway.deposit = lambda _: (403, code)
    till.gateway.fails = lambda request: (
        (403, "forbidden") if request.url.path.endswith("/cancel") else None
    )
    dialog.submit.click()
    await till.until("still unknown", dialog.submit.isEnabled)
    assert dialog.outcome.sentence.startswith("Not known.")
    assert len(till.open_intents()) == 1
    till.gateway.fails = lambda _: None
    dialog.submit.click()
    await till.until("a certain refusal", lambda: "Not booked" in dialog.outcome.sentence)
    assert till.open_intents() == []
    assert till.gateway.cancelled


async def test_a_refusal_of_what_had_been_booked_is_no_refusal(till: Till) -> None:
    dialog = await till.unknown(booked=True)
    till.gateway.deposit = lambda _: (429, "too_many_attempts")
    dialog.submit.click()
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert till.open_intents() == []
    assert len(till.gateway.ledger.transactions) == 1


@pytest.mark.parametrize("how", ["hello", "event", "another console"])
async def test_what_was_booked_is_found_without_sending_it_again(
    how: str, till: Till, tmp_path: Path
) -> None:
    await till.unknown(booked=True)
    sent = len(till.keys)
    if how == "hello":
        till.screen.greet(till.gateway.ledger.position)
    elif how == "event":
        (row,) = till.gateway.ledger.transactions.values()
        commit = till.gateway.ledger.log[-1]
        test = structs.replace(commit, transactions=(structs.replace(row, test=True),))
        till.screen.deliver([commit], till.gateway.ledger.position)
        assert till.dialogs  # somebody else's row of the same amount proves nothing
        till.screen.deliver([test], till.gateway.ledger.position)
    else:
        assert Intents(tmp_path / "journal").settle(till.keys[0], "committed")
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert len(till.keys) == sent
    assert till.open_intents() == []
    assert till.window.notices.count(lasting=False) == 1


@pytest.mark.parametrize("act", ["submit", "give_up"])
async def test_what_the_dialog_waits_for_is_done_though_a_question_is_under_way(
    act: str, till: Till
) -> None:
    dialog = await till.unknown(booked=False)
    till.gateway.open.clear()
    till.settlement.ask_all()
    await till.screen.turn()
    getattr(dialog, act).click()
    till.gateway.open.set()
    await till.until(
        "an outcome", lambda: not till.dialogs or "Given up" in dialog.outcome.sentence
    )
    assert till.open_intents() == []


async def test_a_test_row_of_another_deposit_decides_nothing(till: Till) -> None:
    dialog = await till.unknown(booked=False)
    commit = till.gateway.ledger.deposit(42, 200_000)
    (row,) = commit.transactions
    other = structs.replace(commit, transactions=(structs.replace(row, test=True),))
    asked = len(till.gateway.requests)
    till.screen.deliver([other], till.gateway.ledger.position)
    await till.until("asked", lambda: len(till.gateway.requests) > asked)
    await till.screen.turn()
    assert till.dialogs == [dialog]
    assert len(till.open_intents()) == 1


@pytest.mark.parametrize("booked", [True, False])
async def test_giving_up_tells_for_certain(till: Till, booked: bool) -> None:  # noqa: FBT001
    dialog = await till.unknown(booked=booked)
    first = dialog.key
    dialog.give_up.click()
    if booked:
        await till.until("the dialog closed", lambda: not till.dialogs)
    else:
        await till.until("given up", lambda: "Given up" in dialog.outcome.sentence)
        assert not dialog.amount.isReadOnly()
        assert dialog.key != first
        assert till.intents.outcome(first) == "cancelled"
    assert till.open_intents() == []
    assert len(till.gateway.ledger.transactions) == int(booked)


async def test_a_closed_dialog_leaves_a_banner_and_the_next_run_a_list(
    qtbot: QtBot, till: Till, client: ApiClient
) -> None:
    dialog = await till.unknown(booked=False)
    dialog.cancel.click()
    await till.until("the banner", lambda: len(till.banners()) == 1)
    assert "is not known" in till.banners()[0].sentence
    later = Till(qtbot, client, till.screen, till.gateway, till.intents)
    later.wiring.resume()
    assert list(later.settlement.unknown) == [dialog.key]
    message = later.window.notices.message(UNKNOWN)
    assert message is not None
    assert "Ana" in message.sentence


async def test_what_may_not_be_done_any_more_closes_the_dialog_and_forgets_nothing(
    till: Till,
) -> None:
    till.screen.greet(till.gateway.ledger.position)
    dialog = await till.fill()
    till.greet(PRODUCTION)
    await till.until("the dialog closed", lambda: not till.dialogs)
    till.wiring.ask(till.gateway.ledger.account(42))
    assert not till.dialogs
    till.greet(SANDBOX)
    dialog = await till.unknown(booked=True)
    till.gateway.fails = lambda request: "deposit-keys" in request.url.path
    till.greet(SANDBOX, role="viewer")
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert list(till.settlement.unknown) == [dialog.key]
    assert len(till.open_intents()) == 1


async def test_while_it_is_being_sent_it_is_locked_and_its_answer_awaited(till: Till) -> None:
    dialog = await till.fill()
    till.gateway.open.clear()
    dialog.submit.click()
    await till.until("sent", lambda: till.journaled == [True])
    till.greet(PRODUCTION)
    assert till.dialogs == [dialog]
    assert not dialog.submit.isEnabled()
    till.gateway.open.set()
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert till.open_intents() == []


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
        def settle(self, key: str, outcome: Outcome) -> bool:
            raise OSError(28, f"No space left for {outcome} {key}")

    till = Till(qtbot, client, screen, gateway, FullDisk(tmp_path))
    dialog = await till.fill()
    dialog.submit.click()
    await till.until("the dialog closed", lambda: not till.dialogs)
    assert len(till.open_intents()) == 1  # the next run asks, which is harmless
    assert screen.errors == []


async def test_a_journal_that_cannot_be_read_is_said(till: Till, tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "deposits").write_text("in the way", encoding="utf-8")
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

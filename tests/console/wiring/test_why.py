"""Verdict line and Why? panel: asked for by themselves, and never of an older account unmarked."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from api_client.models import Position
from api_client.verdicts import Claim
from console.wiring.why import METHODS, WHY, WhyWiring
from tests.console.wiring.ledger import PAGE, Gateway, Ledger
from tests.console.wiring.screen import Screen
from tests.widgets.examples import NOON
from tests.widgets.verdict_examples import cannot_tell, differs, pair
from widgets.freshness import Freshness

LIVE = Freshness(state="live")


class Inquiry(Screen):
    """A screen on which balances are explained."""

    def __init__(self, qtbot: QtBot, client: ApiClient, folder: Path) -> None:
        super().__init__(qtbot, client, folder)
        self.view.resize(768, 690)
        self.view.show()
        self.why = WhyWiring(self.view, self.store, client, self.tasks, self.accounts, pace_ms=0)
        self.why.set_freshness(LIVE)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let others go on until something is so."""
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110  (no event: any condition)
                await asyncio.sleep(0)

    async def answered(self) -> None:
        """Wait until no question is on its way."""
        await self.until(lambda: not (self.tasks.running(WHY) or self.tasks.running(METHODS)))

    async def settle(self) -> None:
        """Wait until nothing is being read or explained, nor about to be."""
        for _ in range(4):
            await self.rest()
            await self.answered()
            await self.turn(5)


@pytest.fixture
async def inquiry(qtbot: QtBot, client: ApiClient, tmp_path: Path) -> AsyncIterator[Inquiry]:
    made = Inquiry(qtbot, client, tmp_path)
    async with made.tasks:
        yield made


def tell(inquiry: Inquiry, ledger: Ledger) -> None:
    """Hand in the newest commit."""
    inquiry.deliver(ledger.log[-1:], ledger.position)


async def test_an_account_that_is_opened_is_explained(inquiry: Inquiry, ledger: Ledger) -> None:
    ledger.deposit(42, 500)
    inquiry.accounts.open(42)
    await inquiry.settle()
    assert inquiry.view.verdict_line.headline.text() == "Agrees with 1 of 1 transaction"
    assert inquiry.why.state.holds
    inquiry.accounts.open(7)
    await inquiry.rest()
    assert inquiry.why.state.verdict is None, "nobody's verdict is another's"


async def test_a_verdict_is_marked_as_soon_as_the_account_changes_and_asked_for_anew(
    inquiry: Inquiry, ledger: Ledger, gateway: Gateway
) -> None:
    inquiry.accounts.open(42)
    await inquiry.settle()
    gateway.open.clear()
    ledger.deposit(7, 1)
    tell(inquiry, ledger)
    line = inquiry.view.verdict_line.headline
    assert line.property("tone") == "positive", "another user's commit is not this account's"
    ledger.deposit(42, 500)
    tell(inquiry, ledger)
    assert line.property("tone") == "muted"
    await inquiry.until(lambda: inquiry.tasks.running(WHY))
    gateway.open.set()
    await inquiry.settle()
    assert inquiry.why.state.holds
    assert inquiry.why.state.verdict is not None
    assert inquiry.why.state.verdict.stored_minor == 500


async def test_an_answer_that_a_commit_has_overtaken_is_not_believed(
    inquiry: Inquiry, ledger: Ledger, gateway: Gateway
) -> None:
    inquiry.accounts.open(42)
    await inquiry.settle()
    gateway.open.clear()
    inquiry.why.ask()
    await inquiry.turn()
    ledger.deposit(42, 500)
    tell(inquiry, ledger)
    gateway.open.set()
    await inquiry.answered()
    assert inquiry.why.state.outdated
    await inquiry.until(lambda: inquiry.tasks.running(WHY))
    await inquiry.settle()
    assert inquiry.why.state.holds


async def test_a_verdict_on_another_balance_than_the_one_shown_does_not_hold(
    inquiry: Inquiry, ledger: Ledger
) -> None:
    inquiry.accounts.open(42)
    await inquiry.settle()
    ledger.deposit(42, 500)  # of which the screen has not heard yet
    inquiry.why.ask()
    await inquiry.settle()
    assert inquiry.why.state.verdict is not None
    assert not inquiry.why.state.holds
    inquiry.why.set_freshness(Freshness(state="stale"))
    assert not inquiry.why.state.live


async def test_what_the_customer_says_is_asked_with_the_next_question(
    inquiry: Inquiry, gateway: Gateway
) -> None:
    inquiry.accounts.open(42)
    await inquiry.settle()
    inquiry.view.open_why()
    gateway.requests.clear()
    inquiry.view.why.form.claim_changed.emit(
        Claim(amount_minor=200_000, session="mock_session_42_1", success_page=True)
    )
    await inquiry.settle()
    asked = [r for r in gateway.requests if r.url.path.endswith("/verdict")]
    assert dict(asked[-1].url.params) == {
        "claim_amount_minor": "200000", "session": "mock_session_42_1", "success_page": "true",
    }  # fmt: skip
    assert "2.000,00" in inquiry.view.why.says.text()
    inquiry.accounts.open(7)
    await inquiry.settle()
    assert inquiry.why.state.claim.is_empty, "it was another customer who said so"


async def test_a_complaint_goes_on_where_it_was_left_for_another_account(
    inquiry: Inquiry, ledger: Ledger
) -> None:
    for user in (42, 7, 7):
        ledger.deposit(user, 500)
    said = Claim(amount_minor=200_000)
    inquiry.accounts.open(42)
    await inquiry.settle()
    inquiry.view.open_why()
    inquiry.why.claim(said)
    await inquiry.settle()
    inquiry.view.why.user_requested.emit(7, (2,))
    await inquiry.settle()
    assert inquiry.view.user is not None
    assert inquiry.view.user.id == 7
    assert inquiry.view.rows.table.delegate.marks == {2: "accent"}
    assert inquiry.view.why.isHidden()
    inquiry.accounts.go(-1)
    await inquiry.settle()
    assert not inquiry.view.why.isHidden()
    assert inquiry.why.state.claim == said
    assert "500,00" not in inquiry.view.why.says.text()
    assert "2.000,00" in inquiry.view.why.says.text()
    inquiry.view.close_why()
    inquiry.why.ask()
    await inquiry.settle()
    assert inquiry.view.why.isHidden(), "they have closed it"


async def test_a_failure_says_why_and_is_tried_again_at_the_next_proof(
    inquiry: Inquiry, ledger: Ledger, gateway: Gateway
) -> None:
    gateway.fails = lambda request: request.url.path.endswith("/verdict")
    inquiry.accounts.open(42)
    await inquiry.settle()
    line = inquiry.view.verdict_line
    assert (line.headline.text(), line.action.text()) == ("Not checked", "Retry")
    gateway.fails = lambda _: False
    inquiry.prove(ledger.position)
    await inquiry.settle()
    assert line.headline.text().startswith("Agrees")
    assert line.action.isHidden()


async def test_an_older_gateway_is_not_asked_for_what_it_does_not_know(
    inquiry: Inquiry, gateway: Gateway
) -> None:
    gateway.verdict = lambda _: (404, "not_found")
    inquiry.accounts.open(42)
    await inquiry.settle()
    assert inquiry.view.why_button.isHidden()
    assert inquiry.view.verdict_line.isHidden()
    inquiry.view.open_why()
    assert inquiry.view.why.isHidden()


async def test_evidence_beyond_what_was_read_is_read(inquiry: Inquiry, ledger: Ledger) -> None:
    for _ in range(4 * PAGE):
        ledger.deposit(42, 100)
    inquiry.accounts.open(42)
    await inquiry.settle()
    assert inquiry.view.transactions.known(2) is None
    inquiry.view.open_why()
    inquiry.view.why.rows_requested.emit((2,))
    await inquiry.settle()
    table = inquiry.view.rows.table
    assert inquiry.view.transactions.row(table.currentIndex().row()).id == 2
    assert table.delegate.marks == {2: "accent"}
    assert inquiry.view.why.isHidden(), "in a narrow window the table comes before it"


async def test_where_the_balances_part_the_table_says_so(
    inquiry: Inquiry, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42, 100)
    parted = differs().first_divergence
    assert parted is not None
    gateway.verdict = lambda _: differs(
        first_divergence=type(parted)(kind="transaction", id=1, at=parted.at, by_minor=1)
    )
    inquiry.accounts.open(42)
    await inquiry.settle()
    assert inquiry.view.rows.table.delegate.marks == {1: "negative"}


async def test_what_may_still_be_explained_is_asked_for_again_once_it_cannot(
    qtbot: QtBot, client: ApiClient, gateway: Gateway, tmp_path: Path
) -> None:
    """A writer in two commits may not be through: until then the gateway cannot tell."""
    young, old = (
        pair(9, -100, 0, at=NOON - timedelta(seconds=seconds)) for seconds in (10.99, 11.01)
    )
    answers = [
        differs(timeline=(old,)),
        cannot_tell(stored_minor=0, timeline=(young, old)),
    ]
    gateway.verdict = lambda _: answers.pop()
    inquiry = Inquiry(qtbot, client, tmp_path)
    async with inquiry.tasks:
        inquiry.accounts.open(42)
        await inquiry.until(lambda: inquiry.view.verdict_line.headline.text().startswith("Differs"))
        await inquiry.settle()
    assert answers == []
    assert inquiry.errors == [], "it was not asked a third time"


@pytest.mark.parametrize("seed", range(25))
async def test_a_verdict_that_seems_to_hold_is_of_what_is_told(
    qtbot: QtBot, tmp_path: Path, seed: int
) -> None:
    """By dice: commits, early and late answers, other users; whatever holds is of the newest."""
    ledger = Ledger(seed)
    gateway = Gateway(ledger)
    dice, told = ledger.dice, 0
    async with await gateway.client() as client:
        inquiry = Inquiry(qtbot, client, tmp_path)
        async with inquiry.tasks:
            inquiry.accounts.open(42)
            for _ in range(120):
                act = dice.choice(
                    ["pay", "pay", "tell", "tell", "turn", "turn", "hold", "go", "late"]
                )
                if act == "pay":
                    ledger.deposit(dice.choice([42, 42, 7]), dice.randint(1, 9))
                elif act == "tell":
                    news = ledger.log[told : told + 2]
                    told += len(news)
                    inquiry.deliver(news, Position(epoch="e", snapshot=str(told)))
                elif act == "turn":
                    await inquiry.turn(dice.randint(1, 6))
                elif act == "late":
                    gateway.answers_late = not gateway.answers_late
                else:
                    (gateway.open.clear if act == "hold" else gateway.open.set)()
                state, account = inquiry.why.state, inquiry.view.account
                if state.holds:
                    assert account is not None
                    assert state.verdict is not None
                    assert state.verdict.stored_minor == account.balance_minor
                    assert state.verdict.changes >= account.changes
            gateway.open.set()
            inquiry.deliver(ledger.log[told:], ledger.position)
            await inquiry.settle()
            await inquiry.until(lambda: inquiry.why.state.holds)
            await inquiry.settle()
            shown, true = inquiry.why.state.verdict, ledger.verdict(42)
            assert shown is not None
            assert (shown.stored_minor, shown.changes) == (true.stored_minor, true.changes)

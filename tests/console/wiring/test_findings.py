"""Findings on screen are the gateway's: read when a proof says so, and not otherwise."""

import random
from datetime import timedelta

import msgspec
import pytest

from api_client.findings import Finding
from console.wiring.findings import FINDINGS, MOST_READ, NEWS, NOBODY, FindingsWiring
from tests.console.wiring.ledger import NOTHING_FOUND, Gateway, Ledger
from tests.console.wiring.screen import Screen
from tests.widgets.examples import NOON
from tests.widgets.finding_pictures import cannot_tell, finding, page
from widgets.findings_view import FindingsView
from widgets.notice_view import NoticeView


class Panel:
    """The panel of a screen, and the gateway's sweeps."""

    def __init__(self, screen: Screen, gateway: Gateway) -> None:
        self.screen, self.gateway = screen, gateway
        self.view = FindingsView(screen.feed_view)
        self.notices = NoticeView(screen.feed_view)
        self.wiring = FindingsWiring(
            self.view, screen.view, screen.store, screen.client, screen.tasks, screen.accounts,
            self.notices,
        )  # fmt: skip
        screen.view.set_why_offered(offered=True)

    def sweep(self, *found: Finding) -> None:
        """Let a sweep end with these findings."""
        self.gateway.findings = page(*found, revision=self.gateway.findings.revision + 1)

    async def prove(self) -> None:
        """Let a proof come, and what it makes the console read."""
        gateway = self.gateway
        self.screen.prove(gateway.ledger.position, findings=gateway.findings.revision)
        await self.rest()

    async def rest(self) -> None:
        while self.screen.tasks.running(FINDINGS):
            await self.screen.turn(1)

    def told(self, key: str) -> str | None:
        """What is said under a key of notices, if anything is."""
        message = self.notices.message(key)
        return None if message is None else message.sentence

    @property
    def asked(self) -> int:
        """How often it was read."""
        return sum(path == "/findings" for path in self.gateway.paths())


@pytest.fixture
async def panel(screen: Screen, gateway: Gateway, ledger: Ledger) -> Panel:
    made = Panel(screen, gateway)
    screen.greet(ledger.position)
    return made


@pytest.mark.parametrize("seed", range(20))
async def test_after_any_history_a_proof_makes_it_the_gateways(panel: Panel, seed: int) -> None:
    dice, gateway = random.Random(seed), panel.gateway
    for number in range(30):
        match dice.randrange(5):
            case 0:
                users = dice.sample(range(1, 40), dice.randrange(14))
                panel.sweep(*(finding(1000 * (number + 1) + user, user) for user in users))
            case 1:
                gateway.fails = dice.choice([lambda _: True, lambda _: (403, "forbidden")])
                await panel.prove()
                gateway.fails = lambda _: False
            case 2:
                gateway.open.clear()  # a sweep ends while it is being read
                panel.screen.prove(gateway.ledger.position, findings=gateway.findings.revision)
                await panel.screen.turn()
                panel.sweep(finding(1000 * (number + 1)))
                gateway.open.set()
                await panel.rest()
            case 3:
                panel.screen.greet(gateway.ledger.position)
            case _:
                await panel.prove()
    panel.sweep(*gateway.findings.findings)
    await panel.prove()
    assert panel.view.findings == list(gateway.findings.findings)
    assert panel.view.retry.isHidden()
    asked = panel.asked
    await panel.prove()
    assert panel.asked == asked


async def test_an_unchanged_revision_is_read_once(panel: Panel) -> None:
    for _ in range(3):
        await panel.prove()
    assert panel.asked == 1
    assert panel.view.state.text().startswith("No findings.")


async def test_a_refusal_is_said_once_and_tried_again_by_hand_or_after_a_sweep(
    panel: Panel,
) -> None:
    panel.gateway.fails = lambda _: (403, "forbidden")
    for _ in range(3):
        await panel.prove()
    assert panel.asked == 1
    assert not panel.view.retry.isHidden()
    panel.gateway.fails = lambda _: False
    panel.view.retry.click()
    await panel.rest()
    assert panel.view.retry.isHidden()
    panel.gateway.fails = lambda _: (403, "forbidden")
    panel.sweep(finding())
    await panel.prove()
    panel.gateway.fails = lambda _: False
    panel.sweep(finding())
    await panel.prove()
    assert panel.view.findings == [finding()]


async def test_what_nobody_answered_is_asked_at_the_next_proof(panel: Panel) -> None:
    panel.sweep(finding())
    panel.gateway.fails = lambda _: True
    await panel.prove()
    assert not panel.view.retry.isHidden()
    panel.gateway.fails = lambda _: False
    await panel.prove()
    assert panel.view.findings == [finding()]


async def test_a_gateway_that_has_none_to_tell_has_no_panel(panel: Panel) -> None:
    panel.gateway.fails = lambda _: (404, "not_found")
    await panel.prove()
    assert panel.view.isHidden()
    panel.gateway.fails = lambda _: False
    panel.screen.greet(panel.gateway.ledger.position)  # it was updated
    await panel.prove()
    assert not panel.view.isHidden()


async def test_no_more_is_read_than_anybody_reads(panel: Panel) -> None:
    panel.sweep(*(finding(number) for number in range(MOST_READ + 50, 0, -1)))
    await panel.prove()
    assert len(panel.view.findings) == MOST_READ
    assert panel.view.state.text().startswith("The first 1.000 of 1.050.")


async def test_a_sweep_becomes_overdue_while_nothing_else_happens(panel: Panel) -> None:
    panel.gateway.findings = NOTHING_FOUND
    await panel.prove()
    assert panel.view.state.property("tone") == "muted"
    late = NOON + timedelta(seconds=601)
    panel.screen.prove(panel.gateway.ledger.position, at=late, findings=0)
    assert panel.view.state.property("tone") == "warning"
    assert panel.view.state.text().endswith("One is due every 5 min.")


async def test_why_opens_with_the_account_and_with_no_other(panel: Panel) -> None:
    view = panel.screen.view
    panel.sweep(finding(2, 7), cannot_tell(1, 42))
    await panel.prove()
    panel.view.list.activated.emit(panel.view.model.index(0))
    await panel.screen.rest()
    assert view.user is not None
    assert view.user.id == 7
    assert not view.why.isHidden()
    panel.view.list.activated.emit(panel.view.model.index(0))
    await panel.screen.rest()
    assert not view.why.isHidden(), "it is open already"
    panel.wiring.explain(cannot_tell(1, 42))
    panel.screen.accounts.open(318)  # they went elsewhere meanwhile
    await panel.screen.rest()
    assert view.why.isHidden()


@pytest.mark.parametrize("seed", range(10))
async def test_what_a_sweep_finds_is_told_once_and_what_was_there_is_not(
    panel: Panel, seed: int
) -> None:
    dice = random.Random(seed)
    found = [finding(number, number) for number in range(dice.randrange(4))]
    panel.sweep(*found)
    await panel.prove()
    assert panel.told(NEWS) is None, "the panel has it"
    for number in range(10, 30):
        news = [finding(number * 10 + each, each) for each in range(dice.randrange(3), 0, -1)]
        found = [*news, *dice.sample(found, dice.randrange(len(found) + 1))]
        panel.notices.withdraw(NEWS)
        panel.sweep(*found)
        await panel.prove()
        said = panel.told(NEWS) or ""
        assert said.startswith("Attention. A sweep found ") == bool(news)
        assert ("More in the list: 1." in said) == (len(news) == 2)
        panel.screen.greet(panel.gateway.ledger.position)  # all is read again, and nothing is new
        panel.notices.withdraw(NEWS)
        await panel.prove()
        assert panel.told(NEWS) is None


async def test_news_open_the_account_they_speak_of(panel: Panel) -> None:
    await panel.prove()
    panel.sweep(finding(2, 7, user_name="Ђорђе Живковић"), cannot_tell(1, 42))
    await panel.prove()
    said = panel.told(NEWS) or ""
    assert said.startswith("Attention. A sweep found Ђорђе Живковић −2.000,00\xa0RSD: The balance")
    message = panel.notices.message(NEWS)
    assert message is not None
    message.action.click()
    await panel.screen.rest()
    assert panel.screen.view.user is not None
    assert panel.screen.view.user.id == 7
    assert panel.told(NEWS) is None


async def test_a_balance_without_a_user_leaves_the_open_account_where_it_is(panel: Panel) -> None:
    panel.screen.accounts.open(42)
    await panel.screen.rest()
    panel.wiring.explain(finding(user_id=999, user_name=None, user_missing=True))
    await panel.screen.rest()
    assert panel.screen.view.user is not None
    assert panel.screen.view.user.id == 42
    assert panel.told(NOBODY) == "Note. There is no user #999: this balance is nobody's."


async def test_pages_of_different_sweeps_are_never_mixed(panel: Panel) -> None:
    panel.sweep(*(finding(number) for number in range(12, 0, -1)))
    first = panel.gateway.findings

    def sweep_between(request: object) -> None:
        if "after" in str(getattr(request, "url", "")) and panel.gateway.findings is first:
            panel.gateway.findings = msgspec.structs.replace(first, revision=first.revision + 1)

    panel.gateway.answers_late = True
    panel.gateway.fails = sweep_between
    await panel.prove()
    assert panel.view.findings == []
    await panel.prove()
    assert len(panel.view.findings) == 12

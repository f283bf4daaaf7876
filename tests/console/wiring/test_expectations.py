"""Payments that are waited for: told of at the commit, or found, and kept on disk."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from console.settings import Settings
from console.wiring.expectations import EXPECTED, ExpectationWiring
from tests.console.wiring.ledger import OPERATOR, PAGE, Gateway, Ledger
from tests.console.wiring.screen import Screen
from tests.widgets.examples import NOON
from widgets.expectation import Expectation
from widgets.format import BELGRADE
from widgets.main_window import MainWindow

TODAY = NOON.astimezone(BELGRADE).date()


def expect(minor: int, user: int = 42, day: date = TODAY, key: str = "k") -> Expectation:
    return Expectation(
        key=key, user_id=user, user_name="Ana Petrović", amount_minor=minor, currency="RSD", day=day
    )


class Lookout(Screen):
    """A window in which payments are waited for."""

    def __init__(self, qtbot: QtBot, client: ApiClient, folder: Path) -> None:
        super().__init__(qtbot, client, folder)
        self.window = MainWindow(self.view)
        qtbot.addWidget(self.window)
        self.window.show()
        self.look_out()

    def look_out(self) -> None:
        """Begin, as after a start of the console."""
        self.expectations = ExpectationWiring(
            self.window, self.view, self.store, self.client, self.tasks, self.settings,
            OPERATOR.email,
        )  # fmt: skip

    async def quiet(self) -> None:
        """Wait until what has committed already was looked at."""
        await self.rest()
        while self.tasks.running(EXPECTED):
            await self.turn(1)

    def states(self) -> list[str]:
        model = self.window.watch_list.expected_model
        return [model.state(row) for row in range(model.rowCount())]

    def told(self) -> str:
        message = self.window.notices.message("expected k")
        return "" if message is None else message.sentence


@pytest.fixture
async def lookout(qtbot: QtBot, client: ApiClient, tmp_path: Path) -> AsyncIterator[Lookout]:
    made = Lookout(qtbot, client, tmp_path)
    async with made.tasks:
        yield made


async def test_the_matching_commit_is_told_of_and_its_row_lasts(
    lookout: Lookout, ledger: Ledger
) -> None:
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    assert lookout.states() == ["did not arrive"], "in the real world that day is over"
    lookout.deliver([ledger.deposit(7, 400)], ledger.position)
    assert lookout.told() == ""
    lookout.deliver([ledger.deposit(42, 500)], ledger.position)
    assert "arrived: transaction 2" in lookout.told()
    assert lookout.states()[0].startswith("arrived 12:04:")
    lookout.deliver([ledger.deposit(42, 500)], ledger.position)
    assert "transaction 2" in lookout.states()[0], "the first one was it"


async def test_what_only_looks_like_it_is_listed_at_once(lookout: Lookout, ledger: Ledger) -> None:
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    lookout.deliver([ledger.deposit(7, 500)], ledger.position)
    assert lookout.states() == ["1 went to #7"]
    assert "near" in lookout.told()
    lookout.deliver([ledger.deposit(42, 500, status="pending")], ledger.position)
    assert lookout.states() == ["2 is still pending"]
    lookout.deliver([ledger.commit([ledger.transactions[2]], deleted=[1])], ledger.position)
    done = ledger.commit([type(ledger.transactions[2])(
        **{f: getattr(ledger.transactions[2], f) for f in ledger.transactions[2].__struct_fields__}
        | {"status": "completed"}
    )])  # fmt: skip
    lookout.deliver([done], ledger.position)
    assert "transaction 2" in lookout.states()[0]


async def test_what_committed_before_it_was_waited_for_is_found(
    lookout: Lookout, ledger: Ledger
) -> None:
    wanted = ledger.deposit(42, 500).transactions[0].id
    for _ in range(3 * PAGE):
        ledger.deposit(42, 7)
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    assert f"transaction {wanted}" in lookout.states()[0]


async def test_what_went_to_somebody_else_before_is_found(lookout: Lookout, ledger: Ledger) -> None:
    ledger.deposit(7, 500)
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    assert lookout.states() == ["1 went to #7"]


async def test_it_survives_a_restart_and_what_committed_meanwhile_is_found(
    lookout: Lookout, ledger: Ledger, gateway: Gateway
) -> None:
    gateway.fails = lambda _: True
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    assert lookout.errors == []
    ledger.deposit(42, 500)
    gateway.fails = lambda _: False
    lookout.settings = Settings(Path(lookout.settings._file.fileName()).parent)
    lookout.look_out()
    assert lookout.states() == ["did not arrive"]
    lookout.prove(ledger.position)
    await lookout.quiet()
    assert "transaction 1" in lookout.states()[0]
    kept = lookout.settings.expected(lookout.client.gateway, OPERATOR.email)
    assert [each.met_by for each in kept] == [1]
    assert lookout.settings.expected(lookout.client.gateway, "other@example.org") == []


async def test_missed_events_make_it_look_again(lookout: Lookout, ledger: Ledger) -> None:
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    ledger.deposit(42, 500)
    lookout.reset(ledger.position)
    await lookout.quiet()
    assert "transaction 1" in lookout.states()[0]


async def test_what_is_not_waited_for_any_more_is_gone_for_good(
    lookout: Lookout, ledger: Ledger
) -> None:
    lookout.expectations.expect(expect(500))
    await lookout.quiet()
    view = lookout.window.watch_list
    view.expected.setCurrentIndex(view.expected_model.index(0))
    view.forget_action.trigger()
    lookout.deliver([ledger.deposit(42, 500)], ledger.position)
    assert lookout.states() == []
    assert lookout.told() == ""
    assert lookout.settings.expected(lookout.client.gateway, OPERATOR.email) == []

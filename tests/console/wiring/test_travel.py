"""Time travel: the newest moment is shown, of the open account, and only while one travels."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from console.wiring.travel import TRAVEL, TravelWiring
from tests.console.wiring.ledger import Gateway, Ledger
from tests.console.wiring.screen import Screen
from tests.widgets.examples import NOON


class Traveller(Screen):
    """A screen from which one travels."""

    def __init__(self, qtbot: QtBot, client: ApiClient, folder: Path) -> None:
        super().__init__(qtbot, client, folder)
        self.view.show()
        self.travel = TravelWiring(self.view, client, self.tasks)
        self.view.set_why_offered(offered=True)

    async def there(self) -> None:
        """Wait until a moment has been read."""
        while self.tasks.running(TRAVEL):
            await self.turn(1)

    @property
    def balance(self) -> str:
        """What is said of the moment."""
        return self.view.travel.balance.text().replace("\u00a0", " ")


@pytest.fixture
async def traveller(
    qtbot: QtBot, client: ApiClient, ledger: Ledger, tmp_path: Path
) -> AsyncIterator[Traveller]:
    made = Traveller(qtbot, client, tmp_path)
    for minor in (100, 200, 400):
        ledger.deposit(42, minor)
    async with made.tasks:
        made.accounts.open(42)
        await made.rest()
        yield made


async def test_of_many_moments_only_the_newest_is_asked_for_and_shown(
    traveller: Traveller, gateway: Gateway
) -> None:
    gateway.open.clear()
    gateway.requests.clear()
    for seconds in range(50, 0, -1):
        traveller.view.visit(NOON + timedelta(seconds=seconds))
    await traveller.turn()
    gateway.open.set()
    await traveller.there()
    assert len(gateway.requests) <= 2
    assert traveller.balance == "Then 1,00 RSD"


async def test_one_steps_from_transaction_to_transaction(traveller: Traveller) -> None:
    traveller.view.open_travel()
    await traveller.there()
    said = [traveller.balance]
    for by in (-1, -1, -1, 1, 1, 1):
        traveller.travel.step(by)
        await traveller.there()
        said.append(traveller.balance)
    assert said == [f"Then {n},00 RSD" for n in (7, 3, 1, 1, 3, 7, 7)]


async def test_who_leaves_or_opens_another_account_sees_no_late_answer(
    traveller: Traveller, gateway: Gateway
) -> None:
    gateway.open.clear()
    traveller.view.open_travel()
    await traveller.turn()
    traveller.view.close_travel()
    gateway.open.set()
    await traveller.there()
    assert traveller.view.travel.moment is None
    traveller.view.open_travel()
    await traveller.there()
    traveller.accounts.open(7)
    assert traveller.view.travel.moment is None
    assert traveller.view.travel.isHidden()


async def test_a_failure_says_why_in_its_place(traveller: Traveller, gateway: Gateway) -> None:
    gateway.fails = lambda request: request.url.path.endswith("/state")
    traveller.view.open_travel()
    await traveller.there()
    assert "cannot be reached" in traveller.view.travel.placeholder.text.text()
    gateway.fails = lambda _: False
    traveller.view.travel.placeholder.action.click()
    await traveller.there()
    assert traveller.balance == "Then 7,00 RSD"

"""The watch list: remembered per gateway, equal by events, and read in parts when it is long."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from api_client.client import MOST_ACCOUNTS, ApiClient
from api_client.errors import ConnectionFailed
from tests.console.wiring.ledger import GATEWAY, Gateway, Ledger
from tests.console.wiring.screen import Screen


def balances(screen: Screen) -> dict[int, int]:
    model = screen.watch_view.model
    accounts = map(model.account, range(model.rowCount()))
    return {account.user_id: account.balance_minor for account in accounts}


async def test_who_is_watched_is_watched_in_the_next_run(
    screen: Screen, ledger: Ledger, client: ApiClient, qtbot: QtBot, tmp_path: Path
) -> None:
    for user in (318, 42, 7, 42):
        screen.watch_list.watch(user)
    screen.watch_list.unwatch(42)
    await screen.rest()
    assert list(balances(screen)) == [318, 7]
    screen.settings.save()
    ledger.deposit(7)
    later = Screen(qtbot, client, tmp_path)
    async with later.tasks:
        later.watch_list.refresh()
        await later.rest()
        assert balances(later) == {318: 0, 7: 100}
        assert later.settings.watched(GATEWAY) == [318, 7]
        assert later.settings.watched("http://127.0.0.1:2") == []


async def test_events_move_it_and_an_unwatched_one_is_gone_at_once(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    screen.watch_list.watch(42)
    screen.watch_list.watch(7)
    await screen.rest()
    screen.deliver([ledger.deposit(7), ledger.deposit(88)], ledger.position)
    assert balances(screen) == {42: 0, 7: 100}
    gateway.fails = lambda _: True
    screen.watch_list.unwatch(7)
    assert balances(screen) == {42: 0}


async def test_it_is_behind_until_it_was_read_again(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    screen.greet(ledger.position)
    await screen.rest()
    assert not screen.is_behind()  # nobody is watched
    screen.watch_list.watch(42)
    await screen.rest()
    ledger.deposit(42)  # nobody tells
    gateway.fails = lambda request: request.url.path.endswith("/accounts")
    screen.greet(ledger.position)
    await screen.rest()
    assert screen.is_behind()
    assert ConnectionFailed in map(type, screen.errors)
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    assert not screen.is_behind()
    assert balances(screen) == {42: 100}


async def test_a_long_list_is_read_in_parts(screen: Screen, gateway: Gateway) -> None:
    for user in (*range(1000, 1000 + 2 * MOST_ACCOUNTS), 42):
        screen.watch_list.watch(user)
    gateway.requests.clear()
    screen.watch_list.refresh()
    await screen.rest()
    parts = [r.url.params["ids"].count(",") + 1 for r in gateway.requests if "ids" in r.url.params]
    assert parts == [MOST_ACCOUNTS, MOST_ACCOUNTS, 1]
    assert list(balances(screen)) == [42]  # nobody else exists

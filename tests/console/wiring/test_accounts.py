"""The account page: opened, gone back to, read again, and honest when it cannot be read."""

import msgspec
import pytest

from api_client.errors import ConnectionFailed
from tests.console.wiring.ledger import PAGE, Gateway, Ledger
from tests.console.wiring.screen import Screen


async def test_the_trail_goes_back_and_forward(screen: Screen) -> None:
    opened: list[int] = []
    ways: list[tuple[bool, bool]] = []
    screen.accounts.opened.connect(lambda user: opened.append(user.id))
    screen.accounts.navigated.connect(lambda back, forward: ways.append((back, forward)))
    for user in (42, 7, 7, 318):
        screen.accounts.open(user)
        await screen.rest()
    for steps in (-1, -1, -1, 1):
        screen.accounts.go(steps)
        await screen.rest()
    assert opened == [42, 7, 7, 318, 7, 42, 7]
    assert ways[-3:] == [(True, True), (False, True), (True, True)]
    screen.accounts.open(88)
    await screen.rest()
    assert ways[-1] == (True, False)  # what was forward is gone


async def test_of_many_opened_quickly_only_the_last_is_shown(
    screen: Screen, gateway: Gateway
) -> None:
    opened: list[int] = []
    screen.accounts.opened.connect(lambda user: opened.append(user.id))
    gateway.open.clear()
    for _ in range(20):
        for user in (42, 7, 318):
            screen.accounts.open(user)
    assert screen.view.user is None
    gateway.open.set()
    await screen.rest()
    assert opened == [318]
    assert screen.errors == []


async def test_a_page_that_cannot_be_read_says_why_and_can_be_tried_again(
    screen: Screen, gateway: Gateway
) -> None:
    gateway.fails = lambda _: True
    screen.accounts.open(42)
    await screen.rest()
    assert "cannot be reached" in screen.view.placeholder.text.text()
    assert not screen.is_behind()  # nothing is shown that could be wrong
    gateway.fails = lambda _: False
    screen.view.placeholder.action_requested.emit()
    await screen.rest()
    assert screen.view.user is not None


async def test_what_failed_for_want_of_a_connection_is_read_once_the_gateway_is_there(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    gateway.fails = lambda _: True
    screen.accounts.open(42)
    await screen.rest()
    gateway.fails = lambda request: request.url.path.endswith("/curve")
    screen.prove(ledger.position)
    await screen.rest()
    assert screen.view.shown_balance == "1,00 RSD"
    assert screen.view.curve.curve is None
    gateway.fails = lambda _: False
    gateway.requests.clear()
    for _ in range(3):
        screen.prove(ledger.position)
        await screen.rest()
    assert screen.view.curve.end_minor == 100
    assert gateway.paths() == ["/users/42/curve"]


async def test_an_unknown_user_is_a_sentence_and_asked_for_once(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    screen.greet(ledger.position)
    screen.accounts.open(5)
    await screen.rest()
    assert "no user with this id" in screen.view.placeholder.text.text()
    screen.prove(ledger.position)
    await screen.rest()
    assert gateway.paths().count("/users/5") == 1


async def test_a_failed_curve_spoils_nothing_else(screen: Screen, gateway: Gateway) -> None:
    gateway.ledger.deposit(42)
    gateway.fails = lambda request: request.url.path.endswith("/curve")
    screen.accounts.open(42)
    await screen.rest()
    assert screen.view.shown_balance == "1,00 RSD"
    assert screen.view.curve.curve is None
    screen.deliver([gateway.ledger.deposit(42)], gateway.ledger.position)
    assert screen.view.curve.curve is None  # half a curve would be a wrong one
    gateway.fails = lambda _: False
    screen.view.refresh_requested.emit()
    await screen.rest()
    assert screen.view.curve.end_minor == 200


async def test_older_rows_can_be_asked_for_again_after_a_failure(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    for _ in range(PAGE + 2):
        ledger.deposit(42)
    screen.accounts.open(42)
    await screen.rest()
    button = screen.view.rows.older_button
    gateway.fails = lambda _: True
    button.click()
    assert not button.isEnabled()
    await screen.rest()
    assert button.isEnabled()
    assert [type(error) for error in screen.errors] == [ConnectionFailed]
    gateway.fails = lambda _: False
    button.click()
    await screen.rest()
    assert screen.view.transactions.rowCount() == PAGE + 2
    assert button.isHidden()


@pytest.mark.parametrize("answer", ["early", "late"])
async def test_what_commits_while_page_and_curve_are_read_is_in_neither_twice(
    answer: str, screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    gateway.answers_late = answer == "late"
    gateway.open.clear()
    screen.accounts.open(42)
    for _ in range(3):
        screen.deliver([ledger.deposit(42)], ledger.position)
    gateway.open.set()
    await screen.rest()
    assert screen.view.shown_balance == "4,00 RSD"
    assert screen.view.transactions.rowCount() == 4
    assert screen.view.figures.count.text() == "4"
    curve = screen.view.curve.curve
    assert curve is not None
    assert [point.balance_minor for point in curve.points] == [100, 200, 300, 400]


async def test_what_commits_while_only_the_curve_is_read_is_on_it(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.accounts.opened.connect(lambda _: gateway.open.clear())  # the curve comes next
    screen.accounts.open(42)
    await screen.turn()
    assert gateway.paths()[-1] == "/users/42/curve"
    screen.deliver([ledger.deposit(42)], ledger.position)
    gateway.open.set()
    await screen.rest()
    assert screen.view.curve.end_minor == 200


async def test_after_missed_events_no_older_row_is_believed(screen: Screen, ledger: Ledger) -> None:
    for _ in range(2 * PAGE):
        ledger.deposit(42, status="pending")
    screen.accounts.open(42)
    await screen.rest()
    screen.view.rows.older_button.click()
    await screen.rest()
    assert screen.view.transactions.rowCount() == 2 * PAGE
    oldest = ledger.transactions[1]
    ledger.commit([msgspec.structs.replace(oldest, status="completed")])  # nobody tells
    screen.reset(ledger.position)
    await screen.rest()
    assert screen.view.transactions.rowCount() == PAGE
    screen.view.rows.older_button.click()
    await screen.rest()
    shown = screen.view.transactions.known(1)
    assert shown is not None
    assert shown.status == "completed"


@pytest.mark.parametrize("failure", [True, (403, "forbidden")])
async def test_a_page_read_in_vain_after_missed_events_is_tried_at_every_proof(
    failure: object, screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.accounts.open(42)
    await screen.rest()
    ledger.deposit(42)  # nobody tells
    gateway.fails = lambda _: failure
    screen.reset(ledger.position)
    for _ in range(3):
        screen.prove(ledger.position)
        await screen.rest()
        assert screen.is_behind()
        assert screen.view.shown_balance == "1,00 RSD"  # what was known stays
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    assert not screen.is_behind()
    assert screen.view.shown_balance == "2,00 RSD"

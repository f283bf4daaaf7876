"""The feed: history below, commits on top, a hole shown until all that it hid has been read."""

import msgspec

from api_client.models import Transaction
from tests.console.wiring.ledger import PAGE, Gateway, Ledger
from tests.console.wiring.screen import Screen
from widgets.feed_table_model import Gap


def shown(screen: Screen) -> list[int | str]:
    """Return the ids from the top; a gap is "gap"."""
    model = screen.feed_view.model
    entries = [model.row(number).entry for number in range(model.rowCount())]
    return ["gap" if isinstance(entry, Gap) else entry.id for entry in entries]


async def test_history_is_read_once_the_stream_stands(screen: Screen, ledger: Ledger) -> None:
    for _ in range(PAGE + 3):
        ledger.deposit(42)
    assert shown(screen) == []
    screen.greet(ledger.position)
    screen.deliver([ledger.deposit(7)], ledger.position)
    await screen.rest()
    assert shown(screen) == [9, 8, 7, 6, 5]
    screen.deliver([ledger.deposit(7), ledger.deposit(318)], ledger.position)
    assert shown(screen) == [11, 10, 9, 8, 7, 6, 5]
    screen.greet(ledger.position, resumed=True)
    assert screen.feed.gaps == 0


async def test_what_is_deleted_while_the_history_is_read_does_not_come_back(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    ledger.deposit(42)
    gateway.open.clear()
    screen.greet(ledger.position)
    await screen.turn()  # the answer is made, and held back
    screen.deliver([ledger.commit([], deleted=[1])], ledger.position)
    gateway.open.set()
    await screen.rest()
    assert shown(screen) == [2]


async def test_history_that_failed_is_read_at_the_next_proof(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    gateway.fails = lambda _: True
    screen.greet(ledger.position)
    await screen.rest()
    assert "cannot be reached" in screen.feed_view.placeholder.text.text()
    assert screen.is_behind()
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    assert shown(screen) == [1]
    assert not screen.is_behind()


async def test_a_gap_stands_until_all_pages_of_it_were_read(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42, status="pending")
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    first = ledger.transactions[1]
    ledger.commit([changed(first, status="completed")])  # nobody tells
    ledger.commit([], deleted=[2])
    for _ in range(2 * PAGE + 1):
        ledger.deposit(7)
    gateway.fails = lambda _: True
    screen.reset(ledger.position)
    await screen.rest()
    assert shown(screen) == ["gap", 2, 1]
    assert screen.is_behind()
    assert screen.feed.gaps == 1
    screen.deliver([ledger.deposit(318)], ledger.position)
    assert shown(screen) == [14, "gap", 2, 1]
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    assert shown(screen) == [14, *range(13, 2, -1), 1]
    assert screen.feed_view.model.known()[1].status == "completed"
    assert not screen.is_behind()
    assert screen.feed.gaps == 0


async def test_what_events_bring_while_a_gap_is_filled_is_not_undone(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42, status="pending")
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    gateway.open.clear()
    screen.reset(ledger.position)
    await screen.turn()  # the answer is made, and held back
    first = ledger.transactions[1]
    news = [
        ledger.commit([changed(first, status="completed")]),
        ledger.commit([], deleted=[2]),
        ledger.deposit(7),
    ]
    screen.deliver(news, ledger.position)
    gateway.open.set()
    await screen.rest()
    assert shown(screen) == [3, 1]
    assert screen.feed_view.model.known()[1].status == "completed"


async def test_a_gap_is_filled_with_what_committed_there_and_in_that_order(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    for number in range(PAGE + 2):
        ledger.deposit(42, status="pending" if number == 0 else "completed")
    screen.greet(ledger.position)
    await screen.rest()
    assert shown(screen) == [7, 6, 5, 4, 3]
    screen.deliver([ledger.deposit(7)], ledger.position)
    ledger.deposit(7)
    ledger.commit([changed(ledger.transactions[1], status="completed")])  # older than is known
    ledger.commit([changed(ledger.transactions[5], status="reversed")])
    ledger.commit([], deleted=[6])
    missed = [ledger.deposit(318) for _ in range(3)]
    screen.reset(ledger.position)
    screen.deliver([ledger.deposit(88)], ledger.position)
    gateway.requests.clear()
    await screen.rest()
    assert shown(screen) == [13, 12, 11, 10, 1, 9, 8, 7, 5, 4, 3]
    assert missed[-1].transactions[0].id == 12
    assert screen.feed_view.model.known()[5].status == "reversed"
    assert gateway.paths()[:2] == ["/commits", "/commits"]  # a page each
    assert (screen.feed.gaps, screen.feed.healed) == (0, 1)


async def test_what_the_log_does_not_know_is_read_from_the_tables_and_says_so(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    screen.prove(ledger.position)
    ledger.deposit(7)
    gateway.horizon = len(ledger.log)
    screen.reset(ledger.position)
    await screen.rest()
    assert shown(screen) == ["gap", 2, 1]
    row = screen.feed_view.model.row(0)
    assert row.closed
    assert not row.problem
    assert (screen.feed.gaps, screen.feed.healed) == (0, 1)
    assert not screen.is_behind()
    gateway.requests.clear()
    screen.feed_view.table.activated.emit(screen.feed_view.model.index(0, 0))
    screen.prove(ledger.position)
    await screen.rest()
    assert gateway.paths() == []  # nothing left to be filled


async def test_commits_of_another_epoch_are_not_asked_for(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    ledger.deposit(7)
    gateway.requests.clear()
    screen.reset(msgspec.structs.replace(ledger.position, epoch="f"))
    await screen.rest()
    assert gateway.paths() == ["/transactions"]
    assert shown(screen) == ["gap", 2, 1]


async def test_one_gap_that_the_log_knows_is_exact_beside_one_that_it_does_not(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    ledger.deposit(42)
    gateway.fails = lambda _: True
    screen.reset(ledger.position)
    await screen.rest()
    screen.deliver([ledger.deposit(42)], ledger.position)
    gateway.horizon = 2
    ledger.deposit(42)
    screen.reset(ledger.position)
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    assert shown(screen) == [4, 3, "gap", 2, 1]
    assert (screen.feed.gaps, screen.feed.healed) == (0, 2)


async def test_two_gaps_are_closed_by_one_reading(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    gateway.fails = lambda _: True
    ledger.deposit(42)
    screen.reset(ledger.position)
    screen.deliver([ledger.deposit(42)], ledger.position)
    ledger.deposit(42)
    screen.reset(ledger.position)
    await screen.rest()
    assert shown(screen) == ["gap", 3, "gap", 1]
    assert screen.feed.gaps == 2
    gateway.fails = lambda _: False
    screen.feed_view.fill_requested.emit(None)
    await screen.rest()
    assert shown(screen) == [4, 3, 2, 1]
    assert screen.feed.gaps == 0


def changed(row: Transaction, **fields: object) -> Transaction:
    return msgspec.structs.replace(row, **fields)

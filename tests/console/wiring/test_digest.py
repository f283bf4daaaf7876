"""What is shown is compared with the server: no event explains a difference that is found."""

import asyncio

import msgspec
import pytest

from api_client.models import Position
from console.wiring.digest import DIGEST, DigestWiring
from tests.console.wiring.ledger import Gateway, Ledger
from tests.console.wiring.screen import Screen


@pytest.fixture
async def shown(screen: Screen, ledger: Ledger) -> Screen:
    """Users 42 and 7 are watched, 42 is open as well, and all of it is right."""
    ledger.deposit(42, 500)
    screen.greet(ledger.position)
    for user in (42, 7):
        screen.watch_list.watch(user)
    screen.accounts.open(42)
    await screen.rest()
    screen.prove(ledger.position, ledger.now)
    return screen


async def outcome(screen: Screen, ledger: Ledger) -> bool | None:
    """Compare; the stream has told everything by then."""
    async with asyncio.timeout(10):
        comparing = asyncio.gather(screen.digest.compare())
        await screen.turn()
        screen.prove(ledger.position, ledger.now)
        (told,) = await comparing
    return told


async def test_what_is_equal_is_equal(shown: Screen, ledger: Ledger, gateway: Gateway) -> None:
    gateway.requests.clear()
    assert await outcome(shown, ledger) is True
    (asked,) = gateway.requests
    assert asked.url.params["ids"] == "42,7"
    assert (shown.digest.comparisons, shown.digest.differences) == (1, 0)


async def test_nothing_shown_is_nothing_to_compare(
    screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    screen.greet(ledger.position)
    await screen.rest()
    gateway.requests.clear()
    assert await screen.digest.compare() is None
    assert gateway.requests == []


async def test_an_event_that_is_still_on_its_way_is_no_difference(
    shown: Screen, ledger: Ledger
) -> None:
    commit = ledger.deposit(42)
    comparing = asyncio.gather(shown.digest.compare())
    await shown.turn()
    shown.prove(Position(epoch="e", snapshot="1"))  # of before the answer
    await shown.turn()
    assert not comparing.done()
    shown.deliver([commit], ledger.position)
    shown.prove(ledger.position, ledger.now)
    assert (await comparing)[0] is True


async def test_an_event_that_overtakes_the_answer_is_no_difference(
    shown: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    gateway.open.clear()
    comparing = asyncio.gather(shown.digest.compare())
    await shown.turn()  # the answer is made, and held back
    shown.deliver([ledger.deposit(42)], ledger.position)
    gateway.open.set()
    await shown.turn()
    shown.prove(ledger.position, ledger.now)
    assert (await comparing)[0] is True


async def test_a_missed_event_is_found_and_everything_read_again(
    shown: Screen, ledger: Ledger
) -> None:
    assert await outcome(shown, ledger) is True
    ledger.deposit(7, 900)  # nobody tells
    assert await outcome(shown, ledger) is False
    assert shown.differences == [[7]]
    assert not shown.is_behind()  # to be done by whoever asked, as here:
    mending = asyncio.gather(shown.digest._read_again())
    await shown.turn(1)
    assert shown.is_behind()
    await shown.rest()
    assert shown.is_behind()  # read, and not yet compared
    for _ in range(3):
        shown.prove(ledger.position, ledger.now)
        await shown.turn()
    await mending
    assert not shown.is_behind()
    assert {a.user_id: a.balance_minor for a in shown.shown_accounts()} == {42: 500, 7: 900}
    feed = shown.feed_view.model
    assert [feed.row(number).key for number in range(feed.rowCount())] == [2, 1]
    assert (shown.feed.gaps, shown.feed.healed) == (0, 1)


async def test_another_sum_at_the_same_version_is_a_difference(
    shown: Screen, ledger: Ledger
) -> None:
    """A hand edit that the triggers did not see."""
    ledger._accounts[42] = msgspec.structs.replace(ledger.account(42), balance_minor=499)
    assert await outcome(shown, ledger) is False
    assert shown.differences == [[42]]


async def test_a_figure_from_nowhere_is_a_difference(shown: Screen, ledger: Ledger) -> None:
    ghost = msgspec.structs.replace(ledger.account(7), version=99, balance_minor=1)
    commit = msgspec.structs.replace(ledger.log[0], accounts=(ghost,), transactions=())
    shown.deliver([commit], ledger.position)
    assert await outcome(shown, ledger) is False
    assert shown.differences == [[7]]


async def test_what_is_being_read_again_is_not_compared(
    shown: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    gateway.fails = lambda _: True
    shown.reset(ledger.position)
    await shown.rest()
    gateway.requests.clear()
    assert await shown.digest.compare() is None
    assert gateway.requests == []


async def test_a_reset_meanwhile_ends_the_comparison(shown: Screen, ledger: Ledger) -> None:
    ledger.deposit(7)
    comparing = asyncio.gather(shown.digest.compare())
    await shown.turn()
    shown.reset(ledger.position)
    assert (await comparing)[0] is None
    assert shown.differences == []


async def test_who_is_not_watched_any_more_is_not_compared(
    shown: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    gateway.open.clear()
    ledger.deposit(7)
    comparing = asyncio.gather(shown.digest.compare())
    await shown.turn()
    shown.watch_list.unwatch(7)
    gateway.open.set()
    await shown.turn()
    shown.prove(ledger.position, ledger.now)
    assert (await comparing)[0] is True


class Minutes:
    """Lets a digest sleep until it is told that a minute is over."""

    def __init__(self, screen: Screen, ledger: Ledger, digest: DigestWiring) -> None:
        self.slept: list[float] = []
        self._over = asyncio.Event()
        self._screen, self._ledger = screen, ledger
        digest._sleep = self.sleep
        screen.tasks.start(DIGEST, digest.run())

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await self._over.wait()
        self._over.clear()

    async def one(self) -> None:
        """Let a minute pass, and all be done that is due then."""
        times = len(self.slept) + (not self.slept)
        self._over.set()
        async with asyncio.timeout(10):
            while len(self.slept) <= times:
                await self._screen.turn()
                self._screen.prove(self._ledger.position, self._ledger.now)


async def test_it_goes_on_every_minute_whatever_fails(
    shown: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    digest = shown.digest
    minutes = Minutes(shown, ledger, digest)
    await minutes.one()
    assert (digest.comparisons, digest.differences) == (1, 0)
    gateway.fails = lambda _: True
    await minutes.one()
    gateway.fails = lambda _: False
    assert (digest.comparisons, digest.differences) == (1, 0)
    ledger.deposit(7, 900)  # nobody tells
    await minutes.one()
    assert (digest.comparisons, digest.differences) == (3, 1)  # and once it had been read
    assert not shown.is_behind()
    assert set(minutes.slept) == {60.0}


async def test_a_difference_that_stays_is_never_called_live(shown: Screen, ledger: Ledger) -> None:
    wrong = msgspec.structs.replace(ledger.account(42), balance_minor=499)
    told = [wrong]
    differences: list[object] = []
    digest = DigestWiring(
        shown.store, shown.client, lambda: told, differences.append, now=lambda: 0.0
    )
    minutes = Minutes(shown, ledger, digest)
    await minutes.one()
    assert len(differences) == 2  # at first, and after everything had been read
    assert shown.is_behind()
    told[:] = [ledger.account(42)]
    await minutes.one()
    assert not shown.is_behind()
    told[:] = [wrong]
    await minutes.one()
    assert shown.is_behind()
    told.clear()  # it is not shown any more
    await minutes.one()
    assert not shown.is_behind()

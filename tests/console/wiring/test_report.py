"""What status bar and popover say of the stream is what became of its events."""

import pytest
from pytestqt.qtbot import QtBot

from api_client.listener import Connected, Waiting
from console.wiring.report import ReportWiring
from console.wiring.stream import StreamWiring
from tests.console.wiring.ledger import Gateway, Ledger
from tests.console.wiring.screen import Screen
from tests.widgets.examples import NOON
from widgets.main_window import MainWindow


class Desk:
    """A screen with its stream, which is played by hand, and the window that reports on it."""

    def __init__(self, qtbot: QtBot, screen: Screen) -> None:
        self.screen = screen
        self.clock = 100.0
        self.latency = screen.latency
        self.stream = StreamWiring(
            screen.client, screen.store, screen.latency, now=lambda: self.clock
        )
        self.window = MainWindow(screen.view)
        qtbot.addWidget(self.window)
        self.report = ReportWiring(
            self.window.status_bar, self.window.details, screen.store, self.stream, screen.feed,
            screen.latency, screen.digest, wall=lambda: NOON.timestamp() + 5,
        ).report  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot, screen: Screen) -> Desk:
    return Desk(qtbot, screen)


async def test_everything_is_counted(
    desk: Desk, screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    commit = ledger.deposit(7)
    screen.deliver([commit], ledger.position)
    screen.deliver([commit], ledger.position)  # once more: nothing new
    for state in (Connected(), Waiting(1, 0.5), Connected(), Waiting(1, 0.5), Connected()):
        desk.stream.listener._on_state(state)
    desk.stream.listener.repeated, desk.stream.listener.skipped = 4, 2
    gateway.fails = lambda _: True
    screen.reset(ledger.position)
    await screen.rest()
    counts = desk.report().counts
    assert (counts.events, counts.duplicates, counts.skipped) == (2, 5, 2)
    assert (counts.reconnects, counts.resets) == (2, 1)
    assert (counts.open_gaps, counts.healed_gaps) == (1, 0)
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    counts = desk.report().counts
    assert (counts.open_gaps, counts.healed_gaps) == (0, 1)


async def test_the_status_bar_follows(
    qtbot: QtBot, desk: Desk, screen: Screen, ledger: Ledger, gateway: Gateway
) -> None:
    bar = desk.window.status_bar
    ledger.deposit(42)
    screen.greet(ledger.position)
    await screen.rest()
    gateway.fails = lambda _: True
    screen.reset(ledger.position)
    await screen.rest()
    assert "1" in bar.gaps.text()
    assert not bar.gaps.isHidden()
    screen.deliver([ledger.deposit(7), ledger.deposit(7)], ledger.position)
    qtbot.waitUntil(lambda: bar.counts.text() == "2 events")
    gateway.fails = lambda _: False
    screen.prove(ledger.position)
    await screen.rest()
    assert bar.gaps.isHidden()


async def test_an_answer_over_http_tells_the_clocks_apart(
    desk: Desk, screen: Screen, ledger: Ledger
) -> None:
    assert desk.report().ahead_ms is None
    await screen.client.accounts([42])
    known = screen.latency.clock.estimate
    assert known is not None
    assert ledger.now == NOON
    report = desk.report()
    assert report.ahead_ms is not None
    # The clock on the wall is 5 s ahead of the gateway's, which has stood still since.
    assert report.ahead_ms / 1e3 == pytest.approx(-5, abs=known.error + 1)
    assert report.error_ms == pytest.approx(known.error * 1e3, rel=0.5)


async def test_the_popover_is_told_while_it_is_open(
    desk: Desk, screen: Screen, ledger: Ledger
) -> None:
    screen.greet(ledger.position)
    await screen.rest()
    screen.deliver([ledger.deposit(7)], ledger.position)
    desk.window.show()
    desk.window.show_details()
    assert desk.window.details.counts["events"].text() == "1"

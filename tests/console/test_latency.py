"""Latency adds hops that are each measured on one clock, and keeps only the newest."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from api_client.models import Account, Commit, Commits, Position
from console import latency
from console.latency import Latency
from tests.widgets.examples import NOON, account
from widgets.stream_report import Hop


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def frame(*accounts: Account, gateway_ms: float = 3.0) -> Commits:
    commit = Commit(xid="1", recorded_at=NOON, accounts=accounts, transactions=())
    return Commits(
        commits=(commit,), position=Position(epoch="e", snapshot="1"),
        read_at=NOON + timedelta(milliseconds=gateway_ms),
    )  # fmt: skip


def test_the_gateways_hop_and_ours_add_up() -> None:
    clock = Clock()
    measured = Latency(now=clock)
    measured.applied(frame(account(42, version=18)), 50.0)
    clock.now += 0.004
    assert round(measured.painted(account(42, version=18)) or 0, 6) == 7.0
    assert measured.painted(account(42, version=18)) is None  # painted again: not news


def test_what_came_by_request_has_no_latency() -> None:
    measured = Latency(now=Clock())
    measured.applied(frame(account(42, version=18)), 50.0)
    assert measured.painted(account(42, version=17)) is None
    assert measured.painted(account(7, version=18)) is None


def test_a_gateway_whose_clock_is_behind_takes_no_time_away() -> None:
    clock = Clock()
    measured = Latency(now=clock)
    measured.applied(frame(account(42, version=18), gateway_ms=-500.0), 50.0)
    clock.now += 0.002
    assert round(measured.painted(account(42, version=18)) or 0, 6) == 2.0


def test_of_many_accounts_only_the_newest_are_remembered() -> None:
    measured = Latency(now=Clock())
    for user in range(latency.KEPT + 10):
        measured.applied(frame(account(user, version=1)), 50.0)
    assert measured.painted(account(0, version=1)) is None
    assert measured.painted(account(latency.KEPT + 9, version=1)) is not None


def total(measured: Latency) -> Hop | None:
    return measured.hops().get("total")


def test_a_paint_ends_the_way_of_all_that_was_applied_before(qtbot: QtBot) -> None:
    clock = Clock()
    measured = Latency(now=clock)
    widget = QWidget()
    qtbot.addWidget(widget)
    measured.watch(widget, lambda: True)
    assert measured.hops() == {}
    for gateway_ms in (1.0, 2.0, 9.0):
        measured.applied(frame(gateway_ms=gateway_ms), 50.0)
    widget.show()
    widget.repaint()
    qtbot.waitUntil(lambda: total(measured) is not None)
    assert total(measured) == Hop(2.0, 9.0)


def test_every_hop_is_measured_on_one_clock(qtbot: QtBot) -> None:
    clock = Clock()
    measured = Latency(now=clock)
    widget = QWidget()
    qtbot.addWidget(widget)
    measured.watch(widget, lambda: True)
    # Sent 3 ms after the commit; it came 5 ms later by a clock that is 1000 s behind.
    sent = NOON + timedelta(milliseconds=3)
    measured.clock.answered(sent, clock.now - 0.005, clock.now - 0.005)
    clock.now += 0.002
    measured.applied(frame(account(42, version=18)), clock.now - 0.002)
    clock.now += 0.007
    widget.show()
    widget.repaint()
    qtbot.waitUntil(lambda: total(measured) is not None)
    hops = {name: round(hop.median_ms, 3) for name, hop in measured.hops().items()}
    assert hops == {
        "gateway": 3.0, "socket": 5.0, "store": 2.0, "screen": 7.0, "total": 17.0
    }  # fmt: skip
    assert round(measured.painted(account(42, version=18)) or 0, 3) == 17.0


def test_a_way_that_nobody_can_measure_is_left_out_not_shown_as_nothing(qtbot: QtBot) -> None:
    measured = Latency(now=Clock())
    widget = QWidget()
    qtbot.addWidget(widget)
    measured.watch(widget, lambda: True)
    measured.applied(frame(), 50.0)
    widget.show()
    widget.repaint()
    qtbot.waitUntil(lambda: total(measured) is not None)
    assert set(measured.hops()) == {"gateway", "store", "screen", "total"}


@pytest.mark.parametrize("paused_at", ["before", "between"])
def test_what_a_person_holds_back_is_not_late(qtbot: QtBot, paused_at: str) -> None:
    clock = Clock()
    measured = Latency(now=clock)
    widget = QWidget()
    qtbot.addWidget(widget)
    paused = paused_at == "before"
    measured.watch(widget, lambda: not paused)
    measured.applied(frame(), 50.0)
    paused = True
    clock.now += 14.0
    widget.show()
    widget.repaint()
    QApplication.processEvents()
    paused = False
    widget.repaint()
    QApplication.processEvents()
    assert total(measured) is None
    measured.applied(frame(), clock.now)
    widget.repaint()
    qtbot.waitUntil(lambda: total(measured) is not None)
    assert total(measured) == Hop(3.0, 3.0)

"""How fast commits come, measured hop by hop, is a click away."""

import asyncpg
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gateway.desk import Desk
from tests.gateway.test_capture import pay
from tests.journeys.desk import Person


async def test_latency_and_clock_are_shown_of_the_real_way(
    served: Desk, shop: asyncpg.Connection, person: Person
) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        window, details = hands.window, hands.window.details
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        await hands.watch(1)
        for _ in range(20):
            await pay(shop, 1, 10)
        QTest.mouseClick(window.status_bar, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        await hands.until("all hops", lambda: "—" not in [
            figure.text() for figure in (*details.medians.values(), *details.p95s.values())
        ])  # fmt: skip
        await hands.until("20 events", lambda: details.counts["events"].text() == "20")
        report = hands.desk.report_on_stream()
        assert report.total is not None
        assert report.store is not None
        assert report.total.p95_ms >= report.total.median_ms > report.store.median_ms > 0
        # Both run on this machine: the clocks are one.
        assert report.ahead_ms is not None
        assert abs(report.ahead_ms) <= report.error_ms
        assert report.counts.open_gaps == report.counts.resets == 0
        hands.desk.actions["details"].trigger()
        assert details.isHidden()

"""How long a commit takes to the screen, hop by hop: each measured on one clock, or not at all."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from api_client.models import Account, Commits
from console.server_clock import ServerClock
from widgets.stream_report import Hop

KEPT = 500
MILLISECOND = timedelta(milliseconds=1)
HOPS = ("gateway", "socket", "store", "screen", "total")
"""Where a commit comes to, one after the other; and all of it."""

Sample = tuple[float, float | None, float, float, float]
"""Milliseconds of the hops, in their order."""


class Latency(QObject):
    """Adds the hops of the newest commits; ``now`` is the loop's clock, in seconds.

    Commit → gateway is `read_at` − `recorded_at`: database and gateway stand side by side. Gateway
    → socket needs the offset between their clock and ours, and counts as nothing as long as nobody
    knows it. Socket → store → painted is measured here.
    """

    def __init__(
        self, parent: QObject | None = None, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._now = now
        self.clock = ServerClock(now)
        """The gateway's."""
        self._samples: deque[Sample] = deque(maxlen=KEPT)
        self._hops: dict[str, Hop] | None = {}
        """Those of the samples; None: some have come since."""
        self._waiting: deque[tuple[Commits, float, float]] = deque(maxlen=KEPT)
        """Frames that are not painted yet, when they arrived and when they had been applied."""
        self._accounts: OrderedDict[int, tuple[int, float]] = OrderedDict()
        self._is_shown: Callable[[], bool] = lambda: True

    def applied(self, frame: Commits, arrived: float) -> None:
        """Note a frame that came at ``arrived`` and has been applied."""
        if self._is_shown():
            self._waiting.append((frame, arrived, self._now()))
        way = self.clock.way(frame.read_at, arrived) or 0.0
        for commit in frame.commits[-KEPT:]:
            committed = arrived - way - _until_read(frame, commit.recorded_at) / 1e3
            for account in commit.accounts:
                self._accounts[account.user_id] = (account.version, committed)
                self._accounts.move_to_end(account.user_id)
        while len(self._accounts) > KEPT:
            self._accounts.popitem(last=False)

    def painted(self, account: Account) -> float | None:
        """Return the milliseconds from its commit until now; None for what came by request."""
        version, committed = self._accounts.pop(account.user_id, (-1, 0.0))
        return (self._now() - committed) * 1e3 if version == account.version else None

    def watch(self, viewport: QWidget, is_shown: Callable[[], bool]) -> None:
        """Take every paint of this widget as the end of the way of what was applied before.

        Only as long as what is applied ``is_shown`` there: what a person holds back is not late.
        """
        self._is_shown = is_shown
        viewport.installEventFilter(self)

    def hops(self) -> dict[str, Hop]:
        """Return those that are known, of the newest commits."""
        if self._hops is None:
            self._hops = self._sorted_out()
        return self._hops

    def _sorted_out(self) -> dict[str, Hop]:
        known = {}
        for name, taken in zip(HOPS, zip(*self._samples, strict=True), strict=False):
            ordered = sorted(one for one in taken if one is not None)
            if ordered:
                last = len(ordered) - 1
                known[name] = Hop(
                    ordered[int(last * 0.5)], ordered[min(last, int(len(ordered) * 0.95))]
                )
        return known

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._waiting:
            if self._is_shown():
                QTimer.singleShot(0, self, self._on_screen)  # once this paint is through
            else:
                self._waiting.clear()
        return False

    def _on_screen(self) -> None:
        now, self._hops = self._now(), None
        for frame, arrived, applied in self._waiting:
            way = self.clock.way(frame.read_at, arrived)
            way_ms = None if way is None else way * 1e3
            store, screen = (applied - arrived) * 1e3, (now - applied) * 1e3
            for commit in frame.commits[-KEPT:]:
                gateway = _until_read(frame, commit.recorded_at)
                total = gateway + (way_ms or 0.0) + store + screen
                self._samples.append((gateway, way_ms, store, screen, total))
        self._waiting.clear()


def _until_read(frame: Commits, recorded_at: datetime) -> float:
    return max(0.0, (frame.read_at - recorded_at) / MILLISECOND)

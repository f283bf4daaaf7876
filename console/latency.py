"""How long a commit takes to the screen: the gateway's hop, the way, and this process's own."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from api_client.models import Account, Commits

KEPT = 500
MILLISECOND = timedelta(milliseconds=1)


class Latency(QObject):
    """Adds hops, each measured on one clock, so that clocks need not agree.

    ``now`` is in seconds. Commit → gateway is `read_at` − `recorded_at` (database and gateway
    stand side by side); the way across is not known and counts as nothing; arrival → painted is
    measured here.
    """

    def __init__(
        self, parent: QObject | None = None, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._samples: deque[float] = deque(maxlen=KEPT)
        self._waiting: deque[float] = deque(maxlen=KEPT)
        self._accounts: OrderedDict[int, tuple[int, float]] = OrderedDict()

    def arrived(self, frame: Commits) -> None:
        """Note when a frame came; call it before the frame is applied."""
        arrived = self._now()
        for commit in frame.commits:
            committed = arrived - max(0.0, (frame.read_at - commit.recorded_at) / MILLISECOND) / 1e3
            self._waiting.append(committed)
            for account in commit.accounts:
                self._accounts[account.user_id] = (account.version, committed)
                self._accounts.move_to_end(account.user_id)
        while len(self._accounts) > KEPT:
            self._accounts.popitem(last=False)

    def painted(self, account: Account) -> float | None:
        """Return the milliseconds from its commit until now; None for what came by request."""
        version, committed = self._accounts.pop(account.user_id, (-1, 0.0))
        return (self._now() - committed) * 1e3 if version == account.version else None

    def watch(self, viewport: QWidget) -> None:
        """Take every paint of this widget as the end of the way of what arrived before."""
        viewport.installEventFilter(self)

    def p95(self) -> float | None:
        """Return the 95th percentile of the newest commits in milliseconds."""
        ordered = sorted(self._samples)
        return ordered[int(len(ordered) * 0.95)] if ordered else None

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._waiting:
            QTimer.singleShot(0, self, self._on_screen)  # once this paint is through
        return False

    def _on_screen(self) -> None:
        now = self._now()
        self._samples.extend((now - committed) * 1e3 for committed in self._waiting)
        self._waiting.clear()

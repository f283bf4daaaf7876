"""Store, stream and feed → status bar and its popover: how much was seen, and how fast."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from console.latency import Latency
from console.store import Store
from console.wiring.digest import DigestWiring
from console.wiring.feed import FeedWiring
from console.wiring.stream import StreamWiring
from widgets.status_bar_view import StatusBarView
from widgets.stream_popover import StreamPopover
from widgets.stream_report import Counts, StreamReport

COUNT_MS = 200


class ReportWiring(QObject):
    """Counts at most five times a second: nobody reads hundreds of numbers in it."""

    def __init__(
        self,
        bar: StatusBarView,
        popover: StreamPopover,
        store: Store,
        stream: StreamWiring,
        feed: FeedWiring,
        latency: Latency,
        digest: DigestWiring,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._popover = popover
        self._store = store
        self._stream = stream
        self._feed = feed
        self._latency = latency
        self._digest = digest
        self._wall = wall
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._counting.timeout.connect(self._count)
        store.commits_applied.connect(self._count_soon)
        for changed in (store.caught_up, store.proof_received, store.reset_required):
            changed.connect(self._count)
        popover.report_requested.connect(lambda: popover.show_report(self.report()))

    def report(self) -> StreamReport:
        """Return what is known at this moment."""
        ahead = self._latency.clock.ahead_of(self._wall())
        return StreamReport(
            **self._latency.hops(),
            ahead_ms=None if ahead is None else ahead.offset * 1e3,
            error_ms=0.0 if ahead is None else ahead.error * 1e3,
            counts=self._counts(),
        )

    def _counts(self) -> Counts:
        store, stream, listener = self._store, self._stream, self._stream.listener
        return Counts(
            events=store.commits,
            duplicates=store.repeats + listener.repeated,
            skipped=listener.skipped,
            reconnects=max(0, stream.connects - 1),
            resumes=stream.resumes,
            resets=store.resets,
            healed_gaps=self._feed.healed,
            open_gaps=self._feed.gaps,
            comparisons=self._digest.comparisons,
            differences=self._digest.differences,
        )

    def _count_soon(self) -> None:
        if not self._counting.isActive():
            self._counting.start()

    def _count(self) -> None:
        self._bar.set_counts(self._store.commits, self._feed.gaps)

"""Event stream → store, and how far the screen can be trusted at this moment."""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from api_client.addresses import events_url
from api_client.client import ApiClient
from api_client.listener import (
    Connected,
    ConnectionState,
    Dial,
    EventListener,
    Waiting,
    backoff,
    dial,
)
from api_client.models import Commits, Event, Hello, Proof
from console.freshness import Basis, state_of
from console.latency import Latency
from console.server_clock import ServerClock
from console.store import Store
from widgets.freshness import Freshness

logger = logging.getLogger(__name__)

TICK_MS = 250


class StreamWiring(QObject):
    """Runs the listener; `freshness_changed` tells all views what may be believed."""

    freshness_changed = Signal(object)
    """Freshness; at every change of state and every second of age."""

    def __init__(
        self,
        client: ApiClient,
        store: Store,
        latency: Latency,
        *,
        now: Callable[[], float] = time.monotonic,
        delays: Callable[[], Iterator[float]] = backoff,
        dial: Dial = dial,
    ) -> None:
        super().__init__(store)
        self._now = now
        self._store = store
        self._latency = latency
        self._connection: ConnectionState | None = None
        self._retry_at = 0.0
        self._heartbeat = 2.0
        self._proven_at: float | None = None
        self._complete_at: float | None = None
        """When the newest proof came, and the newest of a whole capture."""
        self._proof: Proof | None = None
        """The newest one on this connection."""
        self._database_clock = ServerClock(now)
        self._total = self._latency.hops().get("total")
        self.connects = self.resumes = 0
        client.on_answer = self._answered
        self.freshness = Freshness(state="offline")
        self.listener = EventListener(
            events_url(client.gateway),
            token=client.access_token,
            on_event=self._on_event,
            on_state=self._on_state,
            delays=delays,
            dial=dial,
        )
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tell)
        store.caught_up.connect(self.tell)
        store.reset_required.connect(self.tell)

    async def run(self) -> None:
        """Listen until cancelled; raises Unauthenticated or ProtocolMismatch."""
        self._timer.start()
        try:
            await self.listener.run()
        finally:
            self._timer.stop()
            self._connection = self._proof = None
            self.tell()  # nothing may look alive without its stream

    def _on_event(self, event: Event) -> None:
        self._store.apply(event)
        if isinstance(event, Commits):
            self._latency.applied(event, self.listener.heard_at)
            return
        if isinstance(event, Hello):
            self.resumes += event.resumed
            self._heartbeat = event.heartbeat_seconds
            self._proof = None
        elif isinstance(event, Proof):
            self._proven_at = self._now()
            if event.capture == "whole":
                self._complete_at = self._proven_at
            self._proof = event
            self._total = self._latency.hops().get("total")  # as seldom as this: figures rest
            self._latency.clock.heard(event.sent_at, self.listener.heard_at)
            self._database_clock.heard(event.complete_to, self._proven_at)
        self.tell()

    def _answered(self, as_of: datetime, asked: float, arrived: float) -> None:
        for clock in (self._latency.clock, self._database_clock):
            clock.answered(as_of, asked, arrived)

    def _on_state(self, state: ConnectionState) -> None:
        self._connection = state
        self.connects += isinstance(state, Connected)
        self._proof = None  # what was true before the cut proves nothing now
        if isinstance(state, Waiting):
            self._retry_at = self._now() + state.delay
        self.tell()

    def tell(self) -> None:
        """Say anew how far the screen can be trusted, if that is another than before."""
        now = self._now()
        store, waiting = self._store, self._connection
        told = store.proof.complete_to if store.proof else None
        age = self._age(self._proven_at, told, now)
        offline = isinstance(waiting, Waiting)
        total = self._total
        freshness = Freshness(
            state=state_of(self._basis(age)),
            as_of=store.complete_to,
            age_seconds=float(int(self._age(self._complete_at, store.complete_to, now))),
            median_ms=None if total is None else round(total.median_ms, 1),
            p95_ms=None if total is None else round(total.p95_ms, 1),
            attempt=waiting.attempt if isinstance(waiting, Waiting) else 0,
            next_try_seconds=float(round(max(0.0, self._retry_at - now))) if offline else None,
        )
        if freshness != self.freshness:
            if freshness.state != self.freshness.state:
                logger.info("what is on screen is %s", freshness.state)
            self.freshness = freshness
            self.freshness_changed.emit(freshness)

    def _basis(self, age: float) -> Basis:
        proof, store = self._proof, self._store
        return Basis(
            connected=isinstance(self._connection, Connected),
            capture=proof.capture if proof else None,
            lost=proof.lost if proof else None,
            lost_when_read=store.lost_when_read,
            proof_epoch=proof.position.epoch if proof else "",
            screen_epoch=store.screen_epoch,
            proof_age=age if proof else None,
            heartbeat=self._heartbeat,
            pending=store.pending,
        )

    def _age(self, came_at: float | None, told: datetime | None, now: float) -> float:
        """Return how old a proof is: since it came, and what it spent on its way."""
        if came_at is None or told is None:
            return 0.0
        return max(now - came_at, self._database_clock.certain_age(told, now))

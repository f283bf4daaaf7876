"""Event stream → store, and how far the screen can be trusted at this moment."""

import logging
import time
from collections.abc import Callable, Iterator

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
        self._proof: Proof | None = None
        """The newest one on this connection."""
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
        if isinstance(event, Commits):
            self._latency.arrived(event)
        self._store.apply(event)
        if isinstance(event, Hello):
            self._heartbeat = event.heartbeat_seconds
            self._proof = None
        elif isinstance(event, Proof):
            self._proven_at = self._now()
            self._proof = event
        if not isinstance(event, Commits):
            self.tell()

    def _on_state(self, state: ConnectionState) -> None:
        self._connection = state
        self._proof = None  # what was true before the cut proves nothing now
        if isinstance(state, Waiting):
            self._retry_at = self._now() + state.delay
        self.tell()

    def tell(self) -> None:
        """Say anew how far the screen can be trusted, if that is another than before."""
        now = self._now()
        proof, waiting = self._store.proof, self._connection
        age = now - self._proven_at if self._proven_at is not None else 0.0
        offline = isinstance(waiting, Waiting)
        freshness = Freshness(
            state=state_of(self._basis(age)),
            as_of=proof.complete_to if proof else None,
            age_seconds=float(int(age)),
            latency_ms=self._rounded_latency(),
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

    def _rounded_latency(self) -> float | None:
        latency = self._latency.p95()
        return None if latency is None else round(latency, 1)

"""Committed changes, pushed over a WebSocket, in order and without gaps."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterator

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from api_client.errors import ProtocolMismatch, Unauthenticated
from api_client.models import Commits, Event, Hello, Position, Proof, Reset

logger = logging.getLogger(__name__)

SESSION_OVER = 4401
PROTOCOL_ERROR = 4400
SILENCE = 6.0
"""Seconds without a frame, three heartbeats, after which a connection is taken for dead."""
FRAME_LIMIT = 16 << 20

_event = msgspec.json.Decoder(Event)
_kind = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encoder = msgspec.json.Encoder()


class Waiting(msgspec.Struct, frozen=True):
    """No connection: the ``attempt``-th try comes in ``delay`` seconds."""

    attempt: int
    delay: float


class Connected(msgspec.Struct, frozen=True):
    """The stream is open."""


ConnectionState = Waiting | Connected


class EventListener:
    """Keeps one event stream open: connects, resumes where it left off, reconnects."""

    def __init__(
        self,
        url: str,
        *,
        token: Callable[[], Awaitable[str]],
        on_event: Callable[[Event], None],
        on_state: Callable[[ConnectionState], None],
        delays: Callable[[], Iterator[float]],
    ) -> None:
        self._url = url
        self._token = token
        self._on_event = on_event
        self._on_state = on_state
        self._delays = delays
        self._progress = False
        self.position: Position | None = None
        self.skipped = 0

    async def run(self) -> None:
        """Listen until cancelled; only Unauthenticated and ProtocolMismatch end it."""
        delays, attempt = self._delays(), 0
        while True:
            self._progress = False
            try:
                await self._listen()
            except ConnectionClosed as exc:
                code = exc.rcvd.code if exc.rcvd else None
                if code == SESSION_OVER:
                    raise Unauthenticated from exc
                if code == PROTOCOL_ERROR:
                    raise ProtocolMismatch("The gateway did not understand this console.") from exc
                logger.info("event stream closed: %s", code)
            except InvalidStatus as exc:
                if exc.response.status_code == 401:
                    raise Unauthenticated from exc
                logger.info("event stream refused: %d", exc.response.status_code)
            except (OSError, TimeoutError, WebSocketException, msgspec.DecodeError) as exc:
                logger.info("event stream unavailable: %s", type(exc).__name__)
            if self._progress:  # a handshake alone is none: accept-then-close must not spin
                delays, attempt = self._delays(), 0
            attempt, delay = attempt + 1, next(delays)
            self._on_state(Waiting(attempt, delay))
            await asyncio.sleep(delay)

    async def _listen(self) -> None:
        async with connect(
            self._url,
            additional_headers={"Authorization": f"Bearer {await self._token()}"},
            compression=None,
            proxy=None,
            max_size=FRAME_LIMIT,
        ) as connection:
            start = {"type": "start", "position": self.position}
            await connection.send(_encoder.encode(start).decode())
            self._on_state(Connected())
            while True:
                await self._receive(connection)

    async def _receive(self, connection: ClientConnection) -> None:
        async with asyncio.timeout(SILENCE):
            text = await connection.recv()
        try:
            event = _event.decode(text)
        except msgspec.ValidationError:
            if bytes(_kind.decode(text).get("type", b"")) in _KNOWN:
                raise
            self.skipped += 1  # of a newer gateway
            return
        self._on_event(event)
        if isinstance(event, Commits | Proof | Reset):  # applied: only now the position moves
            self.position = event.position
            self._progress = True
        elif self.position is None:
            self.position = event.position


_KNOWN = {_encoder.encode(kind.__struct_config__.tag) for kind in (Hello, Commits, Proof, Reset)}


def backoff(first: float = 0.2, factor: float = 2.0, limit: float = 10.0) -> Iterator[float]:
    """Yield seconds with full jitter, so that consoles do not return in step."""
    delay = first
    while True:
        yield random.uniform(0, delay)  # noqa: S311  (not a secret)
        delay = min(delay * factor, limit)

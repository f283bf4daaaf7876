"""A WebSocket between a console and a gateway, of which everything can go wrong but its bytes."""

import asyncio
import random
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import Message
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.frames import Close
from websockets.http11 import Response

from tests.faults.simulation.loop import NOBODY

CALM = 0.003
"""Seconds that a message takes as long as nothing is wrong."""
WINDOW = 6
"""Frames that may be on their way, or wait to be read, before the sender has to wait."""


@dataclass
class Weather:
    """What the network does at the moment, to all connections."""

    delay: float = CALM
    """Seconds that a message takes, at most twice as many."""
    hostility: float = 0.0
    """Share of frames that a proxy swaps, repeats or loses."""
    is_down: bool = False
    """Nobody can connect."""
    closed: Counter[int] = field(default_factory=Counter)
    """How often gateways closed, by code."""


class Pipe:
    """One direction: messages arrive in the order in which they were sent."""

    def __init__(
        self, weather: Weather, dice: random.Random, arrive: Callable[[Message], None]
    ) -> None:
        self._weather = weather
        self._dice = dice
        self._arrive = arrive
        self._loop = asyncio.get_running_loop()
        self._last = 0.0
        self._stalled: deque[Message] | None = None
        self._swapped: Message | None = None
        self.on_its_way = 0
        self.is_cut = False

    def send(self, message: Message) -> None:
        """Send a message, through whatever is between."""
        dice, swapped = self._dice, self._swapped
        if message["type"] == "websocket.send" and dice.random() < self._weather.hostility:
            evil = dice.randrange(3)
            if evil == 0 and swapped is None:
                self._swapped = message
                return
            for _ in range(evil):  # not at all, or twice
                self._pass_on(message)
        else:
            self._pass_on(message)
        if swapped is not None:
            self._swapped = None
            self._pass_on(swapped)

    def stall(self) -> None:
        """Let nothing through until `go_on`."""
        if self._stalled is None:
            self._stalled = deque()

    @property
    def is_stalled(self) -> bool:
        """Whether nothing gets through."""
        return self._stalled is not None

    def go_on(self) -> None:
        """Let everything through that was held up."""
        stalled, self._stalled = self._stalled, None
        for message in stalled or ():
            self._land(message)

    def cut(self) -> None:
        """Lose what is on its way."""
        self.is_cut = True
        self.on_its_way = 0

    def _pass_on(self, message: Message) -> None:
        at = self._loop.time() + self._weather.delay * self._dice.uniform(0.1, 2)
        self._last = max(self._last, at)
        self.on_its_way += 1
        self._loop.call_at(self._last, self._land, message, context=NOBODY)

    def _land(self, message: Message) -> None:
        if self._stalled is not None:
            self._stalled.append(message)
        elif not self.is_cut:
            self.on_its_way -= 1
            self._arrive(message)


class Mailbox:
    """What has arrived and was not taken yet."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque()
        self._waiter: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._messages)

    def put(self, message: Message) -> None:
        """Add a message."""
        self._messages.append(message)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def take(self) -> Message:
        """Return the oldest message, as soon as there is one."""
        while not self._messages:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self._messages.popleft()


class Cable(asyncio.WriteTransport):
    """One WebSocket: ``ClientConnection`` for the listener, receive and send for the gateway."""

    def __init__(self, weather: Weather, dice: random.Random, token: str) -> None:
        super().__init__()
        self.scope = {
            "type": "websocket",
            "headers": [(b"authorization", f"Bearer {token}".encode())],
            "path": "/ws/events",
            "query_string": b"",
        }
        self._weather = weather
        self.to_client = Pipe(weather, dice, self._arrive)
        self.to_gateway = Pipe(weather, dice, self._gateway_takes)
        self._client, self._gateway = Mailbox(), Mailbox()
        self._room = asyncio.Event()
        self.opened = asyncio.get_running_loop().create_future()
        self._closed: Close | None = None
        self.is_over = False
        self._gateway.put({"type": "websocket.connect"})

    @property
    def transport(self) -> asyncio.WriteTransport:
        """What the listener aborts."""
        return self

    def abort(self) -> None:
        """Cut the connection: both ends notice, and what is on its way is lost."""
        if self.is_over:
            return
        self.is_over = True
        self.to_client.cut()
        self.to_gateway.cut()
        self._room.set()
        self._client.put({"type": "cut"})
        self._gateway.put({"type": "websocket.disconnect", "code": 1006})
        if not self.opened.done():
            self.opened.set_exception(ConnectionResetError())

    async def send(self, message: str, /) -> None:
        """Send a frame from the console."""
        if self.is_over:
            raise ConnectionClosedError(None, None)
        self.to_gateway.send({"type": "websocket.receive", "text": message})

    async def recv(self) -> str | bytes:
        """Return the next frame for the console."""
        message = await self._client.take()
        self._make_room()
        if message["type"] == "websocket.send":
            text: str = message["text"]
            return text
        self._client.put(message)  # whoever asks again hears the same
        raise ConnectionClosedError(self._closed, None)

    async def asgi_receive(self) -> Message:
        """Return the next message for the gateway's application."""
        return await self._gateway.take()

    async def asgi_send(self, message: Message) -> None:
        """Take a message of the gateway's application."""
        self._make_room()
        while not (self.is_over or self._room.is_set()):
            await self._room.wait()
        if self.is_over and message["type"] == "websocket.send":
            raise ConnectionResetError
        self.to_client.send(message)
        self._make_room()

    def _make_room(self) -> None:
        if self.is_over or self.to_client.on_its_way + len(self._client) < WINDOW:
            self._room.set()
        else:
            self._room.clear()

    def _arrive(self, message: Message) -> None:
        kind = message["type"]
        if kind == "websocket.accept":
            self._open()
        elif kind == "websocket.http.response.start":
            refusal = Response(message["status"], "refused", Headers())
            if not self.opened.done():
                self.opened.set_exception(InvalidStatus(refusal))
        elif kind == "websocket.close":
            self._closed = Close(message["code"], "")
            self._weather.closed[message["code"]] += 1
            self._client.put(message)
            self.is_over = True
        elif kind == "websocket.send":
            self._client.put(message)
        self._make_room()

    def _open(self) -> None:
        if not self.opened.done():
            self.opened.set_result(None)

    def _gateway_takes(self, message: Message) -> None:
        self._gateway.put(message)

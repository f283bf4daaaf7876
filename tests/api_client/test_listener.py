"""The listener against a real WebSocket server that misbehaves."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from api_client.errors import ProtocolMismatch, Unauthenticated
from api_client.listener import ConnectionState, EventListener, Waiting, backoff
from api_client.models import Event, Reset

Handler = Callable[[ServerConnection], Awaitable[None]]


def reset(number: int, place: int = 0) -> str:
    position = {"epoch": "e", "snapshot": str(number)}
    frame = {"number": place, "type": "reset", "reason": "backlog", "position": position}
    return json.dumps(frame)


class Listening:
    """A listener on a server with this handler; remembers what it was told."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.states: list[ConnectionState] = []
        self.listener: EventListener

    async def run(
        self, handler: Handler, until: asyncio.Event | None = None, *, silence: float = 60.0
    ) -> None:
        async def token(_: str | None) -> str:
            return "secret"

        async with serve(handler, "127.0.0.1", 0) as server, asyncio.timeout(10):
            port = next(iter(server.sockets)).getsockname()[1]
            self.listener = EventListener(
                f"ws://127.0.0.1:{port}/ws/events",
                token=token,
                on_event=self.events.append,
                on_state=self.states.append,
                delays=lambda: itertools.repeat(0),
                silence=silence,
            )
            running = asyncio.get_running_loop().create_task(self.listener.run())
            if until is None:
                await running
            else:
                await until.wait()
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)


async def test_resumes_after_what_was_applied() -> None:
    positions: list[str | None] = []
    enough = asyncio.Event()

    async def gateway(socket: ServerConnection) -> None:
        start = json.loads(await socket.recv())
        positions.append(start["position"] and start["position"]["snapshot"])
        if len(positions) == 3:
            enough.set()
            await socket.wait_closed()
        await socket.send(reset(len(positions)))
        await socket.close(1012)

    listening = Listening()
    await listening.run(gateway, enough)
    assert positions == [None, "1", "2"]
    assert all(isinstance(event, Reset) for event in listening.events)


async def test_unknown_frames_are_skipped_and_broken_ones_end_the_connection() -> None:
    connections = itertools.count(1)
    enough = asyncio.Event()

    async def gateway(socket: ServerConnection) -> None:
        await socket.recv()
        if next(connections) == 1:
            await socket.send('{"type": "invented", "x": 1}')
            await socket.send('{"type": "reset", "reason": 5}')
            await socket.wait_closed()
        else:
            await socket.send(reset(9))
            enough.set()
            await socket.wait_closed()

    listening = Listening()
    await listening.run(gateway, enough)
    assert listening.listener.skipped == 1
    assert any(isinstance(state, Waiting) for state in listening.states)


async def test_repeats_are_ignored_and_what_follows_a_missing_frame_is_not_believed() -> None:
    positions: list[str | None] = []
    enough = asyncio.Event()

    async def gateway(socket: ServerConnection) -> None:
        start = json.loads(await socket.recv())
        positions.append(start["position"] and start["position"]["snapshot"])
        if len(positions) == 2:
            enough.set()
            await socket.wait_closed()
        for number in (1, 2, 1, 2, 3, 5, 4):
            await socket.send(reset(number, number))
        await socket.send('{"type": "invented", "number": 6}')
        await socket.wait_closed()

    listening = Listening()
    await listening.run(gateway, enough)
    assert positions == [None, "3"]
    taken = [event.position.snapshot for event in listening.events if isinstance(event, Reset)]
    assert taken == ["1", "2", "3"]
    listener = listening.listener
    assert (listener.received, listener.repeated, listener.missing) == (3, 2, 1)


async def test_a_connection_that_falls_silent_is_given_up() -> None:
    connections, enough = 0, asyncio.Event()

    async def gateway(socket: ServerConnection) -> None:
        nonlocal connections
        connections += 1
        if connections == 2:
            enough.set()
        await socket.send(reset(1))
        await enough.wait()

    listening = Listening()
    await listening.run(gateway, enough, silence=0.05)
    assert isinstance(listening.events[0], Reset)
    assert any(isinstance(state, Waiting) for state in listening.states)


async def test_a_newer_token_is_sent_on_the_open_stream() -> None:
    sent, enough = [], asyncio.Event()

    async def gateway(socket: ServerConnection) -> None:
        assert json.loads(await socket.recv())["users"] == [3, 7]
        sent.append(json.loads(await socket.recv()))
        enough.set()

    tokens = iter(("first", "first", "second"))

    async def token(_: str | None) -> str:
        return next(tokens, "second")

    async with serve(gateway, "127.0.0.1", 0) as server, asyncio.timeout(10):
        port = next(iter(server.sockets)).getsockname()[1]
        listener = EventListener(
            f"ws://127.0.0.1:{port}/ws/events",
            token=token,
            on_event=lambda _: None,
            on_state=lambda _: None,
            delays=lambda: itertools.repeat(0),
            renewal=0.01,
            users={7, 3},
        )
        running = asyncio.get_running_loop().create_task(listener.run())
        await enough.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert sent == [{"type": "token", "access_token": "second"}]


async def test_attempts_are_counted_until_there_is_progress() -> None:
    connections = itertools.count(1)
    enough = asyncio.Event()

    async def gateway(socket: ServerConnection) -> None:
        if next(connections) > 5:
            enough.set()
        await socket.close(1012)

    listening = Listening()
    await listening.run(gateway, enough)
    attempts = [state.attempt for state in listening.states if isinstance(state, Waiting)]
    assert attempts == list(range(1, len(attempts) + 1))


@pytest.mark.parametrize(("code", "error"), [(4401, Unauthenticated), (4400, ProtocolMismatch)])
async def test_some_closes_are_final(code: int, error: type[Exception]) -> None:
    async def gateway(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.close(code)

    with pytest.raises(error):
        await Listening().run(gateway)


async def test_a_rejected_token_is_exchanged_once_and_then_the_session_is_over() -> None:
    rejected: list[str | None] = []
    enough = asyncio.Event()

    async def token(refused: str | None) -> str:
        rejected.append(refused)
        return f"token-{len(rejected)}"

    def check(connection: ServerConnection, request: Request) -> Response | None:
        good = request.headers["Authorization"] == "Bearer token-2" and not enough.is_set()
        return None if good else connection.respond(HTTPStatus.UNAUTHORIZED, "no")

    async def gateway(socket: ServerConnection) -> None:
        enough.set()
        await socket.close(1012)

    async with (
        serve(gateway, "127.0.0.1", 0, process_request=check) as server,
        asyncio.timeout(10),
    ):
        port = next(iter(server.sockets)).getsockname()[1]
        listener = EventListener(
            f"ws://127.0.0.1:{port}/ws/events",
            token=token,
            on_event=lambda _: None,
            on_state=lambda _: None,
            delays=lambda: itertools.repeat(0),
        )
        with pytest.raises(Unauthenticated):
            await listener.run()
    assert rejected == [None, "token-1", None, "token-3"]


def test_back_off_grows_to_its_limit() -> None:
    delays = list(itertools.islice(backoff(1, 2, 8), 200))
    assert all(0 <= delay <= 8 for delay in delays)
    assert max(delays) > 4

"""The listener against a real WebSocket server that misbehaves."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from typing import Any

import msgspec
import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from api_client.errors import ProtocolMismatch, Unauthenticated
from api_client.listener import (
    PART,
    SLICE,
    ConnectionState,
    EventListener,
    Unapplied,
    Waiting,
    backoff,
)
from api_client.models import Commits, Event, Reset

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


class Played:
    """A connection over which everything has come already."""

    def __init__(self, frames: list[str]) -> None:
        self.frames = frames
        self.started: list[dict[str, Any]] = []
        self.transport = asyncio.WriteTransport()

    async def send(self, message: str, /) -> None:
        self.started.append(json.loads(message))

    async def recv(self) -> str:
        if self.frames:
            return self.frames.pop(0)
        await asyncio.Event().wait()
        return ""


def hello() -> str:
    environment = {
        "name": "sandbox", "protocol": "1.0", "server": "0", "backend_zone": "UTC",
        "deposits_allowed": True,
    }  # fmt: skip
    return json.dumps({
        "type": "hello", "protocol": "1.0", "server": "0", "epoch": "e", "resumed": True,
        "position": {"epoch": "e", "snapshot": "start"}, "environment": environment,
        "operator": {"id": 1, "email": "ops@example.org", "role": "viewer"},
        "heartbeat_seconds": 2.0,
    })  # fmt: skip


def commits(count: int, snapshot: str) -> str:
    made = [
        {"xid": str(n), "recorded_at": "2026-07-01T10:04:07Z", "accounts": [], "transactions": []}
        for n in range(count)
    ]
    position = {"epoch": "e", "snapshot": snapshot}
    frame = {"type": "commits", "commits": made, "position": position}
    return json.dumps(frame | {"read_at": "2026-07-01T10:04:07Z"})


def listening(connections: list[Played], on_event: Callable[[Event], None]) -> EventListener:
    """Return who is to listen to one connection after the other."""

    @contextlib.asynccontextmanager
    async def dial(url: str, token: str) -> AsyncIterator[Played]:
        del url, token
        yield next(coming)

    async def token(_: str | None) -> str:
        return "secret"

    coming = iter(connections)
    return EventListener(
        "ws://gateway", token=token, on_event=on_event, on_state=lambda _: None,
        delays=lambda: itertools.repeat(0), dial=dial,
    )  # fmt: skip


async def listen(connections: list[Played], on_event: Callable[[Event], None]) -> None:
    """Listen until all has been said."""
    running = asyncio.get_running_loop().create_task(listening(connections, on_event).run())
    async with asyncio.timeout(10):
        while connections[-1].frames or not connections[-1].started:  # noqa: ASYNC110
            await asyncio.sleep(0)
    for _ in range(5):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_long_frame_is_handed_over_in_parts() -> None:
    events: list[Event] = []
    await listen([Played([hello(), commits(2 * PART + 7, "end"), commits(PART, "next")])],
                 events.append)  # fmt: skip
    parts = [event for event in events if isinstance(event, Commits)]
    assert [len(part.commits) for part in parts] == [PART, PART, 7, PART]
    assert [commit.xid for part in parts[:3] for commit in part.commits] == [
        str(number) for number in range(2 * PART + 7)
    ]
    # Only with the last part everything has been applied.
    assert [part.position.snapshot for part in parts] == ["start", "start", "end", "next"]


@pytest.mark.parametrize("error", [BrokenPipeError, TimeoutError, msgspec.DecodeError])
async def test_what_cannot_be_applied_is_no_lost_connection(error: type[Exception]) -> None:
    """To connect again, for ever, would help nobody; and the position stays before the frame."""
    handed: list[int] = []

    def fail(event: Event) -> None:
        if isinstance(event, Commits):
            handed.append(len(event.commits))
            if len(handed) == 2:
                raise error

    listener = listening([Played([hello(), commits(2 * PART + 7, "end")])], fail)
    with pytest.raises(Unapplied) as told:
        await asyncio.wait_for(listener.run(), 10)
    assert isinstance(told.value.__cause__, error)
    assert handed == [PART, PART]
    assert listener.position is not None
    assert listener.position.snapshot == "start"


async def test_a_flood_lets_others_go_on() -> None:
    """All frames are there already: without a rest nobody else would get a turn."""
    handed = 0
    seen: list[int] = []

    def work(_: Event) -> None:
        nonlocal handed
        handed += 1
        until = time.perf_counter() + SLICE
        while time.perf_counter() < until:
            pass

    async def look() -> None:
        while True:
            seen.append(handed)
            await asyncio.sleep(0)

    looking = asyncio.get_running_loop().create_task(look())
    await listen([Played([hello(), *(commits(1, str(number)) for number in range(6))])], work)
    looking.cancel()
    assert handed == 7
    assert len(set(seen) & set(range(1, 7))) >= 3, seen


def test_back_off_grows_to_its_limit() -> None:
    delays = list(itertools.islice(backoff(1, 2, 8), 200))
    assert all(0 <= delay <= 8 for delay in delays)
    assert max(delays) > 4

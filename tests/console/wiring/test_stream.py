"""How far a screen can be trusted: live only while proofs come and nothing is behind."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from websockets.asyncio.server import ServerConnection, serve

from api_client.client import ApiClient
from api_client.errors import ProtocolMismatch, Unauthenticated
from api_client.models import Commits, Hello, Position, Proof
from console.freshness import GRACE
from console.hands import Sight
from console.latency import Latency
from console.store import Store
from console.tasks import Tasks
from console.wiring.stream import TICK_MS, StreamWiring
from tests.console.wiring.ledger import OPERATOR, SANDBOX, Ledger
from tests.widgets.examples import NOON

HEARTBEAT = 2.0
HERE = Position(epoch="e", snapshot="1")


class Stream:
    """A gateway's event stream that a test plays by hand, and the wiring that listens to it."""

    def __init__(self) -> None:
        self.clock = 100.0
        self.states: list[str] = []
        self.starts: list[object] = []
        self.errors: list[Exception] = []
        self.sockets: asyncio.Queue[ServerConnection] = asyncio.Queue()
        self.owner = QObject()
        self.store = Store(self.owner)
        self.until = Sight(self.owner).until
        self.wiring: StreamWiring

    async def connect(self, socket: ServerConnection) -> None:
        self.starts.append(json.loads(await socket.recv())["position"])
        await self.sockets.put(socket)
        await socket.wait_closed()

    async def greeted(self, *, resumed: bool = False) -> ServerConnection:
        socket = await self.sockets.get()
        hello = Hello(
            protocol="1.0", server="0", epoch="e", position=HERE, resumed=resumed,
            operator=OPERATOR, environment=SANDBOX, heartbeat_seconds=HEARTBEAT,
        )  # fmt: skip
        await send(socket, hello)
        return socket

    async def prove(
        self,
        socket: ServerConnection,
        *,
        whole: bool = True,
        lost: int = 0,
        epoch: str = "e",
        at: float | None = None,
    ) -> None:
        moment = self.clock if at is None else at
        proof = Proof(
            position=Position(epoch=epoch, snapshot="1"), lost=lost,
            complete_to=NOON + timedelta(seconds=moment - 100),
            capture="whole" if whole else "broken", faults=() if whole else ("trigger gone",),
            sent_at=NOON,
        )  # fmt: skip
        await send(socket, proof)

    def state(self) -> str:
        return self.wiring.freshness.state

    async def comes_to(self, state: str) -> None:
        await self.until(state, lambda: self.state() == state)


async def send(socket: ServerConnection, event: Hello | Proof | Commits) -> None:
    await socket.send(msgspec.json.encode(event).decode())


@asynccontextmanager
async def streaming() -> AsyncIterator[Stream]:
    stream = Stream()
    async with serve(stream.connect, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async with ApiClient(f"http://127.0.0.1:{port}") as client:

            async def token(_: str | None = None) -> str:
                return "token"

            client.access_token = token  # type: ignore[method-assign, assignment]
            stream.wiring = StreamWiring(
                client, stream.store, Latency(stream.owner), now=lambda: stream.clock,
                delays=lambda: itertools.repeat(0.0),
            )  # fmt: skip
            stream.wiring.freshness_changed.connect(
                lambda freshness: stream.states.append(freshness.state)
            )
            async with Tasks(stream.errors.append) as tasks, asyncio.timeout(20):
                tasks.start("events", stream.wiring.run())
                yield stream


@pytest.fixture
async def stream(qtbot: QtBot) -> AsyncIterator[Stream]:
    del qtbot
    async with streaming() as playing:
        yield playing


def test_a_missed_heartbeat_shows_within_a_second() -> None:
    assert GRACE + TICK_MS / 1000 * 1.05 <= 1.0  # Qt's timers may be 5 % late


async def test_from_offline_to_live_to_stale(stream: Stream) -> None:
    assert stream.state() == "offline"
    socket = await stream.greeted()
    await stream.comes_to("catching_up")
    await stream.prove(socket)
    await stream.comes_to("live")
    assert stream.wiring.freshness.as_of == NOON
    stream.clock += HEARTBEAT + GRACE - 0.01
    await stream.until("a tick", lambda: stream.wiring.freshness.age_seconds == HEARTBEAT)
    assert stream.state() == "live"
    stream.clock += 0.02
    await stream.comes_to("stale")
    stream.clock += 5
    await stream.until("its age", lambda: stream.wiring.freshness.age_seconds == 7)
    await stream.prove(socket)
    await stream.comes_to("live")
    assert stream.states == ["catching_up", "live", "live", "stale", "stale", "live"]


async def test_a_proof_that_was_long_on_its_way_is_as_old_as_that(stream: Stream) -> None:
    socket = await stream.greeted()
    await stream.prove(socket)
    await stream.comes_to("live")
    stream.clock += 1
    late, stream.clock = stream.clock, stream.clock + HEARTBEAT + 1
    await stream.comes_to("stale")
    await stream.prove(socket, at=late)  # it has only just arrived
    await stream.until("the proof", lambda: stream.wiring.listener.received == 3)
    assert stream.state() == "stale"
    await stream.prove(socket)
    await stream.comes_to("live")


async def test_commits_alone_prove_nothing(stream: Stream) -> None:
    socket = await stream.greeted()
    await stream.prove(socket)
    await stream.comes_to("live")
    stream.clock += HEARTBEAT + 1
    commit = Ledger().deposit(42)
    await send(socket, Commits(commits=(commit,), position=HERE, read_at=NOON))
    await stream.until("the commit", lambda: stream.store.commits == 1)
    await stream.comes_to("stale")


async def test_a_broken_capture_is_never_live(stream: Stream) -> None:
    socket = await stream.greeted()
    await stream.prove(socket, whole=False)
    await stream.comes_to("capture_broken")
    await stream.prove(socket)
    await stream.comes_to("live")
    assert stream.states == ["catching_up", "capture_broken", "live"]


async def test_what_a_broken_capture_missed_is_claimed_by_nobody_also_after_a_cut(
    stream: Stream,
) -> None:
    socket = await stream.greeted()
    await stream.prove(socket)
    await stream.comes_to("live")
    complete_to = stream.wiring.freshness.as_of
    stream.clock += HEARTBEAT
    await stream.prove(socket, whole=False)
    await stream.comes_to("capture_broken")
    assert stream.wiring.freshness.as_of == complete_to
    assert stream.wiring.freshness.age_seconds == HEARTBEAT
    await socket.close()
    await stream.comes_to("catching_up")
    assert stream.wiring.freshness.as_of == complete_to


async def test_a_screen_that_is_behind_is_not_live_and_says_so_at_once(stream: Stream) -> None:
    socket = await stream.greeted()
    stream.store.fall_behind("account page")
    stream.store.fall_behind("feed")
    await stream.prove(socket)
    await stream.until("the proof", lambda: stream.store.proof is not None)
    assert stream.state() == "catching_up"
    stream.store.catch_up("feed")
    assert stream.state() == "catching_up"
    stream.store.catch_up("account page")
    assert stream.state() == "live"


async def test_a_loss_that_nobody_admits_is_read_again_before_it_is_live(stream: Stream) -> None:
    socket = await stream.greeted()
    await stream.prove(socket, lost=3)
    await stream.comes_to("live")
    stream.store.reset_required.connect(lambda _: stream.store.fall_behind("feed"))
    await stream.prove(socket, lost=4)
    await stream.comes_to("catching_up")
    assert stream.store.resets == 1
    await stream.prove(socket, lost=4)
    await stream.until("the proof", lambda: stream.wiring.listener.received == 4)
    assert stream.state() == "catching_up"
    assert stream.store.resets == 1
    stream.store.catch_up("feed")
    assert stream.state() == "live"


async def test_a_proof_of_another_epoch_proves_nothing_of_what_is_shown(stream: Stream) -> None:
    socket = await stream.greeted()
    await stream.prove(socket)
    await stream.comes_to("live")
    stream.store.apply_snapshot([], Position(epoch="f", snapshot="1"))  # an answer from after it
    stream.wiring.tell()
    assert stream.state() == "catching_up"
    stream.store.reset_required.connect(lambda _: stream.store.fall_behind("feed"))
    seen: list[object] = []
    for epoch in ("f", "g"):
        seen.append(epoch)
        await stream.prove(socket, epoch=epoch)
        await stream.until("what shows too old an epoch", lambda: stream.store.resets == len(seen))
        assert stream.state() == "catching_up"
        stream.store.catch_up("feed")
        assert stream.state() == "live"


async def test_after_a_cut_it_is_live_only_after_the_next_proof(stream: Stream) -> None:
    socket = await stream.greeted()
    await stream.prove(socket)
    await stream.comes_to("live")
    await socket.close(1012)
    socket = await stream.greeted(resumed=True)
    await stream.comes_to("catching_up")
    await stream.prove(socket)
    await stream.comes_to("live")
    assert stream.states == ["catching_up", "live", "offline", "catching_up", "live"]
    assert stream.starts == [None, {"epoch": "e", "snapshot": "1"}]


@pytest.mark.parametrize(("code", "error"), [(4401, Unauthenticated), (4400, ProtocolMismatch)])
async def test_a_stream_that_ends_for_good_leaves_nothing_looking_alive(
    code: int, error: type[Exception], stream: Stream
) -> None:
    socket = await stream.greeted()
    await stream.prove(socket)
    await stream.comes_to("live")
    await socket.close(code)
    await stream.comes_to("offline")
    await stream.until("the end", lambda: bool(stream.errors))
    assert [type(raised) for raised in stream.errors] == [error]
    assert stream.wiring.freshness.attempt == 0
    assert stream.sockets.empty()

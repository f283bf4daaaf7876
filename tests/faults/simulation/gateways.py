"""Gateways: the real change log, hub and event stream, each in a process that can die."""

import random
from datetime import UTC, datetime
from uuid import UUID

from starlette.websockets import WebSocket

from gateway.auth import Auth, Grant
from gateway.change_log import ChangeLog
from gateway.commit_pages import CommitPages
from gateway.hub import Hub
from gateway.stream import EventStream
from gateway.wire import PROTOCOL, Commits, Environment, Operator, Position, Reset
from tests.faults.simulation.change_log import Cursor, ModelLog
from tests.faults.simulation.database import Database, moment
from tests.faults.simulation.loop import Process, VirtualLoop
from tests.faults.simulation.network import Cable

ENVIRONMENT = Environment(
    name="sandbox", protocol=PROTOCOL, server="0", backend_zone="UTC", deposits_allowed=True
)
GRANT = Grant(
    operator=Operator(id=1, email="ops@example.org", role="viewer"),
    expires_at=datetime(9000, 1, 1, tzinfo=UTC),
    session_id=UUID(int=1),
)
RESTARTING = 1012


class ModelAuth(Auth):
    """Takes every token; the session ends when it is told to."""

    def __init__(self) -> None:
        self._watched = {}

    async def authenticate(self, token: str) -> Grant | None:
        return GRANT if token else None

    def end_session(self) -> None:
        """End the one session that there is."""
        self._announce_end(GRANT.session_id)


async def _environment() -> Environment:
    return ENVIRONMENT


class ForgetfulChangeLog(ChangeLog):
    """Brings nobody who resumes up to date, wrongly."""

    async def between(self, after: Position, until: Position) -> Commits | Reset:
        del after
        return Commits(commits=[], position=until, read_at=datetime.now(UTC))


class Gateway:
    """One address; the process that listens there comes and goes."""

    def __init__(
        self,
        loop: VirtualLoop,
        database: Database,
        dice: random.Random,
        name: str,
        cursor: Cursor = "snapshot",
        *,
        forgets: bool = False,
    ) -> None:
        self._loop = loop
        self._database = database
        self._name = name
        self._cursor = cursor
        self._change_log = ForgetfulChangeLog if forgets else ChangeLog
        self._backlog = dice.choice((40, 5000))
        self._queue = dice.choice((4, 5000))
        self._cables: list[Cable] = []
        self.process: Process | None = None
        self.log = ModelLog(database, cursor)
        self.auth = ModelAuth()
        self._stream: EventStream
        self.pages: CommitPages

    @property
    def is_up(self) -> bool:
        """Whether somebody listens."""
        return self.process is not None

    @property
    def is_stopped(self) -> bool:
        """Whether it listens and does nothing more."""
        return self.process is not None and self.process.is_stopped

    def is_run_by(self, process: Process | None) -> bool:
        """Whether this process still listens."""
        return self.process is process

    def start(self) -> None:
        """Start a process, unless there is one."""
        if self.process is not None:
            return
        self.process = Process(self._loop, self._name)
        self.log = ModelLog(self._database, self._cursor)
        self.auth = ModelAuth()
        hub = Hub(frames=self._queue)
        change_log = self._change_log(
            self.log,
            hub.publish,
            backend_zone="UTC",
            backlog=self._backlog,
            now=lambda: moment(self._loop.time()),
        )
        self._stream = EventStream(hub, change_log, self.auth, _environment)
        self.pages = CommitPages(self.log, change_log)
        self.process.start(change_log.run())

    def accept(self, cable: Cable) -> None:
        """Serve a console that has connected."""
        assert self.process is not None
        self._cables.append(cable)
        socket = WebSocket(cable.scope, cable.asgi_receive, cable.asgi_send)
        self.process.start(self._stream(socket))

    def kill(self) -> None:
        """End the process as ``kill -9`` does."""
        if self.process is not None:
            for cable in self._cables:
                cable.abort()
            self._end()

    def shut_down(self) -> None:
        """End the process in good order."""
        if self.process is not None:
            for cable in self._cables:
                if not cable.is_over:
                    cable.to_client.send({"type": "websocket.close", "code": RESTARTING})
            self._end()

    def _end(self) -> None:
        assert self.process is not None
        self._cables.clear()
        self.log.sever()
        process, self.process = self.process, None
        process.kill()

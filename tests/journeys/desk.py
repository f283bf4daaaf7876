"""A person at a real console: the pieces that journeys share."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
from keyring.errors import KeyringLocked
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from api_client.models import Transaction
from console.app import Console, Options, application
from console.hands import Hands, NotSeen
from console.intents import Intents
from console.session import Backend, SessionKeeper, no_keyring
from console.settings import Settings
from console.tasks import Tasks
from gateway.wire import Role
from tests.gateway.desk import PASSWORD
from widgets.field import Field
from widgets.sign_in_dialog import SignInDialog


@dataclass
class Person:
    """Sits down at consoles of their own; what one run remembers is there in the next."""

    folder: Path
    keyring: Callable[[], Backend] = no_keyring
    patience: float = 4.0
    errors: list[Exception] = field(default_factory=list)

    @asynccontextmanager
    async def at(self, gateway: str | None, user: str | None = None) -> AsyncIterator[Hands]:
        """Open a console, and close its window in the end if it is still open."""
        app = application()
        console = Console(
            app,
            Settings(self.folder),
            Options(gateway=gateway, user=user),
            keeper=SessionKeeper(self.keyring, patience=self.patience),
            intents=Intents(self.folder),
        )
        hands = Hands(app, console)
        over = asyncio.Event()

        async def serve() -> None:
            try:
                await console.serve()
            finally:
                over.set()

        complaints = Complaints()
        logging.getLogger("console").addHandler(complaints)
        try:
            async with Tasks(self.errors.append) as tasks:
                tasks.start("console", serve())
                yield hands
                console.window.close()
                async with asyncio.timeout(10):
                    await over.wait()
        finally:
            console.window.deleteLater()
            logging.getLogger("console").removeHandler(complaints)
        assert self.errors == []
        assert complaints.said == []

    @asynccontextmanager
    async def signed_in(
        self, gateway: str, role: Role = "support", user: str | None = None
    ) -> AsyncIterator[Hands]:
        """The same, with a session that is live."""
        async with self.at(gateway, user) as hands:
            await hands.sign_in(f"{role}@example.org", PASSWORD)
            yield hands


class Ring:
    """A keyring in memory, that may be locked or never answer."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.asked = threading.Event()
        self.answer = threading.Event()

    def unlocked(self) -> Backend:
        return self

    def locked(self) -> Backend:
        raise KeyringLocked("locked")

    def hanging(self) -> Backend:
        self.asked.set()
        self.answer.wait(60)
        raise KeyringLocked("at last")

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Complaints(logging.Handler):
    """What the console logs as gone wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


class GatewayProcess:
    """``svetu-gateway serve`` as a process of its own, to be killed."""

    def __init__(self, dsn: str, *options: str) -> None:
        self._dsn = dsn
        self._options = options
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Its address; the same after it was started again."""
        scheme = "https" if "--tls-cert" in self._options else "http"
        return f"{scheme}://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it on the port it had before, and return once it listens."""
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "gateway", "serve", "--port", str(self.port), *self._options,
            stderr=asyncio.subprocess.PIPE, env={**os.environ, "SVETU_DSN": self._dsn},
        )  # fmt: skip
        assert process.stderr is not None
        said = (await process.stderr.readline()).decode()
        assert "serving on port" in said, said + (await process.stderr.read()).decode()
        self.port = int(said.split()[-1])

    async def kill(self) -> None:
        """Kill it as a crash would."""
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
            self._process = None


@asynccontextmanager
async def gateway_process(dsn: str, *options: str) -> AsyncIterator[GatewayProcess]:
    """Run a gateway as a process, with options of ``serve``; it is gone in the end."""
    process = GatewayProcess(dsn, *options)
    try:
        await process.start()
        yield process
    finally:
        await process.kill()


class Line:
    """A line between console and gateway, to be cut."""

    def __init__(self, gateway_port: int) -> None:
        self._gateway_port = gateway_port
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0
        self.open_connections = 0
        self.requests: list[bytes] = []
        """First lines of what was asked."""
        self.flows = asyncio.Event()
        self.flows.set()
        """Cleared: all that is said is held up, both ways, and nothing is closed."""
        self.refuses = False
        """Whether the gateway seems not to be there."""
        self.loses_request = ""
        self.loses_answer = ""
        """A part of the request's first line: the next such request, or its answer, is cut off."""
        self.loses_from_now = ""
        """The same for every such request, until this is empty."""
        self.holds_answer = ""
        """The same: its answer comes only once the line is cut, that is never."""
        self.is_held = False

    @property
    def url(self) -> str:
        """The console's way to the gateway."""
        return f"http://127.0.0.1:{self.port}"

    async def connect(
        self, from_console: asyncio.StreamReader, to_console: asyncio.StreamWriter
    ) -> None:
        """Carry one connection both ways."""
        if self.refuses:
            to_console.transport.abort()
            return
        self.open_connections += 1
        self._writers.add(to_console)
        from_gateway, to_gateway = await asyncio.open_connection("127.0.0.1", self._gateway_port)
        is_lost, held = asyncio.Event(), asyncio.Event()
        self._writers.add(to_gateway)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ask(from_console, to_gateway, is_lost, held))
                both.create_task(self._answer(from_gateway, to_console, is_lost, held))
        finally:
            self.open_connections -= 1
            for writer in (to_console, to_gateway):
                self._writers.discard(writer)
                writer.transport.abort()

    @property
    def streams(self) -> int:
        """How many event streams were asked for."""
        return len([asked for asked in self.requests if b"/ws/events" in asked])

    def cut(self) -> None:
        """Cut all connections there are."""
        for writer in self._writers:
            writer.transport.abort()

    async def _ask(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        is_lost: asyncio.Event,
        held: asyncio.Event,
    ) -> None:
        while asked := await self._some(source):
            first = asked.partition(b"\r\n")[0]
            if b" HTTP/1.1" in first:
                self.requests.append(first)
            if self.loses_from_now and self.loses_from_now.encode() in first:
                break
            if self.loses_request and self.loses_request.encode() in first:
                self.loses_request = ""
                break
            if self.loses_answer and self.loses_answer.encode() in first:
                self.loses_answer = ""
                is_lost.set()
            if self.holds_answer and self.holds_answer.encode() in first:
                self.holds_answer = ""
                held.set()
            target.write(asked)
        target.transport.abort()

    async def _answer(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        is_lost: asyncio.Event,
        held: asyncio.Event,
    ) -> None:
        while answered := await self._some(source):
            if is_lost.is_set():
                break
            if held.is_set():
                self.is_held = True
                continue
            target.write(answered)
        target.transport.abort()

    async def _some(self, source: asyncio.StreamReader) -> bytes:
        try:
            carried = await source.read(1 << 16)
        except OSError:
            return b""
        await self.flows.wait()
        return carried


@asynccontextmanager
async def line(gateway_port: int) -> AsyncIterator[Line]:
    """Run a line to a gateway."""
    carried = Line(gateway_port)
    server = await asyncio.start_server(carried.connect, "127.0.0.1", 0)
    carried.port = server.sockets[0].getsockname()[1]
    try:
        yield carried
    finally:
        server.close()
        carried.cut()
        await server.wait_closed()


async def stored_minor(shop: asyncpg.Connection, user_id: int) -> int | None:
    """Return what the marketplace holds for a user; None while it has no row."""
    found = await shop.fetchval(
        "select (balance * 100)::bigint from user_balances where user_id = $1", user_id
    )
    return None if found is None else int(found)


Rows = dict[int, tuple[str, str, int]]


@dataclass(frozen=True)
class Figures:
    """All that a screen shows of a marketplace, or should; amounts in minor units."""

    watched: dict[int, int]
    open: tuple[int, int, int | None]
    """Balance of the open account, how many transactions it has, where its curve ends."""
    rows: Rows
    feed: Rows


async def stored_figures(shop: asyncpg.Connection, user_id: int, watched: list[int]) -> Figures:
    """Return what is true at this moment (all of it must fit into one page)."""
    feed: Rows = {}
    rows: Rows = {}
    for row in await shop.fetch("select * from balance_transactions"):
        shown = row["type"], row["status"], int(row["amount"] * 100)
        feed[row["id"]] = shown
        if row["user_id"] == user_id:
            rows[row["id"]] = shown
    balance = await stored_minor(shop, user_id)
    return Figures(
        watched={id_: await stored_minor(shop, id_) or 0 for id_ in watched},
        open=(balance or 0, len(rows), balance),
        rows=rows,
        feed=feed,
    )


def shown_figures(hands: Hands) -> Figures:
    """Return what is on the screen, whatever the store believes."""
    view, feed = hands.view, hands.window.feed.model
    table = view.transactions
    entries = [feed.row(number).entry for number in range(feed.rowCount())]
    counted = int(view.figures.count.text().replace(".", "") or 0)
    return Figures(
        watched={account.user_id: account.balance_minor for account in hands.watched()},
        open=(hands.balance_minor or 0, counted, view.curve.end_minor),
        rows=_shown(table.row(number) for number in range(table.rowCount())),
        feed=_shown(entry for entry in entries if isinstance(entry, Transaction)),
    )


async def equal_to_database(hands: Hands, shop: asyncpg.Connection) -> None:
    """Wait until the screen shows what the marketplace holds; nobody may write meanwhile."""
    assert hands.view.user is not None
    watched = [account.user_id for account in hands.watched()]
    stored = await stored_figures(shop, hands.view.user.id, watched)
    try:
        await hands.until("the database", lambda: shown_figures(hands) == stored)
    except NotSeen:
        assert shown_figures(hands) == stored
    assert hands.is_live
    assert hands.desk.feed.gaps == 0


def _shown(rows: Iterable[Transaction]) -> Rows:
    return {row.id: (row.type, row.status, row.amount_minor) for row in rows}


def said_by(dialog: SignInDialog) -> str:
    """Return what the dialog says beside its fields and below them."""
    parts = [field.problem.text() for field in dialog.findChildren(Field)]
    parts += [shown.sentence for shown in (dialog.outcome, dialog.keyring) if not shown.isHidden()]
    return " ".join(part for part in parts if part)

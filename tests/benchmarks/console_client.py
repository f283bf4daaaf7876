"""The real console, signed in: when the feed's row of each transaction was painted."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from api_client.models import Commit
from console import log
from console.app import Console, Options, application
from console.hands import Sight
from console.intents import Intents
from console.loop import run
from console.sandbox import Sandbox
from console.session import SessionKeeper, no_keyring
from console.settings import Settings
from console.tasks import Tasks
from tests.benchmarks.lines import Tally, reader, say


class Paints(QObject):
    """Calls back after every paint of some widgets, in the next turn of the event loop."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__(widgets[0])
        self.painted: list[asyncio.Future[None]] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._through)
        return False

    def _through(self) -> None:
        for waiting in self.painted:
            if not waiting.done():
                waiting.set_result(None)
        self.painted.clear()

    async def next(self) -> None:
        """Wait for the end of a paint that begins after this call."""
        waiting = asyncio.get_running_loop().create_future()
        self.painted.append(waiting)
        await waiting


class FeedClock(QObject):
    """Notes for every transaction when the feed had been painted with it."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.tally = Tally()
        self._applied: list[int] = []
        console.desk.store.commit_applied.connect(self._commit)
        console.window.feed.table.viewport().installEventFilter(self)

    def _commit(self, commit: Commit) -> None:
        self._applied.extend(row.id for row in commit.transactions)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._applied:
            QTimer.singleShot(0, self, self._through)
        return False

    def _through(self) -> None:
        self.tally.note(self._applied)
        self._applied.clear()


async def until_live(console: Console) -> None:
    """Wait for the stream."""
    sight = Sight(console.window)
    await sight.until(
        "a live stream", lambda: console.signed_in and console.desk.stream.freshness.live
    )


async def follow(console: Console, lines: asyncio.StreamReader) -> None:
    """Paint what commits until asked for the times."""
    clock = FeedClock(console)
    say(b"ready")
    await clock.tally.reach(int(await lines.readline()))
    say(msgspec.json.encode(clock.tally.times))


async def look_up(console: Console, lines: asyncio.StreamReader) -> None:
    """Type each word that is asked for, and answer with the milliseconds of every key press."""
    search = console.window.search
    console.desk.actions["search"].trigger()
    paints = Paints(search.list.viewport(), search.caption, search.popup)
    say(b"ready")
    while word := (await lines.readline()).decode().rstrip("\n"):
        search.box.clear()
        taken: list[float] = []
        for letter in word:
            started = time.monotonic_ns()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(search.box, event)
            async with asyncio.timeout(10):
                while not search.answered:
                    await paints.next()
            taken.append((time.monotonic_ns() - started) / 1e6)
        say(msgspec.json.encode(taken))


async def open_accounts(console: Console, lines: asyncio.StreamReader) -> None:
    """Open each account that is asked for, and answer with the milliseconds until it is painted.

    The next one is opened once this one's verdict is there.
    """
    view = console.desk.view
    why = console.desk.complaint.why
    sight = Sight(console.window)
    paints = Paints(view.rows.table.viewport())
    say(b"ready")
    while asked := (await lines.readline()).decode().rstrip("\n"):
        started = time.monotonic_ns()
        console.window.watch_list.user_requested.emit(int(asked))
        async with asyncio.timeout(60):
            while view.user is None or view.user.id != int(asked):
                await paints.next()
        taken = (time.monotonic_ns() - started) / 1e6
        await sight.until("the verdict", lambda: why.state.verdict is not None)
        say(msgspec.json.encode(taken))


class Gaps(QObject):
    """How long somebody who touches the window would wait: time between ticks of a fast timer.

    Of each also how long this thread was at work: the rest others took of the same cores.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[int] = []
        self.worked: list[int] = []
        self._last = time.monotonic_ns(), time.thread_time_ns()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, work = time.monotonic_ns(), time.thread_time_ns()
        self.waited.append(now - self._last[0])
        self.worked.append(work - self._last[1])
        self._last = now, work


class Load(msgspec.Struct):
    """What a stretch of time cost the console; the longest gaps in milliseconds, longest last."""

    seconds: float
    cpu_seconds: float
    commits: int
    waited: list[float] = []
    worked: list[float] = []


def _milliseconds(taken: list[int]) -> list[float]:
    return [one / 1e6 for one in sorted(taken)[-1000:]]


async def bear(console: Console, lines: asyncio.StreamReader) -> None:
    """Between two lines measure what the console bears; ``gaps`` in the first wants those too."""
    say(b"ready")
    while asked := await lines.readline():
        gaps = Gaps() if b"gaps" in asked else None
        started, cpu, commits = time.monotonic(), time.process_time(), console.desk.store.commits
        say(b"measuring")
        await lines.readline()
        load = Load(
            seconds=time.monotonic() - started,
            cpu_seconds=time.process_time() - cpu,
            commits=console.desk.store.commits - commits,
        )
        if gaps is not None:
            load.waited = _milliseconds(gaps.waited)
            load.worked = _milliseconds(gaps.worked)
            gaps.deleteLater()
        say(msgspec.json.encode(load))


async def serve(console: Console, what: str, lines: asyncio.StreamReader, where: Sandbox) -> int:
    """Run the console for one measurement."""
    errors: list[Exception] = []
    async with Tasks(errors.append) as tasks:
        operator = where.operator
        tasks.start("console", console.serve(where.api, (operator.email, operator.password)))
        await until_live(console)
        await {"feed": follow, "look-up": look_up, "load": bear, "accounts": open_accounts}[what](
            console, lines
        )
        console.window.close()
    return len(errors)


async def main(what: str) -> int:
    """Measure what the command line names."""
    lines = await reader()
    where = msgspec.json.decode(await lines.readline(), type=Sandbox)
    with tempfile.TemporaryDirectory() as folder:
        console = Console(
            application(), Settings(Path(folder)), Options(gateway=where.api),
            keeper=SessionKeeper(no_keyring), intents=Intents(Path(folder)),
        )  # fmt: skip
        return await serve(console, what, lines, where)


if __name__ == "__main__":
    log.set_up()
    sys.exit(run(application(), main(sys.argv[1])))

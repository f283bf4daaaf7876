"""asyncio on Qt's loop: what belongs to asyncio runs while its loop does, and never otherwise."""

import asyncio
import socket
import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.loop import QtLoop


@pytest.fixture
def app(qtbot: QtBot) -> QApplication:
    del qtbot
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    return app


async def test_no_sleep_ends_early() -> None:
    for milliseconds in (1, 3, 20, 50):
        started = time.monotonic()
        await asyncio.sleep(milliseconds / 1000)
        assert time.monotonic() - started >= milliseconds / 1000


def test_work_waits_while_somebody_else_runs_qt(app: QApplication) -> None:
    loop = QtLoop(app)
    done: list[str] = []

    async def work() -> None:
        for step in "ab":
            done.append(step)
            await asyncio.sleep(0)
            asyncio.get_running_loop()

    ours, theirs = socket.socketpair()
    loop.add_reader(ours, lambda: done.append(f"read {ours.recv(1)!r}"))
    task = loop.create_task(work())
    theirs.send(b"x")
    for _ in range(5):
        app.processEvents()
    assert done == []
    loop.run_until_complete(task)
    loop.run_until_complete(asyncio.sleep(0.001))
    assert sorted(done) == ["a", "b", "read b'x'"]
    loop.remove_reader(ours)
    loop.close()
    ours.close()
    theirs.close()

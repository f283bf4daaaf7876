"""asyncio on Qt's event loop, with what qasync 0.28 lacks: precise timers, generator hooks, order.

Qt also runs where asyncio does not: in a nested loop, and once more after the end. What asyncio
has to do waits then: its code relies on a running loop.
"""

import asyncio
import contextlib
import math
import selectors
import signal
import sys
from collections.abc import Coroutine
from typing import Any

import qasync
from PySide6.QtCore import Qt, QTimerEvent
from PySide6.QtWidgets import QApplication

from console.garbage import GarbageCollector

LATER = 0.001


class _PreciseTimer(qasync._SimpleTimer):  # type: ignore[misc, unused-ignore]
    """qasync's own is coarse (5 %) and rounds down: sleeps would end early."""

    def startTimer(self, milliseconds: int) -> int:  # noqa: N802
        return int(super().startTimer(milliseconds, Qt.TimerType.PreciseTimer))

    def add_callback(self, handle: Any, delay: float = 0) -> Any:
        return super().add_callback(handle, math.ceil(max(0.0, delay) * 1000 - 1e-6) / 1000)

    def timerEvent(self, event: QTimerEvent) -> None:
        if asyncio._get_running_loop() is not None or self._stopped:
            super().timerEvent(event)
            return
        handle = self._SimpleTimer__callbacks.pop(event.timerId(), None)
        self.killTimer(event.timerId())
        if handle is not None:
            self.add_callback(handle, LATER)


class QtLoop(qasync.QEventLoop):  # type: ignore[misc, unused-ignore]
    """The loop the console is shipped with."""

    def __init__(self, app: QApplication) -> None:
        original, qasync._SimpleTimer = qasync._SimpleTimer, _PreciseTimer
        try:
            super().__init__(app)
        finally:
            qasync._SimpleTimer = original

    def _process_event(self, key: selectors.SelectorKey, mask: int) -> None:
        if asyncio._get_running_loop() is not None:  # else Qt tells again
            super()._process_event(key, mask)

    def run_forever(self) -> Any:
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
        )
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)


def run(app: QApplication, main: Coroutine[Any, Any, int]) -> int:
    """Run the application's one coroutine; SIGINT and SIGTERM cancel it (exit code 130)."""
    app.setQuitOnLastWindowClosed(False)  # a closing dialog would stop the loop
    GarbageCollector(app)

    async def guarded() -> int:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  (we are in one)
        with contextlib.suppress(NotImplementedError):  # Windows; Ctrl-C is Python's own there
            for name in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(name, task.cancel)
        return await main

    with asyncio.Runner(loop_factory=lambda: QtLoop(app)) as runner:
        try:
            return runner.run(guarded())
        except asyncio.CancelledError:
            return 130

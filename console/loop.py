"""asyncio on Qt's event loop, with what qasync 0.28 lacks: precise timers, generator hooks."""

import asyncio
import math
import signal
import sys
from collections.abc import Coroutine
from typing import Any

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


class _PreciseTimer(qasync._SimpleTimer):  # type: ignore[misc, unused-ignore]
    """qasync's own is coarse (5 %) and rounds down: sleeps would end early."""

    def startTimer(self, milliseconds: int) -> int:  # noqa: N802
        return int(super().startTimer(milliseconds, Qt.TimerType.PreciseTimer))

    def add_callback(self, handle: Any, delay: float = 0) -> Any:
        return super().add_callback(handle, math.ceil(max(0.0, delay) * 1000 - 1e-6) / 1000)


class QtLoop(qasync.QEventLoop):  # type: ignore[misc, unused-ignore]
    """The loop the console is shipped with."""

    def __init__(self, app: QApplication) -> None:
        original, qasync._SimpleTimer = qasync._SimpleTimer, _PreciseTimer
        try:
            super().__init__(app)
        finally:
            qasync._SimpleTimer = original

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

    async def guarded() -> int:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  (we are in one)
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
        return await main

    with asyncio.Runner(loop_factory=lambda: QtLoop(app)) as runner:
        try:
            return runner.run(guarded())
        except asyncio.CancelledError:
            return 130

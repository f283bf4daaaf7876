"""Starts every coroutine of the console, one per name, and is the last stop of exceptions."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self

logger = logging.getLogger(__name__)


class Tasks:
    """Named background work; leaving the context cancels what still runs and waits for it."""

    def __init__(self, on_error: Callable[[Exception], None]) -> None:
        self._on_error = on_error
        self._running: dict[str, asyncio.Task[None]] = {}
        self._unfinished: set[asyncio.Task[None]] = set()
        """Those cancelled and not through with it as well."""
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closed = True
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._unfinished, return_exceptions=True)

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> bool:
        """Run ``work``; False, and nothing happens, while another of this name runs."""
        if self._closed or name in self._running:
            work.close()
            return False
        task = asyncio.get_running_loop().create_task(self._watched(name, work), name=name)
        task.add_done_callback(lambda _: work.close())  # cancelled before its first step
        task.add_done_callback(self._unfinished.discard)
        self._unfinished.add(task)
        self._running[name] = task
        return True

    def restart(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run ``work`` in place of what runs under this name."""
        self.cancel(name)
        self.start(name, work)

    def running(self, name: str) -> bool:
        """Tell whether work of this name runs."""
        return name in self._running

    def cancel(self, name: str) -> None:
        """Cancel the work of this name, if it runs; the name is free at once."""
        task = self._running.pop(name, None)
        if task is not None:
            task.cancel()

    async def _watched(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as exc:  # noqa: BLE001  (the last stop)
            logger.debug("task %s ended by %r", name, exc)
            self._on_error(exc)
        finally:
            if self._running.get(name) is asyncio.current_task():
                del self._running[name]

"""An event loop whose time jumps to the next timer, and processes in it that stop and die alone."""

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from typing import Any, TypeVarTuple

_Values = TypeVarTuple("_Values")
_process: ContextVar["Process | None"] = ContextVar("process", default=None)
NOBODY = copy_context()
"""Belongs to no process: what happens in it happens whoever is stopped."""


class Step(asyncio.TimerHandle):
    """A callback, of the process in whose context it runs; an exception ends the simulation."""

    __slots__ = ("callback", "context", "is_cancelled", "process", "values", "when_")

    def __init__(self, when: float, callback: Any, values: Any, context: Context | None) -> None:
        self.when_ = when
        self.callback = callback
        self.values = values
        self.context = copy_context() if context is None else context
        self.is_cancelled = False
        self.process = self.context.get(_process)

    def cancel(self) -> None:
        self.is_cancelled = True

    def cancelled(self) -> bool:
        return self.is_cancelled

    def when(self) -> float:
        return self.when_


class VirtualLoop(asyncio.BaseEventLoop):
    """No sockets, no threads, no real time: the same steps in the same order, every time."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self._soon: deque[Step] = deque()
        self._later: list[tuple[float, int, Step]] = []
        self._number = 0
        self.failures: list[str] = []
        """What nobody was there to catch."""

    def time(self) -> float:
        return self._now

    def call_soon(
        self,
        callback: Callable[[*_Values], object],
        *args: *_Values,
        context: Context | None = None,
    ) -> Step:
        step = Step(self._now, callback, args, context)
        self._soon.append(step)
        return step

    def call_at(
        self,
        when: float,
        callback: Callable[[*_Values], object],
        *args: *_Values,
        context: Context | None = None,
    ) -> Step:
        step = Step(when, callback, args, context)
        self._number += 1
        heapq.heappush(self._later, (when, self._number, step))
        return step

    def call_later(
        self,
        delay: float,
        callback: Callable[[*_Values], object],
        *args: *_Values,
        context: Context | None = None,
    ) -> Step:
        return self.call_at(self._now + delay, callback, *args, context=context)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        self.failures.append(f"{context.get('message')}: {context.get('exception')!r}")

    def again(self, steps: "list[Step]") -> None:
        """Run steps that were held back."""
        self._soon.extend(steps)

    def _run_once(self) -> None:
        soon, later = self._soon, self._later
        while later and (later[0][2].is_cancelled or later[0][0] <= self._now or not soon):
            when, _, step = heapq.heappop(later)
            if not step.is_cancelled:
                self._now = max(self._now, when)
                soon.append(step)
        for _ in range(len(soon)):
            step = soon.popleft()
            if step.process is not None and step.process.is_stopped:
                step.process.hold(step)
            elif not step.is_cancelled:
                step.context.run(step.callback, *step.values)


class Process:
    """Tasks that live and die together; while it is stopped not one of their steps is run."""

    def __init__(self, loop: VirtualLoop, name: str) -> None:
        self._loop = loop
        self.name = name
        self._tasks: dict[asyncio.Task[None], None] = {}
        self._held: list[Step] = []
        self.is_stopped = False
        self.is_dead = False
        self.context = copy_context()
        self.context.run(_process.set, self)

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``work`` in this process."""
        task = self._loop.create_task(work, context=self.context.copy())
        self._tasks[task] = None
        task.add_done_callback(self._ended, context=NOBODY)
        return task

    def stop(self) -> None:
        """Freeze it, as SIGSTOP does."""
        self.is_stopped = True

    def go_on(self) -> None:
        """Undo `stop`."""
        self.is_stopped = False
        held, self._held = self._held, []
        self._loop.again(held)

    def hold(self, step: Step) -> None:
        """Keep a step until it goes on."""
        self._held.append(step)

    def kill(self) -> None:
        """End all its tasks; whoever calls this has cut what connects it to others before."""
        self.is_dead = True
        for task in self._tasks:
            task.cancel()
        self.go_on()

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        if not task.cancelled() and (failure := task.exception()) is not None and not self.is_dead:
            self._loop.failures.append(f"{self.name}: {failure!r}")

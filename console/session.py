"""Sessions across runs: the refresh token in the OS keyring, and nowhere else."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

import keyring
import keyring.backends.fail
import keyring.backends.null
from keyring.errors import PasswordDeleteError

logger = logging.getLogger(__name__)

SERVICE = "svetu-console"
PATIENCE = 4.0
"""Seconds: a Secret Service that does not start would block for 120."""
MOST_CHARACTERS = 1200
"""Windows keeps at most 2560 bytes, in two bytes per character."""


class Backend(Protocol):
    """What is needed of a keyring."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class NoKeyring(Exception):  # noqa: N818
    """There is no keyring that keeps a secret from others."""


class SessionKeeper:
    """Keeps one refresh token per gateway and operator; never raises, never blocks.

    `remembered` tells whether the last token was really kept. A call that takes longer than
    ``patience`` seconds is given up; while it hangs no other is tried.
    """

    def __init__(
        self, backend: Callable[[], Backend] | None = None, *, patience: float = PATIENCE
    ) -> None:
        self._backend = backend or os_keyring
        self._patience = patience
        self._in_turn = threading.Lock()
        self._hanging: threading.Thread | None = None
        self.remembered = True

    async def load(self, gateway: str, email: str) -> str | None:
        """Return the token that was kept, if any."""
        found = await self._call(lambda ring: ring.get_password(SERVICE, _name(gateway, email)))
        return found if isinstance(found, str) else None

    async def keep(self, gateway: str, email: str, token: str) -> None:
        """Keep a token for the next run."""
        if len(token) > MOST_CHARACTERS:
            self.remembered = False
            return
        await self._call(lambda ring: ring.set_password(SERVICE, _name(gateway, email), token))

    async def forget(self, gateway: str, email: str) -> None:
        """Drop what was kept."""

        def drop(ring: Backend) -> None:
            with contextlib.suppress(PasswordDeleteError):
                ring.delete_password(SERVICE, _name(gateway, email))

        await self._call(drop)

    async def _call(self, work: Callable[[Backend], Any]) -> Any:
        """Run ``work`` in a thread that cannot hold up the exit; None when it failed."""
        if self._hanging is not None and self._hanging.is_alive():
            self.remembered = False
            return None
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()

        def deliver(value: Any, failure: Exception | None) -> None:
            if not answer.done():
                if failure is None:
                    answer.set_result(value)
                else:
                    answer.set_exception(failure)

        def run() -> None:
            value: Any = None
            failure: Exception | None = None
            try:
                with self._in_turn:  # what is kept last must not be overtaken by what came before
                    value = work(self._backend())
            except Exception as exc:  # noqa: BLE001  (backends raise what their bus raises)
                failure = exc
            with contextlib.suppress(RuntimeError):  # the loop has gone meanwhile
                loop.call_soon_threadsafe(deliver, value, failure)

        thread = threading.Thread(target=run, daemon=True, name="keyring")
        thread.start()
        self.remembered = False
        try:
            async with asyncio.timeout(self._patience):
                value = await answer
        except Exception as exc:  # noqa: BLE001  (see above)
            logger.info("keyring: %s", type(exc).__name__)
            if isinstance(exc, TimeoutError):
                self._hanging = thread
            return None
        self.remembered = True
        return value


def os_keyring() -> Backend:
    """Return the system's keyring; raises NoKeyring where there is none worth the name."""
    ring = keyring.get_keyring()
    members = getattr(ring, "backends", [ring])
    useless = (keyring.backends.fail.Keyring, keyring.backends.null.Keyring)
    for member in members:
        # Third parties' backends write plain files.
        known = type(member).__module__.startswith("keyring.backends.")
        if known and not isinstance(member, useless):
            return ring
    raise NoKeyring


def no_keyring() -> Backend:
    """Keep nothing: raises NoKeyring."""
    raise NoKeyring


def _name(gateway: str, email: str) -> str:
    return f"{email} at {gateway}"

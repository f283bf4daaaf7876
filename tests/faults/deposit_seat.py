"""A person at a real console without a picture: its desk, its journal, and what it claimed."""

import asyncio
import os
import signal
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

import httpx
from msgspec import structs
from PySide6.QtWidgets import QApplication

from api_client.client import ApiClient
from api_client.errors import ApiError, Refused
from console.desk import Desk
from console.hands import Hands
from console.intents import OPEN, Intent, Intents, Outcome
from console.settings import Settings
from console.settlement import Booked, Fate, NotBooked, Settlement
from tests.faults.deposit_road import PATIENCE
from tests.gateway.desk import PASSWORD
from widgets.account_view import AccountView
from widgets.main_window import MainWindow

if TYPE_CHECKING:
    from console.app import Console

EMAIL = "support@example.org"
SEEN_WITHIN = 90.0
"""Seconds; several such runs may share a core."""
STEPS = (
    "asked", "recording", "drafted", "named", "recorded", "sending", "in_flight", "answered",
    "settling", "renamed", "settled",
)  # fmt: skip
"""Where a console can be killed, in the order in which it comes there."""


class Hasty(httpx.AsyncBaseTransport):
    """A real transport that waits for what is about deposits only as long as a test can."""

    patience: ClassVar[float] = PATIENCE
    """Seconds; longer while nothing goes wrong any more, however loaded the machine is."""

    def __init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "/deposit" in request.url.path:
            request.extensions["timeout"] = dict.fromkeys(
                ("connect", "read", "write", "pool"), self.patience
            )
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


class Doom:
    """Kills this very process at one step, as ``kill -9`` does."""

    def __init__(self, step: str) -> None:
        self._step = step

    def come_to(self, step: str) -> None:
        """Die here, if it is here."""
        if step == self._step:
            os.kill(os.getpid(), signal.SIGKILL)


class MortalIntents(Intents):
    """The journal of a console that is to die."""

    def __init__(self, folder: Path, doom: Doom) -> None:
        super().__init__(folder)
        self._doom = doom
        self._is_naming = False

    def record(self, intent: Intent) -> None:
        self._doom.come_to("recording")
        super().record(intent)
        self._doom.come_to("recorded")

    def settle(self, key: str, outcome: Outcome) -> bool:
        self._doom.come_to("settling")
        settled = super().settle(key, outcome)
        self._doom.come_to("settled")
        return settled

    def _write(self, path: Path, content: bytes) -> None:
        super()._write(path, content)
        self._doom.come_to("drafted")

    def _rename(self, old: Path, new: Path) -> None:
        self._is_naming = new.suffix == f".{OPEN}"
        super()._rename(old, new)

    def _sync_names(self) -> None:
        self._doom.come_to("named" if self._is_naming else "renamed")
        super()._sync_names()


class MortalTransport(Hasty):
    """The network of a console that is to die."""

    def __init__(self, doom: Doom, in_flight_seconds: float) -> None:
        super().__init__()
        self._doom = doom
        self._in_flight_seconds = in_flight_seconds

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "POST" or not request.url.path.endswith("/deposits"):
            return await super().handle_async_request(request)
        self._doom.come_to("sending")
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(super().handle_async_request(request))
            await asyncio.wait({sending}, timeout=self._in_flight_seconds)
            self._doom.come_to("in_flight")
        answer = sending.result()
        await answer.aread()
        self._doom.come_to("answered")
        return answer


async def believe_refusals(settlement: Settlement, intent: Intent, why: Refused | None) -> Fate:
    """Flawed: a copy of what was refused may be under way."""
    return settlement._decide(intent, NotBooked(why))


async def take_silence_for_a_no(settlement: Settlement, intent: Intent, _: ApiError | None) -> Fate:
    """Flawed: what was not answered may have been booked."""
    return settlement._decide(intent, NotBooked())


async def send_anew(settlement: Settlement, key: str) -> Fate:
    """Flawed: under another key it is another deposit."""
    intent, _ = settlement.unknown[key]
    deposit = structs.replace(intent.deposit, key=uuid4().hex)
    return await settlement._send(structs.replace(intent, deposit=deposit))


FLAWS: dict[str, tuple[str, Callable[..., Awaitable[Fate]]]] = {
    "believe refusals": ("_seal", believe_refusals),
    "take silence for a no": ("_read_back", take_silence_for_a_no),
    "send anew": ("repeat", send_anew),
}
"""What the runs must find: by name, the method of Settlement that is put in place of the right."""


class Seat:
    """One console: window, desk, hands; ``claims`` are what it said of each key, in order."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        self.desk, self.window, self.view = desk, desk.window, desk.view
        self.signed_in = True
        self.hands = Hands(app, cast("Console", self), patience=SEEN_WITHIN)
        self.claims: dict[str, list[str]] = defaultdict(list)
        desk.settlement.decided.connect(self._note)

    def _note(self, intent: Intent, fate: Booked | NotBooked) -> None:
        said = "booked" if isinstance(fate, Booked) else "not booked"
        self.claims[intent.deposit.key].append(said)


@asynccontextmanager
async def seat(
    app: QApplication,
    url: str,
    folder: Path,
    *,
    intents: Intents | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    flaw: str = "",
) -> AsyncIterator[Seat]:
    """Sign in at a console of its own; ends when its session does."""
    async with ApiClient(url, transport=transport or Hasty()) as client:
        session = await client.sign_in(EMAIL, PASSWORD)
        view = AccountView()
        window = MainWindow(view)
        window.show()
        desk = Desk(window, view, client, session, Settings(folder), intents or Intents(folder))
        made = Seat(app, desk)
        if flaw:
            name, method = FLAWS[flaw]
            setattr(desk.settlement, name, partial(method, desk.settlement))
        async with asyncio.TaskGroup() as running:
            run = running.create_task(desk.run())
            try:
                yield made
            finally:
                desk.end("closed")
                with suppress(asyncio.CancelledError):
                    await run
                window.close()
                window.deleteLater()


def doomed(
    step: str, url: str, folder: str, user: int, amount: str, in_flight_seconds: float
) -> None:
    """Ask for one deposit at a console that is killed at a step; a process of its own."""
    from console.loop import run

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    doom = Doom(step)

    async def ask() -> int:
        async with seat(
            app, url, Path(folder), intents=MortalIntents(Path(folder), doom),
            transport=MortalTransport(doom, in_flight_seconds),
        ) as made:  # fmt: skip
            made.desk.accounts.open(user)
            view = made.view
            await made.hands.until(
                "the account",
                lambda: view.account is not None and view.account.user_id == user,
            )
            dialog = await made.hands.fill_deposit(amount, f"killed when {step}")
            doom.come_to("asked")
            dialog.submit.click()
            await made.hands.until("the end", lambda: False)
        return 1

    run(app, ask())

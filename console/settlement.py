"""What became of each deposit: booked, certainly not, or not known; writes the journal."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from api_client.client import ApiClient
from api_client.errors import ApiError, Refused, Unauthenticated
from api_client.models import Commit, Deposit, DepositReceipt
from api_client.records import DepositKey
from console.intents import Intent, Intents, Outcome
from console.rights import Rights
from console.tasks import Tasks

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Booked:
    """There is exactly one row, and this is it."""

    receipt: DepositReceipt


@dataclass(frozen=True)
class NotBooked:
    """There is no row and there never will be; ``why`` None: it was given up."""

    why: Refused | None = None


@dataclass(frozen=True)
class NotKnown:
    """There is one row or none. ``why`` None: an earlier run asked for it."""

    why: ApiError | None = None


Fate = Booked | NotBooked | NotKnown


class Settlement(QObject):
    """Sends deposits and finds out what became of them, this run's and those of earlier ones.

    An answer that did not come leaves an intent *not known* until the gateway says what its key
    stands for: asked at once, at every connect, and whenever a test row of the user commits.
    """

    decided = Signal(object, object)
    """Intent; Booked or NotBooked."""
    open_changed = Signal()
    """`unknown` has changed."""

    def __init__(self, client: ApiClient, intents: Intents, tasks: Tasks, rights: Rights) -> None:
        super().__init__(rights)
        self._client = client
        self._intents = intents
        self._tasks = tasks
        self._rights = rights
        self.unknown: dict[str, tuple[Intent, NotKnown]] = {}
        """By key, the oldest first."""
        self._folder = QFileSystemWatcher(self)
        self._folder.directoryChanged.connect(self._look_at_folder)

    def start(self, key: str, work: Callable[[], Awaitable[Fate]]) -> None:
        """Do something about one key, unless something is being done about it."""
        self._tasks.start(task_name(key), self._done(work))

    async def submit(self, deposit: Deposit, user_name: str) -> Fate:
        """Write an intent down and send it; OSError if it cannot be written: nothing was sent."""
        intent = Intent.of(
            deposit, user_name=user_name, gateway=self._client.gateway,
            operator=self._rights.operator.email, environment=self._rights.environment.name,
        )  # fmt: skip
        self._intents.record(intent)
        self._watch()
        return await self._send(intent)

    async def repeat(self, key: str) -> Fate:
        """Send the same deposit once more."""
        return await self._send(self.unknown[key][0])

    async def ask(self, key: str) -> Fate:
        """Find out without sending it again."""
        intent, known = self.unknown[key]
        return await self._read_back(intent, known.why)

    async def give_up(self, key: str) -> Fate:
        """See to it that nothing is booked from now on; it may have been already."""
        return await self._seal(self.unknown[key][0], None)

    def resume(self) -> None:
        """List every intent that the journal holds open, and ask for each; raises OSError."""
        self._intents.tidy()
        for intent in self._intents.open(self._client.gateway, self._rights.operator.email):
            key = intent.deposit.key
            if key not in self.unknown and not self._tasks.running(task_name(key)):
                self.unknown[key] = (intent, NotKnown())
        self.open_changed.emit()
        self._watch()
        self.ask_all()

    def ask_all(self) -> None:
        """Ask for whatever is not known."""
        for key in list(self.unknown):
            self.ask_about(key)

    def ask_about(self, key: str) -> None:
        """Find out what became of one of the `unknown`, unless it is being found out."""
        self.start(key, lambda: self.ask(key))

    def heard(self, commit: Commit) -> None:
        """A test row of a user whose deposit is not known may be it: its key tells for certain."""
        users = {row.user_id for row in commit.transactions if row.test}
        for key, (intent, _) in list(self.unknown.items()):
            if intent.deposit.user_id in users:
                self.ask_about(key)

    def without_row(self) -> list[tuple[Intent, Outcome]]:
        """Return this operator's intents that certainly left no row; raises OSError."""
        return self._intents.without_row(self._client.gateway, self._rights.operator.email)

    async def _send(self, intent: Intent) -> Fate:
        try:
            receipt = await self._client.deposit(intent.deposit)
        except Refused as exc:
            return await self._seal(intent, exc)
        except ApiError as exc:
            logger.warning("deposit %s: outcome unknown", intent.deposit.key)
            return await self._read_back(intent, exc)
        return self._decide(intent, Booked(receipt))

    async def _read_back(self, intent: Intent, why: ApiError | None) -> Fate:
        try:
            found = await self._client.deposit_key(intent.deposit.key)
        except ApiError as exc:
            # That nothing was booked *yet* is no news: a request may be under way.
            return self._stay(intent, exc if isinstance(exc, Unauthenticated) else why)
        return self._decide(intent, _fate(found, None))

    async def _seal(self, intent: Intent, refusal: Refused | None) -> Fate:
        """Take the key: a refusal is certain only once no copy of the request can be booked."""
        if refusal is not None and refusal.code == "deposit_cancelled":
            return self._decide(intent, NotBooked())
        try:
            found = await self._client.cancel_deposit(intent.deposit.key)
        except ApiError as exc:
            return self._stay(intent, refusal or exc)
        return self._decide(intent, _fate(found, refusal))

    def _decide(self, intent: Intent, fate: Booked | NotBooked) -> Fate:
        """Write an outcome down; where that fails, the next run asks once more."""
        key = intent.deposit.key
        outcome: Outcome = "committed"
        if isinstance(fate, NotBooked):
            outcome = "refused" if fate.why else "cancelled"
        try:
            self._intents.settle(key, outcome)
        except OSError as exc:
            logger.warning("deposit %s: %s not written down: %s", key, outcome, exc)
        if self.unknown.pop(key, None) is not None:
            self.open_changed.emit()
        self.decided.emit(intent, fate)
        return fate

    def _stay(self, intent: Intent, why: ApiError | None) -> NotKnown:
        fate = NotKnown(why)
        if self.unknown.get(intent.deposit.key) != (intent, fate):
            self.unknown[intent.deposit.key] = (intent, fate)
            self.open_changed.emit()
        return fate

    async def _done(self, work: Callable[[], Awaitable[Fate]]) -> None:
        fate = await work()
        if isinstance(fate, NotKnown) and isinstance(fate.why, Unauthenticated):
            raise fate.why

    def _watch(self) -> None:
        """Hear of what another console settles."""
        folder = str(self._intents.folder)
        if folder not in self._folder.directories() and self._intents.folder.is_dir():
            self._folder.addPath(folder)

    def _look_at_folder(self) -> None:
        for key in list(self.unknown):
            if self._intents.outcome(key) is not None:
                self.ask_about(key)


def task_name(key: str) -> str:
    """Return under which name all work on one key runs: one thing at a time."""
    return f"deposit {key}"


def _fate(found: DepositKey, refusal: Refused | None) -> Booked | NotBooked:
    return NotBooked(refusal) if found.receipt is None else Booked(found.receipt)

"""Journal of test deposits: one file each, on disk before a byte leaves, renamed by its outcome."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, Self, get_args

import msgspec
import platformdirs

from api_client.models import Deposit
from console.settings import APPLICATION

Outcome = Literal["committed", "refused", "cancelled"]
OPEN = "open"
KEPT = timedelta(days=30)
"""How long intents with a known outcome are kept."""


class Intent(msgspec.Struct, frozen=True):
    """A deposit that somebody asked for."""

    deposit: Deposit
    user_name: str
    gateway: str
    operator: str
    environment: str
    asked_at: datetime

    @classmethod
    def of(
        cls, deposit: Deposit, *, user_name: str, gateway: str, operator: str, environment: str
    ) -> Self:
        """Return an intent of this moment."""
        return cls(
            deposit=deposit, user_name=user_name, gateway=gateway, operator=operator,
            environment=environment, asked_at=datetime.now(UTC),
        )  # fmt: skip


class Intents:
    """A folder whose file names are the state: ``KEY.open``, later ``KEY.<outcome>``.

    A file is never written to once it has its name, and a rename happens or does not: so no
    crash leaves half a fact, and any number of consoles share the folder without a lock.
    Methods raise OSError when the disk does not do its part.
    """

    def __init__(self, folder: Path | None = None) -> None:
        base = folder or platformdirs.user_state_path(APPLICATION, appauthor=False)
        self.folder = base / "deposits"

    def record(self, intent: Intent) -> None:
        """Write an intent down; after this returns it survives a power cut. Once per key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(intent.deposit.key, OPEN)
        draft = path.with_suffix(".draft")
        self._write(draft, msgspec.json.encode(intent))
        self._rename(draft, path)

    def settle(self, key: str, outcome: Outcome) -> bool:
        """Write an outcome down; False if there is no open intent (another console did it)."""
        try:
            self._rename(self._path(key, OPEN), self._path(key, outcome))
        except FileNotFoundError:
            return False
        return True

    def open(self, gateway: str, operator: str) -> list[Intent]:
        """Return the intents of an operator whose outcome was never learnt, oldest first."""
        return self._of(OPEN, gateway, operator)

    def outcome(self, key: str) -> Outcome | None:
        """Return what became of an intent, None while that is not known."""
        found = [outcome for outcome in get_args(Outcome) if self._path(key, outcome).exists()]
        return found[0] if found else None

    def without_row(self, gateway: str, operator: str) -> list[tuple[Intent, Outcome]]:
        """Return the intents that certainly left nothing in the ledger, oldest first."""
        outcomes: tuple[Outcome, ...] = ("refused", "cancelled")
        found = [(i, outcome) for outcome in outcomes for i in self._of(outcome, gateway, operator)]
        return sorted(found, key=lambda pair: pair[0].asked_at)

    def tidy(self) -> None:
        """Remove what has been settled for long, and drafts of which nothing was ever sent."""
        oldest = (datetime.now(UTC) - KEPT).timestamp()
        for path in self._files():
            if path.suffix != f".{OPEN}" and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _of(self, state: str, gateway: str, operator: str) -> list[Intent]:
        intents = [self._read(path) for path in self._files() if path.suffix == f".{state}"]
        own = [i for i in intents if i and (i.gateway, i.operator) == (gateway, operator)]
        return sorted(own, key=lambda intent: intent.asked_at)

    def _files(self) -> Iterator[Path]:
        try:
            yield from sorted(self.folder.iterdir())
        except FileNotFoundError:
            return

    def _read(self, path: Path) -> Intent | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Intent)
        except (FileNotFoundError, msgspec.DecodeError):
            return None  # settled at this moment, or not of this program

    def _path(self, key: str, state: str) -> Path:
        return self.folder / f"{key}.{state}"

    def _write(self, path: Path, content: bytes) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _rename(self, old: Path, new: Path) -> None:
        old.replace(new)
        self._sync_names()

    def _sync_names(self) -> None:
        """Have the folder itself on disk; only POSIX lets one ask for that."""
        if os.name == "posix":
            for folder in (self.folder, self.folder.parent):
                descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)

"""Journal of test deposits: written before a byte leaves, settled with the outcome."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

import msgspec
import platformdirs

from api_client.models import Deposit
from console.settings import APPLICATION

Outcome = Literal["committed", "refused"]
LONGEST = 2_000
"""Lines after which settled intents are dropped from the file."""


class Intent(msgspec.Struct, frozen=True, tag_field="line", tag="intent"):
    """A deposit that somebody asked for."""

    deposit: Deposit
    gateway: str
    operator: str
    asked_at: datetime

    @classmethod
    def of(cls, deposit: Deposit, *, gateway: str, operator: str) -> Self:
        """Return an intent of this moment."""
        return cls(deposit=deposit, gateway=gateway, operator=operator, asked_at=datetime.now(UTC))


class Settled(msgspec.Struct, frozen=True, tag_field="line", tag="settled"):
    """The outcome of the deposit with this key is known."""

    key: str
    outcome: Outcome


_line = msgspec.json.Decoder(Intent | Settled)


class Intents:
    """One line per fact, on disk before anything is sent; raises OSError when it cannot be."""

    def __init__(self, folder: Path | None = None) -> None:
        base = folder or platformdirs.user_state_path(APPLICATION, appauthor=False)
        self._path = base / "deposits.jsonl"

    def record(self, intent: Intent) -> None:
        """Write an intent down; after this returns it survives a crash."""
        self._append(intent)

    def settle(self, key: str, outcome: Outcome) -> None:
        """Write an outcome down."""
        self._append(Settled(key, outcome))

    def open(self, gateway: str, operator: str) -> list[Intent]:
        """Return the intents of an operator whose outcome was never learnt, oldest first."""
        return [
            intent
            for intent in self._unsettled().values()
            if (intent.gateway, intent.operator) == (gateway, operator)
        ]

    def _append(self, fact: Intent | Settled) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._shorten()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as journal:
            # A torn last line of a crash must not swallow this one.
            journal.write(b"\n" + msgspec.json.encode(fact) + b"\n")
            journal.flush()
            os.fsync(journal.fileno())

    def _unsettled(self) -> dict[str, Intent]:
        waiting: dict[str, Intent] = {}
        for fact in self._facts():
            if isinstance(fact, Intent):
                waiting[fact.deposit.key] = fact
            else:
                waiting.pop(fact.key, None)
        return waiting

    def _facts(self) -> Iterator[Intent | Settled]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        for line in content.splitlines():
            try:
                yield _line.decode(line)
            except msgspec.DecodeError:
                continue  # torn by a crash: it was not on disk when anything was sent

    def _shorten(self) -> None:
        if not self._path.exists() or sum(1 for _ in self._facts()) < LONGEST:
            return
        fresh = self._path.with_suffix(".new")
        lines = b"".join(msgspec.json.encode(kept) + b"\n" for kept in self._unsettled().values())
        fresh.write_bytes(lines)
        fresh.replace(self._path)

"""Is the audit's chain whole? Hashed anew here, so that ours in the database is not believed."""

import hashlib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

BEGINNING = bytes(32)
"""What the first entry follows."""


class Anchor(Struct, frozen=True):
    """An entry and its hash, kept elsewhere: what came before it cannot be rewritten unnoticed."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        """Return it as it is printed and given back."""
        return f"{self.number}:{self.hash.hex()}"


class Fault(Struct, frozen=True):
    """Where the chain breaks (None: beyond its last entry), and how, in words."""

    entry_id: int | None
    sentence: str


class Chain:
    """Follows the chain entry by entry; ``fault`` is the first one found."""

    def __init__(self, anchor: Anchor | None = None) -> None:
        self.newest = Anchor(0, BEGINNING)
        self.fault: Fault | None = None
        self._anchor = anchor

    def add(self, entry: Mapping[str, Any]) -> None:
        """Take the next entry, as statement ``chain`` returns it."""
        number, before = entry["number"], self.newest
        digest = hashlib.sha256(entry["previous"] + entry["content"].encode()).digest()
        if number != before.number + 1:
            self._break(entry["id"], f"Entry {before.number + 1} of the chain is missing.")
        elif entry["previous"] != before.hash:
            self._break(entry["id"], f"Entry {number} does not follow the one before it.")
        elif entry["hash"] != digest:
            self._break(entry["id"], f"Entry {number} was changed after it was written.")
        elif self._anchor and number == self._anchor.number and digest != self._anchor.hash:
            self._break(entry["id"], f"Entry {number} is not the one of the anchor.")
        self.newest = Anchor(number, entry["hash"])

    def end(self, head: Mapping[str, Any] | None) -> None:
        """Compare the last entry with what the database says is the newest."""
        last = self.newest.number
        if head is None:
            self._break(None, "The database does not say which entry is the newest.")
        elif head["number"] > last:
            self._break(None, f"Entries after {last} are missing: there were {head['number']}.")
        elif (head["number"], head["hash"]) != (last, self.newest.hash):
            self._break(None, f"The newest entry is not {last}, as the database says otherwise.")
        if self._anchor and self._anchor.number > last:
            self._break(None, f"The chain ends at {last}, before the anchor.")

    def _break(self, entry_id: int | None, sentence: str) -> None:
        self.fault = self.fault or Fault(entry_id, sentence)

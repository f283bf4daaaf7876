"""What a console in a process of its own says, line by line, of what it is told and shows."""

from datetime import datetime
from typing import Any

import msgspec

from api_client.models import Commit, Position
from tests.faults.truth import Booking
from widgets.freshness import State

Balance = tuple[int, int]
"""Balance and what is frozen of it, in minor units."""


class Place(msgspec.Struct, frozen=True):
    """What it is told on its standard input: where the gateways are, and who is watched."""

    gateway: str
    email: str
    password: str
    users: list[int]


class Word(msgspec.Struct, frozen=True, tag_field="word"):
    """Said at ``at``, in seconds of Unix time."""

    at: float


class Began(Word, frozen=True, tag="began"):
    """A session, with nothing on screen."""


class Based(Word, frozen=True, tag="based"):
    """From this position on events tell; what was before is read."""

    position: Position
    reason: str


class Told(Word, frozen=True, tag="told"):
    """An event was applied."""

    commit: Commit


class Looked(Word, frozen=True, kw_only=True, tag="looked"):
    """What the screen shows otherwise than the last time; None: there is no such row.

    ``is_whole``: all of the screen was looked at, not only what a frame has touched. ``lowest`` is
    None as long as the feed's history has not been read.
    """

    state: State
    as_of: datetime | None
    gaps: int
    lowest: int | None
    is_whole: bool
    accounts: dict[int, Balance | None] = {}
    bookings: dict[int, Booking | None] = {}
    page: tuple[int, Balance | None] | None = None
    """The account that is open."""
    doubled: int = 0
    """Rows of the feed that are there twice."""


class Closed(Word, frozen=True, tag="closed"):
    """The event stream ended with a close code."""

    code: int


class Failed(Word, frozen=True, tag="failed"):
    """Something that must not happen in a console."""

    text: str


AnyWord = Began | Based | Told | Looked | Closed | Failed
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyWord] = msgspec.json.Decoder(AnyWord)


def spoken(word: Any) -> bytes:
    """Return a line."""
    return _encoder.encode(word) + b"\n"


def heard(line: bytes) -> AnyWord:
    """Read a line."""
    return _decoder.decode(line)

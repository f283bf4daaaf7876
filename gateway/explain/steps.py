"""What a commit did to an account, and what the log does not know of."""

from datetime import datetime
from typing import NamedTuple

from gateway.explain.rows import Change, Edit, State


class Step(NamedTuple):
    """What one commit did: it ``moved`` the balance, and ``booked`` transactions for so much.

    ``guessed`` is what of that is from types nobody knows: their direction is how it moved.
    """

    xid: int
    pos: int
    at: datetime
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    moved: int
    booked: int
    guessed: int

    @property
    def residual(self) -> int:
        """What of the move no transaction of this commit explains, or the other way round."""
        return self.moved - self.booked


class Break(NamedTuple):
    """The balance was left at ``expected`` and found at ``found``: the log misses something.

    ``pos`` is of the change that found it so, None if it is the balance as it is stored now.
    """

    pos: int | None
    at: datetime
    expected: int
    found: int

    @property
    def size(self) -> int:
        """By how much the balance moved behind the log's back."""
        return self.found - self.expected


class Hidden(NamedTuple):
    """A transaction is not as the log left it; ``edit`` is the last that the log knows of it."""

    id: int
    edit: Edit
    expected: State | None
    found: State | None
    moved: int

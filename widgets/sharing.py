"""How lists that stand above each other share their height: whole rows, first things first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Stage = tuple[str, int | None]
"""A list, and up to how many of its rows come now; None: all of them."""


@dataclass(frozen=True, slots=True)
class Rows:
    """So many rows of a height; ``frame``: what stands around them where there is one at all."""

    count: int
    height: int
    frame: int = 0

    def room(self, rows: int) -> int:
        """Return the pixels that so many of them take."""
        return self.frame + rows * self.height if rows else 0

    def fitting(self, room: int) -> int:
        """Return how many there are room for."""
        return min(self.count, max(0, (room - self.frame) // self.height))


def shared(room: int, lists: Mapping[str, Rows], stages: Sequence[Stage]) -> dict[str, int]:
    """Return how many rows of each list are seen in that many pixels; the rest is scrolled to."""
    shown = dict.fromkeys(lists, 0)
    for name, most in stages:
        rows = lists[name]
        others = sum(lists[each].room(shown[each]) for each in lists if each != name)
        wanted = rows.count if most is None else most
        shown[name] = max(shown[name], min(wanted, rows.fitting(room - others)))
    return shown

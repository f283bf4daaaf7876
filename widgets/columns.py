"""Columns of a table of records: what each shows, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from widgets.painting import LEFT

Row = TypeVar("Row")
Mark = tuple[str, str]
"""Icon, and the token of its colour."""


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column; ``title`` is translated already."""

    title: str
    text: Callable[[Row], str]
    align: Qt.AlignmentFlag = LEFT
    mark: Callable[[Row], Mark | None] = lambda _: None
    """Stands before the text, which says the same in words."""
    tone: Callable[[Row], str] = lambda _: "text"
    """Token of the text's colour while the table is live."""
    hint: Callable[[Row], str] | None = None
    """What the tooltip says; None: the text."""
    strong: bool = False
    widest: int = 220
    """Pixels that its text may ask for; the stretching column gets what is left."""
    least: int | None = None
    """Pixels to which it may be narrowed where there is little room; None: it is not cut."""
    stretches: bool = False

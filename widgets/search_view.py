"""One search box for every kind of look-up, with its results below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from api_client.models import UserHit, UserHits


@dataclass(frozen=True)
class LookUp:
    """What was typed; answers carry ``generation`` back so that late ones are dropped."""

    generation: int
    text: str


class SearchView(QWidget):
    """Finds users; emits LookUp while typing, UserHit when one is chosen."""

    search_requested = Signal(object)
    """LookUp; debounced."""
    user_chosen = Signal(object)
    """UserHit."""

    def __init__(self, parent: QWidget | None = None, *, debounce_ms: int = 120) -> None:
        super().__init__(parent)
        self._debounce_ms = debounce_ms

    def focus_search(self) -> None:
        """Focus the box and select what it holds (Ctrl+K)."""

    def show_results(self, generation: int, hits: UserHits) -> None:
        """List the hits; ignored when something else was typed meanwhile."""

    def show_failed(self, generation: int, text: str) -> None:
        """Say in place why the look-up failed, with Retry."""

    def set_recent(self, hits: Sequence[UserHit]) -> None:
        """Set what is offered while the box is empty, newest first."""

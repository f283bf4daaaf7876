"""The live feed: every transaction of the marketplace as it commits."""

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from api_client.models import Transaction
from widgets.feed_table_model import Gap


class FeedView(QWidget):
    """Newest on top; scrolling away pauses, filters apply to what waits as well."""

    user_requested = Signal(object)
    """User id."""
    fill_requested = Signal(object)
    """Gap."""
    retry_requested = Signal()
    """The history could not be read; read it again."""

    def show_loading(self) -> None:
        """Show the skeleton (first time only)."""

    def show_failed(self, text: str) -> None:
        """Say in place why there is no history, with Retry."""

    def show_history(self, transactions: Sequence[Transaction]) -> None:
        """Put a page of older transactions (newest first) below what is there."""

    def prepend(self, transactions: Sequence[Transaction]) -> None:
        """Add what committed, in commit order; the last ends on top, a known id is replaced."""

    def replace(self, transactions: Sequence[Transaction]) -> None:
        """Replace rows in place; unknown ids are ignored."""

    def remove(self, ids: Collection[int]) -> None:
        """Take rows away; unknown ids are ignored."""

    def add_gap(self, since: datetime | None, until: datetime) -> Gap:
        """Put a gap on top: what committed between the two moments is missing."""
        raise NotImplementedError

    def fill_gap(self, gap: Gap, transactions: Sequence[Transaction]) -> None:
        """Put the missing rows (newest first) in the gap's place."""

    def show_gap_failed(self, gap: Gap, text: str) -> None:
        """Say in the gap's row why it could not be filled; Fill is offered again."""

    def set_freshness(self, freshness: object) -> None:
        """Take how far the screen can be trusted (`widgets.freshness`)."""

    def set_paused(self, paused: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Pause or resume by a command."""

"""One list of records ↔ gateway: read while it is on screen, as far down as was asked for."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from api_client.errors import ApiError, Unauthenticated
from console.notices import sentence
from console.store import Store
from console.tasks import Tasks
from widgets.freshness import Freshness
from widgets.records_view import RecordsView
from widgets.records_window import RecordsWindow

PAGE, MOST = 50, 200
"""Records of a page, and those that the gateway gives at once."""

Record = TypeVar("Record")
Page = tuple[Sequence[Record], bool]
"""Records, newest first, and whether there are older ones."""


class Listing(QObject, Generic[Record]):
    """Reads anew whatever is shown: what is old may have changed as well."""

    def __init__(
        self,
        window: RecordsWindow,
        view: RecordsView[Any],
        store: Store,
        tasks: Tasks,
        *,
        name: str,
        page: Callable[[Record | None, int], Awaitable[Page[Record]]],
        show: Callable[[Sequence[Record], bool], None],
    ) -> None:
        """``page`` returns at most so many records older than one; ``show`` takes all of them."""
        super().__init__(view)
        self._window, self._view = window, view
        self._tasks = tasks
        self._name = name
        self._page, self._show = page, show
        self._wanted = PAGE
        self._again = self._failed = False
        self._outdated = True
        window.shown.connect(self._shown)
        view.refresh_requested.connect(self.refresh)
        view.older_requested.connect(self._read_older)
        store.greeted.connect(self.refresh)
        store.proof_received.connect(self._try_again)

    def refresh(self) -> None:
        """Read it anew, now or as soon as it comes on screen."""
        self._outdated = True
        if self._window.is_on_screen(self._view):
            self._again = not self._tasks.start(self._name, self._read())

    def restart(self) -> None:
        """Begin anew at the top: something else is wanted."""
        self._wanted = PAGE
        self._tasks.cancel(self._name)
        self.refresh()

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted."""
        self._view.set_live(freshness.live)

    async def _read(self) -> None:
        self._view.show_loading()
        self._again = True
        while self._again:
            self._again = self._outdated = False
            rows: list[Record] = []
            more = True
            try:
                while more and len(rows) < self._wanted:
                    before = rows[-1] if rows else None
                    found, more = await self._page(before, min(MOST, self._wanted - len(rows)))
                    rows += found
                    more = more and bool(found)
            except Unauthenticated:
                raise
            except ApiError as exc:
                self._failed = self._outdated = True
                self._view.show_failed(sentence(exc))
                return
            self._failed = False
            self._show(rows, more)

    def _read_older(self) -> None:
        self._wanted += PAGE
        self.refresh()

    def _shown(self) -> None:
        if self._outdated:
            self.refresh()

    def _try_again(self) -> None:
        if self._failed:
            self.refresh()

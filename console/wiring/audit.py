"""The audit ↔ gateway: one's own entries, for admins everybody's; read again while it is shown."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from api_client.client import ApiClient
from api_client.models import Commit
from api_client.records import AuditEntry, Chain
from console.rights import Rights
from console.store import Store
from console.tasks import Tasks
from console.wiring.listing import Listing, Page
from widgets.records_window import RecordsWindow

PERIOD_MS = 15_000
"""Sign-ins and exports are told by no event."""


class AuditWiring(QObject):
    """Asks with the filters that the view shows."""

    def __init__(
        self,
        records: RecordsWindow,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        rights: Rights,
    ) -> None:
        super().__init__(records)
        self._records, self._view = records, records.audit
        self._client, self._rights = client, rights
        self._chain = Chain(whole=True, entries=0)
        self.listing = Listing(
            records, self._view, store, tasks, name="audit", page=self._page, show=self._show
        )
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self._look_again)
        self._timer.start()
        store.commit_applied.connect(self._committed)
        self._view.filter_changed.connect(self.listing.restart)
        rights.changed.connect(self._show_rights)
        self._show_rights()

    def open(self) -> None:
        """Bring the audit on screen."""
        self._records.show_page(self._view)

    async def _page(self, before: AuditEntry | None, limit: int) -> Page[AuditEntry]:
        view = self._view
        page = await self._client.audit(
            operator="me" if view.scope.is_own else None, user_id=view.user_id,
            actions=view.actions_wanted, before=None if before is None else before.id,
            limit=limit,
        )  # fmt: skip
        self._chain = page.chain
        return page.entries, page.more

    def _show(self, rows: Sequence[AuditEntry], more: bool) -> None:  # noqa: FBT001
        self._view.show_entries(rows, self._chain, more=more, as_of=datetime.now(UTC))

    def _look_again(self) -> None:
        if self._records.is_on_screen(self._view):
            self.listing.refresh()

    def _committed(self, commit: Commit) -> None:
        if any(row.test for row in commit.transactions):
            self.listing.refresh()

    def _show_rights(self) -> None:
        self._view.scope.set_all_allowed(self._rights.is_admin)

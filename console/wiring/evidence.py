"""A complaint as one file, from the button to the disk; offered only where the gateway can sign."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from api_client.client import ApiClient
from api_client.errors import ApiError, Refused, Unauthenticated
from api_client.evidence import EvidenceWish, SigningKey
from api_client.models import Hello
from console.files import write_new
from console.notices import not_written, refused_field, sentence
from console.rights import Rights
from console.store import Store
from console.tasks import Tasks
from console.wiring.why import WhyWiring
from widgets.account_view import AccountView
from widgets.evidence_dialog import EvidenceDialog
from widgets.main_window import MainWindow
from widgets.save_dialog import SaveDialog

KEY, BUNDLE = "signing key", "evidence"
"""Names of the tasks."""


class EvidenceWiring(QObject):
    """Asks who signs at every greeting, opens the dialog, and saves what comes."""

    offered = Signal(bool)
    """Whether evidence can be had here."""

    def __init__(
        self,
        window: MainWindow,
        view: AccountView,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        rights: Rights,
        why: WhyWiring,
    ) -> None:
        super().__init__(window)
        self._window, self._view = window, view
        self._client, self._tasks, self._rights, self._why = client, tasks, rights, why
        self._key: SigningKey | None = None
        self.dialog: EvidenceDialog | None = None
        store.greeted.connect(self._greeted)
        view.evidence_requested.connect(self.ask)
        view.set_evidence_offered(offered=False)

    def ask(self) -> None:
        """Open the dialog for the open account, if there is one, a key, and no dialog yet."""
        user, account = self._view.user, self._view.account
        if user is None or account is None or self._key is None or self.dialog is not None:
            return
        dialog = self.dialog = EvidenceDialog(
            user, self._why.state.claim, account.currency, self._rights.environment, self._window
        )  # fmt: skip
        dialog.submitted.connect(lambda wish: self._where(dialog, wish))
        dialog.finished.connect(lambda: self._close(dialog))
        dialog.open()

    def _greeted(self, _: Hello) -> None:
        self._tasks.restart(KEY, self._read_key())

    async def _read_key(self) -> None:
        """Another gateway may be there since, or the same one with another key."""
        try:
            self._key = await self._client.signing_key()
        except Refused:  # no key, or a gateway that is too old to have any
            self._key = None
        except ApiError:
            return  # the next greeting asks again
        self._view.set_evidence_offered(offered=self._key is not None)
        self.offered.emit(self._key is not None)

    def _where(self, dialog: EvidenceDialog, wish: EvidenceWish) -> None:
        """Ask for the place first: what nobody saves need not leave the gateway."""
        name = f"svetu-evidence-{wish.user_id}.zip"
        if wish.ticket:
            name = f"svetu-evidence-{wish.user_id}-{_plain(wish.ticket)}.zip"
        where = SaveDialog(self.tr("Save evidence"), name, "ZIP (*.zip)", dialog)
        where.fileSelected.connect(lambda path: self._chosen(dialog, wish, Path(path)))
        where.rejected.connect(dialog.show_not_saved)
        where.finished.connect(where.deleteLater)
        where.open()

    def _chosen(self, dialog: EvidenceDialog, wish: EvidenceWish, path: Path) -> None:
        """Look before anything is asked for: the audit would have it already."""
        if path.exists():
            dialog.show_failed(not_written(FileExistsError(), path.name))
        else:
            self._tasks.start(BUNDLE, self._save(dialog, wish, path))

    async def _save(self, dialog: EvidenceDialog, wish: EvidenceWish, path: Path) -> None:
        try:
            bundle = await self._client.evidence(wish)
            write_new(path, bundle.content)
        except Refused as exc:
            dialog.show_refused(sentence(exc), refused_field(exc))
        except ApiError as exc:
            dialog.show_failed(sentence(exc))
            if isinstance(exc, Unauthenticated):
                raise
        except OSError as exc:
            dialog.show_failed(not_written(exc, path.name))
        else:
            dialog.show_saved(str(path), len(bundle.content), bundle.fingerprint)

    def _close(self, dialog: EvidenceDialog) -> None:
        self.dialog = None
        dialog.deleteLater()


def _plain(ticket: str) -> str:
    """Return what of a ticket can stand in the name of a file anywhere."""
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in ticket)[:40]

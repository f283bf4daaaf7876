"""Transactions into a CSV file: written down in the audit first, then on the disk."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Transaction
from console.files import write_new
from console.notices import not_written, sentence
from console.tasks import Tasks
from widgets.account_view import AccountView
from widgets.csv_text import csv_file
from widgets.format import format_count
from widgets.main_window import MainWindow
from widgets.message import Severity
from widgets.notice_view import Notice
from widgets.save_dialog import SaveDialog
from widgets.transaction_csv import transaction_cells

EXPORT = "export"
"""Name of the task, and key of what is told of it."""


class ExportWiring(QObject):
    """Saves the rows that are shown, as they were when they were asked for."""

    def __init__(
        self, window: MainWindow, view: AccountView, client: ApiClient, tasks: Tasks
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._client, self._tasks = window, view, client, tasks
        self._where: SaveDialog | None = None
        view.rows.table.export_requested.connect(self.ask)

    def ask(self) -> None:
        """Ask where the rows that are shown should go, if there are any."""
        rows = self._view.rows.table.shown()
        if self._view.user is None or not rows or self._where is not None:
            return
        user_id = self._view.user.id
        name = f"transactions-{user_id}.csv"
        where = self._where = SaveDialog(
            self.tr("Export {count} transactions", None, len(rows)).format(
                count=format_count(len(rows))
            ),
            name, "CSV (*.csv)", self._window,
        )  # fmt: skip
        where.fileSelected.connect(lambda path: self._chosen(user_id, rows, Path(path)))
        where.finished.connect(self._close)
        where.open()

    def _chosen(self, user_id: int, rows: Sequence[Transaction], path: Path) -> None:
        """Look before the audit is told of a file that there will not be."""
        if path.exists():
            self._tell("error", not_written(FileExistsError(), path.name))
        else:
            self._tasks.start(EXPORT, self._save(user_id, rows, path))

    async def _save(self, user_id: int, rows: Sequence[Transaction], path: Path) -> None:
        try:
            await self._client.exported("csv", len(rows), user_id=user_id)
            write_new(path, csv_file(transaction_cells(rows)))
        except ApiError as exc:
            self._tell("warning", self.tr("Nothing was saved. {why}").format(why=sentence(exc)))
            if isinstance(exc, Unauthenticated):
                raise
        except OSError as exc:
            self._tell("error", not_written(exc, path.name))
        else:
            text = self.tr("{count} transactions of #{user} are in {path}.", None, len(rows))
            self._tell(
                "success",
                text.format(count=format_count(len(rows)), user=user_id, path=path),
            )

    def _tell(self, severity: Severity, text: str) -> None:
        self._window.notices.present(Notice(key=EXPORT, severity=severity, text=text))

    def _close(self) -> None:
        if self._where is not None:
            self._where.deleteLater()
        self._where = None

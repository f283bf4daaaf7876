"""One test deposit, from the button to its outcome; the balance moves only by the event."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import Account, Commit, Deposit, Hello
from console.intents import Intent
from console.notices import reason, refused_field, sentence
from console.rights import Rights
from console.settlement import Booked, Fate, NotBooked, NotKnown, Settlement, task_name
from console.store import Store
from console.tasks import Tasks
from widgets.deposit_dialog import DepositDialog
from widgets.format import format_count, format_money
from widgets.main_window import MainWindow
from widgets.message import Severity
from widgets.notice_view import Notice

METHODS = "payment methods"
UNKNOWN = "deposits not known"
"""Key of the banner."""


class DepositWiring(QObject):
    """Opens the dialog, and tells what became of every deposit, in it or as a notice."""

    list_requested = Signal()
    """Somebody wants to see which outcomes are not known."""

    def __init__(
        self,
        window: MainWindow,
        client: ApiClient,
        tasks: Tasks,
        settlement: Settlement,
        rights: Rights,
        store: Store,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._client = client
        self._tasks = tasks
        self._settlement = settlement
        self._rights = rights
        self._dialog: DepositDialog | None = None
        settlement.decided.connect(self._decided)
        settlement.open_changed.connect(self._tell_open)
        rights.changed.connect(self._check_rights)
        store.greeted.connect(self._greeted)
        store.commit_applied.connect(self._committed)
        window.notices.action_requested.connect(self._act)

    def ask(self, account: Account) -> None:
        """Open the dialog for one account, if that may be and none is open."""
        if self._dialog is not None or not self._rights.may_deposit:
            return
        dialog = self._dialog = DepositDialog(account, self._rights.environment, self._window)
        dialog.submitted.connect(lambda deposit: self._submit(dialog, deposit))
        dialog.give_up_requested.connect(lambda deposit: self._give_up(dialog, deposit))
        dialog.methods_requested.connect(lambda: self._read_methods(dialog))
        dialog.finished.connect(lambda: self._close(dialog))
        self._read_methods(dialog)
        dialog.open()

    def resume(self) -> None:
        """Ask what became of deposits whose answer never came, in this run or an earlier one."""
        try:
            self._settlement.resume()
        except OSError as exc:
            text = self.tr("The journal of deposits cannot be read: {reason}.").format(
                reason=reason(exc)
            )
            self._window.notices.present(Notice(key="journal", severity="error", text=text))

    def _close(self, dialog: DepositDialog) -> None:
        self._tasks.cancel(METHODS)
        self._dialog = None
        dialog.deleteLater()
        self._tell_open()  # it may have left one open

    def _read_methods(self, dialog: DepositDialog) -> None:
        self._tasks.restart(METHODS, self._methods(dialog))

    async def _methods(self, dialog: DepositDialog) -> None:
        try:
            answer = await self._client.payment_methods()
        except Unauthenticated:
            raise
        except ApiError as exc:
            dialog.show_methods_failed(sentence(exc))
        else:
            dialog.set_methods(answer.payment_methods)

    def _submit(self, dialog: DepositDialog, deposit: Deposit) -> None:
        self._begin(deposit, self._deposit(dialog, deposit))

    def _give_up(self, dialog: DepositDialog, deposit: Deposit) -> None:
        self._begin(deposit, self._deposit(dialog, deposit, give_up=True))

    def _begin(self, deposit: Deposit, work: Coroutine[Any, Any, None]) -> None:
        """Do what the dialog waits for in place of a question that runs: it must not be dropped."""
        self._tasks.restart(task_name(deposit.key), work)

    async def _deposit(
        self, dialog: DepositDialog, deposit: Deposit, *, give_up: bool = False
    ) -> None:
        key, settlement = deposit.key, self._settlement
        try:
            if give_up:
                fate = await settlement.give_up(key)
            elif key in settlement.unknown:
                fate = await settlement.repeat(key)
            else:
                fate = await settlement.submit(deposit, dialog.account.user_name)
        except OSError as exc:
            dialog.show_refused(self.tr("It could not be written down first: {reason}.").format(
                reason=reason(exc)
            ))  # fmt: skip
            return
        if isinstance(fate, NotKnown):
            dialog.show_not_known("" if fate.why is None else sentence(fate.why))
            self._check_rights()
            if isinstance(fate.why, Unauthenticated):
                raise fate.why

    def _decided(self, intent: Intent, fate: Fate) -> None:
        """Say it in the dialog that still asks for it, and where the dialog is gone as a notice."""
        deposit, dialog = intent.deposit, self._dialog
        asks = dialog is not None and dialog.wish is not None and dialog.wish.key == deposit.key
        if isinstance(fate, Booked):
            self._tell_booked(intent, fate)
            if dialog is not None and asks:
                dialog.show_committed(fate.receipt)
        elif isinstance(fate, NotBooked):
            if dialog is None or not asks:
                self._tell_not_booked(intent, fate)
            elif fate.why is None:
                dialog.show_given_up()
            else:
                dialog.show_refused(sentence(fate.why), refused_field(fate.why))
        self._check_rights()

    def _check_rights(self) -> None:
        """Close what asks for something that may not be done any more."""
        if self._dialog is not None and not self._rights.may_deposit:
            self._dialog.withdraw()

    def _act(self, notice: Notice) -> None:
        if notice.key == UNKNOWN:
            self.list_requested.emit()

    def _greeted(self, _: Hello) -> None:
        self._settlement.ask_all()

    def _committed(self, commit: Commit) -> None:
        self._settlement.heard(commit)

    def _tell_open(self) -> None:
        """Say as long as it is so that outcomes are not known; the open dialog says its own."""
        keys = set(self._settlement.unknown)
        if self._dialog is not None and self._dialog.wish is not None:
            keys.discard(self._dialog.wish.key)
        if not keys:
            self._window.notices.withdraw(UNKNOWN)
            return
        if len(keys) == 1:
            intent, _ = self._settlement.unknown[keys.pop()]
            text = self.tr("Whether {what} was booked is not known.").format(what=_what(intent))
        else:
            text = self.tr(
                "Of {count} test deposits it is not known whether they were booked.",
                None,
                len(keys),
            )
            text = text.format(count=format_count(len(keys)))
        notice = Notice(
            key=UNKNOWN, severity="warning", text=text, action=self.tr("Show them"), lasting=True
        )
        shown = self._window.notices.message(UNKNOWN)
        if shown is None or text not in shown.sentence:
            self._window.notices.present(notice)

    def _tell_booked(self, intent: Intent, fate: Booked) -> None:
        receipt = fate.receipt
        text = self.tr("{money} credited to {name} #{user}: transaction {id}.").format(
            money=format_money(receipt.credited_minor, receipt.currency),
            name=receipt.transaction.user_name or intent.user_name,
            user=receipt.transaction.user_id,
            id=receipt.transaction.id,
        )
        self._present(intent, "success", text)

    def _tell_not_booked(self, intent: Intent, fate: NotBooked) -> None:
        why = self.tr("It was given up.") if fate.why is None else sentence(fate.why)
        text = self.tr("{what}: certainly not booked. {why}").format(what=_what(intent), why=why)
        self._present(intent, "information" if fate.why is None else "warning", text)

    def _present(self, intent: Intent, severity: Severity, text: str) -> None:
        key = task_name(intent.deposit.key)
        self._window.notices.present(Notice(key=key, severity=severity, text=text))


def _what(intent: Intent) -> str:
    deposit = intent.deposit
    money = format_money(deposit.amount_minor, deposit.currency)
    return f"{money} → {intent.user_name} #{deposit.user_id}"

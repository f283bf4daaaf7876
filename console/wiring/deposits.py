"""One test deposit, from the button to its outcome; the balance moves only by the event."""

import logging

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, ConnectionFailed, Refused, Unauthenticated
from api_client.models import Account, Deposit, DepositReceipt, Environment, Operator
from console.intents import Intent, Intents, Outcome
from console.notices import refused_field, sentence
from console.tasks import Tasks
from widgets.deposit_dialog import DepositDialog
from widgets.format import format_money
from widgets.main_window import MainWindow
from widgets.message import Severity
from widgets.notice_view import Notice

logger = logging.getLogger(__name__)


METHODS = "payment methods"
UNDECIDED = ("forbidden", "environment_forbids_deposits", "too_many_attempts")
"""Refusals from before the key is looked at: of an earlier attempt they say nothing."""


class DepositWiring(QObject):
    """Opens the dialog, journals the intent before the first byte leaves, tells the outcome."""

    def __init__(
        self,
        window: MainWindow,
        client: ApiClient,
        tasks: Tasks,
        intents: Intents,
        operator: Operator,
        environment: Environment,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._client = client
        self._tasks = tasks
        self._intents = intents
        self._operator = operator
        self._environment = environment
        self._dialog: DepositDialog | None = None
        self._attempted: set[str] = set()
        """Keys that were sent before, with an outcome that is not known."""
        window.notices.action_requested.connect(self._act)

    def ask(self, account: Account) -> None:
        """Open the dialog for one account, unless one is open."""
        if self._dialog is not None:
            return
        dialog = self._dialog = DepositDialog(account, self._environment, self._window)
        dialog.submitted.connect(lambda deposit: self._submit(dialog, account, deposit))
        dialog.methods_requested.connect(lambda: self._read_methods(dialog))
        dialog.finished.connect(lambda: self._close(dialog))
        self._read_methods(dialog)
        dialog.open()

    def _close(self, dialog: DepositDialog) -> None:
        self._tasks.cancel(METHODS)
        self._dialog = None
        dialog.deleteLater()
        self.resume()  # the dialog may have left one open

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

    def _submit(self, dialog: DepositDialog, account: Account, deposit: Deposit) -> None:
        self._tasks.start(_key(deposit), self._deposit(dialog, account, deposit))

    async def _deposit(self, dialog: DepositDialog, account: Account, deposit: Deposit) -> None:
        operator = self._operator.email
        try:
            self._intents.record(
                Intent.of(deposit, gateway=self._client.gateway, operator=operator)
            )
        except OSError as exc:
            dialog.show_refused(self.tr("It could not be written down first: {reason}.").format(
                reason=exc.strerror
            ))  # fmt: skip
            return
        try:
            receipt = await self._send(deposit)
        except Refused as exc:
            self._settle(deposit, "refused")
            dialog.show_refused(sentence(exc), refused_field(exc))
        except ApiError as exc:
            logger.warning("deposit %s: outcome unknown", deposit.key)
            dialog.show_unknown(sentence(exc))
            if isinstance(exc, Unauthenticated):
                raise
        else:
            self._booked(deposit, receipt, account.user_name)
            dialog.show_committed(receipt)

    async def _send(self, deposit: Deposit) -> DepositReceipt:
        """Send a deposit; raises Refused only when it is certain that nothing was booked."""
        try:
            return await self._client.deposit(deposit)
        except Refused as exc:
            if exc.code in UNDECIDED and deposit.key in self._attempted:
                raise ConnectionFailed(sentence(exc)) from exc
            raise
        except ApiError:
            self._attempted.add(deposit.key)
            raise

    def resume(self) -> None:
        """Ask what became of deposits whose answer never came, in this run or an earlier one."""
        for intent in self._open_intents():
            self._present_unknown(intent)

    def _open_intents(self) -> list[Intent]:
        try:
            return self._intents.open(self._client.gateway, self._operator.email)
        except OSError as exc:
            text = self.tr("The journal of deposits cannot be read: {reason}.").format(
                reason=exc.strerror
            )
            self._window.notices.present(Notice(key="journal", severity="error", text=text))
            return []

    def _act(self, notice: Notice) -> None:
        for intent in self._open_intents():
            if notice.key == _key(intent.deposit):
                self._attempted.add(intent.deposit.key)
                self._tasks.start(notice.key, self._repeat(intent))

    async def _repeat(self, intent: Intent) -> None:
        deposit = intent.deposit
        try:
            receipt = await self._send(deposit)
        except Refused as exc:
            self._settle(deposit, "refused")
            text = self.tr("The deposit to #{user} was not booked. {why}").format(
                user=deposit.user_id, why=sentence(exc)
            )
            self._present(deposit, "warning", text)
        except ApiError:
            self._present_unknown(intent)
            raise
        else:
            self._booked(deposit, receipt, receipt.transaction.user_name)

    def _settle(self, deposit: Deposit, outcome: Outcome) -> None:
        """Write an outcome down; where that fails, the next run asks once more."""
        try:
            self._intents.settle(deposit.key, outcome)
        except OSError as exc:
            logger.warning("deposit %s: %s not written down: %s", deposit.key, outcome, exc)

    def _booked(self, deposit: Deposit, receipt: DepositReceipt, name: str) -> None:
        self._settle(deposit, "committed")
        text = self.tr("{money} credited to {name} #{user}: transaction {id}.").format(
            money=format_money(receipt.credited_minor, receipt.currency),
            name=name,
            user=deposit.user_id,
            id=receipt.transaction.id,
        )
        self._present(deposit, "success", text)

    def _present_unknown(self, intent: Intent) -> None:
        text = self.tr(
            "Whether {money} reached #{user} is not known. Asking sends the same deposit: "
            "it is booked once, however often it is sent."
        ).format(
            money=format_money(intent.deposit.amount_minor, intent.deposit.currency),
            user=intent.deposit.user_id,
        )
        notice = Notice(
            key=_key(intent.deposit), severity="warning", text=text,
            action=self.tr("Find out"), lasting=True,
        )  # fmt: skip
        self._window.notices.present(notice)

    def _present(self, deposit: Deposit, severity: Severity, text: str) -> None:
        self._window.notices.present(Notice(key=_key(deposit), severity=severity, text=text))


def _key(deposit: Deposit) -> str:
    return f"deposit {deposit.key}"

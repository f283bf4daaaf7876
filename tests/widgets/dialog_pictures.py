"""Pictures of the dialogs: ``python -m tests.widgets.dialog_pictures DIR``."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console import commands
from console import notices as notices_of_console
from tests.widgets import pictures
from tests.widgets.examples import METHODS, account
from tests.widgets.frame_pictures import PRODUCTION, SANDBOX
from tests.widgets.sentences import refused, unreachable
from widgets.deposit_dialog import DepositDialog
from widgets.format import environment_name
from widgets.shortcuts_dialog import ShortcutsDialog
from widgets.sign_in_dialog import GatewayChoice, SignInDialog


def sign_in() -> SignInDialog:
    choices = [
        GatewayChoice(environment_name("sandbox"), "http://127.0.0.1:8765", "ops@example.org")
    ]
    made = SignInDialog(choices)
    made.set_environment("http://127.0.0.1:8765", SANDBOX)
    made.set_keyring_notice(notices_of_console.not_remembered())
    return made


def sign_in_refused() -> SignInDialog:
    made = sign_in()
    made.show_refused(refused("invalid_credentials"))
    return made


def sign_in_offline() -> SignInDialog:
    made = sign_in()
    made.set_environment("http://127.0.0.1:8765", PRODUCTION)
    made.show_offline(unreachable())
    return made


def deposit(user_id: int = 42) -> DepositDialog:
    made = DepositDialog(account(user_id), SANDBOX)
    made.set_methods(METHODS)
    made.amount.setText("2000")
    made.reason.setText("Complaint: paid, and the balance shows 0")
    made.ticket.setText("SUP-1207")
    return made


def deposit_fresh() -> DepositDialog:
    return DepositDialog(account(2_147_483_650), SANDBOX)


def deposit_wrong() -> DepositDialog:
    made = deposit(2_147_483_650)
    made.amount.setText("99,50")
    return made


def deposit_refused() -> DepositDialog:
    made = deposit(1204)
    made.show_refused(refused("too_many_attempts"))
    return made


def deposit_unknown() -> DepositDialog:
    made = deposit()
    made.submit.click()
    made.show_not_known(unreachable())
    return made


def deposit_given_up() -> DepositDialog:
    made = deposit_unknown()
    made.show_given_up()
    return made


def deposit_sending() -> DepositDialog:
    made = deposit()
    made.submit.click()
    return made


def shortcuts() -> ShortcutsDialog:
    dialog = ShortcutsDialog([])
    handlers = dict.fromkeys((command.id for command in commands.COMMANDS), dialog.close)
    return ShortcutsDialog(list(commands.actions(dialog, handlers).values()))


SCENES: tuple[Callable[[], QWidget], ...] = (
    sign_in,
    sign_in_refused,
    sign_in_offline,
    deposit,
    deposit_fresh,
    deposit_wrong,
    deposit_refused,
    deposit_unknown,
    deposit_given_up,
    deposit_sending,
    shortcuts,
)


if __name__ == "__main__":
    pictures.draw(SCENES)

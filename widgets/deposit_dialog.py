"""One test deposit: amount, method, reason; three outcomes and one key."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from api_client.models import Account, DepositReceipt, Environment, PaymentMethod


def new_key() -> str:
    """Return a fresh idempotency key (32 hexadecimal digits)."""
    return uuid4().hex


class DepositDialog(QDialog):
    """Credits one account at most once per key."""

    submitted = Signal(object)
    """Deposit; the same value again when it is repeated."""
    methods_requested = Signal()
    """The methods could not be read; read them again."""
    committed = Signal(object)
    """DepositReceipt; the dialog has closed."""

    def __init__(
        self,
        account: Account,
        environment: Environment,
        parent: QWidget | None = None,
        *,
        make_key: Callable[[], str] = new_key,
    ) -> None:
        super().__init__(parent)
        self._account = account
        self._environment = environment
        self._make_key = make_key
        self._key = make_key()

    def set_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Offer the methods; inactive ones are shown and cannot be chosen."""

    def show_methods_failed(self, text: str) -> None:
        """Say in place why there are no methods, with Retry."""

    def show_committed(self, receipt: DepositReceipt) -> None:
        """Booked: close and emit `committed`."""

    def show_refused(self, text: str, field: str | None = None) -> None:
        """Certainly not booked: say why beside the field (amount, method, reason); new key."""

    def show_unknown(self, text: str) -> None:
        """Perhaps booked: lock everything; only the same deposit can be sent again."""

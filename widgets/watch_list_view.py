"""The watch list: accounts kept in sight, and the users looked at recently."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from api_client.models import Account, Curve, User


class WatchListView(QWidget):
    """Name, id, curve and balance of watched accounts; recent users below."""

    user_requested = Signal(object)
    """User id."""
    watch_requested = Signal(object)
    """User id of the open account."""
    unwatch_requested = Signal(object)
    """User id."""
    painted = Signal(object)
    """Account whose new balance has just been painted."""

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Set what is watched, in this order."""

    def set_account(self, account: Account) -> None:
        """Replace one watched account; not watched is ignored."""

    def set_curve(self, user_id: int, curve: Curve) -> None:
        """Set the steps of the small curve."""

    def set_open(self, user: User | None) -> None:
        """Name the account that is open: its row is accented, + would watch it."""

    def set_freshness(self, freshness: object) -> None:
        """Take how far the screen can be trusted (`widgets.freshness`)."""

    def set_recent(self, users: Sequence[User]) -> None:
        """Set the users looked at, newest first."""

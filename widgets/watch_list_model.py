"""Rows of the watch list, and of the users looked at recently."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from api_client.models import Account, User
from widgets.format import format_money

STEPS_KEPT = 48
_TOP = QModelIndex()


class WatchListModel(QAbstractListModel):
    """Watched accounts in their given order, each with its last balances."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts: list[Account] = []
        self._steps: dict[int, list[int]] = {}
        self._rows: dict[int, int] = {}
        self.open_id: int | None = None
        self.live = False

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._accounts)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        account = self._accounts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return account.user_name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            money = format_money(account.balance_minor, account.currency)
            text = f"{account.user_name}, #{account.user_id}, {money}"
            return text if self.live else text + ", " + self.tr("not live")
        return None

    def account(self, row: int) -> Account:
        """Return what a row shows."""
        return self._accounts[row]

    def steps(self, user_id: int) -> Sequence[int]:
        """Return the last balances, oldest first."""
        return self._steps.get(user_id, ())

    def watches(self, user_id: int) -> bool:
        """Tell whether the account is watched."""
        return user_id in self._rows

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Set what is watched, in this order; curves of those that stay are kept."""
        if [a.user_id for a in accounts] == [a.user_id for a in self._accounts]:
            for account in accounts:
                self.set_account(account)
            return
        self.beginResetModel()
        self._accounts = list(accounts)
        self._rows = {account.user_id: row for row, account in enumerate(accounts)}
        self._steps = {
            a.user_id: self._steps.get(a.user_id, [a.balance_minor]) for a in self._accounts
        }
        self.endResetModel()

    def set_account(self, account: Account) -> None:
        """Replace one account where it stands, and let its curve step on."""
        row = self._rows.get(account.user_id)
        if row is None or account == self._accounts[row]:
            return
        if account.balance_minor != self._accounts[row].balance_minor:
            steps = self._steps[account.user_id]
            steps.append(account.balance_minor)
            del steps[:-STEPS_KEPT]
        self._accounts[row] = account
        self._announce(row)

    def set_curve(self, user_id: int, balances: Sequence[int]) -> None:
        """Set the last balances, oldest first; the account may have moved since they were read."""
        row = self._rows.get(user_id)
        if row is not None:
            now = self._accounts[row].balance_minor
            steps = list(balances)
            if not steps or steps[-1] != now:
                steps.append(now)
            self._steps[user_id] = steps[-STEPS_KEPT:]
            self._announce(row)

    def set_open(self, user_id: int | None) -> None:
        """Accent the row of the open account."""
        self.open_id = user_id
        self._announce_all()

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Say whether the figures are as of now."""
        if live != self.live:
            self.live = live
            self._announce_all()

    def _announce(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))

    def _announce_all(self) -> None:
        if self._accounts:
            self.dataChanged.emit(self.index(0), self.index(len(self._accounts) - 1))


class RecentListModel(QAbstractListModel):
    """Users looked at, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._users: tuple[User, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._users)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        user = self._users[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return user.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{user.name}, #{user.id}"
        return None

    def user(self, row: int) -> User:
        """Return whom a row names."""
        return self._users[row]

    def set_users(self, users: Sequence[User]) -> None:
        """Set whom to offer."""
        self.beginResetModel()
        self._users = tuple(users)
        self.endResetModel()

"""What the gateway last told us; events go in by `apply`, signals say what became different."""

from collections.abc import Iterable
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from api_client.models import Account, Commit, Commits, Event, Hello, Position, Proof, Reset


class Store(QObject):
    """Accounts by version, and how far the stream has come. Repeats are harmless."""

    greeted = Signal(object)
    """Hello: the stream stands; unless ``resumed``, what is on screen must be read again."""
    reset_required = Signal(object)
    """Reset: what is on screen must be read again."""
    commit_applied = Signal(object)
    """Commit, in order, after its accounts have been stored."""
    account_changed = Signal(object)
    """Account with a newer version than was known."""
    commits_applied = Signal(object)
    """Commits: the frame, after all of it."""
    proof_received = Signal(object)
    """Proof."""
    caught_up = Signal()
    """No screen is behind any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts: dict[int, Account] = {}
        self._epoch = ""
        self.proof: Proof | None = None
        self.commits = 0
        self.resets = 0
        self._behind: set[str] = set()

    def account(self, user_id: int) -> Account | None:
        """Return the newest state that was seen, if any was."""
        return self._accounts.get(user_id)

    @property
    def is_behind(self) -> bool:
        """Whether a screen shows what the stream cannot have kept equal to the database."""
        return bool(self._behind)

    def fall_behind(self, screen: str) -> None:
        """Note that events are missing on a screen: nothing is live until it was read again."""
        self._behind.add(screen)

    def catch_up(self, screen: str) -> None:
        """Note that a screen was read again."""
        if screen in self._behind:
            self._behind.remove(screen)
            if not self._behind:
                self.caught_up.emit()

    def apply(self, event: Event) -> None:
        """Take a frame of the stream."""
        match event:
            case Hello():
                self._enter(event.epoch)
                self.greeted.emit(event)
            case Commits():
                for commit in event.commits:
                    self._commit(commit)
                self.commits_applied.emit(event)
            case Proof():
                self.proof = event
                self.proof_received.emit(event)
            case Reset():
                self._enter(event.position.epoch)
                self.resets += 1
                self.reset_required.emit(event)
            case _:
                assert_never(event)

    def apply_snapshot(self, accounts: Iterable[Account], position: Position) -> None:
        """Take accounts that were read at ``position``; older than known ones are ignored.

        A change that the database could not record leaves the version as it was: of the same
        version, what was read is taken.
        """
        self._enter(position.epoch)
        for account in accounts:
            known = self._accounts.get(account.user_id)
            if known is None or (account.version >= known.version and account != known):
                self._take(account)

    def _commit(self, commit: Commit) -> None:
        self.commits += 1
        for account in commit.accounts:
            known = self._accounts.get(account.user_id)
            if known is None or account.version > known.version:
                self._take(account)
        self.commit_applied.emit(commit)

    def _take(self, account: Account) -> None:
        self._accounts[account.user_id] = account
        self.account_changed.emit(account)

    def _enter(self, epoch: str) -> None:
        """Forget versions that cannot be compared with those to come."""
        if epoch != self._epoch:
            self._epoch = epoch
            self._accounts.clear()

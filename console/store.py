"""What the gateway last told us; events go in by `apply`, signals say what became different."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject, Signal

from api_client.models import Account, Commit, Commits, Event, Hello, Position, Proof, Reset

if TYPE_CHECKING:
    from datetime import datetime


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
        self.epoch = ""
        """That of the stream, and so of the versions that are held."""
        self.screen_epoch = ""
        """That of the newest answer which a screen shows."""
        self.position: Position | None = None
        """Up to where everything has been applied."""
        self.proof: Proof | None = None
        self.complete_to: datetime | None = None
        """Up to when all that committed has been told: the newest proof of a capture that was whole
        says so, and no later one of a broken capture."""
        self.lost_when_read: int | None = None
        """How many losses the database had counted when all that is on screen was read."""
        self.commits = self.repeats = 0
        """Commits; and accounts in them that were not newer than what was known."""
        self.resets = 0
        self._behind: set[str] = set()
        self._losses_told = False
        """Whether, since the last proof, screens have been made to read what might be lost."""

    def account(self, user_id: int) -> Account | None:
        """Return the newest state that was seen, if any was."""
        return self._accounts.get(user_id)

    @property
    def is_behind(self) -> bool:
        """Whether a screen shows what the stream cannot have kept equal to the database."""
        return bool(self._behind)

    @property
    def pending(self) -> int:
        """How many screens have to be read again."""
        return len(self._behind)

    def pending_besides(self, screen: str) -> int:
        """How many others have to be read again."""
        return len(self._behind - {screen})

    def fall_behind(self, screen: str) -> None:
        """Note that events are missing on a screen: nothing is live until it was read again."""
        self._behind.add(screen)

    def catch_up(self, screen: str) -> None:
        """Note that a screen was read again."""
        if screen in self._behind:
            self._behind.remove(screen)
            if not self._behind:
                self._note_losses()
                self.caught_up.emit()

    def apply(self, event: Event) -> None:
        """Take a frame of the stream."""
        match event:
            case Hello():
                self._enter(event.epoch)
                self._losses_told |= not event.resumed
                self.greeted.emit(event)
                self.position = event.position
            case Commits():
                for commit in event.commits:
                    self._commit(commit)
                self.position = event.position
                self.commits_applied.emit(event)
            case Proof():
                self._prove(event)
            case Reset():
                self._reset(event)
            case _:
                assert_never(event)

    def distrust(self, since: Position | None) -> None:
        """Have all that is on screen read again, as it was right up to ``since`` at most."""
        if self.position is not None:
            reset = Reset(reason="digest", position=self.position)
            self.position = since
            self._reset(reset)

    def apply_snapshot(self, accounts: Iterable[Account], position: Position) -> None:
        """Take accounts that were read at ``position``; older than known ones are ignored.

        A change that the database could not record leaves the version as it was: of the same
        version, what was read is taken. Of another epoch than the stream's nothing is taken: late
        events are of the old one, and when the new one comes all is read again.
        """
        self.screen_epoch = position.epoch
        if self.epoch not in ("", position.epoch):
            return
        self._enter(position.epoch)
        for account in accounts:
            known = self._accounts.get(account.user_id)
            if known is None or (account.version >= known.version and account != known):
                self._take(account)

    def _prove(self, proof: Proof) -> None:
        """Believe no gateway that forgot to say what its own proof gives away."""
        if proof.position.epoch != self.epoch:
            self._reset(Reset(reason="epoch", position=proof.position))
        elif self.proof and proof.lost != self.proof.lost and not self._losses_told:
            self._reset(Reset(reason="lost", position=proof.position))
        self.proof, self.position = proof, proof.position
        if proof.capture == "whole":
            self.complete_to = proof.complete_to
        self._losses_told = False
        if not self._behind:
            self._note_losses()
        self.proof_received.emit(proof)

    def _reset(self, reset: Reset) -> None:
        self._enter(reset.position.epoch)
        self._losses_told |= reset.reason in ("lost", "epoch")
        self.resets += 1
        self.reset_required.emit(reset)
        self.position = reset.position

    def _note_losses(self) -> None:
        if self.proof is not None:
            self.lost_when_read = self.proof.lost

    def _commit(self, commit: Commit) -> None:
        self.commits += 1
        for account in commit.accounts:
            known = self._accounts.get(account.user_id)
            if known is None or account.version > known.version:
                self._take(account)
            else:
                self.repeats += 1
        self.commit_applied.emit(commit)

    def _take(self, account: Account) -> None:
        self._accounts[account.user_id] = account
        self.account_changed.emit(account)

    def _enter(self, epoch: str) -> None:
        """Forget versions that cannot be compared with those to come."""
        self.screen_epoch = epoch
        if epoch != self.epoch:
            self.epoch = epoch
            self._accounts.clear()

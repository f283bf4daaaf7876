"""Holds what one console said to the truth: at every moment, and once all is quiet."""

from collections.abc import Iterable
from datetime import datetime

from api_client.models import Commit, Position
from tests.faults.real.history import Entry, History, Key, Needed, Value
from tests.faults.real.tally import Tally
from tests.faults.real.words import AnyWord, Based, Began, Closed, Failed, Looked, Told


class Judge:
    """Takes what a console said since the last time; the history must have been read since."""

    def __init__(self, name: str, history: History, tally: Tally) -> None:
        self._name = name
        self._history = history
        self._tally = tally
        self._needed = Needed(history)
        self._base: Position | None = None
        self._settled = 0
        """Up to this commit it is known what became of it."""
        self._begin()

    def hear(self, words: Iterable[AnyWord]) -> None:
        """Go through what was said."""
        for word in words:
            match word:
                case Began():
                    self._begin()
                case Based():
                    self._base = word.position
                    self._rest()
                    self._tally.resets[word.reason] += word.reason != "hello"
                case Told():
                    self._take(word.commit)
                case Looked():
                    self._look(word)
                case Closed():
                    self._tally.closed[word.code] += 1
                case Failed():
                    self._complain("untrue", word.text)

    def conclude(self) -> None:
        """Compare all that is on screen with the tables, now that nothing happens."""
        for kind, shown in (("balance", self._accounts), ("transaction", self._bookings)):
            state = self._history.state(kind)
            for number, value in state.items():
                is_old = kind == "transaction" and number < self._lowest
                if shown.get(number) != value and not (is_old and shown.get(number) is None):
                    self._complain("lost", f"{kind} {number} is {value}, not {shown.get(number)}")
            for number, value in shown.items():
                if value is not None and number not in state:
                    self._complain("lost", f"{kind} {number} is gone, not {value}")
        for complaint in self._doubts:
            self._complain("untrue", complaint)
        self._doubts.clear()
        self._look_for_commits()

    def _begin(self) -> None:
        """Forget a screen that there is no more."""
        self._accounts: dict[int, Value] = {}
        self._bookings: dict[int, Value] = {}
        self._lowest = 0
        self._base = None
        self._rest()

    def _rest(self) -> None:
        """From here on events tell; what was before is read."""
        self._told: set[int] = set()
        self._last: dict[int, int] = {}
        self._doubts: list[str] = []
        """What is wrong unless a reset says so."""

    def _take(self, commit: Commit) -> None:
        life = self._history.life_at(commit.recorded_at.timestamp())
        entry = self._history.by_xid.get((life, int(commit.xid)))
        if entry is None:
            self._complain("untrue", f"a commit that never was: {commit.xid}")
            return
        if entry.order in self._told or self._is_seen(entry):
            self._complain("duplicated", f"commit {commit.xid} was told twice")
        self._told.add(entry.order)
        self._tally.events += 1
        truth = entry.truth
        told: dict[int, int | None] = {
            one.user_id: one.balance_minor if one.exists else None for one in commit.accounts
        }
        rows = {row.id for row in commit.transactions} | set(commit.deleted_transactions)
        if told != truth.balances or rows != truth.transactions:
            self._doubts.append(f"{commit} is not {truth}")
        for user in told:
            if self._last.get(user, -1) >= entry.order:
                self._complain("reordered", f"account {user}, commit {commit.xid}")
            self._last[user] = entry.order

    def _is_seen(self, entry: Entry) -> bool:
        """Whether a commit belongs to what is read."""
        return self._base is None or self._history.is_seen(entry, self._base)

    def _look(self, word: Looked) -> None:
        self._accounts |= word.accounts
        self._bookings |= word.bookings
        self._lowest = word.lowest or 0
        if word.doubled:
            self._complain("duplicated", f"{word.doubled} rows of the feed")
        if word.as_of is None:
            return
        if word.state == "live":
            self._look_green(word, word.as_of)
        elif word.is_whole and word.lowest is not None:
            self._look_for_hidden_gaps(word, word.as_of)

    def _look_green(self, word: Looked, as_of: datetime) -> None:
        self._tally.looks += 1
        if word.gaps:
            self._complain("green_while_open", "a gap is open")
        needed = self._needed.at(as_of.timestamp())
        if word.is_whole:
            wrong = [key for key in needed if not self._is_right(key, needed[key])]
        else:
            keys: list[Key] = [("balance", number) for number in word.accounts]
            keys += [("transaction", number) for number in word.bookings]
            wrong = [key for key in keys if not self._is_right(key, needed.get(key, -1))]
        if word.page is not None:
            key = ("balance", word.page[0])
            if not self._history.was(key, word.page[1], needed.get(key, -1)):
                self._complain("green_while_open", f"the open account at {as_of}: {word.page}")
        for kind, number in wrong:
            shown = (self._accounts if kind == "balance" else self._bookings).get(number)
            self._complain("green_while_open", f"{kind} {number} at {as_of}: {shown}")

    def _look_for_hidden_gaps(self, word: Looked, as_of: datetime) -> None:
        """Complain of transactions that are missing and of which no gap tells."""
        if word.gaps:
            return
        needed = self._needed.at(as_of.timestamp())
        missing = [
            key
            for key in needed
            if key[0] == "transaction" and not self._is_right(key, needed[key])
        ]
        if missing:
            self._complain("hidden_gaps", f"{word.state} at {as_of}: {missing[:5]}")

    def _is_right(self, key: Key, since: int) -> bool:
        kind, number = key
        if kind == "balance":
            return self._history.was(key, self._accounts.get(number), since)
        shown = self._bookings.get(number)
        if shown is None and number < self._lowest:
            return True
        return self._history.was(key, shown, since)

    def _look_for_commits(self) -> None:
        """Complain of commits that were neither told nor before what was read."""
        for entry in self._history.entries[self._settled :]:
            if entry.order not in self._told and not self._is_seen(entry) and entry.keys:
                self._complain("lost", f"commit {entry.xid} was never told")
        self._settled = len(self._history.entries)

    def _complain(self, kind: str, text: str) -> None:
        self._tally.complain(kind, f"{self._name}: {text}")

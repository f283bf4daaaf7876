"""Holds one console to the truth, at every frame and at the end."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from api_client.models import Account, Commit, Commits, Hello, Position, Reset, Transaction
from tests.faults.simulation.database import BASE, Balance, Booking, Database, Written, sees
from tests.faults.simulation.desk import Console
from tests.faults.simulation.oracle import Oracle
from widgets.freshness import Freshness

WRONGS = ("lost", "duplicated", "reordered", "green_while_open", "untrue")


@dataclass
class Tally:
    """What happened in one run or in many; what the first two do not count should be 0."""

    events: int = 0
    faults: int = 0
    lost: int = 0
    duplicated: int = 0
    reordered: int = 0
    green_while_open: int = 0
    untrue: int = 0
    """Something else was not as it should be."""
    complaints: list[str] = field(default_factory=list)
    resets: Counter[str] = field(default_factory=Counter)
    """By reason: how often consoles had to start over."""
    closed: Counter[int] = field(default_factory=Counter)
    """By code: how often gateways closed a stream."""
    healed: Counter[str] = field(default_factory=Counter)
    """What listeners saw and got over: frames that came twice, or after a missing one."""

    fingerprint: float = 0.0
    """The next throw of the dice after a run: the same if, and only if, all before was."""

    def add(self, other: "Tally") -> None:
        """Add other runs."""
        for kind in ("events", "faults", *WRONGS):
            setattr(self, kind, getattr(self, kind) + getattr(other, kind))
        self.complaints += other.complaints
        self.resets += other.resets
        self.closed += other.closed
        self.healed += other.healed

    def complain(self, kind: str, text: str) -> None:
        """Count one thing that went wrong."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.complaints.append(f"{kind}: {text}")


class Judge:
    """Watches what a console shows and claims."""

    def __init__(
        self, database: Database, oracle: Oracle, console: Console, tally: Tally, *, exact: bool
    ) -> None:
        self._database = database
        self._oracle = oracle
        self._console = console
        self._tally = tally
        self._exact = exact
        """Whether positions are snapshots, so that it can be said what each has seen."""
        self._base: Position | None = None
        self._life = self._expected_life = -1
        self._delivered: dict[int, None] = {}
        self._last: dict[int, int] = {}
        self._versions: dict[tuple[str, int], int] = {}
        self._place = 0
        self._needed: dict[str, dict[int, int]] = {}
        self._watch()

    def look(self) -> None:
        """Complain if the screen is called complete up to a time and is not."""
        freshness = self._console.stream.freshness
        if not freshness.live or self._console.process.is_dead:
            return
        if self._console.feed.gaps:
            self._tally.complain("green_while_open", "a gap is open")
        self._expect(freshness)
        self._look_at_accounts(self._needed["balance"])
        self._look_at_feed(self._needed["transaction"])

    def look_at(self, frame: Commits) -> None:
        """The same, where only this can have made a difference."""
        freshness = self._console.stream.freshness
        if freshness.live and not self._console.process.is_dead:
            self._expect(freshness)
            for commit in frame.commits:
                self._look_at_accounts([account.user_id for account in commit.accounts])
                self._look_at_feed([row.id for row in commit.transactions])
                self._look_at_feed(commit.deleted_transactions)

    def conclude(self) -> None:
        """Complain of everything that differs from the tables, now that nothing happens."""
        console, tables = self._console, self._database.tables
        listener = console.stream.listener
        self._tally.healed += Counter(repeated=listener.repeated, missing=listener.missing)
        shown = console.shown
        for (kind, number), value in tables.items():
            if kind == "transaction" and number >= console.feed.lowest:
                if not _is_shown(shown.get(number), value):
                    self._tally.complain(
                        "lost", f"transaction {number} {value}: {shown.get(number)}"
                    )
            elif kind == "balance":
                account = console.watch_surface.accounts.get(number)
                if not _is_held(account, value) or account != console.store.account(number):
                    self._tally.complain("lost", f"account {number} {value}: {account}")
        for number in shown:
            if ("transaction", number) not in tables:
                self._tally.complain("untrue", f"transaction {number} is gone and shown")
        for number, account in console.watch_surface.accounts.items():
            if account.exists and ("balance", number) not in tables:
                self._tally.complain("untrue", f"account {number} is gone and shown")
        page = console.page_surface.account
        if page is not None and not _is_held(page, tables.get(("balance", page.user_id))):
            self._tally.complain("lost", f"the open account: {page}")
        self._look_for_rows()
        if self._exact:
            self._look_for_commits()

    def _watch(self) -> None:
        store = self._console.store
        store.greeted.connect(self._greeted)
        store.reset_required.connect(self._was_reset)
        store.account_changed.connect(self._account_changed)
        store.commit_applied.connect(self._committed)
        store.commits_applied.connect(self.look_at)
        store.caught_up.connect(self.look)
        self._console.stream.freshness_changed.connect(self.look)

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            self._begin(hello.position)

    def _was_reset(self, reset: Reset) -> None:
        self._begin(reset.position)
        self._tally.resets[reset.reason] += 1
        if not self._console.store.is_behind:
            self._tally.complain("untrue", f"a reset ({reset.reason}) changed nothing")

    def _begin(self, position: Position) -> None:
        """From here on events tell; what was before is read."""
        self._base = position
        self._life = self._oracle.life_of(position.epoch)
        self._delivered.clear()
        self._last.clear()

    def _account_changed(self, account: Account) -> None:
        key = self._console.store.epoch, account.user_id
        if account.version < self._versions.get(key, 0):
            self._tally.complain("untrue", f"account {account.user_id}: an older version is stored")
        self._versions[key] = account.version

    def _committed(self, commit: Commit) -> None:
        written = self._oracle.lives[self._life].by_xid.get(int(commit.xid))
        if written is None:
            self._tally.complain("untrue", f"a commit that never was: {commit.xid}")
            return
        is_seen = self._exact and self._base and sees(self._base.snapshot, written.xid)
        if written.order in self._delivered or is_seen:
            self._tally.complain("duplicated", f"commit {written.xid} was told twice")
        self._delivered[written.order] = None
        if not written.is_partly_lost:
            self._check_content(commit, written)
        for account in commit.accounts:
            if self._last.get(account.user_id, 0) >= written.order:
                self._tally.complain("reordered", f"account {account.user_id}, {written.xid}")
            self._last[account.user_id] = written.order

    def _check_content(self, commit: Commit, written: Written) -> None:
        changed = {row["user_id"] for row in written.rows if row["kind"] == "b"}
        values = {key[1]: new for key, _, new in written.changes if key[0] == "balance"}
        told = {account.user_id: account for account in commit.accounts}
        if told.keys() != changed or not all(
            _is_held(account, values[user]) for user, account in told.items()
        ):
            self._tally.complain("untrue", f"commit {commit.xid} was told wrongly")

    def _expect(self, freshness: Freshness) -> None:
        """Bring up to its time what must be on screen at least: of each row, which commit."""
        assert freshness.as_of is not None
        at = (freshness.as_of - BASE).total_seconds()
        life = self._oracle.life_at(at)
        if life != self._expected_life:
            self._expected_life, self._place = life, 0
            self._needed = {"balance": {}, "transaction": {}}
        commits = self._oracle.lives[life].commits
        while self._place < len(commits) and commits[self._place].at < at:
            written = commits[self._place]
            self._place += 1
            for (kind, number), _, _ in written.changes:
                if kind in self._needed:
                    self._needed[kind][number] = written.order

    def _look_at_accounts(self, numbers: Iterable[int]) -> None:
        shown, life, oracle = (
            self._console.watch_surface.accounts,
            self._expected_life,
            self._oracle,
        )
        page = self._console.page_surface.account
        watched = [(number, shown.get(number)) for number in numbers]
        for number, account in watched if page is None else [*watched, (page.user_id, page)]:
            if account is not None and account.exists:
                order = oracle.order(life, account.balance_minor)
            else:
                order = oracle.order_of_absence(life, ("balance", number))
            if order < self._needed["balance"].get(number, -1):
                self._tally.complain("green_while_open", f"account {number}: {account}")

    def _look_at_feed(self, numbers: Iterable[int]) -> None:
        feed, life, oracle = self._console.feed, self._expected_life, self._oracle
        shown = self._console.shown
        for number in numbers:
            row = shown.get(number)
            if row is not None:
                order = oracle.order(life, row.amount_minor)
            elif number < feed.lowest:
                continue
            else:
                order = oracle.order_of_absence(life, ("transaction", number))
            if order < self._needed["transaction"].get(number, -1):
                self._tally.complain("green_while_open", f"transaction {number}: {row}")

    def _look_for_rows(self) -> None:
        """Complain if a transaction is in the feed twice."""
        model = self._console.feed_surface.model
        keys = [model.row(number).key for number in range(model.rowCount())]
        if len(keys) != len(set(keys)):
            self._tally.complain("duplicated", f"rows of the feed: {keys}")

    def _look_for_commits(self) -> None:
        """Complain of commits that were neither told nor before what was read."""
        assert self._base is not None
        for written in self._oracle.lives[self._life].commits:
            is_change = any(row["kind"] != "x" for row in written.rows)
            is_known = sees(self._base.snapshot, written.xid) or written.order in self._delivered
            if is_change and not is_known:
                self._tally.complain("lost", f"commit {written.xid} was never told")


def _is_held(account: Account | None, balance: Balance | None) -> bool:
    if account is None:
        return False
    if balance is None:
        return not account.exists
    return account.exists and (account.balance_minor, account.frozen_minor) == balance


def _is_shown(row: Transaction | None, booking: Booking) -> bool:
    return row is not None and (row.user_id, row.amount_minor, row.status) == booking

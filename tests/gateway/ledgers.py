"""Ledgers by dice, written as the marketplace writes them.

A `Shop` takes commits and leaves the rows that tables and triggers would; `tests.gateway.performed`
does the same commits on a real database. Faults are in `tests.gateway.ledger_faults`.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from gateway.explain.rows import (
    Change,
    Checkpoint,
    Claim,
    Edit,
    Entry,
    Foreign,
    Gap,
    Ledger,
    Method,
    Reversal,
    Session,
    State,
    Stored,
)
from gateway.wire import CREDITS, DEBITS, Position

ZONE = ZoneInfo("Europe/Belgrade")
BEGIN = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)
HERE = Position(epoch="e", snapshot="1:1:")
ME, OTHER = 1, 2
BACKEND, HAND = "svetu_backend", "postgres"
LONG_AGO = BEGIN - timedelta(days=90)
METHODS = [
    Method(code, active=True, minimum=100, maximum=10**9, fee_percentage=share, fixed_fee=fixed,
           created_at=LONG_AGO, used_nearby=False)
    for code, share, fixed in (
        ("bank_transfer", 0, 10_000), ("ips_qr", 80, 0), ("mock_payment", 0, 0),
        ("post_office", 150, 5_000),
    )
]  # fmt: skip


@dataclass(frozen=True)
class Insert:
    """A new row of ``balance_transactions``."""

    user: int
    state: State
    has_texts: bool = True
    test: bool = False
    clock: timedelta = timedelta()
    """How wrong the backend's clock is."""


@dataclass(frozen=True)
class Alter:
    """One column of a transaction gets another value; ``user`` is a column too."""

    id: int
    column: str
    value: Any


@dataclass(frozen=True)
class Delete:
    """A transaction goes."""

    id: int


@dataclass(frozen=True)
class Add:
    """What every credit does: add to the balance, make the row if there is none."""

    user: int
    amount: int


@dataclass(frozen=True)
class Settle:
    """A column of the balance is set, by hand."""

    user: int
    column: str
    value: Any


@dataclass(frozen=True)
class TakeBack:
    """This product notes that one transaction took another back."""

    deposit: int
    reversal: int


@dataclass(frozen=True)
class Page:
    """This product has opened a payment page, and with it booked these transactions."""

    user: int
    state: str
    amount: int
    booked: tuple[int, ...] = ()


Statement = Insert | Alter | Delete | Add | Settle | TakeBack | Page


@dataclass
class Commit:
    """Statements of one commit, and who sends them; ``xid`` and ``at`` once it has happened."""

    statements: tuple[Statement, ...]
    role: str
    at: datetime = BEGIN
    xid: int = 0


@dataclass
class Shop:
    """The marketplace's tables and our log, as they would be."""

    dice: random.Random
    now: datetime = BEGIN
    script: list[Commit | str] = field(default_factory=list)
    transactions: dict[int, tuple[int, Entry]] = field(default_factory=dict)
    balances: dict[int, Stored] = field(default_factory=dict)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    edits: dict[int, list[Edit]] = field(default_factory=dict)
    checkpoints: dict[int, list[Checkpoint]] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    reversals: list[Reversal] = field(default_factory=list)
    pages: list[Session] = field(default_factory=list)
    began_at: datetime | None = None
    last_before: int = 0
    is_capturing: bool = False
    ids: int = 0
    pos: int = 0
    is_mock_active: bool = True
    amounts: tuple[int, ...] = (1, 99, 200_000, 10_000)

    def commit(self, *statements: Statement, role: str = BACKEND, after: float = 3600) -> Commit:
        """Commit ``after`` so many seconds."""
        self.now += timedelta(seconds=after)
        commit = Commit(statements, role, self.now, xid=len(self.script) + 1)
        self.script.append(commit)
        for statement in statements:
            self._apply(statement, commit)
        return commit

    def install(self) -> None:
        """Let the log begin."""
        self.now += timedelta(minutes=1)
        self.script.append("install")
        self.is_capturing = True
        self.began_at, self.last_before = self.now, self.ids
        for user, stored in self.balances.items():
            self.checkpoints[user] = [Checkpoint(0, stored.balance, self.now)]

    def capture(self, *, on: bool) -> None:
        """Switch the triggers off, or on again: then the gap is admitted."""
        self.script.append("on" if on else "off")
        self.is_capturing = on
        self.now += timedelta(minutes=1)
        if on:
            self.pos += 1
            self.gaps.append(Gap(self.pos, self.now, "capture"))

    def deactivate(self) -> None:
        """Switch the method off that every completion needs (contract Q5)."""
        self.script.append("mock off")
        self.is_mock_active = False

    def ledger(self, user: int = ME, claim: Claim = Claim()) -> Ledger:  # noqa: B008
        """Return the rows that an explanation is made from."""
        assert self.began_at is not None
        as_of = self.now + timedelta(hours=2)
        open_gap = [] if self.is_capturing else [Gap(None, as_of, "capture")]
        return Ledger(
            user_id=user,
            registered_at=BEGIN - timedelta(days=30),
            stored=self.balances.get(user),
            entries=[entry for owner, entry in self.transactions.values() if owner == user],
            changes=self.changes.get(user, []),
            edits=self.edits.get(user, []),
            checkpoints=self.checkpoints.get(user, []),
            gaps=[*self.gaps, *open_gap],
            began_at=self.began_at,
            last_before=self.last_before,
            is_pruned=False,
            pruned_at=None,
            methods=[
                method._replace(active=self.is_mock_active or method.code != "mock_payment")
                for method in METHODS
            ],
            foreign=list(self._foreign(user, claim)),
            reversals=[r for r in self.reversals if self._owner(r.deposit) == user],
            sessions=[
                page._replace(transactions=[i for i in page.transactions if self._stands(i, page)])
                for page in self.pages
                if page.user_id == claim.session_user
                and page.at.replace(microsecond=0) == claim.session_at
            ],
            as_of=as_of,
        )

    def _owner(self, id_: int) -> int | None:
        return self.transactions[id_][0] if id_ in self.transactions else None

    def _stands(self, id_: int, page: Session) -> bool:
        """Whether what a page booked is still that user's, and completed."""
        if self._owner(id_) != page.user_id:
            return False
        return self.transactions[id_][1].state.status == "completed"

    def _foreign(self, user: int, claim: Claim) -> list[Foreign]:
        if claim.amount is None or claim.since is None or claim.until is None:
            return []
        return [
            Foreign(entry.id, owner, entry.state, entry.at)
            for owner, entry in self.transactions.values()
            if owner != user and abs(entry.state.amount) == claim.amount
            and entry.state.status == "completed" and entry.state.type == "deposit"
            and entry.at is not None and claim.since <= entry.at <= claim.until
        ]  # fmt: skip

    def _apply(self, statement: Statement, commit: Commit) -> None:
        match statement:
            case Insert(user, state, has_texts, test, clock):
                self.ids += 1
                wall = (self.now + clock).astimezone(ZONE).replace(tzinfo=None)
                entry = Entry(self.ids, state, wall, ZONE, has_texts, test)
                self.transactions[self.ids] = (user, entry)
                self._log_edit(commit, user, self.ids, None, state)
            case Alter(id_, column, value):
                self._alter(commit, id_, column, value)
            case Delete(id_):
                user, entry = self.transactions.pop(id_)
                self._log_edit(commit, user, id_, entry.state, None)
            case Add(user, amount):
                before = self.balances.get(user)
                after = before or Stored(0, 0, "RSD")
                after = after._replace(balance=after.balance + amount)
                self._log_change(commit, user, before, after)
            case Settle(user, column, value):
                before = self.balances[user]
                self._log_change(commit, user, before, before._replace(**{column: value}))
            case TakeBack(deposit, reversal):
                self.reversals.append(Reversal(deposit, reversal))
            case Page(user, state, amount, booked):
                due = self.now + timedelta(minutes=30) if state == "open" else None
                self.pages.append(Session(user, state, amount, self.now, due, len(booked), booked))

    def _alter(self, commit: Commit, id_: int, column: str, value: Any) -> None:
        user, entry = self.transactions[id_]
        if column == "user":
            self.transactions[id_] = (value, entry)
            self._log_edit(commit, user, id_, entry.state, None, other=value)
            self._log_edit(commit, value, id_, None, entry.state, other=user)
            return
        state = entry.state._replace(**{column: value})
        self.transactions[id_] = (user, entry._replace(state=state))
        self._log_edit(commit, user, id_, entry.state, state)

    def _log_edit(
        self, commit: Commit, user: int, id_: int, before: State | None, after: State | None,
        other: int | None = None,
    ) -> None:  # fmt: skip
        if self.is_capturing and before != after:
            self.pos += 1
            self.edits.setdefault(user, []).append(
                Edit(self.pos, commit.xid, commit.at, id_, before, after, other, commit.role, "")
            )

    def _log_change(self, commit: Commit, user: int, before: Stored | None, after: Stored) -> None:
        self.balances[user] = after
        if self.is_capturing and before != after:
            self.pos += 1
            old = before or (None, None, None)
            self.changes.setdefault(user, []).append(
                Change(self.pos, commit.xid, commit.at, old[0], after[0], old[1], after[1], old[2],
                       after[2], commit.role, "")
            )  # fmt: skip


def booked(
    kind: str, amount: int, *, status: str = "completed", method: str | None = "mock_payment",
    currency: str = "RSD", user: int = ME,
) -> Insert:  # fmt: skip
    """Return a transaction's row."""
    return Insert(user, State(kind, amount, currency, status, method))


def live(shop: Shop, commits: int, user: int = ME) -> None:
    """Let a customer live: everything that the contract knows, and nothing wrong."""
    dice = shop.dice
    pending: list[tuple[int, State]] = []
    for _ in range(commits):
        roll = dice.random()
        after = dice.choice((0.001, 1, 90, 3600, 86_400))
        if pending and roll < 0.15:
            id_, state = pending.pop(dice.randrange(len(pending)))
            status = dice.choice(("completed", "completed", "failed", "cancelled"))
            done = replace_status(state, status)
            shop.commit(Alter(id_, "status", status), *_moving(user, done), after=after)
        elif roll < 0.2:
            shop.commit(Add(user, 0), after=after)  # somebody looks: W1
        elif roll < 0.3:
            _serve(shop, user, after)
        else:
            state = _drawn(shop)
            shop.commit(Insert(user, state), *_moving(user, state), after=after)
            if state.status == "pending":
                pending.append((shop.ids, state))


def replace_status(state: State, status: str) -> State:
    return state._replace(status=status)


def _moving(user: int, state: State) -> tuple[Statement, ...]:
    return (Add(user, state.effect),) if state.effect else ()


def _drawn(shop: Shop) -> State:
    dice = shop.dice
    kind = dice.choice(sorted(CREDITS | DEBITS))
    amount = dice.choice((*shop.amounts, dice.randrange(1, 10**7)))
    status = dice.choice(("completed",) * 4 + ("pending", "failed", "cancelled"))
    return State(kind, amount * dice.choice((1, 1, -1)), "RSD", status, "mock_payment")


def _serve(shop: Shop, user: int, after: float) -> None:
    """Book a service as its writers did: the two halves in two commits (contract §5.5)."""
    amount = shop.dice.choice((2500, 12_000, 1_500_000))
    sign = shop.dice.choice((1, -1))
    halves: list[Statement] = [
        Insert(user, State("service_payment", amount * sign, "RSD", "completed", "balance")),
        Add(user, -amount),
    ]
    shop.dice.shuffle(halves)
    shop.commit(halves[0], after=after)
    shop.commit(halves[1], after=shop.dice.choice((0.01, 2)))


def clean(dice: random.Random, commits: int = 12, *, seeded: bool = False) -> Shop:
    """Return a shop with a past, an installation and a present; ``seeded``: with a drift (Q14)."""
    shop = Shop(dice)
    if seeded:
        shop.commit(Add(ME, dice.randrange(1, 10**9)))
    live(shop, dice.randrange(commits + 1))
    shop.install()
    live(shop, dice.randrange(commits + 1))
    return shop

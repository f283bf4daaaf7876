"""A complaint: the ledger laid out, what the customer says, and what is evidence of what."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from gateway.explain.answers import Evidence, Outcome
from gateway.explain.replay import Replay
from gateway.explain.rows import COMPLETED, Change, Claim, Edit, Entry, Session, State
from gateway.explain.steps import Step
from gateway.wire import direction

BEFORE, AFTER = timedelta(minutes=10), timedelta(minutes=60)
"""How far from an exact time a payment may be: a session lasts for 30 minutes (contract §4.2)."""
MOST = 20
"""Rows of evidence a hypothesis shows; the newest."""


class Finding(NamedTuple):
    """How a hypothesis ends, and the rows that show it."""

    outcome: Outcome
    evidence: list[Evidence]


def proved(evidence: Iterable[Evidence]) -> Finding:
    """Return that it is so."""
    return Finding("proved", _newest(evidence))


def excluded(evidence: Iterable[Evidence] = ()) -> Finding:
    """Return that it is not so."""
    return Finding("excluded", _newest(evidence))


def cannot_tell(evidence: Iterable[Evidence] = ()) -> Finding:
    """Return that nobody can know from these rows."""
    return Finding("cannot_tell", _newest(evidence))


def _newest(evidence: Iterable[Evidence]) -> list[Evidence]:
    return list(evidence)[-MOST:]


class Case:
    """What all hypotheses ask."""

    def __init__(self, replay: Replay, claim: Claim) -> None:
        self.replay = replay
        self.ledger = replay.ledger
        self.claim = claim

    @cached_property
    def whole_since(self) -> datetime | None:
        """Since when what is not in the log has not been; None: it may have been a moment ago."""
        ledger = self.ledger
        if self.replay.has_holes or any(gap.pos is None for gap in ledger.gaps):
            return None
        times = [ledger.began_at, *(gap.at for gap in ledger.gaps)]
        return max([*times, ledger.pruned_at] if ledger.pruned_at else times)

    @cached_property
    def young(self) -> frozenset[int]:
        """Commits whose other half may still come, by xid."""
        return frozenset(step.xid for step in self.replay.young)

    def is_whole(self, since: datetime | None) -> bool:
        """Whether the log has everything of this user since then (None: since ever)."""
        known = [at for at in (since, self.ledger.registered_at) if at is not None]
        return self.whole_since is not None and bool(known) and max(known) >= self.whole_since

    def unless_missed(self) -> Finding:
        """Exclude what was not found, unless the log, or amounts from before it, leave room."""
        replay = self.replay
        if self.whole_since is None or self.ledger.gaps or self.ledger.is_pruned:
            return cannot_tell([self.log])
        if replay.drift_before or replay.riddles_before:
            return cannot_tell([self.opening])
        return excluded()

    @cached_property
    def logged(self) -> dict[int, Step]:
        """The commit that completed each transaction, or else the one that made it."""
        found: dict[int, Step] = {}
        for step in self.replay.steps:
            for edit in step.edits:
                if edit.id not in found or _completes(edit):
                    found[edit.id] = step
        return found

    @cached_property
    def made_at(self) -> dict[int, datetime]:
        """When each transaction's row was made, by the database's clock."""
        edits = self.ledger.edits
        return {e.id: e.at for e in edits if e.before is None and e.other is None}

    def moment(self, entry: Entry) -> datetime | None:
        """When a transaction was booked; without a log, by the backend's clock."""
        step = self.logged.get(entry.id)
        return step.at if step else entry.at

    def is_claimed(self, entry: Entry) -> bool:
        """Whether a transaction may be the one that the customer means, its amount aside."""
        if direction(entry.state.type) < 0:
            return False
        since, until = self.claim.since, self.claim.until
        if since is None or until is None:
            return True
        # Begun then, and completed days later, it is still that one.
        times = (self.moment(entry), self.made_at.get(entry.id, entry.at))
        return any(at is not None and since <= at <= until for at in times)

    def is_close(self, at: datetime | None) -> bool:
        """Whether a moment is where the customer says that it was, give or take a session."""
        said = self.claim.at
        if at is None or said is None or not self.claim.is_exact:
            return False
        return -BEFORE <= at - said <= AFTER

    @cached_property
    def around(self) -> list[Entry]:
        """Transactions that the customer may mean, whatever their amount."""
        return [entry for entry in self.ledger.entries if self.is_claimed(entry)]

    @cached_property
    def claimed(self) -> list[Entry]:
        """Those of exactly the amount; all if the customer names none."""
        amount = self.claim.amount
        return [e for e in self.around if amount is None or abs(e.state.amount) == amount]

    @cached_property
    def credited(self) -> list[Entry]:
        """Those of these that are completed."""
        return [entry for entry in self.claimed if entry.state.status == COMPLETED]

    def has_landed(self, entry: Entry) -> bool:
        """Whether the log shows that a transaction has moved the balance."""
        step = self.logged.get(entry.id)
        if step is None or entry.state.status != COMPLETED:
            return False
        return step.residual == 0 or step.xid in self.replay.mates

    @cached_property
    def by_id(self) -> dict[int, Entry]:
        """This user's transactions."""
        return {entry.id: entry for entry in self.ledger.entries}

    @cached_property
    def reversals(self) -> list[tuple[Entry, Entry]]:
        """Test deposits that this product took back, each with what took it back."""
        pairs = [(self.by_id.get(d), self.by_id.get(r)) for d, r in self.ledger.reversals]
        return [(d, r) for d, r in pairs if d and r and 0 < d.state.effect == -r.state.effect]

    @cached_property
    def own_sessions(self) -> list[Session]:
        """Payment pages of this user's that the claim names, and this product opened."""
        return [each for each in self.ledger.sessions if each.user_id == self.ledger.user_id]

    def booked_by(self, session: Session) -> list[Entry]:
        """Return what a session has booked, as far as it stands."""
        return [self.by_id[id_] for id_ in session.transactions if id_ in self.by_id]

    # ------------------------------------------------------------------------------- evidence

    def transaction(self, entry: Entry) -> Evidence:
        """Return a transaction as it is now."""
        return _transaction(entry.id, entry.state, self.moment(entry), test=entry.test)

    def transactions(self, entries: Iterable[Entry]) -> list[Evidence]:
        """Return transactions as they are now."""
        return [self.transaction(entry) for entry in list(entries)[-MOST:]]

    def change(self, change: Change) -> Evidence:
        """Return a change of the balance."""
        return Evidence(
            kind="change", pos=change.pos, at=utc(change.at), amount_minor=change.moved,
            currency=change.currency_after, written_by=change.role,
            application=change.application,
        )  # fmt: skip

    def edit(self, edit: Edit) -> Evidence:
        """Return a change of a transaction, as it left it (or what it took away)."""
        state = edit.after or edit.before
        assert state is not None  # noqa: S101  (a log row has one of them)
        return Evidence(
            kind="edit", id=edit.id, pos=edit.pos, at=utc(edit.at), amount_minor=edit.booked,
            type=state.type, currency=state.currency, method=state.method, user_id=edit.other,
            status=state.status if edit.after else None, written_by=edit.role,
            application=edit.application, text=None if edit.after else "gone",
        )  # fmt: skip

    def step(self, step: Step) -> list[Evidence]:
        """Return everything a commit did."""
        return [*map(self.change, step.changes), *map(self.edit, step.edits)]

    def steps(self, steps: Iterable[Step]) -> list[Evidence]:
        """Return everything some commits did."""
        return [evidence for step in list(steps)[-MOST:] for evidence in self.step(step)]

    def sessions(self, sessions: Iterable[Session]) -> list[Evidence]:
        """Return payment pages: an open one by when it is due, others by when they began."""
        return [
            Evidence(
                kind="session", at=utc((s.due_at if s.state == "open" else None) or s.at),
                amount_minor=s.amount, status=s.state, text=self.claim.session,
                user_id=None if s.user_id == self.ledger.user_id else s.user_id,
            )
            for s in sessions
        ]  # fmt: skip

    @property
    def log(self) -> Evidence:
        """The log itself: since when it is whole, or that it is not."""
        since = self.whole_since
        return Evidence(
            kind="log", at=utc(since or self.ledger.began_at), text=None if since else "holes"
        )

    def absence(self, since: datetime | None) -> list[Evidence]:
        """What proves that something has not been there since then (`is_whole`)."""
        registered, whole = self.ledger.registered_at, self.whole_since
        if registered is None or (since is not None and whole is not None and since >= whole):
            return [self.log]
        # Older than the log it could not be: there was nobody whose it was.
        return [Evidence(kind="account", at=utc(registered)), self.log]

    @property
    def opening(self) -> Evidence:
        """The balance with which the log began, or nothing if there was none."""
        at = self.replay.opening.at if self.replay.opening else self.ledger.began_at
        return Evidence(kind="checkpoint", at=utc(at), amount_minor=self.replay.opened_with)

    @property
    def balance(self) -> Evidence:
        """The balance as it is stored."""
        stored = self.ledger.stored
        return Evidence(
            kind="balance",
            amount_minor=stored.balance if stored else None,
            currency=stored.currency if stored else None,
        )


def foreign(id_: int, user_id: int, state: State, at: datetime | None) -> Evidence:
    """Return a transaction of somebody else."""
    return _transaction(id_, state, at, user_id=user_id)


def _transaction(
    id_: int, state: State, at: datetime | None, *, user_id: int | None = None, test: bool = False
) -> Evidence:
    sign = direction(state.type)
    return Evidence(
        kind="transaction", id=id_, user_id=user_id, at=at and utc(at),
        amount_minor=sign * abs(state.amount) if sign else state.amount, type=state.type,
        status=state.status, currency=state.currency, method=state.method,
        text="test" if test else None,
    )  # fmt: skip


def utc(moment: datetime) -> datetime:
    """Return the same moment, as all answers name it."""
    return moment.astimezone(UTC)


def _completes(edit: Edit) -> bool:
    is_done = edit.after is not None and edit.after.status == COMPLETED
    return is_done and (edit.before is None or edit.before.status != COMPLETED)


def equal_pairs(entries: Iterable[Entry], within: timedelta) -> list[tuple[Entry, Entry]]:
    """Return neighbours of one amount and method that are so close in time (contract Q4)."""
    last: dict[tuple[int, str | None], Entry] = {}
    found = []
    for entry in entries:
        if entry.wall is None:
            continue
        key = (abs(entry.state.amount), entry.state.method)
        before = last.get(key)
        # Both by the backend's clock, whatever zone that is in.
        if before and before.wall and abs(entry.wall - before.wall) <= within:
            found.append((before, entry))
        last[key] = entry
    return found

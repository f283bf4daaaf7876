"""Sets a user's transactions beside the changes of the balance, commit by commit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from gateway.explain.pairing import SOON, may_go_on, pair_nearby, pair_unlogged
from gateway.explain.rows import Change, Checkpoint, Edit, Entry, Ledger, State
from gateway.explain.steps import Break, Hidden, Step


@dataclass(frozen=True)
class Replay:
    """A ledger, laid out. ``steps`` are the commits since ``opening``, in their order."""

    ledger: Ledger
    opening: Checkpoint | None
    steps: list[Step]
    breaks: list[Break]
    unlogged: list[Entry]
    pruned: list[Entry]
    hidden: list[Hidden]

    @cached_property
    def touched(self) -> list[Step]:
        """Commits that did more to a transaction than make it."""
        return [
            step for step in self.steps
            if any(edit.before is not None or edit.other is not None for edit in step.edits)
        ]  # fmt: skip

    @property
    def opened_with(self) -> int:
        """The balance where the log's proof begins."""
        return self.opening.balance if self.opening else 0

    @property
    def stored(self) -> int:
        """The balance as it is stored now; no row is 0."""
        return self.ledger.stored.balance if self.ledger.stored else 0

    @cached_property
    def mates(self) -> dict[int, int]:
        """Commits of a writer that is not atomic, by xid: the balance's and the transaction's."""
        return pair_nearby(self.steps)

    @cached_property
    def open_steps(self) -> list[Step]:
        """Commits whose two sides are unequal, and that no other commit makes up for."""
        return [step for step in self.steps if step.residual and step.xid not in self.mates]

    @cached_property
    def found_again(self) -> dict[int, int]:
        """Transactions that the log does not have, by id: the ``pos`` of what they explain."""
        return pair_unlogged(self.unlogged, self.breaks, self.open_steps)

    @cached_property
    def loose(self) -> list[Step]:
        """Commits that nothing explains."""
        explained = set(self.found_again.values())
        return [step for step in self.open_steps if step.pos not in explained]

    @cached_property
    def unexplained(self) -> frozenset[int]:
        """The xids of these."""
        return frozenset(step.xid for step in self.loose)

    @cached_property
    def young(self) -> list[Step]:
        """Loose commits whose other half may still come."""
        since = self.ledger.as_of - SOON
        late = [step for step in self.loose if step.at >= since]
        bookers = {(edit.role, edit.application) for edit in self.ledger.edits} if late else set()
        return [step for step in late if may_go_on(step, bookers)]

    @cached_property
    def drift(self) -> int:
        """Stored − replayed, since the opening."""
        return self.stored - self.opened_with - sum(s.booked for s in self.steps) - self._behind

    @cached_property
    def drift_before(self) -> int:
        """Opening balance − what the transactions from before it add up to."""
        now = sum(entry.state.effect for entry in self.ledger.entries)
        since = sum(step.booked - step.guessed for step in self.steps)
        return self.opened_with - (now - since - self._behind)

    @cached_property
    def riddles_before(self) -> list[Entry]:
        """Completed transactions from before the log that move money nobody knows where to."""
        riddles = [entry for entry in self.ledger.entries if entry.state.is_riddle]
        logged = {edit.id for edit in self.ledger.edits} if riddles else ()
        return [entry for entry in riddles if entry.id not in logged]

    @property
    def has_holes(self) -> bool:
        """Whether this user's own rows show that the log misses something of theirs."""
        return bool(self.breaks or self.unlogged or self.hidden)

    @cached_property
    def _behind(self) -> int:
        return sum(entry.state.effect for entry in self.unlogged) + sum(
            hidden.moved for hidden in self.hidden
        )


def replay(ledger: Ledger) -> Replay:
    """Lay a ledger out, from its newest checkpoint on."""
    opening = ledger.checkpoints[-1] if ledger.checkpoints else None
    since = opening.pos if opening else 0
    over = {change.xid for change in ledger.changes if change.pos <= since}
    changes = [change for change in ledger.changes if change.pos > since]
    edits = [edit for edit in ledger.edits if edit.xid not in over]
    unlogged, pruned = _without_a_log(ledger)
    return Replay(
        ledger=ledger,
        opening=opening,
        steps=_steps(changes, edits),
        breaks=list(_breaks(ledger, changes, opening.balance if opening else 0)),
        unlogged=unlogged,
        pruned=pruned,
        hidden=list(_hidden(ledger)),
    )


def _steps(changes: Sequence[Change], edits: Sequence[Edit]) -> list[Step]:
    by_commit: dict[int, tuple[list[Change], list[Edit]]] = {}
    for change in changes:
        by_commit.setdefault(change.xid, ([], []))[0].append(change)
    for edit in edits:
        by_commit.setdefault(edit.xid, ([], []))[1].append(edit)
    # Whoever changes a row after somebody else has waited for that one's commit: so its last pos
    # is higher.
    steps = [_step(xid, *rows) for xid, rows in by_commit.items()]
    return sorted(steps, key=lambda step: step.pos)


def _step(xid: int, changes: list[Change], edits: list[Edit]) -> Step:
    last: Change | Edit = changes[-1] if changes else edits[-1]
    if edits and edits[-1].pos > last.pos:
        last = edits[-1]
    moved = booked = guessed = 0
    for change in changes:
        moved += change.moved
    for edit in edits:
        booked += edit.booked
    if moved != booked and (riddles := [edit.riddles for edit in edits if edit.riddles]):
        guessed = _guess(moved - booked, riddles)
        booked += guessed
    return Step(xid, last.pos, last.at, tuple(changes), tuple(edits), moved, booked, guessed)


def _guess(residual: int, riddles: Sequence[int]) -> int:
    """Return the residual if amounts of unknown direction can make it up, else 0."""
    if len(riddles) > 6:
        return 0
    ways = product((1, -1, 0), repeat=len(riddles))
    sums = (sum(w * r for w, r in zip(way, riddles, strict=True)) for way in ways)
    return residual if residual in sums else 0


def _breaks(ledger: Ledger, changes: Iterable[Change], balance: int) -> Iterable[Break]:
    for change in changes:
        if (change.before or 0) != balance:
            yield Break(change.pos, change.at, balance, change.before or 0)
        balance = change.after or 0
    stored = ledger.stored.balance if ledger.stored else 0
    if stored != balance:
        yield Break(None, ledger.as_of, balance, stored)


def _without_a_log(ledger: Ledger) -> tuple[list[Entry], list[Entry]]:
    """Return the transactions since the log began that it does not have: hidden, and pruned."""
    logged = {edit.id for edit in ledger.edits}
    missing = [e for e in ledger.entries if e.id > ledger.last_before and e.id not in logged]
    first = min((e.id for e in ledger.edits if e.before is None), default=None)
    if not ledger.is_pruned:
        return missing, []
    pruned = [entry for entry in missing if first is None or entry.id < first]
    return missing[len(pruned) :], pruned


def _hidden(ledger: Ledger) -> Iterable[Hidden]:
    """Find transactions that changed without the log."""
    known: dict[int, Edit] = {}
    # What the log must have from the first on, unless that was pruned.
    newer = () if ledger.is_pruned else ledger.edits
    unseen = {edit.id for edit in newer if edit.id > ledger.last_before}
    for edit in ledger.edits:
        last = known.get(edit.id)
        if last is not None and last.after != edit.before:
            yield _difference(edit, last.after, edit.before)
        elif last is None and edit.before is not None and edit.id in unseen:
            yield _difference(edit, None, edit.before)
        known[edit.id] = edit
    now = {entry.id: entry.state for entry in ledger.entries}
    for edit in known.values():
        if now.get(edit.id) != edit.after:
            yield _difference(edit, edit.after, now.get(edit.id))


def _difference(edit: Edit, expected: State | None, found: State | None) -> Hidden:
    before, after = (state.effect if state else 0 for state in (expected, found))
    return Hidden(edit.id, edit, expected, found, after - before)

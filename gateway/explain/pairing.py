"""Finds the other half of a commit that has only one: nearby in time, or outside of the log."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence, Set
from datetime import datetime, timedelta

from gateway.explain.rows import Entry
from gateway.explain.steps import Break, Step

NOT_ATOMIC = frozenset({"service_payment"})
"""What writers booked that did not do it in one commit with the balance (contract §5.5)."""
NEAR, SOON = timedelta(seconds=60), timedelta(seconds=10)
"""How far apart halves may be; and until when one that has not come may still come: a writer that
is alive goes on at once."""
Writer = tuple[str, str]
"""Role and application."""


def pair_nearby(steps: Sequence[Step]) -> dict[int, int]:
    """Pair each booking of a writer that is not atomic with an equal change close in time.

    Returns the xids, each by the other.
    """
    bookings = [step for step in steps if is_half_booked(step)]
    free: defaultdict[int, list[Step]] = defaultdict(list)
    for step in sorted(steps, key=_at) if bookings else ():
        if step.moved and not step.booked:
            free[step.moved].append(step)
    mates: dict[int, int] = {}
    for booking in bookings:
        changes = free[booking.booked]
        place = _nearest(changes, booking.at)
        if place is not None and abs(changes[place].at - booking.at) <= NEAR:
            mate = changes.pop(place)
            mates[mate.xid], mates[booking.xid] = booking.xid, mate.xid
    return mates


def _nearest(steps: Sequence[Step], at: datetime) -> int | None:
    """Return the place of the step closest to a moment, the first of equals; they are by time."""
    after = bisect_left(steps, at, key=_at)
    places = [after] if after < len(steps) else []
    if after:
        places.append(bisect_left(steps, steps[after - 1].at, key=_at))
    return min(
        places, key=lambda place: (abs(steps[place].at - at), steps[place].pos), default=None
    )


def _at(step: Step) -> datetime:
    return step.at


def is_half_booked(step: Step) -> bool:
    """Whether a commit is the transaction's half of what a writer does in two."""
    return (
        step.booked != 0
        and not step.moved
        and all(e.after is not None and e.after.type in NOT_ATOMIC for e in step.edits if e.booked)
    )


def may_go_on(step: Step, bookers: Set[Writer]) -> bool:
    """Whether a commit may be the first half of what a writer does in two.

    ``bookers`` are known to book this user's transactions: another than these would not, unless
    none is known.
    """
    if is_half_booked(step):
        return True
    is_half_paid = step.moved < 0 and not step.booked and step.changes[-1].after is not None
    writers = {(change.role, change.application) for change in step.changes}
    return is_half_paid and (not bookers or bool(writers & bookers))


def pair_unlogged(
    unlogged: Iterable[Entry], breaks: Sequence[Break], steps: Sequence[Step]
) -> dict[int, int]:
    """Pair transactions that the log does not have with what they explain, by their amounts.

    Returns the ``pos`` of a change by transaction id; -1 is the balance as it is stored now.
    """
    open_amounts = {step.pos: step.residual for step in steps if not step.booked}
    for gap in breaks:
        pos = -1 if gap.pos is None else gap.pos
        open_amounts[pos] = open_amounts.get(pos, 0) + gap.size
    by_amount: defaultdict[int, deque[int]] = defaultdict(deque)
    for pos, size in open_amounts.items():
        by_amount[size].append(pos)
    return {
        entry.id: by_amount[entry.state.effect].popleft()
        for entry in unlogged
        if entry.state.effect and by_amount[entry.state.effect]
    }

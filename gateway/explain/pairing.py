"""Finds the other half of a commit that has only one: nearby in time, or outside of the log."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from gateway.explain.rows import Entry
from gateway.explain.steps import Break, Step

NOT_ATOMIC = frozenset({"service_payment"})
"""What writers booked that did not do it in one commit with the balance (contract §5.5)."""
NEAR = timedelta(seconds=60)


def pair_nearby(steps: Sequence[Step]) -> dict[int, int]:
    """Pair each booking of a writer that is not atomic with an equal change close in time.

    Returns the xids, each by the other.
    """
    bookings = [step for step in steps if is_half_booked(step)]
    changes: dict[int, list[Step]] = {}
    for step in steps if bookings else ():
        if step.moved and not step.booked:
            changes.setdefault(step.moved, []).append(step)
    mates: dict[int, int] = {}
    for booking in bookings:
        near = [
            change
            for change in changes.get(booking.booked, ())
            if change.xid not in mates and abs(change.at - booking.at) <= NEAR
        ]
        if near:
            mate = min(near, key=lambda change: abs(change.at - booking.at))
            mates[mate.xid], mates[booking.xid] = booking.xid, mate.xid
    return mates


def is_half_booked(step: Step) -> bool:
    """Whether a commit is the transaction's half of what a writer does in two."""
    return (
        step.booked != 0
        and not step.moved
        and all(e.after is not None and e.after.type in NOT_ATOMIC for e in step.edits if e.booked)
    )


def may_go_on(step: Step) -> bool:
    """Whether a commit may be the first half of what a writer does in two."""
    return is_half_booked(step) or (step.moved < 0 and not step.booked)


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
    found: dict[int, int] = {}
    for entry in unlogged:
        amount = entry.state.effect
        fits = [pos for pos, size in open_amounts.items() if amount and size == amount]
        if fits:
            found[entry.id] = fits[0]
            del open_amounts[fits[0]]
    return found

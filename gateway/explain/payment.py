"""Hypotheses about the payment: where it is, if it is anywhere."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from gateway.explain.answers import Evidence
from gateway.explain.case import (
    Case,
    Finding,
    cannot_tell,
    equal_pairs,
    excluded,
    foreign,
    proved,
)
from gateway.explain.faults import credited_twice_in, is_sure, is_taken_back
from gateway.explain.rows import COMPLETED, Entry, Foreign
from gateway.explain.steps import Step
from gateway.wire import direction

PENDING = frozenset({"pending", "processing"})
FAILED = frozenset({"failed", "cancelled"})
KNOWN = PENDING | FAILED | {COMPLETED}
TWICE = timedelta(seconds=60)
"""Equal deposits so close are one, clicked or sent twice (contract Q4, Q24)."""


def never_arrived(case: Case) -> Finding:
    """Nothing that could be the payment has ever been in the ledger."""
    amount, own = case.claim.amount, case.own_sessions
    if any(session.completions for session in own):
        there = [entry for session in own for entry in case.booked_by(session)]
        return excluded([*case.transactions(there), *case.sessions(own)])
    if amount is None:
        said = case.sessions(own)
        return proved(said) if own and not case.around else cannot_tell(said)
    if case.claimed:
        return excluded(case.transactions(case.claimed))
    if other := with_fee(case, amount):
        return excluded(case.transactions(other))
    if traces := [*_gone(case, amount), *_credits(case, amount)]:
        return excluded(traces)
    if own:  # of its own page we know that it never booked anything, log or no log
        return proved([*([case.log] if case.whole_since else []), *case.sessions(own)])
    close = [e for e in case.around if case.is_close(case.moment(e))]
    if not case.is_whole(case.claim.since) or any(_resembles(e, amount) for e in close):
        return cannot_tell([*case.transactions(close), case.log])
    return proved(case.absence(case.claim.since))


def _resembles(entry: Entry, amount: int) -> bool:
    stored = abs(entry.state.amount)
    return stored in (200_000, amount * 100) or stored * 100 == amount


def _gone(case: Case, amount: int) -> list[Evidence]:
    """Claimed transactions that were deleted, or went to another user, or were altered."""
    return [
        case.edit(edit)
        for step in case.replay.touched for edit in step.edits
        if edit.before is not None and abs(edit.before.amount) == amount
        and direction(edit.before.type) >= 0 and _is_within(case, step)
        and (edit.after is None or abs(edit.after.amount) != amount)
    ]  # fmt: skip


def _credits(case: Case, amount: int) -> list[Evidence]:
    """Changes of the balance by the claimed amount that no transaction explains."""
    return [
        case.change(change)
        for step in case.replay.loose for change in step.changes
        if change.moved == amount and _is_within(case, step)
    ]  # fmt: skip


def _is_within(case: Case, step: Step) -> bool:
    since, until = case.claim.since, case.claim.until
    return since is None or until is None or since <= step.at <= until


def pending(case: Case) -> Finding:
    """It was begun and is not completed."""
    rows = [e for e in case.claimed if e.state.status in PENDING]
    opened = _sessions_in(case, "open")
    if rows or opened:
        return proved([*case.transactions(rows), *opened])
    strange = [e for e in case.claimed if e.state.status not in KNOWN]
    return cannot_tell(case.transactions(strange)) if strange else excluded()


def failed(case: Case) -> Finding:
    """It failed, or was called off."""
    taken_back = {e.id for s in case.replay.touched for e in s.edits if is_taken_back(e)}
    rows = [e for e in case.claimed if e.state.status in FAILED and e.id not in taken_back]
    declined = _sessions_in(case, "declined")
    evidence = [*case.transactions(rows), *declined]
    return proved(evidence) if evidence else excluded()


def _sessions_in(case: Case, state: str) -> list[Evidence]:
    """Return the claimed session where it is ours, in that state, and has booked nothing."""
    own = case.own_sessions
    is_so = all(session.state == state and not session.completions for session in own)
    return case.sessions(own) if is_so else []


def reversed_(case: Case) -> Finding:
    """It was credited and taken back."""
    steps = [
        step for step in case.replay.touched
        if step.moved and not step.residual
        and any(is_taken_back(edit) and _is_meant(case, abs(edit.before.amount)) for edit in
                step.edits if edit.before)
    ]  # fmt: skip
    ours = [pair for pair in case.reversals if _is_said(case, *pair)]
    if steps or ours:
        rows = [entry for pair in ours for entry in pair]
        return proved([*case.steps(steps), *case.transactions(rows)])
    known = {back.id for _, back in case.reversals}
    stray = [
        entry for entry in case.ledger.entries
        if entry.test and entry.state.effect < 0 and entry.id not in known and _is_said(case, entry)
    ]  # fmt: skip
    if stray:  # ours, and nothing says of which deposit
        return cannot_tell(case.transactions(stray))
    # Not completed now, and nobody saw whether it ever was.
    unseen = [
        entry for entry in case.claimed
        if entry.state.status in FAILED and entry.id not in case.made_at
    ]  # fmt: skip
    return cannot_tell(case.transactions(unseen)) if unseen else case.unless_missed()


def _is_said(case: Case, *entries: Entry) -> bool:
    """Whether it is the claimed amount, and one of these was when the customer says."""
    since, until = case.claim.since, case.claim.until
    if not _is_meant(case, abs(entries[0].state.amount)):
        return False
    times = [at for at in map(case.moment, entries) if at is not None]
    return since is None or until is None or any(since <= at <= until for at in times)


def _is_meant(case: Case, amount: int) -> bool:
    return case.claim.amount in (None, amount)


def credited_to_other_user(case: Case) -> Finding:
    """Somebody else has it."""
    amount = case.claim.amount
    moved = [
        edit for step in case.replay.touched for edit in step.edits
        if edit.other is not None and edit.before is not None
        and _is_meant(case, abs(edit.before.amount))
    ]  # fmt: skip
    sessions = [each for each in case.ledger.sessions if each.user_id != case.ledger.user_id]
    booked = {id_ for each in sessions for id_ in each.transactions}
    if moved or booked:
        theirs = [row for row in case.ledger.foreign if row.id in booked]
        pages = case.sessions(sessions) if booked else []
        return proved([*map(case.edit, moved), *_foreign(theirs), *pages])
    if case.credited and amount is not None:
        return excluded(case.transactions(case.credited))
    if amount is None or case.claim.since is None:
        return case.unless_missed() if amount is None else cannot_tell()
    rows = list(case.ledger.foreign)
    named = case.claim.session_user
    if named is not None and named != case.ledger.user_id and not sessions:
        theirs = [row for row in rows if row.user_id == named and _is_of_session(case, row)]
        if len(theirs) == 1:
            return proved(_foreign(theirs))
    if rows or not case.is_whole(case.claim.since):
        return cannot_tell(_foreign(rows))
    return excluded()


def _is_of_session(case: Case, row: Foreign) -> bool:
    begun = case.claim.session_at
    if begun is None or row.at is None:
        return False
    return -TWICE <= row.at - begun <= timedelta(minutes=30)


def _foreign(rows: Iterable[Foreign]) -> list[Evidence]:
    return [foreign(row.id, row.user_id, row.state, row.at) for row in rows]


def credited_twice(case: Case) -> Finding:
    """One payment was booked two times."""
    doubled = [step for step in case.replay.loose if credited_twice_in(step)]
    pairs = equal_pairs((e for e in case.credited if direction(e.state.type) > 0), TWICE)
    rows = list(dict.fromkeys(entry for pair in pairs for entry in pair))
    is_said = case.claim.amount is not None and case.claim.since is not None
    landed = rows if is_said and all(case.has_landed(entry) for entry in rows) else []
    sure = [step for step in doubled if is_sure(case, step)]
    pages = [each for each in case.own_sessions if len(set(each.transactions)) > 1]
    by_page = [entry for each in pages for entry in case.booked_by(each)]
    landed = list(dict.fromkeys([*landed, *by_page]))
    if sure or landed:
        return proved([*case.steps(sure), *case.transactions(landed), *case.sessions(pages)])
    booked = _booked_at(case)
    again = [
        step for step in case.replay.loose
        if step.moved > 0 and not step.booked and _is_near(booked.get(step.moved, ()), step.at)
    ]  # fmt: skip
    evidence = [*case.steps(doubled), *case.transactions(rows), *case.steps(again)]
    return cannot_tell(evidence) if evidence else case.unless_missed()


def _booked_at(case: Case) -> dict[int, list[datetime]]:
    """Return when each amount was credited as it was booked, in order."""
    times: dict[int, list[datetime]] = {}
    if any(step.moved > 0 and not step.booked for step in case.replay.loose):
        for step in case.replay.steps:
            if step.booked == step.moved > 0:
                times.setdefault(step.moved, []).append(step.at)
    return {amount: sorted(moments) for amount, moments in times.items()}


def _is_near(moments: Sequence[datetime], at: datetime) -> bool:
    place = bisect_left(moments, -TWICE, key=lambda moment: moment - at)
    return place < len(moments) and moments[place] - at <= TWICE


def with_fee(case: Case, amount: int) -> list[Entry]:
    """Return deposits of what the customer paid and the method's fee on top (contract Q1)."""
    methods = {method.code: method for method in case.ledger.methods}
    found = []
    for entry in case.around:
        method = methods.get(entry.state.method or "")
        fee = method.fee(amount) if method else 0
        if fee and abs(entry.state.amount) == amount + fee and entry.state.type == "deposit":
            found.append(entry)
    return found


def fee_added(case: Case) -> Finding:
    """The fee was added to what was credited."""
    if case.claim.amount is None:
        charging = {m.code for m in case.ledger.methods if m.fee_percentage or m.fixed_fee}
        rows = [
            e for e in case.credited if e.state.method in charging and e.state.type == "deposit"
        ]
        return cannot_tell(case.transactions(rows)) if rows else excluded()
    if case.credited:
        return excluded(case.transactions(case.credited))
    rows = [e for e in with_fee(case, case.claim.amount) if e.state.status == COMPLETED]
    if not rows:
        return excluded()
    # What was begun for exactly the amount may be what the customer means.
    return (cannot_tell if case.claimed else proved)(case.transactions(rows))


def spent_since(case: Case) -> Finding:
    """It was credited, and the customer has spent of it."""
    credits_ = [e for e in case.credited if direction(e.state.type) > 0]
    if not credits_:
        return excluded()
    landed = [entry for entry in credits_ if case.has_landed(entry)]
    credit = case.logged[landed[-1].id] if landed else None
    taken_back = {back.id for _, back in case.reversals}
    spent = [
        step for step in case.replay.steps
        if credit and step.pos > credit.pos and step.moved < 0 and not step.residual
        and any(edit.booked < 0 and edit.before is None and edit.id not in taken_back
                for edit in step.edits)
    ]  # fmt: skip
    if spent:
        return proved(case.steps(spent))
    later = [
        entry for entry in case.ledger.entries
        if entry.id > credits_[-1].id and entry.state.effect < 0 and entry.id not in taken_back
    ]  # fmt: skip
    if later:  # booked, but nobody saw it move the balance
        return cannot_tell(case.transactions([credits_[-1], *later]))
    return excluded(case.step(credit) if credit else ())


def test_deposit(case: Case) -> Finding:
    """It was booked by this product's own test deposit."""
    rows = [entry for entry in case.claimed if entry.test]
    return proved(case.transactions(rows)) if rows else excluded()

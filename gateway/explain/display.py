"""Hypotheses about what was shown: what the ledger can prove of it, and what only a screen knew."""

from datetime import UTC, datetime, timedelta

from gateway.explain.answers import Evidence
from gateway.explain.case import AFTER, Case, Finding, cannot_tell, excluded, proved, utc
from gateway.explain.payment import failed, never_arrived, pending
from gateway.explain.rows import Entry, Method
from gateway.explain.steps import Step

MOCK = "mock_payment"
CLOSE = timedelta(minutes=5)
QUARTER = timedelta(minutes=15)
JITTER = timedelta(minutes=2)
"""Clocks of zones differ by quarters of an hour; the rest is how long a commit took."""
ENOUGH = 200
"""So many of the newest transactions tell in which zone the backend's clock is."""


def frozen(case: Case) -> Finding:
    """A part of the balance is held back (contract §4.9)."""
    stored = case.ledger.stored
    if stored is None or stored.frozen == 0:
        return excluded()
    changes = [
        case.change(change)
        for step in case.replay.steps for change in step.changes
        if (change.frozen_before or 0) != (change.frozen_after or 0)
    ]  # fmt: skip
    held = Evidence(
        kind="balance", amount_minor=stored.frozen, currency=stored.currency, text="frozen"
    )
    return proved([*changes, held])


def history_unreadable(case: Case) -> Finding:
    """A NULL makes the marketplace's own history of this user fail as a whole (contract Q20)."""
    rows = [entry for entry in case.ledger.entries if not entry.has_texts]
    return proved(case.transactions(rows)) if rows else excluded()


def method_missing_or_inactive(case: Case) -> Finding:
    """Every completion fails as long as the method is not there (contract Q5)."""
    code = case.claim.method or MOCK
    method = next((m for m in case.ledger.methods if m.code == code), None)
    said, evidence = case.claim.at, [_method(code, method)]
    if said is None:
        return excluded(evidence) if method and method.active else proved(evidence)
    if method and method.used_nearby:
        return excluded(evidence)
    # Staff write minutes, a session's id seconds; and who paid may have completed it much later.
    is_late = method and method.created_at and method.created_at > said + AFTER
    if is_late and case.claim.is_exact:
        return proved(evidence)
    return cannot_tell(evidence)


def _method(code: str, method: Method | None) -> Evidence:
    if method is None:
        return Evidence(kind="method", method=code, text="missing")
    return Evidence(
        kind="method", method=code, at=method.created_at and utc(method.created_at),
        text="active" if method.active else "inactive",
    )  # fmt: skip


def read_failure_shown_as_zero(case: Case) -> Finding:
    """The backend could not read the balance and said 0 (contract Q7): only the answer tells."""
    since = case.claim.at
    if since is None:
        stored = case.ledger.stored
        return (
            cannot_tell([case.balance]) if stored and stored.balance else excluded([case.balance])
        )
    if not case.claim.is_exact or not case.is_whole(since):
        is_today = case.claim.until is not None and case.claim.until >= case.ledger.as_of
        stored = case.ledger.stored
        return cannot_tell([case.balance if is_today and stored and stored.balance else case.log])
    left_by = _shown(case, since)
    balance = _left(left_by) if left_by else case.replay.opened_with
    then = left_by.changes[-1] if left_by else None
    left = Evidence(
        kind="balance", amount_minor=balance, at=utc(left_by.at) if left_by else None,
        currency=then.currency_after if then else None,
    )  # fmt: skip
    evidence = [*case.step(left_by), left] if left_by else [case.opening]
    return cannot_tell(evidence) if balance else excluded(evidence)


def _shown(case: Case, moment: datetime) -> Step | None:
    """Return the commit whose balance a page showed about that moment: staff write minutes.

    Of several the newest that left one; None: it is the one that the log began with.
    """
    moved = [step for step in case.replay.steps if step.changes and step.at <= moment + CLOSE]
    before = sum(step.at <= moment - CLOSE for step in moved)
    about = moved[max(0, before - 1) :]
    return next((step for step in reversed(about) if _left(step)), about[-1] if before else None)


def _left(step: Step) -> int:
    return step.changes[-1].after or 0


def display_only(case: Case) -> Finding:
    """The ledger is right, or empty, and the page drew something else (contract §8.5, fact 3)."""
    arrived = never_arrived(case)
    if case.claim.success_page and arrived.outcome == "proved":
        return proved(arrived.evidence)  # a page that is drawn from its address alone
    there = [entry for entry in case.credited if case.has_landed(entry)]
    if there:
        return cannot_tell([*case.transactions(there), case.balance])
    if case.claim.amount is None:
        return cannot_tell([case.balance])
    known = (arrived, pending(case), failed(case))
    return excluded() if any(f.outcome == "proved" for f in known) else cannot_tell()


def clock_offset(case: Case) -> Finding:
    """The marketplace shows another hour than it was (contract Q9)."""
    newest = case.claimed[-ENOUGH:]
    measured = [(e, case.made_at[e.id]) for e in newest if e.id in case.made_at and e.at]
    wrong = [entry for entry, at in measured if _is_off(entry, at)]
    if wrong:
        return proved(map(case.transaction, wrong))
    if case.claim.is_exact and (quoted := [e for e, at in measured if _is_quoted(case, e, at)]):
        return proved(map(case.transaction, quoted))
    unseen = any(e.id > case.ledger.last_before and e.id not in case.made_at for e in case.claimed)
    if measured and not unseen:
        return excluded([case.transaction(measured[-1][0])])
    return cannot_tell()


def _is_off(entry: Entry, at: datetime) -> bool:
    """Whether the backend's clock is not in the zone that install was told."""
    assert entry.at is not None  # noqa: S101  (only such are measured)
    off = entry.at - at
    quarters = round(off / QUARTER)
    return quarters != 0 and abs(off - quarters * QUARTER) <= JITTER and abs(quarters) <= 14 * 4


def _is_quoted(case: Case, entry: Entry, at: datetime) -> bool:
    """Whether the customer names the hour that the history shows, and not the true one."""
    said = case.claim.at
    if said is None or entry.wall is None or abs(said - at) <= CLOSE:
        return False
    return abs(said - entry.wall.replace(tzinfo=UTC)) <= CLOSE


def stale_console(case: Case) -> Finding:
    """The operator's screen was behind: not if there was nothing that it could be behind of."""
    since = case.claim.at
    later = [
        step for step in case.replay.steps
        if step.changes and (since is None or step.at >= since - CLOSE)
    ]  # fmt: skip
    if later:
        return cannot_tell(case.steps(later))
    is_known = case.whole_since is not None and (since is None or since >= case.whole_since)
    return excluded([case.log]) if is_known else cannot_tell([case.log])

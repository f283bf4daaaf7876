"""Hypotheses about the ledger: somebody or something wrote what does not belong together."""

from gateway.explain.answers import Evidence
from gateway.explain.case import Case, Finding, cannot_tell, excluded, proved
from gateway.explain.rows import COMPLETED, Edit, Entry
from gateway.explain.steps import Step


def wrong_sign(case: Case) -> Finding:
    """The balance moved the other way."""
    return _proved_by(case, [step for step in case.replay.loose if is_reversed_sign(step)])


def scaled_by_100(case: Case) -> Finding:
    """Dinars were taken for paras, or the other way round."""
    said = case.claim.amount
    booked = _proved_by(case, [step for step in case.replay.loose if is_scaled(step)])
    if said is None:
        return booked
    scaled = [e for e in case.around if abs(e.state.amount) in (said * 100, said / 100)]
    asked = _instead(case, [entry for entry in scaled if entry.state.status == COMPLETED])
    if "excluded" in (booked.outcome, asked.outcome):
        return asked if booked.outcome == "excluded" else booked
    best = max(booked.outcome, asked.outcome)  # proved, in the order of the alphabet
    rows = [row for each in (booked, asked) if each.outcome == best for row in each.evidence]
    return Finding(best, rows)


def default_amount_2000(case: Case) -> Finding:
    """The request named no amount, and the backend took 2000 (contract Q3)."""
    default = [
        e for e in case.around
        if e.state.status == COMPLETED and e.state.method == "mock_payment"
        and e.state.amount == 200_000 and e.state.type == "deposit"
    ]  # fmt: skip
    if case.claim.amount is None:
        return cannot_tell(case.transactions(default)) if default else excluded()
    if case.claim.amount == 200_000:
        return excluded()
    return _instead(case, default)


def _instead(case: Case, entries: list[Entry]) -> Finding:
    """Judge transactions of another amount that came where the claimed one should have."""
    if not entries:
        return excluded()
    if case.credited:
        return excluded(case.transactions(case.credited))
    close = [entry for entry in entries if case.is_close(case.moment(entry))]
    if len(close) == 1:
        return proved(case.transactions(close))
    return cannot_tell(case.transactions(entries))


def wrong_currency(case: Case) -> Finding:
    """The amount is in another currency than the account, or the account's was changed."""
    stored = case.ledger.stored
    if stored is None:
        return excluded()
    changed = [
        change for step in case.replay.steps for change in step.changes
        if change.currency_before and change.currency_after
        and change.currency_before != change.currency_after
    ]  # fmt: skip
    other = [e for e in case.claimed if e.state.currency != stored.currency]
    if changed or other:
        return proved([*map(case.change, changed), *case.transactions(other)])
    return excluded([case.balance])


def credited_twice_in(step: Step) -> bool:
    """Whether a commit credited its transactions twice."""
    return step.booked > 0 and step.moved == 2 * step.booked


def is_reversed_sign(step: Step) -> bool:
    """Whether the balance moved the wrong way."""
    return step.moved != 0 and step.moved == -step.booked


def is_scaled(step: Step) -> bool:
    """Whether one side is a hundred times the other."""
    moved, booked = step.moved, step.booked
    return moved != 0 and booked != 0 and (moved == 100 * booked or booked == 100 * moved)


def balance_changed_without_transaction(case: Case) -> Finding:
    """Somebody changed the balance, and no transaction says why (contract Q14)."""
    steps = [
        step for step in case.replay.loose
        if step.moved and not (is_reversed_sign(step) or is_scaled(step) or credited_twice_in(step))
    ]  # fmt: skip
    again = set(case.replay.found_again.values())
    breaks = [
        Evidence(
            kind="balance" if gap.pos is None else "change", pos=gap.pos, at=gap.at,
            amount_minor=gap.size, text="not in the log",
        )
        for gap in case.replay.breaks if (-1 if gap.pos is None else gap.pos) not in again
    ]  # fmt: skip
    return _proved_by(case, steps, breaks)


def transaction_without_balance_change(case: Case) -> Finding:
    """A completed transaction that the balance never heard of (contract W3)."""
    steps = [step for step in case.replay.loose if not step.moved and not _alters(step)]
    unlogged = [e for e in case.replay.unlogged if e.id not in case.replay.found_again]
    return _proved_by(case, steps, case.transactions(e for e in unlogged if e.state.effect))


def transaction_edited_or_deleted(case: Case) -> Finding:
    """What was booked is not what stands there now."""
    evidence = [
        case.edit(edit)
        for step in case.replay.touched for edit in step.edits
        if is_altered(edit) or (is_taken_back(edit) and step.residual)
    ]  # fmt: skip
    evidence += [
        Evidence(
            kind="transaction", id=hidden.id, at=hidden.edit.at, amount_minor=hidden.moved,
            status=hidden.found.status if hidden.found else None,
            text="changed behind the log" if hidden.found else "gone behind the log",
        )
        for hidden in case.replay.hidden
    ]  # fmt: skip
    return proved(evidence) if evidence else case.unless_missed()


def is_taken_back(edit: Edit) -> bool:
    """Whether a completed transaction was given another status."""
    before, after = edit.before, edit.after
    return before is not None and after is not None and before.status == COMPLETED != after.status


def is_altered(edit: Edit) -> bool:
    """Whether a transaction was deleted, went to another user, or is about something else now."""
    before, after = edit.before, edit.after
    if edit.other is not None:
        return True
    if before is None:
        return False
    return after is None or before._replace(status="") != after._replace(status="")


def _alters(step: Step) -> bool:
    return any(is_altered(edit) or is_taken_back(edit) for edit in step.edits if edit.booked)


def _proved_by(case: Case, steps: list[Step], doubtful: list[Evidence] | None = None) -> Finding:
    """Judge commits that nothing explains: what they lack may be where the log has a hole."""
    sure = [step for step in steps if is_sure(case, step)]
    if sure:
        return proved(case.steps(sure))
    evidence = [*case.steps(steps), *(doubtful or [])]
    return cannot_tell(evidence) if evidence else case.unless_missed()


def is_sure(case: Case, step: Step) -> bool:
    """Whether the rest of a commit is neither missing in the log nor still to come."""
    whole = case.whole_since is not None and step.at >= case.whole_since
    return whole and step.xid not in case.young

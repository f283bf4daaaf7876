"""Rows and a claim → the verdict: the one entrance of the pure part."""

from collections.abc import Iterable
from datetime import datetime

from gateway.explain.answers import Divergence, Hole, Pair, Paired, Part, Said, Strength, Verdict
from gateway.explain.case import Case, utc
from gateway.explain.hypotheses import judge
from gateway.explain.replay import Replay, replay
from gateway.explain.rows import Claim, Ledger
from gateway.explain.steps import Step
from gateway.wire import Position

TIMELINE = 50
"""Commits that a verdict shows beside each other: the newest, and the one where it parts."""
NOBODY = Claim()


def explain(ledger: Ledger, claim: Claim, position: Position) -> Verdict:
    """Say whether a balance agrees with its transactions, and what a complaint may be about."""
    laid_out = replay(ledger)
    said, drift, proof = _said(laid_out)
    parted = _first_divergence(laid_out) if said != "agrees" else None
    case = Case(laid_out, claim)
    return Verdict(
        verdict=said,
        drift_minor=drift,
        proof=proof,
        first_divergence=parted[1] if parted else None,
        hypotheses=judge(case),
        as_of=utc(ledger.as_of),
        position=position,
        user_id=ledger.user_id,
        stored_minor=laid_out.stored,
        currency=ledger.stored.currency if ledger.stored else "RSD",
        drift_before_minor=laid_out.drift_before,
        transactions=len(ledger.entries),
        logged=sum(entry.id in case.logged for entry in ledger.entries),
        changes=sum(len(step.changes) for step in laid_out.steps),
        proved_since=utc(laid_out.opening.at if laid_out.opening else ledger.began_at),
        holes=[Hole(at=utc(gap.at), reason=gap.reason) for gap in ledger.gaps],
        timeline=_timeline(laid_out, parted[0] if parted else None),
    )


def _said(laid_out: Replay) -> tuple[Said, int, Strength]:
    """Return the verdict, the drift it speaks of, and how strong its proof is."""
    drift, before = laid_out.drift, laid_out.drift_before
    proof = _strength(laid_out)
    if drift:
        # What was completed behind the log may be older than the log: then nobody knows.
        is_hidden = laid_out.has_holes and (before or laid_out.riddles_before)
        is_to_come = drift == sum(step.residual for step in laid_out.young)
        said: Said = "cannot_tell" if is_hidden or is_to_come else "differs"
        return said, drift, proof
    if before or laid_out.riddles_before:
        return "cannot_tell", before, "checkpoints" if laid_out.pruned else "amounts_only"
    return "agrees", 0, proof


def _strength(laid_out: Replay) -> Strength:
    if laid_out.has_holes:
        return "checkpoints"
    if laid_out.steps or not laid_out.ledger.entries:
        return "change_log"
    return "checkpoints" if laid_out.pruned else "amounts_only"


def _first_divergence(laid_out: Replay) -> tuple[float, Divergence] | None:
    """Return where the difference begins that was never made up for, and the ``pos`` of it."""
    begun: tuple[float, Divergence] | None = None
    drift = 0
    for pos, by, divergence in sorted(_differences(laid_out), key=lambda each: each[0]):
        if drift == 0:
            begun = (pos, divergence)
        drift += by
    return begun if drift else None


_NOW = float("inf")


def _differences(laid_out: Replay) -> Iterable[tuple[float, int, Divergence]]:
    for step in laid_out.loose:
        yield step.pos, step.residual, _of_step(step)
    again = laid_out.found_again
    explained = set(again.values())
    for gap in laid_out.breaks:
        if (-1 if gap.pos is None else gap.pos) not in explained:
            pos = _NOW if gap.pos is None else gap.pos
            kind: Part = "balance" if gap.pos is None else "change"
            yield pos, gap.size, _divergence(kind, gap.pos, gap.at, gap.size)
    for entry in laid_out.unlogged:
        if entry.id not in again and entry.state.effect:
            at = entry.at or laid_out.ledger.as_of
            by = -entry.state.effect
            yield _NOW, by, _divergence("transaction", entry.id, at, by)
    for hidden in laid_out.hidden:
        if hidden.moved:
            by = -hidden.moved
            yield hidden.edit.pos, by, _divergence("transaction", hidden.id, hidden.edit.at, by)


def _divergence(kind: Part, id_: int | None, at: datetime, by: int) -> Divergence:
    return Divergence(kind=kind, id=id_, at=utc(at), by_minor=by, written_by=None, application=None)


def _of_step(step: Step) -> Divergence:
    """Name the transaction if there is one: that is the row a person knows."""
    booked = [edit for edit in step.edits if edit.booked] or list(step.edits)
    row = booked[0] if booked else step.changes[0]
    return Divergence(
        kind="transaction" if booked else "change",
        id=booked[0].id if booked else step.changes[0].pos,
        at=utc(step.at),
        by_minor=step.residual,
        written_by=row.role,
        application=row.application,
    )


def _timeline(laid_out: Replay, parted: float | None) -> list[Pair]:
    """Return the newest commits, newest first, and the one where the difference begins."""
    shown = laid_out.steps[-TIMELINE:]
    older = laid_out.steps[: -len(shown)] if shown else []
    shown = [*(step for step in older if step.pos == parted), *shown]
    return [_pair(laid_out, step) for step in reversed(shown)]


def _pair(laid_out: Replay, step: Step) -> Pair:
    row = (step.changes or step.edits)[0]
    return Pair(
        at=utc(step.at),
        pos=step.pos,
        moved_minor=step.moved,
        booked_minor=step.booked,
        balance_minor=(step.changes[-1].after or 0) if step.changes else None,
        transactions=list(dict.fromkeys(edit.id for edit in step.edits)),
        paired=_paired(laid_out, step),
        written_by=row.role,
        application=row.application,
    )


def _paired(laid_out: Replay, step: Step) -> Paired:
    if not step.residual:
        return "commit"
    if step.xid in laid_out.mates:
        return "nearby"
    return "none" if step.xid in laid_out.unexplained else "amount"

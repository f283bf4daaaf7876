"""Words a verdict: one sentence, how strong the proof is, and where the balances part."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from api_client.verdicts import Divergence, Outcome, Verdict
from widgets.format import (
    format_amount,
    format_count,
    format_money,
    format_time,
)
from widgets.hypothesis_titles import title

_PROOFS: dict[str, Any] = {
    "change_log": QT_TRANSLATE_NOOP("verdict", "proved by the change log"),
    "checkpoints": QT_TRANSLATE_NOOP("verdict", "proved by checkpoints"),
    "amounts_only": QT_TRANSLATE_NOOP("verdict", "a hint: by amounts only"),
}
_OUTCOMES: dict[str, Any] = {
    "proved": QT_TRANSLATE_NOOP("verdict", "proved"),
    "cannot_tell": QT_TRANSLATE_NOOP("verdict", "cannot tell"),
    "excluded": QT_TRANSLATE_NOOP("verdict", "excluded"),
}
ICONS = {"agrees": "circle-check", "differs": "circle-alert", "cannot_tell": "circle-question-mark"}
TONES = {"agrees": "positive", "differs": "negative", "cannot_tell": "warning"}


def tr(text: str, count: int = -1) -> str:
    """Translate in the context of verdicts; in the form for a count, if one is named."""
    return QCoreApplication.translate("verdict", text, None, count)


def proof_name(proof: str) -> str:
    """Return how strong a proof is; an unknown word is shown as it is."""
    return tr(_PROOFS[proof]) if proof in _PROOFS else proof


def strength(verdict: Verdict) -> str:
    """Return how strong the proof is, as short as it can be: what it does not reach is said."""
    is_mixed = verdict.verdict == "agrees" and verdict.proof == "change_log" and verdict.unlogged
    if not verdict.logged or not is_mixed:
        return proof_name(verdict.proof)
    text = tr("{proved} proved, {others} by amounts only")
    return text.format(proved=format_count(verdict.logged), others=format_count(verdict.unlogged))


def complaint(verdict: Verdict) -> str:
    """Return the cause that is proved, the most telling one; empty if none is."""
    proved = [h for h in verdict.hypotheses if h.outcome == "proved"]
    cause = title(proved[0].code) if proved else ""
    return cause and tr("The complaint: {cause}.").format(cause=cause[0].lower() + cause[1:])


def outcome_name(outcome: Outcome) -> str:
    """Return the word on a hypothesis's chip."""
    return tr(_OUTCOMES[outcome])


def headline(verdict: Verdict) -> str:
    """Return the verdict in a few words, as the account page has it."""
    count = verdict.transactions
    if verdict.verdict == "differs":
        drift = format_money(verdict.drift_minor, verdict.currency)
        return tr("Differs by {drift}").format(drift=drift)
    if verdict.verdict == "cannot_tell":
        return tr("Cannot tell")
    if count == 0:
        return tr("Agrees: there are no transactions")
    text = tr("Agrees with {count} of {count} transactions", count)
    return text.format(count=format_count(count))


def reason(verdict: Verdict) -> str:
    """Return the figures behind the verdict, and where they part."""
    stored = format_amount(verdict.stored_minor)
    replayed = format_amount(verdict.replayed_minor)
    if verdict.verdict == "agrees":
        text = tr("Stored {stored}, and the transactions add up to the same.")
        parts = [text.format(stored=stored)]
    elif verdict.drift_minor:
        text = tr("Stored {stored}, transactions add up to {replayed}.")
        parts = [text.format(stored=stored, replayed=replayed)]
    else:
        parts = [tr("Stored {stored}.").format(stored=stored)]
    if verdict.first_divergence is not None:
        parts.append(divergence(verdict.first_divergence))
    if verdict.verdict == "cannot_tell":
        parts.append(_why_not(verdict))
    return " ".join(part for part in parts if part)


def divergence(at: Divergence) -> str:
    """Return where stored and replayed balance part."""
    when, amount = format_time(at.at), format_amount(abs(at.by_minor))
    if at.kind == "transaction":
        text = tr("They part at {when} by {amount}: the balance did not go with transaction {id}.")
        return text.format(when=when, id=at.id, amount=amount)
    if at.kind == "balance":
        text = tr("They part by {when}: the balance moved by {amount} without the change log.")
    elif at.by_minor < 0:
        text = tr("They part at {when}: the balance fell by {amount} without a transaction.")
    else:
        text = tr("They part at {when}: the balance rose by {amount} without a transaction.")
    return text.format(when=when, amount=amount)


def caveats(verdict: Verdict) -> list[str]:
    """Return what limits the proof: the time before the log, and holes in it."""
    found = []
    is_partial = verdict.proof != "amounts_only" and verdict.unlogged
    if is_partial and verdict.proved_since is not None:
        text = tr("The change log begins at {when}: what is older goes by amounts only.")
        found.append(text.format(when=format_time(verdict.proved_since)))
    if verdict.drift_before_minor:
        text = tr(
            "Before the change log began, the transactions leave {amount} open: a hint, no alarm."
        )
        found.append(text.format(amount=format_amount(verdict.drift_before_minor, sign=True)))
    for hole in verdict.holes:
        text = tr("The change log may miss changes from before {when}.")
        found.append(text.format(when=format_time(hole.at)))
    return found


def _why_not(verdict: Verdict) -> str:
    if verdict.holes:
        return tr("The change log has holes.")
    if verdict.proof == "amounts_only":
        return tr("The change log does not reach back far enough.")
    return ""

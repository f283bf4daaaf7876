"""Words every hypothesis: one sentence of evidence; one function per stable code."""

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from api_client.verdicts import Claim, Hypothesis
from widgets.evidence_words import (
    MOST_NAMED,
    amount,
    commit,
    completeness,
    ids,
    joined,
    limits,
    of_kind,
    page,
    plain,
    status,
    transaction,
    transactions,
    when,
    who,
)
from widgets.format import format_amount, format_id, type_names


def tr(text: str, count: int = -1) -> str:
    """Translate in the context of hypotheses; in the form for a count, if one is named."""
    return QCoreApplication.translate("why", text, None, count)


def sentence(hypothesis: Hypothesis, claim: Claim) -> str:
    """Return one sentence of evidence; nothing in it that no row of the answer shows."""
    word = SENTENCES.get(hypothesis.code)
    return _in_its_midst(word(hypothesis, claim)) if word is not None else ""


def _in_its_midst(text: str) -> str:
    """Take the capital from a transaction's type where no sentence begins with it."""
    types = "|".join(map(re.escape, type_names()))
    return re.sub(rf"(?<=[:;] )(?:{types})(?= \d)", lambda m: m[0][0].lower() + m[0][1:], text)


def _pick(hypothesis: Hypothesis, proved: str, cannot_tell: str, excluded: str) -> str:
    return {"proved": proved, "cannot_tell": cannot_tell, "excluded": excluded}[hypothesis.outcome]


def _rows(hypothesis: Hypothesis) -> str:
    return transactions(of_kind(hypothesis.evidence, "transaction"))


def never_arrived(h: Hypothesis, claim: Claim) -> str:
    """Say whether anything like it is in the ledger."""
    told = page(h.evidence)
    there = joined(tr("{rows}.").format(rows=_rows(h)) if _rows(h) else "", told)
    if not there and h.evidence:
        there = tr("It was there. {commit}.").format(commit=commit(h.evidence))
    if claim.amount_minor is None:
        ask = tr("How much was it? With an amount this can be checked.")
        return _pick(h, told or limits(h.evidence), joined(told, ask), there)
    said = format_amount(claim.amount_minor)
    never = tr("No deposit of {said} has ever been there.").format(said=said)
    unsure = tr("No deposit of {said} is there.").format(said=said)
    return _pick(
        h,
        joined(never, told, completeness(h.evidence)),
        joined(unsure, limits(h.evidence)),
        there,
    )


def pending(h: Hypothesis, _: Claim) -> str:
    """Say what was begun and is not completed."""
    rows = h.evidence
    return _pick(
        h,
        joined(
            tr("{rows}: begun, not completed.").format(rows=_rows(h)) if _rows(h) else "",
            page(h.evidence),
        ),
        tr("{rows}: “{status}” is a status that nobody knows.").format(
            rows=_rows(h), status=status(rows[-1]) if rows else ""
        ),
        tr("No such payment is pending."),
    )


def failed(h: Hypothesis, _: Claim) -> str:
    """Say what failed or was called off."""
    rows = of_kind(h.evidence, "transaction")
    named = tr("{rows}: {status}.").format(rows=_rows(h), status=status(rows[-1]) if rows else "")
    return _pick(
        h,
        joined(named if rows else "", page(h.evidence)),
        limits(h.evidence),
        tr("No such payment failed or was called off."),
    )


def credited_to_other_user(h: Hypothesis, claim: Claim) -> str:
    """Say who else has it."""
    moved = of_kind(h.evidence, "edit")
    if moved and h.outcome == "proved":
        text = tr("{when}: transaction {id} went to user {user} ({who}).")
        last = moved[-1]
        user = format_id(last.user_id or 0)
        return text.format(when=when(last), id=last.id, user=user, who=who(last))
    asked = claim.amount_minor is not None
    none = (
        tr("No deposit of this amount went to anybody else at that time.")
        if asked
        else tr("No transaction of this user went to another one.")
    )
    unsure = tr("Perhaps one of these: {rows}.").format(rows=_rows(h))
    if len(h.evidence) > MOST_NAMED:
        unsure = joined(unsure, tr("The time or the session narrows it down."))
    ask = tr("When was it? With a day this can be checked.") if asked else ""
    theirs = tr("The session is of another user: {rows}.").format(rows=_rows(h))
    if not _rows(h):
        theirs = tr("The session is of another user.")
    return _pick(
        h,
        joined(theirs, page(h.evidence)),
        unsure if _rows(h) else limits(h.evidence) or ask,
        tr("{rows}: to this user.").format(rows=_rows(h)) if _rows(h) else none,
    )


def credited_twice(h: Hypothesis, _: Claim) -> str:
    """Say what was booked two times."""
    rows = of_kind(h.evidence, "transaction")
    equal = tr("Equal deposits within a minute: {ids}.").format(ids=ids(rows))
    step = tr("{commit}: twice its amount.").format(commit=commit(h.evidence))
    unsure = tr("{what} One payment or two, the ledger does not say.")
    what = equal if rows else tr("{commit}.").format(commit=commit(h.evidence))
    proved = equal if rows else step
    if rows and page(h.evidence):
        proved = tr("One payment page booked {ids}.").format(ids=ids(rows))
    return _pick(
        h,
        proved,
        unsure.format(what=what),
        tr("No two equal deposits are close to each other."),
    )


def fee_added(h: Hypothesis, claim: Claim) -> str:
    """Say where a fee came on top."""
    said = "" if claim.amount_minor is None else format_amount(claim.amount_minor)
    return _pick(
        h,
        tr("{rows}: {said} and the method's fee.").format(rows=_rows(h), said=said),
        tr("{rows}: this method adds a fee; what was paid, the ledger does not say.").format(
            rows=_rows(h)
        ),
        tr("{rows}: no fee on top.").format(rows=_rows(h))
        if _rows(h)
        else tr("No deposit with a fee on top."),
    )


def default_amount_2000(h: Hypothesis, _: Claim) -> str:
    """Say where 2000 may stand for an amount that was left out."""
    return _pick(
        h,
        tr("{rows}: what the backend books when a request names no amount.").format(rows=_rows(h)),
        tr("{rows}: asked for, or booked for want of an amount.").format(rows=_rows(h)),
        tr("No deposit of exactly 2.000 instead of what was paid."),
    )


def wrong_sign(h: Hypothesis, _: Claim) -> str:
    """Say where the balance moved the other way."""
    return _of_commit(h, tr("Every transaction moved the balance its own way."))


def scaled_by_100(h: Hypothesis, claim: Claim) -> str:
    """Say where one side is a hundred times the other."""
    if _rows(h) and claim.amount_minor is not None and h.outcome != "excluded":
        text = tr("{rows}: the customer says {said}.")
        return text.format(rows=_rows(h), said=format_amount(claim.amount_minor))
    return _of_commit(h, tr("No amount is a hundred times too large or too small."))


def wrong_currency(h: Hypothesis, _: Claim) -> str:
    """Say which currencies there are."""
    rows, changes = of_kind(h.evidence, "transaction"), of_kind(h.evidence, "change")
    proved = ""
    if rows:
        text = tr("{row}: in {currency}, not in the account's currency.")
        proved = text.format(row=transaction(rows[-1]), currency=rows[-1].currency)
    elif changes:
        text = tr("{when}: the account's currency became {currency} ({who}).")
        last = changes[-1]
        proved = text.format(when=when(last), currency=last.currency, who=who(last))
    balance = of_kind(h.evidence, "balance")
    same = (
        tr("Account and transactions are in {currency}.").format(currency=balance[0].currency)
        if balance
        else tr("There is no balance row yet.")
    )
    return _pick(h, proved, limits(h.evidence), same)


def transaction_edited_or_deleted(h: Hypothesis, _: Claim) -> str:
    """Say which transaction is not what was booked."""
    if h.outcome != "proved" or not h.evidence:
        return _pick(h, "", limits(h.evidence), tr("Every transaction is as it was booked."))
    last = h.evidence[-1]
    if last.kind == "transaction":
        text = tr("Transaction {id} is not as the change log left it.")
    elif last.text == "gone":
        text = tr("{when}: transaction {id} was deleted ({who}).")
    else:
        text = tr("{when}: transaction {id} was changed ({who}).")
    return text.format(when=when(last), id=last.id, who=who(last))


def transaction_without_balance_change(h: Hypothesis, _: Claim) -> str:
    """Say which completed transaction the balance never heard of."""
    rows = _rows(h) or commit(h.evidence)
    return _pick(
        h,
        tr("{rows}; the balance did not move.").format(rows=rows),
        _unsure(h),
        tr("Every completed transaction moved the balance."),
    )


def balance_changed_without_transaction(h: Hypothesis, _: Claim) -> str:
    """Say which change no transaction explains."""
    changes, edits = of_kind(h.evidence, "change"), of_kind(h.evidence, "edit")
    proved = tr("{commit}.").format(commit=commit(h.evidence))
    if changes and not any(edit.at == changes[-1].at for edit in edits):
        text = tr("{when}: {moved} ({who}); no transaction in that commit or near it.")
        last = changes[-1]
        proved = text.format(when=when(last), moved=amount(last), who=who(last))
    return _pick(h, proved, _unsure(h), tr("Every change of the balance belongs to a transaction."))


def reversed_(h: Hypothesis, _: Claim) -> str:
    """Say what was taken back: by another status, or here by a transaction the other way round."""
    edits, rows = of_kind(h.evidence, "edit"), of_kind(h.evidence, "transaction")
    proved, unsure = "", limits(h.evidence)
    if len(rows) > 1:
        text = tr("{when}: test deposit {id} of {amount} was taken back by transaction {other}.")
        paid, back = rows[-2:]
        proved = text.format(when=when(back), id=paid.id, amount=amount(paid), other=back.id)
    if rows and not unsure:
        text = tr("{rows}: what it takes back is not recorded.")
        unsure = text.format(rows=_rows(h))
    if edits:
        text = tr("{when}: transaction {id} was taken back, {amount} ({who}).")
        last = edits[-1]
        proved = text.format(when=when(last), id=last.id, amount=amount(last), who=who(last))
    return _pick(h, proved, unsure, tr("No credit was taken back."))


def spent_since(h: Hypothesis, _: Claim) -> str:
    """Say what went off the balance after the credit."""
    changes = of_kind(h.evidence, "change")
    taken = sum(change.amount_minor or 0 for change in changes)
    spent = tr("Since then {count} times, {amount} in all; the last {when}.", len(changes))
    if len(changes) == 1:
        spent = tr("Since then once, {amount}, {when}.")
    proved = spent.format(
        count=len(changes), amount=format_amount(taken), when=when(changes[-1]) if changes else ""
    )
    return _pick(
        h,
        proved,
        tr("{rows}: not in the change log.").format(rows=_rows(h)) if _rows(h) else _unsure(h),
        tr("Nothing was spent since it came.")
        if h.evidence
        else tr("There is no such credit that could have been spent."),
    )


def was_test_deposit(h: Hypothesis, _: Claim) -> str:
    """Say which rows this product booked."""
    return _pick(
        h, tr("{rows}: booked here.").format(rows=_rows(h)), limits(h.evidence),
        tr("No test deposit among them."),
    )  # fmt: skip


def frozen(h: Hypothesis, _: Claim) -> str:
    """Say how much is held back."""
    held = of_kind(h.evidence, "balance")
    proved = tr("{amount} of it cannot be spent.").format(amount=plain(held[-1])) if held else ""
    return _pick(h, proved, limits(h.evidence), tr("Nothing is held back."))


def history_unreadable(h: Hypothesis, _: Claim) -> str:
    """Say which row the marketplace stumbles over."""
    text = tr("Transaction {ids} lacks a method or a description: the whole history fails there.")
    return _pick(h, text.format(ids=ids(h.evidence)), "", tr("Every row can be read."))


def method_missing_or_inactive(h: Hypothesis, _: Claim) -> str:
    """Say how the payment method is, or was."""
    method = h.evidence[0] if h.evidence else None
    code, state = (method.method, method.text) if method else ("", "")
    missing = tr("There is no method {code}: every completion fails.")
    inactive = tr("{code} is inactive: every completion fails.")
    late = tr("{code} was made only on {when}.")
    proved = {"missing": missing, "inactive": inactive}.get(state or "", late)
    now = {
        "missing": tr("There is no method {code} now; whether there was one then is not recorded."),
        "inactive": tr("{code} is inactive now; whether it was then is not recorded."),
    }.get(state or "", tr("{code} is active now; whether it was then is not recorded."))
    worked = tr("{code} is active.") if state == "active" else tr("{code} worked at that time.")
    text = _pick(h, proved, now, worked)
    return text.format(code=code, when=when(method) if method else "")


def display_only(h: Hypothesis, _: Claim) -> str:
    """Say that a page is no evidence."""
    unsure = tr("The web page does not report what it showed.")
    if _rows(h):
        unsure = tr("On the balance: {rows}. What the web page showed, it does not report.")
    return _pick(
        h,
        tr("No payment came; the success page is drawn from its address alone."),
        unsure.format(rows=_rows(h)),
        tr("The ledger itself says what happened."),
    )


def clock_offset(h: Hypothesis, _: Claim) -> str:
    """Say where the marketplace's hour is not the true one."""
    return _pick(
        h,
        tr("{rows} by the change log's clock; the marketplace shows another hour.").format(
            rows=_rows(h)
        ),
        tr("There is no transaction whose hour could be compared."),
        tr("{rows}: the marketplace shows the same hour.").format(rows=_rows(h)),
    )


def read_failure_shown_as_zero(h: Hypothesis, _: Claim) -> str:
    """Say whether a 0 can have been a failure."""
    balance = of_kind(h.evidence, "balance", "checkpoint")
    unsure = tr("Whether the backend could read the balance, only its answer told.")
    if balance and balance[0].amount_minor:
        text = tr("The balance is {amount}; a 0 on the page may have been a failed reading.")
        if balance[0].at is not None:
            text = tr("Since {when} the balance was {amount}: a 0 then may be a failed reading.")
        unsure = text.format(amount=plain(balance[0]), when=when(balance[0]))
    elif limits(h.evidence):
        unsure = limits(h.evidence)
    return _pick(h, "", unsure, tr("The balance really was 0."))


def stale_console(h: Hypothesis, _: Claim) -> str:
    """Say whether a screen can have missed anything."""
    changes = of_kind(h.evidence, "change")
    if changes:
        text = tr("It changed {when}; what a screen showed then is not recorded.")
        unsure = text.format(when=when(changes[-1]))
    else:
        unsure = limits(h.evidence)
    return _pick(h, "", unsure, tr("Nothing changed that a screen could have missed."))


def _of_commit(h: Hypothesis, excluded: str) -> str:
    return _pick(h, tr("{commit}.").format(commit=commit(h.evidence)), _unsure(h), excluded)


def _unsure(h: Hypothesis) -> str:
    """Return why nobody can tell: what the log limits, or that it may lack the other half."""
    if limited := limits(h.evidence):
        return limited
    told = commit(h.evidence) or _rows(h)
    return tr("{what}: what belongs to it may be missing in the change log.").format(what=told)


SENTENCES: dict[str, Callable[[Hypothesis, Claim], str]] = {
    "never_arrived": never_arrived, "pending": pending, "failed": failed,
    "credited_to_other_user": credited_to_other_user, "credited_twice": credited_twice,
    "fee_added": fee_added, "default_amount_2000": default_amount_2000, "wrong_sign": wrong_sign,
    "scaled_by_100": scaled_by_100, "wrong_currency": wrong_currency, "reversed": reversed_,
    "spent_since": spent_since, "frozen": frozen,
    "balance_changed_without_transaction": balance_changed_without_transaction,
    "transaction_without_balance_change": transaction_without_balance_change,
    "transaction_edited_or_deleted": transaction_edited_or_deleted,
    "read_failure_shown_as_zero": read_failure_shown_as_zero,
    "history_unreadable": history_unreadable,
    "method_missing_or_inactive": method_missing_or_inactive, "display_only": display_only,
    "test_deposit": was_test_deposit, "clock_offset": clock_offset,
    "stale_console": stale_console,
}  # fmt: skip
"""By code; one that is not here is shown by its code and its rows."""

"""Figures, moments and codes as a reader of the page understands them."""

import re
from datetime import UTC, datetime

from gateway.evidence.tongue import Tongue
from gateway.explain.answers import Evidence, Verdict

MINUS, NARROW_SPACE = "\u2212", "\u202f"

HYPOTHESES = {
    "never_arrived": "The payment never arrived",
    "pending": "The payment is still pending",
    "failed": "The payment failed",
    "credited_to_other_user": "Credited to another user",
    "credited_twice": "Credited twice",
    "fee_added": "The fee was added to the credit",
    "default_amount_2000": "2000 booked for want of an amount",
    "wrong_sign": "The balance moved the wrong way",
    "scaled_by_100": "An amount is off by a factor of 100",
    "wrong_currency": "Another currency",
    "reversed": "Credited and taken back",
    "spent_since": "Credited and spent since",
    "frozen": "Part of the balance is frozen",
    "balance_changed_without_transaction": "The balance changed without a transaction",
    "transaction_without_balance_change": "A transaction did not move the balance",
    "transaction_edited_or_deleted": "A transaction was changed or deleted",
    "read_failure_shown_as_zero": "A failed reading was shown as 0",
    "history_unreadable": "The marketplace cannot read the history",
    "method_missing_or_inactive": "The payment method was not there",
    "display_only": "Only the web page showed something else",
    "test_deposit": "It is a test deposit",
    "clock_offset": "The marketplace shows another hour",
    "stale_console": "The operator's screen was behind",
}
OUTCOMES = {"proved": "proved", "cannot_tell": "cannot tell", "excluded": "excluded"}
PROOFS = {
    "change_log": "Shown by the change log, which has every change since it began.",
    "checkpoints": "Shown by checkpoints: the change log does not have all of it.",
    "amounts_only": "Shown by amounts only, from before the change log: a hint, not a proof.",
}
PAIRED = {
    "commit": "same commit",
    "nearby": "another commit, close in time",
    "amount": "by its amount only",
    "none": "nothing explains it",
}
LEVELS = {
    "full": "as stored",
    "masked": "shortened; what people wrote may still name somebody",
    "none": "left out",
}
ENVIRONMENTS = {"production": "production", "staging": "staging", "sandbox": "sandbox"}
CUSTOMERS = {"active": "active", "inactive": "inactive", "suspended": "suspended"}
TYPES = {
    "deposit": "deposit", "withdrawal": "withdrawal", "payment": "payment", "refund": "refund",
    "transfer": "transfer", "sale": "sale", "purchase": "purchase", "commission": "commission",
    "service_payment": "service payment", "escrow_release": "escrow release",
    "escrow_hold": "escrow hold",
}  # fmt: skip
STATUSES = {
    "pending": "pending", "processing": "processing", "completed": "completed", "failed": "failed",
    "cancelled": "cancelled",
}  # fmt: skip
KINDS = {
    "transaction": "transaction", "change": "change", "edit": "edit", "checkpoint": "checkpoint",
    "gap": "gap", "balance": "balance", "method": "payment method", "session": "payment session",
    "log": "the change log since", "account": "the account since",
}  # fmt: skip
NOTES = {
    "gone": "deleted", "holes": "with holes", "test": "test", "frozen": "frozen",
    "missing": "missing", "active": "active", "inactive": "inactive",
    "not in the log": "not in the log", "changed behind the log": "changed behind the log",
    "gone behind the log": "gone behind the log",
}  # fmt: skip
HOLES = {
    "truncate": "a table was emptied", "lost": "a statement could not be written down",
    "capture": "the triggers were not whole",
}  # fmt: skip
ACTIONS = {
    "deposit": "test deposit", "reversal": "taken back", "deposit_cancelled": "deposit given up",
    "payment_session": "payment page", "export": "export",
}  # fmt: skip

_TRIGGER = r"the trigger (?P<trigger>\S+) on (?P<table>\S+) "
FAULTS = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"the table (?P<table>\S+) is missing", "the table {table} is missing"),
        (f"{_TRIGGER}is missing", "the trigger {trigger} on {table} is missing"),
        (f"{_TRIGGER}is disabled", "the trigger {trigger} on {table} is disabled"),
        (
            f"{_TRIGGER}is not the one installed",
            "the trigger {trigger} on {table} is not the one installed",
        ),
        (
            r"what is written straight into parts of (?P<table>\S+) \(there are (?P<count>\S+)\) "
            "is not seen",
            "what is written straight into parts of {table} ({count}) is not seen",
        ),
        (
            r"what a subscription writes into (?P<table>\S+) is not seen",
            "what a subscription writes into {table} is not seen",
        ),
        *[
            (text, text)
            for text in (
                "the functions of the capture are not the ones installed",
                "a change that was not written down may still be committed",
            )
        ],
    )
)
"""What the database says of its capture (gateway/sql), and the text that stands for it."""


def money(minor: int, currency: str = "", *, sign: bool = False) -> str:
    """Return minor units with two decimals; ``sign``: with a plus as well."""
    whole = f"{abs(minor) // 100:,}".replace(",", NARROW_SPACE)
    before = MINUS if minor < 0 else "+" if sign and minor else ""
    return f"{before}{whole}.{abs(minor) % 100:02}" + (f"\u00a0{currency}" if currency else "")


def moment(at: datetime | None) -> str:
    """Return a moment to the millisecond, in UTC; the columns say so."""
    if at is None:
        return "—"
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def fault(say: Tongue, said: str) -> str:
    """Return what is wrong with the capture; what nobody knows as the database says it."""
    for pattern, text in FAULTS:
        if found := pattern.fullmatch(said):
            return say(text, **found.groupdict())
    return said


def writer(role: str | None, application: str | None) -> str:
    """Return who wrote something: the database role and what the program calls itself."""
    return " · ".join(part for part in (role, application) if part) or "—"


def sentence(say: Tongue, verdict: Verdict) -> str:
    """Return the verdict as one sentence."""
    drift = money(verdict.drift_minor, verdict.currency, sign=True)
    if verdict.verdict == "agrees":
        if verdict.transactions == 1:
            return say("The balance agrees with its one transaction.")
        return say("The balance agrees with its {count} transactions.", count=verdict.transactions)
    if verdict.verdict == "differs":
        return say("The balance differs from its transactions by {drift}.", drift=drift)
    if verdict.drift_minor:
        return say(
            "Nobody can tell from these rows where a difference of {drift} comes from.",
            drift=drift,
        )
    return say("Nobody can tell from these rows whether the balance agrees with its transactions.")


def evidence(say: Tongue, row: Evidence) -> str:
    """Return a row that shows something, in one line."""
    position = say("pos {number}", number=row.pos) if row.pos else ""
    parts = (
        say.code(KINDS, row.kind),
        f"#{row.id}" if row.id is not None else position,
        say.code(TYPES, row.type or ""),
        "" if row.amount_minor is None else money(row.amount_minor, row.currency or ""),
        say.code(STATUSES, row.status or ""),
        row.method,
        "" if row.user_id is None else say("user #{id}", id=row.user_id),
        say.code(NOTES, row.text or ""),
        "" if row.at is None else f"{moment(row.at)} UTC",
        writer(row.written_by, row.application) if row.written_by else "",
    )
    return " ".join(part for part in parts if part)

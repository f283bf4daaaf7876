"""Figures, moments and codes as a reader of the page understands them."""

from datetime import UTC, datetime

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
    "change_log": "by the change log, which has every change since it began",
    "checkpoints": "by checkpoints: the change log does not have all of it",
    "amounts_only": "by amounts only, from before the change log: a hint, not a proof",
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


def writer(role: str | None, application: str | None) -> str:
    """Return who wrote something: the database role and what the program calls itself."""
    return " · ".join(part for part in (role, application) if part) or "—"


def sentence(verdict: Verdict) -> str:
    """Return the verdict as one sentence."""
    drift = money(verdict.drift_minor, verdict.currency, sign=True)
    if verdict.verdict == "agrees":
        many = verdict.transactions != 1
        rows = f"{verdict.transactions} transactions" if many else "one transaction"
        return f"The balance agrees with its {rows}."
    if verdict.verdict == "differs":
        return f"The balance differs from its transactions by {drift}."
    if verdict.drift_minor:
        return f"Nobody can tell from these rows where a difference of {drift} comes from."
    return "Nobody can tell from these rows whether the balance agrees with its transactions."


def evidence(row: Evidence) -> str:
    """Return a row that shows something, in one line."""
    number = f"#{row.id}" if row.id is not None else f"pos {row.pos}" if row.pos else ""
    amount = "" if row.amount_minor is None else money(row.amount_minor, row.currency or "")
    user = "" if row.user_id is None else f"user #{row.user_id}"
    who = writer(row.written_by, row.application) if row.written_by else ""
    at = "" if row.at is None else f"{moment(row.at)} UTC"
    kind = "the change log since" if row.kind == "log" else row.kind
    parts = (kind, number, row.type, amount, row.status, row.method, user, row.text, at, who)
    return " ".join(part for part in parts if part)

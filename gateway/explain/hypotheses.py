"""Every hypothesis once, the most telling first; and how they end for one case."""

from collections.abc import Callable

from gateway.explain import display, faults, payment
from gateway.explain.answers import Hypothesis
from gateway.explain.case import Case, Finding

HYPOTHESES: dict[str, Callable[[Case], Finding]] = {
    "credited_to_other_user": payment.credited_to_other_user,
    "credited_twice": payment.credited_twice,
    "wrong_sign": faults.wrong_sign,
    "scaled_by_100": faults.scaled_by_100,
    "wrong_currency": faults.wrong_currency,
    "transaction_edited_or_deleted": faults.transaction_edited_or_deleted,
    "transaction_without_balance_change": faults.transaction_without_balance_change,
    "balance_changed_without_transaction": faults.balance_changed_without_transaction,
    "reversed": payment.reversed_,
    "pending": payment.pending,
    "failed": payment.failed,
    "method_missing_or_inactive": display.method_missing_or_inactive,
    "never_arrived": payment.never_arrived,
    "fee_added": payment.fee_added,
    "default_amount_2000": faults.default_amount_2000,
    "history_unreadable": display.history_unreadable,
    "test_deposit": payment.test_deposit,
    "frozen": display.frozen,
    "display_only": display.display_only,
    "spent_since": payment.spent_since,
    "clock_offset": display.clock_offset,
    "read_failure_shown_as_zero": display.read_failure_shown_as_zero,
    "stale_console": display.stale_console,
}
_ORDER = ("proved", "cannot_tell", "excluded")


def judge(case: Case) -> list[Hypothesis]:
    """Return all hypotheses: first the proved ones, then those nobody can tell of."""
    judged = []
    for code, ask in HYPOTHESES.items():
        outcome, evidence = ask(case)
        judged.append(Hypothesis(code=code, outcome=outcome, evidence=evidence))
    return sorted(judged, key=lambda hypothesis: _ORDER.index(hypothesis.outcome))

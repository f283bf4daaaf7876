"""Names every hypothesis, by its stable code."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_TITLES: dict[str, Any] = {
    "never_arrived": QT_TRANSLATE_NOOP("why", "The payment never arrived"),
    "pending": QT_TRANSLATE_NOOP("why", "The payment is still pending"),
    "failed": QT_TRANSLATE_NOOP("why", "The payment failed"),
    "credited_to_other_user": QT_TRANSLATE_NOOP("why", "Credited to another user"),
    "credited_twice": QT_TRANSLATE_NOOP("why", "Credited twice"),
    "fee_added": QT_TRANSLATE_NOOP("why", "The fee was added to the credit"),
    "default_amount_2000": QT_TRANSLATE_NOOP("why", "2.000 booked for want of an amount"),
    "wrong_sign": QT_TRANSLATE_NOOP("why", "The balance moved the wrong way"),
    "scaled_by_100": QT_TRANSLATE_NOOP("why", "An amount is off by a factor of 100"),
    "wrong_currency": QT_TRANSLATE_NOOP("why", "Another currency"),
    "reversed": QT_TRANSLATE_NOOP("why", "Credited and taken back"),
    "spent_since": QT_TRANSLATE_NOOP("why", "Credited and spent since"),
    "frozen": QT_TRANSLATE_NOOP("why", "Part of the balance is frozen"),
    "balance_changed_without_transaction": QT_TRANSLATE_NOOP(
        "why", "The balance changed without a transaction"
    ),
    "transaction_without_balance_change": QT_TRANSLATE_NOOP(
        "why", "A transaction did not move the balance"
    ),
    "transaction_edited_or_deleted": QT_TRANSLATE_NOOP(
        "why", "A transaction was changed or deleted"
    ),
    "read_failure_shown_as_zero": QT_TRANSLATE_NOOP("why", "A failed reading was shown as 0"),
    "history_unreadable": QT_TRANSLATE_NOOP("why", "The marketplace cannot read the history"),
    "method_missing_or_inactive": QT_TRANSLATE_NOOP("why", "The payment method was not there"),
    "display_only": QT_TRANSLATE_NOOP("why", "Only the web page showed something else"),
    "test_deposit": QT_TRANSLATE_NOOP("why", "It is a test deposit"),
    "clock_offset": QT_TRANSLATE_NOOP("why", "The marketplace shows another hour"),
    "stale_console": QT_TRANSLATE_NOOP("why", "The operator's screen was behind"),
}


def title(code: str) -> str:
    """Return what a hypothesis is called; an unknown one is shown as it is."""
    return QCoreApplication.translate("why", _TITLES[code]) if code in _TITLES else code

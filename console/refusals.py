"""What the stable code of a refusal says, with the figures that the gateway names."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from api_client.errors import Refused
from widgets.format import format_amount

SENTENCES: dict[str, Any] = {
    "address_unlike": QT_TRANSLATE_NOOP(
        "refusals", "A gateway's address looks like https://host or http://127.0.0.1:8080."
    ),
    "address_carries_more": QT_TRANSLATE_NOOP(
        "refusals", "A gateway's address carries no name, password, query or fragment."
    ),
    "address_without_https": QT_TRANSLATE_NOOP(
        "refusals", "Without https a token may only go to this very machine."
    ),
    "invalid_credentials": QT_TRANSLATE_NOOP(
        "refusals", "E-mail or password is wrong, or the operator is disabled."
    ),
    "too_many_attempts": QT_TRANSLATE_NOOP(
        "refusals", "Too many attempts. Wait a little, then try again."
    ),
    "forbidden": QT_TRANSLATE_NOOP("refusals", "Your role does not allow this."),
    "environment_forbids_deposits": QT_TRANSLATE_NOOP(
        "refusals", "This server does not take test deposits."
    ),
    "user_not_found": QT_TRANSLATE_NOOP("refusals", "There is no user with this id."),
    "transaction_not_found": QT_TRANSLATE_NOOP("refusals", "There is no such transaction."),
    "key_unknown": QT_TRANSLATE_NOOP(
        "refusals", "Nothing was booked with this key yet; what is under way still may be."
    ),
    "idempotency_key_reused": QT_TRANSLATE_NOOP(
        "refusals", "This key was used for something else: a new wish needs a new key."
    ),
    "deposit_cancelled": QT_TRANSLATE_NOOP(
        "refusals", "This key was given up: nothing will be booked with it."
    ),
    "signing_key_missing": QT_TRANSLATE_NOOP(
        "refusals", "This gateway has no key to sign evidence with."
    ),
    "evidence_too_large": QT_TRANSLATE_NOOP("refusals", "The file would be larger than 64 MiB."),
    "commits_unavailable": QT_TRANSLATE_NOOP(
        "refusals", "The change log cannot tell all that committed between the two."
    ),
    "amount_not_positive": QT_TRANSLATE_NOOP(
        "refusals", "The amount must be above zero: from {minimum_minor} to {maximum_minor}."
    ),
    "amount_below_minimum": QT_TRANSLATE_NOOP(
        "refusals", "The method takes from {minimum_minor} to {maximum_minor}: this is less."
    ),
    "amount_above_maximum": QT_TRANSLATE_NOOP(
        "refusals", "The method takes from {minimum_minor} to {maximum_minor}: this is more."
    ),
    "balance_overflow": QT_TRANSLATE_NOOP(
        "refusals",
        "The account cannot hold that much: it has room for {room_minor}, fees included.",
    ),
    "currency_mismatch": QT_TRANSLATE_NOOP(
        "refusals", "The account is kept in another currency: {allowed}."
    ),
    "payment_method_unknown": QT_TRANSLATE_NOOP(
        "refusals", "There is no such payment method; there are: {allowed}."
    ),
    "payment_method_inactive": QT_TRANSLATE_NOOP(
        "refusals", "The payment method is switched off; switched on: {allowed}."
    ),
    "reason_missing": QT_TRANSLATE_NOOP("refusals", "Say why: a reason is at least one letter."),
    "not_a_test_deposit": QT_TRANSLATE_NOOP(
        "refusals", "Only test deposits made here can be taken back."
    ),
    "already_reversed": QT_TRANSLATE_NOOP("refusals", "This deposit was taken back before."),
    "insufficient_available": QT_TRANSLATE_NOOP(
        "refusals",
        "{available_minor} are available and {required_minor} would be taken: "
        "an administrator may force it.",
    ),
}
NOT_UNDERSTOOD = (
    "malformed_request", "malformed_json", "unknown_field", "duplicate_key", "invalid_value",
    "idempotency_key_missing", "idempotency_key_malformed", "origin_not_allowed", "not_found",
    "method_not_allowed", "body_too_large", "unsupported_media_type",
)  # fmt: skip
"""What no console should get to hear: one of the two programs is wrong."""


def tr(text: str) -> str:
    """Translate in the context of refusals."""
    return QCoreApplication.translate("refusals", text)


def sentence(refused: Refused) -> str:
    """Return one sentence for the operator; the gateway's own where we have no words for it."""
    if refused.code in NOT_UNDERSTOOD:
        named = ", ".join(filter(None, (refused.code, str(refused.facts.get("field") or ""))))
        return tr("The gateway does not understand this console ({code}).").format(code=named)
    if refused.code not in SENTENCES:
        return str(refused)
    try:
        return tr(SENTENCES[refused.code]).format(
            **{name: _worded(name, fact) for name, fact in refused.facts.items()}
        )
    except (KeyError, TypeError):  # a figure is missing, or is none
        return str(refused)


def _worded(name: str, fact: object) -> str:
    """Return an extension as a sentence shows it; TypeError for an amount that is none."""
    if not name.endswith("_minor"):
        return ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)
    if fact is None:
        return tr("any amount")
    if not isinstance(fact, int):
        raise TypeError(name)
    return format_amount(fact)

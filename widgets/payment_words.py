"""What can happen on the payment page, in the words of support staff (contract §8.5)."""

from PySide6.QtCore import QCoreApplication

from api_client.records import PaymentOutcome, PaymentSession
from widgets.columns import Mark

OUTCOMES: tuple[PaymentOutcome, ...] = (
    "success", "declined", "never_completed", "card_form", "double_completion", "late_completion",
)  # fmt: skip
STATE_MARKS: dict[str, Mark] = {
    "open": ("hourglass", "warning"),
    "completed": ("check", "positive"),
    "declined": ("x", "negative"),
    "abandoned": ("minus", "muted"),
}


def tr(text: str, count: int = -1) -> str:
    """Translate in the context of the payment page; in the form for a count, if one is named."""
    return QCoreApplication.translate("payment page", text, None, count)


def outcome_name(outcome: PaymentOutcome) -> str:
    """Return what happens, in a few words."""
    return {
        "success": tr("Paid"),
        "declined": tr("Declined"),
        "never_completed": tr("Never finished"),
        "card_form": tr("Paid by card form"),
        "double_completion": tr("Button pressed twice"),
        "late_completion": tr("Paid late"),
    }[outcome]


def outcome_effect(outcome: PaymentOutcome) -> str:
    """Return what the customer sees, and what is in the ledger afterwards."""
    return {
        "success": tr("One deposit, credited at once. The customer sees the success page."),
        "declined": tr(
            "Nothing is credited. The customer is back on the deposit page, without a message."
        ),
        "never_completed": tr("Nothing is credited. The customer closed the payment page."),
        "card_form": tr(
            "Nothing is credited, yet the customer sees the success page: the marketplace's own "
            "defect behind “I paid and my balance shows 0”."
        ),
        "double_completion": tr("Two deposits: the marketplace does not notice the second click."),
        "late_completion": tr("One deposit, after the delay. Until then there is nothing."),
    }[outcome]


def state_name(session: PaymentSession) -> str:
    """Return where a session stands, in words."""
    credits = len(session.transaction_ids)
    if session.outcome == "card_form":
        return tr("success page, nothing credited")
    if session.state == "completed" and credits > 1:
        return tr("credited {count} times", credits).format(count=credits)
    return {
        "open": tr("open"),
        "completed": tr("credited"),
        "declined": tr("declined"),
        "abandoned": tr("never finished"),
    }[session.state]


def state_mark(session: PaymentSession) -> Mark:
    """Return icon and colour of where a session stands."""
    if session.outcome == "card_form" or len(session.transaction_ids) > 1:
        return "triangle-alert", "warning"
    return STATE_MARKS[session.state]

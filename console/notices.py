"""Words errors for people; no other module does."""

import logging
import secrets
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from api_client.errors import (
    ApiError,
    ConnectionFailed,
    ProtocolMismatch,
    Refused,
    Unauthenticated,
    Untrusted,
)
from api_client.models import Account
from widgets.notice_view import Notice

logger = logging.getLogger(__name__)

FIELDS = {
    "amount_not_positive": "amount",
    "amount_below_minimum": "amount",
    "amount_above_maximum": "amount",
    "balance_overflow": "amount",
    "payment_method_unknown": "method",
    "payment_method_inactive": "method",
    "reason_missing": "reason",
}
"""Beside which field of the deposit dialog a refusal belongs."""


def tr(text: str) -> str:
    """Translate in the context of notices."""
    return QCoreApplication.translate("notices", text)


def sentence(exc: ApiError) -> str:
    """Return one sentence for the operator."""
    match exc:
        case Refused(code="too_many_attempts"):
            return tr("Too many attempts. Wait a little, then try again.")
        case Refused(code="invalid_credentials"):
            return tr("E-mail or password is wrong, or the operator is disabled.")
        case Refused(code="user_not_found"):
            return tr("There is no user with this id.")
        case Refused(code="already_reversed"):
            return tr("This deposit was taken back before.")
        case Refused(code="not_a_test_deposit"):
            return tr("Only test deposits made here can be taken back.")
        case Refused(code="forbidden"):
            return tr("Your role does not allow this.")
        case Refused():
            return str(exc)
        case Unauthenticated():
            return session_over()
        case ProtocolMismatch():
            return tr("Gateway and console do not speak the same version. Update the older one.")
        case Untrusted():
            return tr("This computer does not trust the gateway's certificate.")
        case ConnectionFailed():
            return tr("The gateway cannot be reached, or cannot reach its database.")
    return str(exc)


def session_over() -> str:
    """Return why somebody who was signed in has to do so again."""
    return tr("The session is over. Sign in again.")


def not_remembered() -> str:
    """Return why a session will not be there in the next run."""
    return tr("The session is not remembered: no keyring answers, or another console uses it.")


def sign_in_field(refusal: Refused) -> str:
    """Return the sign-in dialog's field that a refusal speaks of."""
    return "gateway" if refusal.code == "address_refused" else "password"


def refused_field(refusal: Refused) -> str | None:
    """Return the deposit dialog's field that a refusal speaks of."""
    return FIELDS.get(refusal.code)


def not_written(exc: OSError, name: str) -> str:
    """Return why there is no file of this name, or no other one than before."""
    if isinstance(exc, FileExistsError):
        return tr("There is a file {name} already. Choose another name.").format(name=name)
    return tr("{name} cannot be written: {reason}.").format(name=name, reason=exc.strerror or exc)


def difference(server: Sequence[Account]) -> Notice:
    """Return what to show when the screen differed from the server, though no event was missed.

    Logged as the defect that it is; without amounts, which are nobody's business there.
    """
    reference = secrets.token_hex(4)
    for account in server:
        logger.error(
            "defect %s: what was shown of user %d is not version %d, %d changes",
            reference, account.user_id, account.version, account.changes,
        )  # fmt: skip
    text = tr("What was shown differed from the server. The log has it under {reference}.")
    return Notice(key="defect difference", severity="error", text=text.format(reference=reference))


def notice(exc: Exception) -> Notice:
    """Return what to show for an error nobody expected where it came up.

    A defect is logged under a reference that the notice names; equal defects share a notice.
    """
    if isinstance(exc, ApiError):
        return Notice(key=type(exc).__name__, severity="warning", text=sentence(exc))
    reference = secrets.token_hex(4)
    logger.error("defect %s", reference, exc_info=exc)
    text = tr("Something went wrong inside the console. The log has it under {reference}.")
    return Notice(
        key=f"defect {type(exc).__name__}",
        severity="error",
        text=text.format(reference=reference),
    )

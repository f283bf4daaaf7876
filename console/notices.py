"""Words errors for people; no other module does."""

import errno
import logging
import re
import secrets
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from api_client.errors import (
    ApiError,
    ConnectionFailed,
    ProtocolMismatch,
    Refused,
    Unauthenticated,
    Untrusted,
)
from api_client.models import Account
from console import refusals
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

REASONS: dict[int, Any] = {
    errno.ENOSPC: QT_TRANSLATE_NOOP("notices", "no space is left there"),
    errno.EDQUOT: QT_TRANSLATE_NOOP("notices", "no space is left there"),
    errno.EACCES: QT_TRANSLATE_NOOP("notices", "the system does not allow it"),
    errno.EPERM: QT_TRANSLATE_NOOP("notices", "the system does not allow it"),
    errno.EROFS: QT_TRANSLATE_NOOP("notices", "nothing can be written there"),
    errno.ENOENT: QT_TRANSLATE_NOOP("notices", "there is no such folder"),
    errno.ENOTDIR: QT_TRANSLATE_NOOP("notices", "there is no such folder"),
    errno.EISDIR: QT_TRANSLATE_NOOP("notices", "that is a folder"),
    errno.ENAMETOOLONG: QT_TRANSLATE_NOOP("notices", "the name is too long"),
}
_TRIGGER = r"the trigger (?P<trigger>\S+) on (?P<table>\S+) "
FAULTS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (
        re.compile(r"the table (?P<table>\S+) is missing"),
        QT_TRANSLATE_NOOP("notices", "the table {table} is missing"),
    ),
    (
        re.compile(_TRIGGER + "is missing"),
        QT_TRANSLATE_NOOP("notices", "the trigger {trigger} on {table} is missing"),
    ),
    (
        re.compile(_TRIGGER + "is disabled"),
        QT_TRANSLATE_NOOP("notices", "the trigger {trigger} on {table} is disabled"),
    ),
    (
        re.compile(_TRIGGER + "is not the one installed"),
        QT_TRANSLATE_NOOP("notices", "the trigger {trigger} on {table} is not the one installed"),
    ),
    (
        re.compile(
            r"what is written straight into parts of (?P<table>\S+) \(there are (?P<count>\S+)\) "
            "is not seen"
        ),
        QT_TRANSLATE_NOOP(
            "notices", "what is written straight into parts of {table} ({count}) is not seen"
        ),
    ),
    (
        re.compile(r"what a subscription writes into (?P<table>\S+) is not seen"),
        QT_TRANSLATE_NOOP("notices", "what a subscription writes into {table} is not seen"),
    ),
    (
        re.compile("the functions of the capture are not the ones installed"),
        QT_TRANSLATE_NOOP("notices", "the functions of the capture are not the ones installed"),
    ),
    (
        re.compile("a change that was not written down may still be committed"),
        QT_TRANSLATE_NOOP("notices", "a change that was not written down may still be committed"),
    ),
)
"""What the database says of its capture (gateway/sql), and how we say it."""


def tr(text: str) -> str:
    """Translate in the context of notices."""
    return QCoreApplication.translate("notices", text)


def sentence(exc: ApiError) -> str:
    """Return one sentence for the operator."""
    match exc:
        case Refused():
            return refusals.sentence(exc)
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
    return "gateway" if refusal.code.startswith("address_") else "password"


def refused_field(refusal: Refused) -> str | None:
    """Return the deposit dialog's field that a refusal speaks of."""
    return FIELDS.get(refusal.code)


def not_written(exc: OSError, name: str) -> str:
    """Return why there is no file of this name, or no other one than before."""
    if isinstance(exc, FileExistsError):
        return tr("There is a file {name} already. Choose another name.").format(name=name)
    return tr("{name} cannot be written: {reason}.").format(name=name, reason=reason(exc))


def reason(exc: OSError) -> str:
    """Return in a few words why the system refused; its own where we have none."""
    known = REASONS.get(exc.errno or 0)
    return exc.strerror or str(exc) if known is None else tr(known)


def not_recorded(faults: Sequence[str]) -> str:
    """Return that changes may be missing, and why: what the database found, in our words."""
    text = tr("The database does not record every change: {faults}.")
    return text.format(faults=", ".join(map(_fault, faults)))


def _fault(said: str) -> str:
    for pattern, words in FAULTS:
        if found := pattern.fullmatch(said):
            return tr(words).format(**found.groupdict())
    return said


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

"""Money, times and the marketplace's words as text; the locale lives here."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

MINUS = "\u2212"
BELGRADE = ZoneInfo("Europe/Belgrade")
MAXIMUM_MINOR = 999_999_999_999
"""What ``numeric(12,2)`` can hold."""
_PLAIN = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")

_locale = QLocale("sr_Latn_RS")


def set_locale(name: str) -> None:
    """Choose how figures are grouped: ``sr_Latn_RS``, ``ru_RU``, ``en_GB``."""
    global _locale  # noqa: PLW0603  (one application, one locale)
    _locale = QLocale(name)


def format_amount(minor: int, *, sign: bool = False) -> str:
    """Return minor units as text with two decimals; never through a float."""
    whole, cents = divmod(abs(minor), 100)
    digits = str(whole)
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    text = f"{_locale.groupSeparator().join(groups)}{_locale.decimalPoint()}{cents:02}"
    if minor < 0:
        return MINUS + text
    return f"+{text}" if sign and minor else text


def format_money(minor: int, currency: str) -> str:
    """Return an amount with its currency, which does not break off at a line's end."""
    return f"{format_amount(minor)}\u00a0{currency}"


def parse_money(text: str) -> int | None:
    """Return minor units; None for anything that is not one amount of at most two decimals.

    Takes what format_amount gives in the current locale, and plain digits with either mark.
    """
    text = text.strip()
    negative = text[:1] in (MINUS, "-")
    text = text[1:] if text[:1] in (MINUS, "-", "+") else text
    group = _locale.groupSeparator()
    grouped = re.fullmatch(
        rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(_locale.decimalPoint())}\d{{1,2}})?",
        text.replace(" ", group) if group == "\u00a0" else text,
    )
    if grouped:
        text = grouped.group().replace(group, "")
    match = _PLAIN.fullmatch(text) if text.isascii() else None
    if match is None or len(match[1]) > 12:
        return None
    minor = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
    if minor > MAXIMUM_MINOR:
        return None
    return -minor if negative else minor


def format_time(moment: datetime) -> str:
    """Return date and time on the marketplace's wall clock (Belgrade)."""
    return moment.astimezone(BELGRADE).strftime("%d.%m.%Y %H:%M:%S")


def format_clock(moment: datetime) -> str:
    """Return the time of day on the marketplace's wall clock (Belgrade)."""
    return moment.astimezone(BELGRADE).strftime("%H:%M:%S")


def time_hint(moment: datetime) -> str:
    """Return the same moment on three clocks, for a tooltip."""
    return "\n".join(
        (
            moment.astimezone().strftime("%d.%m.%Y %H:%M:%S %Z"),
            moment.astimezone(BELGRADE).strftime("%d.%m.%Y %H:%M:%S Belgrade"),
            moment.astimezone(UTC).strftime("%d.%m.%Y %H:%M:%S UTC"),
        )
    )


def type_name(code: str) -> str:
    """Return the word for a transaction type; an unknown one is shown as it is."""
    words = {
        "deposit": QCoreApplication.translate("type", "Deposit"),
        "withdrawal": QCoreApplication.translate("type", "Withdrawal"),
        "payment": QCoreApplication.translate("type", "Payment"),
        "refund": QCoreApplication.translate("type", "Refund"),
        "transfer": QCoreApplication.translate("type", "Transfer"),
        "sale": QCoreApplication.translate("type", "Sale"),
        "purchase": QCoreApplication.translate("type", "Purchase"),
        "commission": QCoreApplication.translate("type", "Commission"),
        "service_payment": QCoreApplication.translate("type", "Service payment"),
        "escrow_release": QCoreApplication.translate("type", "Escrow release"),
        "escrow_hold": QCoreApplication.translate("type", "Escrow hold"),
    }
    return words.get(code, code)


def status_name(code: str) -> str:
    """Return the word for a transaction's status; an unknown one is shown as it is."""
    words = {
        "pending": QCoreApplication.translate("status", "pending"),
        "processing": QCoreApplication.translate("status", "processing"),
        "completed": QCoreApplication.translate("status", "completed"),
        "failed": QCoreApplication.translate("status", "failed"),
        "cancelled": QCoreApplication.translate("status", "cancelled"),
    }
    return words.get(code, code)

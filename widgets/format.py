"""Money, times and the marketplace's words as text; the locale lives here."""

import math
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

MINUS = "\u2212"
UNKNOWN = "\u2014"
ABOUT = "\u2248"
BELGRADE = ZoneInfo("Europe/Belgrade")
CLOCK_TOLERANCE = timedelta(minutes=5)
"""By how much the marketplace's clock may differ from the change log's (contract Q9)."""
MAXIMUM_MINOR = 999_999_999_999
"""What ``numeric(12,2)`` can hold."""
MOST_DIGITS = 100
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
    minor = _read(text)
    return None if minor is None or abs(minor) > MAXIMUM_MINOR else minor


def too_large(text: str) -> str:
    """Return a sentence for an amount that no balance can hold; empty for whatever else it is."""
    minor = _read(text)
    if minor is None or abs(minor) <= MAXIMUM_MINOR:
        return ""
    text = QCoreApplication.translate("amount", "The marketplace stores no more than {most}.")
    return text.format(most=format_amount(MAXIMUM_MINOR))


def _read(text: str) -> int | None:
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
    if match is None or len(match[1]) > MOST_DIGITS:
        return None
    minor = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
    return -minor if negative else minor


def format_time(moment: datetime) -> str:
    """Return date and time on the marketplace's wall clock (Belgrade)."""
    return moment.astimezone(BELGRADE).strftime("%d.%m.%Y %H:%M:%S")


def format_clock(moment: datetime) -> str:
    """Return the time of day on the marketplace's wall clock (Belgrade)."""
    return _clock(math.floor(moment.timestamp()))


@lru_cache(maxsize=256)  # of a flood, hundreds of rows have the same
def _clock(second: int) -> str:
    return datetime.fromtimestamp(second, BELGRADE).strftime("%H:%M:%S")


def format_date(moment: datetime) -> str:
    """Return the day on the marketplace's wall clock (Belgrade)."""
    return moment.astimezone(BELGRADE).strftime("%d.%m.%Y")


def format_age(seconds: float) -> str:
    """Return how long ago something was, in the unit a person would use."""
    whole = max(0, int(seconds))
    for size, words in (
        (86_400, QCoreApplication.translate("age", "{count} d ago")),
        (3_600, QCoreApplication.translate("age", "{count} h ago")),
        (60, QCoreApplication.translate("age", "{count} min ago")),
    ):
        if whole >= size:
            return words.format(count=format_count(whole // size))
    return QCoreApplication.translate("age", "{count} s ago").format(count=whole)


def format_count(number: int) -> str:
    """Return a count, grouped by locale."""
    return f"{number:,}".replace(",", _locale.groupSeparator())


def format_milliseconds(milliseconds: float) -> str:
    """Return a duration with its unit: tenths below ten."""
    text = f"{milliseconds:.1f}" if abs(milliseconds) < 9.95 else f"{milliseconds:.0f}"
    text = text.replace("-", MINUS).replace(".", _locale.decimalPoint())
    return QCoreApplication.translate("age", "{count} ms").format(count=text)


def format_id(number: int) -> str:
    """Return a user's id as staff write it; never grouped, so that it can be searched for."""
    return f"#{number}"


def time_hint(moment: datetime) -> str:
    """Return the same moment on three clocks, for a tooltip."""
    here = moment.astimezone()
    clocks = (
        (here, here.strftime("%Z")),
        (moment.astimezone(BELGRADE), QCoreApplication.translate("time", "Belgrade")),
        (moment.astimezone(UTC), "UTC"),
    )
    return "\n".join(f"{clock.strftime('%d.%m.%Y %H:%M:%S')} {zone}" for clock, zone in clocks)


def clock_error(created_at: datetime | None, recorded_at: datetime | None) -> timedelta | None:
    """Return how far the marketplace's clock is off, None if it is not or cannot be told.

    The marketplace stores wall clock time without its zone and labels it UTC (contract Q9).
    """
    if created_at is None or recorded_at is None:
        return None
    off = created_at - recorded_at
    return off if abs(off) > CLOCK_TOLERANCE else None


def clock_warning(created_at: datetime | None, recorded_at: datetime | None) -> str:
    """Return a sentence if the marketplace's clock is off, else nothing."""
    off = clock_error(created_at, recorded_at)
    if off is None or recorded_at is None:
        return ""
    minutes = round(abs(off).total_seconds() / 60)
    words = (
        QCoreApplication.translate("time", "The marketplace's clock is {minutes} min ahead")
        if off > timedelta(0)
        else QCoreApplication.translate("time", "The marketplace's clock is {minutes} min behind")
    )
    committed = QCoreApplication.translate("time", "committed at {time} by the database's clock")
    return (
        words.format(minutes=format_count(minutes))
        + ": "
        + committed.format(time=format_time(recorded_at))
    )


_TYPES: dict[str, Any] = {
    "deposit": QT_TRANSLATE_NOOP("type", "Deposit"),
    "withdrawal": QT_TRANSLATE_NOOP("type", "Withdrawal"),
    "payment": QT_TRANSLATE_NOOP("type", "Payment"),
    "refund": QT_TRANSLATE_NOOP("type", "Refund"),
    "transfer": QT_TRANSLATE_NOOP("type", "Transfer"),
    "sale": QT_TRANSLATE_NOOP("type", "Sale"),
    "purchase": QT_TRANSLATE_NOOP("type", "Purchase"),
    "commission": QT_TRANSLATE_NOOP("type", "Commission"),
    "service_payment": QT_TRANSLATE_NOOP("type", "Service payment"),
    "escrow_release": QT_TRANSLATE_NOOP("type", "Escrow release"),
    "escrow_hold": QT_TRANSLATE_NOOP("type", "Escrow hold"),
}
_STATUSES: dict[str, Any] = {
    "pending": QT_TRANSLATE_NOOP("status", "pending"),
    "processing": QT_TRANSLATE_NOOP("status", "processing"),
    "completed": QT_TRANSLATE_NOOP("status", "completed"),
    "failed": QT_TRANSLATE_NOOP("status", "failed"),
    "cancelled": QT_TRANSLATE_NOOP("status", "cancelled"),
}
_USER_STATUSES: dict[str, Any] = {
    "active": QT_TRANSLATE_NOOP("user", "active"),
    "inactive": QT_TRANSLATE_NOOP("user", "inactive"),
    "suspended": QT_TRANSLATE_NOOP("user", "suspended"),
}

_ENVIRONMENTS: dict[str, Any] = {
    "production": QT_TRANSLATE_NOOP("environment", "production"),
    "staging": QT_TRANSLATE_NOOP("environment", "staging"),
    "sandbox": QT_TRANSLATE_NOOP("environment", "sandbox"),
}
_ROLES: dict[str, Any] = {
    "viewer": QT_TRANSLATE_NOOP("role", "viewer"),
    "support": QT_TRANSLATE_NOOP("role", "support"),
    "admin": QT_TRANSLATE_NOOP("role", "admin"),
}


def type_names() -> list[str]:
    """Return the word of every type that is known."""
    return [type_name(code) for code in _TYPES]


def type_name(code: str) -> str:
    """Return the word for a transaction type; an unknown one is shown as it is."""
    return QCoreApplication.translate("type", _TYPES[code]) if code in _TYPES else code


def status_name(code: str) -> str:
    """Return the word for a transaction's status; an unknown one is shown as it is."""
    return QCoreApplication.translate("status", _STATUSES[code]) if code in _STATUSES else code


def user_status_name(code: str) -> str:
    """Return the word for a user's status; an unknown one is shown as it is."""
    known = _USER_STATUSES.get(code)
    return code if known is None else QCoreApplication.translate("user", known)


def environment_name(code: str) -> str:
    """Return the word for an environment; an unknown one is shown as it is."""
    known = _ENVIRONMENTS.get(code)
    return code if known is None else QCoreApplication.translate("environment", known)


def role_name(code: str) -> str:
    """Return the word for an operator's role; an unknown one is shown as it is."""
    return QCoreApplication.translate("role", _ROLES[code]) if code in _ROLES else code

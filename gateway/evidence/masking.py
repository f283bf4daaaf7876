"""Personal data in bundles: what is shown at which level, and what is shown at none.

The only place that decides it. Secrets are taken out of every text at every level.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from gateway.evidence.contents import Audited, Case, Customer, PersonalData, RawTransaction
from gateway.explain.rows import Change, Edit, Ledger

LogRow = TypeVar("LogRow", Change, Edit)
HIDDEN = "…"
REMOVED = "[removed: looks like a secret]"
SHORTEST_NAME = 2
"""Letters: one alone names nobody."""
EXTENDED, INFLECTED = 3, 5
"""Letters from which on a name is found with more at its end (Ana: Anina), and with another end
(Дарья: Дарьей)."""
_KEPT_DIGITS, _OWN_DIGITS = 2, 6

_PRIVATE_KEY = re.compile(r"-----BEGIN[^-]*KEY-----.*?(?:-----END[^-]*-----|\Z)", re.DOTALL)
_SECRET = re.compile(
    r"""
      \b(?:(?:proxy-)?authorization|(?:set-)?cookie|x-csrf-token|x-api-key)\s*[:=][^\r\n]*
    | \b(?:bearer|basic)\s+[\w+/=.~-]{8,}
    | \beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?                # a JSON web token
    | \b[a-z][a-z0-9+.-]*://[^\s/@:]*:[^\s/@]+@\S*        # an address with a password
    | \$(?:2[abxy]|argon2(?:id|i|d)|scrypt|pbkdf2)[\w-]*\$[^\s"']{8,}
    | \b(?:password|passwd|pwd|secret|access_token|refresh_token|session_token|api_?key)
      \s*["']?\s*[:=]\s*\S+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EMAIL = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+")
_BETWEEN = r"[ ()/.\-\u2011\u2013]{0,2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:19|20)\d\d(?!\d)"
_PHONE = re.compile(rf"(?!{_DAY})(?<!\w)(?<!\d[./-])(?:\+|0)\d?(?:{_BETWEEN}\d){{5,}}")
_KEY = "key"
"""Of an entry's details: an idempotency key is its operator's, and nobody else's."""
_CODES = frozenset({"currency", "kind", "outcome", "payment_method", "personal_data", "refused",
                    "session", "sha256"})  # fmt: skip
"""Of an entry's details: words of ours that name nobody."""


class Mask:
    """Shows personal data of one customer at one level."""

    def __init__(self, level: PersonalData, customer: Customer) -> None:
        self.level = level
        self._own = (_names(customer), _digits(customer.phone or ""))

    def customer(self, customer: Customer) -> Customer:
        """Return who it is, as far as the level lets one know; the id is always shown."""
        return replace(
            customer,
            name=self._kept(customer.name, _initials),
            email=self._kept(customer.email, _email),
            phone=self._kept(customer.phone, _phone),
            city=self._kept(customer.city, _initials),
            country=self._kept(customer.country, without_secrets),
        )

    def transaction(self, row: RawTransaction) -> RawTransaction:
        """Return a transaction without what a text in it may give away."""
        return replace(row, description=self.text(row.description))

    def ledger(self, ledger: Ledger) -> Ledger:
        """Return the log's rows with what programs call themselves, whatever that holds."""
        return ledger._replace(
            changes=[_named(change) for change in ledger.changes],
            edits=[_named(edit) for edit in ledger.edits],
        )

    def case(self, case: Case) -> Case:
        """Return the case with its texts as the level shows them."""
        return replace(
            case,
            claim=replace(case.claim, words=self.text(case.claim.words)),
            exported_by=self._kept(case.exported_by, _email),
            reason=self.text(case.reason),
            ticket=self.text(case.ticket),
        )

    def audited(self, entry: Audited) -> Audited:
        """Return an entry of the audit with its texts as the level shows them."""
        details: dict[str, Any] = {
            name: self.text(value) if isinstance(value, str) and name not in _CODES else value
            for name, value in entry.details.items()
            if name != _KEY
        }
        return replace(
            entry,
            operator_email=self._kept(entry.operator_email, _email),
            reason=self.text(entry.reason),
            ticket=self.text(entry.ticket),
            details=details,
        )

    def text(self, text: str | None) -> str | None:
        """Return what somebody wrote: at ``none`` nothing, else without names and numbers."""
        if text is None or self.level == "none":
            return None
        text = without_secrets(text)
        if self.level == "full":
            return text
        for pattern in (_EMAIL, _PHONE, *self._own):
            text = pattern.sub(HIDDEN, text)
        return text

    def _kept(self, text: str | None, shortened: Callable[[str], str]) -> str | None:
        if text is None or self.level == "none":
            return None
        return without_secrets(text) if self.level == "full" else shortened(text)


def without_secrets(text: str) -> str:
    """Take out what looks like a token, cookie, header, password, its hash, or a key."""
    return _SECRET.sub(REMOVED, _PRIVATE_KEY.sub(REMOVED, text))


def _named(row: LogRow) -> LogRow:
    return row._replace(application=without_secrets(row.application))


def _initials(text: str) -> str:
    return " ".join(f"{word[0]}{HIDDEN}" for word in text.split())


def _email(text: str) -> str:
    name, _, host = text.rpartition("@")
    return f"{name[:1]}{HIDDEN}@{host[:1]}{HIDDEN}"


def _phone(text: str) -> str:
    digits = [char for char in text if char.isdigit()]
    return HIDDEN + ("".join(digits[-_KEPT_DIGITS:]) if len(digits) >= 6 else "")


def _names(customer: Customer) -> re.Pattern[str]:
    """Return what finds the customer's names, and those in the address, whatever their case."""
    known = f"{customer.name or ''} {customer.email or ''} {customer.city or ''}"
    words = {form for word in re.split(r"[\W_]+", known) for form in (word, word.casefold())}
    parts = [
        _with_endings(word)
        for word in sorted(words, key=lambda word: (-len(word), word))
        if sum(map(str.isalpha, word)) >= SHORTEST_NAME
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts) or '(?!)'})", re.IGNORECASE)


def _with_endings(word: str) -> str:
    if len(word) < EXTENDED:
        return re.escape(word) + r"(?![^\W_])"
    return re.escape(word[:-1] if len(word) >= INFLECTED else word) + r"\w*"


def _digits(phone: str) -> re.Pattern[str]:
    """Return what finds a phone number, however it is grouped, with or without its country."""
    digits = [char for char in phone if char.isdigit()][-_OWN_DIGITS:]
    own = _BETWEEN.join(digits) if len(digits) == _OWN_DIGITS else "(?!)"
    return re.compile(rf"(?:\+|\b\d)?(?:\d{_BETWEEN})*{own}")

"""What the customer says → a claim: amounts, moments and session ids, parsed strictly."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated
from zoneinfo import ZoneInfo

from msgspec import Meta

from gateway.explain.rows import Claim
from gateway.problems import Problem
from gateway.wire import MONEY_LIMIT, Body

EARLIER, LATER = timedelta(hours=3), timedelta(hours=24)
"""How far from the moment that the customer names the payment is looked for: clocks of zones are
mixed up (contract Q9), and what is completed late still comes."""
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9].*", re.DOTALL)
_SESSION = re.compile(
    r"(?:mock_session|mock_order_session_\d{1,10}|order_\d{1,10})_(\d{1,10})_(\d{1,10})"
)
_STUB = re.compile(r"mock_(\d{1,10})_\d{1,12}")


class ClaimQuery(Body, frozen=True):
    """What the customer says; ``claim_at`` is a moment or a day, without offset the backend's."""

    claim_amount_minor: Annotated[int, Meta(gt=0, lt=MONEY_LIMIT)] | None = None
    claim_at: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    session: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    method: Annotated[str, Meta(min_length=1, max_length=50)] | None = None
    success_page: bool = False


def claim_of(query: ClaimQuery, zone: ZoneInfo) -> Claim:
    """Return the claim; raises Problem where a moment is none."""
    user, begun = _session(query.session or "")
    said, is_exact = _moment(query.claim_at, zone) if query.claim_at else (begun, True)
    if said is None:
        since = until = None
    elif is_exact:
        since, until = said - EARLIER, said + LATER
    else:
        since, until = said, said + timedelta(days=1)
    return Claim(
        amount=query.claim_amount_minor,
        at=said,
        since=since,
        until=until,
        is_exact=is_exact,
        session=query.session,
        session_user=user,
        session_at=begun,
        method=query.method,
        success_page=query.success_page,
    )


def amount_minor(text: str) -> int | None:
    """Read an amount as a person writes it: 2000, 100.46, 100,46; None if it is none."""
    try:
        value = Decimal(text.strip().replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 < value < MONEY_LIMIT or value != round(value, 2):
        return None
    return int(value.scaleb(2))


def _moment(text: str, zone: ZoneInfo) -> tuple[datetime, bool]:
    """Return a moment, or where a day begins, and which of the two it is."""
    is_day = _DAY.fullmatch(text) is not None
    try:
        if not (is_day or _MOMENT.fullmatch(text)):
            raise ValueError(text)  # a week, a number: Python reads them as midnight
        said = (
            datetime.combine(date.fromisoformat(text), time())
            if is_day
            else datetime.fromisoformat(text)
        )
    except ValueError as exc:
        raise Problem(
            "invalid_value", "claim_at is no moment of ISO 8601.", field="claim_at"
        ) from exc
    said = said if said.tzinfo else said.replace(tzinfo=zone)
    try:
        is_sensible = FIRST <= said <= LAST
    except OverflowError:
        is_sensible = False
    if not is_sensible:
        raise Problem("invalid_value", "claim_at is not within 2000 to 2200.", field="claim_at")
    return said.astimezone(UTC), not is_day


def _session(text: str) -> tuple[int | None, datetime | None]:
    """Return whose session it is and when it began, as far as its id says (contract §4.2)."""
    if found := _SESSION.fullmatch(text):
        begun = datetime.fromtimestamp(int(found[2]), UTC)
        return int(found[1]), begun if FIRST <= begun <= LAST else None
    found = _STUB.fullmatch(text)
    return (int(found[1]), None) if found else (None, None)

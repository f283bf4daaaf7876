"""Where a curve's scale has its lines: round amounts, and days or hours of Belgrade."""

from datetime import datetime, timedelta
from itertools import count

from widgets.format import BELGRADE

HOURS = (1, 2, 3, 6, 12)
DAYS = (1, 2, 4, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


def amount_ticks(low: int, high: int, most: int) -> list[int]:
    """Return at most ``most`` + 1 round amounts (minor units), 1, 2 or 5 whole units apart.

    The first is at or below ``low``, the last at or above ``high``, and nought is among them
    where it lies between.
    """
    high = max(high, low + 1)
    steps = (factor * 10**power for power in count(2) for factor in (1, 2, 5))
    step = next(step for step in steps if -(-high // step) - low // step <= most)
    return list(range(low // step * step, high + step, step))


def date_ticks(since: datetime, until: datetime, most: int) -> list[tuple[datetime, str]]:
    """Return at most ``most`` + 1 moments with their labels; midnights where days are told."""
    most = max(1, most)
    span = until - since
    midnight = since.astimezone(BELGRADE).replace(hour=0, minute=0, second=0, microsecond=0)
    for hours in HOURS:
        if span / timedelta(hours=hours) <= most:
            steps = range(0, int(span / timedelta(hours=1)) + 26, hours)
            # Counted in UTC: the hour that a change of the clock skips or repeats is one hour.
            start = midnight.astimezone(since.tzinfo)
            moments = [start + timedelta(hours=step) for step in steps]
            return _between(moments, since, until, "%H:%M")
    for days in DAYS:
        if span / timedelta(days=days) <= most:
            moments = [midnight + timedelta(days=d) for d in range(0, span.days + 2, days)]
            return _between(moments, since, until, "%d.%m.")
    months = next((m for m in MONTHS if span / timedelta(days=30 * m) <= most), MONTHS[-1])
    first = midnight.replace(day=1)
    count = span.days // 28 + 2
    moments = [_month(first, number) for number in range(0, count, months)]
    return _between(moments, since, until, "%m.%Y")


def _month(first: datetime, number: int) -> datetime:
    years, month = divmod(first.month - 1 + number, 12)
    return first.replace(year=first.year + years, month=month + 1)


def _between(
    moments: list[datetime], since: datetime, until: datetime, label: str
) -> list[tuple[datetime, str]]:
    return [
        (moment, moment.astimezone(BELGRADE).strftime(label))
        for moment in moments
        if since <= moment <= until
    ]

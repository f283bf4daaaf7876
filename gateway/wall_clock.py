"""The marketplace's wall clock, as it stores it and as a moment."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def raw(moment: datetime | None) -> str | None:
    """Return the marketplace's wall clock as stored, without a zone."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def aware(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Read a wall clock in ``zone``; None in the hour that exists twice, or not at all.

    The year 1 is how the backend writes "no time" (contract §1.5), and 9999 is `infinity`.
    """
    if moment is None or not 1 < moment.year < 9999:
        return None
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        return None
    return first.astimezone(UTC)


def convertible(moment: datetime | None) -> datetime | None:
    """Keep away from both ends of the calendar, which another zone's clock would fall off."""
    return moment and moment.replace(year=min(max(moment.year, 2), 9998))

"""The marketplace's wall clock, as it stores it and as a moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import asyncpg

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
"""How PostgreSQL counts time."""


async def read_clocks(connection: asyncpg.Connection) -> None:
    """Let a connection read every time that PostgreSQL can hold: -4713 to 294276, and infinity.

    What is off Python's calendar is at its end; a moment stays a day away from there, so that it
    can be moved.
    """
    first, last = (datetime(year, 1, 1, tzinfo=UTC) for year in (1, 9999))
    await _clamp(connection, "timestamp", EPOCH.replace(tzinfo=None), first, last)
    await _clamp(connection, "timestamptz", EPOCH, first.replace(year=2), last - timedelta(days=1))


async def _clamp(
    connection: asyncpg.Connection, name: str, epoch: datetime, first: datetime, last: datetime
) -> None:
    lowest, highest = (first - EPOCH) // TICK, (last - EPOCH) // TICK

    def decoded(ticks: tuple[int]) -> datetime:
        return epoch + timedelta(microseconds=min(max(ticks[0], lowest), highest))

    await connection.set_type_codec(
        name, schema="pg_catalog", format="tuple", decoder=decoded,
        encoder=lambda moment: ((moment - epoch) // TICK,),
    )  # fmt: skip


def legible(wall: datetime | None) -> datetime | None:
    """Return a wall clock, None where it is at the end of the calendar and so means no time."""
    return wall if wall is not None and 1 < wall.year < 9999 else None


def raw(moment: datetime | None) -> str | None:
    """Return the marketplace's wall clock as stored, without a zone."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def aware(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Read a wall clock in ``zone``; None in the hour that exists twice, or not at all.

    The year 1 is how the backend writes "no time" (contract §1.5), and 9999 is `infinity`.
    """
    moment = legible(moment)
    if moment is None:
        return None
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        return None
    return first.astimezone(UTC)


def convertible(moment: datetime | None) -> datetime | None:
    """Keep away from both ends of the calendar, which another zone's clock would fall off."""
    return moment and moment.replace(year=min(max(moment.year, 2), 9998))

"""Says in words whether the capture is whole, and whether a wake reaches the gateway."""

import asyncio
import secrets

import asyncpg
from msgspec import Struct

from gateway import __version__
from gateway.sql import migrations, statements

CHANNEL = "svetu_console_check"
ECHO_WITHIN = 1.0
"""Seconds a NOTIFY of our own may take to come back."""
FULL = 0.5
"""Share of the notification queue from which on the triggers keep away from it."""


class Finding(Struct, frozen=True):
    """One sentence, and whether it is as it should be."""

    ok: bool
    sentence: str


class CheckFailed(Exception):  # noqa: N818
    """Nothing can be said; the text is one sentence for a person."""


async def check(dsn: str) -> list[Finding]:
    """Look at the capture of the database as the gateway's role sees it; raises CheckFailed."""
    connection = await asyncpg.connect(
        dsn, timeout=10, server_settings={"application_name": "svetu-gateway check"}
    )
    try:
        row = await connection.fetchrow(statements("check.sql")["capture"])
        if row is None:
            raise CheckFailed("The console's schema is there, but has no settings: install again.")
        return [
            _place(row),
            _schema(row),
            *_triggers(row),
            _losses(row),
            _log(row),
            await _wake(connection, row),
        ]
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError) as exc:
        raise CheckFailed("The console is not installed in this database.") from exc
    finally:
        await connection.close()


def _place(row: asyncpg.Record) -> Finding:
    return Finding(
        ok=True,
        sentence=f"This is {row['environment']}; the backend's clock is that of "
        f"{row['backend_zone']}; version {row['version']} installed it.",
    )


def _schema(row: asyncpg.Record) -> Finding:
    missing = sorted({number for number, _ in migrations()} - set(row["migrations"]))
    if missing:
        listed = ", ".join(map(str, missing))
        return Finding(
            ok=False, sentence=f"Migrations of version {__version__} are missing: {listed}."
        )
    return Finding(ok=True, sentence="The schema is up to date.")


def _triggers(row: asyncpg.Record) -> list[Finding]:
    if row["faults"]:
        return [
            Finding(ok=False, sentence=f"{fault[0].upper()}{fault[1:]}.") for fault in row["faults"]
        ]
    words = "The triggers and their functions are whole"
    if not row["untouched"]:
        return [Finding(ok=False, sentence=f"{words}, but have been touched: a gap is to come.")]
    return [Finding(ok=True, sentence=f"{words}.")]


def _losses(row: asyncpg.Record) -> Finding:
    new = row["lost"] - row["admitted_lost"]
    if new:
        return Finding(
            ok=False, sentence=f"{new} changes were not written down since the last gap."
        )
    if row["lost"]:
        return Finding(
            ok=True, sentence=f"{row['lost']} losses so far; each is a gap in the log, read anew."
        )
    return Finding(ok=True, sentence="No change was ever lost.")


def _log(row: asyncpg.Record) -> Finding:
    if not row["rows"]:
        return Finding(ok=True, sentence="The change log is empty: nothing has changed yet.")
    return Finding(
        ok=True,
        sentence=f"The change log has {row['rows']} rows ({row['bytes'] / 2**20:.1f} MiB), from "
        f"{row['oldest']:%Y-%m-%d %H:%M:%S} to {row['newest']:%Y-%m-%d %H:%M:%S} UTC.",
    )


async def _wake(connection: asyncpg.Connection, row: asyncpg.Record) -> Finding:
    """Notify ourselves: a pooler between us swallows LISTEN without a word."""
    if row["queue"] >= FULL:
        return Finding(
            ok=False,
            sentence=f"The notification queue is {row['queue']:.0%} full: somebody who listens "
            "does not read. Events come by polling meanwhile.",
        )
    sent, heard = secrets.token_hex(8), asyncio.Event()

    def hear(_: object, __: int, ___: str, payload: object) -> None:
        if payload == sent:
            heard.set()

    await connection.add_listener(CHANNEL, hear)
    await connection.execute(statements("check.sql")["notify"], sent)
    try:
        async with asyncio.timeout(ECHO_WITHIN):
            await heard.wait()
    except TimeoutError:
        return Finding(
            ok=False,
            sentence="A NOTIFY does not come back: is a pooler in between? The gateway needs a "
            "connection of its own, or events come 200 ms late.",
        )
    return Finding(ok=True, sentence="A wake arrives.")

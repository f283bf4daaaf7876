"""Finds users by id, name, e-mail, phone, payment session or transaction, in any spelling."""

from typing import Annotated

import asyncpg
from msgspec import Meta
from rapidfuzz import fuzz

from gateway.database import Database
from gateway.sql import statements
from gateway.wire import Body, Matched, UserHit, UserHits, minor

CANDIDATES = 60


class LookupQuery(Body, frozen=True):
    """What to look for, as a person types it."""

    q: Annotated[str, Meta(min_length=1, max_length=200)]
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class Lookup:
    """Asks the database for candidates and puts the best first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = statements("lookup.sql")

    async def find(self, query: LookupQuery) -> UserHits:
        """Return the users that match, best first."""
        question = "".join(c if c.isprintable() else " " for c in query.q)
        if not question.strip():
            return UserHits(users=[], more=False)
        rows = await self._database.pool.fetch(self._sql["look_up"], question, CANDIDATES)
        best: dict[int, tuple[tuple[float, ...], asyncpg.Record]] = {}
        for row in rows:
            rank = _rank(row, question)
            if row["id"] not in best or rank < best[row["id"]][0]:
                best[row["id"]] = (rank, row)
        ordered = sorted(best.values(), key=lambda hit: (hit[0], hit[1]["id"]))
        return UserHits(
            users=[_hit(row) for _, row in ordered[: query.limit]],
            more=len(ordered) > query.limit,
        )


def _rank(row: asyncpg.Record, question: str) -> tuple[float, ...]:
    """Smaller is better: what was meant exactly, then beginnings, then likeness."""
    if row["matched"]:
        return (("id", "session", "transaction").index(row["matched"]), 0, 0)
    name, email, asked = row["folded_name"], row["folded_email"], row["question"].strip()
    if asked in (name, email):
        place = 3
    elif name.startswith(asked):
        place = 4
    elif email.startswith(asked) or any(word.startswith(asked) for word in name.split()):
        place = 5
    else:
        place = 6
    # Among equals, the spelling as it was typed comes first.
    literal = question.strip().casefold() in f"{row['name']} {row['email']}".casefold()
    return (place, 0 if literal else 1, -fuzz.WRatio(asked, name))


def _matched(row: asyncpg.Record) -> Matched:
    if row["matched"]:
        found: Matched = row["matched"]
        return found
    words = row["question"].split()
    if all(word.rstrip("ji") in row["folded_name"] for word in words):
        return "name"
    if any(word.rstrip("ji") in row["folded_email"] for word in words):
        return "email"
    return "phone"


def _hit(row: asyncpg.Record) -> UserHit:
    names = ("id", "name", "email", "phone", "city", "country", "status", "created_at",
             "last_seen_at", "currency", "transaction_id")  # fmt: skip
    return UserHit(
        **{name: row[name] for name in names},
        balance_minor=None if row["balance"] is None else minor(row["balance"]),
        matched=_matched(row),
    )

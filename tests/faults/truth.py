"""What was committed, from PostgreSQL's own write-ahead log, to hold against what was told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import asyncpg

from api_client.models import Commit

SLOT = "svetu_truth"
CHANGES = """
    select (lsn - '0/0')::bigint as lsn, data from pg_logical_slot_get_changes(
        $1, null, null, 'include-timestamp', 'on', 'skip-empty-xacts', 'on')
"""
_ROW = re.compile(
    r"table public\.(user_balances|balance_transactions): (INSERT|UPDATE|DELETE|TRUNCATE): (.*)"
)
_COMMIT = re.compile(r"COMMIT \d+ \(at (.*)\)")
_KEY_CHANGED = re.compile(r"old-key: (.*) new-tuple: (.*)")
_ID = re.compile(r"(?<!\w)(?:user_id|id)\[integer\]:(\d+)")
_USER = re.compile(r"(?<!\w)user_id\[integer\]:(\d+)")
_BALANCE = re.compile(r"(?<!\w)balance\[numeric\]:(-?[\d.]+)")
_FROZEN = re.compile(r"(?<!\w)frozen_balance\[numeric\]:(-?[\d.]+)")
_AMOUNT = re.compile(r"(?<!\w)amount\[numeric\]:(-?[\d.]+)")
_STATUS = re.compile(r"(?<!\w)status\[character varying\]:'(\w*)'")

Booking = tuple[int, int, str]
"""What a transaction is, as far as it is looked at: user, amount in minor units, status."""


@dataclass
class Truth:
    """One commit: the balances in minor units that it left, and the transactions it touched.

    None: there is no such row any more. ``truncated`` tables were emptied before all that.
    """

    xid: int
    at: float = 0.0
    """When it was about to be visible, in seconds of Unix time."""
    balances: dict[int, int | None] = field(default_factory=dict)
    frozen: dict[int, int] = field(default_factory=dict)
    bookings: dict[int, Booking | None] = field(default_factory=dict)
    truncated: set[str] = field(default_factory=set)

    @property
    def transactions(self) -> set[int]:
        """The ids of the transactions it touched."""
        return set(self.bookings)


@dataclass
class Verdict:
    """How what was told differs from what is true; all of it should be 0."""

    committed: int
    watched: int
    lost: int
    doubled: int
    untrue: int
    out_of_order: int


class Witness:
    """Reads the commits of both tables from the log, in the order in which they happened.

    Needs ``wal_level`` logical, and no trigger nor anything else in the database itself.
    """

    def __init__(self, admin: asyncpg.Connection) -> None:
        self._admin = admin

    async def begin(self) -> None:
        """Remember where the log is now."""
        await self._admin.execute(
            "select pg_create_logical_replication_slot($1, 'test_decoding')", SLOT
        )

    async def end(self) -> list[Truth]:
        """Return what was committed since."""
        truths = [truth for _, truth in await changes(self._admin)]
        await self._admin.execute("select pg_drop_replication_slot($1)", SLOT)
        return truths


async def changes(admin: asyncpg.Connection) -> list[tuple[int, Truth]]:
    """Return what was committed since the last call, each with its place in the log.

    After a crash of the server it may be told again.
    """
    rows = await admin.fetch(CHANGES, SLOT)
    lines = ((row["lsn"], row["data"]) for row in rows)
    return [(place, truth) for place, truth in _parse(lines) if _says_something(truth)]


def _parse(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, Truth]]:
    truth = Truth(0)
    for place, line in lines:
        if line.startswith("BEGIN"):
            truth = Truth(int(line.split()[1]))
        elif ended := _COMMIT.match(line):
            truth.at = datetime.fromisoformat(ended[1]).timestamp()
            yield place, truth
        elif found := _ROW.match(line):
            table, kind, columns = found.groups()
            if kind == "TRUNCATE":
                truth.truncated.add(table)
                (truth.balances if table == "user_balances" else truth.bookings).clear()
            elif moved := _KEY_CHANGED.match(columns):
                _note(truth, table, moved[1], is_gone=True)
                _note(truth, table, moved[2], is_gone=False)
            else:
                _note(truth, table, columns, is_gone=kind == "DELETE")


def _note(truth: Truth, table: str, columns: str, *, is_gone: bool) -> None:
    """Take the state that a row was left in."""
    number = int(_group(_ID, columns))
    if table == "user_balances":
        truth.balances[number] = None if is_gone else _minor(_group(_BALANCE, columns))
        truth.frozen[number] = 0 if is_gone else _minor(_group(_FROZEN, columns))
    elif is_gone:
        truth.bookings[number] = None
    else:
        user, amount = int(_group(_USER, columns)), _minor(_group(_AMOUNT, columns))
        truth.bookings[number] = user, amount, _group(_STATUS, columns)


def _group(pattern: re.Pattern[str], columns: str) -> str:
    found = pattern.search(columns)
    assert found, columns
    return found[1]


def _minor(text: str) -> int:
    return int(Decimal(text) * 100)


def _says_something(truth: Truth) -> bool:
    return bool(truth.balances or truth.bookings or truth.truncated)


def sees(snapshot: str, xid: int) -> bool:
    """Whether a ``pg_snapshot`` saw ``xid`` committed, provided that it did commit."""
    _, xmax, listed = snapshot.split(":")
    return xid < int(xmax) and str(xid) not in listed.split(",")


def judge(truths: Sequence[Truth], told: Sequence[Commit], after: str, until: str) -> Verdict:
    """Compare what was committed between two snapshots with what was told of it."""
    true = {t.xid: t for t in truths if not sees(after, t.xid) and sees(until, t.xid)}
    watched = [commit for commit in told if sees(until, int(commit.xid))]
    times = Counter(int(commit.xid) for commit in watched)
    untrue = sum(
        true[xid].balances != {a.user_id: a.balance_minor for a in commit.accounts}
        or true[xid].transactions
        != {t.id for t in commit.transactions} | set(commit.deleted_transactions)
        for commit in watched
        if (xid := int(commit.xid)) in true
    )
    return Verdict(
        committed=len(true),
        watched=len(watched),
        lost=len(true.keys() - times.keys()),
        doubled=sum(times.values()) - len(times),
        untrue=untrue + len(times.keys() - true.keys()),
        out_of_order=_out_of_order(list(true.values()), watched),
    )


def _out_of_order(true: Sequence[Truth], watched: Sequence[Commit]) -> int:
    """Count the users whose balances were told in another order than they came about."""
    happened: dict[int, list[int]] = {}
    for truth in true:
        for user in truth.balances:
            happened.setdefault(user, []).append(truth.xid)
    told: dict[int, list[int]] = {}
    for commit in watched:
        for account in commit.accounts:
            told.setdefault(account.user_id, []).append(int(commit.xid))
    return sum(told.get(user) != xids for user, xids in happened.items())

"""What was committed, from PostgreSQL's own write-ahead log, to hold against what was told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import asyncpg

from api_client.models import Commit

SLOT = "svetu_truth"
CHANGES = "select data from pg_logical_slot_get_changes($1, null, null)"
_ROW = re.compile(
    r"table public\.(user_balances|balance_transactions): (INSERT|UPDATE|DELETE): (.*)"
)
_ID = re.compile(r"(?<!\w)(?:user_id|id)\[integer\]:(\d+)")
_BALANCE = re.compile(r"(?<!\w)balance\[numeric\]:(-?[\d.]+)")


@dataclass
class Truth:
    """One commit: the balances in minor units that it left, and the transactions it touched."""

    xid: int
    balances: dict[int, int] = field(default_factory=dict)
    transactions: set[int] = field(default_factory=set)


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
        rows = await self._admin.fetch(CHANGES, SLOT)
        await self._admin.execute("select pg_drop_replication_slot($1)", SLOT)
        return [truth for truth in _parse(row["data"] for row in rows) if _says_something(truth)]


def _parse(lines: Iterable[str]) -> Iterator[Truth]:
    truth = Truth(0)
    for line in lines:
        if line.startswith("BEGIN"):
            truth = Truth(int(line.split()[1]))
        elif line.startswith("COMMIT"):
            yield truth
        elif found := _ROW.match(line):
            table, _, columns = found.groups()
            number = _ID.search(columns)
            assert number, line
            if table == "balance_transactions":
                truth.transactions.add(int(number[1]))
            elif balance := _BALANCE.search(columns):
                truth.balances[int(number[1])] = int(Decimal(balance[1]) * 100)


def _says_something(truth: Truth) -> bool:
    return bool(truth.balances or truth.transactions)


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

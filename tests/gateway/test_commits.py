"""Commits in an order that agrees with what every one of their rows went through."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gateway.commits import commits_of

ZONE = ZoneInfo("Europe/Belgrade")
MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def balance(pos: int, xid: int, user_id: int) -> dict[str, Any]:
    """Return a row of the log: a balance that equals its ``pos``."""
    return {
        "pos": pos, "xid": str(xid), "recorded_at": MOMENT, "kind": "b", "user_id": user_id,
        "transaction_id": None, "balance_after": Decimal(pos), "frozen_after": Decimal(0),
        "currency_after": "RSD", "reason": None, "written_by": "shop", "application_name": "shop",
        "completing": None, "user_name": "Ana", "changes": 1, "id": None,
    }  # fmt: skip


def test_who_waited_for_another_comes_after_it() -> None:
    """The first began earlier, and had to wait for the second one's commit at user 2."""
    rows = [balance(5, 100, 1), balance(10, 101, 2), balance(20, 100, 2)]
    assert [commit.xid for commit in commits_of(rows, ZONE)] == ["101", "100"]


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw rows that writers could have written: who has changed an account keeps it until then."""
    rows: list[dict[str, Any]] = []
    holders: dict[int, int] = {}
    over: set[int] = set()
    for pos in range(1, draw(st.integers(2, 25))):
        xid = draw(st.integers(1, 6))
        user_id = draw(st.integers(1, 4))
        holder = holders.get(user_id)
        if xid in over:
            continue
        if holder is not None and holder != xid:
            over.add(holder)
            holders = {user: other for user, other in holders.items() if other != holder}
        holders[user_id] = xid
        rows.append(balance(pos, xid, user_id))
    return rows


@given(histories())
def test_each_account_is_told_in_the_order_of_its_changes(rows: list[dict[str, Any]]) -> None:
    versions: dict[int, int] = {}
    told = commits_of(rows, ZONE)
    for commit in told:
        for account in commit.accounts:
            assert account.version > versions.get(account.user_id, 0)
            versions[account.user_id] = account.version
    assert versions == {row["user_id"]: row["pos"] for row in rows}
    assert sorted(commit.xid for commit in told) == sorted({row["xid"] for row in rows})

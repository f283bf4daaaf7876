"""Rows of the change log → commits, in an order that no row's history contradicts."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from gateway.wall_clock import aware, raw
from gateway.wire import Account, Commit, Transaction, Writer, direction, minor

Row = Mapping[str, Any]


def commits_of(rows: Sequence[Row], zone: ZoneInfo) -> list[Commit]:
    """Group rows, sorted by ``pos``, by the commit that they were written in.

    Whoever changes a row after somebody else has waited for that one's commit: so its last ``pos``
    is higher than all of theirs. Its first need not be.
    """
    by_xid: dict[str, list[Row]] = {}
    for row in rows:
        by_xid.setdefault(row["xid"], []).append(row)
    ordered = sorted(by_xid.values(), key=lambda part: int(part[-1]["pos"]))
    return [_commit(part, zone) for part in ordered]


def _commit(rows: Sequence[Row], zone: ZoneInfo) -> Commit:
    accounts = {row["user_id"]: _account(row) for row in rows if row["kind"] == "b"}
    changed = [row["transaction_id"] for row in rows if row["kind"] == "t"]
    seen = {row["id"]: row for row in rows if row["id"] is not None}
    # The balance that this commit left is that after the user's last transaction in it.
    last = {row["user_id"]: row["id"] for _, row in sorted(seen.items()) if row["completing"]}
    return Commit(
        xid=rows[0]["xid"],
        recorded_at=rows[-1]["recorded_at"],
        accounts=list(accounts.values()),
        transactions=[
            _transaction(
                row, accounts.get(row["user_id"]) if last.get(row["user_id"]) == id_ else None, zone
            )
            for id_, row in seen.items()
        ],
        deleted_transactions=[id_ for id_ in dict.fromkeys(changed) if id_ not in seen],
        written_by=Writer(role=rows[0]["written_by"], application=rows[0]["application_name"]),
    )


def _transaction(row: Row, after: Account | None, zone: ZoneInfo) -> Transaction:
    return Transaction(
        id=row["id"],
        user_id=row["user_id"] or 0,
        user_name=row["user_name"] or "",
        type=row["type"] or "",
        status=row["status"] or "",
        amount_minor=minor(row["amount"]),
        direction=direction(row["type"]),
        currency=row["currency"] or "",
        payment_method=row["payment_method"],
        description=row["description"],
        created_at_raw=raw(row["created_at"]),
        created_at=aware(row["created_at"], zone),
        completed_at_raw=raw(row["completed_at"]),
        completed_at=aware(row["completed_at"], zone),
        recorded_at=row["recorded_at"],
        balance_after_minor=after.balance_minor if after else None,
        balance_after_exact=after is not None,
        test=row["test"],
    )


def _account(row: Row) -> Account:
    exists = row["balance_after"] is not None
    return Account(
        user_id=row["user_id"],
        user_name=row["user_name"] or "",
        balance_minor=minor(row["balance_after"]) if exists else 0,
        frozen_minor=minor(row["frozen_after"]) if exists else 0,
        currency=row["currency_after"] or "RSD",
        exists=exists,
        version=row["pos"],
        changes=row["changes"],
        changed_at=row["recorded_at"],
    )

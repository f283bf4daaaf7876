"""Transactions as CSV: the columns a spreadsheet needs, amounts with the direction they moved."""

from collections.abc import Iterable
from datetime import datetime

from api_client.models import Transaction
from widgets.csv_text import Cell, amount

HEADER = (
    "id", "user_id", "user_name", "type", "status", "amount", "currency", "balance_after",
    "balance_is_exact", "payment_method", "description", "created_at", "created_at_raw",
    "recorded_at", "test",
)  # fmt: skip
"""Names for programs, in no language; times in UTC but for the marketplace's own, as stored."""


def transaction_cells(rows: Iterable[Transaction]) -> list[tuple[Cell, ...]]:
    """Return the header and one line for each transaction."""
    return [HEADER, *map(_cells, rows)]


def _cells(row: Transaction) -> tuple[Cell, ...]:
    after = row.balance_after_minor
    return (
        row.id, row.user_id, row.user_name, row.type, row.status, amount(row.signed_minor),
        row.currency, None if after is None else amount(after),
        None if after is None else _yes(row.balance_after_exact), row.payment_method,
        row.description, _time(row.created_at), row.created_at_raw, _time(row.recorded_at),
        _yes(row.test),
    )  # fmt: skip


def _yes(value: bool) -> str:  # noqa: FBT001
    return "yes" if value else "no"


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()

"""An account as it was, as a screen shows it; and what became of it between two moments."""

from collections.abc import Mapping
from dataclasses import dataclass

from api_client.models import Transaction
from api_client.verdicts import AccountThen, TransactionThen


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was, and its transactions as the table shows them."""

    then: AccountThen
    rows: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """From one moment to a later one: by how much, what came, and whose status changed."""

    minor: int
    new: tuple[int, ...]
    changed: tuple[int, ...]


def difference(one: AccountThen, other: AccountThen) -> Difference:
    """Return what happened between two moments, whichever of them is the earlier one."""
    earlier, later = sorted((one, other), key=lambda then: then.at)
    before = {row.id: row for row in earlier.transactions}
    new = [row.id for row in later.transactions if row.id not in before]
    changed = [
        row.id
        for row in later.transactions
        if row.id in before and before[row.id].status != row.status
    ]
    return Difference(
        minor=later.balance_minor - earlier.balance_minor, new=tuple(new), changed=tuple(changed)
    )


def rows_of(
    then: AccountThen, user_name: str, known: Mapping[int, Transaction]
) -> tuple[Transaction, ...]:
    """Return transactions as they were, with what does not change taken from what is known now."""
    return tuple(_row(row, then.user_id, user_name, known.get(row.id)) for row in then.transactions)


def _row(
    row: TransactionThen, user_id: int, user_name: str, now: Transaction | None
) -> Transaction:
    is_same = now is not None and (now.status, now.amount_minor) == (row.status, row.amount_minor)
    return Transaction(
        id=row.id,
        user_id=user_id,
        user_name=user_name,
        type=row.type,
        status=row.status,
        amount_minor=row.amount_minor,
        direction=row.direction,
        currency=row.currency,
        payment_method=row.payment_method,
        description=now.description if now else None,
        created_at=row.created_at or (now.created_at if now else None),
        recorded_at=now.recorded_at if now else None,
        balance_after_minor=now.balance_after_minor if now and is_same else None,
        balance_after_exact=now.balance_after_exact if now else False,
        test=now.test if now else False,
    )

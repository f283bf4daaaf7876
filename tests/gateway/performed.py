"""Ledgers by dice on a real database: the same commits in SQL, and what both have in common."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

import asyncpg

from gateway.explain.rows import Ledger
from tests.gateway.ledgers import (
    BEGIN,
    ZONE,
    Add,
    Alter,
    Commit,
    Delete,
    Insert,
    Page,
    Settle,
    Shop,
    Statement,
    TakeBack,
)

INSERT = """
    insert into balance_transactions (user_id, type, amount, currency, status, payment_method,
        payment_details, description, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
ADD = """
    insert into user_balances (user_id, balance, frozen_balance, currency) values ($1, $2, 0, 'RSD')
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
SETTLE = "update user_balances set {column} = $2 where user_id = $1"
ALTER = "update balance_transactions set {column} = $2 where id = $1"
OFF = "update payment_methods set is_active = false where code = 'mock_payment'"
DELETE = "delete from balance_transactions where id = $1"
OPERATOR = """
    insert into svetu_console.operators (email, password_hash, role)
    values ('dice@example.org', '', 'support') on conflict do nothing
"""
OURS = """
    insert into svetu_console.test_transactions (transaction_id, created_at, user_id, operator_id,
        reason, paid_minor, fee_minor, credited_minor, reversal_of, reversed_by, session_number)
    select id, created_at, user_id, (select min(id) from svetu_console.operators), 'dice', 0, 0, 0,
        $2, $3, $4
    from balance_transactions where id = $1
"""
PAGE = """
    insert into svetu_console.payment_sessions (session_id, operator_id, key, user_id, amount_minor,
        payment_method, outcome, reason, state, completions_left, due_at)
    select format('mock_session_%s_%s', $1::bigint, floor(extract(epoch from clock_timestamp()))),
        min(id), gen_random_uuid(), $1, $2, 'allsecure', 'success', 'dice', $3::text, 0,
        case when $3 = 'open' then clock_timestamp() + interval '30 minutes' end
    from svetu_console.operators
    returning number, created_at
"""


async def performed(
    shop: Shop, admin: asyncpg.Connection, install: Callable[[], Awaitable[None]]
) -> None:
    """Do a shop's script on a database with users 1 and 2; commits learn their xid and time."""
    for act in shop.script:
        if act == "install":
            await install()
        elif act in ("on", "off"):
            mode = "enable always" if act == "on" else "disable"
            for table in ("user_balances", "balance_transactions"):
                for event in ("insert", "update", "delete"):
                    await admin.execute(f"alter table {table} {mode} trigger svetu_console_{event}")
        elif act == "mock off":
            await admin.execute(OFF)
        elif isinstance(act, Commit):
            async with admin.transaction():
                opened = [await _execute(admin, statement) for statement in act.statements]
                act.xid = int(await admin.fetchval("select pg_current_xact_id()::text"))
                at = await admin.fetchval("select clock_timestamp()")
                act.at = next(filter(None, opened), at)


async def _execute(admin: asyncpg.Connection, statement: Statement) -> datetime | None:
    """Do it; returns when a payment page was opened, which is what its id says."""
    match statement:
        case Insert(user, state, has_texts, test, clock):
            wall = (datetime.now(ZONE) + clock).replace(tzinfo=None)
            await admin.execute(
                INSERT, user, state.type, _decimal(state.amount), state.currency, state.status,
                state.method, '{"svetu_console": {}}' if test else None,
                "Пополнение" if has_texts else None, wall,
            )  # fmt: skip
        case Alter(id_, column, value):
            name = {"user": "user_id", "method": "payment_method"}.get(column, column)
            await admin.execute(ALTER.format(column=name), id_, _value(value, column))
        case Delete(id_):
            await admin.execute(DELETE, id_)
        case Add(user, amount):
            await admin.execute(ADD, user, _decimal(amount))
        case Settle(user, column, value):
            name = {"frozen": "frozen_balance"}.get(column, column)
            await admin.execute(SETTLE.format(column=name), user, _value(value, column))
        case TakeBack(deposit, reversal):
            await admin.execute(OPERATOR)
            await admin.execute(OURS, deposit, None, reversal, None)
            await admin.execute(OURS, reversal, deposit, None, None)
        case Page(user, state, amount, booked):
            await admin.execute(OPERATOR)
            page = await admin.fetchrow(PAGE, user, amount, state)
            for id_ in booked:
                await admin.execute(OURS, id_, None, None, page["number"])
            return cast("datetime", page["created_at"])
    return None


def _value(value: Any, column: str) -> object:
    return _decimal(value) if column in ("amount", "balance", "frozen") else value


def _decimal(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def comparable(ledger: Ledger) -> Ledger:
    """Leave out what dice and database cannot have in common: times, xids, positions."""
    xids: dict[int, int] = {}

    def numbered(xid: int) -> int:
        return xids.setdefault(xid, len(xids))

    order = [(change.pos, change.xid) for change in ledger.changes]
    order += [(edit.pos, edit.xid) for edit in ledger.edits]
    for _, xid in sorted(order):
        numbered(xid)
    return ledger._replace(
        registered_at=None, began_at=BEGIN, as_of=BEGIN, foreign=(), methods=(),
        entries=[e._replace(wall=None) for e in ledger.entries],
        changes=[
            c._replace(pos=0, xid=numbered(c.xid), at=BEGIN, role="", application="")
            for c in ledger.changes
        ],
        edits=[
            e._replace(pos=0, xid=numbered(e.xid), at=BEGIN, role="", application="")
            for e in ledger.edits
        ],
        checkpoints=[c._replace(at=BEGIN, pos=0) for c in ledger.checkpoints],
        gaps=[g._replace(pos=0, at=BEGIN) for g in ledger.gaps],
    )  # fmt: skip

"""An account at a moment is what the log's rows add up to by then, whatever the clock did."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx

from gateway.database import Database
from gateway.explain.rows import Change, Edit
from gateway.explain.time_travel import State, StateQuery, TimeTravel
from tests.conftest import Marketplace, install_console
from tests.gateway.desk import Desk
from tests.gateway.ledgers import ME, OTHER, Shop, live
from tests.gateway.performed import performed

MOMENTS = 1000
# So that many rows share a time, also with those of other commits.
COARSE = """
    update svetu_console.change_log set recorded_at = date_trunc('milliseconds', recorded_at)
        - extract(milliseconds from recorded_at)::int % 8 * interval '1 ms'
"""
ROWS = (
    "select xid::text::bigint as xid, pos, recorded_at from svetu_console.change_log order by pos"
)


class Oracle:
    """Folds the rows that dice wrote, one by one, with the times that the database gave them."""

    def __init__(self, shop: Shop, times: dict[int, datetime]) -> None:
        self._times = times
        self._changes, self._edits = shop.changes[ME], shop.edits[ME]
        self._now = {id_: e.state for id_, (user, e) in shop.transactions.items() if user == ME}
        self._opening = shop.checkpoints[ME][0].balance if ME in shop.checkpoints else 0

    def _is_past(self, row: Change | Edit, at: datetime) -> bool:
        """Whether all that this row's commit wrote was written by then."""
        changes = [other.pos for other in self._changes if other.xid == row.xid]
        edits = [other.pos for other in self._edits if other.xid == row.xid]
        return all(self._times[pos] <= at for pos in changes + edits)

    def at(self, moment: datetime) -> tuple[int, dict[int, Any]]:
        balance, states = self._opening, dict(self._now)
        for edit in reversed(self._edits):
            states.pop(edit.id, None)
            if edit.before:
                states[edit.id] = edit.before
        for change in self._changes:
            if self._is_past(change, moment):
                balance = change.after or 0
        for edit in self._edits:
            if self._is_past(edit, moment):
                states.pop(edit.id, None)
                if edit.after:
                    states[edit.id] = edit.after
        return balance, states

    def before(self, moment: datetime) -> int | None:
        """What it was before the newest commit that moved it by then."""
        past = [change for change in self._changes if self._is_past(change, moment)]
        moved = [change.xid for change in past if change.moved]
        return next((c.before or 0 for c in past if c.xid == moved[-1]), None) if moved else None


def told(state: State) -> tuple[int, dict[int, Any]]:
    return state.balance_minor, {
        t.id: (t.type, t.amount_minor, t.currency, t.status, t.payment_method)
        for t in state.transactions
    }


async def test_every_moment_is_what_its_rows_add_up_to(marketplace: Marketplace) -> None:
    dice = random.Random(3)
    shop = Shop(dice)
    live(shop, 10)
    shop.install()
    live(shop, 60)
    live(shop, 5, OTHER)
    admin = await asyncpg.connect(marketplace.superuser)
    await performed(shop, admin, lambda: install_console(marketplace))
    await admin.execute(COARSE)
    found = await admin.fetch(ROWS)
    await admin.close()
    times = {row["pos"]: row["recorded_at"] for row in found}
    assert len(set(times.values())) < len(times) - 20
    oracle = Oracle(shop, times)
    first, last = min(times.values()), max(times.values())
    moments = [dice.choice(list(times.values())) for _ in range(MOMENTS // 2)]
    moments += [first + (last - first) * dice.random() * 1.1 for _ in range(MOMENTS // 2)]
    async with Database.open(marketplace.gateway) as database:
        travel = TimeTravel(database)
        for moment in moments:
            state = await travel.state(ME, StateQuery(at=moment, limit=1000))
            assert state.exact
            assert told(state) == oracle.at(moment), moment
            assert state.balance_before_minor == oracle.before(moment), moment
            pending = [t.id for t in state.transactions if t.status == "pending"]
            assert sorted(t.id for t in state.pending) == sorted(pending)
        now = await travel.state(ME, StateQuery())
        assert now.balance_minor == shop.balances[ME].balance
        before = await travel.state(ME, StateQuery(at=datetime(2020, 1, 1, tzinfo=UTC)))
        assert (before.exact, before.transactions, before.balance_minor) == (False, [], 0)


async def test_a_transaction_names_a_moment(
    served: Desk, http: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    del served
    shop = Shop(random.Random(5))
    live(shop, 8, ME)
    await performed(shop, admin, _nothing)
    for id_, (_, entry) in shop.transactions.items():
        state = (await http.get(f"/users/{ME}/state", params={"transaction": id_})).json()
        then = {t["id"]: t for t in state["transactions"]}
        assert then[id_]["status"] == entry.state.status
    assert (await http.get(f"/users/{ME}/state?transaction=999999")).json()["code"] == (
        "transaction_not_found"
    )
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    state = (await http.get(f"/users/{ME}/state", params={"at": soon, "limit": 1})).json()
    assert state["balance_minor"] == shop.balances[ME].balance
    assert (len(state["transactions"]), state["more"]) == (1, True)


async def _nothing() -> None:
    """The console is installed already."""

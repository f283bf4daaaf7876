"""Reading accounts: the laws of running balances, pages and curves over histories by dice."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.install import install
from gateway.wire import minor
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.gateway.desk import desk
from tests.gateway.history import History
from tests.gateway.test_capture import pay


@dataclass(frozen=True)
class Past:
    """A history that began before the install and went on after it."""

    http: httpx.AsyncClient
    history: History
    opening: int
    """Minor units, at install."""
    older: frozenset[int]
    """Transactions completed before the install."""

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        answer = await self.http.get(path, params=query)
        assert answer.status_code == 200, answer.text
        value: dict[str, Any] = answer.json()
        return value

    @property
    def minors(self) -> dict[int, int]:
        return {number: minor(after) for number, after in self.history.after.items()}


@pytest.fixture(params=[1, 7, 42])
async def past(marketplace: Marketplace, request: pytest.FixtureRequest) -> AsyncIterator[Past]:
    backend = await asyncpg.connect(marketplace.backend)
    dice = random.Random(request.param)
    history, other = History(1, dice), History(2, dice)
    await history.write(backend, 30, settles=False)
    await other.write(backend, 5, settles=False)
    opening, older = minor(history.balance), frozenset(history.after)
    await install(marketplace.superuser, environment="sandbox", backend_zone=BACKEND_ZONE)
    admin = await asyncpg.connect(marketplace.superuser)
    await admin.execute("alter role svetu_gateway password 'gateway'")
    await admin.close()
    await history.write(backend, 30, settles=True)
    await other.write(backend, 5, settles=True)
    await backend.close()
    async with desk(marketplace) as served, served.signed_in("viewer") as http:
        yield Past(http, history, opening, older)


async def test_a_past_is_told_the_same_from_every_side(past: Past) -> None:
    """One test: its parts share a history, which is what takes the time."""
    page = await past.get("/users/1", limit=200)
    rows = page["transactions"]
    await _running_balances(past, page)
    await _each_row_once(past, rows)
    await _ranges_and_filters(past, rows)
    await _the_feed(past)
    await _the_curve(past, rows)


async def _running_balances(past: Past, page: dict[str, Any]) -> None:
    rows, minors = page["transactions"], past.minors
    assert page["transaction_count"] == len(rows) == past.history.rows
    assert page["account"]["balance_minor"] == minor(past.history.balance)
    for row in rows:
        assert row["balance_after_minor"] == minors.get(row["id"]), row
        assert row["balance_after_exact"] == (row["id"] in minors and row["id"] not in past.older)
        assert (row["recorded_at"] is None) == (row["id"] in past.older or not row["recorded_at"])
        assert row["direction"] != 0
        if row["created_at_raw"] is None or row["created_at_raw"][:4] in ("0001", "9999"):
            assert row["created_at"] is None
    newest = list(minors)[-1]
    assert minors[newest] == page["account"]["balance_minor"]


async def _each_row_once(past: Past, rows: list[dict[str, Any]]) -> None:
    numbers = [row["id"] for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    for limit in (1, 7, len(rows), 1000):
        seen: list[dict[str, Any]] = []
        more = True
        before: dict[str, int] = {}
        while more:
            part = await past.get("/users/1/transactions", limit=limit, **before)
            assert 0 < len(part["transactions"]) <= limit
            seen += part["transactions"]
            more, before = part["more"], {"before": seen[-1]["id"]}
        assert seen == rows, "the same rows, with the same balances, however they are cut"


async def _ranges_and_filters(past: Past, rows: list[dict[str, Any]]) -> None:
    dated = [row for row in rows if row["created_at"]]
    for edge in sorted({row["created_at"] for row in dated}):
        since = await past.get("/users/1/transactions", **{"from": edge})
        until = await past.get("/users/1/transactions", to=edge)
        # Rows of the years 1 and 9999 have no time to show, but a place in the order.
        late = [r for r in rows if _late(r, edge)]
        early = [r for r in rows if r["created_at_raw"] and not _late(r, edge)]
        assert since["transactions"] == late
        assert until["transactions"] == early
    wanted = {"type": ["refund", "payment"], "status": ["completed", "failed"]}
    some = await past.get("/users/1/transactions", **wanted)
    assert [row["id"] for row in some["transactions"]] == [
        row["id"] for row in rows
        if row["type"] in wanted["type"] and row["status"] in wanted["status"]
    ]  # fmt: skip


def _late(row: dict[str, Any], edge: str) -> bool:
    if row["created_at"]:
        return bool(row["created_at"] >= edge)
    return bool((row["created_at_raw"] or "").startswith("9999"))


async def _the_feed(past: Past) -> None:
    feed = await past.get("/transactions", limit=1000)
    own = await past.get("/transactions", limit=1000, user=1)
    assert {row["user_id"] for row in feed["transactions"]} == {1, 2}
    assert {row["balance_after_minor"] for row in feed["transactions"]} == {None}
    assert own["transactions"] == [row for row in feed["transactions"] if row["user_id"] == 1]
    assert len({row["id"] for row in feed["transactions"]}) == len(feed["transactions"]) == 70


async def _the_curve(past: Past, rows: list[dict[str, Any]]) -> None:
    timed = {row["id"] for row in rows if row["created_at"]}
    minors = past.minors
    steps = [n for n in minors if n not in past.older or n in timed]
    drawn = [past.opening, *(minors[number] for number in steps)]
    whole = (await past.get("/users/1/curve", points=2000))["points"]
    assert whole[0]["transaction_id"] == steps[0]
    assert whole[-1]["balance_minor"] == minor(past.history.balance)
    assert whole[-1]["transaction_id"] == list(minors)[-1]
    for points in (2, 3, 4, 5, 9, 40, 400, 2000):
        curve = (await past.get("/users/1/curve", points=points))["points"]
        moments = [point["at"] for point in curve]
        assert moments == sorted(moments)
        assert len(curve) <= points
        assert (curve[0], curve[-1]) == (whole[0], whole[-1])
        for point in curve:
            number = point["transaction_id"]
            assert point["balance_minor"] in drawn
            assert number is None or point["balance_minor"] == minors[number]
            assert point["exact"] == (number not in past.older)
        if points >= 4:
            balances = [point["balance_minor"] for point in curve]
            assert (min(balances), max(balances)) == (min(drawn), max(drawn))
    middle = whole[len(whole) // 2]["at"]
    late = (await past.get("/users/1/curve", points=2000, **{"from": middle}))["points"]
    early = (await past.get("/users/1/curve", points=2000, to=middle))["points"]
    assert late[0]["at"] == middle
    assert late[-1] == whole[-1]
    assert early == [] or early[-1]["at"] < middle


async def test_every_answer_is_one_snapshot(
    installed: Marketplace, http: httpx.AsyncClient
) -> None:
    """While a writer is at work, balance, rows, counts and version belong together."""
    payments = 60

    async def work() -> None:
        backend = await asyncpg.connect(installed.backend)
        for _ in range(payments):
            await pay(backend, 1, 100)
        await backend.close()

    seen: list[tuple[int, int]] = []

    async def read() -> None:
        while not seen or seen[-1][1] < payments:
            page = (await http.get("/users/1", params={"limit": 1})).json()
            account, rows = page["account"], page["transactions"]
            assert account["changes"] == page["transaction_count"]
            assert account["balance_minor"] == account["changes"] * 10_000
            assert [row["balance_after_minor"] for row in rows] == [account["balance_minor"]][
                : len(rows)
            ]
            seen.append((account["version"], account["changes"]))

    await asyncio.gather(work(), read())
    assert seen == sorted(seen)
    assert len(set(seen)) > 2, "the reader saw the writer at work"


async def test_accounts_come_in_the_order_asked_for(
    installed: Marketplace, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    backend = await asyncpg.connect(installed.backend)
    await pay(backend, 2, 5)
    await backend.execute("update user_balances set frozen_balance = 1.5, currency = 'EUR'")
    await backend.close()
    answer = (await http.get("/accounts", params={"ids": "2,99,1,2,0,4294967297"})).json()
    second, first = answer["accounts"]
    assert (second["user_id"], first["user_id"]) == (2, 1)
    assert (second["balance_minor"], second["frozen_minor"], second["currency"]) == (
        500,
        150,
        "EUR",
    )
    assert (second["exists"], second["changes"]) == (True, 2)
    newest = await admin.fetchrow(
        "select * from svetu_console.change_log order by pos desc limit 1"
    )
    assert second["version"] == newest["pos"]
    assert (first["exists"], first["balance_minor"], first["version"]) == (False, 0, 0)
    nothing = (await http.get("/users/1/curve")).json()
    assert nothing["points"] == []
    assert (await http.get("/users/1")).json()["transactions"] == []

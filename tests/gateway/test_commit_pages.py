"""What committed between two positions: exactly that, whole commits, page by page."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

import asyncpg
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.change_log import BACKLOG
from gateway.commit_pages import advanced
from gateway.log_database import in_progress
from gateway.prune import prune
from tests.conftest import Marketplace
from tests.gateway.test_capture import pay
from tests.gateway.test_prune import AGE

Position = dict[str, str]


async def here(http: httpx.AsyncClient) -> Position:
    """Return the position of now."""
    position: Position = (await http.get("/accounts", params={"ids": "1"})).json()["position"]
    return position


async def ask(
    http: httpx.AsyncClient, after: Position, until: Position, limit: int = 1000
) -> httpx.Response:
    return await http.get(
        "/commits",
        params={
            "epoch": after["epoch"], "after": after["snapshot"], "until": until["snapshot"],
            "limit": limit,
        },
    )  # fmt: skip


async def pages(
    http: httpx.AsyncClient, after: Position, until: Position, limit: int
) -> list[list[dict[str, Any]]]:
    """Return the commits of every page."""
    found = []
    while True:
        page = (await ask(http, after, until, limit)).json()
        found.append(page["commits"])
        after = page["position"]
        if not page["more"]:
            assert after == until
            return found


def ids(commits: Sequence[dict[str, Any]]) -> list[int]:
    return [row["id"] for commit in commits for row in commit["transactions"]]


@pytest.mark.parametrize("limit", [1, 2, 7, 1000])
async def test_all_of_a_stretch_and_nothing_else(
    installed: Marketplace, http: httpx.AsyncClient, limit: int
) -> None:
    dice = random.Random(limit)
    writers = [await asyncpg.connect(installed.backend) for _ in range(4)]
    transactions: list[Any] = [None] * len(writers)
    before: set[int] = set()
    until = after = await here(http)
    wanted: set[int] = set()
    owner = await asyncpg.connect(installed.superuser)
    await owner.execute(
        "insert into users (name, email) select 'n', 'u' || n from generate_series(3, 20) n"
    )
    for step in range(60):
        place = dice.randrange(len(writers))
        if transactions[place] is None:  # each writes for a user of its own: nobody waits
            transactions[place] = writers[place].transaction()
            await transactions[place].start()
            await put(writers[place], 10 + place)
        else:
            await (
                transactions[place].rollback()
                if dice.random() < 0.2
                else transactions[place].commit()
            )
            transactions[place] = None
        if step == 20:  # others are in progress, here and at the end
            after, before = await here(http), await stored(owner)
        if step == 50:
            until, wanted = await here(http), await stored(owner) - before
    found = await pages(http, after, until, limit)
    told = [number for page in found for number in ids(page)]
    assert sorted(told) == sorted(wanted)
    assert all(len(page) <= limit for page in found)
    assert (await pages(http, until, until, limit)) == [[]]
    for writer in (*writers, owner):
        writer.terminate()


async def put(writer: asyncpg.Connection, user_id: int) -> None:
    await writer.execute(
        "insert into balance_transactions (user_id, type, amount, status)"
        " values ($1, 'deposit', 5, 'completed')", user_id
    )  # fmt: skip


async def stored(owner: asyncpg.Connection) -> set[int]:
    return {row["id"] for row in await owner.fetch("select id from balance_transactions")}


async def test_a_commit_is_told_as_the_stream_tells_it(
    installed: Marketplace, http: httpx.AsyncClient
) -> None:
    backend = await asyncpg.connect(installed.backend)
    after = await here(http)
    await pay(backend, 1, 2000)
    await backend.execute("update balance_transactions set status = 'failed'")
    await backend.execute("delete from balance_transactions")
    (paid, failed, deleted) = (await ask(http, after, await here(http))).json()["commits"]
    await backend.close()
    assert paid["accounts"][0]["balance_minor"] == 200_000
    # What a transaction is now: it is gone.
    assert paid["deleted_transactions"] == failed["deleted_transactions"] == [1]
    assert deleted["deleted_transactions"] == [1]


async def test_a_commit_is_never_cut_and_one_too_large_is_refused(
    installed: Marketplace, http: httpx.AsyncClient
) -> None:
    backend = await asyncpg.connect(installed.backend)
    after = await here(http)
    many = (
        "insert into balance_transactions (user_id, type, amount, status)"
        " select 1, 'deposit', 5, 'completed' from generate_series(1, $1)"
    )
    for count in (BACKLOG - 1, 1, 1):
        await backend.execute(many, count)
    found = await pages(http, after, await here(http), 1000)
    assert [[len(c["transactions"]) for c in page] for page in found] == [[BACKLOG - 1, 1], [1]]
    await backend.execute(many, BACKLOG + 1)
    refused = await ask(http, after, await here(http), 1)
    assert refused.status_code == 200  # the first page is none of it
    later = refused.json()["position"]
    for _ in range(2):
        later = (await ask(http, later, await here(http), 1)).json()["position"]
    refused = await ask(http, later, await here(http), 1)
    assert (refused.json()["code"], refused.json()["reason"]) == ("commits_unavailable", "backlog")
    await backend.close()


async def test_what_the_log_does_not_know_is_refused_with_its_reason(
    installed: Marketplace, http: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    backend = await asyncpg.connect(installed.backend)
    after = await here(http)

    async def reason(after: Position, until: Position) -> str:
        answer = await ask(http, after, until)
        assert answer.status_code == 409
        assert answer.json()["code"] == "commits_unavailable"
        return str(answer.json()["reason"])

    await pay(backend, 1, 100)
    until = await here(http)
    xmax = int(until["snapshot"].split(":")[1])
    ahead = {**until, "snapshot": f"{xmax + 5}:{xmax + 5}:"}
    assert await reason(after, ahead) == "position_unknown"
    assert await reason({**after, "snapshot": "9:1:"}, until) == "position_unknown"
    assert await reason(until, after) == "position_unknown"
    assert await reason({**after, "snapshot": "1:9999999999999999999:"}, until) == (
        "position_unknown"
    )
    assert await reason({**after, "epoch": "another"}, until) == "epoch"
    await backend.execute("truncate balance_transactions")
    cut = await here(http)
    assert await reason(after, cut) == "truncate"
    assert await reason(until, cut) == "truncate"
    await pay(backend, 1, 100)
    assert len((await ask(http, cut, await here(http))).json()["commits"]) == 1
    await backend.close()
    await admin.execute(AGE)
    await prune(installed.superuser, keep_days=30)
    assert await reason(after, until) == "horizon"


@given(st.data())
def test_where_a_page_ends_nothing_is_seen_but_what_it_told(data: st.DataObject) -> None:
    """Over all transaction ids from 1 to 30: what is committed when, and what a page holds."""
    everything = range(1, 31)
    ends = {xid: data.draw(st.integers(0, 3)) for xid in everything}  # 3: never
    after, until = snapshot(ends, 20, 1), snapshot(ends, 31, 2)
    fresh = [xid for xid in everything if sees(until, xid) and not sees(after, xid)]
    if not fresh:
        return
    told = fresh[: data.draw(st.integers(1, len(fresh)))]
    end = advanced(after, until, told)
    xmin, xmax, _ = end.split(":")
    assert int(xmin) <= int(xmax)
    running = in_progress(end)
    assert running == sorted(running, key=int)
    assert all(int(xmin) <= int(xid) < int(xmax) for xid in running)
    seen = {xid for xid in everything if sees(end, xid) and sees(until, xid)}
    assert seen == {xid for xid in everything if sees(after, xid)} | set(told)


def snapshot(ends: dict[int, int], xmax: int, moment: int) -> str:
    running = [xid for xid, end in ends.items() if xid < xmax and end >= moment]
    return f"{running[0] if running else xmax}:{xmax}:{','.join(map(str, running))}"


def sees(text: str, xid: int) -> bool:
    return xid < int(text.split(":")[1]) and str(xid) not in in_progress(text)


async def test_several_ask_at_once(installed: Marketplace, http: httpx.AsyncClient) -> None:
    backend = await asyncpg.connect(installed.backend)
    after = await here(http)
    for _ in range(5):
        await pay(backend, 1, 100)
    until = await here(http)
    await backend.close()
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(pages(http, after, until, 2)) for _ in range(8)]
    assert {tuple(map(len, task.result())) for task in asked} == {(2, 2, 1)}

"""Rows that nobody should have written: everything can still be read, and nobody else notices."""

import asyncio
import json
import random
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.database import Database
from gateway.evidence.verify import verify
from gateway.explain.sweep import Sweep
from tests.conftest import Marketplace
from tests.gateway.desk import Desk, desk
from tests.gateway.evidence.material import KEY
from tests.gateway.test_deposits import deposit, new_key
from tests.gateway.test_payment_sessions import pay
from tests.gateway.test_reversals import reverse
from tests.gateway.test_stream import start, stream

AMOUNTS = ("'NaN'", "0", "0.01", "-0.01", "9999999999.99", "-9999999999.99", "2000")
MOMENTS = (
    "null", "'infinity'", "'-infinity'", "'294276-12-31 23:59:59.999999'", "'4713-01-01 BC'",
    "'0001-01-01'", "'0001-01-01 00:00:00.000001'", "'9999-12-31 23:59:59.999999'",
    "'9998-12-31 23:59'", "'2025-10-26 02:30'", "'2025-03-30 02:30'", "localtimestamp",
    "localtimestamp + interval '1 day'", "localtimestamp - interval '100 years'",
)  # fmt: skip
TYPES = (
    "deposit",
    "withdrawal",
    "payment",
    "service_payment",
    "refund",
    "bonus",
    "",
    "Ђ\u202e\x01",
)
STATUSES = ("completed", "pending", "failed", "", "завршено\x7f")
CURRENCIES = ("RSD", "EUR", "", "€", "\x1b[m")
TEXTS = ("null", "''", "E'\\x01\\x1b[31m'", "'\u202eЁ=1+1'", "'mock_payment'", "'<b>&'")
DETAILS = ("null", "'null'", "'[1]'", "'\"svetu_console\"'", "'{\"svetu_console\": 5}'")
ASKED = (
    "/users/1", "/users/1/verdict", "/users/1/state", "/users/1/curve", "/users/1/transactions",
    "/users/1/verdict?claim_amount_minor=200000&claim_at=2025-10-26T02:30:00&success_page=true",
    "/users/1/verdict?claim_at=2199-12-31&session=mock_session_1_9999999999&method=x",
    "/users/1/verdict?claim_amount_minor=1&session=mock_session_1_4102444800",
    "/users/1/state?at=0001-01-01T00:00:00Z", "/users/1/state?at=9999-12-31T23:59:59Z",
    "/claims?amount_minor=200000&day=2025-10-26", "/transactions", "/accounts?ids=1,2",
    "/users?q=1", "/payment-methods",
)  # fmt: skip


INSERT = """
    insert into balance_transactions (user_id, type, status, currency, amount, payment_method,
        payment_details, description, created_at, completed_at)
    values (1, E'{}', E'{}', E'{}', {}, {}, {}, {}, {}, {})
"""
NEWEST = "(select max(id) from balance_transactions)"
BALANCE = "update user_balances set {column} = {amount} where user_id = 1"
EDITS = (
    BALANCE,
    "update balance_transactions set amount = {amount}, created_at = {moment} where id = {newest}",
    "update balance_transactions set user_id = 3 - user_id where id = {newest}",
    "delete from balance_transactions where id = {newest}",
    "update users set created_at = {moment}, last_seen = {moment} where id = 1",
    "update payment_methods set minimum_amount = {amount}, maximum_amount = {amount},"
    " fixed_fee = {amount}, created_at = {moment}",
    "update payment_methods set fee_percentage = 'NaN'",
    "update user_balances set currency = '' where user_id = 1",
)


def row(dice: random.Random) -> str:
    """Return a transaction as somebody with psql might write it."""
    texts = [json.dumps(dice.choice(words))[1:-1] for words in (TYPES, STATUSES, CURRENCIES)]
    values = [dice.choice(each) for each in (AMOUNTS, TEXTS, DETAILS, TEXTS, MOMENTS, MOMENTS)]
    return INSERT.format(*texts, *values)


def edit(dice: random.Random) -> str:
    """Return a change by hand of what is there."""
    return dice.choice(EDITS).format(
        column=dice.choice(("balance", "frozen_balance")), amount=dice.choice(AMOUNTS),
        moment=dice.choice(MOMENTS), newest=NEWEST,
    )  # fmt: skip


async def readable(http: httpx.AsyncClient) -> None:
    """Ask for everything; a bundle of it is whole."""
    for path in ASKED:
        answer = await http.get(path)
        assert answer.status_code == 200, (path, answer.text)
    wish = {"personal_data": "full", "reason": "x"}
    bundle = await http.post("/users/1/evidence", json=wish)
    assert bundle.status_code == 200, bundle.text
    verify(bundle.content)


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_written_can_be_read(
    installed: Marketplace, admin: asyncpg.Connection, seed: int
) -> None:
    dice = random.Random(seed)
    async with desk(installed, KEY) as served, served.signed_in() as http:
        for _ in range(4):
            done = [dice.choice((row, row, edit))(dice) for _ in range(12)]
            await admin.execute("insert into user_balances values (1) on conflict do nothing")
            for statement in done:
                await admin.execute(statement)
            await readable(http)
        async with Database.open(installed.gateway) as database:
            assert [each async for each in Sweep(database).run()]


NOT_A_NUMBER = {
    "balance": "update user_balances set balance = 'NaN'",
    "frozen": "update user_balances set frozen_balance = 'NaN'",
    "fee": "update payment_methods set fee_percentage = 'NaN'",
    "fixed fee": "update payment_methods set fixed_fee = 'NaN'",
    "minimum": "update payment_methods set minimum_amount = 'NaN'",
}


@pytest.mark.parametrize("where", NOT_A_NUMBER)
async def test_nothing_is_booked_where_a_figure_is_no_number(
    admin: asyncpg.Connection, http: httpx.AsyncClient, where: str
) -> None:
    """A fee of NaN would have made the balance NaN, and no deposit would ever have mended it."""
    paid = (await deposit(http, new_key())).json()["transaction"]["id"]
    count = "select count(*) from balance_transactions"
    before = await admin.fetchval(count)
    await admin.execute(NOT_A_NUMBER[where])
    answers = [await deposit(http, new_key()), await pay(http, "success")]
    if where in ("balance", "frozen"):
        answers.append(await reverse(http, paid))
    for answer in answers:
        assert answer.status_code == 422 or answer.json()["transaction_ids"] == []
    assert await admin.fetchval(count) == before


async def test_nobody_else_notices(
    served: Desk, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    """One row with NaN, or of the year 20000, ended the gateway for everybody."""
    token = (await served.session())["access_token"]
    dice = random.Random(7)
    async with stream(served.port, token) as console:
        await start(console)
        await admin.execute("insert into user_balances (user_id) values (1), (2)")
        for amount in AMOUNTS:
            await admin.execute(BALANCE.format(column="balance", amount=amount))
        for _ in range(60):
            await admin.execute(row(dice))
        await admin.execute("update user_balances set balance = 77 where user_id = 2")
        async with asyncio.timeout(20):
            while not is_told(json.loads(await console.recv())):
                pass
    assert (await http.get("/users/2")).json()["account"]["balance_minor"] == 7700


WIDENED = """
    alter table user_balances alter balance type numeric, alter frozen_balance type numeric;
    alter table balance_transactions alter amount type numeric, alter user_id drop not null,
        alter amount drop not null, alter type drop not null, alter status drop not null,
        alter currency drop not null
"""
BEYOND = ("'Infinity'", "'-Infinity'", "1e30", "-1e30", "92233720368547758.08", "'NaN'", "1.005")
NOBODYS = """
    insert into balance_transactions (user_id, type, amount, currency, status)
    values (null, 'deposit', 5, 'RSD', 'completed'), (1, null, null, null, null)
"""


async def test_a_migration_that_widens_columns_ends_nothing(
    served: Desk, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    """Nor is anybody, whose connections had planned for the narrow ones, refused by mistake."""
    await admin.execute("insert into user_balances (user_id) values (1), (2)")
    async with stream(served.port, (await served.session())["access_token"]) as console:
        await start(console)
        for path in ASKED * 2:
            await http.get(path)
        await admin.execute(WIDENED)
        for path in ASKED:
            answer = await http.get(path)
            assert answer.status_code == 200, (path, answer.text)
        for amount in BEYOND:
            await admin.execute(BALANCE.format(column="balance", amount=amount))
            await admin.execute(INSERT.format("deposit", "completed", "RSD", amount, *["null"] * 5))
            await readable(http)
        await admin.execute(NOBODYS)
        await admin.execute("update balance_transactions set status = 'x' where user_id is null")
        await admin.execute("update user_balances set balance = 77 where user_id = 2")
        commits: list[dict[str, Any]] = []
        async with asyncio.timeout(20):
            while not (commits and is_told({"commits": commits[-1:]})):
                frame = json.loads(await console.recv())
                assert frame["type"] != "reset"
                assert frame.get("capture") != "broken", frame
                commits += frame.get("commits", [])
    told = [each for commit in commits for each in commit["transactions"]]
    assert told[-1]["user_id"] == 0
    assert told[-1]["status"] == "x"
    assert {each["type"] for each in told} == {"deposit", ""}
    left = [
        account["balance_minor"]
        for commit in commits
        for account in commit["accounts"]
        if account["user_id"] == 1
    ]
    assert left == [0, 0, 0, 0, 0, 0, 101]
    assert (await http.get("/users/1")).json()["account"]["balance_minor"] == 101


@pytest.mark.parametrize("policy", ["no rows", "some rows"])
async def test_a_policy_that_hides_rows_is_no_empty_account(
    admin: asyncpg.Connection, http: httpx.AsyncClient, policy: str
) -> None:
    await admin.execute("insert into user_balances (user_id, balance) values (1, 2000)")
    await admin.execute("alter table user_balances enable row level security")
    if policy == "some rows":
        await admin.execute("create policy others on user_balances using (user_id <> 1)")
    for path in ("/users/1", "/accounts?ids=1", "/users?q=1", "/users/1/state"):
        assert (await http.get(path)).status_code == 503, path
    await admin.execute("alter table user_balances disable row level security")
    assert (await http.get("/users/1")).json()["account"]["balance_minor"] == 200_000


def is_told(frame: dict[str, Any]) -> bool:
    """Whether a frame tells of the last commit."""
    accounts = [account for commit in frame.get("commits", []) for account in commit["accounts"]]
    return any((each["user_id"], each["balance_minor"]) == (2, 7700) for each in accounts)

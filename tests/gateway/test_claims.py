"""A payment is found by amount and day, near misses after what fits; verdicts over the wire."""

import asyncio
import json
import random
import re
import sys
from typing import Any

import asyncpg
import httpx
import pytest

from gateway.__main__ import main
from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.gateway.ledger_faults import hand_edit
from tests.gateway.ledgers import ME, OTHER, Shop, live
from tests.gateway.performed import performed

DAY = "2025-07-01"
INSERT = """
    insert into balance_transactions
        (user_id, type, amount, currency, status, payment_method, description, created_at)
    values ($1, $2, $3, $4, $5, $6, 'x', $7::text::timestamp) returning id
"""
ROWS: list[tuple[list[str], tuple[Any, ...]]] = [
    ([], (ME, "deposit", 1500, "RSD", "completed", "mock_payment", f"{DAY} 14:00")),
    (["status"], (ME, "deposit", 1500, "RSD", "pending", "mock_payment", f"{DAY} 14:00")),
    (["day"], (ME, "deposit", 1500, "RSD", "completed", "mock_payment", "2025-07-02 00:00")),
    (["fee_added"], (ME, "deposit", 1600, "RSD", "completed", "bank_transfer", f"{DAY} 14:00")),
    (["other_user"], (OTHER, "deposit", 1500, "RSD", "completed", "ips_qr", f"{DAY} 14:00")),
    (["type"], (ME, "refund", 1500, "RSD", "completed", "mock_payment", f"{DAY} 14:00")),
    (["scaled_by_100"], (ME, "deposit", 15, "RSD", "completed", "mock_payment", f"{DAY} 14:00")),
    (["scaled_by_100"], (ME, "deposit", 150_000, "RSD", "completed", "x", f"{DAY} 14:00")),
    (["default_amount_2000"],
     (ME, "deposit", 2000, "RSD", "completed", "mock_payment", f"{DAY} 14:00")),
    (["currency"], (ME, "deposit", 1500, "EUR", "completed", "mock_payment", f"{DAY} 14:00")),
    (["day", "other_user"],
     (OTHER, "deposit", 1500, "RSD", "completed", "mock_payment", "2025-06-30 23:59")),
]  # fmt: skip
OTHERS: list[tuple[Any, ...]] = [
    (ME, "deposit", 1501, "RSD", "completed", "mock_payment", f"{DAY} 14:00"),
    (ME, "deposit", 1600, "RSD", "completed", "mock_payment", f"{DAY} 14:00"),
    (ME, "deposit", 1500, "RSD", "completed", "mock_payment", "2025-07-03 00:00"),
    (ME, "deposit", 1500, "RSD", "completed", "mock_payment", "2025-06-29 23:59"),
]


async def test_what_fits_comes_first_and_says_in_what_it_is_off(
    http: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    rows = [(misses, await admin.fetchval(INSERT, *row)) for misses, row in ROWS]
    for row in OTHERS:
        await admin.fetchval(INSERT, *row)
    asked: dict[str, str | int] = {"amount_minor": 150_000, "day": DAY, "user": ME}
    answer = (await http.get("/claims", params=asked)).json()
    found = {m["transaction"]["id"]: m["misses"] for m in answer["matches"]}
    assert found == {number: misses for misses, number in rows}
    assert answer["matches"][0]["transaction"]["id"] == rows[0][1]
    few = (await http.get("/claims", params={**asked, "limit": 1})).json()
    assert (len(few["matches"]), few["more"]) == (1, True)
    for day in ("2025-02-30", "0001-01-01", "9999-12-31"):
        refused = (await http.get("/claims", params={**asked, "day": day})).json()
        assert refused["code"] == "invalid_value"


async def explained(shop: Marketplace, *arguments: str) -> tuple[int | None, bytes]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", *arguments, "--dsn", shop.gateway,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    return process.returncode, out


def without_time(verdict: bytes) -> bytes:
    """Cut out when it was read, which is all that two readings may differ in."""
    found, count = re.subn(rb'"(as_of|snapshot)":"[^"]*"', b"", verdict)
    assert count == 2
    return found


async def test_the_command_line_and_the_wire_say_the_same_bytes(
    installed: Marketplace, http: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    shop = Shop(random.Random(1))
    live(shop, 10)
    live(shop, 5, OTHER)
    hand_edit(shop)

    async def nothing() -> None:
        pass

    await performed(shop, admin, nothing)
    claims: list[tuple[list[str], dict[str, str]]] = [
        ([], {}),
        (["--claim-amount", "2000", "--claim-at", "2025-07-01", "--session", "mock_session_2_1",
          "--method", "ips_qr", "--success-page"],
         {"claim_amount_minor": "200000", "claim_at": "2025-07-01", "session": "mock_session_2_1",
          "method": "ips_qr", "success_page": "true"}),
        (["--claim-amount", "100,46"], {"claim_amount_minor": "10046"}),
    ]  # fmt: skip
    for user, code in ((ME, 3), (OTHER, 0)):
        for arguments, query in claims:
            status, said = await explained(installed, "explain", str(user), *arguments, "--json")
            answer = await http.get(f"/users/{user}/verdict", params=query)
            assert without_time(said.rstrip(b"\n")) == without_time(answer.content)
            assert status == code
    status, found = await explained(installed, "sweep", "--json")
    (line,) = found.splitlines()
    assert (status, json.loads(line)["user_id"]) == (3, ME)
    status, words = await explained(installed, "explain", str(ME))
    assert status == 3
    assert b"balance_changed_without_transaction" in words


NO_AMOUNT = "is no amount such as 2000 or 100.46."
REFUSED: list[tuple[list[str], str]] = [
    *((["--claim-amount", text], f"“{text}” {NO_AMOUNT}")
      for text in ("2k", "", "inf", "NaN", "sNaN", "0", "0.001", "2.000,00", "1e999999999")),
    (["--claim-amount=-5"], f"“-5” {NO_AMOUNT}"),
    (["--claim-amount", "1" * 5000], f"“{'1' * 40}” {NO_AMOUNT}"),
    (["--claim-amount", "\x1b[2J"], f"“\\x1b[2J” {NO_AMOUNT}"),
    (["--claim-amount", "10000000000"], "An amount is at most 9999999999.99."),
    *((["--claim-at", text], "claim_at is no moment of ISO 8601.")
      for text in ("noon", "2025-13-01", "2025-W01", "2025-W01-1", "20250701", "2025-07-01T",
                   "2025-07-01T10:00:00+25:00", "٢٠٢٥-07-01")),
    *((["--claim-at", text], "claim_at is not within 2000 to 2200.")
      for text in ("0001-01-01", "9999-12-31T23:59:59", "2199-12-31T23:59:59-12:00")),
    (["--claim-at", ""],
     "A moment has 1 to 40 characters, such as 2025-07-01 or 2025-07-01T14:02."),
    (["--session", ""], "A session's id has 1 to 200 characters."),
    (["--session", "x" * 201], "A session's id has 1 to 200 characters."),
    (["--method", "x" * 51], "A method's code has 1 to 50 characters."),
    (["--method", "\udcff"], "What the customer says is not UTF-8 text."),
    (["--session", "\udcff"], "What the customer says is not UTF-8 text."),
]  # fmt: skip


async def test_what_cannot_be_explained_is_refused_in_a_sentence(
    installed: Marketplace, capsys: pytest.CaptureFixture[str]
) -> None:
    async def refused(user: str, *arguments: str) -> str:
        command = ["explain", user, "--dsn", installed.gateway, *arguments]
        assert await asyncio.to_thread(main, command) == 1
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    assert await refused("99") == "svetu-gateway: There is no such user.\n"
    for arguments, sentence in REFUSED:
        assert await refused("1", *arguments) == f"svetu-gateway: {sentence}\n"


async def test_what_is_shown_does_nothing_to_a_terminal(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    hostile = "\x1b]0;owned\x07\u202e"
    await admin.execute(INSERT, ME, hostile[:20], 5, "\x1b", hostile, hostile, f"{DAY} 14:00")
    status, words = await explained(
        installed, "explain", str(ME), "--method", "\x1b[2J\n", "--session", "a\rb"
    )
    assert status in (0, 3, 4)
    assert {char for char in words.decode() if not char.isprintable()} == {"\n"}
    assert rb"\x1b[2J\n" in words


async def test_verdicts_need_a_session(served: Desk) -> None:
    async with httpx.AsyncClient(base_url=served.url) as nobody:
        for path in ("users/1/verdict", "users/1/state", "claims?amount_minor=1&day=2025-07-01"):
            assert (await nobody.get(f"/api/v1/{path}")).status_code == 401

"""`svetu-gateway operator` as an administrator types it: clear sentences, no secret on the line."""

import asyncio
import os
import pty
import sys
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD, Desk

EMAIL = "mira@example.org"


@dataclass(frozen=True)
class Outcome:
    code: int | None
    out: str
    words: str

    def refused(self, sentence: str) -> bool:
        """One sentence on stderr, nothing else."""
        return (self.code, self.out, self.words) == (1, "", f"svetu-gateway: {sentence}\n")


async def spawn(
    shop: Marketplace | None, *arguments: str, stdin: int = asyncio.subprocess.PIPE
) -> asyncio.subprocess.Process:
    environment = {key: value for key, value in os.environ.items() if key != "SVETU_DSN"}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", "operator", *arguments, stdin=stdin,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, start_new_session=True,
        env=environment | ({"SVETU_DSN": shop.superuser} if shop else {}),
    )  # fmt: skip


async def operator(shop: Marketplace | None, *arguments: str, typed: bytes = b"") -> Outcome:
    """Run the command with its standard input from a pipe."""
    process = await spawn(shop, *arguments)
    out, words = await process.communicate(typed)
    return Outcome(process.returncode, out.decode(), words.decode())


async def signs_in(served: Desk, password: str) -> bool:
    async with httpx.AsyncClient(base_url=served.url) as http:
        body = {"email": EMAIL, "password": password}
        answer = await http.post("/api/v1/auth/login", json=body)
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


async def test_an_operator_comes_changes_and_goes(installed: Marketplace, served: Desk) -> None:
    shop = installed
    added = await operator(shop, "add", "Mira@Example.org", "--role", "support",
                           typed=PASSWORD.encode() + b"\r\n")  # fmt: skip
    assert added == Outcome(0, "", "")
    assert await signs_in(served, PASSWORD)
    twice = await operator(shop, "add", EMAIL, typed=PASSWORD.encode())
    assert twice.refused(f"There is an operator {EMAIL} already.")

    changed = await operator(shop, "password", EMAIL, typed="nova šifra\n".encode())
    assert changed == Outcome(0, "", "")
    assert await signs_in(served, "nova šifra")
    assert not await signs_in(served, PASSWORD)

    assert await operator(shop, "disable", EMAIL) == Outcome(0, "", "")
    assert not await signs_in(served, "nova šifra")
    listed = await operator(shop, "list")
    assert (listed.code, listed.words) == (0, "")
    assert listed.out.splitlines() == [
        "admin@example.org\tadmin\tactive",
        "mira@example.org\tsupport\tdisabled",
        "support@example.org\tsupport\tactive",
        "viewer@example.org\tviewer\tactive",
    ]


async def test_what_an_administrator_does_to_operators_is_in_the_chain(
    installed: Marketplace, served: Desk
) -> None:
    before = await chained(served)
    await operator(installed, "add", EMAIL, "--role", "viewer", typed=PASSWORD.encode())
    await operator(installed, "add", EMAIL, typed=PASSWORD.encode())  # refused: nothing was done
    await operator(installed, "role", EMAIL, "--role", "support")
    await operator(installed, "password", EMAIL, typed=b"another one")
    await operator(installed, "disable", EMAIL)
    await operator(installed, "disable", "nobody@example.org")
    done = (await chained(served))[len(before) :]
    assert [entry["action"] for entry in done] == [
        "operator_added", "operator_role", "operator_password", "operator_disabled",
    ]  # fmt: skip
    for entry, role in zip(done, ("viewer", "support", None, None), strict=True):
        assert entry["operator_id"] is None
        about = {"operator": EMAIL, "by": "postgres"}
        assert entry["details"] == (about | {"role": role} if role else about)
        assert PASSWORD not in str(entry)


async def chained(served: Desk) -> list[dict[str, Any]]:
    """Return the chained entries that an admin sees, oldest first; the chain is whole."""
    async with served.signed_in("admin") as boss:
        told = (await boss.get("/audit", params={"limit": 200})).json()
    assert told["chain"]["whole"]
    return [entry for entry in told["entries"] if entry["chained"]][::-1]


async def test_what_cannot_be_done_is_one_sentence(installed: Marketplace) -> None:
    shop, nobody = installed, "There is no operator nobody@example.org."
    short = "A password has at least 8 characters."
    for arguments, typed, sentence in (
        (("disable", "nobody@example.org"), b"", nobody),
        (("password", "nobody@example.org"), b"long enough\n", nobody),
        (("add", EMAIL), b"short\n", short),
        (("add", EMAIL), b"", short),
        (("add", EMAIL), b"\xff\xfe no text\n", "The password is not UTF-8 text."),
        (("add",), b"", "Whom? Give an e-mail address."),
        (("disable", "mira"), b"", "Whom? Give an e-mail address."),
    ):
        outcome = await operator(shop, *arguments, typed=typed)
        assert outcome.refused(sentence), (arguments, outcome)
    assert (await operator(None, "list")).refused("Give --dsn, or set SVETU_DSN.")
    assert (await operator(shop, "list")).out == ""
    for line in (("add", EMAIL, PASSWORD), ("add", EMAIL, "--password", PASSWORD)):
        outcome = await operator(shop, *line)
        assert (outcome.code, outcome.out) == (2, ""), "a password has no place on the line"


async def test_without_a_database_or_a_schema_it_says_so(marketplace: Marketplace) -> None:
    nowhere = Marketplace("postgresql://x@127.0.0.1:1/x", "", "")
    bare = Marketplace(marketplace.superuser, "", "")
    for shop in (nowhere, bare):
        outcome = await operator(shop, "list")
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.words.startswith("svetu-gateway: The database refused: ")
        assert outcome.words.count("\n") == 1


async def test_at_a_terminal_the_password_is_asked_for_and_not_shown(
    installed: Marketplace, served: Desk
) -> None:
    keyboard, terminal = pty.openpty()
    process = await spawn(installed, "add", EMAIL, stdin=terminal)
    assert process.stderr is not None
    assert await process.stderr.readuntil(b"Password: ") == b"Password: "
    os.write(keyboard, PASSWORD.encode() + b"\n")
    assert await process.communicate() == (b"", b"\n")
    os.set_blocking(keyboard, False)
    with pytest.raises(BlockingIOError):  # the terminal has echoed nothing
        os.read(keyboard, 1000)
    os.close(keyboard)
    os.close(terminal)
    assert await signs_in(served, PASSWORD)


@pytest.mark.parametrize("email", ["a b@c", "a@", "@b", "a@b@c", "a\u200b@b", f"{'a' * 250}@b.rs"])
async def test_what_nobody_could_sign_in_with_is_no_address(
    installed: Marketplace, email: str
) -> None:
    told = await operator(installed, "add", email, typed=PASSWORD.encode())
    assert told.refused(f"{email[:50]!a} is no e-mail address.")
    assert (await operator(installed, "list")).out == ""


@pytest.mark.parametrize("password", [b"correct\0horse", b"x" * 1025])
async def test_what_nobody_could_sign_in_with_is_no_password(
    installed: Marketplace, password: bytes
) -> None:
    told = await operator(installed, "add", EMAIL, typed=password)
    assert told.refused("A password has no NUL, and 1024 characters at most.")
    added = await operator(installed, "add", f" {EMAIL.upper()} ", typed=b"x" * 1024)
    assert added == Outcome(0, "", "")

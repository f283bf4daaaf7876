"""`svetu-gateway check`: what it says of a whole capture, and of each way to break it."""

import asyncpg
import pytest

from gateway.check import CheckFailed, check
from tests.conftest import Marketplace
from tests.gateway.test_capture import pay


async def broken(shop: Marketplace) -> list[str]:
    return [finding.sentence for finding in await check(shop.gateway) if not finding.ok]


async def test_a_whole_capture_is_said_to_be_whole(installed: Marketplace) -> None:
    backend = await asyncpg.connect(installed.backend)
    await pay(backend, 1, 100)
    await backend.close()
    findings = await check(installed.gateway)
    assert all(finding.ok for finding in findings)
    words = " ".join(finding.sentence for finding in findings)
    assert "This is sandbox" in words
    assert "2 rows" in words
    assert "A wake arrives." in words


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("alter table user_balances disable trigger svetu_console_update", "is disabled"),
        ("alter table user_balances enable trigger svetu_console_update", "is disabled"),
        ("drop trigger svetu_console_delete on balance_transactions", "is missing"),
        ("alter table balance_transactions rename to elsewhere", "is missing"),
        ("create or replace function svetu_console.log_truncate() returns trigger"
         " language plpgsql as 'begin return null; end'", "not the ones installed"),
        ("delete from svetu_console.schema_migrations where number = 2", "are missing: 2"),
        ("select nextval('svetu_console.lost')", "1 changes were not written down"),
        ("alter table user_balances disable trigger svetu_console_update;"
         " alter table user_balances enable always trigger svetu_console_update", "been touched"),
    ],
)  # fmt: skip
async def test_what_is_broken_is_named(installed: Marketplace, statement: str, said: str) -> None:
    admin = await asyncpg.connect(installed.superuser)
    await admin.execute(statement)
    await admin.close()
    assert any(said in sentence for sentence in await broken(installed))


async def test_where_nothing_is_installed_nothing_can_be_said(marketplace: Marketplace) -> None:
    with pytest.raises(CheckFailed, match="not installed"):
        await check(marketplace.superuser)

"""Whole is what is told: past the triggers, unheard columns and defects of ours all show."""

import asyncpg
import msgspec
import pytest

from gateway.accounts import AccountReader, FeedQuery
from gateway.database import Database
from gateway.wire import Commits, Frame
from tests.conftest import Marketplace
from tests.gateway.log_reader import Reader, reading
from tests.gateway.test_capture import pay


class Stumbling(Reader):
    """Cannot take commits until it is mended."""

    is_mended = False

    def publish(self, frame: Frame) -> None:
        if isinstance(frame, Commits) and not self.is_mended:
            raise OverflowError("cannot convert Infinity to integer")
        super().publish(frame)


async def test_proof_says_when_capture_is_broken(installed: Marketplace) -> None:
    admin = await asyncpg.connect(installed.superuser)
    async with reading(installed) as reader:
        assert reader.proofs[0].capture == "whole"
        await admin.execute("alter table user_balances disable trigger svetu_console_update")
        await reader.until(lambda: reader.proofs[-1].capture == "broken")
    await admin.close()
    assert "disabled" in reader.proofs[-1].faults[0]


BYPASSES = {
    "1 part": (
        "create table more () inherits (balance_transactions)", "drop table more",
        "written straight into parts of balance_transactions (there are 1)",
    ),
    "a subscription": (
        "insert into pg_subscription_rel values (1, 'public.user_balances'::regclass, 'r', null)",
        "delete from pg_subscription_rel", "subscription writes into user_balances",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", BYPASSES)
async def test_where_rows_come_past_the_triggers_nothing_is_whole(
    installed: Marketplace, way: str
) -> None:
    """They are those of statements: not of a part of the table, nor of a subscription's worker."""
    begins, ends, words = BYPASSES[way]
    admin = await asyncpg.connect(installed.superuser)
    await admin.execute("set allow_system_table_mods = on")
    async with reading(installed) as reader:
        await admin.execute(begins)
        await reader.until(lambda: reader.proofs[-1].capture == "broken")
        assert words in reader.proofs[-1].faults[0]
        before = len(reader.resets)
        await admin.execute(ends)
        await reader.until(lambda: reader.proofs[-1].capture == "whole")
    await admin.close()
    assert before < len(reader.resets)  # what came meanwhile is read again


EDITS = (
    "update balance_transactions set type = 'bonus'",
    "update balance_transactions set amount = amount + 1",
    "update balance_transactions set currency = 'EUR'",
    "update balance_transactions set status = 'failed'",
    "update balance_transactions set payment_method = 'x'",
    "update balance_transactions set description = 'x'",
    "update balance_transactions set created_at = created_at - interval '1 hour'",
    "update balance_transactions set completed_at = localtimestamp",
    "update balance_transactions set user_id = 2",
)


async def test_whatever_is_shown_of_a_transaction_is_told_when_it_changes(
    installed: Marketplace,
) -> None:
    """Column by column: what the event says is what a page read afterwards says."""
    backend = await asyncpg.connect(installed.backend)
    await pay(backend, 1, 700)
    async with Database.open(installed.gateway) as database, reading(installed) as reader:
        for edit in EDITS:
            before = len(reader.commits)
            await backend.execute(edit)
            await reader.until(lambda seen=before: len(reader.commits) > seen)  # type: ignore[misc]
            (told,) = reader.commits[-1].transactions
            (read,) = (await AccountReader(database).feed(FeedQuery())).transactions
            assert told == msgspec.structs.replace(read, recorded_at=told.recorded_at), edit
    await backend.close()


async def test_what_cannot_be_told_ends_no_stream(installed: Marketplace) -> None:
    """It is a defect; until it is mended nothing is whole, and afterwards nothing is missing."""
    backend = await asyncpg.connect(installed.backend)
    stumbling = Stumbling()
    async with reading(installed, reader=stumbling):
        await pay(backend, 1, 700)
        await stumbling.until(lambda: stumbling.proofs[-1].capture == "broken")
        assert "Infinity" in stumbling.proofs[-1].faults[0]
        stumbling.is_mended = True
        await stumbling.until(lambda: stumbling.proofs[-1].capture == "whole")
    await backend.close()
    (commit,) = stumbling.commits
    assert commit.accounts[0].balance_minor == 70_000

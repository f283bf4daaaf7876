"""Explanations of a real database: the rows are what the dice say, and so is the verdict."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from gateway.database import Database
from gateway.explain.claims import ClaimQuery, claim_of
from gateway.explain.reader import Explainer
from gateway.explain.rows import Claim
from gateway.explain.sweep import Drift, Progress, Sweep
from gateway.explain.verdict import explain
from gateway.prune import prune
from gateway.sandbox.postgres import Postgres
from tests.conftest import (
    Marketplace,
    create_database,
    create_tables,
    drop_database,
    install_console,
)
from tests.gateway.ledger_faults import FAULTS, MAKE_A_DRIFT, Complaint, hand_edit
from tests.gateway.ledgers import HERE, ME, OTHER, ZONE, Shop, clean, live
from tests.gateway.performed import comparable, performed
from tests.gateway.test_explain import Fault
from tests.gateway.test_prune import AGE

WRITES = 500


async def nothing() -> None:
    """What is installed already."""


@pytest.fixture(scope="module")
def template(postgres: Postgres) -> str:
    async def make() -> str:
        shop = await create_database(postgres)
        await create_tables(shop)
        await install_console(shop)
        return shop.name

    return asyncio.run(make())


@pytest.fixture
async def copy(postgres: Postgres, template: str) -> AsyncIterator[Marketplace]:
    shop = await create_database(postgres, template)
    yield shop
    await drop_database(postgres, shop)


@pytest.mark.parametrize("seed", range(4))
async def test_the_rows_are_those_of_the_dice(marketplace: Marketplace, seed: int) -> None:
    """So what is proved of ledgers by dice is proved of those that triggers write."""
    shop = clean(random.Random(seed), 30, seeded=seed == 3)
    live(shop, 10, OTHER)
    admin = await asyncpg.connect(marketplace.superuser)
    await performed(shop, admin, lambda: install_console(marketplace))
    await admin.close()
    async with Database.open(marketplace.gateway) as database:
        explainer = Explainer(database)
        async with database.snapshot() as seen:
            for user in (ME, OTHER):
                read = await explainer.ledger(seen, user, Claim())
                assert comparable(read) == comparable(shop.ledger(user))
        verdict = await explainer.verdict(ME, ClaimQuery())
    assert verdict.verdict == ("cannot_tell" if seed == 3 else "agrees")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_a_fault_in_a_real_ledger_is_named_with_its_row(
    copy: Marketplace, fault: Fault
) -> None:
    shop = Shop(random.Random(fault.__name__), amounts=(1, 99))
    shop.install()
    live(shop, 6)
    complaint = fault(shop)
    live(shop, 3)
    admin = await asyncpg.connect(copy.superuser)
    # Whoever comes now is not there before the log: only so can a payment be missing.
    await admin.execute("update users set created_at = now() at time zone 'UTC'")
    await performed(shop, admin, nothing)
    claim = claim_of(complaint.query, ZONE)
    async with Database.open(copy.gateway) as database, database.snapshot() as seen:
        ledger = await Explainer(database).ledger(seen, ME, claim)
    # When whoever writes in two commits has had the time for both.
    ledger = ledger._replace(as_of=ledger.as_of + timedelta(minutes=2))
    verdict = explain(ledger, claim, HERE)
    assert not complaint.misses(verdict, await positions(admin, complaint))
    assert verdict.verdict == ("differs" if fault in MAKE_A_DRIFT else "agrees")
    await admin.close()


async def positions(admin: asyncpg.Connection, complaint: Complaint) -> list[int]:
    """Return what the commits of a complaint wrote in the log."""
    rows = await admin.fetch(
        "select pos from svetu_console.change_log where xid::text::bigint = any ($1::bigint[])",
        [commit.xid for commit in complaint.commits],
    )
    return [row["pos"] for row in rows]


async def test_a_reader_under_a_writer_sees_no_mismatch(copy: Marketplace) -> None:
    """Also between the two commits of a writer that is not atomic."""
    shop = Shop(random.Random(7))
    shop.install()
    live(shop, WRITES)
    admin = await asyncpg.connect(copy.superuser)
    writing = asyncio.get_running_loop().create_task(performed(shop, admin, nothing))
    verdicts = []
    async with Database.open(copy.gateway) as database:
        explainer = Explainer(database)
        while not writing.done():
            verdicts.append(await explainer.verdict(ME, ClaimQuery()))
    await writing
    await admin.close()
    assert {verdict.verdict for verdict in verdicts} <= {"agrees", "cannot_tell"}
    assert len({verdict.changes for verdict in verdicts}) > 3
    assert verdicts[-1].as_of <= datetime.now(UTC)


@pytest.mark.parametrize("batch", [1, 1000])
async def test_a_sweep_says_of_everybody_what_explain_says(
    marketplace: Marketplace, batch: int
) -> None:
    dice = random.Random(batch)
    shop = clean(dice, 10, seeded=True)
    live(shop, 10, OTHER)
    fault = dice.choice([fault for fault in FAULTS if fault in MAKE_A_DRIFT])
    fault(shop)
    live(shop, 10)
    admin = await asyncpg.connect(marketplace.superuser)
    await performed(shop, admin, lambda: install_console(marketplace))
    await admin.close()
    async with Database.open(marketplace.gateway) as database:
        news = [each async for each in Sweep(database, batch=batch).run()]
        explained = [await Explainer(database).verdict(user, ClaimQuery()) for user in (ME, OTHER)]
        rest = [each async for each in Sweep(database, batch=batch).run(after=ME)]
    found = {each.user_id: each for each in news if isinstance(each, Drift)}
    for verdict in explained:
        if verdict.verdict == "agrees":
            assert verdict.user_id not in found
        else:
            drift = found[verdict.user_id]
            assert drift.verdict == verdict.verdict
            assert drift.drift_minor == verdict.drift_minor
            assert drift.proof == verdict.proof
            assert drift.first_divergence == verdict.first_divergence
    assert ME in found
    steps = [each.users for each in news if isinstance(each, Progress)]
    assert steps == ([1, 1] if batch == 1 else [2])
    assert {each.user_id for each in rest if isinstance(each, Drift)} == set(found) - {ME}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("is_edited", [False, True])
async def test_what_was_pruned_is_vouched_for_by_checkpoints(
    copy: Marketplace, seed: int, *, is_edited: bool
) -> None:
    shop = Shop(random.Random(seed))
    shop.install()
    live(shop, 20)
    if is_edited:
        hand_edit(shop)
    admin = await asyncpg.connect(copy.superuser)
    await performed(shop, admin, nothing)
    await admin.execute(AGE)
    assert await prune(copy.superuser, keep_days=30) > 0
    async with Database.open(copy.gateway) as database:
        at_once = await Explainer(database).verdict(ME, ClaimQuery())
        shop.script.clear()
        live(shop, 10)
        await performed(shop, admin, nothing)
        later = await Explainer(database).verdict(ME, ClaimQuery())
        swept = [each async for each in Sweep(database).run()]
    await admin.close()
    for verdict in (at_once, later):
        # The edit is in no log any more; that the amounts do not add up is all that is left.
        assert verdict.verdict == ("cannot_tell" if is_edited else "agrees")
        assert (verdict.drift_before_minor != 0) == is_edited
    assert at_once.proof == "checkpoints"
    assert later.proof == ("checkpoints" if is_edited else "change_log")
    assert [each.drift_minor for each in swept if isinstance(each, Drift)] == (
        [later.drift_minor] if is_edited else []
    )

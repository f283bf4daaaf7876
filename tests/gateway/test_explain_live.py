"""Explanations of a real database: the rows are what the dice say, and so is the verdict."""

import random

import asyncpg
import pytest

from gateway.database import Database
from gateway.explain.claims import ClaimQuery
from gateway.explain.reader import Explainer
from gateway.explain.rows import Claim
from tests.conftest import Marketplace, install_console
from tests.gateway.ledgers import ME, OTHER, Shop, clean, comparable, live, performed


async def perform(shop: Shop, where: Marketplace) -> None:
    admin = await asyncpg.connect(where.superuser)
    await performed(shop, admin, lambda: install_console(where))
    await admin.close()


@pytest.mark.parametrize("seed", range(4))
async def test_the_rows_are_those_of_the_dice(marketplace: Marketplace, seed: int) -> None:
    """So what is proved of ledgers by dice is proved of those that triggers write."""
    dice = random.Random(seed)
    shop = clean(dice, 30, seeded=seed == 3)
    live(shop, 10, OTHER)
    await perform(shop, marketplace)
    async with Database.open(marketplace.gateway) as database:
        explainer = Explainer(database)
        async with database.snapshot() as seen:
            for user in (ME, OTHER):
                read = await explainer.ledger(seen, user, Claim())
                assert comparable(read) == comparable(shop.ledger(user))
        verdict = await explainer.verdict(ME, ClaimQuery())
    assert verdict.verdict == ("cannot_tell" if seed == 3 else "agrees")

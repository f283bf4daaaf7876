"""A served gateway with operators, one of them signed in, beside an administrator's connection."""

from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest

from tests.conftest import Marketplace
from tests.gateway.desk import Desk, desk
from tests.gateway.evidence.material import KEY


@pytest.fixture
async def admin(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.superuser)
    yield connection
    await connection.close()


@pytest.fixture
async def served(installed: Marketplace) -> AsyncIterator[Desk]:
    async with desk(installed, KEY) as running:
        yield running


@pytest.fixture
async def http(served: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with served.signed_in() as client:
        yield client

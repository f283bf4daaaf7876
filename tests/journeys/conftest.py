"""A gateway, the marketplace behind it as its backend writes it, and a person at a console."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from pytestqt.qtbot import QtBot

from gateway.sandbox.postgres import Postgres
from tests.conftest import (
    Marketplace,
    create_database,
    create_tables,
    drop_database,
    install_console,
)
from tests.gateway.desk import Desk, add_operators, desk
from tests.journeys.desk import Line, Person, line


@pytest.fixture(scope="session")
def template(postgres: Postgres) -> str:
    """A marketplace with console and operators, to be copied: hashing passwords takes its time."""

    async def make() -> str:
        shop = await create_database(postgres)
        await create_tables(shop)
        await install_console(shop)
        await add_operators(shop)
        return shop.name

    return asyncio.run(make())


@pytest.fixture
async def installed(postgres: Postgres, template: str) -> AsyncIterator[Marketplace]:
    """The console installed in a marketplace of its own, and its operators."""
    shop = await create_database(postgres, template)
    yield shop
    await drop_database(postgres, shop)


@pytest.fixture
async def served(installed: Marketplace) -> AsyncIterator[Desk]:
    async with desk(installed) as running:
        yield running


@pytest.fixture
async def wire(served: Desk) -> AsyncIterator[Line]:
    async with line(served.port) as carried:
        yield carried


@pytest.fixture
async def shop(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.backend)
    yield connection
    await connection.close()


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    del qtbot  # catches what is raised inside Qt
    return Person(tmp_path)

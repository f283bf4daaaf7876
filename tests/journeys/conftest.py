"""A gateway, the marketplace behind it as its backend writes it, and a person at a console."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Marketplace
from tests.gateway.desk import Desk, desk
from tests.journeys.desk import Line, Person, line


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

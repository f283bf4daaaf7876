"""A marketplace in memory, its gateway, and a screen on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from tests.console.wiring.ledger import Gateway, Ledger
from tests.console.wiring.screen import Screen


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def gateway(ledger: Ledger) -> Gateway:
    return Gateway(ledger)


@pytest.fixture
async def client(gateway: Gateway) -> AsyncIterator[ApiClient]:
    async with await gateway.client() as client:
        yield client


@pytest.fixture
async def screen(qtbot: QtBot, client: ApiClient, tmp_path: Path) -> AsyncIterator[Screen]:
    made = Screen(qtbot, client, tmp_path)
    async with made.tasks:
        yield made

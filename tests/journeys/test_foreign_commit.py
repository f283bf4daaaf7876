"""Somebody else commits with plain SQL, and the row is painted: all parts real."""

import asyncio
import itertools

import asyncpg
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from api_client.addresses import events_url
from api_client.client import ApiClient
from api_client.listener import EventListener
from api_client.models import Event, Hello
from console.live import LiveFeed
from gateway.auth import Auth
from gateway.server import serving
from tests.conftest import Marketplace
from tests.gateway.test_capture import pay
from widgets.feed_view import FeedView


class Painted(QObject):
    """Sets ``event`` when the watched widget has been painted with a row in it."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self.event_seen = asyncio.Event()
        self._table = table
        table.viewport().installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._table.model().rowCount():
            self.event_seen.set()
        return False


async def test_a_plain_sql_commit_is_painted(qtbot: QtBot, installed: Marketplace) -> None:
    async with asyncpg.create_pool(installed.gateway, min_size=1, max_size=1) as pool:
        await Auth(pool).add_operator("ops@example.org", "correct horse", "support")
    backend = await asyncpg.connect(installed.backend)
    async with serving(installed.gateway) as port:
        gateway = f"http://127.0.0.1:{port}"
        async with ApiClient(gateway) as client:
            token = (await client.sign_in("ops@example.org", "correct horse")).access_token

        async def bearer(_: str | None) -> str:
            return token

        feed = FeedView()
        qtbot.addWidget(feed)
        feed.resize(400, 600)
        feed.show()
        table = feed.findChild(QTableView)
        assert table is not None
        painted = Painted(table)
        live, greeted = LiveFeed(feed), asyncio.Event()

        def apply(event: Event) -> None:
            live.apply(event)
            if isinstance(event, Hello):
                greeted.set()

        listener = EventListener(
            events_url(gateway),
            token=bearer,
            on_event=apply,
            on_state=lambda _: None,
            delays=lambda: itertools.repeat(0.01),
        )
        listening = asyncio.get_running_loop().create_task(listener.run())
        async with asyncio.timeout(20):
            await greeted.wait()
            assert not painted.event_seen.is_set()
            await pay(backend, 1, 2000)
            await painted.event_seen.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    await backend.close()

"""The loop that is shipped, offscreen, and a real PostgreSQL with a fresh marketplace per test."""

import asyncio
import gc
import os
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from itertools import count
from typing import TYPE_CHECKING

import asyncpg
import pytest

from gateway.install import install
from gateway.sandbox.postgres import Postgres, temporary_base

if TYPE_CHECKING:  # the gateway's tests load none of it
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# A shell makes programs in the background deaf to Ctrl-C, and so those that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

BACKEND_ZONE = "Europe/Belgrade"
_numbers = count(1)


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Console and journeys run on the loop that is shipped; the gateway has none of Qt."""
    del config
    if "console" not in item.path.parts and "journeys" not in item.path.parts:
        return {"asyncio": asyncio.new_event_loop}
    from console.app import application
    from console.loop import QtLoop

    def qt_loop() -> asyncio.AbstractEventLoop:
        app = application()
        app.setQuitOnLastWindowClosed(False)
        loop: asyncio.AbstractEventLoop = QtLoop(app)
        return loop

    return {"qt": qt_loop}


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """Return the application as it is shipped, in English whatever the machine speaks."""
    from console.app import application

    return application()


@pytest.fixture(scope="session", autouse=True)
def _no_collection_in_other_threads() -> None:
    """As in the shipped console (`console.garbage`): a QObject must not die in a thread."""
    gc.disable()
    gc.collect()
    gc.freeze()  # all that was imported: to look through it after each module takes a minute in all


@pytest.fixture(scope="module", autouse=True)
def _collection_between_modules() -> Iterator[None]:
    yield
    gc.collect()


@dataclass(frozen=True)
class Marketplace:
    """DSNs of one database with the marketplace's tables, by who connects."""

    superuser: str
    backend: str
    gateway: str

    @property
    def name(self) -> str:
        """The database's name."""
        return self.superuser.rpartition("/")[2]


@contextmanager
def cluster() -> Iterator[Postgres]:
    """Run a PostgreSQL of one's own; it is gone in the end."""
    base = temporary_base()
    server = Postgres(base, settings={"fsync": "off", "synchronous_commit": "off"})
    server.start()
    yield server
    server.stop()
    shutil.rmtree(base.parent)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with cluster() as server:
        yield server


async def create_database(postgres: Postgres, template: str = "template1") -> Marketplace:
    """Make a database, a copy of ``template``, that belongs to the marketplace's backend."""
    name = f"shop_{next(_numbers)}"
    admin = await asyncpg.connect(postgres.dsn())
    if not await admin.fetchval("select true from pg_roles where rolname = 'svetu_backend'"):
        await admin.execute("create role svetu_backend login password 'backend'")
    # Ten times as fast as through the log, as long as nothing is synchronised.
    await admin.execute(
        f"create database {name} owner svetu_backend template {template} strategy file_copy"
    )
    await admin.close()
    return Marketplace(
        superuser=postgres.dsn(name),
        backend=postgres.dsn(name, "svetu_backend", "backend"),
        gateway=postgres.dsn(name, "svetu_gateway", "gateway"),
    )


async def create_tables(shop: Marketplace) -> None:
    """Leave a database as the marketplace's migrations do, with two users."""
    tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
    owner = await asyncpg.connect(shop.backend)
    await owner.execute(tables.read_text(encoding="utf-8"))
    await owner.execute(
        "insert into users (name, email) values"
        " ('Ana Petrović', 'ana@example.org'), ('Дарья Соколова', 'darja@example.org')"
    )
    await owner.close()


async def install_console(shop: Marketplace) -> None:
    """Install the console, in environment `sandbox`."""
    await install(shop.superuser, environment="sandbox", backend_zone=BACKEND_ZONE)
    admin = await asyncpg.connect(shop.superuser)
    await admin.execute("alter role svetu_gateway password 'gateway'")
    await admin.close()


async def drop_database(postgres: Postgres, shop: Marketplace) -> None:
    """Take a database away, whoever is connected."""
    admin = await asyncpg.connect(postgres.dsn())
    await admin.execute(f"drop database {shop.name} with (force)")
    await admin.close()


@pytest.fixture
async def marketplace(postgres: Postgres) -> AsyncIterator[Marketplace]:
    """A database as the marketplace's migrations leave it: our schema is not there yet."""
    shop = await create_database(postgres)
    await create_tables(shop)
    yield shop
    await drop_database(postgres, shop)


@pytest.fixture
async def installed(marketplace: Marketplace) -> Marketplace:
    """The same with the console installed, in environment `sandbox`."""
    await install_console(marketplace)
    return marketplace

"""``svetu-gateway sandbox``: database, marketplace, gateway and traffic in one process."""

import asyncio
import contextlib
import random
import signal
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import asyncpg
import msgspec

from gateway.auth import Auth
from gateway.install import install
from gateway.sandbox.people import people
from gateway.sandbox.postgres import Postgres, default_base
from gateway.sandbox.traffic import act, traffic
from gateway.server import serving

DATABASE = "svetu_sandbox"
ZONE = "Europe/Belgrade"
OPERATOR = "ops@example.org"
ACTS_PER_USER = 5


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for; ``traffic`` in commits per second."""

    data: Path | None
    users: int
    seed: int
    traffic: float
    port: int
    with_parent: bool


async def run(options: Options) -> None:
    """Run until a signal, or until the parent is gone; raises PostgresFailed or ServeFailed."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    postgres = Postgres(options.data or default_base())
    await asyncio.to_thread(postgres.start)
    try:
        password = postgres.password
        backend = postgres.dsn(DATABASE, "svetu_backend", password)
        service = postgres.dsn(DATABASE, "svetu_gateway", password)
        await _prepare(postgres, backend, service, options)
        async with serving(service, port=options.port) as port, asyncio.TaskGroup() as group:
            tasks = [group.create_task(stop.wait())]
            if options.with_parent:
                tasks.append(group.create_task(_parent_gone(stop)))  # type: ignore[arg-type]
            if options.traffic:
                flow = traffic(
                    backend,
                    users=options.users,
                    rate=options.traffic,
                    seed=options.seed,
                    zone=ZONE,
                )
                tasks.append(group.create_task(flow))  # type: ignore[arg-type]
            _announce(port, backend, service, password)
            await stop.wait()
            for task in tasks:
                task.cancel()
    finally:
        await asyncio.to_thread(postgres.stop)


async def _prepare(postgres: Postgres, backend: str, service: str, options: Options) -> None:
    """Create what is not there yet; a second start finds it all in place."""
    admin = await asyncpg.connect(postgres.dsn())
    try:
        if await admin.fetchval("select true from pg_database where datname = $1", DATABASE):
            return
        # One secret per data directory serves every role of this throw-away database.
        verbatim = await admin.fetchval("select quote_literal($1::text)", postgres.password)
        await admin.execute(f"create role svetu_backend login password {verbatim}")
        await admin.execute(f"create database {DATABASE} owner svetu_backend")
        await _populate(backend, options)
        await install(postgres.dsn(DATABASE), environment="sandbox", backend_zone=ZONE)
        await admin.execute(f"alter role svetu_gateway password {verbatim}")
    finally:
        await admin.close()
    async with asyncpg.create_pool(service, min_size=1, max_size=1) as pool:
        await Auth(pool).add_operator(OPERATOR, postgres.password, "support")


async def _populate(backend: str, options: Options) -> None:
    tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
    shop = await asyncpg.connect(backend)
    try:
        async with shop.transaction():
            await shop.execute(tables.read_text(encoding="utf-8"))
            await shop.copy_records_to_table(
                "users",
                columns=("name", "email", "phone", "city"),
                records=[
                    (p.name, p.email, p.phone, p.city) for p in people(options.users, options.seed)
                ],
            )
            dice = random.Random(options.seed)  # noqa: S311  (a demo, repeatable on purpose)
            for _ in range(options.users * ACTS_PER_USER):
                await act(shop, dice.randint(1, options.users), dice, ZONE)
    finally:
        await shop.close()


def _announce(port: int, backend: str, service: str, password: str) -> None:
    line = {
        "api": f"http://127.0.0.1:{port}",
        "events": f"ws://127.0.0.1:{port}/ws/events",
        "database": backend,
        "gateway_database": service,
        "operator": {"email": OPERATOR, "password": password},
    }
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()


async def _parent_gone(stop: asyncio.Event) -> None:
    """Standard input ends when the parent does, even by kill -9."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    with contextlib.suppress(OSError):
        await reader.read()
    stop.set()

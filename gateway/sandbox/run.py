"""``svetu-gateway sandbox``: database, marketplace, gateway and traffic in one process."""

import asyncio
import contextlib
import hashlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

import asyncpg
import msgspec

from gateway.auth import Auth
from gateway.evidence.keys import KeyRefused, SigningKey, load_key, new_key
from gateway.install import install
from gateway.sandbox.complaints import write_book
from gateway.sandbox.history import load
from gateway.sandbox.postgres import Postgres, PostgresFailed, default_base
from gateway.sandbox.traffic import traffic
from gateway.server import ServeFailed, serving
from gateway.sql import migrations

DATABASE = "svetu_sandbox"
UNFINISHED = "svetu_sandbox_unfinished"
"""What the database is called until it is complete; one left behind is made anew."""
MADE_FROM = "select shobj_description(oid, 'pg_database') from pg_database where datname = $1"
ZONE = "Europe/Belgrade"
SWEEP_EVERY = 120.0
"""Seconds; long enough for whoever writes in two commits to have made both (gateway.explain)."""
OPERATOR = "ops@example.org"
OPERATORS: dict[str, Literal["viewer", "support", "admin"]] = {
    "viewer@example.org": "viewer",
    OPERATOR: "support",
    "admin@example.org": "admin",
}
"""One a role; they share the password of the announcement."""


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
    _check_port(options.port)
    postgres = Postgres(options.data or default_base())
    async with _until_asked(with_parent=options.with_parent), _started(postgres):
        backend = postgres.dsn(DATABASE, "svetu_backend")
        service = postgres.dsn(DATABASE, "svetu_gateway")
        try:
            await _prepare(postgres, options)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as exc:
            is_cut_off = not postgres.is_running or not isinstance(exc, asyncpg.PostgresError)
            reason = postgres.last_words if is_cut_off else str(exc).partition("\n")[0]
            raise PostgresFailed(f"The sandbox could not be filled: {reason}") from exc
        signing_key = _signing_key(postgres.base / "signing-key")
        async with serving(
            service, port=options.port, signing_key=signing_key, sweep_every=SWEEP_EVERY
        ) as port:
            _announce(port, backend, service, postgres.password)
            async with asyncio.TaskGroup() as group:
                writing = group.create_task(_write(backend, options))
                while postgres.is_running:  # noqa: ASYNC110  (a process, not a thing to await)
                    await asyncio.sleep(0.5)
                writing.cancel()
        raise PostgresFailed(f"The database ended by itself: {postgres.last_words}")


@contextlib.asynccontextmanager
async def _until_asked(*, with_parent: bool) -> AsyncIterator[None]:
    """Run the body until it is asked to end, at whatever moment that is."""
    loop = asyncio.get_running_loop()
    body = asyncio.current_task()
    assert body is not None  # noqa: S101  (a coroutine runs in a task)
    is_asked = False

    def ask() -> None:
        nonlocal is_asked
        if not is_asked:  # a second signal must not disturb the end
            is_asked = True
            body.cancel()

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ask)
    watch = loop.create_task(_parent_gone(ask)) if with_parent else None
    try:
        yield
    except asyncio.CancelledError:
        if not is_asked:
            raise
        body.uncancel()
    finally:
        if watch:
            watch.cancel()


@contextlib.asynccontextmanager
async def _started(postgres: Postgres) -> AsyncIterator[None]:
    starting = asyncio.get_running_loop().run_in_executor(None, postgres.start)
    try:
        await asyncio.shield(starting)
    except asyncio.CancelledError:
        postgres.give_up()
        await asyncio.wait({starting})
        starting.exception()  # it was given up: whatever it says
        await asyncio.to_thread(postgres.stop)
        raise
    try:
        yield
    finally:
        await asyncio.to_thread(postgres.stop)


async def _prepare(postgres: Postgres, options: Options) -> None:
    """Create what is not there yet, and bring what is there up to date."""
    admin = await asyncpg.connect(postgres.dsn())
    try:
        is_new = not _goes_on(await admin.fetchval(MADE_FROM, DATABASE))
        database = UNFINISHED if is_new else DATABASE
        if is_new:
            await _create(admin, postgres.password)
            await _populate(postgres.dsn(UNFINISHED, "svetu_backend"), options)
        await install(postgres.dsn(database), environment="sandbox", backend_zone=ZONE)
        verbatim = await admin.fetchval("select quote_literal($1::text)", postgres.password)
        await admin.execute(f"alter role svetu_gateway password {verbatim}")
        await _add_operators(postgres.dsn(database), postgres.password)
        if is_new:
            hand, backend = postgres.dsn(database), postgres.dsn(database, "svetu_backend")
            await write_book(backend, hand, zone=ZONE)
            await admin.execute(f"drop database if exists {DATABASE} with (force)")
            await admin.execute(f"alter database {UNFINISHED} rename to {DATABASE}")
        await admin.execute(f"comment on database {DATABASE} is '{' '.join(_scripts())}'")
    finally:
        await admin.close()


def _goes_on(made_from: str | None) -> bool:
    """Whether what is there can be brought up to date: it was made from the first of our scripts.

    One from before they were released differs, and is a demo: it is made anew.
    """
    done = (made_from or "").split()
    return bool(done) and _scripts()[: len(done)] == done


def _scripts() -> list[str]:
    """Return what tells each script from others, in their order."""
    texts = [_tables(), *(script for _, script in migrations())]
    return [hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts]


def _tables() -> str:
    folder = resources.files("gateway.sandbox")
    return folder.joinpath("marketplace.sql").read_text(encoding="utf-8")


async def _create(admin: asyncpg.Connection, password: str) -> None:
    """Make the backend's role and an empty database of its own."""
    # One secret per data directory serves every role of this throw-away database.
    verbatim = await admin.fetchval("select quote_literal($1::text)", password)
    if not await admin.fetchval("select true from pg_roles where rolname = 'svetu_backend'"):
        await admin.execute(f"create role svetu_backend login password {verbatim}")
    await admin.execute(f"drop database if exists {UNFINISHED} with (force)")
    await admin.execute(f"create database {UNFINISHED} owner svetu_backend")


async def _populate(backend: str, options: Options) -> None:
    shop = await asyncpg.connect(backend)
    try:
        async with shop.transaction():
            await shop.execute(_tables())
            await load(shop, users=options.users, seed=options.seed, zone=ZONE)
        await shop.execute("analyze users, user_balances, balance_transactions")
    finally:
        await shop.close()


async def _add_operators(administrator: str, password: str) -> None:
    async with asyncpg.create_pool(administrator, min_size=1, max_size=1) as pool:
        auth = Auth(pool)
        known = {row["email"] for row in await auth.list_operators()}
        for email, role in OPERATORS.items():
            if email not in known:
                await auth.add_operator(email, password, role)


async def _write(backend: str, options: Options) -> None:
    if options.traffic:
        await traffic(backend, rate=options.traffic, seed=options.seed, zone=ZONE)


def _signing_key(file: Path) -> SigningKey:
    """Return the sandbox's own key, made at the first start; raises ServeFailed."""
    try:
        return load_key(file) if file.exists() else new_key(file)
    except KeyRefused as exc:
        raise ServeFailed(str(exc)) from exc


def _check_port(port: int) -> None:
    """Find a port that is taken before a database is made; raises ServeFailed."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError as exc:
            raise ServeFailed(f"127.0.0.1 port {port} cannot be used: {exc.strerror}.") from exc


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


async def _parent_gone(ask: Callable[[], None]) -> None:
    """Standard input ends when the parent does, even by kill -9."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    with contextlib.suppress(OSError):
        await reader.read()
    ask()

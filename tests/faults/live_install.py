"""Installs, serves, watches and uninstalls beside a marketplace at work; says what that cost it.

``python -m tests.faults.live_install`` prints one JSON object; the exit code is 1 if a payment
failed or was held up, a commit was not told exactly once, or anything was left behind.
PG_BIN names the PostgreSQL to try it on.
"""

import argparse
import asyncio
import contextlib
import difflib
import json
import os
import random
import re
import shutil
import sys
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from api_client.addresses import events_url
from api_client.client import ApiClient
from api_client.errors import ApiError
from api_client.listener import EventListener, backoff
from api_client.models import Commit, Commits, Event, Position, Proof, Reset
from gateway.sandbox.postgres import Postgres, temporary_base
from gateway.sql import statements
from tests.faults.dumps import dumped
from tests.faults.market import LIMIT, ZONE, Market, Tally
from tests.faults.onlooker import Onlooker
from tests.faults.truth import Witness, judge

ROOT = Path(__file__).parents[2]
EMAIL, PASSWORD = "ops@example.org", "correct horse"
LEFT = """
    select 'relation ' || oid::regclass from pg_class where relname like 'svetu%'
    union all select 'schema ' || nspname from pg_namespace where nspname like 'svetu%'
    union all select 'function ' || proname from pg_proc where proname like 'svetu%'
    union all select 'trigger ' || tgname from pg_trigger where tgname like 'svetu%'
    union all select 'extension ' || extname from pg_extension where extname <> 'plpgsql'
    union all select 'role ' || rolname from pg_roles where rolname ~ '^svetu_(gateway|console)'
    union all select 'default rights' from pg_default_acl
    union all select 'settings of a role' from pg_db_role_setting
    union all select 'advisory lock' from pg_locks where locktype = 'advisory'
"""


@dataclass(frozen=True)
class Place:
    """A server with the marketplace's database on it."""

    server: Postgres

    @property
    def superuser(self) -> str:
        """DSN of an administrator."""
        return self.server.dsn("shop")

    @property
    def backend(self) -> str:
        """DSN of the tables' owner, who may do nothing else."""
        return self.server.dsn("shop", "svetu_backend", "backend")

    @property
    def gateway(self) -> str:
        """DSN of the service."""
        return self.server.dsn("shop", "svetu_gateway", "gateway")


@contextlib.asynccontextmanager
async def place(*, durable: bool, **more: str) -> AsyncIterator[Place]:
    """Start a server that keeps its log readable, with an empty database of the marketplace.

    ``more`` are settings of PostgreSQL's.
    """
    base = temporary_base()
    settings = {"wal_level": "logical", "max_replication_slots": "2"}
    settings |= {} if durable else {"fsync": "off"}
    server = Postgres(base, settings=settings | more)
    await asyncio.to_thread(server.start)
    try:
        admin = await asyncpg.connect(server.dsn())
        await admin.execute("create role svetu_backend login password 'backend'")
        await admin.execute("create database shop owner svetu_backend")
        await admin.close()
        yield Place(server)
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(base.parent)


class Console:
    """A listener and an operator who reads, against a served gateway."""

    def __init__(self, url: str, after: Position) -> None:
        self.commits: list[Commit] = []
        self.resets: list[str] = []
        self.faults: set[str] = set()
        self.reads = 0
        self.failed_reads: list[str] = []
        self._complete_to: datetime | None = None
        self._proved = asyncio.Event()
        self._client = ApiClient(url)
        self._listener = EventListener(
            events_url(url),
            token=self._client.access_token,
            on_event=self._apply,
            on_state=lambda _: None,
            delays=backoff,
        )
        self._listener.position = after

    @contextlib.asynccontextmanager
    async def watching(self, users: Sequence[int], dice: random.Random) -> AsyncIterator[None]:
        """Sign in, listen and read as long as the context lasts."""
        async with self._client:
            await self._client.sign_in(EMAIL, PASSWORD)
            loop = asyncio.get_running_loop()
            tasks = [
                loop.create_task(self._listener.run()),
                loop.create_task(self._read(users, dice)),
            ]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def complete(self, moment: datetime) -> None:
        """Wait until the gateway says that all up to ``moment`` has been sent."""
        while self._complete_to is None or self._complete_to < moment:
            self._proved.clear()
            await self._proved.wait()

    def _apply(self, event: Event) -> None:
        match event:
            case Commits():
                self.commits += event.commits
            case Reset():
                self.resets.append(event.reason)
            case Proof():
                self._complete_to = event.complete_to
                self._proved.set()
                self.faults.update(event.faults)
            case _:
                pass

    async def _read(self, users: Sequence[int], dice: random.Random) -> None:
        while True:
            await asyncio.sleep(dice.expovariate(4))
            try:
                await self._client.account_page(dice.choice(users))
                await self._client.curve(dice.choice(users))
                await self._client.find_users("ana")
                self.reads += 3
            except ApiError as exc:
                self.failed_reads.append(str(exc))


async def command(*arguments: str, dsn: str, stdin: str = "") -> float:
    """Run ``svetu-gateway`` as a person does; returns how many seconds it took."""
    started = time.perf_counter()
    process = await _start(*arguments, dsn=dsn)
    _, words = await process.communicate(stdin.encode())
    assert process.returncode == 0, f"{arguments}: {words.decode()}"
    return time.perf_counter() - started


async def _start(*arguments: str, dsn: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gateway", *arguments), cwd=ROOT,
        env={**os.environ, "SVETU_DSN": dsn}, stdin=pipe, stdout=pipe, stderr=pipe,
    )  # fmt: skip


@contextlib.asynccontextmanager
async def served(dsn: str) -> AsyncIterator[str]:
    """Serve in a process of its own; yields the gateway's address."""
    process = await _start("serve", "--port", "0", dsn=dsn)
    assert process.stderr
    try:
        line = (await process.stderr.readline()).decode()
        found = re.search(r"serving on port (\d+)", line)
        assert found, line
        rest = asyncio.get_running_loop().create_task(process.stderr.read())
        yield f"http://127.0.0.1:{found[1]}"
        process.terminate()
        assert await process.wait() == 0, (await rest).decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def run(seconds: float, seed: int, *, slow: int = 2, durable: bool = True) -> dict[str, Any]:
    """Do it all; ``seconds`` is how long the watching lasts. Returns what is printed."""
    async with place(durable=durable) as spot:
        market = Market(spot.backend, seed, slow=slow)
        await market.open(users=400)
        before = await dumped(spot.server, spot.superuser)
        admin = await asyncpg.connect(spot.superuser)
        loop = asyncio.get_running_loop()
        onlooker = Onlooker()
        tasks = [
            loop.create_task(market.trade()),
            loop.create_task(onlooker.watch(spot.superuser)),
        ]
        try:
            figures = await _beside(market, spot, admin, seconds, seed)
            market.tally.phase = "after"
            await asyncio.sleep(seconds / 10)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        left = [row[0] for row in await admin.fetch(LEFT)]
        after = await dumped(spot.server, spot.superuser)
        left += difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
        version = await admin.fetchval("show server_version")
        await admin.close()
    return _report(market.tally, onlooker, figures, left) | {
        "postgresql": version.split()[0], "seconds": seconds, "seed": seed,
        "queues_ms": onlooker.queues_ms,
    }  # fmt: skip


async def _beside(
    market: Market, spot: Place, admin: asyncpg.Connection, seconds: float, seed: int
) -> dict[str, Any]:
    """Go through the phases while the market trades; the first is the control."""
    tally, witness, dice = market.tally, Witness(admin), random.Random(seed)
    await witness.begin()
    await asyncio.sleep(seconds / 4)
    await market.migrate_and_back()

    tally.phase = "installing"
    arguments = ("install", "--environment", "production", "--backend-zone", ZONE)
    installed, _ = await asyncio.gather(
        command(*arguments, dsn=spot.superuser), market.migrate_and_back()
    )
    await admin.execute("alter role svetu_gateway password 'gateway'")
    origin = await admin.fetchrow(statements("change_log.sql")["origin"])
    tally.phase = "watching"
    await command("operator", "add", EMAIL, dsn=spot.superuser, stdin=f"{PASSWORD}\n")
    async with served(spot.gateway) as url:
        console = Console(url, Position(epoch=origin["epoch"], snapshot=origin["snapshot"]))
        async with console.watching(market.users, dice):
            await asyncio.sleep(seconds / 2)
            await market.migrate(forward=True)
            await asyncio.sleep(seconds / 2)
            await market.migrate(forward=False)
            until = await admin.fetchval("select pg_current_snapshot()::text")
            async with asyncio.timeout(30):
                await console.complete(await admin.fetchval("select clock_timestamp()"))
        verdict = judge(await witness.end(), console.commits, origin["snapshot"], until)
        tally.phase = "uninstalling"
        uninstalled, _ = await asyncio.gather(
            command("uninstall", dsn=spot.superuser), market.migrate_and_back()
        )
    return asdict(verdict) | {
        "resets": console.resets, "faults": sorted(console.faults), "reads": console.reads,
        "failed_reads": console.failed_reads, "install_seconds": round(installed, 2),
        "uninstall_seconds": round(uninstalled, 2),
    }  # fmt: skip


def _report(
    tally: Tally, onlooker: Onlooker, figures: dict[str, Any], left: list[str]
) -> dict[str, Any]:
    delayed = [
        slow for slow in tally.slow
        if slow.seconds - onlooker.stalled(slow.until - slow.seconds, slow.until) > LIMIT
    ]  # fmt: skip
    figures |= {
        "failed": len(tally.failures), "failures": tally.failures[:10],
        "delayed_over_500ms": len(delayed), "left_behind": left[:40],
    }  # fmt: skip
    bad = (
        "failed", "delayed_over_500ms", "left_behind", "lost", "doubled", "untrue", "out_of_order",
        "resets", "faults", "failed_reads",
    )  # fmt: skip
    return figures | {
        "wrong": [name for name in bad if figures[name]]
        + [f"no {name}" for name in ("watched", "reads") if not figures[name]],
        "payments": tally.payments.total(),
        "payments_while": dict(tally.payments),
        "longest_ms": round(max(tally.longest.values()) * 1000),
        "longest_ms_while": {name: round(took * 1000) for name, took in tally.longest.items()},
        "waited_for_us_ms": onlooker.waited_for_us_ms,
        "longest_pulse_ms": round(onlooker.longest_pulse * 1000),
        "slow": [f"{s.kind}, {s.began} to {s.ended}: {s.seconds:.3f} s" for s in tally.slow[:20]],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what happened; 1 if anything of it should not have."""
    grammar = argparse.ArgumentParser(prog="python -m tests.faults.live_install")
    grammar.add_argument("--seconds", type=float, default=30.0)
    grammar.add_argument("--seed", type=int, default=1)
    options = grammar.parse_args(arguments)
    figures = asyncio.run(run(options.seconds, options.seed))
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
    return bool(figures["wrong"])


if __name__ == "__main__":
    sys.exit(main())

"""Everything that goes wrong with the database, and with what watches its tables."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Awaitable, Callable

import asyncpg

from tests.faults.real.site import OTHER, Site
from tests.faults.real.traders import AGAIN, REFUSALS

READ_WITHIN = 0.15
"""Seconds within which a gateway sees what has just happened: it looks every 10 ms by now."""
MOST_BURNS = 10
BURN = """
    do $$ begin
        for n in 1..2000 loop
            begin
                insert into burnt values (n);
                raise exception 'taken back';
            exception when raise_exception then null;
            end;
        end loop;
    end $$
"""
NEXT = "select (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint"
CAPTURE = (
    "alter table public.user_balances {how} trigger svetu_console_{what};"
    "alter table public.balance_transactions {how} trigger svetu_console_{what};"
)
EVENTS = ("insert", "update", "delete", "truncate")
RECREATE = """
    lock table balance_transactions in access exclusive mode;
    alter table balance_transactions rename to former_transactions;
    create table balance_transactions (like former_transactions including all);
    insert into balance_transactions select * from former_transactions;
    alter sequence balance_transactions_id_seq owned by balance_transactions.id;
    drop table former_transactions
"""
MIGRATE = """
    update user_balances set balance = balance + 1 where user_id < 6;
    alter table user_balances add column live_note text;
    alter table balance_transactions add column live_note text;
    create index live_note on balance_transactions (live_note);
    insert into balance_transactions (user_id, type, amount, status, live_note)
    values (1, 'deposit', 1, 'completed', 'migrated');
    truncate scratch;
    drop index live_note;
    alter table balance_transactions drop column live_note;
    alter table user_balances drop column live_note
"""


class DatabaseFaults:
    """One method each; it is over, and put right, when its method returns."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def reuse_ids(self) -> None:
        """Kill a backend when no trace is left on disk of ids that gateways have seen used.

        They are handed out again after the recovery, which changes nothing else that one could see:
        not even the time at which the server started. Consoles may be away meanwhile.
        """
        site = self._site
        away = site.some_seat().road if site.dice.random() < 0.5 else None
        async with site.starting, site.admin() as victim:
            async with site.traders.resting():
                seen = await self._burn(victim)
                if away is not None:
                    away.refuses = True
                    away.cut()
                os.kill(victim.get_server_pid(), signal.SIGKILL)
            # From here on everybody writes as soon as they can, and the first may be the gateways.
            await self._recovered()
            async with site.admin() as admin:
                site.tally.reused += await admin.fetchval(NEXT) < seen
        if away is not None:
            await site.last(1.0)
            away.refuses = False

    async def _burn(self, victim: asyncpg.Connection) -> int:
        """Use ids up until it is seen by all and on no disk; returns the next one.

        Only subtransactions: what has taken those back is not written out at once, unless somebody
        commits.
        """
        await victim.execute("begin; insert into burnt values (0)")
        seen = 0
        for _ in range(MOST_BURNS):
            await victim.execute(BURN)
            seen, written = await victim.fetchrow(f"{NEXT}, pg_current_wal_insert_lsn()")
            await asyncio.sleep(READ_WITHIN)
            if await victim.fetchval("select pg_current_wal_flush_lsn() < $1::pg_lsn", written):
                break
        return seen

    async def kill_backend(self) -> None:
        """Kill whoever is at work: all start anew."""
        site = self._site
        async with site.starting, site.admin() as admin:
            pids = await admin.fetch(
                "select pid from pg_stat_activity where backend_type = 'client backend'"
                " and pid <> pg_backend_pid()"
            )
            victim = site.dice.choice([row["pid"] for row in pids] or [admin.get_server_pid()])
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                await self._recovered()

    async def restart_database(self) -> None:
        """In good order: connections are closed, nothing is forgotten."""
        await self._restart(signal.SIGINT)

    async def stop_database_at_once(self) -> None:
        """As a crash of all of it would."""
        await self._restart(signal.SIGQUIT)

    async def sever(self) -> None:
        """Terminate the connections of all gateways."""
        await self._site.order(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'svetu_gateway'"
        )

    async def disable_triggers(self) -> None:
        """For a while some changes are not recorded."""
        what = self._site.dice.choice(EVENTS)
        await self._site.order(CAPTURE.format(how="disable", what=what))
        await self._site.last(3.0)
        await self._site.order(CAPTURE.format(how="enable always", what=what))

    async def touch_triggers(self) -> None:
        """Disable them, write, and enable them before anybody has looked."""
        disable = CAPTURE.format(how="disable", what="update")
        enable = CAPTURE.format(how="enable always", what="update")
        write = "update public.user_balances set balance = balance + 0.07 where user_id < 4;"
        await self._site.order(f"{disable} {write} {enable}")

    async def lock_log(self) -> None:
        """Nothing can be recorded for a while."""
        site = self._site
        with contextlib.suppress(*REFUSALS):
            async with site.admin() as admin, admin.transaction():
                await admin.execute("set local statement_timeout = '5s'")
                await admin.execute("lock table svetu_console.change_log in access exclusive mode")
                await site.last(1.0)

    async def count_loss(self) -> None:
        """Say that something was not recorded, though all was."""
        await self._site.order("select nextval('svetu_console.lost')")

    async def fill_queue(self) -> None:
        """Let another database leave no room for notifications."""
        site = self._site
        with contextlib.suppress(*REFUSALS):
            async with site.admin(OTHER) as deaf, site.admin(OTHER) as loud:
                await deaf.execute("listen noise")
                await deaf.execute("begin; select 1")
                with contextlib.suppress(asyncpg.PostgresError):  # it is full
                    for number in range(200):
                        await loud.execute(f"select pg_notify('noise', repeat('{number}', 2500))")
                await site.last(3.0)

    async def recreate_table(self) -> None:
        """Put another table in the place of one that is watched; then install again."""
        await self._site.traders.write(RECREATE)
        await self._site.last(2.0)
        await self._site.install()

    async def truncate(self) -> None:
        """Empty a table."""
        table = self._site.dice.choice(("user_balances", "balance_transactions"))
        await self._site.traders.write(f"truncate {table}")
        if table == "balance_transactions":
            await self._site.last(1.0)
            await self._site.fill()

    async def migrate(self) -> None:
        """Change rows and schema in one transaction."""
        await self._site.traders.write(MIGRATE)

    async def _restart(self, how: signal.Signals) -> None:
        server = self._site.spot.server
        async with self._site.starting:
            postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
            os.kill(postmaster, how)
            await asyncio.to_thread(server.stop)
            await self._site.last(1.0)
            await asyncio.to_thread(server.start)
            await self._recovered()

    async def _recovered(self) -> None:
        """Wait until the database has been started again, and note it."""
        history = self._site.history
        before = history.life
        while history.life == before:
            with contextlib.suppress(*REFUSALS):
                async with self._site.admin() as admin:
                    await history.note_life(admin)
            await asyncio.sleep(AGAIN)

    async def _insist(self, act: Callable[[], Awaitable[object]]) -> None:
        while True:
            with contextlib.suppress(*REFUSALS):
                await act()
                return
            await asyncio.sleep(AGAIN)

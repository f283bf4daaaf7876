"""One run: an intent, what goes wrong with it, what a person does about it, and the verdict."""

import asyncio
import multiprocessing
import random
from contextlib import suppress
from typing import TYPE_CHECKING

import asyncpg

from tests.faults.deposit_road import FAULTS, PATIENCE, Road, lose_answer
from tests.faults.deposit_seat import SEEN_WITHIN, STEPS, Hasty, Seat, doomed, seat
from tests.faults.deposit_site import USERS, Site
from widgets.deposit_dialog import DepositDialog
from widgets.wish_dialog import State

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FIRST_MINOR = 10_000
"""What the mock payment takes at least; each run asks for one more, so that rows can be told."""
CHILD_SECONDS = 120
SCENES = (
    *["road"] * 6, *["killed"] * 2, *["two consoles"] * 2, "refused", "session", "restarted",
    "gateway killed", "database crashed",
)  # fmt: skip
KILLING = multiprocessing.get_context("forkserver")
KILLING.set_forkserver_preload(["tests.faults.deposit_seat"])


class Wrong(Exception):  # noqa: N818
    """The ledger has another number of rows than somebody was told."""


class Run:
    """One intent, by dice."""

    def __init__(self, site: Site, seed: str, number: int) -> None:
        self.site = site
        self.dice = random.Random(seed)
        self.user = self.dice.randint(1, USERS)
        self.amount_minor = FIRST_MINOR + number
        self.scene = self.dice.choice(SCENES)
        self.step = ""
        self.key = ""
        self.rows = 0
        self.said: list[str] = []

    @property
    def seat(self) -> Seat:
        """The console of this moment."""
        return self.site.seat

    @property
    def amount(self) -> str:
        """What is typed."""
        return f"{self.amount_minor // 100}.{self.amount_minor % 100:02}"

    async def go(self) -> None:
        """Do it; raises Wrong, or NotSeen when the screen does not come to rest."""
        scenes: dict[str, Callable[[], Awaitable[None]]] = {
            "road": self._road, "refused": self._refused, "session": self._session,
            "killed": self._killed, "restarted": self._restarted,
            "two consoles": self._two_consoles, "gateway killed": self._gateway_killed,
            "database crashed": self._database_crashed,
        }  # fmt: skip
        Hasty.patience = PATIENCE
        await scenes[self.scene]()
        self.site.road.calm()
        await self.site.road.settle()
        Hasty.patience = SEEN_WITHIN
        await self._resolve()
        await self._judge()

    async def _road(self) -> None:
        self._plan(self.dice.randint(0, 3))
        await self._fumble(await self._send())

    async def _refused(self) -> None:
        """Refused, and a copy of it arrives when it would not be refused any more."""
        methods = "update payment_methods set is_active = {} where code = 'mock_payment'"
        dialog = await self._filled()

        async def refuse(road: Road, request: bytes) -> bytes | None:
            await self.site.sql(methods.format("false"))
            answer = await road.ask(request)
            await self.site.sql(methods.format("true"))
            if self.dice.random() < 0.7:
                road.later(self.dice.uniform(0, 0.05), request)
            return answer

        self.site.road.plan["deposit"].append(refuse)
        if self.dice.random() < 0.5:
            self._plan(1, kinds=("key", "cancel"))
        dialog.submit.click()
        await self._answered(dialog)
        await self._fumble(dialog)

    async def _session(self) -> None:
        """The session is over before, or between an attempt and the next."""
        if self.dice.random() < 0.5:
            self._plan(2)
            dialog = await self._send()
            await self._done_with(dialog)
            await self.site.end_sessions()
            return await self._sit()
        dialog = await self._filled()
        await self.site.end_sessions()
        dialog.submit.click()
        await self._answered(dialog)
        return await self._sit()

    async def _killed(self) -> None:
        """Killed at a step of its journal; the next console lists what it left open."""
        self.step = self.dice.choice(STEPS)
        before = {path.name for path in self.site.intents.folder.glob("*")}
        arguments = (self.step, self.site.road.url, str(self.site.folder), self.user, self.amount,
                     self.dice.uniform(0, 0.02))  # fmt: skip
        child = KILLING.Process(target=doomed, args=arguments)
        child.start()
        await asyncio.to_thread(child.join, CHILD_SECONDS)
        if child.exitcode != -9:
            child.kill()
            raise Wrong(f"The console did not die when {self.step}: {child.exitcode}.")
        left = {path.name for path in self.site.intents.folder.glob("*")} - before
        names = [name for name in left if not name.endswith(".draft")]
        recorded = STEPS.index(self.step) >= STEPS.index("named")
        if len(names) != int(recorded):
            raise Wrong(f"Killed when {self.step}, the journal holds {left}.")
        if names:
            self.key = names[0].partition(".")[0]
        if self.dice.random() < 0.3:
            self._plan(1, kinds=("key",))
        await self._sit()

    async def _restarted(self) -> None:
        """The window is closed on an unknown outcome, and opened again."""
        self._plan(self.dice.randint(1, 3))
        dialog = await self._send()
        await self._done_with(dialog)
        await self._sit()

    async def _two_consoles(self) -> None:
        """Another console has the same journal: both do something about the same key at once."""
        self._plan(self.dice.randint(1, 3))
        self.site.road.plan["key"].extend([lose_answer] * 2)
        dialog = await self._send()
        await self._done_with(dialog)
        site = self.site
        async with seat(site.app, site.road.url, site.folder) as other:
            for _ in range(self.dice.randint(1, 3)):
                for one in self.dice.sample([self.seat, other], 2):
                    self._act(one)
            await self._rest(other)
            await self._rest(self.seat)
            for key, claims in other.claims.items():
                if key == self.key:
                    self.said += claims

    async def _gateway_killed(self) -> None:
        """Killed between its commit and its answer, and started again."""
        number = self.dice.randrange(2)
        ports = self.site.road.ports

        async def kill(road: Road, request: bytes) -> bytes | None:
            road.ports = [ports[number]]
            await road.ask(request)
            await self.site.gateways[number].kill()
            return None

        self.site.road.plan["deposit"].append(kill)
        dialog = await self._send()
        self.site.road.ports = self.dice.choice([ports, [ports[1 - number]]])
        await self.site.gateways[number].start()
        await self._fumble(dialog)
        self.site.road.ports = ports
        self.site.road.cut_streams()

    async def _database_crashed(self) -> None:
        """PostgreSQL crashes while the deposit commits, or just before it would."""
        site, committed = self.site, self.dice.random() < 0.5
        dialog = await self._filled()
        blocker = await asyncpg.connect(site.shop.superuser)
        if committed:  # the commit is on disk and waits for a standby that there is not
            await site.sql("alter system set synchronous_standby_names = 'nobody'")
            await site.sql("select pg_reload_conf()")
            waiting = "select true from pg_stat_activity where wait_event = 'SyncRep'"
        else:  # the row is written and waits for the lock on the balance
            await blocker.execute("begin; lock table user_balances in exclusive mode")
            waiting = "select true from pg_locks where not granted"
        dialog.submit.click()
        for _ in range(200):
            if await site.sql(waiting) or dialog.state is not State.SENDING:
                break
            await asyncio.sleep(0.005)
        await site.restart_postgres()
        with suppress(asyncpg.PostgresError, OSError):
            await blocker.close(timeout=1)
        await site.sql("alter system reset synchronous_standby_names")
        await site.sql("select pg_reload_conf()")
        await self._answered(dialog)
        await self._fumble(dialog)

    def _plan(self, faults: int, kinds: tuple[str, ...] = ("deposit", "key", "cancel")) -> None:
        for kind in kinds:
            for _ in range(faults):
                self.site.road.plan[kind].append(self.dice.choice(FAULTS))  # type: ignore[index]

    async def _sit(self) -> None:
        """Open a new console; what its journal holds open is on its list, or known by then."""
        self._hear()
        await self.site.sit()
        listed = [row.key for row in self.seat.desk.records.deposits.model.rows]
        for intent in self.site.intents.open(self.site.road.url, "support@example.org"):
            key = intent.deposit.key
            if key in self.seat.desk.settlement.unknown and key not in listed:
                raise Wrong(f"{key} is open, and the console does not list it.")

    async def _filled(self) -> DepositDialog:
        self.seat.desk.records.close()
        view, hands = self.seat.view, self.seat.hands
        self.seat.desk.accounts.open(self.user)
        await hands.until(
            "the account", lambda: view.account is not None and view.account.user_id == self.user
        )
        dialog = await hands.fill_deposit(self.amount, f"{self.scene} {self.amount}")
        self.key = dialog.key
        return dialog

    async def _send(self) -> DepositDialog:
        dialog = await self._filled()
        dialog.submit.click()
        await self._answered(dialog)
        return dialog

    async def _answered(self, dialog: DepositDialog) -> None:
        """Wait for what is said of it; a session that is over says nothing more."""
        await self.seat.hands.until(
            "an outcome",
            lambda: _state(dialog) is not State.SENDING or self.seat.desk.is_over,
        )

    async def _fumble(self, dialog: DepositDialog) -> None:
        """Press what can be pressed, as somebody who wants to know."""
        for _ in range(self.dice.randint(0, 3)):
            if _state(dialog) is not State.UNKNOWN or dialog.key != self.key:
                break
            (dialog.submit if self.dice.random() < 0.6 else dialog.give_up).click()
            await self._answered(dialog)
        await self._done_with(dialog)

    async def _done_with(self, dialog: DepositDialog) -> None:
        if _state(dialog) not in (State.DONE, State.SENDING):
            dialog.reject()
        if self.seat.desk.is_over:
            return
        await self.seat.hands.until(
            "the dialog gone", lambda: not self.seat.window.findChildren(DepositDialog)
        )

    def _act(self, one: Seat) -> None:
        """Press one of the buttons for what is not known, if it is not known there."""
        view = one.desk.records.deposits
        one.desk.deposit_list.open()
        view.table.select(self.key)
        row = view.table.record
        if row is not None and row.key == self.key and row.state == "unknown":
            self.dice.choice((view.repeat, view.repeat, view.give_up, view.ask)).click()

    async def _rest(self, one: Seat) -> None:
        await one.hands.until(
            "nothing under way", lambda: not one.desk.tasks.running(f"deposit {self.key}")
        )

    async def _resolve(self) -> None:
        """See to it that everything is known in the end."""
        if self.seat.desk.is_over:
            await self._sit()
        for _ in range(20):
            await self._rest(self.seat)
            if self.key not in self.seat.desk.settlement.unknown:
                return
            self._act(self.seat)
            await asyncio.sleep(0)
        known = self.seat.desk.settlement.unknown[self.key][1]
        raise Wrong(f"It is still not known: {known.why}.")

    def _hear(self) -> None:
        self.said += self.seat.claims.get(self.key, [])

    async def _judge(self) -> None:
        """Compare the ledger with the journal, the list, and what was ever said."""
        self._hear()
        self.rows = await self.site.rows(self.amount_minor)
        if self.rows > 1:
            raise Wrong(f"{self.rows} rows.")
        wrong = {"booked", "not booked"} - {"booked" if self.rows else "not booked"}
        if wrong & set(self.said):
            raise Wrong(f"{self.rows} rows, and it was said: {self.said}.")
        outcome = self.site.intents.outcome(self.key) if self.key else None
        known = (outcome is not None) == self._was_asked_for()
        if not known or (outcome == "committed") != bool(self.rows):
            raise Wrong(f"{self.rows} rows, and the journal says {outcome}.")
        await self._read_screen()

    def _was_asked_for(self) -> bool:
        """Whether the journal ever heard of it: a console may be killed before that."""
        return any(self.site.intents.folder.glob(f"{self.key or '-'}.*"))

    async def _read_screen(self) -> None:
        desk, hands = self.seat.desk, self.seat.hands
        desk.deposit_list.open()
        desk.deposit_list.listing.refresh()
        model = desk.records.deposits.model
        states = {"booked"} if self.rows else {"refused", "cancelled"}

        def agrees() -> bool:
            own = [row for row in model.rows if row.paid_minor == self.amount_minor]
            shown = {row.state for row in own}
            return len(own) == 1 and shown <= states if self.rows else shown <= states

        await hands.until(f"the list to agree with {self.rows} rows", agrees)
        desk.records.close()
        desk.accounts.open(self.user)
        stored = await self.site.sql(
            "select (balance * 100)::bigint from user_balances where user_id = $1", self.user
        )
        await hands.until(
            "the balance",
            lambda: (
                self.seat.view.account is not None
                and self.seat.view.account.user_id == self.user
                and hands.balance_minor == (stored or 0)
            ),
        )


def _state(dialog: DepositDialog) -> State:
    """Return where a dialog stands; one that Qt has deleted is done."""
    try:
        dialog.isVisible()
    except RuntimeError:
        return State.DONE
    return dialog.state

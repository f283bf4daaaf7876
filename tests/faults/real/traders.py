"""Whoever writes to the marketplace's tables: every way a balance or a transaction can change."""

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from decimal import Decimal

import asyncpg

from gateway.database import UNREACHABLE
from tests.faults.real.history import History

QUICK, SLOW = 3, 1
ACTS_PER_SECOND = 12.0
"""Of one of the quick."""
AGAIN = 0.03
"""Seconds until a database that is away is looked for again."""
GIVES_WAY_WITHIN = 4.0
"""Seconds that whoever wants peace waits for those who are at work."""
STUCK = 15.0
"""Seconds that no act takes."""
REFUSALS = (*UNREACHABLE, asyncpg.PostgresError)
"""What may become of a statement while things go wrong."""

BOOK = """
    insert into balance_transactions (user_id, type, amount, status, payment_method, description)
    values ($1, 'deposit', $2, $3, 'mock_payment', 'Пополнение') returning id
"""
CREDIT = """
    insert into user_balances (user_id, balance) values ($1, $2)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
CREDIT_MANY = """
    insert into user_balances (user_id, balance) select u, $2 from unnest($1::int[]) u
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
AT_ONCE = """
    with booked as (
        insert into balance_transactions (user_id, type, amount, status) values
        ($1, 'deposit', $2, 'completed') returning user_id, amount
    ) insert into user_balances (user_id, balance) select * from booked
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
"""
NEXT_STATUS = """
    update balance_transactions set completed_at = now(), status = case status
        when 'pending' then 'completed' when 'completed' then 'failed' else 'pending' end
    where id = any ($1::int[])
"""
MOVE = """
    update user_balances set user_id = $2
    where user_id = $1 and not exists (select from user_balances where user_id = $2)
"""
GIVE_AWAY = "update balance_transactions set user_id = $2 where id = $1 and user_id <> $2"
RENUMBER = """
    update balance_transactions set id = nextval('balance_transactions_id_seq')
    where id = $1 returning id
"""
BURST = """
    update balance_transactions set description = $1
    where id in (select id from balance_transactions order by id desc limit $2)
"""
ARCHIVE = """
    delete from balance_transactions
    where id <= (select id from balance_transactions order by id desc limit 1 offset $1)
"""

Act = Callable[[asyncpg.Connection, random.Random], Awaitable[None]]


class Till:
    """A connection of the backend, and since when there has been one."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.connected_at = time.time()


class Traders:
    """All writers; every one of them may write to every account, and they get in each other's way.

    What a database refuses or forgets is tried again, later and with something else.
    """

    def __init__(self, dsn: str, seed: int, users: Sequence[int], history: History) -> None:
        self._dsn = dsn
        self._seed = seed
        self._users = list(users)
        self._history = history
        self._recent: deque[int] = deque(maxlen=200)
        self._at_work = self._resting = 0
        self._may_work, self._idle, self._over = (asyncio.Event() for _ in range(3))
        self._may_work.set()
        self._idle.set()
        self._acts: dict[Act, int] = {
            self._pay_in_two: 3, self._pay_at_once: 6, self._transfer: 3, self._change_mind: 2,
            self._take_back: 1, self._copy: 1, self._edit_by_hand: 2, self._delete: 1,
            self._close_account: 1, self._move_account: 1, self._change_status: 3,
            self._edit_amounts: 2, self._give_away: 1, self._renumber: 1, self._say_at_once: 2,
        }  # fmt: skip

    async def trade(self) -> None:
        """Write until it is closing time, or one of them meets with what nobody expects."""
        async with asyncio.TaskGroup() as group:
            for number in range(QUICK + SLOW):
                dice = random.Random(f"{self._seed}/{number}")
                group.create_task(self._go_on(dice, is_slow=number >= QUICK))

    def close(self) -> None:
        """Let all finish: when one is cancelled, the driver may swallow that."""
        self._over.set()

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Let nobody begin anything, and those finish who do not take too long."""
        self._resting += 1
        self._may_work.clear()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(GIVES_WAY_WITHIN):
                    await self._idle.wait()
            yield
        finally:
            self._resting -= 1
            if not self._resting:
                self._may_work.set()

    async def write(self, statement: str, *arguments: object) -> None:
        """Commit one statement, however often it takes."""
        while True:
            with suppress(*REFUSALS):
                till = await self._open()
                try:
                    async with self._commit(till):
                        await till.connection.execute(statement, *arguments)
                    return
                finally:
                    till.connection.terminate()
            await asyncio.sleep(AGAIN)

    async def burst(self, rows: int) -> None:
        """Change many transactions in one commit."""
        await self.write(BURST, f"{time.time()} {'burst ' * 60}", rows)

    async def archive(self, kept: int) -> None:
        """Delete the oldest transactions but so many."""
        await self.write(ARCHIVE, kept)

    async def _go_on(self, dice: random.Random, *, is_slow: bool) -> None:
        while not self._over.is_set():
            try:
                till = await self._open()
                try:
                    while not (self._over.is_set() or till.connection.is_closed()):
                        await self._act(till, dice, is_slow=is_slow)
                finally:
                    till.connection.terminate()
            except REFUSALS:
                await asyncio.sleep(AGAIN)
            except BaseException:
                self.close()
                raise

    async def _act(self, till: Till, dice: random.Random, *, is_slow: bool) -> None:
        await asyncio.sleep(dice.expovariate(2.0 if is_slow else ACTS_PER_SECOND))
        await self._may_work.wait()
        self._at_work += 1
        self._idle.clear()
        acts = self._acts
        act = self._take_long if is_slow else dice.choices(list(acts), list(acts.values()))[0]
        try:
            # A conflict with another writer, or a table that is locked for too long.
            async with asyncio.timeout(STUCK):  # a COPY does not notice that its server is gone
                with suppress(asyncpg.PostgresError):
                    async with self._commit(till):
                        await act(till.connection, dice)
        finally:
            self._at_work -= 1
            if not self._at_work:
                self._idle.set()

    async def _open(self) -> Till:
        settings = {"application_name": "marketplace", "statement_timeout": "10s"}
        return Till(await asyncpg.connect(self._dsn, timeout=5, server_settings=settings))

    @asynccontextmanager
    async def _commit(self, till: Till) -> AsyncIterator[None]:
        """Commit what the body writes, and note when the answer came."""
        async with till.connection.transaction():
            yield
            xid = int(await till.connection.fetchval("select pg_current_xact_id()::text"))
        self._history.acknowledge(till.connected_at, xid, time.time())

    async def _book(
        self, shop: asyncpg.Connection, user: int, amount: Decimal, status: str
    ) -> None:
        self._recent.append(await shop.fetchval(BOOK, user, amount, status))

    async def _pay_in_two(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Book something that is not there yet; another act may complete it."""
        await self._book(shop, self._user(dice), _amount(dice), "pending")

    async def _pay_at_once(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        user, amount = self._user(dice), _amount(dice)
        await self._book(shop, user, amount, "completed")
        await shop.execute(CREDIT, user, amount)

    async def _transfer(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Change two accounts in one commit, in any order."""
        amount = _amount(dice)
        for user, part in zip(dice.sample(self._users, 2), (amount, -amount), strict=True):
            await shop.execute(CREDIT, user, part)
            await self._book(shop, user, part, "completed")

    async def _change_mind(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Take a part of it back."""
        users = sorted(dice.sample(self._users, 3))
        await shop.execute(CREDIT_MANY, users, _amount(dice))
        part = shop.transaction()
        await part.start()
        await shop.execute(CREDIT_MANY, users, Decimal(1000))
        await self._book(shop, users[0], _amount(dice), "completed")
        await part.rollback()

    async def _take_back(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Take all of it back."""
        await shop.execute(CREDIT, self._user(dice), _amount(dice))
        raise asyncpg.PostgresError("on second thought")

    async def _copy(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        rows = [
            (self._user(dice), "deposit", _amount(dice), "pending")
            for _ in range(dice.randint(3, 12))
        ]
        await shop.copy_records_to_table(
            "balance_transactions", records=rows, columns=["user_id", "type", "amount", "status"]
        )

    async def _edit_by_hand(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Change a balance that no transaction explains."""
        await shop.execute(
            "update user_balances set balance = balance + $2, frozen_balance = frozen_balance + 1"
            " where user_id = $1",
            self._user(dice), _amount(dice),
        )  # fmt: skip

    async def _delete(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        some = self._some(dice, 3)
        await shop.execute("delete from balance_transactions where id = any ($1::int[])", some)

    async def _close_account(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        await shop.execute("delete from user_balances where user_id = $1", self._user(dice))

    async def _move_account(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Change a row's key."""
        await shop.execute(MOVE, *dice.sample(self._users, 2))

    async def _change_status(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        await shop.execute(NEXT_STATUS, self._some(dice, 2))
        await shop.execute(CREDIT, self._user(dice), _amount(dice))

    async def _edit_amounts(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        await shop.execute(
            "update balance_transactions set amount = amount + $2 where id = any ($1::int[])",
            self._some(dice, 5), _amount(dice),
        )  # fmt: skip

    async def _give_away(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Let a transaction belong to somebody else."""
        for number in self._some(dice, 1):
            await shop.execute(GIVE_AWAY, number, self._user(dice))

    async def _renumber(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        for number in self._some(dice, 1):
            self._recent.append(await shop.fetchval(RENUMBER, number) or number)

    async def _say_at_once(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Change both tables in one statement."""
        await shop.execute(AT_ONCE, self._user(dice), _amount(dice))

    async def _take_long(self, shop: asyncpg.Connection, dice: random.Random) -> None:
        """Keep a transaction open while others come and go."""
        for _ in range(dice.randint(1, 3)):
            await self._pay_at_once(shop, dice)
            await asyncio.sleep(dice.uniform(0.1, 0.8))

    def _user(self, dice: random.Random) -> int:
        return dice.choice(self._users)

    def _some(self, dice: random.Random, most: int) -> list[int]:
        return dice.sample(list(self._recent), min(len(self._recent), dice.randint(1, most)))


def _amount(dice: random.Random) -> Decimal:
    """Return one that hardly ever comes twice."""
    return Decimal(dice.randint(1, 99_999)) / 100

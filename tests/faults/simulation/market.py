"""The marketplace at work: what its backend, its people and its administrators do to two tables."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence

from tests.faults.simulation.database import (
    CAPTURE,
    HORIZON,
    Balance,
    Booking,
    Capture,
    Database,
    GoneError,
    Key,
    Transaction,
    Value,
    moment,
)
from tests.faults.simulation.locks import DeadlockError

Act = Callable[[Transaction], Awaitable[None]]
ACTS_PER_SECOND = 7.0
"""Of one writer."""
LONG = 0.06
"""Share of pauses within a transaction that are long."""


class Market:
    """Writers on connections of their own; ``users`` are those that there are."""

    def __init__(self, database: Database, dice: random.Random, users: Sequence[int]) -> None:
        self._database = database
        self._dice = dice
        self._users = users
        self._acts: list[tuple[Act, int]] = [
            (self._pay, 10), (self._book, 4), (self._settle, 5), (self._correct, 3),
            (self._transfer, 4), (self._pay_many, 2), (self._change_mind, 2), (self._delete, 1),
            (self._hand_over, 1), (self._close_account, 1), (self._read_only, 1),
        ]  # fmt: skip

    async def trade(self) -> None:
        """Commit one act after the other, until cancelled."""
        acts, weights = zip(*self._acts, strict=True)
        while True:
            await asyncio.sleep(self._dice.expovariate(ACTS_PER_SECOND))
            (act,) = self._dice.choices(acts, weights)
            await self.commit(act, gives_up=0.1)

    async def commit(self, act: Act, *, gives_up: float = 0.0) -> bool:
        """Run ``act`` in a transaction; whether it was committed."""
        try:
            transaction = self._database.begin()
        except GoneError:
            return False
        try:
            await act(transaction)
            if self._dice.random() < gives_up:
                return False
            await self._think()
            transaction.commit()
        except (GoneError, DeadlockError):
            return False
        else:
            return True
        finally:
            transaction.rollback()

    async def burst(self, size: int) -> None:
        """Write many rows in one transaction."""

        async def act(transaction: Transaction) -> None:
            for _ in range(size):
                await self._credit(transaction, self._dice.choice(self._users))

        await self.commit(act)

    async def lose_late(self) -> None:
        """Pay in vain of the triggers, and commit much later."""

        async def act(transaction: Transaction) -> None:
            self._database.fails_to_log = True
            try:
                await transaction.write(
                    self._new_booking(self._dice.choice(self._users), "pending")
                )
            finally:
                self._database.fails_to_log = False
            await self._credit(transaction, self._dice.choice(self._users))
            await asyncio.sleep(self._dice.uniform(0.1, 2.5))

        await self.commit(act)

    async def truncate(self) -> None:
        """Empty the table of transactions."""
        await self.commit(Transaction.truncate)

    async def set_capture(self, *, enabled: bool) -> bool:
        """Disable or enable the triggers, as a migration does: all writers are waited for."""

        async def act(transaction: Transaction) -> None:
            for table in ("table balance", "table transaction"):
                await transaction.lock((table, 0))
            stamp = f"s{self._database.stamp()}"
            await transaction.write((CAPTURE, Capture(stamp, enabled)))

        return await self.commit(act)

    async def prune(self, keep: float) -> None:
        """Forget whole commits that are older than ``keep`` seconds."""
        database, limit = self._database, moment(max(0.0, self._database.clock() - keep))
        old = [xid for xid, rows in database.log.items() if rows[-1]["recorded_at"] < limit]
        if old and database.is_up:
            for xid in old:
                del database.log[xid]
                database.log_xids.remove(xid)
            database.tables[HORIZON] = max(database.tables[HORIZON], *old)

    async def _think(self) -> None:
        dice = self._dice
        if dice.random() < 0.5:
            is_long = dice.random() < LONG
            await asyncio.sleep(dice.uniform(0.2, 1.2) if is_long else dice.random() * 0.03)

    async def _credit(self, transaction: Transaction, user: int) -> None:
        key: Key = ("balance", user)
        await transaction.write((key, self._new_balance(transaction.read(key))))

    def _new_balance(self, old: Balance | None) -> Balance:
        frozen = old.frozen if old and self._dice.random() < 0.7 else self._dice.randrange(50)
        return Balance(self._database.stamp(), frozen)

    def _new_booking(self, user: int, status: str) -> tuple[Key, Value]:
        number = self._database.next_id
        self._database.next_id += 1
        return ("transaction", number), Booking(user, self._database.stamp(), status)

    async def _pay(self, transaction: Transaction) -> None:
        user = self._dice.choice(self._users)
        booking_first = self._dice.random() < 0.5
        if booking_first:
            await transaction.write(self._new_booking(user, "completed"))
            await self._think()
        await self._credit(transaction, user)
        if not booking_first:
            await self._think()
            await transaction.write(self._new_booking(user, "completed"))

    async def _book(self, transaction: Transaction) -> None:
        await transaction.write(self._new_booking(self._dice.choice(self._users), "pending"))

    async def _settle(self, transaction: Transaction) -> None:
        key = self._some_booking()
        if key is not None:
            await transaction.lock(key)
            booking: Booking | None = transaction.read(key)
            if booking is not None:
                settled = booking._replace(stamp=self._database.stamp(), status="completed")
                await transaction.write((key, settled))
                await self._think()
                await self._credit(transaction, booking.user_id)

    async def _correct(self, transaction: Transaction) -> None:
        await self._credit(transaction, self._dice.choice(self._users))

    async def _transfer(self, transaction: Transaction) -> None:
        for user in self._dice.sample(self._users, 2):
            await self._credit(transaction, user)
            await self._think()
            await transaction.write(self._new_booking(user, "completed"))

    async def _pay_many(self, transaction: Transaction) -> None:
        users = self._dice.sample(self._users, 3)
        await transaction.write(*(self._new_booking(user, "completed") for user in users))
        changes = []
        for user in users:
            await transaction.lock(("balance", user))
            changes.append(
                (("balance", user), self._new_balance(transaction.read(("balance", user))))
            )
        await transaction.write(*changes)

    async def _change_mind(self, transaction: Transaction) -> None:
        await self._pay(transaction)
        transaction.savepoint()
        await self._pay(transaction)
        if self._dice.random() < 0.7:
            transaction.rollback_to_savepoint()
        if self._dice.random() < 0.5:
            await self._pay(transaction)

    async def _delete(self, transaction: Transaction) -> None:
        key = self._some_booking()
        if key is not None:
            await transaction.write((key, None))

    async def _hand_over(self, transaction: Transaction) -> None:
        key = self._some_booking()
        if key is not None:
            await transaction.lock(key)
            booking: Booking | None = transaction.read(key)
            if booking is not None:
                user = self._dice.choice(self._users)
                moved = booking._replace(user_id=user, stamp=self._database.stamp())
                await transaction.write((key, moved))

    async def _close_account(self, transaction: Transaction) -> None:
        if self._database.tables[CAPTURE].enabled:
            await transaction.write((("balance", self._dice.choice(self._users)), None))

    async def _read_only(self, transaction: Transaction) -> None:
        await self._think()
        transaction.read(("balance", self._dice.choice(self._users)))

    def _some_booking(self) -> Key | None:
        keys = [key for key in self._database.tables if key[0] == "transaction"]
        return self._dice.choice(keys) if keys else None

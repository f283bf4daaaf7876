"""The HTTP API as a console sees it: answers of one snapshot that may come late, or not at all."""

import asyncio
import random
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

import asyncpg
import msgspec

from api_client.client import ApiClient
from api_client.errors import ConnectionFailed, Refused
from api_client.models import (
    AccountPage,
    Accounts,
    CommitPage,
    Curve,
    Position,
    TransactionPage,
)
from gateway import wire
from gateway.commit_pages import CommitsQuery
from gateway.database import UNREACHABLE
from gateway.problems import Problem
from tests.faults.simulation.database import Balance, Booking, Database, moment
from tests.faults.simulation.gateways import Gateway
from tests.faults.simulation.loop import Process
from tests.faults.simulation.network import Weather

PATIENCE = 15.0
"""Seconds that a request may take."""
NO_CURVE = Curve(
    points=(), currency="RSD", as_of=moment(0), position=Position(epoch="", snapshot="")
)
"""Curves are not looked at."""
T = TypeVar("T")


class ModelClient(ApiClient):
    """Asks any gateway; pages hold no more than ``page`` rows, whatever is asked for."""

    def __init__(
        self,
        database: Database,
        gateways: Sequence[Gateway],
        weather: Weather,
        dice: random.Random,
    ) -> None:
        self.gateway = "http://gateway.example"
        self._database = database
        self._gateways = gateways
        self._weather = weather
        self._dice = dice
        self._page = dice.choice((7, 1000))
        self._tokens = 0

    async def access_token(self, rejected: str | None = None) -> str:
        del rejected
        return "token"

    async def accounts(self, user_ids: Collection[int]) -> Accounts:
        def answer() -> wire.Accounts:
            accounts = [account(self._database, user_id) for user_id in user_ids]
            return wire.Accounts(accounts=accounts, as_of=self._now(), position=self._position())

        return await self._fetch(answer, Accounts)

    async def transactions(
        self,
        *,
        before: int | None = None,
        limit: int = 200,
        since: datetime | None = None,
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
    ) -> TransactionPage:
        del since, types, statuses
        most = min(limit, self._page)

        def answer() -> wire.TransactionPage:
            rows = [row for row in self._transactions() if before is None or row.id < before]
            return wire.TransactionPage(
                transactions=rows[:most], more=len(rows) > most, as_of=self._now(),
                position=self._position(),
            )  # fmt: skip

        return await self._fetch(answer, TransactionPage)

    async def account_page(self, user_id: int, *, limit: int = 200) -> AccountPage:
        def answer() -> wire.AccountPage:
            rows = [row for row in self._transactions() if row.user_id == user_id]
            return wire.AccountPage(
                user=wire.User(
                    id=user_id, name="", email="", phone=None, city=None, country=None,
                    status="active", created_at=None, last_seen_at=None,
                ),
                account=account(self._database, user_id),
                transactions=rows[:limit], more=len(rows) > limit, transaction_count=len(rows),
                as_of=self._now(), position=self._position(),
            )  # fmt: skip

        return await self._fetch(answer, AccountPage)

    async def commits(self, after: Position, until: Position, *, limit: int = 1000) -> CommitPage:
        query = CommitsQuery(
            epoch=until.epoch, after=after.snapshot, until=until.snapshot,
            limit=min(limit, self._page),
        )  # fmt: skip
        gateway, process = await self._arrive()
        try:
            told = msgspec.json.encode(await gateway.pages.page(query))
        except Problem as problem:
            raise Refused("", status=409, code=problem.code, request_id="") from problem
        except (*UNREACHABLE, asyncpg.PostgresError) as exc:
            raise ConnectionFailed("no answer") from exc
        await self._return(gateway, process)
        return msgspec.json.decode(told, type=CommitPage)

    async def curve(self, user_id: int, *, points: int = 400) -> Curve:
        del user_id, points
        return NO_CURVE

    def _transactions(self) -> list[wire.Transaction]:
        """Return all of them, newest first."""
        tables = self._database.tables
        numbers = sorted((key for key in tables if key[0] == "transaction"), reverse=True)
        return [transaction(key[1], tables[key]) for key in numbers]

    def _now(self) -> datetime:
        return moment(self._database.clock())

    def _position(self) -> wire.Position:
        return wire.Position(epoch=self._database.epoch(), snapshot=self._database.snapshot())

    async def _fetch(self, answer: Callable[[], wire.Value], kind: type[T]) -> T:
        """Go there, see the database as it is then, and come back."""
        gateway, process = await self._arrive()
        if not self._database.is_up:
            raise ConnectionFailed("no answer")
        told = msgspec.json.encode(answer())
        await self._return(gateway, process)
        return msgspec.json.decode(told, type=kind)

    async def _arrive(self) -> tuple[Gateway, Process | None]:
        await self._travel()
        up = [gateway for gateway in self._gateways if gateway.is_up]
        if not up:
            raise ConnectionFailed("nobody listens")
        gateway = self._dice.choice(up)
        process, until = gateway.process, self._database.clock() + PATIENCE
        self._check_way(gateway, process)
        while gateway.is_stopped and self._database.clock() < until:  # noqa: ASYNC110  (a clock)
            await asyncio.sleep(0.1)
        if not gateway.is_run_by(process) or gateway.is_stopped:
            raise ConnectionFailed("no answer")
        return gateway, process

    async def _return(self, gateway: Gateway, process: Process | None) -> None:
        await self._travel()
        self._check_way(gateway, process)

    def _check_way(self, gateway: Gateway, process: Process | None) -> None:
        if self._weather.is_down or not gateway.is_run_by(process):
            raise ConnectionFailed("cut off")

    async def _travel(self) -> None:
        dice = self._dice
        is_late = dice.random() < 0.1
        await asyncio.sleep(dice.random() * (1.0 if is_late else 0.006))


def account(database: Database, user_id: int) -> wire.Account:
    """Return an account as the gateway reads it."""
    balance: Balance | None = database.tables.get(("balance", user_id))
    return wire.Account(
        user_id=user_id,
        user_name="",
        balance_minor=balance.stamp if balance else 0,
        frozen_minor=balance.frozen if balance else 0,
        currency="RSD",
        exists=balance is not None,
        version=database.tables.get(("version", user_id), 0),
        changes=0,
    )


@lru_cache(4096)
def transaction(number: int, booking: Booking) -> wire.Transaction:
    """Return a transaction as the gateway reads it in a list of all users'."""
    return wire.Transaction(
        id=number,
        user_id=booking.user_id,
        user_name="",
        type="deposit",
        status=booking.status,
        amount_minor=booking.stamp,
        direction=1,
        currency="RSD",
    )

"""Everything that *live* depends on is turned bad in the database: the badge leaves green."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from PySide6.QtCore import QObject

from console.hands import Hands
from gateway.sandbox.postgres import free_port
from tests.conftest import Marketplace
from tests.faults.real.programs import GatewayProgram
from tests.gateway.test_capture import pay
from tests.journeys.desk import Person

GREEN = "positive"
WITHIN = 10.0
"""Seconds; a heartbeat comes every two."""


class Badge(QObject):
    """What the status bar looked like, whenever that changed."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands.window)
        self._bar = hands.window.status_bar
        self.seen: list[tuple[str, str]] = []
        hands.desk.stream.freshness_changed.connect(self._note)

    @property
    def is_green(self) -> bool:
        return bool(self._bar.property("tone") == GREEN)

    @property
    def has_left_green(self) -> bool:
        """Whether it did, even if only for a moment."""
        return any(tone != GREEN for tone, _ in self.seen)

    def _note(self, _: object) -> None:
        self.seen.append((str(self._bar.property("tone")), self._bar.state.text()))


@pytest.fixture
async def gateway(installed: Marketplace, tmp_path: Path) -> AsyncIterator[GatewayProgram]:
    program = GatewayProgram(installed.gateway, free_port(), tmp_path / "gateway.log", ("gateway",))
    await program.start()
    yield program
    await program.kill()


Turn = Callable[[asyncpg.Connection, GatewayProgram], Awaitable[object]]
"""Makes one thing bad."""


def by(statement: str) -> Turn:
    return lambda admin, _: admin.execute(statement)


async def freeze(_: asyncpg.Connection, gateway: GatewayProgram) -> None:
    gateway.stop()


async def kill(_: asyncpg.Connection, gateway: GatewayProgram) -> None:
    await gateway.kill()


OTHER_BODY = """
    create or replace function svetu_console.count_loss(failure text) returns void
    language plpgsql as $$ begin end $$
"""
INPUTS: dict[str, tuple[Turn, str]] = {
    "trigger disabled": (
        by("alter table user_balances disable trigger svetu_console_update"), "Capture broken",
    ),
    "trigger not for replicas": (
        by("alter table user_balances enable trigger svetu_console_insert"), "Capture broken",
    ),
    "trigger dropped": (
        by("drop trigger svetu_console_delete on balance_transactions"), "Capture broken",
    ),
    "function changed": (by(OTHER_BODY), "Capture broken"),
    "lost counter raised": (by("select nextval('svetu_console.lost')"), "Catching up"),
    "epoch over": (by("truncate svetu_console.epoch"), "Catching up"),
    "gateway frozen": (freeze, "Stale"),
    "gateway killed": (kill, "Offline"),
}  # fmt: skip


@pytest.mark.parametrize("turned", INPUTS)
async def test_the_badge_leaves_green(
    turned: str, installed: Marketplace, gateway: GatewayProgram, shop: asyncpg.Connection,
    person: Person,
) -> None:  # fmt: skip
    turn, word = INPUTS[turned]
    await pay(shop, 1, 100)
    admin = await asyncpg.connect(installed.superuser)
    try:
        async with person.signed_in(f"http://127.0.0.1:{gateway.port}", user="1") as hands:
            await hands.until("the account", lambda: bool(hands.view.shown_balance))
            await hands.watch(1)
            badge = Badge(hands)
            await hands.until("a green badge", lambda: badge.is_green)
            badge.seen.clear()
            await turn(admin, gateway)
            async with asyncio.timeout(WITHIN):
                await hands.until("another colour", lambda: badge.has_left_green)
            await hands.until(word, lambda: any(text.startswith(word) for _, text in badge.seen))
            # Nor does whoever leaves wait for a gateway that says nothing: see `Person.at`.
    finally:
        await admin.close()
        gateway.go_on()


async def test_what_is_made_good_again_is_green_again(
    installed: Marketplace, gateway: GatewayProgram, shop: asyncpg.Connection, person: Person
) -> None:
    await pay(shop, 1, 100)
    admin = await asyncpg.connect(installed.superuser)
    async with person.signed_in(f"http://127.0.0.1:{gateway.port}", user="1") as hands:
        badge = Badge(hands)
        for turned, again in (
            ("select nextval('svetu_console.lost')", "select 1"),
            ("truncate svetu_console.epoch", "select 1"),
            (
                "alter table user_balances disable trigger svetu_console_update",
                "alter table user_balances enable always trigger svetu_console_update",
            ),
        ):
            await hands.until("a green badge", lambda: badge.is_green)
            badge.seen.clear()
            await admin.execute(turned)
            await hands.until("another colour", lambda: badge.has_left_green)
            await admin.execute(again)
            await hands.until("green again", lambda: badge.is_green)
    await admin.close()

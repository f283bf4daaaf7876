"""A session's desk: who may do what, what is told once, and why it ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from api_client.client import ApiClient
from api_client.errors import ConnectionFailed, ProtocolMismatch, Unauthenticated
from api_client.models import Environment, Operator, Position, Proof, Session
from console.desk import Desk
from console.hands import Sight
from console.intents import Intents
from console.session import SessionKeeper, no_keyring
from console.settings import Settings
from tests.console.wiring.ledger import OPERATOR, SANDBOX, Gateway, Ledger
from tests.widgets.examples import NOON, user
from widgets.account_view import AccountView
from widgets.main_window import MainWindow

PRODUCTION = msgspec.structs.replace(SANDBOX, name="production", deposits_allowed=False)
VIEWER = msgspec.structs.replace(OPERATOR, role="viewer")


class Office:
    """Makes desks; their gateway answers over HTTP, and has no stream."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self._folder = folder
        self.gateway = Gateway(Ledger())

    @asynccontextmanager
    async def desk(
        self, operator: Operator = OPERATOR, environment: Environment = SANDBOX
    ) -> AsyncIterator[Desk]:
        view = AccountView()
        window = MainWindow(view)
        self._qtbot.addWidget(window)
        window.show()
        async with await self.gateway.client() as client:
            yield self.sit_down(window, view, client, operator, environment)

    def sit_down(
        self, window: MainWindow, view: AccountView, client: ApiClient, operator: Operator,
        environment: Environment,
    ) -> Desk:  # fmt: skip
        session = Session(
            access_token="a", refresh_token="r", expires_in=900, operator=operator,
            environment=environment,
        )  # fmt: skip
        return Desk(window, view, client, session, Settings(self._folder), Intents(self._folder))


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Office:
    return Office(qtbot, tmp_path)


def proof(*faults: str) -> Proof:
    return Proof(
        position=Position(epoch="e", snapshot="1"), complete_to=NOON, lost=0,
        capture="broken" if faults else "whole", faults=faults, sent_at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("operator", "environment", "why"),
    [
        (OPERATOR, SANDBOX, ""), (VIEWER, SANDBOX, "role"), (OPERATOR, PRODUCTION, "production"),
        (VIEWER, PRODUCTION, "production"),
    ],
)  # fmt: skip
async def test_deposits_are_offered_where_role_and_server_allow_them(
    operator: Operator, environment: Environment, why: str, office: Office
) -> None:
    async with office.desk(operator, environment) as desk:
        assert desk.view.deposit_button.isEnabled() == (why == "")
        assert why in desk.view.deposit_button.toolTip()
        assert environment.name.upper() in desk.window.windowTitle()


async def test_a_session_that_is_not_remembered_is_told_once(office: Office) -> None:
    async with office.desk() as desk:
        asyncio.get_running_loop().call_soon(desk.keep_session, SessionKeeper(no_keyring))
        running = asyncio.get_running_loop().create_task(desk.run())
        notices = desk.window.notices
        await Sight(desk).until("the notice", lambda: notices.message("keyring") is not None)
        notices.withdraw("keyring")
        for _ in range(3):  # as at every exchange of the token
            desk.client.on_session(desk.client.session)
            await Sight(desk).until("it was kept", lambda: not desk.tasks.running("keep session"))
        assert notices.message("keyring") is None
        desk.end("closed")
        assert await running == "closed"


async def test_a_broken_capture_is_one_banner_until_it_is_whole(office: Office) -> None:
    async with office.desk() as desk:
        for _ in range(3):
            desk.store.apply(proof("trigger gone", "lost 1"))
        assert desk.window.notices.count(lasting=True) == 1
        banner = desk.window.notices.message("capture")
        assert banner is not None
        assert "trigger gone, lost 1" in banner.sentence
        desk.store.apply(proof())
        assert desk.window.notices.count(lasting=True) == 0


async def test_the_first_reason_to_end_counts(office: Office) -> None:
    async with office.desk() as desk:
        desk.report(Unauthenticated("over"))
        desk.end("closed")
        assert await desk.run() == "session_over"


async def test_errors_nobody_expected_are_one_notice_of_their_kind(office: Office) -> None:
    async with office.desk() as desk:
        notices = desk.window.notices
        for _ in range(50):
            desk.report(ConnectionFailed("x"))
            desk.report(KeyError("x"))
        assert notices.count(lasting=False) == 2
        desk.report(ProtocolMismatch("x"))
        assert notices.count(lasting=True) == 1  # nothing will be as before


async def test_who_was_looked_at_is_offered_again(office: Office, tmp_path: Path) -> None:
    async with office.desk() as desk, desk.tasks:
        assert not desk.actions["export"].isEnabled(), "there is nothing to export"
        desk.accounts.open(42)
        await Sight(desk).until("the account", lambda: desk.view.user is not None)
        assert desk.window.windowTitle().startswith("Ana Petrović")
        desk.accounts.open(7)
        await Sight(desk).until(
            "the account", lambda: desk.view.user is not None and desk.view.user.id == 7
        )
    async with office.desk() as desk:
        recent = desk.window.watch_list.recent_model
        assert [recent.user(row).id for row in range(recent.rowCount())] == [7, 42]
        assert recent.user(0).phone is None  # no more of a customer than is needed
    phone = user(42).phone
    assert phone is not None
    assert phone not in (tmp_path / "settings.ini").read_text(encoding="utf-8")

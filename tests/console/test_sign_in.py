"""Before anybody is signed in: settings, keyring, and the window closed meanwhile."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.hands import Sight
from console.session import Backend, NoKeyring, SessionKeeper, no_keyring
from console.settings import Profile, Settings
from console.sign_in import FIRST_GATEWAY, SignIn
from widgets.field import Field
from widgets.main_window import MainWindow
from widgets.sign_in_dialog import SignInDialog


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(QWidget())
    qtbot.addWidget(made)
    made.show()
    return made


def dialogs(window: MainWindow) -> list[SignInDialog]:
    return [dialog for dialog in window.findChildren(SignInDialog) if dialog.isVisible()]


@asynccontextmanager
async def asked(
    window: MainWindow, settings: Settings, keeper: SessionKeeper
) -> AsyncIterator[SignInDialog]:
    """The dialog that is shown; it is left in the end, and with it the console."""
    sign_in = SignIn(window, settings, keeper)
    answer = asyncio.get_running_loop().create_task(sign_in.ask(None, alone=True))
    await Sight(window).until("the dialog", lambda: bool(dialogs(window)))
    (dialog,) = dialogs(window)
    yield dialog
    dialog.reject()
    async with asyncio.timeout(20):
        assert await answer is None


async def test_a_first_run_offers_the_gateways_own_port(window: MainWindow, tmp_path: Path) -> None:
    async with asked(window, Settings(tmp_path), SessionKeeper(no_keyring)) as dialog:
        assert dialog.gateway_url == FIRST_GATEWAY.url == "http://127.0.0.1:8080"


@pytest.mark.parametrize("address", ["http://example.org", "rubbish", ""])
async def test_a_rubbish_profile_is_asked_for_no_session(
    address: str, window: MainWindow, tmp_path: Path
) -> None:
    settings = Settings(tmp_path)
    settings.remember_profile(Profile(url=address, email="ops@example.org", environment="x"))

    class Ring:
        def get_password(self, service: str, username: str) -> str | None:
            return f"token of {username} for {service}"

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError((service, username, password))

        def delete_password(self, service: str, username: str) -> None:
            raise AssertionError((service, username))

    async with asked(window, settings, SessionKeeper(Ring)) as dialog:
        assert dialog.email.text() == "ops@example.org"


async def test_closing_the_window_does_not_wait_for_a_keyring(
    window: MainWindow, tmp_path: Path
) -> None:
    settings = Settings(tmp_path)
    settings.remember_profile(
        Profile(url="http://127.0.0.1:1", email="ops@example.org", environment="sandbox")
    )
    inside, release = threading.Event(), threading.Event()

    def hanging() -> Backend:
        inside.set()
        release.wait(60)
        raise NoKeyring

    sign_in = SignIn(window, settings, SessionKeeper(hanging, patience=60))
    asking = asyncio.get_running_loop().create_task(sign_in.ask(None, alone=True))
    try:
        await asyncio.to_thread(inside.wait, 60)
        window.close()
        async with asyncio.timeout(20):
            assert await asking is None
    finally:
        release.set()
    assert dialogs(window) == []


async def test_a_defect_is_said_in_the_dialog_and_logged(
    window: MainWindow, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(SessionKeeper):
        async def load(self, gateway: str, email: str) -> str | None:
            raise KeyError(gateway + email)

    settings = Settings(tmp_path)
    settings.remember_profile(
        Profile(url="http://127.0.0.1:1", email="ops@example.org", environment="sandbox")
    )
    async with asked(window, settings, Broken(no_keyring)) as dialog:
        said = " ".join(field.problem.text() for field in dialog.findChildren(Field))
        assert "Something went wrong inside the console" in said
        assert "KeyError" in caplog.text

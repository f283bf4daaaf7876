"""Composition root: build, run until the window closes, tear down in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from console import log
from console.garbage import GarbageCollector
from console.loop import run
from console.settings import APPLICATION, Settings
from widgets import theme
from widgets.account_view import AccountView
from widgets.main_window import MainWindow

if TYPE_CHECKING:  # the network's libraries are loaded once the window is on screen
    from pathlib import Path

    from api_client.client import ApiClient
    from api_client.models import Session
    from console.desk import Desk, Ending
    from console.intents import Intents
    from console.session import SessionKeeper

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asked for."""

    gateway: str | None = None
    demo: bool = False
    data: Path | None = None
    user: str | None = None
    verbose: bool = False


def application() -> QApplication:
    """Return the process's application, made once."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101  (nobody makes another kind)
    app.setApplicationName("Svetu Console")
    return app


def main(options: Options) -> int:
    """Run the console; returns the exit code."""
    app = application()
    log.set_up(verbose=options.verbose)
    return run(app, Console(app, Settings(), options).run())


class Console:
    """The application: one window at a time, one session at a time.

    ``keeper`` and ``intents`` None: the person's own.
    """

    desk: Desk

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        options: Options,
        *,
        keeper: SessionKeeper | None = None,
        intents: Intents | None = None,
    ) -> None:
        self._app = app
        self._settings = settings
        self._options = options
        self._keeper = keeper
        self._intents = intents
        self.signed_in = False
        GarbageCollector(app)
        self._dress(settings.theme)
        self.view, self.window = self._open()

    async def run(self) -> int:
        """Serve until the window is closed; returns the exit code."""
        await asyncio.sleep(0)
        if not self._options.demo:
            await self.serve()
            return 0
        from console.sandbox import SandboxFailed, running_sandbox

        self.view.show_waiting(
            self.window.tr("Starting a sandbox: a database, people and traffic of its own…")
        )
        try:
            async with running_sandbox(data=self._options.data) as sandbox:
                operator = sandbox.operator
                await self.serve(sandbox.api, (operator.email, operator.password))
        except SandboxFailed as exc:
            sys.stderr.write(f"svetu-console: {exc}\n")
            return 1
        return 0

    async def serve(
        self, gateway: str | None = None, credentials: tuple[str, str] | None = None
    ) -> None:
        """One session after the other, the first with ``credentials``, until closed."""
        from api_client.client import ApiClient
        from console.session import SessionKeeper, no_keyring
        from console.sign_in import SignIn

        gateway = gateway or self._options.gateway
        # A refresh token has one owner: a second console would end the first one's session.
        folder = platformdirs.user_state_path(APPLICATION, appauthor=False, ensure_exists=True)
        owner = QLockFile(str(folder / "session.lock"))
        keeper = self._keeper or SessionKeeper(None if owner.tryLock(0) else no_keyring)
        restore = True
        while self.window.isVisible():
            if credentials is not None:
                client = ApiClient(gateway or "")
                session = await client.sign_in(*credentials)
            else:
                answer = await SignIn(self.window, self._settings, keeper).ask(
                    gateway, restore=restore
                )
                if answer is None:
                    self.window.close()
                    break
                client, session = answer
            async with client:
                ending = await self._work(client, session, None if credentials else keeper)
            if ending != "closed":
                gateway, credentials, restore = client.gateway, None, False
                self.window.deleteLater()
                self.view, self.window = self._open()

    def dress(self, choice: str) -> None:
        """Apply light, dark or the system's theme, and remember the choice."""
        self._settings.theme = choice
        self._dress(choice)

    async def _work(
        self, client: ApiClient, session: Session, keeper: SessionKeeper | None
    ) -> Ending:
        """One session, from its start to its end."""
        from api_client.errors import ApiError
        from console.desk import Desk
        from console.intents import Intents
        from console.settings import Profile

        gateway, operator = client.gateway, session.operator
        intents = self._intents or Intents()
        self.desk = Desk(self.window, self.view, client, session, self._settings, intents)
        if keeper is not None:
            environment = session.environment.name
            self._settings.remember_profile(
                Profile(url=gateway, email=operator.email, environment=environment)
            )
            self.desk.keep_session(keeper)
        self.signed_in = True
        try:
            ending = await self.desk.run(self._options.user)
        finally:
            self.signed_in = False
            self._settings.layout = self.window.save_layout()
            self._settings.save()
        if ending == "signed_out":
            with contextlib.suppress(ApiError):
                await client.sign_out()
        if keeper is not None and ending != "closed":
            await keeper.forget(gateway, operator.email)
        return ending

    def _open(self) -> tuple[AccountView, MainWindow]:
        view = AccountView()
        window = MainWindow(view)
        window.restore_layout(self._settings.layout)
        window.set_theme_choice(self._settings.theme)
        window.theme_requested.connect(self.dress)
        view.show_nothing()
        window.show()
        return view, window

    def _dress(self, choice: str) -> None:
        known = {"light": theme.LIGHT, "dark": theme.DARK}
        theme.apply(self._app, known.get(choice) or theme.preferred(self._app))

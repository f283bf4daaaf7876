"""Composition root: build, run until the window closes, tear down in reverse."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile
from PySide6.QtWidgets import QApplication

from console import language
from console.first_paint import FirstPaint
from console.settings import APPLICATION, Settings
from widgets import theme
from widgets.main_window import MainWindow

if TYPE_CHECKING:  # all of that is loaded once the window is on screen
    from pathlib import Path

    from api_client.client import ApiClient
    from api_client.models import Session
    from console.desk import Desk, Ending
    from console.intents import Intents
    from console.session import SessionKeeper
    from widgets.account_view import AccountView


THEMES = {"light": theme.LIGHT, "dark": theme.DARK}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asked for."""

    gateway: str | None = None
    demo: bool = False
    data: Path | None = None
    user: str | None = None
    language: str | None = None
    verbose: bool = False


def tr(text: str) -> str:
    """Translate in the context of the application."""
    return QCoreApplication.translate("application", text)


def application() -> QApplication:
    """Return the process's application, made once; it speaks English until told otherwise."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("Svetu Console")
        language.speak(app, "en")
    return app


def main(options: Options) -> int:
    """Run the console; returns the exit code."""
    app = application()
    if app.platformName() == "offscreen" and ";offscreen" in os.environ.get("QT_QPA_PLATFORM", ""):
        sys.stderr.write("svetu-console: no display could be opened.\n")
        return 2
    settings = Settings()
    language.speak(app, language.chosen(options.language or settings.language))
    return furnished(app, settings, options, outlined(app, settings))


def outlined(app: QApplication, settings: Settings) -> MainWindow:
    """Return a window that is on screen where it was last time, and has still to be furnished."""
    theme.choose(THEMES.get(settings.theme) or theme.glimpsed(app))
    window = MainWindow()
    window.restore_layout(settings.layout)
    outline = window.centralWidget()
    assert outline is not None  # noqa: S101  (that is what it has so far)
    paint = FirstPaint(outline)
    window.show()
    paint.wait()
    return window


def furnished(app: QApplication, settings: Settings, options: Options, window: MainWindow) -> int:
    """Load the rest and run; returns the exit code."""
    from console import log
    from console.loop import run

    log.set_up(verbose=options.verbose)
    return run(app, Console(app, settings, options, window=window).run())


def chosen(app: QApplication, choice: str) -> theme.Theme:
    """Return the theme that a person chose: light, dark or the system's."""
    return THEMES.get(choice) or theme.preferred(app)


class Console:
    """The application: one window at a time, one session at a time.

    ``keeper`` and ``intents`` None: the person's own. ``window``: one to be furnished.
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
        window: MainWindow | None = None,
    ) -> None:
        self._app = app
        self._settings = settings
        self._options = options
        self._keeper = keeper
        self._intents = intents
        self.signed_in = False
        theme.apply(app, chosen(app, settings.theme))
        self._show_focus()
        self.view, self.window = self._open(window)

    async def run(self) -> int:
        """Serve until the window is closed; returns the exit code."""
        import asyncio

        await asyncio.sleep(0)
        if not self._options.demo:
            await self.serve()
            return 0
        from console.sandbox import SandboxFailed, running_sandbox

        self.view.show_waiting(tr("Starting a sandbox: a database, people and traffic of its own…"))
        async with contextlib.AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(None) as starting:
                    closed = self.window.close_requested.connect(lambda: starting.reschedule(0))
                    sandbox = await stack.enter_async_context(
                        running_sandbox(data=self._options.data)
                    )
                    self.window.close_requested.disconnect(closed)
            except TimeoutError:  # nobody waits for it any more
                return 0
            except SandboxFailed as exc:
                sys.stderr.write(f"svetu-console: {exc}\n")
                return 1
            await self.serve(sandbox.api, (sandbox.operator.email, sandbox.operator.password))
        return 0

    async def serve(
        self, gateway: str | None = None, credentials: tuple[str, str] | None = None
    ) -> None:
        """One session after the other until closed; ``credentials`` are not asked for."""
        from console.notices import session_over
        from console.sign_in import SignIn

        gateway = gateway or self._options.gateway
        keeper = self._keeper or self._own_keeper()
        user, why, at_start = self._options.user, "", True
        while self.window.isVisible():
            self.view.show_waiting(tr("Signing in…"))
            answer = await SignIn(self.window, self._settings, keeper).ask(
                gateway, credentials, why=why, alone=at_start
            )
            if answer is None:
                self.window.close()
                break
            client, session = answer
            async with client:
                ending = await self._work(client, session, None if credentials else keeper, user)
            if ending != "closed":
                is_over, opened = ending == "session_over", self.view.user
                gateway, at_start = client.gateway, False
                why = session_over() if is_over else ""
                user = str(opened.id) if is_over and opened is not None else None
                self.window.deleteLater()
                self.view, self.window = self._open()

    def dress(self, choice: str) -> None:
        """Apply light, dark or the system's theme, and remember the choice."""
        self._settings.theme = choice
        theme.apply(self._app, chosen(self._app, choice))

    def _show_focus(self) -> None:
        from widgets.focus_ring import FocusRing

        if self._app.findChild(FocusRing) is None:
            FocusRing(self._app)

    def _speak_next_time(self, choice: str) -> None:
        self._settings.language = choice

    def _own_keeper(self) -> SessionKeeper:
        """Keep the session in the person's keyring, unless another console does so already.

        A refresh token has one owner: a second console would end the first one's session.
        """
        import platformdirs

        from console.session import SessionKeeper, no_keyring

        folder = platformdirs.user_state_path(APPLICATION, appauthor=False)
        with contextlib.suppress(OSError):  # then the lock fails as well
            folder.mkdir(parents=True, exist_ok=True)
        self._owner = QLockFile(str(folder / "session.lock"))
        return SessionKeeper(None if self._owner.tryLock(0) else no_keyring)

    async def _work(
        self, client: ApiClient, session: Session, keeper: SessionKeeper | None, user: str | None
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
            ending = await self.desk.run(user)
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

    def _open(self, outlined: MainWindow | None = None) -> tuple[AccountView, MainWindow]:
        from widgets.account_view import AccountView

        view = AccountView()
        window = outlined or MainWindow()
        window.furnish(view)
        window.set_theme_choice(self._settings.theme)
        window.theme_requested.connect(self.dress)
        window.top_bar.set_language_choice(self._settings.language)
        window.top_bar.language_requested.connect(self._speak_next_time)
        view.show_nothing()
        if outlined is None:
            window.restore_layout(self._settings.layout)
            window.show()
        return view, window

"""Sign-in: the session of the last run if it still holds, else the dialog until it is answered."""

import asyncio
import contextlib
import logging

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, ConnectionFailed, Refused
from api_client.models import Session
from console.notices import sentence
from console.session import SessionKeeper
from console.settings import Profile, Settings
from console.tasks import Tasks
from widgets.main_window import MainWindow
from widgets.sign_in_dialog import GatewayChoice, SignInDialog

logger = logging.getLogger(__name__)

ENVIRONMENT = "environment"


class SignIn(QObject):
    """Finds out who is there, and on which gateway."""

    def __init__(self, window: MainWindow, settings: Settings, keeper: SessionKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._keeper = keeper
        self._answer: asyncio.Future[tuple[ApiClient, Session] | None]

    async def ask(self, gateway: str | None, *, restore: bool) -> tuple[ApiClient, Session] | None:
        """Return a client with an open session; None when the dialog was closed.

        ``gateway`` None: the one used last. With ``restore`` a kept session is tried first.
        """
        profiles = self._settings.profiles
        if gateway is not None:
            known = [profile for profile in profiles if profile.url == gateway.rstrip("/")]
            profiles = known or [Profile(url=gateway, email="", environment="")]
        offline = ""
        if restore and profiles and profiles[0].email:
            try:
                restored = await self._restored(profiles[0])
            except ConnectionFailed as exc:
                restored, offline = None, sentence(exc)
            if restored is not None:
                return restored
        return await self._ask(profiles, offline)

    async def _restored(self, profile: Profile) -> tuple[ApiClient, Session] | None:
        token = await self._keeper.load(profile.url, profile.email)
        if token is None:
            return None
        client = ApiClient(profile.url)
        try:
            return client, await client.restore(token)
        except ConnectionFailed:
            await client.aclose()
            raise
        except ApiError as exc:
            logger.info("kept session: %s", type(exc).__name__)
            await client.aclose()
            return None

    async def _ask(self, profiles: list[Profile], offline: str) -> tuple[ApiClient, Session] | None:
        choices = [
            GatewayChoice(name=profile.environment or "gateway", url=profile.url,
                          email=profile.email)
            for profile in profiles
        ]  # fmt: skip
        self._answer = asyncio.get_running_loop().create_future()
        dialog = SignInDialog(choices or [GatewayChoice("local", "http://127.0.0.1:8000")],
                              self._window)  # fmt: skip
        dialog.rejected.connect(lambda: self._settle(None))
        self._window.close_requested.connect(lambda: self._settle(None))
        async with Tasks(lambda exc: dialog.show_offline(str(exc))) as tasks:
            dialog.sign_in_requested.connect(
                lambda url, email, password: tasks.start(
                    "sign in", self._sign_in(dialog, url, email, password)
                )
            )
            dialog.environment_requested.connect(
                lambda url: tasks.restart(ENVIRONMENT, self._environment(dialog, url))
            )
            dialog.open()
            if offline:
                dialog.show_offline(offline)
            tasks.start(ENVIRONMENT, self._environment(dialog, dialog.gateway_url))
            answer = await self._answer
        dialog.deleteLater()
        self._window.activateWindow()  # not every window system gives the focus back
        return answer

    async def _sign_in(self, dialog: SignInDialog, url: str, email: str, password: str) -> None:
        try:
            client = ApiClient(url)
        except Refused as exc:
            dialog.show_refused(str(exc), "gateway")
            return
        try:
            session = await client.sign_in(email, password)
        except ApiError as exc:
            await client.aclose()
            if isinstance(exc, ConnectionFailed):
                dialog.show_offline(sentence(exc))
            else:
                dialog.show_refused(sentence(exc))
            return
        if not self._settle((client, session)):
            await client.aclose()
        dialog.show_signed_in()

    async def _environment(self, dialog: SignInDialog, url: str) -> None:
        """Show what stands behind an address; silence where nothing does."""
        with contextlib.suppress(ApiError):
            async with ApiClient(url) as client:
                dialog.set_environment(url, await client.environment())

    def _settle(self, answer: tuple[ApiClient, Session] | None) -> bool:
        if self._answer.done():
            return False
        self._answer.set_result(answer)
        return True

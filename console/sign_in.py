"""Sign-in: the session of the last run if it still holds, else the dialog until it is answered."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ApiError, ConnectionFailed, Refused
from api_client.models import Session
from console import notices
from console.notices import sentence
from console.session import SessionKeeper
from console.settings import Profile, Settings
from console.tasks import Tasks
from widgets.format import environment_name
from widgets.main_window import MainWindow
from widgets.sign_in_dialog import GatewayChoice, SignInDialog

logger = logging.getLogger(__name__)

ENVIRONMENT = "environment"
FIRST_GATEWAY = GatewayChoice("", "http://127.0.0.1:8080")
"""Offered while none is known: where `svetu-gateway serve` listens unless told otherwise."""

Answer = tuple[ApiClient, Session]
Credentials = tuple[str, str]
"""E-mail and password."""


class SignIn(QObject):
    """Finds out who is there, and on which gateway; asks once."""

    def __init__(self, window: MainWindow, settings: Settings, keeper: SessionKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._keeper = keeper
        self._tasks = Tasks(self._report)
        self._answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self._dialog: SignInDialog | None = None
        self._unreached: Profile | None = None

    async def ask(
        self,
        gateway: str | None,
        credentials: Credentials | None = None,
        *,
        why: str = "",
        alone: bool,
    ) -> Answer | None:
        """Return a client with an open session; None when dialog or window was closed.

        ``gateway`` None: the one used last. With ``alone`` nobody is asked as long as the
        credentials, or a session kept from an earlier run, are good. ``why`` is what the dialog
        says before anybody has tried.
        """
        profiles = self._settings.profiles
        if gateway is not None:
            known = [profile for profile in profiles if profile.url == gateway.rstrip("/")]
            profiles = known or [Profile(url=gateway, email="", environment="")]
        self._window.close_requested.connect(self._leave)
        async with self._tasks:
            self._tasks.start("begin", self._begin(profiles, credentials, why, alone=alone))
            answer = await self._answer
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._window.activateWindow()  # not every window system gives the focus back
        return answer

    async def _begin(
        self, profiles: list[Profile], credentials: Credentials | None, why: str, *, alone: bool
    ) -> None:
        profile = profiles[0] if profiles and alone else None
        try:
            if profile is not None and credentials is not None:
                await self._settled(profile.url, lambda client: client.sign_in(*credentials))
                return
            if profile is not None and profile.email and await self._restored(profile):
                return
        except ConnectionFailed as exc:
            self._unreached, why = profile, sentence(exc)
        except ApiError as exc:
            why = sentence(exc)
        dialog = self._open(profiles, why)
        if credentials is not None:
            dialog.email.setText(credentials[0])
            dialog.password.setText(credentials[1])

    async def _restored(self, profile: Profile) -> bool:
        """Go on with the kept session, if it still holds."""
        token = await self._keeper.load(profile.url, profile.email)
        if token is None:
            return False
        try:
            return await self._settled(profile.url, lambda client: client.restore(token))
        except ConnectionFailed:
            raise
        except ApiError as exc:
            logger.info("kept session: %s", type(exc).__name__)
            return False

    def _open(self, profiles: list[Profile], why: str) -> SignInDialog:
        choices = [
            GatewayChoice(environment_name(profile.environment), profile.url, profile.email)
            for profile in profiles
        ]
        dialog = self._dialog = SignInDialog(choices or [FIRST_GATEWAY], self._window)
        dialog.rejected.connect(self._leave)
        dialog.sign_in_requested.connect(
            lambda url, email, password: self._tasks.start(
                "sign in", self._sign_in(dialog, url, email, password)
            )
        )
        dialog.environment_requested.connect(
            lambda url: self._tasks.restart(ENVIRONMENT, self._environment(dialog, url))
        )
        if not self._keeper.remembered:
            dialog.set_keyring_notice(notices.not_remembered())
        dialog.open()
        if self._unreached is not None:
            dialog.show_offline(why)
        elif why:
            dialog.show_refused(why)
        self._tasks.start(ENVIRONMENT, self._environment(dialog, dialog.gateway_url))
        return dialog

    async def _sign_in(self, dialog: SignInDialog, url: str, email: str, password: str) -> None:
        try:
            await self._settled(url, lambda client: client.sign_in(email, password))
        except ConnectionFailed as exc:
            dialog.show_offline(sentence(exc))
        except Refused as exc:
            dialog.show_refused(sentence(exc), notices.sign_in_field(exc))
        except ApiError as exc:
            dialog.show_refused(sentence(exc), "gateway")
        else:
            dialog.show_signed_in()

    async def _environment(self, dialog: SignInDialog, url: str) -> None:
        """Show what stands behind an address; a kept session is good again once it answers."""
        with contextlib.suppress(ApiError):
            async with ApiClient(url) as client:
                dialog.set_environment(url, await client.environment())
            profile = self._unreached
            if profile is not None and profile.url == url and await self._restored(profile):
                dialog.show_signed_in()

    async def _settled(
        self, url: str, session_of: Callable[[ApiClient], Awaitable[Session]]
    ) -> bool:
        """Answer with a new client and its session, unless an answer is there already."""
        client = ApiClient(url)
        taken = False
        try:
            session = await session_of(client)
            if not self._answer.done():
                self._answer.set_result((client, session))
                taken = True
        finally:
            if not taken:
                await client.aclose()
        return taken

    def _leave(self) -> None:
        if not self._answer.done():
            self._answer.set_result(None)

    def _report(self, exc: Exception) -> None:
        """Last stop of what nobody expected here."""
        text = notices.notice(exc).text
        if self._dialog is not None:
            self._dialog.show_refused(text, "gateway")
        else:
            self._open(self._settings.profiles, text)

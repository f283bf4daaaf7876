"""Sign-in: gateway, e-mail and password; the password leaves only with the wish."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from api_client.models import Environment


@dataclass(frozen=True)
class GatewayChoice:
    """A connection profile: a name for people, the gateway's URL, the last e-mail used."""

    name: str
    url: str
    email: str = ""


class SignInDialog(QDialog):
    """Asks who is there; stays open until `show_signed_in`."""

    sign_in_requested = Signal(str, str, str)
    """Gateway URL, e-mail, password."""
    environment_requested = Signal(str)
    """Gateway URL whose environment should be asked for (`set_environment` answers)."""

    def __init__(self, choices: Sequence[GatewayChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)

    def set_environment(self, gateway: str, environment: Environment | None) -> None:
        """Show what the server at that URL says it is; None: not known."""

    def show_refused(self, text: str, field: str = "password") -> None:
        """Say beside ``field`` (gateway, email, password) why not; editable again."""

    def show_offline(self, text: str) -> None:
        """Say that the gateway cannot be reached, with Retry."""

    def show_signed_in(self) -> None:
        """Close."""

    def set_keyring_notice(self, text: str) -> None:
        """Say that the session will not be remembered, and why; empty hides it."""

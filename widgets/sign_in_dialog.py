"""Sign-in: gateway, e-mail and password; the password leaves only with the wish."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Environment
from widgets.choice import Choice
from widgets.environment_chip import EnvironmentChip
from widgets.field import Field
from widgets.form_dialog import FormDialog
from widgets.message import Message


@dataclass(frozen=True)
class GatewayChoice:
    """A connection profile: a name for people, the gateway's URL, the last e-mail used."""

    name: str
    url: str
    email: str = ""


class SignInDialog(FormDialog):
    """Asks who is there; stays open until `show_signed_in`."""

    sign_in_requested = Signal(str, str, str)
    """Gateway URL, e-mail, password."""
    environment_requested = Signal(str)
    """Gateway URL whose environment should be asked for (`set_environment` answers)."""

    def __init__(self, choices: Sequence[GatewayChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self.setWindowTitle(self.tr("Sign in — Svetu Console"))
        self.setFixedWidth(420)
        self.gateway = Choice(self)
        self.gateway.setEditable(True)
        self.gateway.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.chip = EnvironmentChip(self)
        self.email = QLineEdit(self)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields = {
            "gateway": Field(self.tr("Gateway"), self.gateway, self),
            "email": Field(self.tr("E-mail"), self.email, self),
            "password": Field(self.tr("Password"), self.password, self),
        }
        self.outcome = Message(self)
        self.keyring = Message(self)
        self.submit = QPushButton(self.tr("Sign in"), self)
        self.submit.setProperty("kind", "primary")
        self.submit.setDefault(True)
        self._lay_out()
        self._connect()
        for choice in self._choices:
            self.gateway.addItem(" — ".join(filter(None, (choice.name, choice.url))), choice.url)
        self._take_choice(0)

    @property
    def gateway_url(self) -> str:
        """The chosen profile's URL, or what was typed."""
        text = self.gateway.currentText().strip()
        at = self.gateway.findText(text)
        return str(self.gateway.itemData(at)) if at >= 0 else text

    def set_environment(self, gateway: str, environment: Environment | None) -> None:
        """Show what the server at that URL says it is; None: not known."""
        if gateway == self.gateway_url:
            self.chip.set_environment(environment)

    def show_refused(self, text: str, field: str = "password") -> None:
        """Say beside ``field`` (gateway, email, password) why not; editable again."""
        self._set_busy(busy=False)
        self.password.clear()
        self._fields[field].set_problem(text)
        self._fields[field].editor.setFocus()

    def show_offline(self, text: str) -> None:
        """Say that the gateway cannot be reached, with Retry; only here the password stays."""
        self._set_busy(busy=False)
        self.outcome.present("warning", self.tr("Not reached."), text, self.tr("Retry"))
        self.password.setFocus()

    def show_signed_in(self) -> None:
        """Close."""
        self.password.clear()
        self.accept()

    def set_keyring_notice(self, text: str) -> None:
        """Say that the session will not be remembered, and why; empty hides it."""
        if text:
            self.keyring.present("information", self.tr("Not remembered."), text)
        else:
            self.keyring.hide()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Svetu Console"))
        heading.setProperty("type", "title")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(top)
        for field in self._fields.values():
            column.addWidget(field)
        column.addWidget(self.outcome)
        column.addWidget(self.keyring)
        column.addSpacing(4)
        column.addWidget(self.submit)

    def _connect(self) -> None:
        self.gateway.currentIndexChanged.connect(self._take_choice)
        line = self.gateway.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._ask_environment)
        for name, field in self._fields.items():
            editor = line if name == "gateway" else field.editor
            if isinstance(editor, QLineEdit):
                editor.textEdited.connect(lambda _text, field=field: field.set_problem(""))
        self.submit.clicked.connect(self._send)
        self.outcome.action_requested.connect(self._retry)

    def _take_choice(self, number: int) -> None:
        if 0 <= number < len(self._choices):
            self.email.setText(self._choices[number].email)
            self._ask_environment()
        (self.password if self.email.text() else self.email).setFocus()

    def _ask_environment(self) -> None:
        self.chip.set_environment(None)
        if self.gateway_url:
            self.environment_requested.emit(self.gateway_url)

    def _retry(self) -> None:
        self._ask_environment()
        if self.password.text():
            self._send()

    def _send(self) -> None:
        needed = {
            "gateway": (self.gateway_url, self.tr("Which gateway?")),
            "email": (self.email.text().strip(), self.tr("Your e-mail is needed.")),
            "password": (self.password.text(), self.tr("Your password is needed.")),
        }
        for name, (value, problem) in needed.items():
            self._fields[name].set_problem("" if value else problem)
        missing = [name for name, (value, _problem) in needed.items() if not value]
        if missing:
            self._fields[missing[0]].editor.setFocus()
            return
        password = self.password.text()
        self._set_busy(busy=True)
        self.sign_in_requested.emit(self.gateway_url, self.email.text().strip(), password)

    def _set_busy(self, *, busy: bool) -> None:
        """While busy nothing can be edited."""
        for field in self._fields.values():
            field.setEnabled(not busy)
        self.submit.setEnabled(not busy)
        self.submit.setText(self.tr("Signing in…") if busy else self.tr("Sign in"))
        self.outcome.hide()

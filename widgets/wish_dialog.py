"""A dialog that asks the gateway for one act under one key: three outcomes, and no second act."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from api_client.models import Environment
from widgets.environment_chip import EnvironmentChip
from widgets.form_dialog import FormDialog
from widgets.message import Message
from widgets.painting import text_width

if TYPE_CHECKING:
    from widgets.field import Field

WIDTH, MARGIN, GAP = 640, 24, 8
NAME_SHOWN, LEAST_SHOWN = 28, 4
"""Characters of a name on a button: as many as there is room for."""
BUTTON = 24
"""Pixels that a button takes beside its text."""

Wish = TypeVar("Wish")


def new_key() -> str:
    """Return a fresh idempotency key (32 hexadecimal digits)."""
    return uuid4().hex


def fitting(name: str, text: Callable[[str], str], row: int, beside: QPushButton) -> str:
    """Return a button's text with as much of a name as a row of pixels leaves beside another."""
    room = row - GAP - 2 * BUTTON - text_width(beside.text(), 13)
    most = min(len(name), NAME_SHOWN)
    cuts = (name if length == len(name) else name[: length - 1] + "…"
            for length in range(most, min(most, LEAST_SHOWN) - 1, -1))  # fmt: skip
    said = ""
    for cut in cuts:
        said = text(cut)
        if text_width(said, 13, 600) <= room:
            break
    return said


class State(Enum):
    """Where an act stands."""

    EDITING = "editing"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"


class WishDialog(FormDialog, Generic[Wish]):
    """Sends once per press and key; a refusal gets a new key, no answer keeps it."""

    submitted = Signal(object)
    """The wish; the same value again when it is repeated."""

    def __init__(
        self,
        environment: Environment,
        parent: QWidget | None = None,
        *,
        make_key: Callable[[], str] = new_key,
    ) -> None:
        super().__init__(parent)
        self._make_key = make_key
        self.key = make_key()
        self.state = State.EDITING
        self.wish: Wish | None = None
        """What was sent last, and is repeated."""
        self.setFixedWidth(WIDTH)
        self._chip = EnvironmentChip(self)
        self._chip.set_environment(environment)
        self.outcome = Message(self)
        self.submit = QPushButton(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.fields: dict[str, Field] = {}
        """By the name that a refusal has for them."""
        self.submit.setProperty("kind", "primary")
        self.submit.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.submit.clicked.connect(self._send)
        self.cancel.clicked.connect(self.reject)
        self.submit.installEventFilter(self)

    def show_done(self) -> None:
        """Done: close."""
        self.state = State.DONE
        self.accept()

    def show_refused(self, text: str, field: str | None = None) -> None:
        """Certainly not done: say why, beside the field where it has one; new key."""
        self._edit_anew()
        chosen = self.fields.get(field or "")
        if chosen is None:
            self.outcome.present("error", self.tr("Not booked."), text)
        else:
            chosen.set_problem(text)
            chosen.editor.setFocus()

    def show_unknown(self, text: str, advice: str) -> None:
        """Perhaps done: lock everything; only the same wish can be sent again."""
        self.state = State.UNKNOWN
        self.refresh()
        self.outcome.present("warning", self.tr("Not known."), "\n".join((text, advice)))
        self.submit.setFocus()

    def withdraw(self) -> None:
        """What this asks for may not be done any more: close, unless an answer is awaited."""
        if self.state is State.SENDING:
            self.outcome.present(
                "warning", self.tr("Locked."),
                self.tr("Nothing more can be sent from here. The answer is awaited."),
            )  # fmt: skip
        elif self.state is not State.DONE:
            super().reject()

    def reject(self) -> None:
        if self.state is not State.SENDING:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _held_enter(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        held = isinstance(event, QKeyEvent) and _held_enter(event)
        return held or super().eventFilter(watched, event)

    def checked(self) -> Wish | None:
        """Return the wish, or None after saying what is missing."""
        raise NotImplementedError

    def verb(self) -> str:
        """Return what the button does while the form can be edited: object and effect."""
        raise NotImplementedError

    def repeat_verb(self) -> str:
        """Return what the button does while it is not known what became of the wish."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Let what can be done follow from the state."""
        editing = self.state is State.EDITING
        self.cancel.setEnabled(self.state is not State.SENDING)
        unknown = self.state is State.UNKNOWN
        self.cancel.setText(self.tr("Close") if unknown else self.tr("Cancel"))
        self.submit.setEnabled(editing or unknown)
        if not unknown:
            self.outcome.hide()
        self.submit.setText(self._button_text())

    def heading(self, title: str, to_whom: str) -> QVBoxLayout:
        """Return title, environment and object of the act, as the dialog's top."""
        self.setWindowTitle(title)
        name, whom = QLabel(title), QLabel(to_whom)
        name.setProperty("type", "title")
        whom.setTextFormat(Qt.TextFormat.PlainText)
        whom.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addStretch()
        row.addWidget(self._chip)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(whom)
        return column

    def page(self) -> QVBoxLayout:
        """Return the dialog's column."""
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(12)
        return column

    def buttons(self, *others: QPushButton) -> QHBoxLayout:
        """Return the row of buttons, the act itself last."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch()
        for button in (self.cancel, *others, self.submit):
            row.addWidget(button)
        return row

    def with_name(self, name: str, text: Callable[[str], str]) -> str:
        """Return the button's text with as much of a name as there is room for."""
        return fitting(name, text, WIDTH - 2 * MARGIN, self.cancel)

    def _edit_anew(self) -> None:
        self.key = self._make_key()
        self.wish = None
        self.state = State.EDITING
        self.refresh()

    def _send(self) -> None:
        if self.state is State.EDITING:
            self.wish = self.checked()
        elif self.state is not State.UNKNOWN:
            return
        if self.wish is not None:
            self.state = State.SENDING
            self.refresh()
            self.submitted.emit(self.wish)

    def _button_text(self) -> str:
        if self.state is State.SENDING:
            return self.tr("Sending…")
        return self.repeat_verb() if self.state is State.UNKNOWN else self.verb()


def _held_enter(event: QKeyEvent) -> bool:
    """Tell whether this is Enter repeated by the keyboard: one press sends one wish."""
    return event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

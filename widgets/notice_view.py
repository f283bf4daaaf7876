"""Notices: a lasting state as a banner, a single event as a toast."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

Severity = Literal["information", "success", "warning", "error"]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a person is told; a notice of the same ``key`` replaces its predecessor.

    ``lasting`` is a state (banner, until withdrawn), otherwise an event (toast, fades).
    """

    key: str
    severity: Severity
    text: str
    action: str | None = None
    lasting: bool = False


class NoticeView(QWidget):
    """The banner between top bar and columns; owns the toasts above the window's lower right."""

    action_requested = Signal(object)
    """Notice whose button was pressed."""
    dismissed = Signal(object)
    """Notice that a person closed."""

    def present(self, notice: Notice) -> None:
        """Show the notice as banner or toast, in place of one with the same key."""

    def withdraw(self, key: str) -> None:
        """Take away the notice of that key; none is fine."""

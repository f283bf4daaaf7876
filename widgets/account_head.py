"""Whose account it is, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from api_client.models import User
from widgets.elided_label import ElidedLabel
from widgets.format import format_date, format_id, user_status_name
from widgets.message import restyle

STATUS_TONES = {"active": "positive", "suspended": "negative"}
BUTTONS_BESIDE = 680
"""Pixels from which on the buttons stand beside the name, and not below it."""


class AccountHead(QWidget):
    """The name gives way to the buttons only where it has a line of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(self)
        self.id = QLabel(self)
        self.status = QLabel(self)
        self.about = ElidedLabel(self)
        self.name.setProperty("type", "title")
        self.status.setProperty("kind", "status-chip")
        for label in (self.id, self.about):
            label.setProperty("tone", "muted")
        self.id.setContentsMargins(0, 5, 0, 0)  # on the name's base line
        self.id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self._who = QHBoxLayout()
        self._who.setSpacing(12)
        self._who.addWidget(self.name)
        self._who.addWidget(self.id)
        self._who.addWidget(self.status, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._who.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._beside: bool | None = None
        self._arrange(beside=True)

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Set what can be done, the main thing last."""
        for button in buttons:
            self._buttons.addWidget(button)

    def set_user(self, user: User) -> None:
        """Say who it is."""
        self.name.setText(user.name or user.email)
        self.id.setText(format_id(user.id))
        self.status.setText(user_status_name(user.status))
        self.status.setVisible(bool(user.status))
        self.status.setProperty("tone", STATUS_TONES.get(user.status, "warning"))
        restyle(self.status)
        place = ", ".join(part for part in (user.city, user.country) if part)
        since = (
            self.tr("member since {date}").format(date=format_date(user.created_at))
            if user.created_at
            else ""
        )
        self.about.set_parts((user.email, user.phone or "", place, since))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=event.size().width() >= BUTTONS_BESIDE)

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for part in (self._who, self._buttons):
            self._grid.removeItem(part)
        self._grid.removeWidget(self.about)
        upper, lower = (1, 2) if beside else (2, 1)
        self._grid.addLayout(self._who, 0, 0, 1, upper)
        self._grid.addWidget(self.about, 1, 0, 1, lower)
        self._grid.addLayout(self._buttons, 0 if beside else 1, 1)

"""Whose account it is, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from api_client.models import User
from widgets.elided_label import ElidedLabel
from widgets.format import format_date, format_id, user_status_name
from widgets.icon_button import IconButton
from widgets.message import restyle
from widgets.painting import text_width

STATUS_TONES = {"active": "positive", "suspended": "negative"}
NAME_BESIDE, ABOUT_BESIDE = 270, 90
"""Pixels that name, or e-mail, need beside the buttons."""
BETWEEN = 8
FRAME, TIGHT_FRAME, ICON = 24, 16, 24
"""Pixels that a button takes beside its text, roomy or tight, and its icon where it has room."""


class AccountHead(QWidget):
    """The name gives way to the buttons only where it has a line of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(self)
        self.id = QLabel(self)
        self.status = QLabel(self)
        self.about = ElidedLabel(self)
        self.more = ElidedLabel(self)
        """What there is no room for where the buttons stand beside the e-mail."""
        self._known: tuple[str, ...] = ()
        self.more.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.name.setProperty("type", "title")
        self.status.setProperty("kind", "status-chip")
        for label in (self.id, self.about, self.more):
            label.setProperty("tone", "muted")
        self.id.setContentsMargins(0, 5, 0, 0)  # on the name's base line
        self.id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._all: tuple[QPushButton, ...] = ()
        self._tight = False
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(BETWEEN)
        self._who = QHBoxLayout()
        self._who.setSpacing(12)
        self._who.addWidget(self.name)
        self._who.addWidget(self.id)
        self._who.addWidget(self.status, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._who.addWidget(self.more, 1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._row: int | None = None
        """Of the buttons."""
        self._arrange()

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Set what can be done, the main thing last."""
        for button in buttons:
            self._buttons.addWidget(button)
        self._all = tuple(buttons)

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
        self._known = (user.email, user.phone or "", place, since)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._room_of_buttons(tight=True), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a button came or went
            self._arrange()
        return super().event(event)

    def _room_of_buttons(self, *, tight: bool) -> int:
        """Return their width, which does not depend on how they are drawn just now."""
        shown = [button for button in self._all if not button.isHidden()]
        words = sum(text_width(button.text(), 12 if tight else 13, 600) for button in shown)
        icons = 0 if tight else ICON * sum(isinstance(button, IconButton) for button in shown)
        return words + icons + len(shown) * (TIGHT_FRAME if tight else FRAME) + BETWEEN * len(shown)

    def _fit_buttons(self) -> None:
        """Where there is little room give up icons before a letter of a word."""
        tight = self._room_of_buttons(tight=False) > self.width()
        if tight == self._tight:
            return
        self._tight = tight
        for button in self._all:
            button.setProperty("tight", tight)
            if isinstance(button, IconButton):
                button.set_bare(bare=tight)
        restyle(*self._all)

    def _arrange(self) -> None:
        self._fit_buttons()
        room = self.width() - self._room_of_buttons(tight=self._tight)
        row = 0 if room >= NAME_BESIDE else 1 if room >= ABOUT_BESIDE else 2
        if row == self._row:
            return
        self._row = row
        self._tell()
        for part in (self._who, self._buttons):
            self._grid.removeItem(part)
        self._grid.removeWidget(self.about)
        self._grid.addLayout(self._who, 0, 0, 1, 1 if row == 0 else 2)
        self._grid.addWidget(self.about, 1, 0, 1, 1 if row == 1 else 2)
        if row == 2:
            self._grid.addLayout(self._buttons, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addLayout(self._buttons, row, 1, Qt.AlignmentFlag.AlignRight)

    def _tell(self) -> None:
        """Show all that is known in one line, or the e-mail below and the rest above."""
        beside = 1 if self._row == 1 else len(self._known)
        self.about.set_parts(self._known[:beside])
        self.more.set_parts(self._known[beside:])

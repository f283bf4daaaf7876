"""Whose account it is, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from api_client.models import User
from widgets.elided_label import BETWEEN as PARTED
from widgets.elided_label import ElidedLabel
from widgets.format import format_date, format_id, user_status_name
from widgets.icon_button import IconButton
from widgets.message import restyle
from widgets.painting import text_width

STATUS_TONES = {"active": "positive", "suspended": "negative"}
NAME_BESIDE = 270
"""Pixels that the name needs beside the buttons."""
BETWEEN, APART = 8, 12
"""Pixels between two buttons, and between two things that are said."""
FRAME, TIGHT_FRAME, ICON = 24, 16, 24
"""Pixels that a button takes beside its text, roomy or tight, and its icon where it has room."""


class AccountHead(QWidget):
    """All that is known is said where there is room: the buttons go where they leave most of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(self)
        self.id = QLabel(self)
        self.status = QLabel(self)
        self.about = ElidedLabel(self)
        self.more = ElidedLabel(self)
        """What there is no room for in the line of the e-mail."""
        self._known: tuple[str, ...] = ()
        self.status.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
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
        self._lines = tuple(QHBoxLayout() for _ in range(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in self._lines:
            line.setSpacing(APART)
            column.addLayout(line)
        for part in (self.name, self.id, self.status):
            self._lines[0].addWidget(part)
        self._lines[0].addStretch()
        self._lines[1].addWidget(self.about)
        self._lines[1].addStretch(1)
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
        known = user.email, user.phone or "", place, since
        self._known = tuple(part for part in known if part)
        self._arrange()

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
        row = self._best_row()
        self._tell(row)
        if row == self._row:
            return
        if self._row is not None:
            for line in self._lines:
                line.removeItem(self._buttons)
                line.removeWidget(self.more)
        self._row = row
        if row == 2:
            self._lines[2].addLayout(self._buttons)
        self._lines[2 if row == 2 else 0].addWidget(self.more, 1)
        if row != 2:
            self._lines[row].addLayout(self._buttons)

    def _best_row(self) -> int:
        """Return in which line the buttons cost least: beside the name, the e-mail, or below."""
        room = self.width() - self._room_of_buttons(tight=self._tight)
        if room >= NAME_BESIDE:
            return 0
        rest = self._known[self._fitting(self._known, room - APART) :]
        beside = len(rest) < len(self._known)
        return 1 if beside and self._fitting(rest, self._room_above()) == len(rest) else 2

    def _room_above(self) -> int:
        """Return the pixels beside name, id and status."""
        shown = (part for part in (self.name, self.id, self.status) if not part.isHidden())
        return self.width() - sum(part.sizeHint().width() + APART for part in shown)

    def _fitting(self, parts: Sequence[str], room: int) -> int:
        """Return how many of the parts, from the first on, there is room for."""
        advance = self.about.fontMetrics().horizontalAdvance
        counts = range(len(parts), 0, -1)
        return next((n for n in counts if advance(PARTED.join(parts[:n])) <= room), 0)

    def _tell(self, row: int) -> None:
        """Show what there is room for in the line of the e-mail, and what there is in another."""
        buttons = self._room_of_buttons(tight=self._tight) + APART
        count = max(1, self._fitting(self._known, self.width() - (buttons if row == 1 else 0)))
        first, rest = self._known[:count], self._known[count:]
        room = self.width() - buttons if row == 2 else self._room_above() - buttons * (row == 0)
        beside = self._fitting(rest, room)
        self.more.set_parts(rest[:beside])
        self.about.set_parts(first + rest[beside:])  # its tooltip, and who reads it out, has all

"""Notices: a lasting state as a banner, a single event as a toast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from widgets.fitting import fit_height
from widgets.message import Message, Severity

TRAY_WIDTH = 400
"""Pixels, where there is as much room."""
EDGE = 1
"""Pixels of a column's border, which the tray leaves free."""
MOST_TOASTS = 4
SHOWN_MS: dict[Severity, int] = {
    "information": 6_000,
    "success": 6_000,
    "warning": 12_000,
    "error": 0,
}
"""How long a toast stays; 0: until it is dismissed."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a person is told; a notice of the same ``key`` replaces its predecessor.

    ``lasting`` is a state (banner, until withdrawn), otherwise an event (toast, goes by itself
    unless it is an error).
    """

    key: str
    severity: Severity
    text: str
    action: str = ""
    lasting: bool = False


class NoticeView(QWidget):
    """The banner between top bar and columns; owns the tray of toasts at the foot of a column."""

    action_requested = Signal(object)
    """Notice whose button was pressed."""
    dismissed = Signal(object)
    """Notice that a person closed."""

    def __init__(
        self,
        window: QWidget,
        columns: Sequence[QWidget] = (),
        *,
        shown_ms: Mapping[Severity, int] = SHOWN_MS,
    ) -> None:
        """Toasts stand over the first of the columns that is shown, or else over the window."""
        super().__init__(window)
        self._columns = (*columns, window)
        self._shown_ms = shown_ms
        self._shown: dict[str, Message] = {}
        self._toasts = QFrame(window)
        self._toasts.setProperty("kind", "tray")
        self._stacks = {True: QVBoxLayout(self), False: QVBoxLayout(self._toasts)}
        for stack in self._stacks.values():
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(8)
        self._stacks[False].setContentsMargins(8, 8, 8, 8)
        self._toasts.hide()
        self.hide()
        for column in self._columns:
            column.installEventFilter(self)

    def present(self, notice: Notice) -> None:
        """Show the notice as banner or toast, in place of one with the same key."""
        self.withdraw(notice.key)
        toast = not notice.lasting
        message = Message(self._toasts if toast else self, closable=toast, narrow=toast)
        message.setProperty("place", "banner" if notice.lasting else "toast")
        message.setProperty("lasting", notice.lasting)
        message.present(notice.severity, self._word(notice.severity), notice.text, notice.action)
        message.action_requested.connect(lambda: self.action_requested.emit(notice))
        message.dismissed.connect(lambda: self._dismiss(notice))
        self._shown[notice.key] = message
        self._stacks[notice.lasting].addWidget(message)
        if toast and self._shown_ms[notice.severity]:
            timer = QTimer(message, singleShot=True, interval=self._shown_ms[notice.severity])
            timer.timeout.connect(lambda: self.withdraw(notice.key))
            timer.start()
        self._limit_toasts()
        self._arrange()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.sentence))

    def withdraw(self, key: str) -> None:
        """Take away the notice of that key; none is fine."""
        message = self._shown.pop(key, None)
        if message is not None:
            self._stacks[bool(message.property("lasting"))].removeWidget(message)
            message.hide()
            message.deleteLater()
            self._arrange()

    def message(self, key: str) -> Message | None:
        """Return what is shown for that key."""
        return self._shown.get(key)

    @property
    def keys(self) -> set[str]:
        """Of all notices that are shown."""
        return set(self._shown)

    def count(self, *, lasting: bool) -> int:
        """Return how many banners or toasts are shown."""
        return self._stacks[lasting].count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if moved and isValid(self._columns[-1]):  # Qt hides the parts of a window it deletes
            self._arrange()
        return super().eventFilter(watched, event)

    def _dismiss(self, notice: Notice) -> None:
        self.withdraw(notice.key)
        self.dismissed.emit(notice)

    def _limit_toasts(self) -> None:
        toasts = [key for key, shown in self._shown.items() if not shown.property("lasting")]
        for key in toasts[:-MOST_TOASTS]:
            self.withdraw(key)

    def _arrange(self) -> None:
        self.setVisible(self._stacks[True].count() > 0)
        self._toasts.setVisible(self._stacks[False].count() > 0)
        column = next((c for c in self._columns if not c.isHidden()), self._columns[-1])
        self._toasts.resize(min(TRAY_WIDTH, column.width() - 2 * EDGE), 0)
        fit_height(self._toasts)
        corner = QPoint(column.width() - EDGE, column.height() - EDGE)
        room = QPoint(self._toasts.width(), self._toasts.height())
        self._toasts.move(column.mapTo(self._columns[-1], corner) - room)
        self._toasts.raise_()

    def _word(self, severity: Severity) -> str:
        return {
            "information": self.tr("Note."),
            "success": self.tr("Done."),
            "warning": self.tr("Attention."),
            "error": self.tr("Failed."),
        }[severity]

"""Notices: a lasting state as a banner, a single event as a toast."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.message import Message, Severity

TOAST_WIDTH = 400
MARGIN = 24
MOST_TOASTS = 4
SHOWN_MS = {"information": 6_000, "success": 6_000, "warning": 12_000, "error": 0}
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
    """The banner between top bar and columns; owns the toasts above the window's lower right."""

    action_requested = Signal(object)
    """Notice whose button was pressed."""
    dismissed = Signal(object)
    """Notice that a person closed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: dict[str, Message] = {}
        self._toasts = QWidget(window)
        self._toasts.setFixedWidth(TOAST_WIDTH)
        self._stacks = {True: QVBoxLayout(self), False: QVBoxLayout(self._toasts)}
        for stack in self._stacks.values():
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(8)
        self._toasts.hide()
        self.hide()
        window.installEventFilter(self)

    def present(self, notice: Notice) -> None:
        """Show the notice as banner or toast, in place of one with the same key."""
        self.withdraw(notice.key)
        message = Message(self if notice.lasting else self._toasts, closable=not notice.lasting)
        message.setProperty("place", "banner" if notice.lasting else "toast")
        message.setProperty("lasting", notice.lasting)
        message.present(notice.severity, self._word(notice.severity), notice.text, notice.action)
        message.action_requested.connect(lambda: self.action_requested.emit(notice))
        message.dismissed.connect(lambda: self._dismiss(notice))
        self._shown[notice.key] = message
        self._stacks[notice.lasting].addWidget(message)
        if not notice.lasting and SHOWN_MS[notice.severity]:
            timer = QTimer(message, singleShot=True, interval=SHOWN_MS[notice.severity])
            timer.timeout.connect(lambda: self.withdraw(notice.key))
            timer.start()
        self._limit_toasts()
        self._arrange()

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

    def count(self, *, lasting: bool) -> int:
        """Return how many banners or toasts are shown."""
        return self._stacks[lasting].count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
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
        self._stacks[False].activate()
        self._toasts.setFixedHeight(max(0, self._stacks[False].totalHeightForWidth(TOAST_WIDTH)))
        self._toasts.move(
            self._window.width() - TOAST_WIDTH - MARGIN,
            self._window.height() - self._toasts.height() - MARGIN - 24,
        )
        self._toasts.raise_()

    def _word(self, severity: Severity) -> str:
        return {
            "information": self.tr("Note."),
            "success": self.tr("Done."),
            "warning": self.tr("Attention."),
            "error": self.tr("Failed."),
        }[severity]

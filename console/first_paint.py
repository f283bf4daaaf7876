"""Brings a widget on screen before the rest is loaded, asyncio and its loop included."""

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONGEST_MS = 300
"""What nobody can see may never be painted."""


class FirstPaint(QObject):
    """Runs Qt's events until a widget has been painted; nothing that could mind runs as yet."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._loop = QEventLoop()
        widget.installEventFilter(self)

    def wait(self) -> None:
        """Return once the widget is on screen, or `LONGEST_MS` later."""
        QTimer.singleShot(LONGEST_MS, self._loop.quit)
        self._loop.exec()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop.quit)  # in the next turn this paint is through
        return False

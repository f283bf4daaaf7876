"""A text field with a cross that empties it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from widgets import icons


class ClearableEdit(QLineEdit):
    """The cross is the house's own: Qt's cannot be seen on a dark ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear"))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        action = self.findChild(QAction, "_q_qlineeditclearaction")
        if action is not None:
            action.setIcon(icons.icon("x", "muted"))

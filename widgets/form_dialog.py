"""A dialog as tall as what it holds, whatever appears in it or goes."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from widgets.fitting import fit_height


class FormDialog(QDialog):
    """Keeps its width; sentences that wrap get the lines they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A filter, not `event`: that one would run on while Qt deletes the dialog.
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            fit_height(self)
        return super().eventFilter(watched, event)

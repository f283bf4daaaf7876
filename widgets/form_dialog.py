"""A dialog as tall as what it holds, whatever appears in it or goes."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget


class FormDialog(QDialog):
    """Keeps its width; sentences that wrap get the lines they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A filter, not `event`: that one would run on while Qt deletes the dialog.
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        layout = self.layout()
        if watched is self and event.type() == QEvent.Type.LayoutRequest and layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), height if height > 0 else self.sizeHint().height())
        return super().eventFilter(watched, event)

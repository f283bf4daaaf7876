"""A dialog as tall as what it holds, whatever appears in it or goes."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class FormDialog(QDialog):
    """Keeps its width; sentences that wrap get the lines they need."""

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        layout = self.layout()
        if event.type() == QEvent.Type.LayoutRequest and layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), height if height > 0 else self.sizeHint().height())
        return handled

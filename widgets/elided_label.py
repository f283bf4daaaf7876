"""A line of text that gives way: cut with an ellipsis, whole in its tooltip."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QStylePainter, QWidget

LEAST = 48
BETWEEN = "    "


class ElidedLabel(QLabel):
    """Takes the room it needs, and less where there is less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[str, ...] = ()
        self.shown = ""
        """What was drawn last."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[str]) -> None:
        """Show as many of the parts as there is room for, whole ones, the most telling first."""
        self._parts = tuple(part for part in parts if part)
        self.setText(BETWEEN.join(self._parts))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        room = self.contentsRect()
        self.shown = self._fitting(room.width())
        self.setToolTip(self.text() if self.shown != self.text() else "")
        painter = QStylePainter(self)
        self.style().drawItemText(
            painter, room, self.alignment(), self.palette(), self.isEnabled(), self.shown,
            QPalette.ColorRole.WindowText,
        )  # fmt: skip

    def _fitting(self, width: int) -> str:
        metrics = self.fontMetrics()
        for count in range(len(self._parts), 0, -1):
            text = BETWEEN.join(self._parts[:count])
            if metrics.horizontalAdvance(text) <= width:
                return text
        first = self._parts[0] if self._parts else self.text()
        return metrics.elidedText(first, Qt.TextElideMode.ElideRight, width)

"""What stands where rows would be: loading, empty or failed, told apart at a glance."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.icon_button import IconLabel

MARGIN = 20
Bars = Callable[[float, float], Iterator[QRectF]]
"""Width and height to the grey bars that stand where something will be."""


def row_bars(width: float, height: float) -> Iterator[QRectF]:
    """Yield two bars for each row of a feed or a list."""
    for top in range(0, int(height) - 43, 43):
        yield QRectF(12, top + 10, 0.45 * width, 9)
        yield QRectF(12, top + 26, 0.25 * width, 6)


def page_bars(width: float, height: float) -> Iterator[QRectF]:
    """Yield name, contact, balance, curve and the table's lines of an account."""
    inner = width - 40
    yield QRectF(20, 24, 0.25 * inner, 16)
    yield QRectF(20, 60, 0.6 * inner, 8)
    yield QRectF(20, 88, 0.3 * inner, 30)
    yield QRectF(20, 130, 0.25 * inner, 8)
    for top in range(158, 265, 35):
        yield QRectF(20, top, inner, 1)
    for top in range(320, int(height) - 40, 32):
        yield QRectF(20, top, 0.4 * inner, 8)
        yield QRectF(20 + 0.75 * inner, top, 0.25 * inner, 8)


class Placeholder(QWidget):
    """One sentence and at most one action; while loading, grey bars instead."""

    action_requested = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, centred: bool = False, bars: Bars = row_bars
    ) -> None:
        super().__init__(parent)
        self._bars = bars
        self._loading = False
        self._offer = ""
        self._icon = IconLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.action = QPushButton(self)
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        column.setSpacing(12)
        if centred:
            column.addStretch(2)
        column.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.text)
        column.addWidget(self.action, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.text.setProperty("tone", "muted")
        self._icon.hide()

    def say(self, text: str, action: str = "") -> None:
        """Show the sentence, and the action if there is one."""
        self._show(text, action)
        self._icon.hide()

    def fail(self, text: str, action: str) -> None:
        """Show why there is nothing, and how to try again."""
        self._show(text, action)
        self._icon.set_icon("circle-alert", "negative", self.tr("Failed"))
        self._icon.show()

    def load(self, text: str) -> None:
        """Show where rows will be; the sentence is only spoken."""
        self._show(text, "")
        self._loading = True
        self.text.hide()
        self._icon.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_offer()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._loading:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        for bar in self._bars(self.width(), self.height()):
            painter.drawRoundedRect(bar, 3, 3)
        painter.end()

    def _show(self, text: str, action: str) -> None:
        self._loading = False
        self.text.setText(text)
        self.text.show()
        self.setAccessibleName(text)
        self._offer = action
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self._fit_offer()
        self.update()

    def _fit_offer(self) -> None:
        """Cut what is offered to the room there is: it may name somebody with a long name."""
        self.action.ensurePolished()
        metrics = self.action.fontMetrics()
        frame = self.action.sizeHint().width() - metrics.horizontalAdvance(self.action.text())
        room = self.width() - 2 * MARGIN - frame
        shown = metrics.elidedText(self._offer, Qt.TextElideMode.ElideRight, room)
        self.action.setText(shown)
        self.action.setToolTip("" if shown == self._offer else self._offer)

"""A check box whose state is a tick, not a colour alone."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from widgets import icons

TICK = 12


class CheckBox(QCheckBox):
    """Draws the tick that a style sheet leaves out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        place = QRect(0, 0, TICK, TICK)
        place.moveCenter(box.center())
        painter = QPainter(self)
        painter.drawPixmap(place, icons.pixmap("check", "on_accent", TICK))
        painter.end()

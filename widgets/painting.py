"""Text as delegates draw it: tabular figures, elided to its room, in a token's colour."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from widgets import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
HIGHLIGHT = 1


def text_width(text: str, size: int, weight: int = 400) -> int:
    """Return the room that text takes, in pixels."""
    return QFontMetrics(theme.font(size, weight)).horizontalAdvance(text)


def draw_text(
    painter: QPainter,
    room: QRect,
    text: str,
    colour: str,
    *,
    size: int = 13,
    weight: int = 400,
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """Draw one line, elided at the right; returns the width it took."""
    font = theme.font(size, weight)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.drawText(room, align, shown)
    return metrics.horizontalAdvance(shown)

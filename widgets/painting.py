"""Text as delegates draw it: tabular figures, elided to its room, in a token's colour."""

from functools import cache, lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from widgets import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@cache
def _face(size: int, weight: int) -> tuple[QFont, QFontMetrics]:
    """Return a face with its measures; made once, since every row is drawn with four of them."""
    font = theme.font(size, weight)
    return font, QFontMetrics(font)


@lru_cache(maxsize=4096)
def text_width(text: str, size: int, weight: int = 400) -> int:
    """Return the room that text takes, in pixels; most of what is drawn has been drawn before."""
    return _face(size, weight)[1].horizontalAdvance(text)


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
    font, metrics = _face(size, weight)
    width = text_width(text, size, weight)
    if width > room.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        width = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.drawText(room, align, text)
    return width

"""What has been painted, asked of the pixels."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets import theme


def painted(delegate: QStyledItemDelegate, option: QStyleOptionViewItem, index: object) -> QImage:
    """Return what a delegate draws of one cell on the theme's surface."""
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    delegate.paint(painter, option, index)  # type: ignore[arg-type]
    painter.end()
    return image


def cell(width: int, height: int) -> QStyleOptionViewItem:
    """Return the room of one cell."""
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, height)
    return option


def ink(image: QImage, token: str, room: QRect | None = None) -> int:
    """Return how many pixels of a room have a token's colour, to the rounding of one step."""
    room = room or image.rect()
    asked = theme.colour(token)
    return sum(
        near(image.pixelColor(x, y), asked)
        for x in range(room.left(), room.right() + 1)
        for y in range(room.top(), room.bottom() + 1)
    )


def near(one: QColor, other: QColor) -> bool:
    """Tell whether two colours are the same to the eye."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(left - right) <= 2 for left, right in pairs)


def drawn(image: QImage) -> QRect:
    """Return the smallest rectangle that holds everything but the theme's surface."""
    paper = theme.colour("surface")
    box = QRect()
    for x in range(image.width()):
        for y in range(image.height()):
            if not near(image.pixelColor(x, y), paper):
                box = box.united(QRect(x, y, 1, 1))
    return box

"""Icons in the colour of the text beside them."""

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from widgets import theme

SIZE = 16


def icon(name: str, ink: str = "text", size: int = SIZE) -> QIcon:
    """Return an icon; FileNotFoundError for an unknown name."""
    return QIcon(pixmap(name, ink, size))


def pixmap(name: str, ink: str = "text", size: int = SIZE, ratio: float = 2.0) -> QPixmap:
    """Return an icon as a picture, sharp on dense screens."""
    return _drawn(name, theme.colour(ink).name(), size, ratio)


@cache
def _drawn(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    path = resources.files("resources").joinpath("icons", f"{name}.svg")
    svg = path.read_text(encoding="utf-8").replace("currentColor", ink)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    edge = round(size * ratio)
    picture = QPixmap(edge, edge)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture

"""Icons in the colour of the text beside them."""

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from widgets import theme

SIZE = 16


def icon(name: str, ink: str = "text", *, before: int = 0, after: int = 0) -> QIcon:
    """Return an icon, faint while disabled; FileNotFoundError for an unknown name.

    ``before`` and ``after`` are pixels kept free at its sides.
    """
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Disabled, "faint")):
        picture = pixmap(name, colour)
        made.addPixmap(_widened(picture, before, after) if before or after else picture, mode)
    return made


def pixmap(name: str, ink: str = "text", size: int = SIZE, ratio: float = 2.0) -> QPixmap:
    """Return an icon as a picture, sharp on dense screens."""
    return _drawn(name, theme.colour(ink).name(), size, ratio)


def _widened(picture: QPixmap, before: int, after: int) -> QPixmap:
    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round((before + after) * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(before, 0, picture)
    painter.end()
    return wide


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

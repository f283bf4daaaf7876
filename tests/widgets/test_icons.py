"""Icons take a token's colour, stay sharp on dense screens, and are all there."""

from importlib import resources

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from widgets import icons, theme

NAMES = sorted(
    entry.name.removesuffix(".svg")
    for entry in resources.files("resources").joinpath("icons").iterdir()
    if entry.name.endswith(".svg")
)


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    theme.apply(qapp, theme.LIGHT)
    asked = QColor(theme.LIGHT.negative)
    for name in NAMES:
        picture = icons.pixmap(name, "negative", 16).toImage()
        drawn = [
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() == 255
        ]
        assert drawn, name
        for colour in drawn:  # one step beside it is the rounding of premultiplied colours
            assert abs(colour.red() - asked.red()) <= 1, name
            assert abs(colour.green() - asked.green()) <= 1, name
            assert abs(colour.blue() - asked.blue()) <= 1, name


@pytest.mark.usefixtures("qapp")
def test_an_icon_has_twice_the_pixels_of_its_size() -> None:
    picture = icons.pixmap("check", size=16)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    assert icons.pixmap("check", size=16).cacheKey() == picture.cacheKey()


@pytest.mark.usefixtures("qapp")
def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")

"""A check box's tick is there exactly while it is checked."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.check_box import CheckBox


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_a_tick_is_drawn_while_it_is_checked(
    qtbot: QtBot, qapp: QApplication, chosen: theme.Theme
) -> None:
    theme.apply(qapp, chosen)
    box = CheckBox()
    qtbot.addWidget(box)
    assert ticks(box) == 0
    box.setChecked(True)
    assert ticks(box) > 0
    box.setChecked(False)
    assert ticks(box) == 0
    theme.apply(qapp, theme.LIGHT)


def ticks(box: CheckBox) -> int:
    """Count the points that are of a tick's colour, on the ground of a checked box."""
    picture = box.grab().toImage()
    tick, ground = theme.colour("on_accent").rgb(), theme.colour("accent").rgb()
    points = [picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return points.count(tick) if ground in points else 0

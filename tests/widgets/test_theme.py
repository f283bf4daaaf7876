"""Every text can be read on everything it stands on, in both themes, in the face we ship."""

from dataclasses import fields
from itertools import product

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.theme import DARK, LIGHT, Theme

THEMES = (LIGHT, DARK)
TONES = ("accent", "positive", "negative", "warning")
ENVIRONMENTS = ("sandbox", "staging", "production")
LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    ink = QColor(colour)
    parts = (ink.redF(), ink.greenF(), ink.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(ink: str, ground: str) -> float:
    darker, lighter = sorted((luminance(ink), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_every_ink_but_faint_can_be_read_on_every_ground(look: Theme) -> None:
    grounds = ("ground", "surface", *(f"{tone}_ground" for tone in TONES))
    weak = [
        (ink, ground)
        for ink, ground in product(("text", "muted", *TONES, *ENVIRONMENTS), grounds)
        if contrast(getattr(look, ink), getattr(look, ground)) < LEAST_CONTRAST
    ]
    assert not weak
    assert contrast(look.on_accent, look.accent) >= LEAST_CONTRAST


def test_both_themes_name_real_colours() -> None:
    for look, field in product(THEMES, fields(Theme)):
        if field.name != "name":
            assert QColor(getattr(look, field.name)).isValid(), field.name


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_shipped_face_is_used_with_figures_of_one_width(
    qapp: QApplication, weight: int
) -> None:
    theme.apply(qapp, LIGHT)
    assert theme.FAMILY in QFontDatabase.families()
    face = theme.font(13, weight)
    assert QFontInfo(face).family() == theme.FAMILY
    metrics = QFontMetricsF(face)
    widths = [metrics.horizontalAdvance(figure * 10) for figure in "0123456789"]
    assert max(widths) - min(widths) < 0.5  # hinting; figures that are not tabular differ by 30


def test_a_styled_label_keeps_figures_of_one_width(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, LIGHT)
    label = QLabel("1.111,11")
    label.setProperty("type", "balance")
    qtbot.addWidget(label)
    label.ensurePolished()
    narrow = label.sizeHint().width()
    label.setText("8.888,88")
    assert label.sizeHint().width() == narrow
    assert label.font().weight() == QFont.Weight.DemiBold


def test_applying_a_theme_makes_it_current(qapp: QApplication) -> None:
    for look in (DARK, LIGHT):
        theme.apply(qapp, look)
        assert theme.current() is look
        assert theme.colour("surface") == QColor(look.surface)
        assert qapp.palette().window().color() == QColor(look.ground)

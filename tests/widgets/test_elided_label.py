"""What does not fit gives way and can still be read: in the tooltip and by a screen reader."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.elided_label import BETWEEN, LEAST, ElidedLabel
from widgets.elided_radio import ElidedRadio

NAME = "Александра-Константиновна Хаджи-Поповић"


@pytest.fixture
def label(qtbot: QtBot) -> ElidedLabel:
    made = ElidedLabel()
    qtbot.addWidget(made)
    return made


def shown(label: ElidedLabel, width: int) -> str:
    """Return what is drawn at a width."""
    label.resize(width, label.sizeHint().height())
    label.grab()
    return label.shown


def test_it_takes_what_it_needs_and_less_where_there_is_less(label: ElidedLabel) -> None:
    label.setText(NAME)
    needed = label.sizeHint().width()
    assert shown(label, needed) == NAME
    assert label.toolTip() == ""
    cut = shown(label, needed // 2)
    assert cut.endswith("…")
    assert NAME.startswith(cut[:-1])
    assert label.toolTip() == NAME
    assert label.text() == NAME, "a screen reader reads it whole"
    assert shown(label, needed) == NAME
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() == LEAST


PARTS = st.lists(st.text("abcž ш9", max_size=12), max_size=5)


@given(PARTS, st.integers(40, 600))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_are_whole_or_left_out_from_the_end(
    label: ElidedLabel, parts: list[str], width: int
) -> None:
    label.set_parts(parts)
    known = [part for part in parts if part]
    assert label.text() == BETWEEN.join(known)
    drawn = shown(label, width)
    prefixes = [BETWEEN.join(known[:count]) for count in range(1, len(known) + 1)]
    fitting = [p for p in prefixes if label.fontMetrics().horizontalAdvance(p) <= label.width()]
    if fitting:
        assert drawn == fitting[-1]
    elif known:
        assert drawn == "" or drawn.endswith("…")
    assert label.toolTip() == ("" if drawn == label.text() else label.text())


def test_a_radio_button_is_cut_but_called_by_its_whole_name(qtbot: QtBot) -> None:
    radio = ElidedRadio(NAME)
    qtbot.addWidget(radio)
    whole = radio.sizeHint().width()
    for width, cut in ((whole, False), (whole // 2, True), (whole + 40, False)):
        radio.resize(width, 24)
        QApplication.sendPostedEvents(radio, QEvent.Type.Resize)
        radio.grab()
        assert radio.text().endswith("…") is cut
        assert radio.toolTip() == (NAME if cut else "")
        assert radio.accessibleName() == NAME

"""The small parts every view is made of: icons beside words, fields, sentences in place."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.pixels import drawn, ink
from widgets import icons, theme
from widgets.choice import Choice
from widgets.clearable_edit import ClearableEdit
from widgets.field import Field
from widgets.figure import Figure
from widgets.fitting import fit_height
from widgets.form_dialog import FormDialog
from widgets.icon_button import GAP, IconButton, IconLabel
from widgets.message import Message
from widgets.placeholder import Placeholder, page_bars, row_bars

SENTENCE = "The gateway did not answer within five seconds, and the database is away as well. "


@pytest.fixture
def ground(qtbot: QtBot) -> Iterator[QWidget]:
    """A place to put parts on, 300 pixels wide."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize("last", [False, True])
def test_a_word_stands_eight_pixels_off_its_icon(ground: QWidget, last: bool) -> None:  # noqa: FBT001
    button = IconButton("circle-plus", "Deposit", ground, shown=True, last=last)
    button.set_icon("circle-plus", "negative")
    button.resize(button.sizeHint())
    button.show()
    image = button.grab().toImage()
    columns = [x for x in range(image.width()) if ink(image, "negative", QRect(x, 8, 1, 16))]
    words = [x for x in range(image.width()) if ink(image, "text", QRect(x, 8, 1, 16))]
    gap = columns[0] - words[-1] if last else words[0] - columns[-1]
    assert gap >= GAP + 3
    assert (button.text(), button.accessibleName()) == ("Deposit", "")


def test_a_button_without_its_word_is_named_by_it(ground: QWidget) -> None:
    button = IconButton("x", "Dismiss", ground, shown=False)
    assert (button.text(), button.accessibleName()) == ("", "Dismiss")
    assert button.iconSize().width() == icons.SIZE


def test_icons_follow_the_theme(qapp: QApplication, ground: QWidget) -> None:
    button = IconButton("x", "Dismiss", ground, shown=False)
    label = IconLabel(ground)
    label.set_icon("check", "positive", "agrees")
    theme.apply(qapp, theme.DARK)
    picture = button.icon().pixmap(button.iconSize(), 1.0, QIcon.Mode.Normal).toImage()
    assert ink(picture, "text") > 0
    assert ink(label.pixmap().toImage(), "positive") > 0
    assert label.accessibleName() == "agrees"


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_the_cross_of_a_field_can_be_seen_and_empties_it(
    qapp: QApplication, qtbot: QtBot, ground: QWidget, look: theme.Theme
) -> None:
    field = ClearableEdit(ground)
    theme.apply(qapp, look)
    field.setText("ana")
    cross = field.findChild(QToolButton)
    assert isinstance(cross, QToolButton)
    assert cross.accessibleName() == "Clear"
    assert ink(cross.icon().pixmap(16, 16).toImage(), "muted") > 0
    with qtbot.waitSignal(field.textChanged):
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""


def test_a_choice_is_named_wherever_a_reader_looks(ground: QWidget) -> None:
    choice = Choice(ground)
    choice.setEditable(True)
    choice.name("Gateway")
    assert choice.accessibleDescription() == choice.accessibleName() == "Gateway"
    line = choice.lineEdit()
    assert line is not None
    assert line.accessibleName() == choice.view().accessibleName() == "Gateway"


def test_a_field_says_what_is_wrong_below_and_to_a_reader(ground: QWidget) -> None:
    field = Field("Amount", ClearableEdit(), ground)
    field.set_problem("An amount is needed.")
    assert field.problem.text() == "An amount is needed."
    assert field.editor.accessibleDescription() == "An amount is needed."
    assert field.editor.property("wrong") is True
    field.set_problem("")
    assert field.problem.isHidden()
    assert field.editor.property("wrong") is False


def test_a_figure_is_named_by_what_it_is(ground: QWidget) -> None:
    figure = Figure("Frozen", "figure", ground)
    figure.show_text("400,00")
    assert (figure.text(), figure.accessibleName()) == ("400,00", "Frozen: 400,00")


@pytest.mark.parametrize("width", [220, 300, 560])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_sentence_gets_the_lines_it_needs(ground: QWidget, narrow: bool, width: int) -> None:  # noqa: FBT001
    message = Message(ground, closable=True, narrow=narrow)
    message.present("warning", "Attention.", SENTENCE * 2, "Retry")
    message.resize(width, 0)
    fit_height(message)
    text = message.text
    assert text.height() >= text.heightForWidth(text.width())
    assert message.height() <= text.height() + 2 * 8 + (8 + 40 if narrow else 8)
    assert (message.action.y() > text.geometry().bottom()) is narrow


def test_what_does_not_wrap_is_as_tall_as_it_asks_for(ground: QWidget) -> None:
    frame = QFrame(ground)
    frame.setFrameShape(QFrame.Shape.Box)
    button = QPushButton("Retry")
    QVBoxLayout(frame).addWidget(button)
    frame.resize(200, 0)
    fit_height(frame)
    assert frame.height() == frame.sizeHint().height() > button.sizeHint().height()


def test_a_dialog_is_as_tall_as_what_it_holds(qtbot: QtBot) -> None:
    dialog = FormDialog()
    dialog.setFixedWidth(300)
    text = QLabel(SENTENCE * 3)
    text.setWordWrap(True)
    QVBoxLayout(dialog).addWidget(text)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(300)
    tall = dialog.height()
    text.setText("Short.")
    QApplication.processEvents()
    assert dialog.height() == layout.totalHeightForWidth(300) < tall


@pytest.mark.parametrize("bars", [row_bars, page_bars])
@pytest.mark.parametrize("size", [(250, 400), (768, 690), (560, 60)])
def test_what_stands_for_what_will_be_lies_inside(bars: object, size: tuple[int, int]) -> None:
    assert callable(bars)
    found: list[QRect] = [bar.toRect() for bar in bars(*size)]
    assert all(0 <= bar.left() < bar.right() <= size[0] for bar in found)
    if size[1] > 300:
        assert all(bar.bottom() <= size[1] for bar in found)
        assert len(found) > 6


def test_loading_is_grey_bars_and_nothing_else(ground: QWidget) -> None:
    place = Placeholder(ground)
    place.resize(300, 200)
    place.load("Reading…")
    place.show()
    image = place.grab().toImage()
    assert ink(image, "line") > 500
    place.say("Nothing here.")
    assert ink(place.grab().toImage(), "line") < 50
    place.fail("The database is away.", "Retry")
    assert ink(place.grab().toImage(), "negative") > 10
    assert not drawn(place.grab().toImage()).isEmpty()


def test_an_offer_that_names_somebody_is_cut_at_its_end_only(ground: QWidget) -> None:
    place = Placeholder(ground)
    offer = "Watch Aleksandra-Konstantina Hadži-Popović Mihajlović-Stanković"
    place.say("Nobody is watched.", offer)
    place.show()
    for width in (184, 252, 900):
        place.resize(width, 200)
        QApplication.processEvents()
        button = place.action
        assert place.rect().contains(button.geometry())
        assert button.width() >= button.sizeHint().width()
        assert button.text() == offer or button.text().endswith("…")
        assert button.toolTip() == ("" if button.text() == offer else offer)
        assert button.accessibleName() == offer
    assert place.action.text() == offer

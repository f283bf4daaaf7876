"""Nothing that can be used or must be read is nameless, and Tab goes the way the eye does."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets import dialog_pictures as dialog
from tests.widgets import finding_pictures as findings
from tests.widgets import frame_pictures as frame
from tests.widgets import record_pictures as record
from tests.widgets import why_pictures as why
from widgets.figure import Figure
from widgets.main_window import MainWindow

Role = QAccessible.Role
USED = {
    Role.Button,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.SpinBox,
    Role.EditableText,
    Role.List,
    Role.ListItem,
    Role.Table,
    Role.Cell,
    Role.ColumnHeader,
    Role.Graphic,
    Role.Dialog,
    Role.Window,
}
SCENES: tuple[Callable[[], QWidget], ...] = (
    frame.plain,
    frame.searching,
    frame.search_failed,
    frame.paused_with_gap,
    frame.offline,
    frame.details,
    frame.notices,
    frame.empty,
    frame.failed,
    dialog.deposit,
    dialog.deposit_fresh,
    dialog.deposit_unknown,
    record.resumed,
    record.deposits_stale,
    record.payments,
    record.audit,
    record.reversal,
    record.payment_late,
    dialog.sign_in_offline,
    dialog.shortcuts,
    findings.some,
    findings.failed,
    findings.frame_small,
    why.line_differs,
    why.why_differs,
    why.why_unfolded,
    why.why_form,
    why.why_outdated,
    why.why_failed,
    why.travel_compared,
    why.travel_screens,
    why.watch_list,
    why.expect_dialog,
    why.payment_search,
)


@pytest.fixture(params=SCENES, ids=lambda scene: scene.__name__)
def scene(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    made: QWidget = request.param()
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def audible(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader can come to, in its order."""
    if root.state().invisible:
        return
    yield root
    for number in range(root.childCount()):
        child = root.child(number)
        if child is not None:
            yield from audible(child)


def name_of(part: QAccessibleInterface) -> str:
    return part.text(QAccessible.Text.Name).strip()


def test_whatever_can_be_used_or_is_drawn_has_a_name(scene: QWidget) -> None:
    root = QAccessible.queryAccessibleInterface(scene)
    parts = [part for part in audible(root) if part.role() in USED]
    assert len(parts) >= 2
    nameless = [f"{part.role().name} in {trail(part)}" for part in parts if not name_of(part)]
    assert nameless == []


def trail(part: QAccessibleInterface) -> str:
    """Return the classes above a part, for whoever has to mend it."""
    above: QObject | None = part.object()
    found: list[str] = []
    while above is not None:
        found.append(type(above).__name__)
        above = above.parent()
    return " < ".join(found)


def test_a_figure_is_never_read_out_without_what_it_is(scene: QWidget) -> None:
    for figure in scene.findChildren(Figure):
        if figure.isVisible():
            assert figure.accessibleName().endswith(f": {figure.text()}")


def test_a_picture_never_stands_for_a_word_alone(scene: QWidget) -> None:
    """Beside each icon there is text, or the icon's own name says it."""
    for label in scene.findChildren(QLabel):
        if label.isVisible() and not label.pixmap().isNull():
            assert label.accessibleName()


def reached_by_tab(root: QWidget) -> list[QWidget]:
    """Return what Tab comes to, in its order, from the window's beginning on."""
    reached, at = [], root.nextInFocusChain()
    while at is not None and at is not root:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and at.isEnabled():
            reached.append(at)
        at = at.nextInFocusChain()
    return reached


def name(widget: QWidget) -> str:
    return name_of(QAccessible.queryAccessibleInterface(widget))


def test_tab_goes_down_and_to_the_right(scene: QWidget) -> None:
    stops = reached_by_tab(scene)
    parts = [scene]
    if isinstance(scene, MainWindow):  # column after column
        parts = [scene.top_bar, scene.watch_list, scene.centre, scene.feed]
        order = [next((n for n, p in enumerate(parts) if p.isAncestorOf(s)), None) for s in stops]
        known = [number for number in order if number is not None]
        assert known == sorted(known)
    for part in parts:
        inside = [stop for stop in stops if part.isAncestorOf(stop)]
        for before, after in pairwise(inside):
            one, other = (
                stop.mapTo(part, QPoint(0, stop.height() // 2)) for stop in (before, after)
            )
            same_row = abs(one.y() - other.y()) < before.height() // 2 + 8
            assert other.x() >= one.x() if same_row else other.y() > one.y(), (
                f"{name(before)} leads to {name(after)}"
            )


def test_tab_leaves_a_table(qtbot: QtBot) -> None:
    made = frame.plain()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    for table in made.findChildren(QTableView):
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Tab)
        assert not table.hasFocus()


@pytest.mark.parametrize("build", [dialog.deposit, dialog.sign_in], ids=["deposit", "sign in"])
def test_a_dialog_begins_at_what_is_to_be_filled_in(
    qtbot: QtBot, build: Callable[[], QDialog]
) -> None:
    made = build()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    focused = made.focusWidget()
    assert focused is not None
    assert focused.accessibleName() in ("Amount the customer pays, RSD", "Password")


def test_the_tooltip_of_what_is_cut_holds_the_whole(qtbot: QtBot) -> None:
    """In the smallest window the name gives way, and the whole is one hover away."""
    made = frame.small()
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    labels = [label for label in made.findChildren(QLabel) if label.isVisible()]
    for label in labels:
        text = label.text()
        cut = label.fontMetrics().horizontalAdvance(text) > label.contentsRect().width() + 1
        if text and cut and not label.wordWrap():
            place = label.mapTo(made, QPoint(0, 0))
            assert label.toolTip() == text, f"{text} at {place.x()}, {place.y()} is cut"

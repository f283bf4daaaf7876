"""A cell says by ink, icon and word what its transaction is, and never looks fresher than it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStyle

from tests.widgets.examples import transaction
from tests.widgets.pixels import cell, drawn, ink, painted
from widgets import theme
from widgets.transaction_delegate import (
    ICON,
    ICON_ONLY,
    PADDING,
    ROW_HEIGHT,
    TransactionDelegate,
    cell_width,
)
from widgets.transaction_table_model import (
    AMOUNT,
    BALANCE,
    COLUMNS,
    METHOD,
    STATUS,
    TYPE,
    TransactionTableModel,
)

CREDIT = transaction(1, balance_after_minor=1)
DEBIT = transaction(2, type="payment", direction=-1, balance_after_minor=1)
PENDING = transaction(3, status="pending", balance_after_minor=1)
FAILED = transaction(4, status="failed", direction=-1, balance_after_minor=1)
ROWS = (CREDIT, DEBIT, PENDING, FAILED)


@pytest.fixture
def delegate() -> Iterator[TransactionDelegate]:
    parent = QObject()
    model = TransactionTableModel(parent, clock=lambda: 0.0)
    model.set_transactions(ROWS)
    made = TransactionDelegate(model, parent)
    made.live = True
    made.setProperty("model", model)
    yield made
    parent.deleteLater()


def above_line(image: QImage) -> QImage:
    """Return a cell without the line at its foot."""
    return image.copy(0, 0, image.width(), image.height() - 1)


@pytest.mark.parametrize(
    ("row", "inks"),
    [
        (CREDIT, {TYPE: "text", AMOUNT: "positive", BALANCE: "text", STATUS: "muted"}),
        (DEBIT, {TYPE: "text", AMOUNT: "text", BALANCE: "text", STATUS: "muted"}),
        (PENDING, {TYPE: "muted", AMOUNT: "muted", BALANCE: "muted", STATUS: "warning"}),
        (FAILED, {TYPE: "muted", AMOUNT: "muted", BALANCE: "muted", STATUS: "negative"}),
    ],
    ids=["credit", "debit", "pending", "failed"],
)
def test_ink_means_something(
    delegate: TransactionDelegate, row: object, inks: dict[int, str]
) -> None:
    assert {column: delegate.ink(row, column) for column in inks} == inks  # type: ignore[arg-type]


def test_nothing_is_strong_while_the_stream_is_not_live(delegate: TransactionDelegate) -> None:
    delegate.live = False
    inks = {delegate.ink(row, column) for row in ROWS for column in range(len(COLUMNS))}
    assert inks == {"muted"}


@pytest.mark.parametrize("column", range(len(COLUMNS)))
@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_a_cell_of_its_own_width_is_not_cut(
    qapp: QApplication, delegate: TransactionDelegate, look: theme.Theme, column: int
) -> None:
    theme.apply(qapp, look)
    model = delegate.property("model")
    row = transaction(9_999_999, amount_minor=999_999_999_999, balance_after_minor=1)
    model.set_transactions([row])
    width = cell_width(row, column)
    exact = drawn(above_line(painted(delegate, cell(width, ROW_HEIGHT), model.index(0, column))))
    wide_cell = cell(width + 200, ROW_HEIGHT)
    wide = drawn(above_line(painted(delegate, wide_cell, model.index(0, column))))
    assert exact.width() == wide.width()
    assert exact.left() >= PADDING - 1
    assert exact.right() <= width - PADDING


def test_a_narrow_status_keeps_its_icon_and_no_half_word(delegate: TransactionDelegate) -> None:
    model = delegate.property("model")
    shapes = set()
    for number in (0, 1, 3):
        index = model.index(number, STATUS)
        box = drawn(above_line(painted(delegate, cell(ICON_ONLY, ROW_HEIGHT), index)))
        assert box.right() <= PADDING + ICON
        shapes.add((box.width(), box.height()))
    assert len(shapes) == 3, "three states, three shapes: not by colour alone"


def test_a_fresh_row_stands_on_a_tint(delegate: TransactionDelegate) -> None:
    model = delegate.property("model")
    model.upsert([transaction(8), transaction(9, direction=-1, type="payment")], fresh=True)
    corner = QRect(0, 0, PADDING - 2, ROW_HEIGHT - 1)
    for number, ground in ((0, "accent_ground"), (1, "positive_ground"), (2, "surface")):
        image = painted(delegate, cell(90, ROW_HEIGHT), model.index(number, METHOD))
        assert ink(image, ground, corner) == corner.width() * corner.height()


def test_a_chosen_row_keeps_the_ink_of_its_amount(delegate: TransactionDelegate) -> None:
    model = delegate.property("model")
    option = cell(110, ROW_HEIGHT)
    option.state = QStyle.StateFlag.State_Selected
    image = painted(delegate, option, model.index(model.row_of(CREDIT.id), AMOUNT))
    assert ink(image, "positive") > 0
    assert ink(image, "accent_ground", QRect(0, 0, PADDING, 8)) == PADDING * 8


def test_the_keyboards_cell_is_outlined(delegate: TransactionDelegate) -> None:
    option = cell(110, ROW_HEIGHT)
    assert ink(painted(delegate, option, delegate.property("model").index(0, TYPE)), "accent") == 0
    option.state = QStyle.StateFlag.State_HasFocus
    assert ink(painted(delegate, option, delegate.property("model").index(0, TYPE)), "accent") > 80

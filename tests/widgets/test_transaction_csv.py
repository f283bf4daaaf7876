"""Transactions as CSV: every column comes back, with the sign of what moved."""

import csv
import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.widgets.examples import transaction
from widgets.csv_text import csv_text, unguarded
from widgets.transaction_csv import HEADER, transaction_cells
from widgets.transaction_table_model import TransactionTableModel
from widgets.transaction_table_view import TransactionTableView

TEXTS = st.text(max_size=30)
MINOR = st.integers(-(10**12), 10**12)


@given(
    TEXTS, TEXTS | st.none(), MINOR, st.sampled_from([1, -1, 0]), MINOR | st.none(), st.booleans()
)
@settings(deadline=None)
def test_every_row_comes_back(
    name: str,
    description: str | None,
    minor: int,
    direction: int,
    after: int | None,
    exact: bool,  # noqa: FBT001
) -> None:
    row = transaction(
        7, user_name=name, description=description, amount_minor=minor, direction=direction,
        balance_after_minor=after, balance_after_exact=exact,
    )  # fmt: skip
    (read,) = csv.DictReader(io.StringIO(csv_text(transaction_cells([row])), newline=""))
    assert tuple(read) == HEADER
    assert int(read["id"]) == 7
    assert Decimal(read["amount"]) * 100 == row.signed_minor
    assert unguarded(read["user_name"]) == name
    assert unguarded(read["description"]) == (description or "")
    assert read["balance_after"] == ("" if after is None else str(Decimal(after).scaleb(-2)))


def test_the_table_copies_what_it_shows_and_asks_for_a_file(qtbot: QtBot) -> None:
    model = TransactionTableModel()
    view = TransactionTableView(model)
    qtbot.addWidget(view)
    actions = {action.text(): action for action in view.actions()}
    asked: list[bool] = []
    view.export_requested.connect(lambda: asked.append(True))
    QGuiApplication.clipboard().setText("before")
    actions["Copy them as CSV"].trigger()
    assert QGuiApplication.clipboard().text() == "before"
    model.set_transactions([transaction(2), transaction(1, direction=-1, amount_minor=35_000)])
    actions["Copy them as CSV"].trigger()
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text(), newline="")))
    assert [row["id"] for row in rows] == ["2", "1"]
    assert rows[1]["amount"] == "-350.00"
    actions["Export them as CSV…"].trigger()
    assert asked == [True]

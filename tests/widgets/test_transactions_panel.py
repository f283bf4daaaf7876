"""The rows of an account: what is older than what was read is neither counted nor believed."""

import pytest
from pytestqt.qtbot import QtBot

from api_client.models import AccountPage, Position, Transaction, TransactionPage
from tests.widgets.examples import NOON, account, transaction, user
from widgets.transactions_panel import TransactionsPanel

POSITION = Position(epoch="e", snapshot="1:1:")


@pytest.fixture
def panel(qtbot: QtBot) -> TransactionsPanel:
    made = TransactionsPanel()
    qtbot.addWidget(made)
    return made


def row(number: int, status: str = "completed") -> Transaction:
    return transaction(number, user_id=42, status=status)


def page(*numbers: int, count: int) -> AccountPage:
    return AccountPage(
        user=user(42), account=account(42), transactions=tuple(row(n) for n in numbers),
        more=count > len(numbers), transaction_count=count, as_of=NOON, position=POSITION,
    )  # fmt: skip


def older(*numbers: int) -> TransactionPage:
    rows = tuple(row(number) for number in numbers)
    return TransactionPage(transactions=rows, more=False, as_of=NOON, position=POSITION)


def shown(panel: TransactionsPanel) -> list[int]:
    model = panel.transactions
    return [model.row(number).id for number in range(model.rowCount())]


def test_a_change_of_a_row_not_read_yet_is_no_new_row(panel: TransactionsPanel) -> None:
    counts: list[int] = []
    panel.count_changed.connect(counts.append)
    panel.set_page(page(9, 8, 7, count=9))
    panel.apply([row(3, "failed")], [])
    assert (shown(panel), counts[-1]) == ([9, 8, 7], 9)
    panel.apply([row(10)], [])
    assert (shown(panel), counts[-1]) == ([10, 9, 8, 7], 10)
    panel.add_older(older(6, 5, 4, 3, 2, 1))
    panel.apply([row(3, "failed")], [])
    assert counts[-1] == 10
    known = panel.transactions.known(3)
    assert known is not None
    assert known.status == "failed"


def test_after_missed_events_only_what_was_read_again_is_shown(panel: TransactionsPanel) -> None:
    panel.set_page(page(9, 8, 7, count=9))
    panel.add_older(older(6, 5, 4, 3, 2, 1))
    panel.set_page(page(10, 9, 7, count=9))  # read again by hand: older rows stay
    assert shown(panel) == [10, 9, 7, 6, 5, 4, 3, 2, 1]
    assert panel.older_button.isHidden()
    panel.set_page(page(11, 10, 9, count=9), anew=True)
    assert shown(panel) == [11, 10, 9]
    assert not panel.older_button.isHidden()

"""Taking a deposit back: it names what from whom, wants a reason, and sends once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from api_client.records import Reversal
from tests.widgets.examples import account
from tests.widgets.record_pictures import SANDBOX, booked
from widgets.reversal_dialog import ReversalDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ReversalDialog]:
    keys = iter(("key-1", "key-2"))
    made = ReversalDialog(
        booked(7), account(42), SANDBOX, may_force=True, make_key=lambda: next(keys)
    )
    qtbot.addWidget(made)
    made.open()
    yield made
    made.close()


@pytest.fixture
def sent(dialog: ReversalDialog) -> list[Reversal]:
    wishes: list[Reversal] = []
    dialog.submitted.connect(wishes.append)
    return wishes


def test_it_wants_a_reason_and_says_what_from_whom(
    dialog: ReversalDialog, sent: list[Reversal]
) -> None:
    said = dialog.submit.text().replace("\u00a0", " ")
    assert said == "Take 2.100,00 RSD back from Ana Petrović #42"
    dialog.submit.click()
    assert sent == []
    assert dialog.why.reason.accessibleDescription()
    dialog.why.reason.setText("wrong user")
    dialog.why.ticket.setText("SUP-9")
    for _ in range(3):
        QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    wish = Reversal(transaction_id=88_407, reason="wrong user", ticket="SUP-9", key="key-1")
    assert sent == [wish]


def test_a_refusal_gets_a_new_key_and_no_answer_keeps_it(
    dialog: ReversalDialog, sent: list[Reversal]
) -> None:
    dialog.why.reason.setText("wrong user")
    dialog.submit.click()
    dialog.show_refused("50,00 RSD are available.")
    dialog.force.setChecked(True)
    dialog.submit.click()
    dialog.show_not_known("No answer.")
    assert dialog.why.reason.isReadOnly()
    dialog.submit.click()
    assert [(wish.key, wish.force) for wish in sent] == [
        ("key-1", False), ("key-2", True), ("key-2", True)
    ]  # fmt: skip


@pytest.mark.parametrize("may_force", [True, False])
def test_only_an_admin_may_insist(qtbot: QtBot, may_force: bool) -> None:  # noqa: FBT001
    made = ReversalDialog(booked(7), None, SANDBOX, may_force=may_force)
    qtbot.addWidget(made)
    made.show()
    assert made.force.isVisible() == may_force

"""The audit on screen: filters as they are asked for, and the state of the chain in words."""

import pytest
from pytestqt.qtbot import QtBot

from api_client.records import Chain
from tests.widgets.examples import NOON
from tests.widgets.record_pictures import entries
from widgets.audit_view import ACTIONS, AuditView, action_name


@pytest.fixture
def view(qtbot: QtBot) -> AuditView:
    made = AuditView()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("chain", "words"),
    [
        (Chain(whole=True, entries=1204), "The chain is whole. 1.204 acts"),
        (Chain(whole=False, entries=9, broken_at=7), "The chain is broken. At entry 7"),
        (Chain(whole=False, entries=9), "The chain is broken. Beyond its last entry"),
    ],
)
def test_the_chain_is_said_in_words(view: AuditView, chain: Chain, words: str) -> None:
    view.show_entries(entries(), chain, more=False, as_of=NOON)
    assert view.chain.isVisible()
    assert view.chain.sentence.startswith(words)


def test_filters_are_what_is_asked_for(view: AuditView, qtbot: QtBot) -> None:
    assert (view.actions_wanted, view.user_id) == ((), None)
    with qtbot.waitSignal(view.filter_changed):
        view.action.setCurrentIndex(view.action.findData("reversal"))
    with qtbot.waitSignal(view.filter_changed):
        view.user.setText("42")
    assert (view.actions_wanted, view.user_id) == (("reversal",), 42)
    view.user.setText("99999999999")
    assert view.user_id is None


def test_only_an_admin_is_offered_everybodys(view: AuditView) -> None:
    view.scope.set_all_allowed(allowed=True)
    view.scope.all.click()
    chosen = [view.scope.is_own]
    view.scope.set_all_allowed(allowed=False)
    chosen.append(view.scope.is_own)
    assert chosen == [False, True]
    assert view.scope.isHidden()


def test_reason_ticket_and_request_can_be_read(view: AuditView) -> None:
    view.show_entries(entries(), Chain(whole=True, entries=1), more=True, as_of=NOON)
    view.table.selectRow(0)
    first = entries()[0]
    shown = [view.model.index(0, n).data() for n in range(view.model.columnCount())]
    assert first.reason in shown
    assert first.ticket in shown
    assert str(first.request_id) in view.detail.text()
    assert "there are older ones" in view.count.text()


def test_every_known_action_has_words_and_an_unknown_one_is_shown_as_it_is() -> None:
    assert all(action_name(action) != "" for action in ACTIONS)
    assert len({action_name(action) for action in ACTIONS}) == len(ACTIONS)
    assert action_name("something_new") == "something_new"

"""The findings: every state in words, rows that can be chosen, no more height than needed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from api_client.findings import Finding
from tests.widgets import finding_pictures as pictures
from tests.widgets.examples import NOON
from tests.widgets.finding_pictures import LIVE, SOME, cannot_tell, finding, page, sweep
from widgets.findings_list import ROW_HEIGHT
from widgets.findings_view import FRAME, ROWS_AT_FIRST, FindingsView
from widgets.freshness import Freshness
from widgets.side_column import LEAST_FINDINGS


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[FindingsView]:
    made = pictures.panel(page(*SOME))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "No findings. Last sweep 12:04:07, users: 2.000."),
        ({"whole": False}, "No findings. Last sweep 12:04:07, not whole, users: 2.000."),
        (
            {"every_seconds": None},
            "No findings. Last sweep 12:04:07, users: 2.000. No sweep is scheduled on this server.",
        ),
        (
            {"every_seconds": None, "ended_at": None, "began_at": None},
            "No sweep so far. No sweep is scheduled on this server.",
        ),
        ({"ended_at": None}, "No sweep has ended so far."),
        (
            {"ended_at": NOON - timedelta(days=2)},
            "No findings. Last sweep 29.06.2026 12:04:07, users: 2.000. One is due every 5 min.",
        ),
    ],
)
def test_an_empty_panel_says_what_is_known(
    view: FindingsView, fields: dict[str, object], said: str
) -> None:
    view.show_page(page(sweep=sweep(**fields)), ())
    assert view.state.text() == said
    assert view.list.isHidden()
    assert view.count.isHidden()
    assert said in view.accessibleName()


@pytest.mark.parametrize(
    ("shown", "spoken"),
    [
        (SOME[0], "Marko Ilić, −2.000,00\u00a0RSD, The balance changed without a transaction"),
        (SOME[1], "Дарья Соколова, 999.999.999,99\u00a0RSD, Credited twice"),
        (SOME[3], "#91234, 50,00\u00a0RSD, A balance without a user"),
        (SOME[4], "Сергей Волков, 0,01\u00a0RSD, The transactions do not add up to it"),
        (SOME[5], "Ana Petrović, Cannot tell"),
        (finding(proved=("unheard_of",)), "Marko Ilić, −2.000,00\u00a0RSD, unheard_of"),
    ],
)
def test_a_row_says_who_how_much_and_why(view: FindingsView, shown: Finding, spoken: str) -> None:
    view.show_page(page(shown), [shown])
    index = view.model.index(0)
    assert view.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == spoken
    assert str(view.model.data(index, Qt.ItemDataRole.ToolTipRole)).endswith(
        "seen again 01.07.2026 12:09:07"
    )


def test_what_cannot_be_told_is_not_counted_as_wrong(view: FindingsView) -> None:
    assert view.count.text() == "5 · 1 cannot tell"
    view.show_page(page(cannot_tell(1, 42)), [cannot_tell(1, 42)])
    assert view.count.text() == "1 cannot tell"


def test_a_failure_keeps_the_rows_and_offers_another_try(qtbot: QtBot, view: FindingsView) -> None:
    view.show_failed("It is away.")
    assert view.state.text() == "Not read: It is away."
    assert view.findings == list(SOME)
    assert not view.model.live
    with qtbot.waitSignal(view.retry_requested):
        view.retry.click()
    view.show_page(page(), ())
    assert view.retry.isHidden()


def test_rows_are_of_now_only_while_stream_and_sweeps_keep_up(view: FindingsView) -> None:
    looks = [view.model.live]
    view.set_freshness(Freshness(state="stale"))
    looks.append(view.model.live)
    view.set_freshness(LIVE)
    view.set_now(NOON + timedelta(seconds=600))
    looks.append(view.model.live)
    view.set_now(NOON + timedelta(seconds=601))
    looks.append(view.model.live)
    assert looks == [True, False, True, False]
    assert view.state.property("tone") == "warning"


def test_a_row_is_chosen_by_mouse_and_by_keys(qtbot: QtBot, view: FindingsView) -> None:
    place = view.list.visualRect(view.model.index(1)).center()
    with qtbot.waitSignal(view.finding_requested) as chosen:
        QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [SOME[1]]
    view.go_in()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.finding_requested) as chosen:
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert chosen.args == [SOME[2]]


def test_who_is_chosen_stays_so_when_others_come(view: FindingsView) -> None:
    view.list.setCurrentIndex(view.model.index(2))
    rows = [finding(20, 318), *SOME]
    view.show_page(page(*rows), rows)
    assert view.model.finding(view.list.currentIndex().row()) == SOME[2]


def test_it_takes_no_more_height_than_it_needs(view: FindingsView) -> None:
    assert view.list.height() == ROWS_AT_FIRST * ROW_HEIGHT + FRAME
    view.show_rows(2)
    assert view.list.height() == 2 * ROW_HEIGHT + FRAME
    view.show_page(page(SOME[0]), SOME[:1])
    assert view.list.height() == ROW_HEIGHT + FRAME


def test_a_low_window_leaves_the_room_to_the_watch_list(qtbot: QtBot) -> None:
    window = pictures.frame()
    qtbot.addWidget(window)
    window.show()
    window.resize(1024, 640)
    assert (window.width(), window.height()) == (1024, 640)
    assert window.findings.list.height() == LEAST_FINDINGS * ROW_HEIGHT + FRAME
    window.resize(1360, 1080)
    assert window.findings.list.height() == len(SOME) * ROW_HEIGHT + FRAME
    window.watch_list_action.setChecked(False)
    window.show_findings()
    assert window.findings.isVisible()

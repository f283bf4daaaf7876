"""The account page in both directions: what it is given it says; what is done to it, it wishes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from api_client.models import (
    Account,
    AccountPage,
    Curve,
    CurvePoint,
    Position,
    Transaction,
    TransactionPage,
)
from tests.widgets.examples import NOON, account, transaction, user
from widgets import theme
from widgets.account_view import AccountView
from widgets.freshness import Freshness

POSITION = Position(epoch="e", snapshot="1:1:")
LIVE = Freshness(state="live", as_of=NOON)
STALE = Freshness(state="stale", as_of=NOON, age_seconds=8)


def page(
    *rows: Transaction, who: int = 42, count: int | None = None, **fields: object
) -> AccountPage:
    """Return an account read at one moment; ``count`` above the rows' number: there are more."""
    total = len(rows) if count is None else count
    return AccountPage(
        user=user(who, city="Novi Sad", country="Serbia", created_at=NOON),
        account=account(who, **fields),  # type: ignore[arg-type]
        transactions=rows,
        more=total > len(rows),
        transaction_count=total,
        as_of=NOON,
        position=POSITION,
    )


def a_curve(*balances: int) -> Curve:
    """Return steps a day apart."""
    points = tuple(
        CurvePoint(
            at=NOON - timedelta(days=9 - number), balance_minor=minor, transaction_id=1, exact=True
        )
        for number, minor in enumerate(balances)
    )
    return Curve(points=points, currency="RSD", as_of=NOON, position=POSITION)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[AccountView]:
    made = AccountView()
    qtbot.addWidget(made)
    made.resize(768, 690)
    made.set_deposits_allowed(allowed=True, why="")
    made.set_freshness(LIVE)
    made.show()
    yield made
    made.close()


def ids(view: AccountView) -> list[int]:
    return [view.transactions.row(number).id for number in range(view.transactions.rowCount())]


def test_it_says_who_how_much_and_how_much_of_it(view: AccountView) -> None:
    view.set_page(page(transaction(2), transaction(1), frozen_minor=40_050, changes=1))
    assert (view.name.text(), view.id.text(), view.status.text()) == (
        "Ana Petrović",
        "#42",
        "active",
    )
    assert view.about.text().split("    ") == [
        "user42@example.org",
        "+381 60 000 0000",
        "Novi Sad, Serbia",
        "member since 01.07.2026",
    ]
    figures = view.figures
    assert view.shown_balance == "2.000,00 RSD"
    assert figures.available.text() == "1.599,50"
    assert (figures.frozen.text(), figures.count.text()) == ("400,50", "2")
    assert figures.age.text() == "live · 1 change"
    assert (ids(view), view.rows.rows_text.text()) == ([2, 1], "2 of 2 shown")
    assert view.placeholder.isHidden()


def test_every_figure_is_read_out_with_its_name(view: AccountView) -> None:
    view.set_page(page(transaction(1), frozen_minor=40_000))
    figures = view.figures
    assert figures.balance.accessibleName() == "Stored balance: 2.000,00"
    assert figures.balance.accessibleDescription() == "2.000,00\u00a0RSD, live · 17 changes"
    assert figures.available.accessibleName() == "Available: 1.600,00"
    assert figures.frozen.accessibleName() == "Frozen: 400,00"
    assert figures.count.accessibleName() == "Transactions: 1"
    assert figures.age_icon.accessibleName() == "live"


@pytest.mark.parametrize("minor", [0, -1, 49, 999_999_999_999])
def test_the_balance_always_has_two_decimals(view: AccountView, minor: int) -> None:
    view.set_page(page(balance_minor=minor))
    assert view.figures.balance.text()[-3] == ","
    room = view.figures.balance
    assert room.fontMetrics().horizontalAdvance(room.text()) <= room.width() or room.isHidden()


def test_a_newer_version_moves_the_balance_an_older_one_or_a_strangers_does_not(
    view: AccountView,
) -> None:
    view.set_page(page())
    view.set_latency(3.6)
    assert view.figures.age.text().endswith("on screen 4 ms after the commit")
    view.set_account(account(42, 1, version=16))
    view.set_account(account(7, 2, version=99))
    assert view.shown_balance == "2.000,00 RSD"
    view.set_account(account(42, 350_000, version=18))
    assert view.shown_balance == "3.500,00 RSD"
    assert "ms" not in view.figures.age.text(), "the latency was the older figure's"


def test_what_is_not_live_looks_old_and_says_since_when(view: AccountView) -> None:
    view.set_page(page(transaction(1)))
    ink = view.figures.balance.palette().windowText().color()
    assert ink == theme.colour("text")
    view.set_freshness(STALE)
    assert view.figures.balance.palette().windowText().color() == theme.colour("muted")
    assert view.figures.age.text().startswith("not live, as of 8 s ago")
    assert view.figures.age_icon.accessibleName() == "not live, as of 8 s ago"
    assert not view.rows.table.delegate.live
    assert not view.curve.canvas.live
    view.set_freshness(LIVE)
    assert view.figures.balance.palette().windowText().color() == ink
    assert view.rows.table.delegate.live


def test_before_the_first_word_of_the_stream_nothing_looks_live(qtbot: QtBot) -> None:
    made = AccountView()
    qtbot.addWidget(made)
    made.set_page(page())
    assert made.figures.balance.property("tone") == "muted"
    assert made.figures.age.text().startswith("not live")


def test_commits_come_change_and_go(view: AccountView) -> None:
    view.set_page(page(transaction(2), transaction(1), count=10))
    view.apply_transactions([transaction(3), transaction(1, status="failed")], [])
    assert (ids(view), view.rows.rows_text.text()) == ([3, 2, 1], "3 of 11 shown")
    assert view.transactions.row(2).status == "failed"
    view.apply_transactions([transaction(2, user_id=7)], [1, 999])
    assert (ids(view), view.rows.rows_text.text()) == ([3], "1 of 9 shown")
    view.apply_transactions([transaction(50, user_id=7)], [51])
    assert ids(view) == [3], "other users' transactions are not this account's"


def test_the_same_page_again_is_merged_another_users_replaces(view: AccountView) -> None:
    view.set_page(page(*[transaction(n) for n in range(9, 4, -1)], count=9))
    view.add_older(older(transaction(4), transaction(3), more=True))
    view.rows.filter_bar.text.setText("deposit")
    view.set_page(page(transaction(10), transaction(9), transaction(7), count=9))
    assert ids(view) == [10, 9, 7, 6, 5, 4, 3], "8 is gone; what is older than the page stays"
    assert view.rows.filter_bar.text.text() == "deposit"
    view.set_page(page(transaction(70, user_id=7), who=7))
    assert ids(view) == [70]
    assert view.rows.filter_bar.text.text() == ""


def older(*rows: Transaction, more: bool) -> TransactionPage:
    return TransactionPage(transactions=rows, more=more, as_of=NOON, position=POSITION)


def test_older_rows_are_asked_for_once_at_a_time(qtbot: QtBot, view: AccountView) -> None:
    view.set_page(page(transaction(9), transaction(8), count=4))
    button = view.rows.older_button
    with qtbot.waitSignal(view.older_requested) as asked:
        button.click()
    assert asked.args == [8]
    assert not button.isEnabled()
    with qtbot.assertNotEmitted(view.older_requested):
        view.rows.table.end_reached.emit()
    view.show_older_failed()
    assert button.isEnabled()
    with qtbot.waitSignal(view.older_requested):
        button.click()
    view.add_older(older(transaction(7), transaction(6), more=False))
    assert ids(view) == [9, 8, 7, 6]
    assert button.isHidden()


def test_an_empty_account_and_a_filter_that_passes_nothing_say_so(view: AccountView) -> None:
    view.set_page(page(balance_minor=0, exists=False))
    assert "no balance row yet" in view.figures.age.text()
    assert view.rows.placeholder.text.text().startswith("No transactions yet")
    assert view.rows.placeholder.action.isHidden()
    view.apply_transactions([transaction(1)], [])
    assert view.rows.placeholder.isHidden()
    view.rows.filter_bar.text.setText("zzz")
    assert view.rows.placeholder.text.text() == "None of 1 read so far passes the filter."
    view.rows.placeholder.action.click()
    assert (ids(view), view.rows.filter_bar.text.text()) == ([1], "")


def test_loading_failed_and_nothing_are_three_looks(qtbot: QtBot, view: AccountView) -> None:
    view.show_nothing()
    assert "Ctrl+K" in view.placeholder.text.text()
    view.show_loading(42)
    assert view.placeholder.text.isHidden()
    assert view.placeholder.accessibleName() == "Reading account #42…"
    view.show_failure("The gateway is away.")
    assert view.placeholder.text.text() == "The gateway is away."
    with qtbot.waitSignal(view.retry_requested):
        view.placeholder.action.click()
    view.show_waiting("Signing in…")
    assert view.placeholder.action.isHidden()
    assert view.shown_balance == ""


def test_a_failed_refresh_leaves_the_figures_and_says_why(view: AccountView) -> None:
    view.set_page(page(transaction(1)))
    view.set_freshness(STALE)
    view.show_failure("The gateway is away.")
    assert view.shown_balance == "2.000,00 RSD"
    assert "The gateway is away." in view.figures.age.text()
    view.set_page(page(transaction(1)))
    assert "The gateway is away." not in view.figures.age.text()


def test_a_deposit_is_a_wish_for_the_open_account(qtbot: QtBot, view: AccountView) -> None:
    with qtbot.assertNotEmitted(view.deposit_requested):
        view.request_deposit()
    view.set_page(page())
    with qtbot.waitSignal(view.deposit_requested) as wish:
        QTest.mouseClick(view.deposit_button, Qt.MouseButton.LeftButton)
    assert wish.args == [account(42)]
    view.set_deposits_allowed(allowed=False, why="This is production.")
    assert view.deposit_button.toolTip() == "This is production."
    assert view.deposit_button.accessibleDescription() == "This is production."
    with qtbot.assertNotEmitted(view.deposit_requested):
        view.request_deposit()


def test_a_new_balance_is_reported_once_it_is_painted(qtbot: QtBot, view: AccountView) -> None:
    painted: list[Account] = []
    view.balance_painted.connect(painted.append)
    view.set_page(page())
    qtbot.waitUntil(lambda: view.painted_account == account(42))
    moved = account(42, 350_000, version=18)
    view.set_account(moved)
    assert view.painted_account != moved, "not before the paint"
    qtbot.waitUntil(lambda: view.painted_account == moved)
    view.grab()
    QApplication.processEvents()
    assert painted == [account(42), moved]


def test_the_curve_is_drawn_and_read_again_on_request(qtbot: QtBot, view: AccountView) -> None:
    view.set_page(page())
    view.set_curve(a_curve(200_000))
    assert view.curve.end_minor == 200_000
    view.set_curve_failure("The database is away.")
    assert view.curve.curve is None
    with qtbot.waitSignal(view.refresh_requested):
        view.curve.placeholder.action.click()


def test_nothing_below_moves_when_the_curve_comes(view: AccountView) -> None:
    view.set_page(page())
    tops = set()
    for curve in (None, a_curve(), a_curve(200_000)):
        view.set_curve(curve)
        QApplication.processEvents()
        tops.add(view.rows.y())
    view.set_curve_failure("The database is away.")
    QApplication.processEvents()
    tops.add(view.rows.y())
    assert len(tops) == 1


def test_ctrl_f_goes_to_the_filter_and_esc_back(qtbot: QtBot, view: AccountView) -> None:
    view.set_page(page(transaction(1)))
    with qtbot.waitActive(view):
        view.activateWindow()
    view.open_filter()
    assert view.rows.filter_bar.text.hasFocus()
    QTest.keyClick(view.rows.filter_bar.text, Qt.Key.Key_Escape)
    assert view.rows.table.hasFocus()


def test_a_long_name_gives_way_and_no_figure_does(view: AccountView) -> None:
    view.resize(568, 530)
    view.set_page(
        page(who=2_147_483_650, balance_minor=999_999_999_999, frozen_minor=99_999_999_999)
    )
    QApplication.processEvents()
    assert view.width() == 568
    assert view.name.width() < view.name.sizeHint().width()
    figures = view.figures
    for figure in (figures.balance, figures.available, figures.frozen, figures.count):
        assert figure.width() >= figure.sizeHint().width()
    assert view.deposit_button.width() >= view.deposit_button.sizeHint().width()

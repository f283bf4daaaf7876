"""Banner and toasts: one per key, never a heap."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from widgets.main_window import MainWindow
from widgets.notice_view import MOST_TOASTS, SHOWN_MS, Notice, NoticeView

if TYPE_CHECKING:
    from widgets.message import Severity


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1024, 640)
    qtbot.addWidget(made)
    return made


def notice(key: str, text: str = "Text.", *, lasting: bool = False, action: str = "") -> Notice:
    severity: Severity = "warning" if lasting else "error"
    return Notice(key=key, severity=severity, text=text, lasting=lasting, action=action)


def test_the_same_key_replaces(window: QWidget) -> None:
    view = NoticeView(window)
    for number in range(100):
        view.present(notice("offline", f"Attempt {number}.", lasting=True))
    shown = view.message("offline")
    assert shown is not None
    assert "Attempt 99." in shown.sentence
    assert view.count(lasting=True) == 1


def test_toasts_never_pile_up(window: QWidget) -> None:
    view = NoticeView(window)
    for number in range(100):
        view.present(notice(f"bug {number}"))
    assert view.count(lasting=False) == MOST_TOASTS
    assert view.message("bug 99") is not None


def test_a_lasting_state_stays_until_withdrawn(window: QWidget) -> None:
    view = NoticeView(window)
    view.present(notice("offline", lasting=True))
    assert not view.isHidden()
    view.withdraw("offline")
    view.withdraw("offline")
    assert view.isHidden()


def test_buttons_name_the_notice(qtbot: QtBot, window: QWidget) -> None:
    view = NoticeView(window)
    told = notice("deposit", action="Show")
    view.present(told)
    shown = view.message("deposit")
    assert shown is not None
    with qtbot.waitSignal(view.action_requested) as pressed:
        shown.action.click()
    assert pressed.args == [told]
    with qtbot.waitSignal(view.dismissed) as closed:
        shown.close_button.click()
    assert closed.args == [told]
    assert view.message("deposit") is None


def test_text_is_text(window: QWidget) -> None:
    view = NoticeView(window)
    view.present(notice("bug", "<b>Ana</b> & Marko"))
    shown = view.message("bug")
    assert shown is not None
    assert "&lt;b&gt;Ana&lt;/b&gt; &amp; Marko" in shown.text.text()


def test_a_window_that_goes_takes_its_toasts_along(qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        window = MainWindow(QWidget())
        window.show()
        window.notices.present(notice("a"))
        delete(window)
    assert raised == []


class Desk(QWidget):
    """A window of three columns, as wide as they are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1360, 800)
        self.list, self.account, self.feed = (QWidget(self) for _ in range(3))
        for column, left, width in (
            (self.list, 12, 252),
            (self.account, 276, 768),
            (self.feed, 1056, 292),
        ):
            column.setGeometry(left, 67, width, 690)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    return made


def place(view: NoticeView, key: str, desk: Desk) -> QRect:
    """Return where a toast stands in the window."""
    shown = view.message(key)
    assert shown is not None
    QApplication.processEvents()
    return QRect(shown.mapTo(desk, QPoint(0, 0)), shown.size())


def test_toasts_stand_in_the_first_column_that_is_shown(desk: Desk) -> None:
    view = NoticeView(desk, (desk.feed, desk.list, desk.account))
    view.present(
        notice("a", "Deposit of 2.000,00 RSD to Ana Petrović #42 is booked.", action="Show")
    )
    view.present(notice("b"))
    for home in (desk.feed, desk.list):
        for key in ("a", "b"):
            assert home.geometry().contains(place(view, key, desk))
        home.hide()
    assert desk.account.geometry().contains(place(view, "a", desk))
    desk.feed.show()
    assert desk.feed.geometry().contains(place(view, "a", desk))


def test_toasts_follow_their_column_and_hold_their_words(desk: Desk) -> None:
    view = NoticeView(desk, (desk.feed,))
    view.present(notice("a", "Deposit of 2.000,00 RSD to Ana Petrović #42 is booked."))
    for width in (292, 220, 600):
        desk.feed.setGeometry(1360 - width - 12, 67, width, 500)
        room = place(view, "a", desk)
        assert desk.feed.geometry().contains(room)
        shown = view.message("a")
        assert shown is not None
        assert shown.text.height() >= shown.text.heightForWidth(shown.text.width())


def test_a_toast_goes_by_itself_an_error_waits(qtbot: QtBot, window: QWidget) -> None:
    view = NoticeView(window, shown_ms={"information": 1, "success": 1, "warning": 1, "error": 0})
    for severity in SHOWN_MS:
        view.present(Notice(key=severity, severity=severity, text="Text."))
    qtbot.waitUntil(lambda: view.count(lasting=False) == 1)
    assert view.message("error") is not None
    assert SHOWN_MS["error"] == 0
    assert all(SHOWN_MS[kind] >= 5_000 for kind in SHOWN_MS if kind != "error")

"""Banner and toasts: one per key, never a heap."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from widgets.main_window import MainWindow
from widgets.notice_view import MOST_TOASTS, Notice, NoticeView

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

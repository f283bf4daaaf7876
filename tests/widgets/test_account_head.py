"""The head of an account says all it knows where there is room, at any width."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.examples import NOON, user
from widgets.account_head import AccountHead
from widgets.elided_label import BETWEEN

WORDS = st.text("aж ", min_size=1, max_size=60).map(str.strip).filter(bool)


@pytest.fixture
def head(qtbot: QtBot) -> AccountHead:
    made = AccountHead()
    qtbot.addWidget(made)
    made.set_buttons([QPushButton(word) for word in ("Why?", "Evidence…", "Test deposit…")])
    made.resize(700, 120)
    made.show()
    return made


def said(head: AccountHead) -> list[str]:
    """Return what is drawn of e-mail, phone, place and membership."""
    QApplication.processEvents()
    head.grab()
    return [part for label in (head.about, head.more) for part in label.shown.split(BETWEEN)]


@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=WORDS,
    email=st.text("aж", min_size=1, max_size=50),
    city=st.none() | WORDS,
    width=st.integers(528, 2_000),
)
def test_nothing_is_cut_that_has_room_in_a_line(
    head: AccountHead, name: str, email: str, city: str | None, width: int
) -> None:
    known = user(33, name=name, email=f"{email}@x.org", city=city, created_at=NOON)
    head.set_user(known)
    head.resize(width, 120)
    shown = said(head)
    assert known.email in shown  # 56 letters at most have room in the narrowest line
    advance = head.about.fontMetrics().horizontalAdvance
    everything = BETWEEN.join(head.about.text().split(BETWEEN) + head.more.text().split(BETWEEN))
    if advance(everything.strip()) <= width // 2:
        assert BETWEEN.join(shown).strip() == everything.strip()
    for button in head.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
        assert head.rect().contains(button.geometry())


def test_a_long_name_costs_nobody_their_phone_and_city(head: AccountHead) -> None:
    who = user(
        33, name="Александра-Константиновна Хаджи-Поповић Михајловић-Станковић Радосављевић",
        email="aleksandra.hadzi-popovic@example.org", city="Сремска Митровица",
        created_at=NOON - timedelta(days=510),
    )  # fmt: skip
    head.set_user(who)
    shown = said(head)
    assert shown[0] == who.email
    assert {"+381 60 000 0000", "Сремска Митровица"} <= {*shown}

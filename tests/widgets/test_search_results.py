"""A found user's row: who, what matched, and a balance that is never cut."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QStyle

from api_client.models import UserHit
from tests.widgets.examples import PEOPLE, hit
from tests.widgets.pixels import cell, drawn, ink, painted
from widgets.feed_filter import folded
from widgets.painting import text_width
from widgets.search_results import (
    ROW_HEIGHT,
    SearchDelegate,
    SearchListModel,
    balance,
    contact,
    matched_spans,
)

WIDTH = 558


@pytest.fixture
def model() -> Iterator[SearchListModel]:
    parent = QObject()
    yield SearchListModel(parent)
    parent.deleteLater()


def test_a_row_tells_people_of_one_name_apart() -> None:
    assert contact(hit(42, city="Niš")) == "user42@example.org · +381 60 000 0000 · Niš"
    assert contact(hit(42, phone=None)) == "user42@example.org"
    assert balance(hit(42, balance_minor=0)) == "0,00\u00a0RSD"
    assert balance(hit(42, balance_minor=None)) == ""


@given(st.text("aćčđ жЉ-", max_size=12), st.text("aćčđ жЉ-A", max_size=24))
def test_spans_lie_in_the_text_and_hold_a_word(words: str, text: str) -> None:
    spans = matched_spans(words, text)
    assert len(spans) <= len(folded(words).split())
    for start, length in spans:
        assert start >= 0
        assert length >= 1
        assert start + length <= len(text)
        held = folded(text[start : start + length])
        assert any(word in held for word in folded(words).split())


@pytest.mark.parametrize(
    "found",
    [
        hit(42),
        hit(2_147_483_650, balance_minor=999_999_999_999, city="Sremska Mitrovica"),
        hit(1204, balance_minor=None, matched="transaction", transaction_id=88_412),
    ],
    ids=["plain", "long", "no balance"],
)
def test_what_matched_is_marked_and_the_balance_whole(
    model: SearchListModel, found: UserHit
) -> None:
    delegate = SearchDelegate()
    model.set_hits([found], "")
    index = model.index(0, 0)
    plain = painted(delegate, cell(WIDTH, ROW_HEIGHT), index)
    assert ink(plain, "warning_ground") == 0
    model.set_hits([found], found.name.split()[0])
    marked = painted(delegate, cell(WIDTH, ROW_HEIGHT), model.index(0, 0))
    assert ink(marked, "warning_ground") > 50
    right = QRect(WIDTH - 12 - max(20, text_width(balance(found), 13, 600)), 0, 400, 28)
    figure = right & marked.rect()
    assert not drawn(marked.copy(figure)).isEmpty()
    assert marked.copy(figure) == plain.copy(figure)


def test_a_long_name_gives_way_to_the_balance(model: SearchListModel) -> None:
    drawn_figures = []
    for name in ("A", max(PEOPLE.values(), key=len) * 2):
        model.set_hits([hit(42, name=name, balance_minor=999_999_999_999)], "")
        image = painted(SearchDelegate(), cell(WIDTH, ROW_HEIGHT), model.index(0, 0))
        width = text_width("9.999.999.999,99 RSD", 13, 600)
        drawn_figures.append(image.copy(WIDTH - 12 - width, 0, width, 26))
    assert drawn_figures[0] == drawn_figures[1]


def test_the_chosen_row_is_marked(model: SearchListModel) -> None:
    model.set_hits([hit(42)], "")
    option = cell(WIDTH, ROW_HEIGHT)
    option.state = QStyle.StateFlag.State_Selected
    image = painted(SearchDelegate(), option, model.index(0, 0))
    assert ink(image, "accent_ground", QRect(0, 0, 12, ROW_HEIGHT)) == 12 * ROW_HEIGHT

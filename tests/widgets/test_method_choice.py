"""The methods of a deposit: amounts are whole, names give way, one is chosen."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from api_client.models import PaymentMethod
from tests.widgets.examples import METHODS
from widgets.elided_radio import ElidedRadio
from widgets.method_choice import MethodChoice, format_percentage

INNER = 592
"""The room inside the dialog, in pixels."""


@pytest.fixture
def choice(qtbot: QtBot) -> Iterator[MethodChoice]:
    made = MethodChoice("RSD")
    qtbot.addWidget(made)
    made.resize(INNER, 160)
    made.show()
    yield made
    made.close()


def labels(choice: MethodChoice) -> list[QLabel]:
    return [label for label in choice.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    "methods",
    [
        METHODS,
        tuple(replace(method, name=method.name * 4) for method in METHODS),
        tuple(
            replace(
                method,
                minimum_minor=99_999_999_999,
                maximum_minor=999_999_999_999,
                fixed_fee_minor=99_999_999_999,
                fee_percentage="99.99",
            )
            for method in METHODS
        ),
    ],
    ids=["as they are", "long names", "largest amounts"],
)
def test_no_amount_is_cut_and_a_cut_name_is_one_hover_away(
    choice: MethodChoice, methods: tuple[PaymentMethod, ...]
) -> None:
    choice.set_methods(methods)
    QApplication.processEvents()
    assert choice.minimumSizeHint().width() <= INNER
    assert len(labels(choice)) == 3 + 2 * len(methods)
    for label in labels(choice):
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    for radio in choice.findChildren(ElidedRadio):
        whole = radio.text() == radio.accessibleName()
        assert whole or radio.toolTip() == radio.accessibleName()


def test_the_marketplaces_own_methods_are_whole(choice: MethodChoice) -> None:
    choice.set_methods(METHODS)
    QApplication.processEvents()
    shown = [radio.text() for radio in choice.findChildren(ElidedRadio)]
    assert shown == [method.name for method in METHODS]
    words = [label.text().replace("\u00a0", " ") for label in labels(choice)]
    assert "1.000,00 to 10.000.000,00" in words
    assert "50,00 RSD + 1,50 %" in words


def test_limits_and_fees_stand_right_below_each_other(choice: MethodChoice) -> None:
    choice.set_methods(METHODS)
    QApplication.processEvents()
    head = {label.text(): label for label in labels(choice)}
    for title in ("Limits", "Fee"):
        column = [
            label.geometry().right()
            for label in labels(choice)
            if label.geometry().left() <= head[title].geometry().right() <= label.geometry().right()
        ]
        assert len(column) == 1 + len(METHODS)
        assert len(set(column)) == 1


def test_the_mock_payment_is_chosen_and_another_can_be(qtbot: QtBot, choice: MethodChoice) -> None:
    choice.set_methods(METHODS)
    assert choice.method is not None
    assert choice.method.code == "mock_payment"
    post = next(b for b in choice.buttons if b.accessibleName() == "Pošta Srbije")
    with qtbot.waitSignal(choice.chosen):
        QTest.mouseClick(post, Qt.MouseButton.LeftButton, pos=post.rect().center())
    assert choice.method.code == "post_office"
    inactive = next(b for b in choice.buttons if b.accessibleName() == "IPS QR")
    QTest.mouseClick(inactive, Qt.MouseButton.LeftButton, pos=inactive.rect().center())
    assert choice.method.code == "post_office"


def test_a_failure_is_said_in_place_and_can_be_tried_again(
    qtbot: QtBot, choice: MethodChoice
) -> None:
    choice.show_failed("The gateway is away.")
    assert "The gateway is away." in choice.problem.sentence
    with qtbot.waitSignal(choice.retry_requested):
        choice.problem.action.click()
    choice.set_methods(METHODS)
    assert choice.problem.isHidden()
    choice.set_methods(METHODS[2:3])
    assert choice.method is None
    assert choice.problem.sentence == "No method is active."


@pytest.mark.parametrize(
    ("stored", "shown"), [("1.50", "1,50"), ("0.8", "0,80"), ("12", "12,00"), ("0.05", "0,05")]
)
def test_a_percentage_has_two_decimals(stored: str, shown: str) -> None:
    assert format_percentage(stored) == f"{shown}\u00a0%"

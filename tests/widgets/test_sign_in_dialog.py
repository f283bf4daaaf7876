"""Sign-in: what is asked, and where refusals are said."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.test_deposit_dialog import SANDBOX
from widgets.sign_in_dialog import GatewayChoice, SignInDialog

URL = "http://127.0.0.1:8765"


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[SignInDialog]:
    choices = (
        GatewayChoice("Sandbox", URL, "ops@example.org"),
        GatewayChoice("Staging", "https://staging.example.org"),
    )
    made = SignInDialog(choices)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.close()


@pytest.fixture
def wishes(dialog: SignInDialog) -> list[tuple[str, str, str]]:
    made: list[tuple[str, str, str]] = []
    dialog.sign_in_requested.connect(lambda *wish: made.append(wish))
    return made


def test_it_asks_to_sign_in_with_what_was_typed(
    dialog: SignInDialog, wishes: list[tuple[str, str, str]]
) -> None:
    dialog.password.setText("s3cret")
    dialog.submit.click()
    dialog.submit.click()
    assert wishes == [(URL, "ops@example.org", "s3cret")]
    assert not dialog.submit.isEnabled()


def test_a_refusal_stands_beside_its_field_and_forgets_the_password(
    dialog: SignInDialog, wishes: list[tuple[str, str, str]]
) -> None:
    dialog.password.setText("wrong")
    dialog.submit.click()
    dialog.show_refused("E-mail or password is wrong.")
    assert dialog.password.text() == ""
    assert dialog.password.accessibleDescription() == "E-mail or password is wrong."
    dialog.submit.click()
    assert len(wishes) == 1


def test_offline_can_be_tried_again(
    dialog: SignInDialog, wishes: list[tuple[str, str, str]]
) -> None:
    dialog.password.setText("s3cret")
    dialog.submit.click()
    dialog.show_offline("Nothing answers.")
    assert "Nothing answers." in dialog.outcome.sentence
    dialog.outcome.action.click()
    assert wishes == [(URL, "ops@example.org", "s3cret")] * 2


def test_signing_in_closes_and_forgets_the_password(dialog: SignInDialog) -> None:
    dialog.password.setText("s3cret")
    dialog.submit.click()
    dialog.show_signed_in()
    assert dialog.isHidden()
    assert dialog.password.text() == ""


def test_the_environment_is_what_the_chosen_server_says(dialog: SignInDialog) -> None:
    asked: list[str] = []
    dialog.environment_requested.connect(asked.append)
    dialog.set_environment("https://other.example.org", SANDBOX)
    assert dialog.chip.isHidden()
    dialog.set_environment(URL, SANDBOX)
    assert dialog.chip.word.text() == "SANDBOX"
    dialog.gateway.setCurrentIndex(1)
    assert asked == ["https://staging.example.org"]
    assert dialog.chip.isHidden()


def test_another_gateway_may_be_typed(
    dialog: SignInDialog, wishes: list[tuple[str, str, str]]
) -> None:
    dialog.gateway.setEditText("https://gate.example.org/console")
    dialog.password.setText("s3cret")
    dialog.submit.click()
    assert wishes[0][0] == "https://gate.example.org/console"


def test_a_missing_keyring_is_said(dialog: SignInDialog) -> None:
    dialog.set_keyring_notice("No keyring here.")
    assert "No keyring here." in dialog.keyring.sentence
    dialog.set_keyring_notice("")
    assert dialog.keyring.isHidden()

"""The evidence dialog: what it asks for, and how each end of it looks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from api_client.evidence import EvidenceWish
from api_client.verdicts import Claim
from console.language import speak
from tests.widgets.evidence_pictures import CLAIM, FINGERPRINT, PATH
from tests.widgets.examples import user
from tests.widgets.frame_pictures import SANDBOX
from widgets.evidence_dialog import LONGEST_WORDS, EvidenceDialog
from widgets.save_dialog import SaveDialog
from widgets.wish_dialog import State

if TYPE_CHECKING:
    from collections.abc import Callable


def opened(qtbot: QtBot, claim: Claim = CLAIM) -> tuple[EvidenceDialog, list[EvidenceWish]]:
    dialog = EvidenceDialog(user(42), claim, "RSD", SANDBOX)
    qtbot.addWidget(dialog)
    asked: list[EvidenceWish] = []
    dialog.submitted.connect(asked.append)
    dialog.show()
    return dialog, asked


def test_it_asks_for_what_was_chosen_and_said(qtbot: QtBot) -> None:
    dialog, asked = opened(qtbot)
    assert dialog.language.currentData() == "en"
    dialog.levels["none"].click()
    dialog.language.setCurrentIndex(dialog.language.findText("Srpski"))
    QTest.keyClicks(dialog.words, "  Uplatila sam ")
    QTest.keyClicks(dialog.why.reason, "for the bank")
    QTest.keyClicks(dialog.why.ticket, "SUP-7")
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    assert asked == [
        EvidenceWish(
            user_id=42, personal_data="none", reason="for the bank", ticket="SUP-7", claim=CLAIM,
            words="Uplatila sam", language="sr",
        )
    ]  # fmt: skip
    assert dialog.state is State.SENDING


def test_the_page_is_in_the_language_of_the_screen_unless_told(
    qapp: QApplication, qtbot: QtBot
) -> None:
    for language in ("sr", "ru", "en"):
        speak(qapp, language)
        dialog, _ = opened(qtbot)
        assert dialog.language.currentData() == language


def test_the_least_that_names_somebody_is_chosen_first(qtbot: QtBot) -> None:
    dialog, _ = opened(qtbot)
    assert dialog.level == "masked"


def test_nothing_leaves_without_a_reason_or_with_too_many_words(qtbot: QtBot) -> None:
    dialog, asked = opened(qtbot)
    dialog.submit.click()
    assert dialog.why.field.problem.isVisible()
    QTest.keyClicks(dialog.why.reason, "x")
    assert not dialog.why.field.problem.isVisible()
    dialog.words.setPlainText("x" * (LONGEST_WORDS + 1))
    dialog.submit.click()
    assert dialog.fields["words"].problem.text().startswith("1 ")
    assert asked == []
    dialog.words.setPlainText("x" * LONGEST_WORDS)
    dialog.submit.click()
    assert len(asked) == 1


def test_it_says_what_of_the_claim_goes_with_it(qtbot: QtBot) -> None:
    assert "2.000,00" in opened(qtbot)[0].claim.text()
    assert "nothing" in opened(qtbot, Claim())[0].claim.text()


def test_every_end_but_one_can_be_tried_again(qtbot: QtBot) -> None:
    dialog, asked = opened(qtbot)
    QTest.keyClicks(dialog.why.reason, "x")
    ends: tuple[Callable[[], None], ...] = (
        dialog.show_not_saved,
        lambda: dialog.show_failed("no answer"),
        lambda: dialog.show_refused("no key"),
        lambda: dialog.show_refused("why?", "reason"),
    )
    for number, end in enumerate(ends, start=1):
        dialog.submit.click()
        assert len(asked) == number
        dialog.submit.click()
        dialog.reject()
        assert dialog.isVisible()
        assert len(asked) == number
        end()
        assert dialog.state is State.EDITING
        assert dialog.words.isEnabled()
    dialog.submit.click()
    dialog.show_saved(PATH, 66_464, FINGERPRINT)
    assert dialog.submit.isHidden()
    assert "66.464" in dialog.outcome.sentence
    assert PATH in dialog.outcome.sentence
    dialog.outcome.action.click()
    assert QGuiApplication.clipboard().text() == FINGERPRINT
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_the_save_dialog_never_asks_in_a_loop_of_its_own(qtbot: QtBot) -> None:
    where = SaveDialog("Save", "a.zip", "ZIP (*.zip)")
    qtbot.addWidget(where)
    assert where.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert where.defaultSuffix() == "zip"
    assert where.acceptMode() is QFileDialog.AcceptMode.AcceptSave

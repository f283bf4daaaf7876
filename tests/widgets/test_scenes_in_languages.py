"""On every scene every text goes through translation, and no language cuts a button's word."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.language import LANGUAGES, speak
from tests.translations import catalogue
from tests.widgets import (
    account_pictures,
    dialog_pictures,
    evidence_pictures,
    finding_pictures,
    frame_pictures,
    record_pictures,
    why_pictures,
)
from tests.widgets.seen import painted, said
from widgets.save_dialog import SaveDialog

MODULES = (
    account_pictures, dialog_pictures, evidence_pictures, finding_pictures, frame_pictures,
    record_pictures, why_pictures,
)  # fmt: skip
SCENES: list[Callable[[], QWidget]] = [scene for module in MODULES for scene in module.SCENES]
NAMES = [f"{scene.__module__.rpartition('.')[2]}-{scene.__name__}" for scene in SCENES]
WORD = re.compile("[A-Za-z]+")
ADDRESSES = re.compile(
    r"<[^>]+>|&#?\w+;|\S+@\S*|https?:\S+|mock_session\S*|\b[0-9a-f]{6,}\b|(?:[A-Z][\w-]* )*\S*…"
)
"""Mark-up, addresses and ids, and names that are cut."""
NEVER_SHOWN = {
    ("QGuiApplication", "QT_LAYOUT_DIRECTION"), ("QImageWriter", "Unknown error"),
    ("QIODevice", "No such file or directory"),
}  # fmt: skip
"""What Qt only asks itself."""
CODES = re.compile(
    r"\b(?:RSD|EUR|UTC|CES?T|Ctrl|Alt|[A-Z]|p50|p95|English|Srpski|mock_payment|bank_transfer"
    r"|ips_qr|post_office|svetu_backend|postgres|psql|newer|zzz|ana|x{9,})\b"
    r"|amount_minor: |key: |req-|(?:^|: )(?:card|balance)(?=$|\n)"
)
"""Currencies, zones, keys, the languages' own names, and what programs call their things."""


class Pseudo(QTranslator):
    """Another script for every Latin letter of a text; what it leaves open stays."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del context, disambiguation, n
        return re.sub(
            r"\{\w*\}|[A-Za-z]", lambda m: m[0] if len(m[0]) > 1 else chr(ord(m[0]) + 0xFEE0), text
        )

    def isEmpty(self) -> bool:  # noqa: N802  (Qt's name)
        return False


class Missed(QTranslator):
    """Asked last, it keeps what no catalogue has; a class asks for its bases' texts as well."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del disambiguation, n
        if text and (context, text) not in NEVER_SHOWN and context != "QShortcut":
            self.texts.add(text)
        # Qt tells "not here" from an empty text.
        return None  # type: ignore[return-value]

    def isEmpty(self) -> bool:  # noqa: N802  (Qt's name)
        return False


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    translator.setParent(None)


@pytest.fixture(scope="module")
def missed(qapp: QApplication) -> Iterator[Missed]:
    """Ask last, whatever is spoken: what was asked for before has no catalogue left."""
    translator = Missed()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture(params=sorted(LANGUAGES))
def language(request: pytest.FixtureRequest, qapp: QApplication, missed: Missed) -> Iterator[str]:
    speak(qapp, request.param)
    missed.texts.clear()
    yield request.param
    speak(qapp, "en")


def phrases() -> list[str]:
    """Return what scenes make up: names, reasons, what was typed; the longest first."""
    found = set()
    folder = Path(__file__).parent
    for path in [*folder.glob("*_pictures.py"), *folder.glob("*examples.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    # A small word alone is a code: shown as it is, it is a finding.
    return sorted((text for text in found if re.search("[A-Z0-9 .]", text)), key=len, reverse=True)


MADE_UP = re.compile("|".join(re.escape(text) for text in phrases() if WORD.search(text)))
MADE_UP_WORDS = {word for text in phrases() for word in WORD.findall(text)}


def english(text: str) -> list[str]:
    """Return the words of a text that nobody made up and nobody translated."""
    return WORD.findall(CODES.sub("", MADE_UP.sub("", ADDRESSES.sub("", text))))


def shown(scene: Callable[[], QWidget], qtbot: QtBot) -> QWidget:
    made = scene()
    qtbot.addWidget(made)
    made.show()
    for _ in range(2):
        QApplication.processEvents()
    return made


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_every_text_goes_through_translation(scene: Callable[[], QWidget], qtbot: QtBot) -> None:
    made = shown(scene, qtbot)
    left = {text for text in said(made) if english(text)}
    left |= {piece for piece in painted(made) if {*english(piece)} - MADE_UP_WORDS}
    assert not left


def test_a_text_that_is_not_translated_is_found(qtbot: QtBot) -> None:
    made = shown(lambda: QPushButton("Pay nobody"), qtbot)
    for texts in (said(made), painted(made)):
        assert "Pay nobody" in texts
    assert english("Pay nobody") == ["Pay", "nobody"]


@pytest.mark.parametrize("scene", SCENES, ids=NAMES)
def test_nothing_is_cut_and_nothing_is_missing(
    scene: Callable[[], QWidget], language: str, missed: Missed, qtbot: QtBot
) -> None:
    """Every button holds its words; a label that is cut has the whole in its tooltip."""
    made = shown(scene, qtbot)
    for button in filter(QPushButton.isVisible, made.findChildren(QPushButton)):
        assert not button.text() or button.sizeHint().width() <= button.width(), button.text()
    for label in filter(QLabel.isVisible, made.findChildren(QLabel)):
        text, room = label.text(), label.contentsRect().width()
        if room > 0 and not label.wordWrap() and "<" not in text:
            whole = label.fontMetrics().horizontalAdvance(text) <= room + 1
            assert whole or label.toolTip() == text
    said(made)
    assert not missing(missed, language)


@pytest.mark.parametrize("scene", [why_pictures.small_offered, why_pictures.small_why])
def test_no_width_cuts_a_button(scene: Callable[[], QWidget], language: str, qtbot: QtBot) -> None:
    """Between the smallest window and one in which everything has room."""
    made = shown(scene, qtbot)
    for width in range(1_020, 1_500, 12):
        made.resize(width, 700)
        QApplication.processEvents()
        for button in filter(QPushButton.isVisible, made.findChildren(QPushButton)):
            told = language, width, button.text()
            assert not button.text() or button.sizeHint().width() <= button.width(), told


def missing(missed: Missed, language: str) -> set[str]:
    """Return what was asked for and is in no catalogue of a language; English needs none."""
    files = catalogue.path_of(language), catalogue.of_qt(language)
    known = {text for file in files for _, text in catalogue.read(file)}
    return set() if language == "en" else missed.texts - known


def test_what_qt_itself_says_is_there_too(language: str, missed: Missed, qtbot: QtBot) -> None:
    """The menus of fields and scroll bars, and the dialog where the system has none of its own."""
    line, words, area = QLineEdit(), QPlainTextEdit(), QScrollArea()
    for field in (line, words):
        qtbot.addWidget(field)
        field.createStandardContextMenu().deleteLater()
    area.setWidget(QLabel("\n" * 1_000))
    dialog = SaveDialog("Save", "evidence.zip", "ZIP (*.zip)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    for widget in (area, dialog):
        qtbot.addWidget(widget)
        widget.show()
    QApplication.processEvents()
    copy = {"en": "&Copy", "ru": "&Копировать", "sr": "&Kopiraj"}
    assert QApplication.translate("QLineEdit", "&Copy") == copy[language]
    assert not missing(missed, language)

"""The language follows the locale, and a catalogue is either whole or not there."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from console.language import install_translators, language_of

LRELEASE = Path(PySide6.__file__).parent / "lrelease"
CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}">
<context>
    <name>probe</name>
    <message><source>Balance</source><translation>{word}</translation></message>
    <message numerus="yes"><source>{{count}} rows</source><translation>
        <numerusform>one</numerusform><numerusform>few</numerusform>
        <numerusform>many</numerusform></translation></message>
</context>
</TS>
"""
WORDS = {"ru": ("ru_RU", "Баланс"), "sr": ("sr_RS", "Stanje")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for code, (language, word) in WORDS.items():
        source = tmp_path / f"svetu_{code}.ts"
        source.write_text(CATALOGUE.format(language=language, word=word), encoding="utf-8")
        compiled = source.with_suffix(".qm")
        subprocess.run([LRELEASE, "-silent", source, "-qm", compiled], check=True)
    return tmp_path


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    before = said("Balance")
    yield qapp
    assert said("Balance") == before == "Balance"


def said(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("probe", text, None, count)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ru_RU", "ru"), ("ru_KZ", "ru"), ("sr_Latn_RS", "sr"), ("sr_Cyrl_RS", "sr"),
        ("sr_Latn_ME", "sr"), ("en_GB", "en"), ("de_DE", "en"), ("hr_HR", "en"), ("C", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_locale_s_or_english(locale: str, language: str) -> None:
    assert language_of(QLocale(locale)) == language


@pytest.mark.parametrize("language", WORDS)
def test_a_catalogue_translates_texts_and_the_three_forms_of_a_count(
    app: QApplication, folder: Path, language: str
) -> None:
    installed = install_translators(app, language, folder)
    try:
        assert said("Balance") == WORDS[language][1]
        forms = [said("{count} rows", n) for n in (1, 2, 5, 11, 21, 22)]
        assert forms == ["one", "few", "many", "many", "one", "few"]
    finally:
        for each in installed:
            app.removeTranslator(each)


def test_qt_s_own_texts_follow_only_where_ours_do(app: QApplication, folder: Path) -> None:
    assert install_translators(app, "ru", folder / "none") == []
    installed = install_translators(app, "ru", folder)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Отмена"
    finally:
        for each in installed:
            app.removeTranslator(each)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"

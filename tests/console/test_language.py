"""Every text is translated, with what it holds; the console speaks the language it is told to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from console.app import Console, Options, outlined
from console.language import LANGUAGES, chosen, speak
from console.settings import Settings
from gateway.evidence.tongue import catalogue as evidence
from tests.translations import catalogue
from tests.translations.sources import Source, sources

SOURCES = sources()
FOREIGN = ("ru", "sr")
# The rules of the two languages, written anew: 1, 21, 101; 2-4, 22; all others.
COUNTS = (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 111, 1_000_001)


def form(number: int) -> int:
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def held(text: str) -> tuple[object, ...]:
    """Return what a translation has to keep: placeholders, lines, mnemonics, the spaces around."""
    holes = sorted(re.findall(r"\{\w*\}", text))
    return holes, text.count("\n"), text.count("&"), text != text.strip()


TERMS = {
    r"transactions?": ("транзакц", "transakcij"), r"gateway": ("шлюз", "gejtvej"),
    r"change log": ("журнал", "dnevnik"), r"operators?": ("оператор", "operater"),
    r"test deposits?": ("тестов", "probn"), r"balance": ("баланс", "stanj"),
    r"frozen": ("заморожен", "zamrznut"), r"fee": ("комисси", "naknad"),
    r"tickets?": ("тикет", "tiket"), r"reason": ("причин", "razlog"),
    r"sessions?": ("сесси|сеанс", "sesij"), r"booked": ("прове", "knjiž"),
    r"credited": ("зачисл", "pripis"), r"taken? back|takes back": ("сторн", "storn"),
    r"giv(?:e|en) up": ("аннулир", "poništ"), r"marketplace": ("маркетплейс", "marketplejs"),
    r"customer": ("клиент", "klijent"), r"evidence": ("доказательств", "dokaz"),
    r"key": ("ключ", "ključ"), r"sweep": ("свер", "prover"),
    r"gaps?": ("пропуск|пробел", "praznin|prekid"),
    r"holes": ("пробел", "prekid"), r"filter(?:ed)?": ("фильтр", "filt"),
    r"amount": ("сумм", "iznos"), r"proved": ("доказан", "dokazan"),
    r"excluded": ("исключ", "isključ"), r"delay": ("задержк", "kašnjenj"),
    r"(?<!they )(?<!it )commits?": ("коммит", "komit"), r"payment pages?": ("стр", "str"),
}  # fmt: skip
"""What stands in docs/glossary.md, by its stem."""


@pytest.fixture(params=FOREIGN)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Speak another language for one test."""
    spoken: str = request.param
    speak(qapp, spoken)
    yield spoken
    speak(qapp, "en")


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_files_are_up_to_date_with_the_code(name: str, tmp_path: Path) -> None:
    ts = catalogue.path_of(name)
    known = catalogue.read(ts)
    assert catalogue.text(name, SOURCES, known) == ts.read_text(encoding="utf-8")
    missing = [
        source
        for source in SOURCES
        if catalogue.wanted(name, source) and (source.context, source.text) not in known
    ]
    assert not missing, "make translations"
    catalogue.compiled(ts, tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == ts.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_translations_keep_what_the_text_holds(name: str) -> None:
    known = catalogue.read(catalogue.path_of(name))
    wrong = [
        (text, form)
        for (_, text), forms in known.items()
        for form in forms
        if not form or held(form) != held(text)
    ]
    assert not wrong


def test_russian_is_cyrillic_and_serbian_latin() -> None:
    """No Latin letter hides in a Cyrillic word, and none the other way round."""
    cyrillic, mixed = re.compile("[а-яёА-ЯЁ]"), re.compile("[a-zA-Z][а-яё]|[а-яё][a-zA-Z]")
    for name in FOREIGN:
        for forms in catalogue.read(catalogue.path_of(name)).values():
            for text in forms:
                assert not (mixed.search(text) if name == "ru" else cyrillic.search(text)), text


@pytest.mark.parametrize("name", FOREIGN)
def test_a_term_has_one_word_everywhere(name: str) -> None:
    """Also on the page of an evidence bundle, which says what the window says."""
    texts: dict[str, set[str]] = {}
    for (_, text), forms in catalogue.read(catalogue.path_of(name)).items():
        texts.setdefault(text, set()).update(forms)
    for text, said in evidence(name).items():
        assert said in texts.setdefault(text, {said}), text
    wrong = []
    for text, said_so in texts.items():
        bare = re.sub(r"\{\w*\}|“svetu[^”]*”", "", text).lower()
        for term, stems in TERMS.items():
            if re.search(rf"\b(?:{term})\b", bare):
                stem = stems[FOREIGN.index(name)]
                wrong += [(term, form) for form in said_so if not re.search(stem, form.lower())]
    assert not wrong


def test_every_count_has_its_form(language: str, qapp: QApplication) -> None:
    known = catalogue.read(catalogue.path_of(language))
    for source in (source for source in SOURCES if source.counts):
        forms = known[source.context, source.text]
        for count in COUNTS:
            said = qapp.translate(source.context, source.text, None, count)
            assert said == forms[form(count)], (source.text, count)


@pytest.mark.usefixtures("qapp")
def test_english_counts_too() -> None:
    def said(number: int) -> str:
        return QCoreApplication.translate("TravelView", "{count} transactions", None, number)

    assert [said(number) for number in (0, 1, 2, 21)] == [
        "{count} transactions", "{count} transaction", "{count} transactions",
        "{count} transactions",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "system", "expected"),
    [
        ("system", "ru_RU", "ru"), ("system", "ru_KZ", "ru"), ("system", "sr_Latn_RS", "sr"),
        ("system", "sr_Cyrl_RS", "sr"), ("system", "de_DE", "en"), ("system", "C", "en"),
        ("ru", "sr_Latn_RS", "ru"), ("en", "ru_RU", "en"), ("no language", "sr_RS", "sr"),
    ],
)  # fmt: skip
def test_the_choice_comes_before_the_system(choice: str, system: str, expected: str) -> None:
    assert chosen(choice, QLocale(system)) == expected


def test_a_window_speaks_it(
    language: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """No text that stands in English anywhere is left on a window in another language."""
    settings = Settings(tmp_path)
    console = Console(qapp, settings, Options(), window=outlined(qapp, settings))
    window = console.window
    qtbot.addWidget(window)
    known = catalogue.read(catalogue.path_of(language))
    english = {text for (_, text), forms in known.items() if text not in forms}
    seen = {label.text() for label in window.findChildren(QLabel)}
    seen |= {button.text() for button in window.findChildren(QAbstractButton)}
    seen |= {action.text() for action in window.top_bar.menu.actions()}
    seen |= {widget.toolTip() for widget in window.findChildren(QAbstractButton)}
    assert not seen & english
    translated = {text for forms in known.values() for text in forms}
    assert len(seen & translated) > 20
    window.top_bar.language_requested.emit("sr")
    assert Settings(tmp_path).language == "sr"
    window.close()


@pytest.mark.parametrize("name", FOREIGN)
def test_what_qt_lacks_is_compiled_and_nothing_else(name: str, tmp_path: Path) -> None:
    """Of each text Qt has a translation somewhere, or it would not be Qt's."""
    ts = catalogue.of_qt(name)
    catalogue.compiled(ts, tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == ts.with_suffix(".qm").read_bytes()
    others = []
    for file in Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)).glob("qtbase_*"):
        others.append(QTranslator())
        assert others[-1].load(str(file))
    for (context, text), forms in catalogue.read(ts).items():
        assert any(other.translate(context, text) for other in others), text
        for form in forms:
            assert form.count("&") == text.count("&")
            assert form.count("%1") == text.count("%1")


def test_qt_speaks_russian_too(qapp: QApplication) -> None:
    """Its menu of a text field, for one."""
    speak(qapp, "ru")
    assert qapp.translate("QWidgetTextControl", "&Copy") == "&Копировать"
    speak(qapp, "en")
    assert qapp.translate("QWidgetTextControl", "&Copy") == "&Copy"
    assert Source("commands", "Audit") in SOURCES

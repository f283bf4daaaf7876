"""Translation files: reads and writes .ts as Qt's Linguist does, and lets lrelease compile them."""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import PySide6

from tests.translations.sources import ROOT, Source

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"en": "en_GB", "ru": "ru_RU", "sr": "sr_RS"}
"""What a .ts file names; Qt finds the plural forms of Serbian by sr_RS, in Latin script too."""
FORMS = {"en": 2, "ru": 3, "sr": 3}
Translations = Mapping[tuple[str, str], tuple[str, ...]]
"""The finished forms of a text by its context and itself."""


def path_of(language: str) -> Path:
    """Return the .ts file of a language."""
    return FOLDER / f"svetu_{language}.ts"


def of_qt(language: str) -> Path:
    """Return the .ts file with what Qt itself says and does not bring in a language."""
    return FOLDER / f"qtbase_{language}.ts"


def wanted(language: str, source: Source) -> bool:
    """Tell whether a language says a source in its own way: English only what counts."""
    return language != "en" or source.counts


def read(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what is translated in a .ts file; nothing if there is none."""
    if not path.exists():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314  (our own)
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") != "unfinished":
                forms = [form.text or "" for form in translation.iter("numerusform")]
                key = context.findtext("name", ""), message.findtext("source", "")
                found[key] = tuple(forms or [translation.text or ""])
    return found


def text(language: str, sources: Iterable[Source], translations: Translations) -> str:
    """Return a .ts file: what is not translated is unfinished, what is gone is left out."""
    root = ElementTree.Element("TS", version="2.1", language=LANGUAGES[language])
    root.set("sourcelanguage", "en_GB")
    contexts: dict[str, ElementTree.Element] = {}
    for source in sources:
        if wanted(language, source):
            if source.context not in contexts:
                contexts[source.context] = ElementTree.SubElement(root, "context")
                ElementTree.SubElement(contexts[source.context], "name").text = source.context
            _add(contexts[source.context], source, FORMS[language], translations)
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def compiled(ts: Path, qm: Path) -> None:
    """Let Qt's lrelease make a .qm; CalledProcessError.

    In its place at once: a program that reads the former one has it in its memory's map.
    """
    lrelease, made = Path(PySide6.__file__).parent / "lrelease", qm.with_suffix(".made")
    command = [str(lrelease), "-silent", str(ts), "-qm", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    made.replace(qm)


def _add(
    context: ElementTree.Element, source: Source, forms: int, translations: Translations
) -> None:
    message = ElementTree.SubElement(context, "message")
    if source.counts:
        message.set("numerus", "yes")
    ElementTree.SubElement(message, "source").text = source.text
    translation = ElementTree.SubElement(message, "translation")
    known = translations.get((source.context, source.text), ())
    if len(known) != (forms if source.counts else 1):
        translation.set("type", "unfinished")
        known = ("",) * (forms if source.counts else 1)
    if source.counts:
        for form in known:
            ElementTree.SubElement(translation, "numerusform").text = form
    else:
        translation.text = known[0]

"""The language of the console: which one, and its translators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from PySide6.QtCore import QCoreApplication

ENGLISH = "en"
LANGUAGES = {QLocale.Language.Russian: "ru", QLocale.Language.Serbian: "sr"}


def language_of(locale: QLocale) -> str:
    """Return the console's language for a locale; English where it has none."""
    return LANGUAGES.get(locale.language(), ENGLISH)


def install_translators(
    app: QCoreApplication, language: str, folder: Traversable | None = None
) -> list[QTranslator]:
    """Translate what is looked up from now on, by ``svetu_<language>.qm`` of a folder (ours).

    Returns what was installed: nothing without that file, for half a translated window
    (Qt's own buttons in Russian, ours in English) is worse than none.
    """
    from importlib import resources

    folder = folder or resources.files("resources").joinpath("translations")
    file = folder.joinpath(f"svetu_{language}.qm")
    if not file.is_file():
        return []
    with resources.as_file(file) as path:
        ours = _loaded(app, str(path))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Ours comes last: where both know a text, the one installed last is asked first.
    found = [each for each in (_loaded(app, f"{qt}/qtbase_{language}.qm"), ours) if each]
    for translator in found:
        app.installTranslator(translator)
    return found


def _loaded(app: QCoreApplication, path: str) -> QTranslator | None:
    translator = QTranslator(app)
    return translator if translator.load(path) else None

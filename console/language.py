"""The language of the texts on screen: which one, and how Qt comes to know it."""

from importlib import resources
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

LANGUAGES = {"en": QLocale("en_GB"), "ru": QLocale("ru_RU"), "sr": QLocale("sr_Latn_RS")}
"""Figures and dates are written as the marketplace does, in each of them (`widgets.format`)."""


def chosen(choice: str, system: QLocale | None = None) -> str:
    """Return a language: the one that was chosen, or else the system's, or else English."""
    name = choice if choice in LANGUAGES else (system or QLocale.system()).name()[:2]
    return name if name in LANGUAGES else "en"


def speak(app: QCoreApplication, language: str) -> None:
    """Let what is made from now on speak a language; KeyError for an unknown one.

    English is translated too: its texts that count have two forms.
    """
    QLocale.setDefault(LANGUAGES[language])
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.setParent(None)
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    with resources.as_file(resources.files("resources") / "translations") as ours:
        # Qt asks the newest translator first. It brings no Serbian, and lacks some Russian.
        for folder, name in ((qt, "qtbase"), (ours, "qtbase"), (ours, "svetu")):
            translator = QTranslator(app)
            if translator.load(str(folder / f"{name}_{language}.qm")):
                app.installTranslator(translator)
            elif name == "svetu":
                raise FileNotFoundError(f"{name}_{language}.qm")

"""The languages that console and evidence speak, and which of them the screen speaks now."""

from typing import get_args

from PySide6.QtCore import QLocale

from api_client.evidence import Language

LANGUAGES: dict[Language, str] = {"en": "English", "ru": "Русский", "sr": "Srpski"}
"""Each by its own name: so who cannot read the present one finds it."""


def spoken() -> Language:
    """Return the language of the screen."""
    name = QLocale().name()[:2]
    return next((language for language in get_args(Language) if language == name), "en")

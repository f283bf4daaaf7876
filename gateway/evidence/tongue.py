"""The page's language: English stands in the code, the others are data beside it."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources


class Tongue:
    """Says a text in one language; what its catalogue lacks is said in English."""

    def __init__(self, texts: Mapping[str, str], tag: str = "en") -> None:
        self._texts = texts
        self.tag = tag
        """Of BCP 47, for whoever reads the page aloud."""

    def __call__(self, text: str, /, **values: object) -> str:
        """Return the text, with values for what it leaves open."""
        return self._texts.get(text, text).format(**values)

    def code(self, table: Mapping[str, str], code: str) -> str:
        """Return the word for a code; one that nobody knows is shown as it is."""
        return self(table[code]) if code in table else code


TAGS = {"en": "en", "ru": "ru", "sr": "sr-Latn"}


def tongue(language: str) -> Tongue:
    """Return a language; KeyError for an unknown one."""
    return Tongue(catalogue(language) if language != "en" else {}, TAGS[language])


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return what English texts are in a language."""
    file = resources.files(__package__).joinpath("languages", f"{language}.json")
    texts: Mapping[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return texts

"""Brings the translation files up to date with the code: new texts are left unfinished in them."""

import sys

from tests.translations import catalogue
from tests.translations.sources import sources


def main() -> int:
    """Write every .ts and .qm; returns how many texts are not translated."""
    found, missing = sources(), 0
    catalogue.FOLDER.mkdir(exist_ok=True)
    for language in catalogue.LANGUAGES:
        path = catalogue.path_of(language)
        known = catalogue.read(path)
        path.write_text(catalogue.text(language, found, known), encoding="utf-8")
        catalogue.compiled(path, path.with_suffix(".qm"))
        kept = catalogue.read(path)
        for source in found:
            if catalogue.wanted(language, source) and (source.context, source.text) not in kept:
                missing += 1
                sys.stdout.write(f"{path.name}: {source.context}: {source.text!r}\n")
    for path in map(catalogue.of_qt, catalogue.LANGUAGES):
        if path.exists():
            catalogue.compiled(path, path.with_suffix(".qm"))
    return missing


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

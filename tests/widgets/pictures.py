"""Draws scenes: ``python -m tests.widgets.… FOLDER [SCENE…] [--language ru] [--theme dark]``."""

import argparse
import os
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from console.language import LANGUAGES, speak
from widgets import theme

LOOKS = {look.name: look for look in (theme.LIGHT, theme.DARK)}


def draw(scenes: Iterable[Callable[[], QWidget]]) -> None:
    """Draw what the command line asks for: without more than a folder, all of it in English."""
    scenes = tuple(scenes)
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("scene", nargs="*", metavar="SCENE")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="en")
    parser.add_argument("--theme", choices=sorted(LOOKS), help="both unless told")
    wanted = parser.parse_args()
    if unknown := set(wanted.scene) - {scene.__name__ for scene in scenes}:
        parser.error(f"no such scene: {', '.join(sorted(unknown))}")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    speak(app, wanted.language)
    for look in [LOOKS[wanted.theme]] if wanted.theme else LOOKS.values():
        theme.apply(app, look)
        for scene in scenes:
            if not wanted.scene or scene.__name__ in wanted.scene:
                _take(app, scene(), wanted.folder / f"{scene.__name__}-{look.name}.png")


def _take(app: QApplication, view: QWidget, path: Path) -> None:
    view.show()
    for _ in range(2):  # what is laid out only once it is seen
        app.processEvents()
    view.grab().save(str(path))
    view.close()
    view.deleteLater()

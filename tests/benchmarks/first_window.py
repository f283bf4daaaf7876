"""Shows a window, bare or the console's; says when it was on screen, and when all was in it."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Says when the first paint of any of the watched that are of a class is through."""

    def __init__(self, watched: QObject, name: str) -> None:
        super().__init__()
        self._name = name
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and type(watched).__name__ == self._name:
            QTimer.singleShot(0, end)
        return False


def say() -> None:
    """Write down this moment."""
    sys.stdout.write(f"{time.monotonic_ns()}\n")


def end() -> None:
    """Say it, and leave without a farewell."""
    say()
    sys.stdout.flush()
    os._exit(0)


def bare() -> None:
    """What any program that shows a window has to do."""
    app = QApplication([])
    window = QWidget()
    window.resize(1360, 800)
    painted = Painted(window, "QWidget")
    window.show()
    app.exec()
    del painted


def console() -> None:
    """As `console.__main__` and `console.app` start it."""
    from console import __main__ as program

    program.parser().parse_args([])
    from console import app
    from console.settings import Settings

    made, settings = app.application(), Settings()
    window = app.outlined(made, settings)
    say()
    painted = Painted(made, "FeedView")
    app.furnished(made, settings, app.Options(gateway="http://127.0.0.1:9"), window)
    del painted


def main(kind: str, home: Path) -> None:
    """Show one window."""
    os.environ.update(HOME=str(home), XDG_CONFIG_HOME=str(home), XDG_STATE_HOME=str(home))
    {"bare": bare, "console": console}[kind]()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

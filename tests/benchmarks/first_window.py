"""Shows a window, bare or the console's, says when it was painted, and ends."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Ends the process once the first paint is through."""

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        sys.stdout.write(f"{time.monotonic_ns()}\n")
        sys.stdout.flush()
        os._exit(0)


def main(kind: str, home: Path) -> None:
    """Show one window."""
    if kind == "bare":
        app = QApplication([])
        paint = FirstPaint()
        app.installEventFilter(paint)
        window = QWidget()
        window.resize(1360, 800)
        window.show()
        app.exec()
    else:
        os.environ.update(HOME=str(home), XDG_CONFIG_HOME=str(home), XDG_STATE_HOME=str(home))
        from console import app as console

        paint = FirstPaint()
        console.application().installEventFilter(paint)
        console.main(console.Options(gateway="http://127.0.0.1:9"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

"""Logging: one rotating file, Qt's messages in it, and no secret ever."""

import logging
import logging.handlers
import re
import sys
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from console.settings import APPLICATION

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LARGEST = 2_000_000
KEPT = 3
_SECRETS = re.compile(
    r"(?i)(bearer\s+|(?:access_|refresh_)?token[\"'=:\s]+|password[\"'=:\s]+)[^\s\"',}@]+"
    r"|(://[^:/@\s]+:)[^/@\s]+(?=@)"
)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def scrubbed(text: str) -> str:
    """Return the text without tokens, passwords and credentials in URLs."""
    return _SECRETS.sub(r"\1\2•••", text)


class ScrubbingFormatter(logging.Formatter):
    """Scrubs the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return scrubbed(super().format(record))


def log_path() -> Path:
    """Return where the log is."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False) / "console.log"


def set_up(path: Path | None = None, *, verbose: bool = False) -> None:
    """Log to the file and warnings to stderr; a file that cannot be written is done without."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    handlers[0].setLevel(logging.INFO if verbose else logging.ERROR)
    path = path or log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
            )
        )
    except OSError as exc:
        sys.stderr.write(f"svetu-console: no log file ({exc.strerror})\n")
    for handler in handlers:
        handler.setFormatter(ScrubbingFormatter(FORMAT))
    # Of a line that a full disk does not take, Python would print all it was made of, unscrubbed.
    logging.raiseExceptions = False
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    for chatty in ("qasync", "httpx", "httpcore", "websockets"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    qInstallMessageHandler(_from_qt)
    sys.excepthook = _unexpected


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category}").log(_LEVELS[kind], "%s", message)


def _unexpected(
    kind: type[BaseException], exc: BaseException, traceback: TracebackType | None
) -> None:
    logging.getLogger("console").critical("unexpected", exc_info=(kind, exc, traceback))

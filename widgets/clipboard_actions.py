"""Copying from a row: figures and ids as they are, without grouping, for other programs."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget


def raw_amount(minor: int) -> str:
    """Return minor units as a plain decimal: ``-350.00``."""
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02}"


def add_copy_actions(view: QWidget, texts: Mapping[str, Callable[[], str]]) -> list[QAction]:
    """Give a view one action per title that copies what its callable returns.

    The last one answers to Ctrl+C; an empty text leaves the clipboard alone.
    """
    actions = []
    for title, text in texts.items():
        action = QAction(title, view)
        action.triggered.connect(lambda _on=False, text=text: _copy(text()))
        view.addAction(action)
        actions.append(action)
    actions[-1].setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    actions[-1].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return actions


def _copy(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)

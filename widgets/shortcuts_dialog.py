"""The list of keys that work here (F1 or ?)."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget


class ShortcutsDialog(QDialog):
    """Lists titles and keys of the given actions; actions without a key are left out."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed = [action for action in actions if not action.shortcut().isEmpty()]

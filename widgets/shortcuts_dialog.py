"""The list of keys that work here (F1 or ?)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class ShortcutsDialog(QDialog):
    """Lists titles and keys of the given actions; actions without a key are left out."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys that work here"))
        self.setMinimumWidth(420)
        heading = QLabel(self.tr("Keys that work here"))
        heading.setProperty("type", "title")
        self.rows = QGridLayout()
        self.rows.setVerticalSpacing(6)
        self.rows.setColumnStretch(0, 1)
        listed = [action for action in actions if action.shortcuts()]
        for row, action in enumerate(listed):
            title = QLabel(action.text().replace("&", ""))
            title.setEnabled(action.isEnabled())
            self.rows.addWidget(title, row, 0)
            self.rows.addLayout(_keys(action), row, 1)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addLayout(self.rows)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)


def _keys(action: QAction) -> QHBoxLayout:
    keys = QHBoxLayout()
    keys.setSpacing(4)
    keys.addStretch()
    for sequence in action.shortcuts():
        key = QLabel(QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText))
        key.setProperty("kind", "key")
        keys.addWidget(key)
    return keys

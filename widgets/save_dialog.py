"""Asks where a new file goes; nothing that is there already is written over."""

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


class SaveDialog(QFileDialog):
    """Opened, never executed; `fileSelected` says where.

    Qt would ask about a file that exists in a loop of its own. We do not let it: who writes makes
    new files only, and says so when there is one of that name.
    """

    def __init__(self, title: str, name: str, kind: str, parent: QWidget | None = None) -> None:
        """``name`` is proposed, in the operator's documents; ``kind``: ``CSV (*.csv)``."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        super().__init__(parent, title, QStandardPaths.writableLocation(documents), kind)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setOption(QFileDialog.Option.DontConfirmOverwrite)
        self.setDefaultSuffix(name.rpartition(".")[2])
        self.selectFile(name)

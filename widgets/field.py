"""A form field: its name above, the editor, and what is wrong with it below."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.choice import Choice
from widgets.message import restyle


class Field(QWidget):
    """Wraps an editor; the problem takes no room while there is none."""

    def __init__(self, name: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._name = name
        label = QLabel(name)
        label.setBuddy(editor)
        label.setProperty("tone", "muted")
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "negative")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(editor)
        column.addWidget(self.problem)
        editor.name(name) if isinstance(editor, Choice) else editor.setAccessibleName(name)

    def set_problem(self, text: str) -> None:
        """Say what is wrong; empty: nothing is."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        self.editor.setProperty("wrong", bool(text))
        restyle(self.editor)

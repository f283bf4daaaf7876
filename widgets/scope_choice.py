"""Mine or everybody's: two buttons of which one is pressed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class ScopeChoice(QWidget):
    """Whose records are shown; one's own at first."""

    changed = Signal()

    def __init__(self, own: str, everybodys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own, self.all = QPushButton(own, self), QPushButton(everybodys, self)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.own, self.all):
            button.setProperty("kind", "toggle")
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
        self.own.setChecked(True)
        self.all.toggled.connect(lambda _: self.changed.emit())

    @property
    def is_own(self) -> bool:
        """Whether only one's own are wanted."""
        return self.own.isChecked()

    def set_all_allowed(self, allowed: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Offer the choice; where there is none, only one's own are shown."""
        self.setVisible(allowed)
        if not allowed:
            self.own.setChecked(True)

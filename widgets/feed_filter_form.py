"""The form that makes a FeedFilter."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from widgets.choice import Choice
from widgets.clearable_edit import ClearableEdit
from widgets.feed_filter import FeedFilter
from widgets.format import parse_money, status_name, type_name

TYPES = ("deposit", "payment", "withdrawal", "refund", "service_payment", "commission", "transfer")
STATUSES = ("completed", "pending", "processing", "failed", "cancelled")
ORIGINS: tuple[Literal["all", "test", "real"], ...] = ("all", "real", "test")


class FeedFilterForm(QWidget):
    """Every change applies at once."""

    filter_changed = Signal(object)
    """FeedFilter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.user = ClearableEdit(self)
        self.user.setPlaceholderText(self.tr("User, #id or transaction id"))
        self.type = self._choice([("", self.tr("All types"))] + [(t, type_name(t)) for t in TYPES])
        self.status = self._choice(
            [("", self.tr("All statuses"))] + [(s, status_name(s)) for s in STATUSES]
        )
        names = {
            "all": self.tr("Real and test"),
            "real": self.tr("Without test deposits"),
            "test": self.tr("Test deposits only"),
        }
        self.method = ClearableEdit(self)
        self.method.setPlaceholderText(self.tr("Payment method"))
        self.minimum, self.maximum = QLineEdit(self), QLineEdit(self)
        self.origin = self._choice([(origin, names[origin]) for origin in ORIGINS])
        self.minimum.setPlaceholderText(self.tr("from"))
        self.maximum.setPlaceholderText(self.tr("to"))
        self.clear_button = QPushButton(self.tr("Clear the filter"), self)
        self.clear_button.setProperty("kind", "link")
        self.clear_button.clicked.connect(self.clear)
        self._lay_out()
        for editor in (self.user, self.method, self.minimum, self.maximum):
            editor.textChanged.connect(self._apply)
        for choice in (self.type, self.status, self.origin):
            choice.currentIndexChanged.connect(self._apply)

    def clear(self) -> None:
        """Show everything again."""
        for editor in (self.user, self.method, self.minimum, self.maximum):
            editor.clear()
        for choice in (self.type, self.status, self.origin):
            choice.setCurrentIndex(0)

    def filter(self) -> FeedFilter:
        """Return what the form says; an amount that cannot be read does not count."""
        return FeedFilter(
            type=self.type.currentData() or None,
            status=self.status.currentData() or None,
            method=self.method.text().strip(),
            user=self.user.text().strip(),
            minimum_minor=parse_money(self.minimum.text()),
            maximum_minor=parse_money(self.maximum.text()),
            origin=ORIGINS[self.origin.currentIndex()],
        )

    def _choice(self, entries: list[tuple[str, str]]) -> Choice:
        choice = Choice(self)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(6)
        for value, name in entries:
            choice.addItem(name, value)
        return choice

    def _lay_out(self) -> None:
        named = {
            self.user: self.tr("Filter by user"),
            self.type: self.tr("Filter by type"),
            self.status: self.tr("Filter by status"),
            self.method: self.tr("Filter by payment method"),
            self.origin: self.tr("Filter by origin"),
            self.minimum: self.tr("Amount from"),
            self.maximum: self.tr("Amount to"),
        }
        for editor, name in named.items():
            editor.name(name) if isinstance(editor, Choice) else editor.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 4, 12, 12)
        grid.setSpacing(8)
        grid.addWidget(self.user, 0, 0, 1, 2)
        grid.addWidget(self.type, 1, 0)
        grid.addWidget(self.status, 1, 1)
        amounts = QHBoxLayout()
        amounts.setSpacing(8)
        amounts.addWidget(QLabel(self.tr("Amount")))
        amounts.addWidget(self.minimum)
        amounts.addWidget(self.maximum)
        grid.addWidget(self.method, 2, 0, 1, 2)
        grid.addLayout(amounts, 3, 0, 1, 2)
        grid.addWidget(self.origin, 4, 0, 1, 2)
        grid.addWidget(self.clear_button, 5, 0, 1, 2)

    def _apply(self) -> None:
        self.filter_changed.emit(self.filter())

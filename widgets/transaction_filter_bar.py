"""Filters an account's transactions: words in any column, and a range of days."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QWidget

from widgets.choice import Choice
from widgets.clearable_edit import ClearableEdit
from widgets.format import BELGRADE
from widgets.transaction_table_model import TransactionFilter

ALL, TODAY, WEEK, MONTH, CUSTOM = "all", "today", "week", "month", "custom"
DAYS = {TODAY: 1, WEEK: 7, MONTH: 30}


class TransactionFilterBar(QWidget):
    """Emits the filter as it is typed; Esc clears it."""

    filter_changed = Signal(object)
    """TransactionFilter."""
    left = Signal()
    """Esc in an empty filter: the table has the keyboard again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ClearableEdit(self)
        self.range = Choice(self)
        self.since = QDateEdit(self)
        self.until = QDateEdit(self)
        self._dash = QLabel("–", self)
        self._lay_out()
        self.text.textChanged.connect(self._tell)
        self.text.installEventFilter(self)
        self.range.currentIndexChanged.connect(self._choose_range)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(self._tell)
        self._choose_range()

    def clear(self) -> None:
        """Let everything through."""
        self.text.clear()
        self.range.setCurrentIndex(0)

    @property
    def wanted(self) -> TransactionFilter:
        """The filter as it stands there; days are Belgrade's."""
        since, until = self._span()
        return TransactionFilter(text=self.text.text().strip(), since=since, until=until)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            if self.wanted.active:
                self.clear()
            else:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.text.setPlaceholderText(self.tr("Filter: type, status, method, id, amount…"))
        self.text.setAccessibleName(self.tr("Filter the transactions"))
        self.text.setToolTip(self.tr("Ctrl+F; Esc clears"))
        for choice, words in (
            (ALL, self.tr("All dates")),
            (TODAY, self.tr("Today")),
            (WEEK, self.tr("7 days")),
            (MONTH, self.tr("30 days")),
            (CUSTOM, self.tr("From – to")),
        ):
            self.range.addItem(words, choice)
        self.range.name(self.tr("Range of days"))
        self.range.setFixedWidth(116)
        today = QDate.currentDate()
        for edit, name, day in (
            (self.since, self.tr("First day"), today.addDays(-30)),
            (self.until, self.tr("Last day"), today),
        ):
            edit.setAccessibleName(name)
            edit.setDisplayFormat("dd.MM.yyyy")
            edit.setDate(day)
            edit.lineEdit().setTextMargins(6, 0, 6, 0)
            edit.setFixedSize(
                104, 32
            )  # the style sheet hides its arrows: Qt's own way loses the text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.range)
        row.addWidget(self.since)
        row.addWidget(self._dash)
        row.addWidget(self.until)

    def _choose_range(self) -> None:
        custom = self.range.currentData() == CUSTOM
        for widget in (self.since, self._dash, self.until):
            widget.setVisible(custom)
        self._tell()

    def _tell(self) -> None:
        self.filter_changed.emit(self.wanted)

    def _span(self) -> tuple[datetime | None, datetime | None]:
        choice = self.range.currentData()
        if choice == ALL:
            return None, None
        if choice == CUSTOM:
            return _midnight(self.since.date()), _midnight(self.until.date().addDays(1))
        today = datetime.now(BELGRADE).replace(hour=0, minute=0, second=0, microsecond=0)
        return today - timedelta(days=DAYS[choice] - 1), None


def _midnight(day: QDate) -> datetime:
    return datetime(day.year(), day.month(), day.day(), tzinfo=BELGRADE)

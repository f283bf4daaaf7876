"""The findings: whose balance the sweep over all users could not account for."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from api_client.findings import Finding, FindingsPage
from widgets import finding_words
from widgets.elided_label import ElidedLabel
from widgets.findings_list import ROW_HEIGHT, FindingDelegate, FindingsModel
from widgets.freshness import Freshness
from widgets.message import restyle
from widgets.sharing import Rows

ROWS_AT_FIRST = 4
"""Rows that are seen at once until it is known for how many there is room."""

FRAME = 2
"""Pixels of the list around its rows."""


class FindingsView(QFrame):
    """Count, rows, and one sentence on the last sweep; no higher than it has to be."""

    finding_requested = Signal(object)
    """Finding whose account is to be opened."""
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: FindingsPage | None = None
        self._now: datetime | None = None
        self._problem = ""
        self._most = ROWS_AT_FIRST
        self._freshness: Freshness | None = None
        self.model = FindingsModel(self)
        self.count = ElidedLabel(self)
        self.list = QListView(self)
        self.state = QLabel(self)
        self.retry = QPushButton(self.tr("Retry"), self)
        self._lay_out()
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.retry.clicked.connect(self.retry_requested)
        self.show_loading()

    @property
    def findings(self) -> list[Finding]:
        """What is shown, from its top."""
        return [self.model.finding(row) for row in range(self.model.rowCount())]

    def show_loading(self) -> None:
        """Say that it is being read; what was read before stays."""
        self._problem = ""
        self._refresh()

    def show_failed(self, sentence: str) -> None:
        """Say why it could not be read; what was read before stays, as old as it is."""
        self._problem = sentence
        self._refresh()

    def show_page(self, page: FindingsPage, rows: Sequence[Finding]) -> None:
        """Show these rows of what is open, and what the page says of the sweep."""
        self._page, self._problem = page, ""
        self._now = page.as_of if self._now is None else max(self._now, page.as_of)
        self.model.now = self._now
        self._set_rows(rows)
        self._refresh()

    def set_now(self, now: datetime) -> None:
        """Take the database's time: a sweep may become overdue while nothing else happens."""
        if self._page is not None and now != self._now:
            self._now = self.model.now = now
            self._refresh()

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted (`widgets.freshness`)."""
        self._freshness = freshness
        self._refresh()

    def fitting(self, room: int) -> int:
        """Return how many rows there are room for in that many pixels of height."""
        frame = self.heightForWidth(self.width()) - self.list.height() * (not self.list.isHidden())
        return Rows(self.model.rowCount(), ROW_HEIGHT, frame + FRAME).fitting(room)

    def show_rows(self, most: int) -> None:
        """Take how many rows are seen at once; more are scrolled to."""
        if most != self._most:
            self._most = most
            self._fit()

    def go_in(self) -> None:
        """Take the focus to the first row, or to what can be done instead."""
        if not self.list.isHidden():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.retry.isHidden():
            self.retry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self.setProperty("kind", "panel")
        caption = QLabel(self.tr("Findings").upper(), self)
        caption.setProperty("type", "caps")
        caption.setMinimumHeight(26)
        for label in (self.count, self.state):
            label.setProperty("type", "secondary")
            label.setProperty("tone", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setContentsMargins(12, 2, 12, 0)
        self.retry.setProperty("kind", "link")
        self.retry.setAutoDefault(False)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FindingDelegate(self.model, self.list))
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 12, 0)
        head.addWidget(caption)
        head.addSpacing(8)
        head.addStretch()
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self.state)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.retry)
        foot.addStretch()
        column.addLayout(foot)

    def _set_rows(self, rows: Sequence[Finding]) -> None:
        """Show these; who is chosen by the keyboard stays so while they are in the list."""
        index = self.list.currentIndex()
        chosen = self.model.finding(index.row()).number if index.isValid() else None
        self.model.set_findings(rows)
        numbers = [each.number for each in rows]
        if chosen in numbers:
            self.list.setCurrentIndex(self.model.index(numbers.index(chosen)))

    def _refresh(self) -> None:
        """Fit the list to its rows, and say what is known."""
        rows, page, now = self.model.rowCount(), self._page, self._now
        self._fit()
        self.count.setText("" if page is None else finding_words.count(page))
        self.count.setVisible(bool(self.count.text()))
        stale = page is not None and now is not None and finding_words.is_stale(page.sweep, now)
        if self._problem:
            text = self.tr("Not read: {why}").format(why=self._problem)
        elif page is None or now is None:
            text = self.tr("Reading…")
        else:
            text = finding_words.state(page, rows, now)
        self._say(text, "negative" if self._problem else "warning" if stale else "muted")
        self.retry.setVisible(bool(self._problem))
        trusted = bool(self._freshness) and not stale and not self._problem
        self.model.set_live(trusted)

    def _fit(self) -> None:
        rows = self.model.rowCount()
        self.list.setFixedHeight(min(rows, self._most) * ROW_HEIGHT + FRAME)
        self.list.setVisible(rows > 0)
        self.updateGeometry()

    def _say(self, text: str, tone: str) -> None:
        if text != self.state.text():
            self.state.setText(text)
            self.setAccessibleName(self.tr("Findings: {state}").format(state=text))
        if self.state.property("tone") != tone:
            self.state.setProperty("tone", tone)
            restyle(self.state)

    def _choose(self, index: QModelIndex) -> None:
        self.finding_requested.emit(self.model.finding(index.row()))

"""A list of records on a page: how old it is, what is selected, what can be done about it."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from widgets.columns import Column, Row
from widgets.elided_label import ElidedLabel
from widgets.format import format_clock, format_count
from widgets.icon_button import IconButton
from widgets.message import Message, restyle
from widgets.placeholder import Placeholder
from widgets.record_table_model import RecordTableModel
from widgets.record_table_view import RecordTableView
from widgets.tab_order import in_tab_order

MARGIN, INSET = 16, 8
"""Pixels at the sides; a table's cells have eight of their own."""


class RecordsView(QWidget, Generic[Row]):
    """Empty, loading, failed and stale are four looks; rows that were read stay through all."""

    refresh_requested = Signal()
    older_requested = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = RecordTableModel(columns, key, self)
        self.table = RecordTableView(self.model, self)
        self.table.setAccessibleName(name)
        self.placeholder = Placeholder(self, centred=True)
        self.problem = Message(self)
        self.filters, self.actions_row = QHBoxLayout(), QHBoxLayout()
        self.count = QLabel(self)
        self.age = QLabel(self)
        self.detail = ElidedLabel(self)
        self.refresh = IconButton("rotate-cw", self.tr("Read again"), self, shown=False)
        self.older = QPushButton(self.tr("Show older ones"), self)
        self._as_of: datetime | None = None
        self._live = False
        self._body, self._strips = QVBoxLayout(self), QVBoxLayout()
        self._lay_out()
        self.refresh.clicked.connect(self.refresh_requested)
        self.older.clicked.connect(self.older_requested)
        self.problem.action_requested.connect(self.refresh_requested)
        self.placeholder.action_requested.connect(self.refresh_requested)
        self.show_loading()

    def show_loading(self) -> None:
        """Show that the first rows are being read; rows that are there stay."""
        if not self.model.rows:
            self.placeholder.load(self.tr("Reading…"))
            self._pages.setCurrentWidget(self.placeholder)

    def show_rows(self, rows: Sequence[Row], *, more: bool, as_of: datetime, empty: str) -> None:
        """Show these; ``empty`` says what it means that there are none."""
        self.model.set_rows(rows)
        self._as_of = as_of
        self.problem.hide()
        self.older.setVisible(more)
        counted = (
            self.tr("{count} shown, there are older ones", None, len(rows))
            if more
            else self.tr("{count} in all", None, len(rows))
        )
        self.count.setText(counted.format(count=format_count(len(rows))))
        if rows:
            self._pages.setCurrentWidget(self.table)
        else:
            self.placeholder.say(empty)
            self._pages.setCurrentWidget(self.placeholder)
        self._show_age()

    def show_failed(self, text: str) -> None:
        """Say why they could not be read; what was read before stays, and looks old."""
        if self.model.rows:
            self.problem.present("error", self.tr("Not read."), text, self.tr("Retry"))
        else:
            self.placeholder.fail(text, self.tr("Retry"))
            self._pages.setCurrentWidget(self.placeholder)
        self.table.set_live(False)

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Draw at full strength, or muted with the time of the reading."""
        self._live = live
        self._show_age()

    def _show_age(self) -> None:
        self.table.set_live(self._live and self.problem.isHidden())
        if self._as_of is None:
            self.age.setText("")
            return
        words = self.tr("as of {time}") if self._live else self.tr("as of {time}, may be old")
        self.age.setText(words.format(time=format_clock(self._as_of)))
        self.age.setProperty("tone", "muted" if self._live else "warning")
        restyle(self.age)

    def _lay_out(self) -> None:
        for label in (self.count, self.age):
            label.setProperty("tone", "muted")
        self.refresh.setProperty("kind", "ghost")
        self.refresh.setToolTip(self.tr("Read again (F5)"))
        self.older.setProperty("kind", "small")
        self.older.hide()
        self.detail.setProperty("tone", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN, 0)
        head.setSpacing(8)
        self.filters.setSpacing(8)
        head.addLayout(self.filters)
        head.addStretch()
        head.addWidget(self.age)
        head.addWidget(self.refresh)
        pages = QWidget(self)
        self._pages = QStackedLayout(pages)
        inset = QHBoxLayout()
        inset.setContentsMargins(INSET, 0, INSET, 0)
        inset.addWidget(pages)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.placeholder)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 12)
        foot.setSpacing(8)
        self.actions_row.setSpacing(8)
        foot.addWidget(self.count)
        foot.addWidget(self.older)
        foot.addStretch()
        foot.addWidget(self.detail)
        foot.addLayout(self.actions_row)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)
        self._body.addLayout(head)
        self._strips.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._strips.setSpacing(8)
        self._strips.addWidget(self.problem)
        self._body.addLayout(self._strips)
        self._body.addLayout(inset, 1)
        self._body.addLayout(foot)

    def order_tabs(self, filters: Sequence[QWidget] = (), acts: Sequence[QWidget] = ()) -> None:
        """Let Tab go down the page: filters, table, what can be done."""
        in_tab_order(
            *filters, self.refresh, self.problem.action, self.table, self.placeholder.action,
            self.older, *acts,
        )  # fmt: skip

    def add_strip(self, strip: QWidget) -> None:
        """Put something between the filters and the table."""
        self._strips.insertWidget(0, strip)

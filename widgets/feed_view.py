"""The live feed: every transaction of the marketplace as it commits."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Transaction
from widgets.clipboard_actions import add_copy_actions, raw_amount
from widgets.feed_delegate import (
    FADING_SECONDS,
    ROW_HEIGHT,
    TINTED_SECONDS,
    FeedDelegate,
    gap_words,
    moment,
)
from widgets.feed_filter import FeedFilter
from widgets.feed_filter_form import FeedFilterForm
from widgets.feed_table import FeedTable
from widgets.feed_table_model import FeedRow, FeedTableModel, Gap
from widgets.format import format_amount, status_name, type_name
from widgets.freshness import Freshness
from widgets.icon_button import IconButton
from widgets.message import restyle
from widgets.painting import text_width
from widgets.placeholder import Placeholder
from widgets.row_anchor import RowAnchor

FRAME_MS = 100
CORNER = 8
"""The panel's round corners stay free of rows, which have none."""
HEAD = 110
"""Pixels that icons, frames and gaps take in the head beside the words."""


class FeedView(QFrame):
    """Newest on top; scrolling away pauses, filters apply to what waits as well."""

    user_requested = Signal(object)
    """User id."""
    fill_requested = Signal(object)
    """Gap."""
    retry_requested = Signal()
    """The history could not be read; read it again."""

    def __init__(self, parent: QWidget | None = None, *, capacity: int = 10_000) -> None:
        super().__init__(parent)
        self._state = "loading"
        self._action = self.retry_requested.emit
        self._paused = False
        self._tinted_until = 0.0
        self.model = FeedTableModel(self, capacity=capacity, describe=self._describe)
        self.filter_button = IconButton("funnel", self.tr("Filter"), self, shown=True)
        self.pause_button = IconButton("pause", self.tr("Pause"), self, shown=True)
        self.caption = QLabel(self)
        self.form = FeedFilterForm(self)
        self.waiting = QFrame(self)
        self.waiting_text = QLabel(self.waiting)
        self.resume_button = QPushButton(self.tr("Resume"), self.waiting)
        self.delegate = FeedDelegate(self.model, self)
        self.table = FeedTable(self.model, self.delegate, self)
        self.placeholder = Placeholder(self)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._lay_out()
        self._connect()
        self._set_live(live=False)
        self._colour_filter()
        self.pause_button.set_icon("pause", "muted")
        self._refresh()

    def show_loading(self) -> None:
        """Say that the history is being read (first time only)."""
        self._state = "loading"
        self._refresh()

    def show_failed(self, text: str) -> None:
        """Say in place why there is no history, with Retry."""
        self._state = text
        self._refresh()

    def show_history(self, transactions: Sequence[Transaction]) -> None:
        """Put a page of older transactions (newest first) below what is there."""
        self._state = ""
        self.model.append_history(transactions)
        self._refresh()

    def prepend(self, transactions: Sequence[Transaction]) -> None:
        """Add what committed, in commit order; the last ends on top, a known id is replaced."""
        self.model.prepend(transactions)

    def replace(self, transactions: Sequence[Transaction]) -> None:
        """Replace rows in place; unknown ids are ignored."""
        self.model.replace(transactions)

    def remove(self, ids: Collection[int]) -> None:
        """Take rows away; unknown ids are ignored."""
        self.model.remove(ids)

    def add_gap(self, since: datetime | None, until: datetime) -> Gap:
        """Put a gap on top: what committed between the two moments is missing."""
        return self.model.add_gap(since, until)

    def fill_gap(
        self, gap: Gap, transactions: Sequence[Transaction], *, exact: bool = True
    ) -> None:
        """Put the missing rows (newest first) in the gap's place; unless ``exact`` it says so."""
        self.model.fill_gap(gap, transactions, exact=exact)

    def show_gap_failed(self, gap: Gap, text: str) -> None:
        """Say in the gap's row why it could not be filled; Fill is offered again."""
        self.model.set_gap_state(gap, busy=False, problem=text)

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted; dimmed while it is not live."""
        if freshness.live != self.delegate.live:
            self._set_live(live=freshness.live)

    @property
    def shows_all(self) -> bool:
        """Whether what commits is on screen at once: nobody paused, filters or hides it."""
        return self.isVisible() and self.model.following and not self.model.filter.active

    def set_paused(self, paused: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Pause or resume by a command."""
        self._paused = paused
        if not paused:
            self.table.scrollToTop()
        self._follow()

    def open_filter(self) -> None:
        """Show the filter and put the cursor into it (Ctrl+F)."""
        self.filter_button.setChecked(True)
        self.form.user.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self.set_paused(self.model.following)
                return True
            if event.key() == Qt.Key.Key_Escape and self.form.isVisible():
                self.form.clear()
                self.filter_button.setChecked(False)
                self.table.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.setProperty("kind", "panel")
        self.caption.setProperty("type", "caps")
        self.caption.setMinimumHeight(26)
        for button in (self.filter_button, self.pause_button):
            button.setProperty("kind", "ghost")
            button.setProperty("compact", "true")
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 4, 4)
        head.setSpacing(4)
        head.addWidget(self.caption)
        head.addStretch()
        head.addWidget(self.filter_button)
        head.addWidget(self.pause_button)
        self.filter_button.setCheckable(True)
        keeps = self.pause_button.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the button beside it does not move
        self.pause_button.setSizePolicy(keeps)
        self.pause_button.setToolTip(self.tr("Let new rows wait (Space)"))
        self.form.hide()
        self.waiting.setProperty("kind", "message")
        self.waiting.setProperty("tone", "warning")
        self.waiting.setProperty("place", "strip")
        self.resume_button.setToolTip(self.tr("Show what waits (Space)"))
        self.waiting.hide()
        bar = QHBoxLayout(self.waiting)
        bar.setContentsMargins(12, 6, 8, 6)
        bar.addWidget(self.waiting_text, 1)
        bar.addWidget(self.resume_button)
        self._set_up_table()
        self.stack = QStackedLayout()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.placeholder)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, CORNER)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.waiting)
        column.addLayout(self.stack, 1)

    def _set_up_table(self) -> None:
        table = self.table
        RowAnchor(table, self.model)
        table.setAccessibleName(self.tr("Live transactions"))
        table.horizontalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.installEventFilter(self)
        add_copy_actions(
            table,
            {
                self.tr("Copy the amount"): lambda: self._chosen(
                    lambda chosen: raw_amount(chosen.signed_minor)
                ),
                self.tr("Copy the transaction's id"): lambda: self._chosen(
                    lambda chosen: str(chosen.id)
                ),
                self.tr("Copy the user's id"): lambda: self._chosen(
                    lambda chosen: str(chosen.user_id)
                ),
                self.tr("Copy the row"): lambda: self._chosen(raw_row),
            },
        )

    def _connect(self) -> None:
        self.filter_button.toggled.connect(self._show_filter)
        self.pause_button.clicked.connect(lambda: self.set_paused(True))
        self.resume_button.clicked.connect(lambda: self.set_paused(False))
        self.form.filter_changed.connect(self._apply_filter)
        self.placeholder.action_requested.connect(self._act)
        self.model.waiting_changed.connect(self._show_waiting)
        for signal in (
            self.model.rowsInserted,
            self.model.rowsRemoved,
            self.model.modelReset,
            self.model.dataChanged,
        ):
            signal.connect(self._refresh)
        self.table.verticalScrollBar().valueChanged.connect(self._follow)
        self.table.pressed.connect(self._press)
        self.table.activated.connect(self._open)
        self._frames.timeout.connect(self._next_frame)

    def _set_live(self, *, live: bool) -> None:
        self.delegate.live = live
        self.caption.setText((self.tr("Live") if live else self.tr("Not live")).upper())
        self.caption.setProperty("tone", "" if live else "warning")
        restyle(self.caption)
        self._fit_head()
        self.table.viewport().update()

    def _fit_head(self) -> None:
        """Where there is little room give up icons before a letter of a word."""
        buttons = self.filter_button, self.pause_button
        words = sum(text_width(button.text(), 12) for button in buttons)
        words += text_width(self.caption.text(), 10, 600)
        for button in buttons:
            button.set_bare(bare=words + HEAD > self.width())

    def _follow(self) -> None:
        """Follow only at the newest edge, and only while nobody paused by hand."""
        bar = self.table.verticalScrollBar()
        following = not self._paused and bar.value() <= bar.minimum()
        if following != self.model.following:
            self.model.set_following(following)
        self._show_waiting()

    def _show_waiting(self) -> None:
        paused = not self.model.following
        self.waiting.setVisible(paused)
        self.pause_button.setHidden(paused)
        count = self.model.waiting_count
        more = self.model.waiting_is_full
        known = self.tr("{count} or more waiting") if more else self.tr("{count} waiting")
        self.waiting_text.setText("<b>" + self.tr("Paused") + "</b> · " + known.format(count=count))

    def _show_filter(self, shown: bool) -> None:  # noqa: FBT001  (a slot)
        self.form.setVisible(shown)
        self._colour_filter()

    def _colour_filter(self) -> None:
        active = self.model.filter.active
        self.filter_button.setText(self.tr("Filtered") if active else self.tr("Filter"))
        marked = active or self.filter_button.isChecked()
        self.filter_button.set_icon("funnel", "accent" if marked else "muted")
        self.form.clear_button.setVisible(active)

    def _apply_filter(self, wanted: FeedFilter) -> None:
        index = self.table.currentIndex()
        chosen = self.model.row(index.row()).key if index.isValid() else None
        self.model.set_filter(wanted)
        self._colour_filter()
        number = None if chosen is None else self.model.number(chosen)
        if number is not None:
            self.table.setCurrentIndex(self.model.index(number, 0))

    def _refresh(self) -> None:
        """Show rows, or what stands in their place; let fresh rows' tint fade."""
        if self.model.rowCount():
            self._tinted_until = self.model.now() + TINTED_SECONDS + FADING_SECONDS + FRAME_MS / 1e3
            if self.stack.currentWidget() is not self.table:
                self.stack.setCurrentWidget(self.table)
            if not self._frames.isActive():
                self._frames.start()
            return
        self.stack.setCurrentWidget(self.placeholder)
        self._action = self.retry_requested.emit
        if self.model.filter.active and self.model.known_count:
            self._action = self.form.clear
            text = self.tr("No transaction matches the filter.")
            self.placeholder.say(text, self.tr("Clear the filter"))
        elif self._state == "loading":
            self.placeholder.load(self.tr("Reading the newest transactions…"))
        elif self._state:
            self.placeholder.fail(self._state, self.tr("Retry"))
        else:
            text = self.tr("No transactions yet. They appear here as they commit.")
            self.placeholder.say(text)

    def _act(self) -> None:
        self._action()

    def _next_frame(self) -> None:
        """Paint what fades; a tint that only stands is painted already."""
        if self.table.is_fading():
            self.table.viewport().update()
        if self.model.now() > self._tinted_until:
            self._frames.stop()

    def _press(self, index: QModelIndex) -> None:
        """Open what was under the pointer when it went down: rows may move before it comes up."""
        if QGuiApplication.mouseButtons() == Qt.MouseButton.LeftButton:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if not isinstance(row.entry, Gap):
            self.user_requested.emit(row.entry.user_id)
        elif not row.busy and not row.closed:
            self.model.set_gap_state(row.entry, busy=True)
            self.fill_requested.emit(row.entry)

    def _chosen(self, text: Callable[[Transaction], str]) -> str:
        """Return what is to be copied of the current row."""
        index = self.table.currentIndex()
        entry = self.model.row(index.row()).entry if index.isValid() else None
        return text(entry) if isinstance(entry, Transaction) else ""

    def _describe(self, row: FeedRow) -> str:
        if isinstance(row.entry, Gap):
            return ", ".join(gap_words(row))
        shown = row.entry
        parts = [
            shown.user_name,
            type_name(shown.type),
            format_amount(shown.signed_minor, sign=True) + " " + shown.currency,
            status_name(shown.status),
            moment(shown),
        ]
        if shown.test:
            parts.append(self.tr("test deposit"))
        return ", ".join(parts)


def raw_row(transaction: Transaction) -> str:
    """Return a transaction for a spreadsheet: tab-separated, plain numbers."""
    at = transaction.recorded_at or transaction.created_at
    fields = (
        transaction.id,
        transaction.user_id,
        transaction.user_name,
        transaction.type,
        transaction.status,
        raw_amount(transaction.signed_minor),
        transaction.currency,
        at.isoformat() if at else transaction.created_at_raw or "",
    )
    return "\t".join(map(str, fields))

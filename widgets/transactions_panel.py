"""The transactions of one account: filter, table, what stands in its place, and the way to more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from api_client.models import AccountPage, Transaction, TransactionPage
from widgets.format import format_count
from widgets.placeholder import Placeholder
from widgets.transaction_filter_bar import TransactionFilterBar
from widgets.transaction_table_model import TransactionFilter, TransactionTableModel
from widgets.transaction_table_view import SCROLL_BAR, TransactionTableView

MARGIN = 20


class TransactionsPanel(QWidget):
    """Counts what there is and what is shown of it."""

    older_requested = Signal(object)
    """Id of the oldest transaction there is."""
    count_changed = Signal(object)
    """How many transactions the account has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._user_id: int | None = None
        self._more = False
        self._total = 0
        self._loading_older = False
        self.transactions = TransactionTableModel(self)
        self.filter_bar = TransactionFilterBar(self)
        self.table = TransactionTableView(self.transactions, self)
        self.placeholder = Placeholder(self, centred=True)
        self.rows_text = QLabel(self)
        self.marked_text = QLabel(self)
        self.unmark_button = QPushButton(self.tr("Unmark"), self)
        self.older_button = QPushButton(self.tr("Load older"), self)
        self._lay_out()
        self.older_button.clicked.connect(self._ask_older)
        self.table.end_reached.connect(self._ask_older)
        self.unmark_button.clicked.connect(lambda: self.mark({}))
        self.placeholder.action_requested.connect(self.filter_bar.clear)
        self.filter_bar.filter_changed.connect(self._set_filter)
        self.filter_bar.left.connect(self.table.setFocus)

    def set_page(self, page: AccountPage, *, anew: bool = False) -> None:
        """Show the newest transactions; the same user's rows are merged.

        ``anew``: events were missed, so rows older than the page's are not believed any more.
        """
        same = page.user.id == self._user_id
        self._user_id, self._total = page.user.id, page.transaction_count
        self._loading_older = False
        if same:
            self._merge(page, anew=anew)
        else:
            self._more = page.more
            self.filter_bar.clear()
            self.mark({})
            self.transactions.set_transactions(page.transactions)
            self.table.scrollToTop()
        self._write()

    def apply(self, changed: Sequence[Transaction], deleted_ids: Sequence[int]) -> None:
        """Take what committed; rows that now belong to somebody else go."""
        own = [row for row in changed if row.user_id == self._user_id and self._in_reach(row.id)]
        foreign = [row.id for row in changed if row.user_id != self._user_id]
        gone = {id_ for id_ in (*deleted_ids, *foreign) if self.transactions.known(id_)}
        new = {row.id for row in own if self.transactions.known(row.id) is None}
        if not (own or gone):
            return
        self.transactions.upsert(own, fresh=True)
        for transaction_id in gone:
            self.transactions.remove(transaction_id)
        self._total += len(new) - len(gone)
        self._write()

    def add_older(self, page: TransactionPage) -> None:
        """Put older transactions at the end."""
        self._loading_older = False
        self._more = page.more
        self.transactions.upsert(page.transactions, fresh=False)
        self._write()

    def show_older_failed(self) -> None:
        """Let older transactions be asked for again."""
        self._loading_older = False
        self._write()

    @property
    def has_more(self) -> bool:
        """Whether there are older transactions than those that were read."""
        return self._more

    def mark(self, marks: Mapping[int, str], *, go: bool = True) -> list[int]:
        """Mark rows and ``go`` to the newest; returns those that were not read yet, newest first.

        A filter that would hide where to go is cleared.
        """
        known = [id_ for id_ in marks if self.transactions.known(id_) is not None]
        if go and any(self.transactions.row_of(id_) is None for id_ in known):
            self.filter_bar.clear()
        self.table.set_marks(marks)
        if known and go:
            self.table.go_to(max(known))
        self._write_marks(len(known))
        return sorted((id_ for id_ in marks if id_ not in known), reverse=True)

    def set_live(self, live: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Draw at full strength or muted."""
        self.table.set_live(live)

    def open_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter_bar.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_bar.text.selectAll()

    def forget(self) -> None:
        """Show nobody's transactions."""
        self._user_id = None
        self.mark({})
        self.transactions.set_transactions(())

    def _lay_out(self) -> None:
        for name, value in (("tone", "muted"), ("type", "secondary")):
            self.rows_text.setProperty(name, value)
        for label in (self.rows_text, self.marked_text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.marked_text.setProperty("type", "secondary")
        for button in (self.older_button, self.unmark_button):
            button.setProperty("kind", "small")
        self._write_marks(0)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.placeholder)
        top, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.filter_bar)
        middle.addLayout(self._stack)
        foot.addStrut(26)
        foot.addWidget(self.rows_text)
        foot.addStretch()
        foot.addWidget(self.marked_text)
        foot.addWidget(self.unmark_button)
        foot.addWidget(self.older_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part, right in ((top, MARGIN), (middle, MARGIN - SCROLL_BAR), (foot, MARGIN)):
            part.setContentsMargins(MARGIN, 0, right, 0)
            column.addLayout(part, 1 if part is middle else 0)

    def _write_marks(self, count: int) -> None:
        known = self.tr("{count} rows are marked", None, count)
        self.marked_text.setText(known.format(count=format_count(count)))
        for part in (self.marked_text, self.unmark_button):
            part.setVisible(count > 0)

    def _in_reach(self, transaction_id: int) -> bool:
        """Tell whether a transaction is not older than all that was read of them."""
        oldest = self.transactions.oldest_id
        return not self._more or oldest is None or transaction_id >= oldest

    def _merge(self, page: AccountPage, *, anew: bool) -> None:
        """Rows in the page's span that it does not hold are gone."""
        there = {row.id for row in page.transactions}
        lowest = min(there, default=0) if page.more and not anew else 0
        self._more = page.more if anew else self._more
        for transaction_id in self.transactions.ids_from(lowest):
            if transaction_id not in there:
                self.transactions.remove(transaction_id)
        self.transactions.upsert(page.transactions, fresh=False)

    def _ask_older(self) -> None:
        oldest = self.transactions.oldest_id
        if self._more and not self._loading_older and oldest is not None:
            self._loading_older = True
            self._write()
            self.older_requested.emit(oldest)

    def _set_filter(self, wanted: TransactionFilter) -> None:
        self.transactions.set_filter(wanted)
        self._write()

    def _write(self) -> None:
        shown = self.transactions.rowCount()
        self._stack.setCurrentWidget(self.table if shown else self.placeholder)
        if not shown and self.transactions.filter.active and self.transactions.known_count:
            text = self.tr("None of {known} read so far passes the filter.").format(
                known=format_count(self.transactions.known_count)
            )
            self.placeholder.say(text, self.tr("Clear the filter"))
        elif not shown:
            self.placeholder.say(self.tr("No transactions yet. They appear here as they commit."))
        self.rows_text.setVisible(self._total > 0)
        self.rows_text.setText(
            self.tr("{shown} of {total} shown").format(
                shown=format_count(shown), total=format_count(self._total)
            )
        )
        self.older_button.setVisible(self._more)
        self.older_button.setEnabled(not self._loading_older)
        self.older_button.setText(
            self.tr("Reading…") if self._loading_older else self.tr("Load older")
        )
        self.count_changed.emit(self._total)

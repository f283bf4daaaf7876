"""Changes and transactions, paired by commit, with who wrote what."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets import icons, theme
from widgets.clipboard_actions import add_copy_actions
from widgets.painting import draw_text, text_width
from widgets.timeline_model import (
    BOOKED,
    COLUMNS,
    LINK,
    MOVED,
    WRITER,
    TimelineModel,
    moves_nothing,
)

ROW_HEIGHT, HEADER_HEIGHT = 26, 26
PADDING, ICON = 8, 14
LINKS = {
    "commit": ("link", "positive"),
    "nearby": ("clock", "warning"),
    "amount": ("circle-question-mark", "warning"),
    "none": ("unlink", "negative"),
}


class TimelineView(QTableView):
    """Where a change has no transaction, or a transaction no change, the row says so in red."""

    pair_chosen = Signal(object)
    """Pair whose transactions are to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = TimelineModel(self)
        self.marked: frozenset[int] = frozenset()
        self.setModel(self.timeline)
        self.setItemDelegate(TimelineDelegate(self))
        self.setAccessibleName(self.tr("Changes and transactions, paired by commit"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFixedHeight(HEADER_HEIGHT)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setHighlightSections(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._choose)
        self.timeline.modelReset.connect(self._share_room)
        self.timeline.modelReset.connect(self.fit)
        add_copy_actions(self, {self.tr("Copy the row"): self._row_text})

    def mark(self, positions: frozenset[int]) -> int | None:
        """Mark commits by position; returns where the first is drawn, None if none is shown."""
        self.marked = positions
        rows = self.timeline.rows_of(positions)
        self.viewport().update()
        return HEADER_HEIGHT + rows[0] * ROW_HEIGHT if rows else None

    def fit(self) -> None:
        """Be as tall as the rows: whoever shows the table scrolls it."""
        self.setFixedHeight(HEADER_HEIGHT + self.timeline.rowCount() * ROW_HEIGHT + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give each column what its rows need; the writer gives way, then the transactions."""
        needed = []
        for number, column in enumerate(COLUMNS):
            title = str(self.timeline.headerData(number, Qt.Orientation.Horizontal) or "")
            texts = {column.text(self.timeline.pair(n)) for n in range(self.timeline.rowCount())}
            weight = 600 if number == MOVED else 400
            widest = max((text_width(text, 12, weight) for text in texts), default=0)
            needed.append(max(widest, text_width(title, 11, 600)) + 2 * PADDING)
        needed[LINK] += ICON + 6
        room = self.viewport().width()
        spare = room - sum(needed)
        if spare < 0:
            needed[LINK], spare = ICON + 2 * PADDING, spare + needed[LINK] - ICON - 2 * PADDING
        if spare < 0:
            taken = min(-spare, max(0, needed[WRITER] - 80))
            needed[WRITER] -= taken
            spare += taken
        needed[BOOKED] += spare // 2 if spare > 0 else spare
        needed[WRITER] += spare - spare // 2 if spare > 0 else 0
        for number, width in enumerate(needed):
            self.setColumnWidth(number, max(1, width))

    def _choose(self, index: QModelIndex) -> None:
        self.pair_chosen.emit(self.timeline.pair(index.row()))

    def _row_text(self) -> str:
        index = self.currentIndex()
        if not index.isValid():
            return ""
        return "\t".join(column.text(self.timeline.pair(index.row())) for column in COLUMNS)


class TimelineDelegate(QStyledItemDelegate):
    """The link is an icon, and a word where there is room."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        pair, column = self._view.timeline.pair(index.row()), index.column()
        rect: QRect = option.rect
        painter.save()
        alone = pair.paired == "none"
        if pair.pos in self._view.marked:
            painter.fillRect(rect, theme.colour("negative_ground" if alone else "accent_ground"))
        elif QStyle.StateFlag.State_Selected in option.state:
            painter.fillRect(rect, theme.colour("accent_ground"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        if column == LINK:
            name, ink = LINKS.get(pair.paired, LINKS["none"])
            if moves_nothing(pair):
                name, ink = "minus", "muted"
            top = rect.top() + (rect.height() - ICON) // 2
            painter.drawPixmap(room.left(), top, icons.pixmap(name, ink, ICON))
            room.setLeft(room.left() + ICON + 6)
        if column != LINK or room.width() > 0:
            missing = (column == MOVED and not pair.moved_minor) or (
                column == BOOKED and not pair.transactions
            )
            ink = "negative" if alone and (missing or column == MOVED) else "muted"
            if column == MOVED and not alone:
                ink = "text"
            strong = column == MOVED or (missing and alone)
            text = COLUMNS[column].text(pair)
            draw_text(
                painter, room, text, ink, size=12, weight=600 if strong else 400,
                align=COLUMNS[column].align,
            )  # fmt: skip
        painter.restore()

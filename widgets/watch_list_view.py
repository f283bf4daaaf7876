"""The watch list: accounts kept in sight, and the users looked at recently."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Account, Curve, User
from widgets.expectation import Expectation, NearMiss
from widgets.expected_list import ROW_HEIGHT as EXPECTED_HEIGHT
from widgets.expected_list import ExpectedDelegate, ExpectedListModel
from widgets.freshness import Freshness
from widgets.icon_button import IconButton
from widgets.placeholder import Placeholder
from widgets.sharing import Rows, Stage, shared
from widgets.watch_delegate import RECENT_HEIGHT, ROW_HEIGHT, RecentDelegate, WatchDelegate
from widgets.watch_list_model import RecentListModel, WatchListModel

FRAME = 2
"""Pixels of a list around its rows."""
LEAST: tuple[Stage, ...] = (("watched", 3),)
EASY: tuple[Stage, ...] = (*LEAST, ("expected", 2), ("watched", 5), ("recent", 3))
STAGES: tuple[Stage, ...] = (
    *LEAST, ("expected", 2), ("recent", 3), ("watched", None), ("expected", None), ("recent", None),
)  # fmt: skip
"""Who has the first claim to the height; what is more is scrolled to."""
NO_LIMIT = 1 << 20


class WatchListView(QFrame):
    """Name, id, curve and balance of watched accounts; recent users below."""

    user_requested = Signal(object)
    """User id."""
    watch_requested = Signal(object)
    """User id of the open account."""
    unwatch_requested = Signal(object)
    """User id."""
    expect_requested = Signal()
    """A payment to the open account is to be waited for."""
    forget_requested = Signal(object)
    """Expectation that is not to be waited for any more."""
    painted = Signal(object)
    """Account whose new balance has just been painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: User | None = None
        self.model = WatchListModel(self)
        self.recent_model = RecentListModel(self)
        self.watch_button = IconButton("plus", self.tr("Watch"), self, shown=True)
        self.list = QListView(self)
        self.recent = QListView(self)
        self.delegate = WatchDelegate(self.model, self.list)
        self.placeholder = Placeholder(self)
        self.recent_caption = QLabel(self.tr("Recent").upper(), self)
        self.expected_caption = QLabel(self.tr("Expected").upper(), self)
        self.expect_button = IconButton("plus", self.tr("Expect"), self, shown=True)
        self.expected_model = ExpectedListModel(self)
        self.expected = QListView(self)
        self.forget_action = QAction(self.tr("Stop expecting"), self.expected)
        self.unwatch_action = QAction(self.tr("Stop watching"), self.list)
        self._lay_out()
        self._connect()
        self._refresh()

    @property
    def accounts(self) -> list[Account]:
        """What is shown, from its top."""
        return [self.model.account(row) for row in range(self.model.rowCount())]

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Set what is watched, in this order."""
        self.model.set_accounts(accounts)
        self._refresh()

    def set_account(self, account: Account) -> None:
        """Replace one watched account; not watched is ignored."""
        self.model.set_account(account)

    def remove_account(self, user_id: int) -> None:
        """Take one account off the list; the others stay as they are."""
        self.set_accounts([account for account in self.accounts if account.user_id != user_id])

    def set_curve(self, user_id: int, curve: Curve) -> None:
        """Set the steps of the small curve."""
        self.model.set_curve(user_id, [point.balance_minor for point in curve.points])

    def set_open(self, user: User | None) -> None:
        """Name the account that is open: its row is accented, + would watch it."""
        self._open = user
        self.model.set_open(None if user is None else user.id)
        self._refresh()

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted (`widgets.freshness`)."""
        self.model.set_live(freshness.live)

    def set_recent(self, users: Sequence[User]) -> None:
        """Set the users looked at, newest first."""
        self.recent_model.set_users(users)
        self._refresh()

    def set_expected(
        self, rows: Sequence[Expectation], misses: dict[str, Sequence[NearMiss]]
    ) -> None:
        """Set the payments that are waited for, and what looks like them."""
        self.expected_model.set_expected(rows, misses)
        self._refresh()

    @property
    def least_height(self) -> int:
        """Pixels below which a watched account would have to go."""
        return self._height_of(LEAST)

    @property
    def easy_height(self) -> int:
        """Pixels at which some rows of everything are seen."""
        return self._height_of(EASY)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)  # `_share` sees to what fits

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False  # else what is shown now would be the least there must be

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _lay_out(self) -> None:
        self.setProperty("kind", "panel")
        caption = QLabel(self.tr("Watch list").upper(), self)
        for label in (caption, self.recent_caption, self.expected_caption):
            label.setProperty("type", "caps")
        caption.setMinimumHeight(26)
        for button in (self.watch_button, self.expect_button):
            button.setProperty("kind", "ghost")
            button.setProperty("compact", "true")
        head = self._head = QHBoxLayout()
        head.setContentsMargins(12, 4, 4, 4)
        head.addWidget(caption)
        head.addStretch()
        head.addWidget(self.watch_button)
        self._set_up_lists()
        foot = self._foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 4, 0)
        foot.addWidget(self.expected_caption)
        foot.addStretch()
        foot.addWidget(self.expect_button)
        self.expected_caption.setContentsMargins(12, 0, 12, 0)
        self.recent_caption.setContentsMargins(12, 12, 12, 4)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.placeholder)
        column.addWidget(self.list)
        column.addWidget(self.recent_caption)
        column.addWidget(self.recent)
        column.addLayout(foot)
        column.addWidget(self.expected)
        column.addStretch(1)

    def _set_up_lists(self) -> None:
        for view, model, delegate, name in (
            (self.list, self.model, self.delegate, self.tr("Watched accounts")),
            (self.recent, self.recent_model, RecentDelegate(self.recent), self.tr("Recent users")),
            (
                self.expected,
                self.expected_model,
                ExpectedDelegate(self.expected_model, self.expected),
                self.tr("Expected payments"),
            ),
        ):
            view.setModel(model)
            view.setItemDelegate(delegate)
            view.setAccessibleName(name)
            view.setUniformItemSizes(True)
            view.setMouseTracking(True)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        for view, action in (
            (self.list, self.unwatch_action), (self.expected, self.forget_action),
        ):  # fmt: skip
            action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            view.addAction(action)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _connect(self) -> None:
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.recent.clicked.connect(self._choose_recent)
        self.recent.activated.connect(self._choose_recent)
        self.delegate.painted.connect(self.painted)
        self.watch_button.clicked.connect(self._toggle)
        self.placeholder.action_requested.connect(self._toggle)
        self.unwatch_action.triggered.connect(self._unwatch)
        self.expected.clicked.connect(self._choose_expected)
        self.expected.activated.connect(self._choose_expected)
        self.expect_button.clicked.connect(self.expect_requested)
        self.forget_action.triggered.connect(self._forget)

    def _refresh(self) -> None:
        """Fit the list to its rows, and say what + would do."""
        expected = self.expected_model.rowCount() > 0
        self.expected_caption.setVisible(expected or self._open is not None)
        self.expect_button.setVisible(self._open is not None)
        watched = self._open is not None and self.model.watches(self._open.id)
        self.watch_button.setVisible(self._open is not None)
        self.watch_button.setText(self.tr("Unwatch") if watched else self.tr("Watch"))
        self.watch_button.set_icon("minus" if watched else "plus", "muted")
        self.placeholder.setVisible(self.model.rowCount() == 0)
        offer = "" if self._open is None else self.tr("Watch {name}").format(name=self._open.name)
        self.placeholder.say(
            self.tr("Nobody is watched. Balances you watch stay in sight here."), offer
        )
        self._share()
        self.updateGeometry()

    def _lists(self) -> dict[str, Rows]:
        captioned = self.recent_caption.sizeHint().height() + FRAME
        return {
            "watched": Rows(self.model.rowCount(), ROW_HEIGHT, FRAME),
            "recent": Rows(self.recent_model.rowCount(), RECENT_HEIGHT, captioned),
            "expected": Rows(self.expected_model.rowCount(), EXPECTED_HEIGHT, FRAME),
        }

    def _frame_height(self) -> int:
        """Return the pixels of all that is no list."""
        inside = self.contentsRect().marginsRemoved(self._column.contentsMargins())
        height = self.height() - inside.height() + _height(self._head) + _height(self._foot)
        if not self.placeholder.isHidden():
            height += self.placeholder.heightForWidth(inside.width())
        return height

    def _height_of(self, stages: Sequence[Stage]) -> int:
        lists = self._lists()
        known = shared(NO_LIMIT, lists, stages)
        return self._frame_height() + sum(lists[name].room(rows) for name, rows in known.items())

    def _share(self) -> None:
        """Give each list the rows that there is room for."""
        lists = self._lists()
        shown = shared(self.height() - self._frame_height(), lists, STAGES)
        for name, view in (("watched", self.list), ("recent", self.recent),
                           ("expected", self.expected)):  # fmt: skip
            view.setFixedHeight(shown[name] * lists[name].height + FRAME)
            view.setVisible(shown[name] > 0)
        self.recent_caption.setVisible(shown["recent"] > 0)
        self._column.activate()

    def _toggle(self) -> None:
        if self._open is None:
            return
        watched = self.model.watches(self._open.id)
        wish = self.unwatch_requested if watched else self.watch_requested
        wish.emit(self._open.id)

    def _unwatch(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.unwatch_requested.emit(self.model.account(index.row()).user_id)

    def _choose(self, index: QModelIndex) -> None:
        self.user_requested.emit(self.model.account(index.row()).user_id)

    def _choose_expected(self, index: QModelIndex) -> None:
        self.user_requested.emit(self.expected_model.expectation(index.row()).user_id)

    def _forget(self) -> None:
        index = self.expected.currentIndex()
        if index.isValid():
            self.forget_requested.emit(self.expected_model.expectation(index.row()))

    def _choose_recent(self, index: QModelIndex) -> None:
        self.user_requested.emit(self.recent_model.user(index.row()).id)


def _height(row: QHBoxLayout) -> int:
    """Return the pixels a row takes: at once, and without laying it out, which would ask again."""
    margins = row.contentsMargins()
    parts = [row.itemAt(number) for number in range(row.count())]
    heights = [part.sizeHint().height() for part in parts if part is not None]
    # An empty row still takes its margins.
    return margins.top() + margins.bottom() + max(heights, default=0)

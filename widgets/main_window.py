"""The frame: top bar, three columns, status bar; remembers its place.

It can be on screen, empty, before what stands in it is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDataStream, QEvent, QIODevice, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from widgets.fitting import fit_screen
from widgets.window_outline import WindowOutline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api_client.models import Environment, Operator

LAYOUT_VERSION = 1
GAP = 12
SIDE_WIDTHS = (252, 292)
LEAST_WIDTHS = (184, 568, 220)


class MainWindow(QMainWindow):
    """Holds the views as attributes: search, watch_list, findings, feed, notices, centre…"""

    close_requested = Signal()
    """The window is about to close; it does so by itself."""
    back_requested = Signal()
    forward_requested = Signal()
    theme_requested = Signal(str)
    """light, dark or system."""
    shortcuts_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self, centre: QWidget | None = None, parent: QWidget | None = None) -> None:
        """Without a ``centre`` it waits to be furnished: until then it has an outline only."""
        super().__init__(parent)
        self._environment: Environment | None = None
        self._subject: str | None = None
        self._pressed_in: QWidget | None = None
        """Where the focus was when a key was pressed: a field may have passed it on since."""
        self._columns_layout: tuple[QByteArray, bool, bool] | None = None
        self.setMinimumSize(1024, 640)
        fit_screen(self, QSize(1360, 800))
        self._name_window()
        if centre is None:
            self.setCentralWidget(WindowOutline(self))
        else:
            self.furnish(centre)

    @property
    def is_furnished(self) -> bool:
        """Whether there is more of it than an outline."""
        return not isinstance(self.centralWidget(), WindowOutline | None)

    def furnish(self, centre: QWidget) -> None:
        """Put in what stands in it; loaded here, since it takes longer than all that is before.

        So does `Qt` itself, whose many enumerations are made when it is first named.
        """
        from PySide6.QtCore import Qt

        from widgets.feed_view import FeedView
        from widgets.notice_view import NoticeView
        from widgets.paint_pacer import PaintPacer
        from widgets.search_view import SearchView
        from widgets.side_column import SideColumn
        from widgets.status_bar_view import StatusBarView
        from widgets.stream_popover import StreamPopover
        from widgets.top_bar import TopBar

        self.centre = centre
        # Made in the order in which Tab goes from one to the next.
        self.search = SearchView(self)
        self.top_bar = TopBar(self.search, self)
        self.side = SideColumn(GAP, self)
        self.watch_list, self.findings = self.side.watch_list, self.side.findings
        centre.setParent(self)
        self.feed = FeedView(self)
        self.notices = NoticeView(self, (self.feed, self.side, centre))
        self.status_bar = StatusBarView(self)
        self.details = StreamPopover(self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.stripe = QFrame(self)
        self.watch_list_action = self._column_action(self.tr("Show the watch list"), self.side)
        self.feed_action = self._column_action(self.tr("Show the live feed"), self.feed)
        PaintPacer(self)
        self._lay_out()
        self._connect()
        self._restore_columns()
        self.search.box.setFocus()

    def set_environment(self, environment: Environment | None, host: str) -> None:
        """Colour stripe and chip, name the title; as the server states it. None: signed out."""
        from widgets.message import restyle

        self._environment = environment
        self.stripe.setProperty("environment", environment.name if environment else "")
        restyle(self.stripe)
        self.top_bar.chip.set_environment(environment)
        self.status_bar.set_place(environment, host)
        self._name_window()

    def set_operator(self, operator: Operator | None) -> None:
        """Name who is signed in; None closes the operator menu's session part."""
        self.top_bar.set_operator(operator)
        self.status_bar.set_operator(operator)

    def set_subject(self, name: str | None) -> None:
        """Name the open account in the title."""
        self._subject = name
        self._name_window()

    def set_navigation(self, *, back: bool, forward: bool) -> None:
        """Enable the arrows."""
        self.top_bar.back.setEnabled(back)
        self.top_bar.forward.setEnabled(forward)

    def set_theme_choice(self, choice: str) -> None:
        """Tick light, dark or system in the operator menu."""
        self.top_bar.set_theme_choice(choice)

    def install_actions(self, actions: Sequence[QAction]) -> None:
        """Make the commands' shortcuts work in this window."""
        self.addActions(list(actions))

    def show_details(self) -> None:
        """Open what there is to know about the connection, or close it again."""
        self.details.toggle(self.status_bar)

    def show_findings(self) -> None:
        """Go to what the sweep found."""
        self.watch_list_action.setChecked(True)
        self.findings.go_in()

    def save_layout(self) -> bytes:
        """Return size, place and columns for `restore_layout`."""
        layout = QByteArray()
        stream = QDataStream(layout, QIODevice.OpenModeFlag.WriteOnly)
        stream.writeInt32(LAYOUT_VERSION)
        stream << self.saveGeometry()
        stream << self.columns.saveState()
        stream.writeBool(self.watch_list_action.isChecked())
        stream.writeBool(self.feed_action.isChecked())
        return bytes(layout.data())

    def restore_layout(self, layout: bytes) -> None:
        """Put size, place and, once there are any, columns back; anything unusable is ignored."""
        stream = QDataStream(QByteArray(layout))
        if stream.readInt32() != LAYOUT_VERSION:
            return
        geometry, columns = QByteArray(), QByteArray()
        stream >> geometry
        stream >> columns
        shown = stream.readBool(), stream.readBool()
        if stream.status() is QDataStream.Status.Ok:
            self.restoreGeometry(geometry)
            self._columns_layout = columns, *shown
            if self.is_furnished:
                self._restore_columns()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            self._pressed_in = self.focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button as it does in dialogs: outside of them Qt leaves it to Space."""
        from PySide6.QtCore import Qt

        button = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        fresh = enter and button is self._pressed_in and not event.isAutoRepeat()
        if fresh and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit()
        super().closeEvent(event)

    def _restore_columns(self) -> None:
        if self._columns_layout is not None:
            columns, watch_list, feed = self._columns_layout
            self.columns.restoreState(columns)
            self.watch_list_action.setChecked(watch_list)
            self.feed_action.setChecked(feed)

    def _column_action(self, text: str, column: QWidget) -> QAction:
        action = QAction(text, self, checkable=True, checked=True)
        action.toggled.connect(column.setVisible)
        return action

    def _lay_out(self) -> None:
        self.stripe.setProperty("kind", "stripe")
        self.stripe.setFixedHeight(3)
        columns = self.side, self.centre, self.feed
        for column, least in zip(columns, LEAST_WIDTHS, strict=True):
            self.columns.addWidget(column)
            column.setMinimumWidth(least)
        self.columns.setHandleWidth(GAP)
        self.columns.setChildrenCollapsible(False)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([SIDE_WIDTHS[0], 1360, SIDE_WIDTHS[1]])
        body = QVBoxLayout()
        body.setContentsMargins(GAP, GAP, GAP, GAP)
        body.setSpacing(GAP)
        body.addWidget(self.notices)
        body.addWidget(self.columns, 1)
        ground = QWidget(self)
        page = QVBoxLayout(ground)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.stripe)
        page.addWidget(self.top_bar)
        page.addLayout(body, 1)
        page.addWidget(self.status_bar)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        self.status_bar.details_requested.connect(self.show_details)
        self.top_bar.back.clicked.connect(self.back_requested)
        self.top_bar.forward.clicked.connect(self.forward_requested)
        self.top_bar.theme_requested.connect(self.theme_requested)
        self.top_bar.shortcuts_requested.connect(self.shortcuts_requested)
        self.top_bar.sign_out_requested.connect(self.sign_out_requested)

    def _name_window(self) -> None:
        """Title: open account, product, environment."""
        parts = [self._subject, self.tr("Svetu Console")]
        if self._environment is not None:
            from widgets.format import environment_name

            parts.append(environment_name(self._environment.name).upper())
        self.setWindowTitle(" — ".join(part for part in parts if part))

"""The frame: top bar, three columns, status bar; remembers its place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from api_client.models import Environment, Operator
from widgets.feed_view import FeedView
from widgets.notice_view import NoticeView
from widgets.search_view import SearchView
from widgets.status_bar_view import StatusBarView
from widgets.watch_list_view import WatchListView


class MainWindow(QMainWindow):
    """Holds the views as attributes: search, watch_list, feed, status_bar, notices, centre."""

    close_requested = Signal()
    """The window is about to close; it does so by itself."""
    back_requested = Signal()
    forward_requested = Signal()
    theme_requested = Signal(str)
    """light, dark or system."""
    language_requested = Signal(str)
    """en, ru or sr."""
    shortcuts_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self, centre: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.centre = centre
        self.search = SearchView(self)
        self.watch_list = WatchListView(self)
        self.feed = FeedView(self)
        self.status_bar = StatusBarView(self)
        self.notices = NoticeView(self)

    def set_environment(self, environment: Environment | None, host: str) -> None:
        """Colour stripe and chip, name the title; as the server states it. None: signed out."""

    def set_operator(self, operator: Operator | None) -> None:
        """Name who is signed in; None closes the operator menu's session part."""

    def set_subject(self, name: str | None) -> None:
        """Name the open account in the title."""

    def set_navigation(self, *, back: bool, forward: bool) -> None:
        """Enable the arrows."""

    def set_theme_choice(self, choice: str) -> None:
        """Tick light, dark or system in the operator menu."""

    def install_actions(self, actions: Sequence[QAction]) -> None:
        """Make the commands' shortcuts work in this window."""

    def save_layout(self) -> bytes:
        """Return size, place and columns for `restore_layout`."""
        return b""

    def restore_layout(self, layout: bytes) -> None:
        """Put size, place and columns back; anything unusable is ignored."""

"""The top bar: back and forward, the search box, the environment, the operator's menu."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from api_client.models import Operator
from widgets.environment_chip import EnvironmentChip
from widgets.icon_button import IconButton
from widgets.languages import LANGUAGES
from widgets.search_view import SearchView
from widgets.tab_order import in_tab_order

SEARCH_WIDTH = 560


class TopBar(QFrame):
    """Always in sight; says where one is and as whom."""

    theme_requested = Signal(str)
    language_requested = Signal(str)
    shortcuts_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self, search: SearchView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top-bar")
        self.setFixedHeight(52)
        self.back = self._arrow("arrow-left", self.tr("Back"), "Alt+←")
        self.forward = self._arrow("arrow-right", self.tr("Forward"), "Alt+→")
        self.chip = EnvironmentChip(self)
        self.operator = IconButton("chevron-down", self.tr("Operator"), self, shown=True, last=True)
        self.operator.setProperty("kind", "ghost")
        self.operator.clicked.connect(self._open_menu)
        self.menu = QMenu(self)
        self._themes: dict[str, QAction] = {}
        self._languages: dict[str, QAction] = {}
        self._fill_menu()
        search.setMaximumWidth(SEARCH_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(4)
        row.addWidget(search, 1)
        row.addStretch()
        row.addWidget(self.chip)
        row.addSpacing(8)
        row.addWidget(self.operator)
        in_tab_order(self.back, self.forward, search.box, self.operator)
        self.set_operator(None)

    def set_operator(self, operator: Operator | None) -> None:
        """Name who is signed in; None: nobody."""
        name = self.tr("Signed out") if operator is None else operator.email
        self.operator.setText(name)
        self.operator.setAccessibleName(self.tr("Operator {name}, menu").format(name=name))
        self._sign_out.setEnabled(operator is not None)

    def set_theme_choice(self, choice: str) -> None:
        """Tick one of the themes."""
        if choice in self._themes:
            self._themes[choice].setChecked(True)

    def set_language_choice(self, choice: str) -> None:
        """Tick one of the languages."""
        if choice in self._languages:
            self._languages[choice].setChecked(True)

    def offer(self, parts: Sequence[Sequence[QAction]]) -> None:
        """Put commands on top of the operator's menu, a line below each part."""
        first = self.menu.actions()[0]
        for actions in parts:
            self.menu.insertActions(first, list(actions))
            self.menu.insertSeparator(first)

    def _arrow(self, icon: str, name: str, key: str) -> IconButton:
        arrow = IconButton(icon, name, self, shown=False)
        arrow.setProperty("kind", "ghost")
        arrow.setToolTip(f"{name} ({key})")
        arrow.setEnabled(False)
        return arrow

    def _fill_menu(self) -> None:
        themes = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "system": self.tr("As the system"),
        }
        self._themes = self._choices(self.menu, themes, self.theme_requested)
        self.menu.addSeparator()
        languages = self.menu.addMenu(self.tr("Language"))
        # A caption would do, but the style draws no words in it.
        languages.addAction(self.tr("From the next start")).setEnabled(False)
        languages.addSeparator()
        names = LANGUAGES | {"system": self.tr("As the system")}
        self._languages = self._choices(languages, names, self.language_requested)
        self.menu.addAction(self.tr("Keys that work here")).triggered.connect(
            self.shortcuts_requested
        )
        self.menu.addSeparator()
        self._sign_out = self.menu.addAction(self.tr("Sign out"))
        self._sign_out.triggered.connect(self.sign_out_requested)

    def _choices(
        self, menu: QMenu, names: Mapping[str, str], wish: SignalInstance
    ) -> dict[str, QAction]:
        """Add actions of which one is ticked."""
        group, made = QActionGroup(self), {}
        for choice, name in names.items():
            made[choice] = menu.addAction(name)
            made[choice].setCheckable(True)
            made[choice].triggered.connect(lambda _on=False, c=choice: wish.emit(c))
            group.addAction(made[choice])
        return made

    def _open_menu(self) -> None:
        """Open without a nested event loop."""
        width = self.menu.sizeHint().width()
        corner = self.operator.mapToGlobal(QPoint(self.operator.width() - width, 0))
        self.menu.popup(corner + QPoint(0, self.operator.height() + 4))

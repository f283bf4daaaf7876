"""A window beside the main one: test deposits, payment pages and the audit."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from api_client.models import Environment
from widgets.audit_view import AuditView
from widgets.deposits_view import DepositsView
from widgets.environment_chip import EnvironmentChip
from widgets.fitting import fit_screen
from widgets.message import restyle
from widgets.payments_view import PaymentsView
from widgets.records_view import RecordsView


class RecordsWindow(QDialog):
    """Stays open beside the work; Esc or its cross puts it away."""

    shown = Signal()
    """A page has come on screen: what it shows should be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(760, 400)
        fit_screen(self, QSize(1240, 640))
        self.tabs = QTabBar(self)  # before the pages: Tab goes down
        self.deposits, self.payments, self.audit = (
            DepositsView(self), PaymentsView(self), AuditView(self),
        )  # fmt: skip
        self._pages: tuple[QWidget, ...] = (self.deposits, self.payments, self.audit)
        self._stripe = QFrame(self)
        self._stripe.setProperty("kind", "stripe")
        self._stripe.setFixedHeight(3)
        self._chip = EnvironmentChip(self)
        self._lay_out()
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self._go(step))
        for keys in ("F5", "Ctrl+R"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._refresh)
        self.tabs.currentChanged.connect(self._turn)
        self._name()

    def set_environment(self, environment: Environment) -> None:
        """Say where all of this happened."""
        self._chip.set_environment(environment)
        self._stripe.setProperty("environment", environment.name)
        restyle(self._stripe)

    def show_page(self, page: QWidget) -> None:
        """Bring a page on screen."""
        self.tabs.setCurrentIndex(self._stack.indexOf(page))
        self.show()
        self.activateWindow()

    def is_on_screen(self, page: QWidget) -> bool:
        """Tell whether a page can be seen."""
        return self.isVisible() and self._stack.currentWidget() is page

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Records"))
        self._stack = QStackedLayout()
        titles = (self.tr("Test deposits"), self.tr("Payment pages"), self.tr("Audit"))
        for page, title in zip(self._pages, titles, strict=True):
            self.tabs.addTab(title)
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(2, 4, 16, 0)
        head.addWidget(self.tabs)
        head.addStretch()
        head.addWidget(self._chip)
        line = QFrame(self)
        line.setProperty("kind", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stripe)
        column.addLayout(head)
        column.addWidget(line)
        column.addLayout(self._stack, 1)

    def _go(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _refresh(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, RecordsView):
            page.refresh_requested.emit()

    def _turn(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._name()
        if self.isVisible():
            self.shown.emit()

    def _name(self) -> None:
        page = self.tabs.tabText(self.tabs.currentIndex())
        self.setWindowTitle(self.tr("{page} — Svetu Console").format(page=page))

"""How much an account holds, and how old that figure is."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from api_client.models import Account
from widgets.figure import Figure
from widgets.format import format_age, format_amount, format_count, format_money
from widgets.freshness import Freshness
from widgets.icon_button import IconLabel
from widgets.message import restyle

BETWEEN = 24


class AccountFigures(QWidget):
    """The balance is the one big thing; while not live every figure looks old."""

    painted = Signal(object)
    """Account whose newer balance has just been painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account: Account | None = None
        self.painted_account: Account | None = None
        """What stood on the screen after the last paint."""
        self._freshness = Freshness(state="offline")
        self._latency_ms: float | None = None
        self._problem = ""
        self.balance = Figure(self.tr("Stored balance"), "balance", self)
        self.currency = QLabel(self)
        self.age_icon = IconLabel(self, 12)
        self.age = QLabel(self)
        self.available = Figure(self.tr("Available"), "figure", self)
        self.frozen = Figure(self.tr("Frozen"), "figure", self)
        self.count = Figure(self.tr("Transactions"), "figure", self)
        self._lay_out()
        self._tone_figures()
        self.balance.installEventFilter(self)

    def set_account(self, account: Account | None) -> None:
        """Show another account, or a newer version of this one; None: no account is open."""
        if account != self.account:
            self._latency_ms = None
        self.account = account
        if account is None:
            self.painted_account = None
            return
        self.balance.show_text(format_amount(account.balance_minor))
        self.currency.setText(account.currency)
        self.available.show_text(format_amount(account.available_minor))
        self.frozen.show_text(format_amount(account.frozen_minor))
        self._write_age()
        self._arrange()
        self.balance.update()

    def set_count(self, transactions: int) -> None:
        """Set how many transactions the account has."""
        self.count.show_text(format_count(transactions))
        self._arrange()

    def set_latency(self, milliseconds: float) -> None:
        """Say how long after its commit the balance was on screen."""
        self._latency_ms = milliseconds
        self._write_age()

    def set_problem(self, sentence: str) -> None:
        """Say why the figures could not be read anew; empty: they could."""
        self._problem = sentence
        self._write_age()

    def set_freshness(self, freshness: Freshness) -> None:
        """Take how far the screen can be trusted; not live looks old."""
        turned = freshness.live != self._freshness.live
        self._freshness = freshness
        if turned:
            self._tone_figures()
        self._write_age()

    @property
    def shown_balance(self) -> str:
        """The balance as it stands there, empty while there is none."""
        return f"{self.balance.text()} {self.currency.text()}" if self.account else ""

    def minimumSizeHint(self) -> QSize:
        width = max(self._money.sizeHint().width(), self._others.sizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self.painted_account != self.account:
            QTimer.singleShot(0, self, self._report_paint)  # once this paint is through
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.balance.setTextInteractionFlags(selectable)
        self.currency.setProperty("type", "currency")
        self.age.setProperty("type", "secondary")
        self.age.setTextFormat(Qt.TextFormat.PlainText)
        self.age.setWordWrap(True)
        money, age = QHBoxLayout(), QHBoxLayout()
        self._money = money
        money.addWidget(self.balance)
        money.addWidget(self.currency, alignment=Qt.AlignmentFlag.AlignBottom)
        money.addStretch()
        money.setSpacing(8)
        age.addWidget(self.age_icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        age.addWidget(self.age, 1)
        age.setSpacing(6)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(money)
        left.addLayout(age)
        self._others = self._small_figures()
        right = QVBoxLayout()
        right.addStretch()
        right.addLayout(self._others)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addLayout(left, 1)
        self._parts.addLayout(right)

    def _arrange(self) -> None:
        """Put the smaller figures below where they find no room beside: no figure is cut."""
        needed = self._money.sizeHint().width() + BETWEEN + self._others.sizeHint().width()
        beside = needed <= self.width()
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._parts.setSpacing(BETWEEN if beside else 8)

    def _small_figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(3, 1)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        # The last column takes what is left over where the figures stand below the balance.
        for number, (caption, figure) in enumerate(
            (
                (self.tr("Available"), self.available),
                (self.tr("Frozen"), self.frozen),
                (self.tr("Transactions"), self.count),
            )
        ):
            word = QLabel(caption, self)
            word.setProperty("type", "caption")
            word.setBuddy(figure)
            grid.addWidget(word, 0, number)
            grid.addWidget(figure, 1, number)
        return grid

    def _tone_figures(self) -> None:
        for figure in (self.balance, self.available, self.frozen, self.count):
            figure.setProperty("tone", "" if self._freshness.live else "muted")
            restyle(figure)

    def _report_paint(self) -> None:
        if self.account is not None and self.painted_account != self.account:
            self.painted_account = self.account
            self.painted.emit(self.account)

    def _write_age(self) -> None:
        account, live = self.account, self._freshness.live
        if account is None:
            return
        self.age.setText(" · ".join(self._words(account)))
        tone = "muted" if live else "warning"
        if self.age.property("tone") != tone:
            self.age.setProperty("tone", tone)
            restyle(self.age)
        icon, colour = ("circle-dot", "positive") if live else ("clock", "warning")
        self.age_icon.set_icon(icon, colour, self._state())
        money = format_money(account.balance_minor, account.currency)
        self.balance.setAccessibleDescription(f"{money}, {self.age.text()}")

    def _words(self, account: Account) -> list[str]:
        """Return what is known of the figure's age, most urgent first."""
        parts = [self._state()]
        if self._problem and not self._freshness.live:
            parts.append(self._problem)
        if not account.exists:
            parts.append(self.tr("the marketplace has no balance row yet"))
        elif account.changes:
            known = self.tr("{count} changes", None, account.changes)
            parts.append(known.format(count=format_count(account.changes)))
        if self._freshness.live and self._latency_ms is not None:
            milliseconds = max(1, round(self._latency_ms))
            parts.append(self.tr("on screen {ms} ms after the commit").format(ms=milliseconds))
        return parts

    def _state(self) -> str:
        fresh = self._freshness
        if fresh.live:
            return self.tr("live")
        if fresh.as_of is None:
            return self.tr("not live")
        return self.tr("not live, as of {age}").format(age=format_age(fresh.age_seconds))

"""Time travel: balance, transactions and what was pending as of any moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QRectF, Qt, QTime, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from widgets.format import (
    ABOUT,
    BELGRADE,
    UNKNOWN,
    format_amount,
    format_count,
    format_money,
    format_time,
)
from widgets.icon_button import IconButton, IconLabel
from widgets.message import restyle
from widgets.moment import Moment, difference
from widgets.placeholder import Placeholder
from widgets.screen_words import could_have_said, should_have_said
from widgets.transaction_table_model import TransactionTableModel
from widgets.transaction_table_view import SCROLL_BAR, TransactionTableView

STEPS = 1000
"""Of the slider."""
MARGIN = 20


class TravelView(QWidget):
    """A past moment looks like one: the ground of its head is another."""

    moment_requested = Signal(object)
    """Aware datetime."""
    transaction_requested = Signal(object)
    """Id of a transaction, to whose commit one travels."""
    step_requested = Signal(object)
    """-1 or 1: to the transaction before or after."""
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moment: Moment | None = None
        self.pinned: Moment | None = None
        """The other moment of a comparison."""
        self._span = (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.back = QPushButton(self.tr("Now"), self)
        self.at = QDateTimeEdit(self)
        self.earlier = IconButton("arrow-left", self.tr("Transaction before"), self, shown=False)
        self.later = IconButton("arrow-right", self.tr("Transaction after"), self, shown=False)
        self.pin_button = QPushButton(self)
        self.screen_button = QPushButton(self.tr("Customer's screen"), self)
        self.mark = IconLabel(self)
        self.balance, self.about = QLabel(self), QLabel(self)
        self.compared = QLabel(self)
        self.screens = QFrame(self)
        self.should, self.could = QLabel(self.screens), QLabel(self.screens)
        self.rows = TransactionTableModel(self)
        self.table = TransactionTableView(self.rows, self)
        self.placeholder = Placeholder(self, centred=True, bars=_bars)
        self._dress()
        self._lay_out()
        self._connect()
        self.show_loading()

    def set_span(self, since: datetime, until: datetime) -> None:
        """Set from when to when the slider goes."""
        self._span = since, max(until, since + timedelta(seconds=1))

    def go(self, at: datetime) -> None:
        """Ask for a moment."""
        self._show_at(at)
        self.moment_requested.emit(at)

    def set_moment(self, moment: Moment) -> None:
        """Show an account as it was."""
        self.moment = moment
        self._show_at(moment.then.at)
        self.rows.set_transactions(moment.rows)
        self._stack.setCurrentWidget(self.table if moment.rows else self.placeholder)
        self.placeholder.say(self.tr("There was no transaction yet."))
        self._write()

    def show_loading(self) -> None:
        """Show that a moment is being read; one that is shown stays."""
        if self.moment is None:
            self._stack.setCurrentWidget(self.placeholder)
            self.placeholder.load(self.tr("Reading what was then…"))

    def show_failed(self, sentence: str) -> None:
        """Say why a moment could not be read."""
        self._stack.setCurrentWidget(self.placeholder)
        self.placeholder.fail(sentence, self.tr("Retry"))

    def forget(self) -> None:
        """Nobody's past is shown."""
        self.moment = self.pinned = None
        self.rows.set_transactions(())
        for label in (self.balance, self.about, self.compared, self.should, self.could):
            label.clear()
        self._write()
        self.show_loading()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
            return
        super().keyPressEvent(event)

    @property
    def chosen(self) -> datetime:
        """The moment in the date field."""
        shown = self.at.dateTime()
        day, time = shown.date(), shown.time()
        return datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), time.second(),
            tzinfo=BELGRADE,
        )  # fmt: skip

    def _dress(self) -> None:
        self.mark.set_icon("history", "accent", self.tr("As it was"))
        self.at.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))  # of a wall clock: no zone
        self.at.setDisplayFormat("dd.MM.yyyy HH:mm:ss")
        self.at.setAccessibleName(self.tr("Moment (Belgrade)"))
        self.at.setToolTip(self.tr("Belgrade's clock"))
        self.at.setKeyboardTracking(False)
        self.at.setFixedSize(160, 32)
        self.at.lineEdit().setTextMargins(6, 0, 6, 0)
        self.slider.setRange(0, STEPS)
        self.slider.setAccessibleName(self.tr("Moment between the first and the last change"))
        for button in (self.earlier, self.later):
            button.setProperty("kind", "ghost")
            button.setToolTip(button.accessibleName())
        self.back.setProperty("kind", "link")
        self.back.setToolTip(self.tr("Back to now (Esc)"))
        self.back.setAutoDefault(False)
        for switch in (self.pin_button, self.screen_button):
            switch.setProperty("kind", "toggle")
            switch.setCheckable(True)
        for label in (self.about, self.compared, self.could):
            label.setProperty("type", "secondary")
        for label in (self.balance, self.should):
            label.setProperty("type", "figure")
        for label in (self.about, self.compared, self.could, self.should, self.balance):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label not in (self.balance, self.should))
        self.about.setProperty("tone", "muted")
        self.pin_button.setToolTip(self.tr("Hold this moment, and go to another one"))
        self.compared.hide()
        self.screens.hide()

    def _lay_out(self) -> None:
        bar, said, course = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (bar, said, course):
            row.setSpacing(8)
        course.addWidget(self.slider, 1)
        course.addWidget(self.back)
        for widget in (self.mark, self.at, self.earlier, self.later):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.pin_button)
        bar.addWidget(self.screen_button)
        said.addWidget(self.balance)
        said.addWidget(self.about, 1)
        self._lay_out_screens()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.placeholder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (course, bar, said, self.compared, self.screens, self._stack):
            edge = QHBoxLayout()
            right = MARGIN - SCROLL_BAR if part is self._stack else MARGIN
            edge.setContentsMargins(MARGIN, 0, right, 0)
            if isinstance(part, QWidget):
                edge.addWidget(part)
            else:
                edge.addLayout(part)
            column.addLayout(edge, 1 if part is self._stack else 0)

    def _lay_out_screens(self) -> None:
        self.screens.setProperty("kind", "well")
        grid = QGridLayout(self.screens)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, (caption, label) in enumerate(
            (
                (self.tr("It should have said"), self.should),
                (self.tr("It could have said"), self.could),
            )
        ):
            word = QLabel(caption, self.screens)
            word.setProperty("type", "caption")
            grid.addWidget(word, 0, number)
            grid.addWidget(label, 1, number, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.at.dateTimeChanged.connect(self._choose)
        self.slider.valueChanged.connect(self._slide)
        self.earlier.clicked.connect(lambda: self.step_requested.emit(-1))
        self.later.clicked.connect(lambda: self.step_requested.emit(1))
        self.back.clicked.connect(self.close_requested)
        self.pin_button.toggled.connect(self._pin)
        self.screen_button.toggled.connect(self._show_screens)
        self.placeholder.action_requested.connect(self._choose)

    def _choose(self) -> None:
        self.moment_requested.emit(self.chosen)

    def _slide(self, place: int) -> None:
        since, until = self._span
        at = since + (until - since) * (place / STEPS)
        self._show_at(at, slide=False)
        self.moment_requested.emit(at)

    def _show_at(self, at: datetime, *, slide: bool = True) -> None:
        here = at.astimezone(BELGRADE)
        shown = QDateTime(
            QDate(here.year, here.month, here.day), QTime(here.hour, here.minute, here.second),
            QTimeZone(QTimeZone.Initialization.UTC),
        )  # fmt: skip
        self.at.blockSignals(True)  # noqa: FBT003  (Qt's own)
        self.at.setDateTime(shown)
        self.at.blockSignals(False)  # noqa: FBT003
        if slide:
            since, until = self._span
            self.slider.blockSignals(True)  # noqa: FBT003
            along = min(1.0, max(0.0, (at - since) / (until - since)))
            self.slider.setValue(round(along * STEPS))
            self.slider.blockSignals(False)  # noqa: FBT003

    def _pin(self, pinned: bool) -> None:  # noqa: FBT001  (a signal's argument)
        self.pinned = self.moment if pinned else None
        self._write()

    def _show_screens(self, shown: bool) -> None:  # noqa: FBT001  (a signal's argument)
        self.screens.setVisible(shown)

    def _write(self) -> None:
        moment = self.moment
        for button in (self.pin_button, self.screen_button):
            button.setEnabled(moment is not None)
        self.pin_button.blockSignals(True)  # noqa: FBT003  (it says what is so)
        self.pin_button.setChecked(self.pinned is not None)
        self.pin_button.blockSignals(False)  # noqa: FBT003
        self.pin_button.setText(self.tr("Comparing") if self.pinned else self.tr("Compare"))
        if moment is None:
            return
        then = moment.then
        sign = "" if then.exact else f"{ABOUT}\u2009"
        money = sign + format_money(then.balance_minor, then.currency)
        self.balance.setText(self.tr("Then {money}").format(money=money))
        self.balance.setAccessibleName(
            self.tr("Balance at that moment: {money}").format(money=money)
        )
        self.table.set_live(then.exact)
        self.about.setText(" · ".join(self._words(moment)))
        self._compare()
        self.should.setText(sign + should_have_said(moment))
        self.could.setText("\n".join(could_have_said(moment)))

    def _words(self, moment: Moment) -> list[str]:
        then = moment.then
        frozen = UNKNOWN if then.frozen_minor is None else format_amount(then.frozen_minor)
        parts = [self.tr("frozen {amount}").format(amount=frozen)]
        count = then.transaction_count
        known = self.tr("{count} transactions", None, count)
        parts.append(known.format(count=format_count(count)))
        if then.pending:
            text = self.tr("{count} pending, {amount}")
            amount = sum(row.direction * abs(row.amount_minor) for row in then.pending)
            parts.append(
                text.format(
                    count=format_count(len(then.pending)), amount=format_amount(amount, sign=True)
                )
            )
        else:
            parts.append(self.tr("nothing pending"))
        if not then.exact:
            parts.append(self.tr("reckoned back, from before the change log"))
        return parts

    def _compare(self) -> None:
        moment, pinned = self.moment, self.pinned
        self.compared.setVisible(moment is not None and pinned is not None)
        if moment is None or pinned is None:
            self.table.set_marks({})
            return
        found = difference(pinned.then, moment.then)
        text = self.tr("From {since} to {until}: {minor}, {new} new, {changed} changed.")
        since, until = sorted((pinned.then.at, moment.then.at))
        self.compared.setText(
            text.format(
                since=format_time(since), until=format_time(until),
                minor=format_amount(found.minor, sign=True), new=format_count(len(found.new)),
                changed=format_count(len(found.changed)),
            )
        )  # fmt: skip
        marks = dict.fromkeys(found.changed, "warning") | dict.fromkeys(found.new, "accent")
        self.table.set_marks(marks)
        restyle(self.compared)


def _bars(width: float, height: float) -> Iterator[QRectF]:
    """Yield the lines of the table."""
    for top in range(8, int(height) - 24, 32):
        yield QRectF(0, top, 0.4 * width, 8)
        yield QRectF(0.75 * width, top, 0.2 * width, 8)

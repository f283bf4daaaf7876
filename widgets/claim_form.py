"""What the customer says: amount, when, session, method, success page; all of it optional."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QTime, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from api_client.verdicts import Claim
from widgets.check_box import CheckBox
from widgets.choice import Choice
from widgets.field import Field
from widgets.format import BELGRADE, format_money, format_time, parse_money

NEVER, TODAY, YESTERDAY, DAY, MOMENT = "never", "today", "yesterday", "day", "moment"
SESSION_LENGTH = 100
ONE_ROW = 660
"""Pixels in which all fields stand in one row."""
STRETCHES = (3, 4, 3, 4)


def claim_text(claim: Claim, currency: str) -> str:
    """Return what is said in a few words, empty if nothing is."""
    parts = []
    if claim.amount_minor is not None:
        parts.append(format_money(claim.amount_minor, currency))
    if isinstance(claim.at, datetime):
        parts.append(format_time(claim.at)[:-3])
    elif claim.at is not None:
        parts.append(claim.at.strftime("%d.%m.%Y"))
    parts += [part for part in (claim.method, claim.session) if part]
    if claim.success_page:
        parts.append(QCoreApplication.translate("claim", "saw the success page"))
    return ", ".join(parts)


class ClaimForm(QWidget):
    """Emits the claim when it is to be checked; Enter in any field checks."""

    claim_changed = Signal(object)
    """Claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = 0
        self.amount, self.session = QLineEdit(self), QLineEdit(self)
        self.when, self.method = Choice(self), Choice(self)
        self.day, self.time = QDateEdit(self), QTimeEdit(self)
        self.success = CheckBox(self.tr("Saw the success page"), self)
        self.check = QPushButton(self.tr("Check this"), self)
        self.clear_button = QPushButton(self.tr("Clear"), self)
        self.amount_field = Field(self.tr("Amount"), self.amount)
        self._fill()
        self._lay_out()
        self.check.clicked.connect(self._emit)
        self.clear_button.clicked.connect(lambda: self.set_claim(Claim()))
        self.when.currentIndexChanged.connect(self._show_fields)
        for editor in (self.amount, self.session):
            editor.returnPressed.connect(self._emit)
        self.amount.textChanged.connect(lambda: self.amount_field.set_problem(""))
        self._show_fields()

    @property
    def claim(self) -> Claim:
        """What the fields say."""
        return Claim(
            amount_minor=parse_money(self.amount.text()) if self.amount.text().strip() else None,
            at=self._at(),
            session=self.session.text().strip() or None,
            method=self.method.currentData(),
            success_page=self.success.isChecked(),
        )

    def set_claim(self, claim: Claim) -> None:
        """Write a claim into the fields."""
        money = "" if claim.amount_minor is None else format_money(claim.amount_minor, "").strip()
        self.amount.setText(money)
        self.session.setText(claim.session or "")
        self.success.setChecked(claim.success_page)
        self._choose_method(claim.method)
        at = claim.at
        kind = NEVER if at is None else MOMENT if isinstance(at, datetime) else DAY
        if isinstance(at, datetime):
            here = at.astimezone(BELGRADE)
            self.time.setTime(QTime(here.hour, here.minute))
            at = here.date()
        if at is not None:
            self.day.setDate(QDate(at.year, at.month, at.day))
        self.when.setCurrentIndex(self.when.findData(kind))

    def set_methods(self, codes: Sequence[str]) -> None:
        """Set the payment methods that there are; what is chosen stays."""
        chosen = self.method.currentData()
        self.method.clear()
        self.method.addItem(self.tr("Not said"), None)
        for code in codes:
            self.method.addItem(code, code)
        self._choose_method(chosen)

    def _choose_method(self, code: str | None) -> None:
        """Choose a method; a customer may name one that is not there."""
        if self.method.findData(code) < 0:
            self.method.addItem(code or "", code)
        self.method.setCurrentIndex(self.method.findData(code))

    def focus(self) -> None:
        """Put the cursor where one begins."""
        self.amount.setFocus()
        self.amount.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(columns=4 if event.size().width() >= ONE_ROW else 2)

    def _fill(self) -> None:
        self.amount.setPlaceholderText("2000")
        self.session.setPlaceholderText("mock_session_…")
        self.session.setMaxLength(SESSION_LENGTH)
        for choice, words in (
            (NEVER, self.tr("Not said")),
            (TODAY, self.tr("Today")),
            (YESTERDAY, self.tr("Yesterday")),
            (DAY, self.tr("On a day")),
            (MOMENT, self.tr("At a time")),
        ):
            self.when.addItem(words, choice)
        self.set_methods(())
        self.day.setDisplayFormat("dd.MM.yyyy")
        self.day.setDate(QDate.currentDate())
        self.day.setAccessibleName(self.tr("Day (Belgrade)"))
        self.time.setDisplayFormat("HH:mm")
        self.time.setAccessibleName(self.tr("Time (Belgrade)"))
        self.check.setProperty("kind", "primary")
        self.clear_button.setProperty("kind", "ghost")
        for button in (self.check, self.clear_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        at = QWidget(self)
        row = QHBoxLayout(at)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.when, 1)
        for editor, width in ((self.day, 104), (self.time, 64)):
            editor.setFixedSize(width, 32)
            editor.lineEdit().setTextMargins(6, 0, 6, 0)
            row.addWidget(editor)
        self.when.name(self.tr("When"))
        self._fields = (
            self.amount_field,
            Field(self.tr("When"), at),
            Field(self.tr("Payment method"), self.method),
            Field(self.tr("Session id"), self.session),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.success)
        buttons.addStretch()
        buttons.addWidget(self.clear_button)
        buttons.addWidget(self.check)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addLayout(buttons)
        self._arrange(columns=2)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What can be gone to, in its order."""
        return (
            self.amount, self.when, self.day, self.time, self.method, self.session, self.success,
            self.clear_button, self.check,
        )  # fmt: skip

    def _arrange(self, *, columns: int) -> None:
        """Put the fields into one row, or into two where there is no room."""
        if columns == self._columns:
            return
        self._columns = columns
        for number, field in enumerate(self._fields):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, number // columns, number % columns)
        for number, stretch in enumerate(STRETCHES):
            self._grid.setColumnStretch(number, stretch if number < columns else 0)

    def _show_fields(self) -> None:
        choice = self.when.currentData()
        self.day.setVisible(choice in (DAY, MOMENT))
        self.time.setVisible(choice == MOMENT)

    def _at(self) -> date | None:
        choice = self.when.currentData()
        today = datetime.now(BELGRADE).date()
        if choice in (TODAY, YESTERDAY):
            return today - timedelta(days=choice == YESTERDAY)
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        if choice == DAY:
            return day
        if choice == MOMENT:
            at = self.time.time()
            return datetime(day.year, day.month, day.day, at.hour(), at.minute(), tzinfo=BELGRADE)
        return None

    def _emit(self) -> None:
        text = self.amount.text().strip()
        amount = parse_money(text) if text else None
        if text and (amount is None or amount <= 0):
            self.amount_field.set_problem(self.tr("Not an amount."))
            self.amount.setFocus()
            return
        self.claim_changed.emit(self.claim)

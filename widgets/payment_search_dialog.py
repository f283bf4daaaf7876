"""Finds a payment by what a customer says: an amount and a day, without any id."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QDate, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from api_client.models import User
from api_client.verdicts import Matches
from widgets.check_box import CheckBox
from widgets.field import Field
from widgets.format import BELGRADE, format_amount, format_id, parse_money
from widgets.match_list import MatchDelegate, MatchListModel
from widgets.placeholder import Placeholder


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A payment as a customer describes it; ``user_id`` is who they are, if that is known."""

    amount_minor: int
    day: date
    user_id: int | None = None


class PaymentSearchDialog(QDialog):
    """Closes once a match is chosen: its row is shown then."""

    search_requested = Signal(object)
    """Described."""
    match_chosen = Signal(object)
    """Match."""

    def __init__(self, user: User | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._user = user
        self._asked: Described | None = None
        self.setWindowTitle(self.tr("Find a payment"))
        self.resize(640, 520)
        # Without a parent until they are laid out: so Tab goes from one to the next.
        self.amount, self.day = QLineEdit(), QDateEdit()
        self.amount_field = Field(self.tr("Amount"), self.amount)
        self.submit = QPushButton(self.tr("Find"))
        self.own = CheckBox()
        self.model = MatchListModel(self)
        self.list = QListView()
        self.placeholder = Placeholder(self, centred=True)
        self.caption = QLabel(self)
        self._lay_out()
        self.submit.clicked.connect(self.search)
        self.amount.textChanged.connect(lambda: self.amount_field.set_problem(""))
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.placeholder.action_requested.connect(self.search)
        self.placeholder.say(
            self.tr("An amount and a day are enough; what only comes near is listed as well.")
        )
        self.amount.setFocus()

    def set_amount(self, minor: int) -> None:
        """Write an amount into its field."""
        self.amount.setText(format_amount(minor))

    def search(self) -> None:
        """Ask for what is described."""
        amount = parse_money(self.amount.text())
        if amount is None or amount <= 0:
            self.amount_field.set_problem(self.tr("An amount above zero is needed."))
            self.amount.setFocus()
            return
        day = self.day.date()
        own = self._user.id if self._user is not None and self.own.isChecked() else None
        self._asked = Described(
            amount_minor=amount, day=date(day.year(), day.month(), day.day()), user_id=own
        )
        self._stack.setCurrentWidget(self.placeholder)
        self.placeholder.load(self.tr("Searching…"))
        self.caption.clear()
        self.search_requested.emit(self._asked)

    def show_matches(self, asked: Described, found: Matches) -> None:
        """List what was found; ignored when something else was asked for meanwhile."""
        if asked != self._asked:
            return
        self.model.set_matches(found.matches)
        self._stack.setCurrentWidget(self.list if found.matches else self.placeholder)
        if not found.matches:
            self.placeholder.say(
                self.tr("Nothing like it from the day before to the day after, for anybody.")
            )
            return
        self.caption.setText(self.tr("Best match first") if not found.more else self.tr(
            "Best match first; there are more than are shown"
        ))  # fmt: skip
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def show_failed(self, asked: Described, sentence: str) -> None:
        """Say why nothing could be searched."""
        if asked == self._asked:
            self._stack.setCurrentWidget(self.placeholder)
            self.placeholder.fail(sentence, self.tr("Retry"))

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setProperty("type", "title")
        self.amount.setPlaceholderText("2000")
        self.day.setDisplayFormat("dd.MM.yyyy")
        today = datetime.now(BELGRADE).date()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.setFixedSize(120, 32)
        self.day.lineEdit().setTextMargins(6, 0, 6, 0)
        self.submit.setProperty("kind", "primary")
        self.submit.setDefault(True)
        user = self._user
        if user is not None:
            name = user.name or user.email
            text = self.tr("The customer is {name} {id}").format(name=name, id=format_id(user.id))
            self.own.setText(text)
            self.own.setChecked(True)
        fields, below = QHBoxLayout(), QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.amount_field, 1)
        fields.addWidget(Field(self.tr("Day (Belgrade)"), self.day))
        fields.addWidget(self.submit, alignment=Qt.AlignmentFlag.AlignBottom)
        below.addWidget(self.own)
        below.addStretch()
        below.addWidget(self.caption)
        self.caption.setProperty("type", "caption")
        self._set_up_list()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.placeholder)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(fields)
        column.addLayout(below)
        column.addLayout(self._stack, 1)
        self.own.setVisible(user is not None)

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(MatchDelegate(self.model, self.list))
        self.list.setAccessibleName(self.tr("Payments that may be meant"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _choose(self, index: QModelIndex) -> None:
        self.match_chosen.emit(self.model.found(index.row()))

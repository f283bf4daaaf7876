"""One search box for every kind of look-up, with its results below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from api_client.models import UserHit, UserHits
from widgets.clearable_edit import ClearableEdit
from widgets.fitting import fit_height
from widgets.format import format_money, parse_money
from widgets.icon_button import IconLabel
from widgets.message import Message, restyle
from widgets.search_results import SearchDelegate, SearchListModel

MOST_ROWS_SEEN = 8
MOST_REPEATED = 40
"""Characters of a question that its answer repeats: a long word would leave the list."""
LEAST_AMOUNT = 10_000
"""Minor units from which on a number may be an amount: the marketplace takes 100 RSD or more."""


@dataclass(frozen=True)
class LookUp:
    """What was typed; answers carry ``generation`` back so that late ones are dropped."""

    generation: int
    text: str


class SearchView(QFrame):
    """Finds users; emits LookUp while typing, UserHit when one is chosen."""

    search_requested = Signal(object)
    """LookUp; debounced."""
    user_chosen = Signal(object)
    """UserHit."""
    payment_requested = Signal(object)
    """Amount in minor units: payments of it are to be found."""

    def __init__(self, parent: QWidget | None = None, *, debounce_ms: int = 0) -> None:
        super().__init__(parent)
        self._generation = 0
        self._answered = 0
        self._open_first = False
        self._recent: tuple[UserHit, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=debounce_ms)
        self._timer.timeout.connect(self._ask)
        self.box = ClearableEdit(self)
        self.hint = QLabel("Ctrl K", self)
        self._glass = IconLabel(self)
        self._glass.set_icon("search", "muted", self.tr("Look up"))
        self.popup = QFrame(self)
        self.caption = QLabel(self.popup)
        self.problem = Message(self.popup)
        self.model = SearchListModel(self)
        self.list = QListView(self.popup)
        self.payment_link = QPushButton(self.popup)
        self._lay_out()
        self.box.textEdited.connect(self._type)
        self.box.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.payment_link.clicked.connect(self._find_payment)
        self.problem.action_requested.connect(self._ask)

    @property
    def answered(self) -> bool:
        """Whether what is listed answers what is typed."""
        return self._answered == self._generation and not self._timer.isActive()

    def focus_search(self) -> None:
        """Focus the box and select what it holds (Ctrl+K)."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        self._offer()

    def look_up(self, text: str) -> None:
        """Put a question into the box, as if it was typed."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.setText(text)
        self._type(text)

    def show_results(self, generation: int, hits: UserHits) -> None:
        """List the hits; ignored when something else was typed meanwhile."""
        if generation != self._generation:
            return
        self._answered = generation
        self.problem.hide()
        self._set_rows(hits.users, self._found(hits))
        self._open()
        if self._open_first and hits.users:
            self._choose(self.model.index(0, 0))

    def show_failed(self, generation: int, text: str) -> None:
        """Say in place why the look-up failed, with Retry."""
        if generation == self._generation:
            self._open_first = False
            self._set_rows((), "")
            self.problem.present("error", self.tr("Not searched."), text, self.tr("Retry"))
            self._open()

    def set_recent(self, hits: Sequence[UserHit]) -> None:
        """Set what is offered while the box is empty, newest first."""
        self._recent = tuple(hits)
        if self.popup.isVisible() and not self.box.text().strip():
            self._offer_recent()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        if isinstance(event, QFocusEvent):
            self._mark_focus(event.gotFocus())
            if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason):
                self._offer()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._offer()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.setProperty("kind", "search")
        self.box.setPlaceholderText(self.tr("E-mail, name, phone, id, transaction, session…"))
        self.box.setAccessibleName(self.tr("Look up a user"))
        self.box.setMaxLength(200)
        self.hint.setProperty("kind", "key")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._glass)
        row.addWidget(self.box, 1)
        row.addWidget(self.hint, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(34)
        self.popup.setProperty("kind", "popup")
        self.popup.hide()
        self.caption.setProperty("tone", "muted")
        self.caption.setContentsMargins(12, 4, 12, 8)
        self.problem.setProperty("place", "strip")
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.list.setModel(self.model)
        self.list.setItemDelegate(SearchDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Users found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self.popup)
        column.setContentsMargins(1, 4, 1, 4)
        column.setSpacing(0)
        for widget in (self.caption, self.problem, self.list, self.payment_link):
            column.addWidget(widget)
        self.payment_link.setProperty("kind", "offer")
        self.payment_link.setAccessibleName(self.tr("Find payments of this amount"))
        self.payment_link.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _mark_focus(self, focused: bool) -> None:  # noqa: FBT001  (says what happened)
        self.setProperty("active", focused)
        restyle(self)
        if not focused and not self.popup.underMouse():
            self.popup.hide()

    def _type(self, text: str) -> None:
        self._generation += 1
        self._open_first = False
        self._choose_offer(chosen=False)
        self._timer.stop()
        self.problem.hide()
        if text.strip():
            self._timer.start()
            self.caption.setText(self.tr("Searching…"))
            self.caption.show()
            self._open()
        else:
            self._offer_recent()

    def _ask(self) -> None:
        self._timer.stop()
        self.problem.hide()
        self._generation += 1
        self.search_requested.emit(LookUp(self._generation, self.box.text().strip()))

    def _found(self, hits: UserHits) -> str:
        if not hits.users:
            text = self.box.text().strip()
            text = text if len(text) <= MOST_REPEATED else f"{text[:MOST_REPEATED]}…"
            return self.tr(
                "No user matches “{text}”. Try the e-mail, the phone or a transaction id."
            ).format(text=text)
        if hits.more:
            return self.tr("More users match: type on to narrow it down.")
        return ""

    def _offer(self) -> None:
        """Show what was found last; while nothing is typed, the recent look-ups."""
        if self.box.text().strip():
            self._open()
        else:
            self._offer_recent()

    def _offer_recent(self) -> None:
        self._set_rows(self._recent, self.tr("Looked up recently") if self._recent else "")
        self._open()

    def _set_rows(self, hits: Sequence[UserHit], caption: str) -> None:
        self.model.set_hits(hits, self.box.text().strip())
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        self.list.setVisible(bool(hits))
        self._offer_payment()
        self.list.setCurrentIndex(self.model.index(0, 0) if hits else QModelIndex())

    def _open(self) -> None:
        """Show what there is to show, over the window's other parts."""
        window = self.window()
        self.popup.setParent(window)
        rows = min(self.model.rowCount(), MOST_ROWS_SEEN)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 0) + 2)
        self.popup.resize(self.width(), 0)
        fit_height(self.popup)
        self.popup.move(self.mapTo(window, QPoint(0, self.height() + 4)))
        anything = (
            self.model.rowCount() or self.caption.text() or self._amount is not None
            or not self.problem.isHidden()
        )  # fmt: skip
        self.popup.setVisible(bool(anything) and self.box.hasFocus())
        self.popup.raise_()

    @property
    def _amount(self) -> int | None:
        """What is typed, if it is an amount."""
        minor = parse_money(self.box.text().replace("RSD", "").strip())
        return minor if minor is not None and minor >= LEAST_AMOUNT else None

    def _offer_payment(self) -> None:
        amount = self._amount
        self._choose_offer(chosen=False)
        self.payment_link.setVisible(amount is not None)
        if amount is not None:
            money = format_money(amount, "RSD")
            self.payment_link.setText(self.tr("Find payments of {money}…").format(money=money))

    def _find_payment(self) -> None:
        amount = self._amount
        self.popup.hide()
        self.box.clearFocus()
        if amount is not None:
            self.payment_requested.emit(amount)

    def _press(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            if self.popup.isHidden():
                self._open()
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Go to the next place: the rows, and below them what else is offered."""
        rows = self.model.rowCount()
        places = rows + (not self.payment_link.isHidden())
        if places:
            place = rows if self._is_offer_chosen else self.list.currentIndex().row()
            place = (max(place, -1 if by > 0 else 0) + by) % places
            self._choose_offer(chosen=place == rows)
            self.list.setCurrentIndex(self.model.index(place, 0))

    @property
    def _is_offer_chosen(self) -> bool:
        return bool(self.payment_link.property("chosen"))

    def _choose_offer(self, *, chosen: bool) -> None:
        if chosen != self._is_offer_chosen:
            self.payment_link.setProperty("chosen", chosen)
            restyle(self.payment_link)

    def _enter(self) -> None:
        """Open the chosen row; while the answer is still due, open its first row when it comes."""
        text = self.box.text().strip()
        if self._is_offer_chosen:
            self._find_payment()
        elif text and self._answered != self._generation:
            if self._timer.isActive() or not self.problem.isHidden():
                self._ask()
            self._open_first = True
        elif self.list.currentIndex().isValid():
            self._choose(self.list.currentIndex())

    def _leave(self) -> None:
        if self.popup.isVisible():
            self.popup.hide()
        else:
            self.box.clear()
            self._generation += 1
            self.box.clearFocus()

    def _choose(self, index: QModelIndex) -> None:
        hit = self.model.hit(index.row())
        self.box.clear()
        self._generation += 1
        self._answered = self._generation
        self._open_first = False
        self._set_rows((), "")
        self.popup.hide()
        self.box.clearFocus()
        self.user_chosen.emit(hit)

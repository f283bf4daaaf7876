"""Takes a test deposit back: the opposite row, once, for a reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from api_client.models import Account, Environment
from api_client.records import Reversal, TestDeposit
from widgets.check_box import CheckBox
from widgets.figure import Figure
from widgets.format import UNKNOWN, format_money, format_time
from widgets.reason_fields import ReasonFields
from widgets.tab_order import in_tab_order
from widgets.wish_dialog import State, WishDialog, new_key


class ReversalDialog(WishDialog[Reversal]):
    """Says what is taken from whom; an admin may insist although less is available."""

    def __init__(
        self,
        deposit: TestDeposit,
        account: Account | None,
        environment: Environment,
        parent: QWidget | None = None,
        *,
        may_force: bool,
        make_key: Callable[[], str] = new_key,
    ) -> None:
        """``account`` None: what is available is not known here."""
        super().__init__(environment, parent, make_key=make_key)
        self.deposit = deposit
        self._account = account
        self.why = ReasonFields(self)
        self.force = CheckBox(
            self.tr("Even if less is available (admin): the balance may fall below zero"), self
        )
        self.force.setVisible(may_force)
        self.fields = {"reason": self.why.field, "ticket": self.why.ticket_field}
        self._lay_out()
        self.why.changed.connect(self.refresh)
        self.force.toggled.connect(self.refresh)
        in_tab_order(self.why.reason, self.why.ticket, self.force, self.cancel, self.submit)
        self.refresh()
        self.why.reason.setFocus()

    def show_not_known(self, text: str) -> None:
        """Perhaps taken back: only the same can be repeated."""
        advice = self.tr(
            "Repeating asks for the same: it is taken back once, however often it is asked for. "
            "The list shows what became of it."
        )
        self.show_unknown(text, advice)

    def checked(self) -> Reversal | None:
        """Return the reversal, or None after saying what is missing."""
        if not self.why.insist():
            return None
        return Reversal(
            transaction_id=self.deposit.transaction.id,
            reason=self.why.reason_text,
            ticket=self.why.ticket_text,
            force=self.force.isChecked(),
            key=self.key,
        )

    def verb(self) -> str:
        row = self.deposit.transaction
        money = self._money(self.deposit.credited_minor)
        known = self.tr("Take {money} back from {name} #{id}")
        return self.with_name(
            row.user_name, lambda name: known.format(money=money, name=name, id=row.user_id)
        )

    def repeat_verb(self) -> str:
        return self.tr("Ask for the same once more")

    def refresh(self) -> None:
        super().refresh()
        editing = self.state is State.EDITING
        self.why.set_editable(editing)
        self.force.setEnabled(editing)
        if editing:
            self.why.field.set_problem("")

    def _money(self, minor: int) -> str:
        return format_money(minor, self.deposit.currency)

    def _lay_out(self) -> None:
        row = self.deposit.transaction
        whom = self.tr("from {name} #{id}: transaction {transaction} of {time}, {reason}").format(
            name=row.user_name, id=row.user_id, transaction=row.id,
            time=format_time(self.deposit.recorded_at), reason=self.deposit.reason,
        )  # fmt: skip
        column = self.page()
        column.addLayout(self.heading(self.tr("Take a test deposit back"), whom))
        column.addWidget(self._effect())
        column.addWidget(self.why)
        column.addWidget(self.force)
        column.addWidget(self.outcome)
        column.addStretch()
        column.addLayout(self.buttons())

    def _effect(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("kind", "well")
        grid = QGridLayout(frame)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setVerticalSpacing(4)
        available = UNKNOWN if self._account is None else self._money(self._account.available_minor)
        for number, (name, text) in enumerate((
            (self.tr("Was credited"), self._money(self.deposit.credited_minor)),
            (self.tr("Available now"), available),
            (self.tr("Is taken back"), self._money(-self.deposit.credited_minor)),
        )):  # fmt: skip
            figure = Figure(name, "amount")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            figure.show_text(text)
            grid.addWidget(QLabel(name), number, 0)
            grid.addWidget(figure, number, 1)
        note = QLabel(
            self.tr(
                "A new row the other way round refers to the deposit; the deposit stays as it is. "
                "The customer sees both."
            )
        )
        note.setWordWrap(True)
        note.setProperty("tone", "muted")
        grid.addWidget(note, 3, 0, 1, 2)
        return frame

"""Why something is done: the reason that the audit keeps, and a ticket if there is one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from widgets.field import Field

LONGEST_REASON, LONGEST_TICKET = 500, 64


class ReasonFields(QWidget):
    """A reason, which is needed, and a ticket, which is not."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason, self.ticket = QLineEdit(self), QLineEdit(self)
        self.field = Field(self.tr("Reason (kept in the audit)"), self.reason)
        self.ticket_field = Field(self.tr("Ticket (optional)"), self.ticket)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(self.tr("What is being tried, and why"))
        self.ticket.setMaxLength(LONGEST_TICKET)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.field, 3)
        row.addWidget(self.ticket_field, 1)
        for editor in (self.reason, self.ticket):
            editor.textChanged.connect(self.changed)

    @property
    def reason_text(self) -> str:
        """The reason, empty while there is none."""
        return self.reason.text().strip()

    @property
    def ticket_text(self) -> str | None:
        """The ticket, None if there is none."""
        return self.ticket.text().strip() or None

    def insist(self) -> bool:
        """Tell whether there is a reason; if not, ask for one."""
        if self.reason_text:
            return True
        self.field.set_problem(self.tr("A reason is needed: it is kept in the audit."))
        self.reason.setFocus()
        return False

    def set_editable(self, editable: bool) -> None:  # noqa: FBT001  (Qt-style setter)
        """Lock both while something is being sent."""
        for editor in (self.reason, self.ticket):
            editor.setReadOnly(not editable)

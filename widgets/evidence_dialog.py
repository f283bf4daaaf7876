"""Asks for one complaint as one file: how much of the customer it shows, their words, and why."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDir, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from api_client.evidence import EvidenceWish, PersonalData
from api_client.models import Environment, User
from api_client.verdicts import Claim
from widgets.choice import Choice
from widgets.claim_form import claim_text
from widgets.field import Field
from widgets.format import format_count
from widgets.languages import LANGUAGES, spoken
from widgets.reason_fields import ReasonFields
from widgets.tab_order import in_tab_order
from widgets.wish_dialog import State, WishDialog

LONGEST_WORDS = 4000
WORDS_HEIGHT = 84
LEVELS: dict[PersonalData, tuple[Any, Any]] = {
    "masked": (
        QT_TRANSLATE_NOOP("evidence dialog", "Shortened"),
        QT_TRANSLATE_NOOP(
            "evidence dialog",
            "Initials and last digits, for those who know whom it is about.",
        ),
    ),
    "none": (
        QT_TRANSLATE_NOOP("evidence dialog", "Left out"),
        QT_TRANSLATE_NOOP(
            "evidence dialog", "Ids only, and nothing that anybody wrote: for everybody else."
        ),
    ),
    "full": (
        QT_TRANSLATE_NOOP("evidence dialog", "As stored"),
        QT_TRANSLATE_NOOP(
            "evidence dialog", "Name, e-mail, phone, descriptions. Keep the file as you keep these."
        ),
    ),
}
"""What is chosen first stands first."""


class EvidenceDialog(WishDialog[EvidenceWish]):
    """Stays open when it is done, to say where the file is and who signed it."""

    def __init__(
        self,
        user: User,
        claim: Claim,
        currency: str,
        environment: Environment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(environment, parent)
        self.user = user
        self._claim, self._currency, self._fingerprint = claim, currency, ""
        self.levels: dict[PersonalData, QRadioButton] = {}
        self.language = Choice(self)
        self.words = QPlainTextEdit(self)
        self.claim = QLabel(self)
        self.why = ReasonFields(self)
        self._lay_out()
        self.words.textChanged.connect(self.refresh)
        self.why.changed.connect(self.refresh)
        self.outcome.action_requested.connect(self._copy_fingerprint)
        in_tab_order(
            *self.levels.values(), self.language, self.words, self.why.reason, self.why.ticket,
            self.cancel, self.submit,
        )  # fmt: skip
        self.refresh()
        self.words.setFocus()

    @property
    def level(self) -> PersonalData:
        """How much of the customer is shown."""
        return next(level for level, button in self.levels.items() if button.isChecked())

    def show_not_saved(self) -> None:
        """Nobody said where the file should go."""
        self._edit_anew()

    def show_refused(self, text: str, field: str | None = None) -> None:
        """Certainly not made: say why."""
        if field in self.fields:
            super().show_refused(text, field)
        else:
            self._edit_anew()
            self.outcome.present("error", self.tr("Not made."), text)

    def show_failed(self, text: str) -> None:
        """No file: say why; it can be tried again."""
        self._edit_anew()
        self.outcome.present("warning", self.tr("Nothing was saved."), text)

    def show_saved(self, path: str, size: int, fingerprint: str) -> None:
        """Say where the file is, and what its signature is to be checked with."""
        self.state, self._fingerprint = State.DONE, fingerprint
        self.refresh()
        text = self.tr("{path}\n{size} bytes, signed. The key's fingerprint: {fingerprint}").format(
            path=QDir.toNativeSeparators(path), size=format_count(size),
            fingerprint=_grouped(fingerprint),
        )  # fmt: skip
        self.outcome.present("success", self.tr("Saved."), text, self.tr("Copy fingerprint"))
        self.cancel.setFocus()

    def checked(self) -> EvidenceWish | None:
        """Return the wish, or None after saying what is missing."""
        if self._problem() or not self.why.insist():
            return None
        return EvidenceWish(
            user_id=self.user.id,
            personal_data=self.level,
            reason=self.why.reason_text,
            ticket=self.why.ticket_text,
            claim=self._claim,
            words=self.words.toPlainText().strip() or None,
            language=self.language.currentData(),
        )

    def verb(self) -> str:
        known = self.tr("Save evidence on {name} #{id}…")
        return self.with_name(
            self.user.name or self.user.email,
            lambda name: known.format(name=name, id=self.user.id),
        )

    def repeat_verb(self) -> str:
        return self.verb()

    def refresh(self) -> None:
        super().refresh()
        editing, done = self.state is State.EDITING, self.state is State.DONE
        for part in (*self.levels.values(), self.language, self.words):
            part.setEnabled(editing)
        self.why.set_editable(editing)
        self.submit.setVisible(not done)
        if done:
            self.cancel.setText(self.tr("Close"))
        if editing:
            self.fields["words"].set_problem(self._problem())
            self.why.field.set_problem("")

    def _button_text(self) -> str:
        return self.tr("Making it…") if self.state is State.SENDING else self.verb()

    def _problem(self) -> str:
        excess = len(self.words.toPlainText().strip()) - LONGEST_WORDS
        if excess <= 0:
            return ""
        text = self.tr("{count} characters too many.", None, excess)
        return text.format(count=format_count(excess))

    def _lay_out(self) -> None:
        self.words.setFixedHeight(WORDS_HEIGHT)
        self.words.setTabChangesFocus(True)
        self.why.reason.setPlaceholderText(self.tr("Who gets it, and what for"))
        self.words.setPlaceholderText(self.tr("As they wrote or said it"))
        self.claim.setTextFormat(Qt.TextFormat.PlainText)
        self.claim.setWordWrap(True)
        self.claim.setProperty("tone", "muted")
        said = claim_text(self._claim, self._currency)
        self.claim.setText(
            self.tr("With what Why? was told: {claim}").format(claim=said)
            if said
            else self.tr("Why? was told nothing of what the customer says.")
        )
        self.fields = {
            "words": Field(self.tr("The customer's words (optional)"), self.words),
            "reason": self.why.field,
            "ticket": self.why.ticket_field,
        }
        name = self.user.name or self.user.email
        whom = self.tr(
            "on {name} #{id}: verdict, rows, commits and audit in one signed file"
        ).format(name=name, id=self.user.id)
        column = self.page()
        column.addLayout(self.heading(self.tr("Evidence"), whom))
        column.addLayout(self._choices())
        column.addWidget(self.fields["words"])
        column.addWidget(self.claim)
        column.addWidget(self.why)
        column.addWidget(self.outcome)
        column.addStretch()
        column.addLayout(self.buttons())

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        caption = QLabel(self.tr("Personal data"))
        caption.setProperty("tone", "muted")
        grid.addWidget(caption, 0, 0, 1, 2)
        group = QButtonGroup(self)
        for number, (level, texts) in enumerate(LEVELS.items(), start=1):
            title, effect = (
                QCoreApplication.translate("evidence dialog", str(text)) for text in texts
            )
            button, explained = QRadioButton(title, self), QLabel(effect, self)
            explained.setWordWrap(True)
            explained.setProperty("tone", "muted")
            explained.setContentsMargins(0, 3, 0, 0)
            button.setAccessibleDescription(effect)
            button.setChecked(number == 1)
            group.addButton(button)
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(explained, number, 1, Qt.AlignmentFlag.AlignTop)
            self.levels[level] = button
        self._offer_languages(grid, len(LEVELS) + 1)
        return grid

    def _offer_languages(self, grid: QGridLayout, row: int) -> None:
        """The reader's language, which need not be the operator's."""
        caption = QLabel(self.tr("Page in"))
        caption.setProperty("tone", "muted")
        caption.setBuddy(self.language)
        self.language.name(self.tr("Language of the page"))
        for language, name in LANGUAGES.items():
            self.language.addItem(name, language)
        self.language.setCurrentIndex(self.language.findData(spoken()))
        grid.addWidget(caption, row, 0)
        grid.addWidget(self.language, row, 1, Qt.AlignmentFlag.AlignLeft)

    def _copy_fingerprint(self) -> None:
        QGuiApplication.clipboard().setText(self._fingerprint)


def _grouped(fingerprint: str) -> str:
    """Return hexadecimal digits as they are compared: in groups of eight."""
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))

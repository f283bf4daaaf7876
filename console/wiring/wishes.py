"""A dialog that asks for one act ↔ gateway: one at a time, its outcome never guessed."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from api_client.errors import ApiError, Refused, Unauthenticated
from console.notices import refused_field, sentence
from console.rights import Rights
from console.tasks import Tasks
from widgets.payment_dialog import PaymentDialog
from widgets.reversal_dialog import ReversalDialog

Answer = TypeVar("Answer")
WishForm = ReversalDialog | PaymentDialog


class Wishes(QObject):
    """Sends what a dialog asks for; closes it when that may not be done any more."""

    def __init__(self, tasks: Tasks, rights: Rights) -> None:
        super().__init__(rights)
        self._tasks = tasks
        self._rights = rights
        self.dialog: WishForm | None = None
        self._unanswered: set[str] = set()
        """Keys that were sent before: a refusal of the next attempt says nothing of the first."""
        rights.changed.connect(self._check_rights)

    def open(
        self,
        dialog: WishForm,
        send: Callable[[Any], Awaitable[Answer]],
        done: Callable[[Answer], None],
    ) -> None:
        """Open a dialog and carry out what it asks for."""
        self.dialog = dialog
        dialog.submitted.connect(
            lambda wish: self._tasks.start(
                f"wish {wish.key}", self._carry_out(dialog, wish, send, done)
            )
        )
        dialog.finished.connect(lambda: self._close(dialog))
        dialog.open()

    async def _carry_out(
        self,
        dialog: WishForm,
        wish: Any,
        send: Callable[[Any], Awaitable[Answer]],
        done: Callable[[Answer], None],
    ) -> None:
        try:
            answer = await send(wish)
        except Refused as exc:
            if wish.key in self._unanswered:
                dialog.show_not_known(sentence(exc))
            else:
                dialog.show_refused(sentence(exc), refused_field(exc))
        except ApiError as exc:
            self._unanswered.add(wish.key)
            dialog.show_not_known(sentence(exc))
            self._check_rights()
            if isinstance(exc, Unauthenticated):
                raise
        else:
            dialog.show_done()
            done(answer)

    def _close(self, dialog: WishForm) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _check_rights(self) -> None:
        if self.dialog is not None and not self._rights.may_deposit:
            self.dialog.withdraw()

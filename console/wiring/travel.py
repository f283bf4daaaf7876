"""Time travel ↔ gateway: one moment is asked for at a time, and the newest one is shown."""

from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QObject

from api_client import verdicts
from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.verdicts import AccountThen
from console.notices import sentence
from console.tasks import Tasks
from widgets.account_view import AccountView
from widgets.moment import Moment, rows_of

TRAVEL = "time travel"


class Stop(NamedTuple):
    """Where to travel: to a moment, or to the commit of a transaction."""

    at: datetime | None = None
    transaction: int | None = None


class TravelWiring(QObject):
    """Shows the open account as it was."""

    def __init__(self, view: AccountView, client: ApiClient, tasks: Tasks) -> None:
        super().__init__(view)
        self._view = view
        self._client = client
        self._tasks = tasks
        self._next: Stop | None = None
        view.travel.moment_requested.connect(lambda at: self._go(Stop(at=at)))
        view.travel.transaction_requested.connect(lambda id_: self._go(Stop(transaction=id_)))
        view.travel.step_requested.connect(self.step)

    def step(self, by: int) -> None:
        """Go to the transaction before (-1) or after (1) the newest one that is shown."""
        moment = self._view.travel.moment
        if moment is None:
            return
        shown = {row.id for row in moment.rows}
        newest = max(shown, default=0)
        if by < 0:
            wanted = max((id_ for id_ in shown if id_ < newest), default=None)
        else:
            wanted = min(self._view.transactions.ids_from(newest + 1), default=None)
        if wanted is not None:
            self._go(Stop(transaction=wanted))

    def _go(self, stop: Stop) -> None:
        if self._view.user is None:
            return
        curve = self._view.curve.curve
        if curve is not None and curve.points:
            self._view.travel.set_span(curve.points[0].at, datetime.now(UTC))
        self._next = stop
        self._view.travel.show_loading()
        self._tasks.start(TRAVEL, self._read())

    async def _read(self) -> None:
        while (stop := self._next) is not None and (user := self._view.user) is not None:
            self._next = None
            question = verdicts.then(user.id, at=stop.at, transaction=stop.transaction)
            try:
                then = await self._client.explain(question)
            except Unauthenticated:
                raise
            except ApiError as exc:
                if self._is_open(user.id):
                    self._view.travel.show_failed(sentence(exc))
            else:
                if self._is_open(user.id):
                    self._show(then)

    def _is_open(self, user_id: int) -> bool:
        user = self._view.user
        return user is not None and user.id == user_id and not self._view.travel.isHidden()

    def _show(self, then: AccountThen) -> None:
        view = self._view
        known = {
            row.id: now for row in then.transactions if (now := view.transactions.known(row.id))
        }
        name = view.user.name if view.user else ""
        view.travel.set_moment(Moment(then=then, rows=rows_of(then, name, known)))
        pinned = view.travel.pinned
        view.curve.set_moments([then.at, *([pinned.then.at] if pinned else [])])

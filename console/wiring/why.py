"""Verdict line and Why? panel ↔ gateway and store: asked for lazily, never older than it says."""

import time
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from api_client import verdicts
from api_client.client import ApiClient
from api_client.errors import ApiError, ConnectionFailed, Refused, Unauthenticated
from api_client.models import Commit, User
from api_client.verdicts import Claim, Verdict
from console.notices import sentence
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from widgets.account_view import AccountView
from widgets.freshness import Freshness
from widgets.verdict_state import NOTHING_SAID, VerdictState

WHY = "verdict"
METHODS = "methods of claims"
PACE_MS = 1_000
SETTLED_S = 11.0
"""Seconds after which the gateway does not wait any more for a commit's other half."""
SHARE = 20
"""Between two verdicts on an account that keeps changing; and how many times as long as the last
one took: a long history must not keep the gateway busy."""


class WhyWiring(QObject):
    """Explains the open account, and again whenever it has changed."""

    def __init__(
        self,
        view: AccountView,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        accounts: AccountWiring,
        *,
        pace_ms: int = PACE_MS,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._store = store
        self._client = client
        self._tasks = tasks
        self._accounts = accounts
        self._user_id: int | None = None
        self._state = VerdictState()
        self._claims: dict[int, Claim] = {}
        """What was said of whom: a complaint is worked on in more than one account."""
        self._goal: tuple[int, Sequence[int]] | None = None
        """Whose rows are to be shown once that account is open."""
        self._pointed_at: tuple[int, ...] = ()
        """Transactions that were asked for, until another account is opened."""
        self._asked_at = 0.0
        self._is_unread = False
        """Whether the newest question found no gateway to answer it, or one that is too busy."""
        self._has_changed = False
        """Whether the account changed after the question was asked that is being answered."""
        self._pace_ms = pace_ms
        self._pace = QTimer(self, singleShot=True, interval=pace_ms)
        self._pace.timeout.connect(self._ask_if_outdated)
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self.ask)
        accounts.opened.connect(self._opened)
        store.commit_applied.connect(self._committed)
        store.proof_received.connect(self._try_again)
        view.verdict_line.look_again_requested.connect(self.ask)
        view.why_opened.connect(self._why_opened)
        why = view.why
        why.look_again_requested.connect(self.ask)
        why.claim_changed.connect(self.claim)
        why.rows_requested.connect(self.show_rows)
        why.user_requested.connect(self._go_to)
        view.set_why_offered(offered=True)

    @property
    def state(self) -> VerdictState:
        """What is shown."""
        return self._state

    def set_freshness(self, freshness: Freshness) -> None:
        """Take whether a change of the account would be heard of."""
        if freshness.live != self._state.live:
            self._show(live=freshness.live)

    def ask(self) -> None:
        """Ask for a verdict on the open account as it is now."""
        if self._user_id is not None:
            self._pace.stop()
            self._settling.stop()
            self._has_changed, self._asked_at = False, time.monotonic()
            self._show(asking=True, problem="")
            self._tasks.restart(WHY, self._read(self._user_id, self._state.claim))

    def claim(self, claim: Claim) -> None:
        """Ask again, in the light of what the customer says."""
        if self._user_id is not None:
            self._claims[self._user_id] = claim
        self._show(claim=claim, outdated=self._state.verdict is not None)
        self.ask()

    def show_rows(self, ids: Sequence[int]) -> None:
        """Bring transactions into sight; older ones than were read are read first."""
        self._pointed_at = tuple(ids)
        marks = self._marks()
        missing = self._view.show_rows(marks)
        if missing and self._view.rows.has_more:
            self._accounts.reach(missing[-1], lambda: self._view.show_rows(marks))

    async def _read(self, user_id: int, claim: Claim) -> None:
        try:
            verdict = await self._client.explain(verdicts.why(user_id, claim))
        except Unauthenticated:
            raise
        except Refused as exc:
            self._show(asking=False, problem=sentence(exc))
            self._is_unread = exc.code == "too_many_attempts"  # others of ours are being answered
            self._view.set_why_offered(offered=exc.code != "not_found")  # an older gateway
        except ApiError as exc:
            self._show(asking=False, problem=sentence(exc))
            self._is_unread = isinstance(exc, ConnectionFailed)
        else:
            self._take(verdict)

    def _take(self, verdict: Verdict) -> None:
        took_ms = 1000 * (time.monotonic() - self._asked_at)
        self._pace.setInterval(round(max(self._pace_ms, SHARE * took_ms if self._pace_ms else 0)))
        self._is_unread = False
        account = self._view.account
        same = account is not None and account.balance_minor == verdict.stored_minor
        epoch = self._store.screen_epoch in ("", verdict.position.epoch)
        outdated = self._has_changed or not (same and epoch)
        self._show(verdict=verdict, asking=False, problem="", outdated=outdated)
        self._view.rows.mark(self._marks(), go=False)
        if self._has_changed:
            self._pace.start()
        self._wait_for_other_halves(verdict)

    def _wait_for_other_halves(self, verdict: Verdict) -> None:
        """Ask again once it is clear that what a commit lacks will not come in another one."""
        ages = [
            (verdict.as_of - pair.at).total_seconds()
            for pair in verdict.timeline
            if pair.paired == "none"
        ]
        left = [SETTLED_S - age for age in ages if age < SETTLED_S]
        if left:
            self._settling.start(round(1000 * min(left)))

    def _marks(self) -> dict[int, str]:
        """Return the marks of what was pointed at, and of where stored and replayed part."""
        marks = dict.fromkeys(self._pointed_at, "accent")
        verdict = self._state.verdict
        parted = verdict.first_divergence if verdict else None
        if parted is not None and parted.kind == "transaction" and parted.id is not None:
            marks[parted.id] = "negative"
        return marks

    def _opened(self, user: User) -> None:
        goal, self._goal = self._goal, None
        is_another = user.id != self._user_id
        if is_another:
            self._user_id, self._pointed_at = user.id, ()
            claim = self._claims.get(user.id, NOTHING_SAID)
            self._state = VerdictState(live=self._state.live, claim=claim)
        self.ask()
        if goal is not None and goal[0] == user.id:
            self.show_rows(goal[1])
        elif is_another and self._state.claim != NOTHING_SAID and self._view.why.isHidden():
            self._view.open_why()  # they are still working on it

    def _go_to(self, user_id: int, ids: Sequence[int]) -> None:
        self._goal = user_id, ids
        self._accounts.open(user_id)

    def _why_opened(self) -> None:
        if not self._tasks.running(METHODS):
            self._tasks.start(METHODS, self._read_methods())
        if self._state.verdict is None and not self._tasks.running(WHY):
            self.ask()

    async def _read_methods(self) -> None:
        methods = await self._client.payment_methods()
        self._view.why.set_methods([method.code for method in methods.payment_methods])

    def _committed(self, commit: Commit) -> None:
        if self._user_id is None or not self._concerns(commit, self._user_id):
            return
        self._has_changed = True
        if self._state.verdict is not None and not self._state.outdated:
            self._show(outdated=True)
        if not self._tasks.running(WHY) and not self._pace.isActive():
            self._pace.start()

    def _concerns(self, commit: Commit, user_id: int) -> bool:
        known = self._view.transactions.known
        return (
            any(account.user_id == user_id for account in commit.accounts)
            or any(row.user_id == user_id or known(row.id) for row in commit.transactions)
            or bool(commit.deleted_transactions)
        )

    def _ask_if_outdated(self) -> None:
        if self._state.outdated or self._has_changed:
            self.ask()

    def _try_again(self) -> None:
        """Ask what could not be asked for want of a connection, or of room."""
        if self._is_unread and self._user_id is not None and not self._tasks.running(WHY):
            self.ask()

    def _show(self, **changed: object) -> None:
        self._state = replace(self._state, **changed)  # type: ignore[arg-type]
        self._view.set_verdict(self._state)

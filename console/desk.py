"""Everything of one signed-in session: store, stream and wiring around the window's views."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from api_client.client import ApiClient
from api_client.errors import ProtocolMismatch, Unauthenticated
from api_client.models import Account, Proof, Session, User, UserHit
from console import commands, notices
from console.intents import Intents
from console.latency import Latency
from console.rights import Rights
from console.session import SessionKeeper
from console.settings import Settings
from console.settlement import Settlement
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from console.wiring.audit import AuditWiring
from console.wiring.complaint import ComplaintWiring
from console.wiring.deposit_list import DepositListWiring
from console.wiring.deposits import DepositWiring
from console.wiring.digest import DigestWiring
from console.wiring.feed import FeedWiring
from console.wiring.payments import PaymentWiring
from console.wiring.report import ReportWiring
from console.wiring.search import SearchWiring
from console.wiring.stream import StreamWiring
from console.wiring.watch_list import WatchListWiring
from widgets.account_view import AccountView
from widgets.freshness import Freshness
from widgets.main_window import MainWindow
from widgets.notice_view import Notice
from widgets.records_window import RecordsWindow
from widgets.shortcuts_dialog import ShortcutsDialog
from widgets.stream_report import StreamReport

logger = logging.getLogger(__name__)

Ending = Literal["closed", "signed_out", "session_over"]
MENU = (("find_payment", "travel", "export"), ("deposits", "payments", "audit"))
"""Commands that have no button, part by part."""
OF_ACCOUNT = ("travel", "export")
"""What can be done only with an account."""
CERTAIN = ("id", "session", "transaction")
"""What names one user, however many others it looks like."""


class Desk(QObject):
    """Lives from a sign-in until the window closes, the operator leaves or the session ends."""

    _told_of_keyring = False

    def __init__(
        self,
        window: MainWindow,
        view: AccountView,
        client: ApiClient,
        session: Session,
        settings: Settings,
        intents: Intents,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.view = view
        self.client = client
        self._session = session
        self._settings = settings
        self._ended: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self.tasks = Tasks(self.report)
        self.store = Store(self)
        self.latency = Latency(self)
        self.stream = StreamWiring(client, self.store, self.latency)
        self.accounts = AccountWiring(view, self.store, client, self.tasks, self.latency)
        self.rights = Rights(session, self.store)
        self.complaint = ComplaintWiring(
            window, view, self.store, client, self.tasks, self.accounts, settings, self.rights
        )
        self.settlement = Settlement(client, intents, self.tasks, self.rights)
        self.deposits = DepositWiring(
            window, client, self.tasks, self.settlement, self.rights, self.store
        )
        self.records = RecordsWindow(window)
        self.deposit_list = DepositListWiring(
            window, self.records, self.store, client, self.tasks, self.settlement, self.rights
        )
        self.payments = PaymentWiring(
            window, self.records, self.store, client, self.tasks, self.rights
        )
        self.audit = AuditWiring(self.records, self.store, client, self.tasks, self.rights)
        self.feed = FeedWiring(window.feed, self.store, client, self.tasks)
        self.search = SearchWiring(window.search, client, self.tasks, self.accounts.open)
        self.watch_list = WatchListWiring(
            window.watch_list, self.store, client, self.tasks, settings, self.accounts.open
        )
        self.digest = DigestWiring(self.store, client, self.shown_accounts, self._tell_difference)
        self.report_on_stream = self._reporting()
        self.actions = commands.actions(self, self._handlers())
        self._dress()
        self._connect()

    @property
    def backend_zone(self) -> str:
        """The zone of the marketplace's clock."""
        return self.rights.environment.backend_zone

    def shown_accounts(self) -> list[Account]:
        """Return the account of everybody watched, and the open one, as they are on screen."""
        watched = self.window.watch_list.accounts
        return watched if self.view.account is None else [*watched, self.view.account]

    def keep_session(self, keeper: SessionKeeper) -> None:
        """Keep the session for the next run, now and whenever its token is exchanged."""

        def keep(session: Session | None) -> None:
            if session is not None:
                self.tasks.restart("keep session", self._keep(keeper, session))

        self.client.on_session = keep
        keep(self._session)

    async def run(self, user: str | None = None) -> Ending:
        """Serve the operator; opens what ``user`` finds first. Returns why it ended."""
        async with self.tasks:
            self.tasks.start("events", self.stream.run())
            self.tasks.start("digest", self.digest.run())
            self.watch_list.refresh()
            self.deposits.resume()
            if self.settlement.unknown:
                self.deposit_list.open()
            if user is not None:
                self.tasks.start("open", self._open(user))
            try:
                return await self._ended
            finally:
                self.records.close()

    def end(self, ending: Ending) -> None:
        """Leave; the first reason counts."""
        if not self._ended.done():
            self._ended.set_result(ending)

    @property
    def is_over(self) -> bool:
        """Whether this session has ended."""
        return self._ended.done()

    def report(self, exc: Exception) -> None:
        """Last stop of what went wrong in a task."""
        if isinstance(exc, Unauthenticated):
            logger.info("the session is over")
            self.end("session_over")
            return
        notice = notices.notice(exc)
        if isinstance(exc, ProtocolMismatch):
            notice = Notice(key=notice.key, severity="error", text=notice.text, lasting=True)
        self.window.notices.present(notice)

    async def _keep(self, keeper: SessionKeeper, session: Session) -> None:
        await keeper.keep(self.client.gateway, session.operator.email, session.refresh_token)
        if not keeper.remembered and not self._told_of_keyring:  # once, not at every exchange
            self._told_of_keyring = True
            self.window.notices.present(
                Notice(key="keyring", severity="information", text=notices.not_remembered())
            )

    async def _open(self, question: str) -> None:
        """Open the user that a question means; where it may mean several, offer them."""
        hits = await self.client.find_users(question)
        if len(hits.users) == 1 or (hits.users and hits.users[0].matched in CERTAIN):
            self.accounts.open(hits.users[0].id)
        else:
            self.window.search.look_up(question)

    def _reporting(self) -> Callable[[], StreamReport]:
        """Return what lets the status bar say how far the stream has come."""
        window = self.window
        return ReportWiring(
            window.status_bar, window.details, self.store, self.stream, self.feed, self.latency,
            self.digest,
        ).report  # fmt: skip

    def _tell_difference(self, accounts: Sequence[Account]) -> None:
        self.window.notices.present(notices.difference(accounts))

    def _dress(self) -> None:
        self.window.install_actions(list(self.actions.values()))
        self.window.top_bar.offer([[self.actions[name] for name in part] for part in MENU])
        for name in OF_ACCOUNT:
            self.actions[name].setEnabled(False)
        self._show_rights()
        self._show_recent()

    def _show_rights(self) -> None:
        """Show where one is and as whom, and only what may be done there."""
        rights, window = self.rights, self.window
        window.set_environment(rights.environment, urlsplit(self.client.gateway).netloc)
        window.set_operator(rights.operator)
        self.view.set_deposits_allowed(rights.may_deposit, rights.why_not)
        self.records.set_environment(rights.environment)
        for name in ("deposit", "payment"):
            self.actions[name].setEnabled(rights.may_deposit)

    def _connect(self) -> None:
        window = self.window
        self.rights.changed.connect(self._show_rights)
        window.close_requested.connect(lambda: self.end("closed"))
        window.sign_out_requested.connect(lambda: self.end("signed_out"))
        window.back_requested.connect(lambda: self.accounts.go(-1))
        window.forward_requested.connect(lambda: self.accounts.go(1))
        window.shortcuts_requested.connect(self._list_keys)
        window.feed.user_requested.connect(self.accounts.open)
        self.view.deposit_requested.connect(self.deposits.ask)
        self.view.payment_requested.connect(self.payments.ask)
        self.actions["evidence"].setEnabled(False)
        self.complaint.evidence.offered.connect(self.actions["evidence"].setEnabled)
        self.deposits.list_requested.connect(self.deposit_list.open)
        self.accounts.opened.connect(self._opened)
        self.accounts.navigated.connect(
            lambda back, forward: window.set_navigation(back=back, forward=forward)
        )
        self.stream.freshness_changed.connect(self._spread)
        self.store.proof_received.connect(self._check_capture)
        self.latency.watch(window.feed.table.viewport(), lambda: window.feed.shows_all)
        self._spread(self.stream.freshness)

    def _handlers(self) -> dict[str, commands.Handler]:
        window = self.window
        return {
            "search": window.search.focus_search,
            "filter": self.view.open_filter,
            "filter_feed": window.feed.open_filter,
            "pause_feed": lambda: window.feed.set_paused(window.feed.model.following),
            "details": window.show_details,
            "deposit": self.view.request_deposit,
            "payment": self.view.request_payment,
            "deposits": self.deposit_list.open,
            "payments": self.payments.open,
            "audit": self.audit.open,
            **self.complaint.handlers(),
            "refresh": self.accounts.refresh,
            "back": lambda: self.accounts.go(-1),
            "forward": lambda: self.accounts.go(1),
            "watch": self._watch_open,
            "shortcuts": self._list_keys,
            "quit": window.close,
        }

    def _spread(self, freshness: Freshness) -> None:
        self.view.set_freshness(freshness)
        self.complaint.set_freshness(freshness)
        for listing in (self.deposit_list.listing, self.payments.listing, self.audit.listing):
            listing.set_freshness(freshness)
        self.window.feed.set_freshness(freshness)
        self.window.watch_list.set_freshness(freshness)
        self.window.status_bar.set_freshness(freshness)

    def _check_capture(self, proof: Proof) -> None:
        key = "capture"
        if proof.capture == "whole":
            self.window.notices.withdraw(key)
        elif self.window.notices.message(key) is None:
            text = notices.not_recorded(proof.faults)
            self.window.notices.present(Notice(key=key, severity="error", text=text, lasting=True))

    def _opened(self, user: User) -> None:
        for name in OF_ACCOUNT:
            self.actions[name].setEnabled(True)
        self.window.set_subject(user.name)
        self.watch_list.show_open(user)
        short = User(id=user.id, name=user.name, email=user.email, status=user.status)
        self._settings.remember_recent(self.client.gateway, short)
        self._show_recent()

    def _show_recent(self) -> None:
        recent = self._settings.recent(self.client.gateway)
        self.window.watch_list.set_recent(recent)
        self.window.search.set_recent(
            [
                UserHit(id=user.id, name=user.name, email=user.email, status=user.status,
                        balance_minor=None, currency="RSD", matched="id")
                for user in recent
            ]
        )  # fmt: skip

    def _watch_open(self) -> None:
        if self.view.user is not None:
            self.watch_list.watch(self.view.user.id)

    def _list_keys(self) -> None:
        ShortcutsDialog(list(self.actions.values()), self.window).open()

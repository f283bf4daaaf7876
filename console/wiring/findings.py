"""Store ↔ findings: read when a proof tells of another revision, opened with Why? beside them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from api_client import findings
from api_client.client import ApiClient
from api_client.errors import ApiError, ConnectionFailed, Refused, Unauthenticated
from api_client.findings import Finding
from api_client.models import Hello, Proof, User
from console.notices import sentence
from console.store import Store
from console.tasks import Tasks
from console.wiring.accounts import AccountWiring
from widgets import finding_words
from widgets.account_view import AccountView
from widgets.findings_view import FindingsView
from widgets.format import format_id
from widgets.notice_view import Notice, NoticeView

FINDINGS = "findings"
NEWS, NOBODY = "new finding", "finding without a user"
"""Keys of notices."""
MOST_READ = 1_000
"""Findings that are read: with more of them, something else is the matter."""


class FindingsWiring(QObject):
    """Shows what sweeps found; an older gateway has none to tell, and then there is no panel."""

    def __init__(
        self,
        panel: FindingsView,
        view: AccountView,
        store: Store,
        client: ApiClient,
        tasks: Tasks,
        accounts: AccountWiring,
        notices: NoticeView,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._view = view
        self._store = store
        self._client = client
        self._tasks = tasks
        self._accounts = accounts
        self._notices = notices
        self._revision: int | None = None
        """Of what is shown, or was refused; None: it is to be read at the next proof."""
        self._to_explain: int | None = None
        """User whose Why? opens as soon as the account is there."""
        self._newest: int | None = None
        """Number of the newest finding that was read; None: none was read so far."""
        self._news: Finding | None = None
        """What the notice speaks of."""
        notices.action_requested.connect(self._act)
        panel.finding_requested.connect(self.explain)
        panel.retry_requested.connect(self.refresh)
        store.greeted.connect(self._greeted)
        store.proof_received.connect(self._proved)
        accounts.opened.connect(self._opened)

    def refresh(self) -> None:
        """Read anew."""
        told = self._store.proof
        self._tasks.restart(FINDINGS, self._read(0 if told is None else told.findings))

    def explain(self, finding: Finding) -> None:
        """Open the account, and Why? with it; a balance without a user has no account page."""
        if finding.user_missing:
            text = self.tr("There is no user {id}: this balance is nobody's.").format(
                id=format_id(finding.user_id)
            )
            self._notices.present(Notice(key=NOBODY, severity="information", text=text))
            return
        self._to_explain = finding.user_id
        self._accounts.open(finding.user_id)

    def _greeted(self, hello: Hello) -> None:
        if not hello.resumed:
            self._revision = None

    def _proved(self, proof: Proof) -> None:
        self._panel.set_now(proof.sent_at)
        if proof.findings != self._revision:
            self._tasks.start(FINDINGS, self._read(proof.findings))

    async def _read(self, revision: int) -> None:
        """Read all, unless a sweep comes in between: then the next proof tells of it."""
        self._panel.show_loading()
        try:
            page = await self._client.explain(findings.findings())
            found, more = list(page.findings), page.more
            while more and len(found) < MOST_READ:
                after = await self._client.explain(findings.findings(found[-1].number))
                if after.revision != page.revision:
                    return
                found += after.findings
                more = after.more and bool(after.findings)
        except Unauthenticated:
            raise
        except Refused as exc:
            self._revision = revision
            self._panel.setVisible(exc.code != "not_found")
            self._panel.show_failed(sentence(exc))
        except ApiError as exc:
            self._revision = None if isinstance(exc, ConnectionFailed) else revision
            self._panel.show_failed(sentence(exc))
        else:
            self._revision = page.revision
            self._panel.show()
            self._panel.show_page(page, found)
            self._tell_of_news(found)

    def _tell_of_news(self, found: Sequence[Finding]) -> None:
        """Say what has come since the first reading: the panel may be out of sight."""
        seen, numbers = self._newest, [finding.number for finding in found]
        self._newest = max(seen or 0, *numbers, 0)
        news = [finding for finding in found if seen is not None and finding.number > seen]
        if news:
            self._news = news[0]
            text = finding_words.news(news)
            self._notices.present(
                Notice(key=NEWS, severity="warning", text=text, action=self.tr("Show"))
            )

    def _act(self, notice: Notice) -> None:
        if notice.key == NEWS and self._news is not None:
            self._notices.withdraw(NEWS)
            self.explain(self._news)

    def _opened(self, user: User) -> None:
        wanted, self._to_explain = self._to_explain, None
        if user.id == wanted and self._view.why.isHidden():
            self._view.open_why()

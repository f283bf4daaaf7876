"""Typed requests to the gateway's HTTP API; the only module that imports httpx."""

import asyncio
import ssl
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, cast

import httpx
import msgspec

from api_client.addresses import checked_gateway
from api_client.errors import ConnectionFailed, Refused, Unauthenticated, Untrusted
from api_client.evidence import Bundle, EvidenceWish, SigningKey, bundle_of
from api_client.models import (
    AccountPage,
    Accounts,
    CommitPage,
    Curve,
    Deposit,
    DepositReceipt,
    Environment,
    PaymentMethods,
    Position,
    Session,
    TransactionPage,
    UserHits,
)
from api_client.problems import decoded, refusal
from api_client.records import (
    AuditPage,
    DepositKey,
    Exported,
    ExportKind,
    Payment,
    PaymentSession,
    PaymentSessions,
    Reversal,
    ReversalReceipt,
    TestDeposits,
)
from api_client.verdicts import Question

API = "/api/v1"
PROTOCOL_MAJOR = "1"
TIMEOUT = httpx.Timeout(15.0, connect=5.0)
LONG_TIMEOUT = httpx.Timeout(120.0, connect=5.0)
"""Seconds; the second: for what a gateway makes of a whole history."""
EARLY = 30.0
"""Seconds before its end that an access token is exchanged."""
MOST_ACCOUNTS = 200

T = TypeVar("T")


@cache
def believed() -> ssl.SSLContext:
    """Return what says whom to believe: public authorities, and those the system knows.

    One for HTTP and event stream: reading the certificates takes 50 ms.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


class ApiClient:
    """One gateway, and the session on it once somebody has signed in.

    Every method raises ConnectionFailed, Refused, Unauthenticated or ProtocolMismatch
    (`api_client.errors`) and nothing else. The access token is exchanged before it expires;
    ``on_session`` is told of every new session, None when it is over; ``on_answer`` of every
    answer from one snapshot: as of when it is, when it was asked for and when it came
    (`time.monotonic`, in seconds).
    """

    def __init__(
        self,
        gateway: str,
        *,
        on_session: Callable[[Session | None], None] = lambda _: None,
        on_answer: Callable[[datetime, float, float], None] = lambda *_: None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.gateway = checked_gateway(gateway)
        self.session: Session | None = None
        self.on_session = on_session
        self.on_answer = on_answer
        self._refresh_at = 0.0
        self._refreshing = asyncio.Lock()
        self._http = httpx.AsyncClient(
            base_url=self.gateway,
            transport=transport,
            timeout=TIMEOUT,
            headers={"Svetu-Protocol": PROTOCOL_MAJOR},
            trust_env=False,  # a proxy from the environment must not see tokens
            verify=believed() if self.gateway.startswith("https:") else False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; the session stays open on the gateway."""
        await self._http.aclose()

    async def environment(self) -> Environment:
        """Return what the gateway's database is; needs no session."""
        return await self._exchange(Environment, "GET", "/environment")

    async def sign_in(self, email: str, password: str) -> Session:
        """Open a session."""
        body = {"email": email, "password": password}
        return self._keep(await self._exchange(Session, "POST", "/auth/login", json=body))

    async def restore(self, refresh_token: str) -> Session:
        """Go on with a session of an earlier run; raises Unauthenticated when it is over."""
        body = {"refresh_token": refresh_token}
        try:
            session = await self._exchange(Session, "POST", "/auth/refresh", json=body)
        except Refused as exc:
            if exc.status != httpx.codes.UNAUTHORIZED:
                raise
            self._drop()
            raise Unauthenticated(str(exc)) from exc
        return self._keep(session)

    async def sign_out(self) -> None:
        """End the session; one that is over already is no error."""
        if self.session is None:
            return
        token = self.session.access_token
        try:
            await self._send("POST", "/auth/logout", token=token)
        except Refused as exc:
            if exc.status != httpx.codes.UNAUTHORIZED:
                raise
        finally:
            self._drop()

    async def access_token(self, rejected: str | None = None) -> str:
        """Return a token that is good for a while, and is not the ``rejected`` one."""
        async with self._refreshing:  # one exchange, however many requests wait for it
            if self.session is None:
                raise Unauthenticated("Nobody is signed in.")
            if self.session.access_token == rejected or time.time() >= self._refresh_at:
                await self.restore(self.session.refresh_token)
            return self.session.access_token

    async def find_users(self, question: str, *, limit: int = 20) -> UserHits:
        """Return users by e-mail, phone, name in any spelling, id, session or transaction."""
        return await self._ask(UserHits, "/users", {"q": question, "limit": limit})

    async def account_page(self, user_id: int, *, limit: int = 200) -> AccountPage:
        """Return a user with balance and newest transactions, from one snapshot."""
        return await self._ask(AccountPage, f"/users/{user_id}", {"limit": limit})

    async def user_transactions(
        self, user_id: int, *, before: int | None = None, limit: int = 200
    ) -> TransactionPage:
        """Return a user's transactions older than the one with id ``before``."""
        parameters = {"before": before, "limit": limit}
        return await self._ask(TransactionPage, f"/users/{user_id}/transactions", parameters)

    async def curve(self, user_id: int, *, points: int = 400) -> Curve:
        """Return the course of a user's balance."""
        return await self._ask(Curve, f"/users/{user_id}/curve", {"points": points})

    async def accounts(self, user_ids: Collection[int]) -> Accounts:
        """Return up to 200 balances from one snapshot; unknown users are left out."""
        return await self._ask(Accounts, "/accounts", {"ids": ",".join(map(str, user_ids))})

    async def transactions(
        self,
        *,
        before: int | None = None,
        limit: int = 200,
        since: datetime | None = None,
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
    ) -> TransactionPage:
        """Return transactions of all users, newest first; ``since`` is aware."""
        parameters = {
            "before": before,
            "limit": limit,
            "from": since and since.isoformat(),
            "type": list(types),
            "status": list(statuses),
        }
        return await self._ask(TransactionPage, "/transactions", parameters)

    async def commits(self, after: Position, until: Position, *, limit: int = 1000) -> CommitPage:
        """Return the oldest of what committed between two positions of one epoch.

        Refused with the code ``commits_unavailable`` where nobody knows all of it.
        """
        parameters = {
            "epoch": until.epoch,
            "after": after.snapshot,
            "until": until.snapshot,
            "limit": limit,
        }
        return await self._ask(CommitPage, "/commits", parameters)

    async def payment_methods(self) -> PaymentMethods:
        """Return all payment methods, inactive ones too."""
        return await self._ask(PaymentMethods, "/payment-methods", {})

    async def deposit(self, deposit: Deposit) -> DepositReceipt:
        """Book a test deposit, or return what its key booked before.

        After ConnectionFailed the outcome is unknown: repeat the same value.
        """
        path = f"/users/{deposit.user_id}/deposits"
        return await self._wish(DepositReceipt, path, deposit, but=("user_id",))

    async def deposit_key(self, key: str) -> DepositKey:
        """Return what one's own key stands for; Refused ``key_unknown``: nothing *yet*."""
        return await self._ask(DepositKey, f"/deposit-keys/{key}", {})

    async def cancel_deposit(self, key: str) -> DepositKey:
        """Take a key for ever, so that nothing is booked any more; or return what was booked."""
        return await self._authorised(DepositKey, "POST", f"/deposit-keys/{key}/cancel")

    async def test_deposits(
        self,
        *,
        own: bool,
        user_id: int | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> TestDeposits:
        """Return test deposits and reversals older than the transaction with id ``before``."""
        parameters = {
            "operator": "me" if own else None, "user": user_id, "before": before, "limit": limit,
        }  # fmt: skip
        return await self._ask(TestDeposits, "/test-deposits", parameters)

    async def reverse(self, reversal: Reversal) -> ReversalReceipt:
        """Take a test deposit back by an opposite row; repeat the same value if unanswered."""
        path = f"/transactions/{reversal.transaction_id}/reversal"
        return await self._wish(ReversalReceipt, path, reversal, but=("transaction_id",))

    async def pay(self, payment: Payment) -> PaymentSession:
        """Play the payment page; repeat the same value if unanswered."""
        path = f"/users/{payment.user_id}/payment-sessions"
        return await self._wish(PaymentSession, path, payment, but=("user_id",))

    async def payment_sessions(
        self, *, user_id: int | None = None, before: datetime | None = None, limit: int = 50
    ) -> PaymentSessions:
        """Return payment sessions made before an aware time, newest first."""
        parameters = {"user": user_id, "before": before and before.isoformat(), "limit": limit}
        return await self._ask(PaymentSessions, "/payment-sessions", parameters)

    async def audit(
        self,
        *,
        operator: int | Literal["me"] | None = None,
        user_id: int | None = None,
        actions: Sequence[str] = (),
        before: int | None = None,
        limit: int = 50,
    ) -> AuditPage:
        """Return audit entries older than the one with id ``before``, and the chain's state."""
        parameters = {
            "operator": operator, "user": user_id, "action": list(actions), "before": before,
            "limit": limit,
        }  # fmt: skip
        return await self._ask(AuditPage, "/audit", parameters)

    async def exported(
        self, kind: ExportKind, rows: int, *, user_id: int | None = None, reason: str | None = None
    ) -> Exported:
        """Note in the audit that ``rows`` rows are being exported."""
        body = {"kind": kind, "user_id": user_id, "rows": rows, "reason": reason}
        return await self._authorised(Exported, "POST", "/exports", json=body)

    async def signing_key(self) -> SigningKey:
        """Return what checks evidence; Refused where the gateway cannot sign any."""
        return await self._exchange(SigningKey, "GET", "/signing-key")

    async def evidence(self, wish: EvidenceWish) -> Bundle:
        """Return a complaint as one signed file, of which the audit knows from then on."""
        path = f"/users/{wish.user_id}/evidence"
        return bundle_of(
            await self._authorised(bytes, "POST", path, json=wish.body, timeout=LONG_TIMEOUT)
        )

    async def explain(self, question: Question[T]) -> T:
        """Answer a question about balances (`api_client.verdicts`)."""
        return await self._ask(question.answer, question.path, question.parameters)

    async def _wish(
        self, kind: type[T], path: str, wish: Deposit | Reversal | Payment, *, but: tuple[str, ...]
    ) -> T:
        """Send a wish under its key; what the path says, and an absent ticket, are left out."""
        body: dict[str, Any] = msgspec.structs.asdict(wish)
        key = body.pop("key")
        for name in but + (("ticket",) if body["ticket"] is None else ()):
            del body[name]
        return await self._authorised(
            kind, "POST", path, json=body, headers={"Idempotency-Key": key}
        )

    async def _ask(self, kind: type[T], path: str, parameters: Mapping[str, Any]) -> T:
        given = {name: value for name, value in parameters.items() if value is not None}
        asked = time.monotonic()
        answer = await self._authorised(kind, "GET", path, params=given)
        if isinstance(as_of := getattr(answer, "as_of", None), datetime):
            self.on_answer(as_of, asked, time.monotonic())
        return answer

    async def _authorised(self, kind: type[T], method: str, path: str, **request: Any) -> T:
        token = await self.access_token()
        try:
            return await self._exchange(kind, method, path, token=token, **request)
        except Refused as exc:
            if exc.status != httpx.codes.UNAUTHORIZED:
                raise
        token = await self.access_token(rejected=token)
        try:
            return await self._exchange(kind, method, path, token=token, **request)
        except Refused as exc:
            if exc.status != httpx.codes.UNAUTHORIZED:
                raise
            self._drop()
            raise Unauthenticated(str(exc)) from exc

    async def _exchange(self, kind: type[T], method: str, path: str, **request: Any) -> T:
        content = await self._send(method, path, **request)
        return cast("T", content) if kind is bytes else decoded(content, kind)

    async def _send(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        headers: Mapping[str, str] | None = None,
        **request: Any,
    ) -> bytes:
        """Send one request and return the content of a good answer."""
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        try:
            answer = await self._http.request(method, API + path, headers=sent, **request)
        except (httpx.HTTPError, OSError) as exc:
            raise _no_answer(exc) from exc
        if answer.is_success:
            return answer.content
        raise refusal(answer.content, is_server_error=answer.is_server_error)

    def _keep(self, session: Session) -> Session:
        self.session = session
        self._refresh_at = time.time() + session.expires_in - EARLY
        self.on_session(session)
        return session

    def _drop(self) -> None:
        if self.session is not None:
            self.session = None
            self.on_session(None)


def _no_answer(exc: Exception) -> ConnectionFailed:
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Untrusted("The gateway's certificate is not trusted.")
        cause = cause.__cause__ or cause.__context__
    return ConnectionFailed("The gateway did not answer.")

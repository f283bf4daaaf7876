"""Every HTTP endpoint once: the routes and their description are both made from this table."""

import msgspec

from gateway.accounts import AccountsQuery, CurveQuery, FeedQuery, PageQuery, TransactionsQuery
from gateway.audit import AuditQuery
from gateway.auth import Permission
from gateway.commit_pages import CommitsQuery
from gateway.deposits import TestDepositsQuery
from gateway.evidence.contents import EvidenceWish, PublicKeyShown
from gateway.explain.answers import Verdict
from gateway.explain.claims import ClaimQuery
from gateway.explain.findings import FindingsPage, FindingsQuery
from gateway.explain.search import ClaimsQuery, Matches
from gateway.explain.time_travel import State, StateQuery
from gateway.lookup import LookupQuery
from gateway.payment_sessions import SessionsQuery
from gateway.wire import (
    AccountPage,
    Accounts,
    CommitPage,
    Curve,
    Environment,
    PaymentMethods,
    Refresh,
    Session,
    SignIn,
    Status,
    TransactionPage,
    UserHits,
)
from gateway.wire_audit import AuditPage, ExportNote, ExportNoted
from gateway.wire_deposits import (
    DepositKey,
    DepositReceipt,
    DepositWish,
    PaymentSession,
    PaymentSessionPage,
    PaymentSessionWish,
    ReversalReceipt,
    ReversalWish,
    TestDeposits,
)

API = "/api/v1"
REFUSED_BOOKINGS = (
    "idempotency_key_missing", "idempotency_key_malformed", "environment_forbids_deposits",
    "idempotency_key_reused", "balance_overflow", "reason_missing", "too_many_attempts",
)  # fmt: skip
REFUSED_PAYMENTS = (
    *REFUSED_BOOKINGS, "user_not_found", "amount_not_positive", "amount_below_minimum",
    "amount_above_maximum", "currency_mismatch", "payment_method_unknown",
    "payment_method_inactive",
)  # fmt: skip
REFUSED_REVERSALS = (
    *REFUSED_BOOKINGS, "transaction_not_found", "not_a_test_deposit", "already_reversed",
    "insufficient_available",
)  # fmt: skip
REFUSED_REFRESHES = ("refresh_token_reused", "refresh_token_expired", "refresh_token_unknown")


class Endpoint(msgspec.Struct, frozen=True):
    """One method of one path; ``operation`` is also the name of what answers it.

    ``keyed``: repeating it with the same Idempotency-Key is harmless. ``media_type``: of an answer
    that is no JSON. ``costly``: only so many are answered at a time (gateway/turnstile.py).
    """

    method: str
    path: str
    operation: str
    summary: str
    answer: type[msgspec.Struct] | None
    permission: Permission | None = "read"
    body: type[msgspec.Struct] | None = None
    query: type[msgspec.Struct] | None = None
    keyed: bool = False
    costly: bool = False
    media_type: str = ""
    problems: tuple[str, ...] = ()
    statuses: tuple[int, ...] = (200,)

    @property
    def opens(self) -> bool:
        """Whether it shows a user's account, which the audit is told of."""
        return self.method == "GET" and "{user_id}" in self.path

    @property
    def codes(self) -> list[str]:
        """Every problem code that this endpoint may answer with."""
        codes = ["protocol_unsupported", "unknown_field", "internal_error", "database_unavailable"]
        if self.permission:
            codes += ["unauthenticated", "forbidden"]
        if self.body or self.query:
            codes += ["invalid_value", "duplicate_key"]
        if self.costly:
            codes.append("too_many_attempts")
        if self.body:
            codes += ["malformed_json", "body_too_large", "unsupported_media_type"]
        return codes + list(self.problems)


ENDPOINTS = (
    Endpoint("GET", "/health/live", "live", "Is the gateway running?", Status, None),
    Endpoint("GET", "/health/ready", "ready", "Can it serve?", Status, None),
    Endpoint("GET", f"{API}/environment", "environment", "What this is", Environment, None),
    Endpoint(
        "POST", f"{API}/auth/login", "sign_in", "Open a session", Session, None, SignIn,
        problems=("invalid_credentials", "too_many_attempts"),
    ),
    Endpoint(
        "POST", f"{API}/auth/refresh", "refresh", "Exchange a refresh token", Session,
        None, Refresh, problems=REFUSED_REFRESHES,
    ),
    Endpoint(
        "POST", f"{API}/auth/logout", "sign_out", "End the session", None, statuses=(204,)
    ),
    Endpoint(
        "GET", f"{API}/users", "look_up", "Find users, in any spelling", UserHits, query=LookupQuery
    ),
    Endpoint(
        "GET", f"{API}/users/{{user_id}}", "account_page", "A user's account, from one snapshot",
        AccountPage, query=PageQuery, problems=("user_not_found",),
    ),
    Endpoint(
        "GET", f"{API}/users/{{user_id}}/transactions", "transactions",
        "A user's transactions, newest first", TransactionPage, query=TransactionsQuery,
        problems=("user_not_found",),
    ),
    Endpoint(
        "GET", f"{API}/users/{{user_id}}/curve", "curve", "The course of a balance", Curve,
        query=CurveQuery, problems=("user_not_found",),
    ),
    Endpoint(
        "GET", f"{API}/users/{{user_id}}/verdict", "verdict", "Why is this balance wrong?", Verdict,
        query=ClaimQuery, problems=("user_not_found",), costly=True,
    ),
    Endpoint(
        "GET", f"{API}/users/{{user_id}}/state", "state", "An account as it was at a moment", State,
        query=StateQuery, problems=("user_not_found", "transaction_not_found"), costly=True,
    ),
    Endpoint(
        "GET", f"{API}/claims", "claims", "Find a payment by amount and day", Matches,
        query=ClaimsQuery, costly=True,
    ),
    Endpoint(
        "GET", f"{API}/findings", "findings", "Whose balance does not agree, as of the last sweep",
        FindingsPage, query=FindingsQuery,
    ),
    Endpoint(
        "POST", f"{API}/users/{{user_id}}/deposits", "deposit", "Book a test deposit",
        DepositReceipt, "deposit", DepositWish, keyed=True,
        problems=(*REFUSED_PAYMENTS, "deposit_cancelled"), statuses=(201, 200),
    ),
    Endpoint(
        "GET", f"{API}/test-deposits", "test_deposits", "Test transactions, newest first",
        TestDeposits, query=TestDepositsQuery,
    ),
    Endpoint(
        "GET", f"{API}/deposit-keys/{{key}}", "deposit_key", "What became of a key", DepositKey,
        problems=("key_unknown", "idempotency_key_malformed", "idempotency_key_reused"),
    ),
    Endpoint(
        "POST", f"{API}/deposit-keys/{{key}}/cancel", "cancel_deposit",
        "Give up a key, unless it has booked something", DepositKey, "deposit",
        problems=("idempotency_key_malformed", "idempotency_key_reused"),
    ),
    Endpoint(
        "POST", f"{API}/transactions/{{transaction_id}}/reversal", "reverse",
        "Take a test deposit back", ReversalReceipt, "deposit", ReversalWish, keyed=True,
        problems=REFUSED_REVERSALS, statuses=(201, 200),
    ),
    Endpoint(
        "POST", f"{API}/users/{{user_id}}/payment-sessions", "pay",
        "Do what a customer does on the payment page", PaymentSession, "deposit",
        PaymentSessionWish, keyed=True, problems=REFUSED_PAYMENTS, statuses=(201, 200),
    ),
    Endpoint(
        "GET", f"{API}/payment-sessions", "payment_sessions", "Payment sessions, newest first",
        PaymentSessionPage, query=SessionsQuery,
    ),
    Endpoint(
        "GET", f"{API}/audit", "audit", "Who did what, and is the chain whole?", AuditPage,
        query=AuditQuery, costly=True,
    ),
    Endpoint(
        "POST", f"{API}/exports", "note_export", "Write down that a file was made", ExportNoted,
        body=ExportNote, statuses=(201,), costly=True,
    ),
    Endpoint(
        "GET", f"{API}/signing-key", "signing_key", "What checks this gateway's signatures",
        PublicKeyShown, None, problems=("signing_key_missing",),
    ),
    Endpoint(
        "POST", f"{API}/users/{{user_id}}/evidence", "evidence", "A complaint as one signed file",
        None, body=EvidenceWish, media_type="application/zip", costly=True, problems=(
            "signing_key_missing", "user_not_found", "reason_missing", "evidence_too_large",
        ),
    ),
    Endpoint(
        "GET", f"{API}/accounts", "accounts", "Several accounts, from one snapshot", Accounts,
        query=AccountsQuery,
    ),
    Endpoint(
        "GET", f"{API}/transactions", "feed", "Transactions of all users, newest first",
        TransactionPage, query=FeedQuery,
    ),
    Endpoint(
        "GET", f"{API}/commits", "commits", "What committed between two positions", CommitPage,
        query=CommitsQuery, problems=("commits_unavailable",),
    ),
    Endpoint(
        "GET", f"{API}/payment-methods", "payment_methods", "All payment methods", PaymentMethods
    ),
)  # fmt: skip

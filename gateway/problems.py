"""Refusals as RFC 9457 problem documents with a stable code (docs/protocol.md, Problems)."""

import secrets
from contextvars import ContextVar
from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request being answered; also in its log lines and audit entries."""

PROBLEMS: dict[str, tuple[int, str]] = {
    "malformed_request": (400, "This is no HTTP request."),
    "malformed_json": (400, "The body is not JSON."),
    "unknown_field": (400, "There is a field or parameter that this request does not have."),
    "duplicate_key": (400, "A key occurs twice in the body."),
    "invalid_value": (400, "A value is not of its type or out of its bounds."),
    "protocol_unsupported": (400, "This gateway speaks another major version of the protocol."),
    "idempotency_key_missing": (400, "What moves money needs the header Idempotency-Key."),
    "idempotency_key_malformed": (
        400, "Idempotency-Key has 16 to 64 characters out of A–Z, a–z, 0–9, “-” and “_”.",
    ),
    "unauthenticated": (401, "Sign in first."),
    "invalid_credentials": (401, "E-mail or password is wrong, or the operator is disabled."),
    "refresh_token_reused": (401, "This refresh token was used before: the session is over."),
    "refresh_token_expired": (401, "The session has expired: sign in again."),
    "refresh_token_unknown": (401, "The session is over: sign in again."),
    "forbidden": (403, "The operator's role does not allow this: it takes {required}."),
    "environment_forbids_deposits": (
        403, "Nothing is booked in {environment}: test deposits are for {allowed} only.",
    ),
    "origin_not_allowed": (403, "Browsers may not connect."),
    "user_not_found": (404, "There is no such user."),
    "transaction_not_found": (404, "There is no such transaction."),
    "key_unknown": (404, "Nothing was booked with this key yet; what is under way still may be."),
    "not_found": (404, "There is nothing at this address."),
    "method_not_allowed": (405, "This address does not know this method."),
    "idempotency_key_reused": (
        409, "This key was used for something else: a new wish needs a new key.",
    ),
    "deposit_cancelled": (
        409, "This key was given up: nothing will be booked with it. A new wish needs a new key.",
    ),
    "signing_key_missing": (409, "This gateway has no key to sign evidence with."),
    "commits_unavailable": (409, "The change log cannot tell all that committed between the two."),
    "body_too_large": (413, "The body is larger than 64 KiB."),
    "unsupported_media_type": (415, "The body must be application/json."),
    "amount_not_positive": (
        422, "The amount must be more than zero: from {minimum_minor} to {maximum_minor}.",
    ),
    "amount_below_minimum": (
        422, "The method takes from {minimum_minor} to {maximum_minor}: this is less.",
    ),
    "amount_above_maximum": (
        422, "The method takes from {minimum_minor} to {maximum_minor}: this is more.",
    ),
    "balance_overflow": (
        422, "The account cannot hold that much: it has room for {room_minor}, fees included.",
    ),
    "currency_mismatch": (422, "The account is kept in another currency: {allowed}."),
    "payment_method_unknown": (422, "There is no such payment method; there are {allowed}."),
    "payment_method_inactive": (422, "The payment method is switched off; on are {allowed}."),
    "evidence_too_large": (422, "The bundle would be larger than 64 MiB."),
    "reason_missing": (422, "Say why: a reason is at least one letter."),
    "not_a_test_deposit": (
        422, "Only a completed test deposit that was made here can be reversed.",
    ),
    "already_reversed": (422, "It was reversed before, by transaction {reversed_by}."),
    "insufficient_available": (
        422, "{available_minor} are available and {required_minor} would be taken: "
        "an admin may force it.",
    ),
    "too_many_attempts": (429, "Too many attempts: it goes on in {retry_after} s."),
    "internal_error": (500, "This is a defect of the gateway; what it wrote is not known."),
    "database_unavailable": (503, "The database cannot be reached; what was written is not known."),
}  # fmt: skip
"""Every code: its status and a sentence for a person."""


class Problem(Exception):  # noqa: N818
    """Raised below a route; becomes the answer. ``detail`` replaces the code's sentence.

    What that names in braces are extensions.
    """

    def __init__(self, code: str, detail: str = "", **extensions: object) -> None:
        self.status, sentence = PROBLEMS[code]
        self.code = code
        self.detail = detail or sentence.format(
            **{name: _in_words(name, value) for name, value in extensions.items()}
        )
        self.extensions = extensions
        super().__init__(code)

    def response(self) -> Response:
        """Return the document; its request id is in the header as well."""
        identity = request_id.get() or new_request_id()
        document = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "request_id": identity,
            **self.extensions,
        }
        headers = {"X-Request-Id": identity}
        if "retry_after" in self.extensions:
            headers["Retry-After"] = str(self.extensions["retry_after"])
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        return Response(
            msgspec.json.encode(document), self.status, headers, "application/problem+json"
        )


def _in_words(name: str, value: object) -> str:
    """Return an extension as a sentence shows it: minor units as an amount."""
    if isinstance(value, int) and name.endswith("_minor"):
        whole, paras = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole}.{paras:02}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "any amount" if value is None and name.endswith("_minor") else str(value)


def new_request_id() -> str:
    """Return an id that joins an answer, its log lines and its audit entry."""
    return secrets.token_hex(8)


async def answer_nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse an address that there is not; to a handshake too."""
    await Problem("not_found").response()(scope, receive, send)


async def answer_method(_: Request, exc: Exception) -> Response:
    """Refuse a method that an address does not know; ``exc`` names those that it does."""
    response = Problem("method_not_allowed").response()
    if isinstance(exc, HTTPException) and exc.headers:
        response.headers.update(exc.headers)
    return response

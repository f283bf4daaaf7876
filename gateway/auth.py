"""Operators (argon2) and their sessions: opaque tokens kept as SHA-256, refresh rotation."""

import asyncio
import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from gateway.database import UNREACHABLE
from gateway.problems import Problem
from gateway.sql import statements
from gateway.wire import LONGEST_EMAIL, LONGEST_PASSWORD, Operator, Role

ACCESS_LASTS = 15 * 60.0
REFRESH_LASTS = 14 * 24 * 3600.0
SESSION_POLL = 1.0
"""Seconds; the last: between looks at sessions, and roles, that streams hang on."""

SHORTEST_PASSWORD = 8
HASHERS = 4
"""Passwords being checked at a time: each takes 64 MiB."""

Permission = Literal["read", "deposit"]
End = Literal["over", "role"]
"""Why a stream can no longer hang on its session: that is over, or grants something else now."""

ALLOWED: dict[Permission, tuple[Role, ...]] = {
    "read": ("viewer", "support", "admin"),
    "deposit": ("support", "admin"),
}
"""Who may do what; the functions that move money ask the database once more."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_hasher = PasswordHasher()
# Compared against when there is no such operator, so that the answer takes as long.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


class OperatorRefused(Exception):  # noqa: N818
    """The list of operators was not changed; the text is one sentence for a person."""


class Grant(Struct, frozen=True):
    """What an access token stands for, and until when."""

    operator: Operator
    expires_at: datetime
    session_id: UUID

    def require(self, permission: Permission) -> None:
        """Raise Problem ``forbidden`` unless the operator's role allows it."""
        allowed = ALLOWED[permission]
        if self.operator.role not in allowed:
            raise Problem("forbidden", role=self.operator.role, required=allowed[0])


class Tokens(Struct, frozen=True):
    """A new pair of tokens and whose they are."""

    access: str
    refresh: str
    operator: Operator

    def __repr__(self) -> str:
        """Leave the tokens out: a repr ends up in logs."""
        return f"Tokens(operator={self.operator!r})"


class Auth:
    """Answers who somebody is; every answer comes from the database."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._sql = statements("auth.sql")
        self._hashing = asyncio.Semaphore(HASHERS)
        self._watched: dict[UUID, dict[asyncio.Future[End], Role]] = {}

    async def add_operator(self, email: str, password: str, role: Role) -> int:
        """Create an operator, who could sign in, and return the id; raises OperatorRefused."""
        email = _folded(email)
        if len(email) > LONGEST_EMAIL or not (email.isprintable() and _EMAIL.fullmatch(email)):
            raise OperatorRefused(f"{email[:50]!a} is no e-mail address.")
        hashed = await self._hash(password)
        try:
            number: int = await self._pool.fetchval(self._sql["add_operator"], email, hashed, role)
        except asyncpg.UniqueViolationError as exc:
            raise OperatorRefused(f"There is an operator {email} already.") from exc
        return number

    async def list_operators(self) -> list[asyncpg.Record]:
        """Return id, e-mail, role, created_at and disabled_at of all."""
        rows: list[asyncpg.Record] = await self._pool.fetch(self._sql["list_operators"])
        return rows

    async def disable_operator(self, email: str) -> None:
        """End all sessions of an operator and let no new one begin; raises OperatorRefused."""
        if not await self._pool.fetchval(self._sql["disable_operator"], _folded(email)):
            raise OperatorRefused(f"There is no operator {email}.")

    async def set_role(self, email: str, role: Role) -> None:
        """Change what an operator may do, from the next request on; raises OperatorRefused."""
        if not await self._pool.fetchval(self._sql["set_role"], _folded(email), role):
            raise OperatorRefused(f"There is no operator {email}.")

    async def set_password(self, email: str, password: str) -> None:
        """Change a password, which ends the operator's sessions; raises OperatorRefused."""
        hashed = await self._hash(password)
        if not await self._pool.fetchval(self._sql["set_password"], _folded(email), hashed):
            raise OperatorRefused(f"There is no operator {email}.")

    async def sign_in(self, email: str, password: str, *, address: str, request_id: str) -> Tokens:
        """Open a session; raises Problem ``invalid_credentials`` or ``too_many_attempts``."""
        email = _folded(email)
        attempt = await self._pool.fetchrow(self._sql["begin_sign_in"], email, address)
        if attempt["retry_after"] is not None:
            raise Problem("too_many_attempts", retry_after=attempt["retry_after"])
        row = await self._pool.fetchrow(self._sql["operator"], email)
        async with self._hashing:
            right = await asyncio.to_thread(
                _matches, row["password_hash"] if row else _NOBODY, password
            )
        if row is None or not right:
            await self._note(row and row["id"], "sign_in_refused", address, request_id)
            raise Problem("invalid_credentials")
        operator = Operator(id=row["id"], email=row["email"], role=row["role"])
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(self._sql["sign_in_succeeded"], attempt["attempt_id"])
            session = await connection.fetchval(self._sql["open_session"], operator.id)
            tokens = await self._issue(connection, session, 1, operator)
            await connection.execute(self._sql["note"], operator.id, "sign_in", address, request_id)
        return tokens

    async def authenticate(self, token: str) -> Grant | None:
        """Return what a token stands for; None when unknown, expired, ended or disabled."""
        row = await self._pool.fetchrow(self._sql["bearer"], _digest(token))
        if row is None:
            return None
        if row["unconfirmed"]:
            await self._pool.execute(self._sql["confirm"], _digest(token))
        operator = Operator(id=row["id"], email=row["email"], role=row["role"])
        return Grant(operator=operator, expires_at=row["expires_at"], session_id=row["session_id"])

    async def refresh(self, token: str, *, address: str, request_id: str) -> Tokens:
        """Exchange a refresh token for a new pair; raises Problem ``refresh_token_…``.

        The token before the newest is taken as long as the newest pair was never used; anything
        older is a replay and ends the session, whoever holds it.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(self._sql["refresh_token"], _digest(token))
            if row is None:
                raise Problem("refresh_token_unknown")
            if row["over"]:
                replayed = row["end_reason"] == "replayed"
                raise Problem("refresh_token_reused" if replayed else "refresh_token_unknown")
            if row["expired"]:
                raise Problem("refresh_token_expired")
            session, newest = row["session_id"], row["newest"]
            operator = Operator(id=row["id"], email=row["email"], role=row["role"])
            answer_was_lost = row["generation"] == newest - 1 and not row["confirmed"]
            if row["generation"] == newest or answer_was_lost:
                # Of a request that came twice either answer may be the one that arrived: both
                # pairs are of one generation and serve until the next.
                generation = row["generation"] + 1
                await connection.execute(self._sql["next_generation"], session, generation)
                return await self._issue(connection, session, generation, operator)
            await connection.execute(self._sql["end_session"], session, "replayed")
            await connection.execute(
                self._sql["note"], operator.id, "refresh_token_reused", address, request_id
            )
        self._announce_end(session)
        raise Problem("refresh_token_reused")

    async def sign_out(self, grant: Grant, *, address: str, request_id: str) -> None:
        """End a session, and with it the streams that hang on it."""
        await self._pool.execute(self._sql["end_session"], grant.session_id, "signed_out")
        await self._note(grant.operator.id, "sign_out", address, request_id)
        self._announce_end(grant.session_id)

    @contextlib.contextmanager
    def watch(self, grant: Grant) -> Iterator[asyncio.Future[End]]:
        """Yield what says why the grant is worth nothing any more (``run`` must be running)."""
        end: asyncio.Future[End] = asyncio.get_running_loop().create_future()
        self._watched.setdefault(grant.session_id, {})[end] = grant.operator.role
        try:
            yield end
        finally:
            others = self._watched[grant.session_id]
            del others[end]
            if not others:
                del self._watched[grant.session_id]

    async def run(self) -> None:
        """Look out for sessions that ended elsewhere, and for changed roles; until cancelled."""
        while True:
            await asyncio.sleep(SESSION_POLL)
            if not self._watched:
                continue
            with contextlib.suppress(*UNREACHABLE, asyncpg.PostgresError):
                for row in await self._pool.fetch(self._sql["watched"], list(self._watched)):
                    self._announce_end(row["id"], None if row["over"] else row["role"])

    async def sweep(self) -> None:
        """Forget tokens, attempts and idempotency keys that are too old to matter."""
        await self._pool.execute(self._sql["sweep"])

    async def _issue(
        self, connection: asyncpg.Connection, session: UUID, generation: int, operator: Operator
    ) -> Tokens:
        tokens = Tokens(
            access=secrets.token_urlsafe(32), refresh=secrets.token_urlsafe(32), operator=operator
        )
        await connection.execute(
            self._sql["issue_tokens"], _digest(tokens.access), _digest(tokens.refresh),
            session, generation, ACCESS_LASTS, REFRESH_LASTS,
        )  # fmt: skip
        return tokens

    async def _note(self, operator: int | None, action: str, *where: str) -> None:
        await self._pool.execute(self._sql["note"], operator, action, *where)

    def _announce_end(self, session: UUID, role: Role | None = None) -> None:
        """Tell those who hang on a session that it is over, or grants this ``role`` from now on."""
        for end, granted in self._watched.get(session, {}).items():
            if granted != role and not end.done():
                end.set_result("role" if role else "over")

    async def _hash(self, password: str) -> str:
        if len(password) < SHORTEST_PASSWORD:
            raise OperatorRefused(f"A password has at least {SHORTEST_PASSWORD} characters.")
        if len(password) > LONGEST_PASSWORD or "\0" in password:
            raise OperatorRefused(
                f"A password has no NUL, and {LONGEST_PASSWORD} characters at most."
            )
        async with self._hashing:
            return await asyncio.to_thread(_hasher.hash, password)


def _folded(email: str) -> str:
    return email.strip().lower()


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

"""Operators, their passwords (argon2) and their sessions (opaque tokens, kept as SHA-256)."""

import asyncio
import hashlib
import secrets
from datetime import datetime
from typing import Literal

import asyncpg
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from msgspec import Struct

from gateway.sql import statements

Role = Literal["viewer", "support", "admin"]

ACCESS_LASTS = 15 * 60.0
"""Seconds."""

_hasher = PasswordHasher()
# Compared against when there is no such operator, so that the answer takes as long.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


class Operator(Struct, frozen=True):
    """A member of the support staff who is signed in."""

    id: int
    email: str
    role: Role


class Grant(Struct, frozen=True):
    """What an access token stands for, and until when."""

    operator: Operator
    expires_at: datetime


class Auth:
    """Answers who somebody is; every answer comes from the database."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._sql = statements("auth.sql")

    async def add_operator(self, email: str, password: str, role: Role) -> int:
        """Create an operator; raises asyncpg.UniqueViolationError when the e-mail is taken."""
        hashed = await asyncio.to_thread(_hasher.hash, password)
        number: int = await self._pool.fetchval(self._sql["add_operator"], email, hashed, role)
        return number

    async def sign_in(self, email: str, password: str) -> tuple[str, Operator] | None:
        """Return a new access token and its operator; None for wrong credentials."""
        row = await self._pool.fetchrow(self._sql["operator"], email)
        hashed = row["password_hash"] if row else _NOBODY
        if not await asyncio.to_thread(_matches, hashed, password) or row is None:
            return None
        token = secrets.token_urlsafe(32)
        await self._pool.execute(self._sql["open_session"], row["id"], _digest(token), ACCESS_LASTS)
        return token, Operator(id=row["id"], email=row["email"], role=row["role"])

    async def authenticate(self, token: str) -> Grant | None:
        """Return what a token stands for; None when unknown, expired, ended or disabled."""
        row = await self._pool.fetchrow(self._sql["session"], _digest(token))
        if row is None:
            return None
        operator = Operator(id=row["id"], email=row["email"], role=row["role"])
        return Grant(operator=operator, expires_at=row["access_expires_at"])

    async def sign_out(self, token: str) -> None:
        """End a session; an unknown token ends none."""
        await self._pool.execute(self._sql["end_session"], _digest(token))


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except VerificationError:
        return False


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

"""A gateway being served on a port, and operators who talk to it over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import asyncpg
import httpx

from gateway.auth import Auth
from gateway.evidence.keys import SigningKey
from gateway.server import serving
from gateway.wire import Role
from tests.conftest import Marketplace

PASSWORD = "correct horse"
ROLES: tuple[Role, ...] = ("viewer", "support", "admin")


@dataclass(frozen=True)
class Desk:
    """Where the gateway is; e-mail addresses are the roles' names ``@example.org``."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def session(self, role: Role = "support") -> dict[str, Any]:
        """Sign in and return the session as it came."""
        body = {"email": f"{role}@example.org", "password": PASSWORD}
        async with httpx.AsyncClient(base_url=self.url) as http:
            answer = await http.post("/api/v1/auth/login", json=body)
        assert answer.status_code == 200, answer.text
        return cast("dict[str, Any]", answer.json())

    @asynccontextmanager
    async def signed_in(self, role: Role = "support") -> AsyncIterator[httpx.AsyncClient]:
        """A client with the access token of a new session."""
        token = (await self.session(role))["access_token"]
        async with httpx.AsyncClient(
            base_url=f"{self.url}/api/v1", headers={"Authorization": f"Bearer {token}"}
        ) as http:
            yield http


async def add_operators(shop: Marketplace) -> None:
    """Let there be one operator per role."""
    async with asyncpg.create_pool(shop.superuser, min_size=1, max_size=1) as pool:
        auth = Auth(pool)
        known = {row["email"] for row in await auth.list_operators()}
        async with asyncio.TaskGroup() as adding:  # hashing takes its time
            for role in ROLES:
                email = f"{role}@example.org"
                if email not in known:
                    adding.create_task(auth.add_operator(email, PASSWORD, role))


@asynccontextmanager
async def desk(shop: Marketplace, signing_key: SigningKey | None = None) -> AsyncIterator[Desk]:
    """Serve ``shop`` with one operator per role."""
    await add_operators(shop)
    async with serving(shop.gateway, signing_key=signing_key) as port:
        yield Desk(port)

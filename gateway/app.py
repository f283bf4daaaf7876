"""The gateway's ASGI application: routes, and what lives as long as they do."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TypeVar

import asyncpg
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

from gateway import __version__
from gateway.auth import ACCESS_LASTS, Auth, Grant
from gateway.change_log import ChangeLog
from gateway.hub import Hub
from gateway.problems import Problem
from gateway.stream import EventStream
from gateway.wire import PROTOCOL, Environment

BODY_LIMIT = 64 * 1024
T = TypeVar("T")
ENVIRONMENT = "select environment, backend_zone from svetu_console.settings"


class SignIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Body of a sign-in."""

    email: str
    password: str


class Gateway:
    """What the routes need; filled by the lifespan."""

    auth: Auth
    environment: Environment
    stream: EventStream

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    def app(self, base_path: str = "") -> Starlette:
        """Return the application, below ``base_path`` if one is given."""
        routes = [
            Route("/health/live", self._live),
            Route("/api/v1/environment", self._environment),
            Route("/api/v1/auth/login", self._sign_in, methods=["POST"]),
            Route("/api/v1/auth/logout", self._sign_out, methods=["POST"]),
            WebSocketRoute("/ws/events", self._events),
        ]
        if base_path:
            routes = [Mount(base_path, routes=routes)]
        return Starlette(
            routes=routes,
            lifespan=lambda _: self._lifespan(),
            exception_handlers={Problem: _answer_problem, Exception: _answer_bug},
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self) -> AsyncIterator[None]:
        async with asyncpg.create_pool(self._dsn, min_size=1, max_size=8) as pool:
            row = await pool.fetchrow(ENVIRONMENT)
            self.environment = Environment(
                name=row["environment"] if row else "production",
                protocol=PROTOCOL,
                server=__version__,
                backend_zone=row["backend_zone"] if row else "UTC",
                deposits_allowed=False,
            )
            self.auth = Auth(pool)
            hub = Hub()
            change_log = ChangeLog(
                self._dsn, hub.publish, backend_zone=self.environment.backend_zone
            )
            self.stream = EventStream(hub, change_log, self.auth.authenticate, self.environment)
            reading = asyncio.get_running_loop().create_task(change_log.run(), name="change log")
            try:
                yield
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)

    async def _live(self, _: Request) -> Response:
        return answer({"status": "live"})

    async def _environment(self, _: Request) -> Response:
        return answer(self.environment)

    async def _sign_in(self, request: Request) -> Response:
        body = await parsed(request, SignIn)
        signed_in = await self.auth.sign_in(body.email, body.password)
        if signed_in is None:
            raise Problem(401, "invalid_credentials", "E-mail or password is wrong.")
        token, operator = signed_in
        return answer(
            {
                "access_token": token,
                "expires_in": int(ACCESS_LASTS),
                "operator": operator,
                "environment": self.environment,
            }
        )

    async def _sign_out(self, request: Request) -> Response:
        await self._grant(request)
        await self.auth.sign_out(_token(request))
        return Response(status_code=204)

    async def _events(self, socket: WebSocket) -> None:
        await self.stream(socket)

    async def _grant(self, request: Request) -> Grant:
        grant = await self.auth.authenticate(_token(request))
        if grant is None:
            raise Problem(401, "unauthenticated", "Sign in first.")
        return grant


def answer(value: object, status: int = 200) -> Response:
    """Return a JSON answer."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


async def parsed(request: Request, type_: type[T]) -> T:
    """Parse a body into its type; raises Problem for anything else."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, "unsupported_media_type", "The body must be application/json.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise Problem(413, "body_too_large", "The body is larger than 64 KiB.")
    try:
        return msgspec.json.decode(body, type=type_)
    except msgspec.ValidationError as exc:
        raise Problem(400, "invalid_value", str(exc)) from exc
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        raise Problem(400, "malformed_json", "The body is not JSON.") from exc


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""


async def _answer_problem(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)  # noqa: S101  (registered for nothing else)
    return problem.response()


async def _answer_bug(_: Request, exc: Exception) -> Response:
    if isinstance(exc, OSError | asyncpg.PostgresError | asyncpg.InterfaceError):
        return Problem(503, "database_unavailable", "The database is away.").response()
    return Problem(500, "internal_error", "This is a defect of the gateway.").response()

"""The gateway's ASGI application: the endpoints' answers, and what lives as long as they do."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router, WebSocketRoute
from starlette.websockets import WebSocket

from gateway import openapi, parse
from gateway.accounts import AccountReader
from gateway.audit import Audit
from gateway.auth import ACCESS_LASTS, Auth, Tokens
from gateway.change_log import ChangeLog
from gateway.commit_pages import CommitPages
from gateway.database import UNREACHABLE, WITHHELD, Database
from gateway.deposits import Deposits
from gateway.endpoints import ENDPOINTS, Endpoint
from gateway.evidence.export import Evidence
from gateway.evidence.keys import SigningKey
from gateway.explain.findings import Findings
from gateway.explain.reader import Explainer
from gateway.explain.search import ClaimSearch
from gateway.explain.sweeper import Sweeper
from gateway.explain.time_travel import TimeTravel
from gateway.hub import Hub
from gateway.identified import Identified
from gateway.log_database import LogDatabase
from gateway.lookup import Lookup
from gateway.payment_sessions import PaymentSessions
from gateway.problems import Problem, answer_method, answer_nowhere, request_id
from gateway.stream import EventStream
from gateway.turnstile import Turnstile
from gateway.wire import Environment, Frame, Session, Status

logger = logging.getLogger(__name__)

START_WITHIN = 5.0
RETRY = 1.0
SETBACK = 30.0
SWEEP = 3600.0
"""Seconds: for a gateway to start; between looks for a database; after a defect; between sweeps."""

Answer = tuple[int, object]
_encoder = msgspec.json.Encoder()


class Call(msgspec.Struct, frozen=True):
    """One request, parsed and permitted."""

    request: Request
    grant: Any
    query: Any
    body: Any
    row_id: int
    """The user or the transaction that the path names; 1 where it names neither."""

    @property
    def key(self) -> str | None:
        """The idempotency key that the path or the header names; a header given twice is none."""
        given = ", ".join(self.request.headers.getlist("idempotency-key"))
        return self.request.path_params.get("key") or given

    @property
    def address(self) -> str:
        """Where the request came from."""
        return self.request.client.host if self.request.client else ""

    @property
    def where(self) -> dict[str, str]:
        """Where the request came from, for the audit."""
        return {"address": self.address, "request_id": request_id.get()}


class Gateway:
    """What the endpoints need; the lifespan fills it."""

    database: Database
    auth: Auth
    accounts_reader: AccountReader
    lookup: Lookup
    deposits: Deposits
    _sessions: PaymentSessions
    _audit: Audit
    _evidence: Evidence
    _explainer: Explainer
    _time_travel: TimeTravel
    _claim_search: ClaimSearch
    _findings: Findings
    _commit_pages: CommitPages
    _stream: asyncio.Future[EventStream]

    def __init__(
        self, dsn: str, signing_key: SigningKey | None = None, sweep_every: float | None = None
    ) -> None:
        """``sweep_every``: seconds between sweeps over all users; None: this gateway makes none."""
        self._dsn = dsn
        self._turnstile = Turnstile()
        self._key = signing_key
        self._sweep_every = sweep_every

    def app(self, base_path: str = "") -> Starlette:
        """Return the application, below ``base_path`` if one is given."""
        routes: list[BaseRoute] = [self._route(endpoint) for endpoint in ENDPOINTS]
        described = _encoder.encode(openapi.description(base_path))
        routes.append(Route("/openapi.json", lambda _: _json(described)))
        routes.append(WebSocketRoute("/ws/events", self._events))
        # No redirects to addresses without a slash at the end: behind a proxy they lead astray.
        inner = Router(routes, redirect_slashes=False, default=answer_nowhere)
        app = Starlette(
            lifespan=lambda _: self._lifespan(),
            exception_handlers={HTTPException: answer_method},
        )
        app.router.default = answer_nowhere
        app.router.routes.append(Mount(base_path, inner))
        app.router.redirect_slashes = False
        app.add_middleware(Identified)
        return app

    def _route(self, endpoint: Endpoint) -> Route:
        act: Callable[[Call], Awaitable[Answer]] = getattr(self, endpoint.operation)

        async def answer(request: Request) -> Response:
            try:
                call = await self._call(request, endpoint)
                try:
                    status, value = await self._turn(endpoint, call, act)
                except asyncpg.InvalidCachedStatementError:  # a migration went by; now it is known
                    status, value = await self._turn(endpoint, call, act)
            except Problem as problem:
                return problem.response()
            except ClientDisconnect:
                return Response()  # nobody is there to read it
            except (*UNREACHABLE, *WITHHELD) as exc:
                logger.warning("%s: %s: %s", request_id.get(), type(exc).__name__, exc)
                return Problem("database_unavailable").response()
            except Exception:  # the last stop of every request
                logger.exception("%s: %s", request_id.get(), endpoint.operation)
                return Problem("internal_error").response()
            if value is None:
                return Response(status_code=status)
            if isinstance(value, Response):
                return value
            return _json(_encoder.encode(value), status)

        return Route(endpoint.path, answer, methods=[endpoint.method], name=endpoint.operation)

    async def _turn(
        self, endpoint: Endpoint, call: Call, act: Callable[[Call], Awaitable[Answer]]
    ) -> Answer:
        if endpoint.opens:
            anew = endpoint.operation == "account_page"
            await self._audit.note_opening(call.row_id, call.grant, call.address, anew=anew)
        if not endpoint.costly:
            return await act(call)
        return await self._turnstile.pass_through(call.grant.operator.id, lambda: act(call))

    async def _call(self, request: Request, endpoint: Endpoint) -> Call:
        parse.check_protocol(request)
        grant = None
        if endpoint.permission:
            grant = await self.auth.authenticate(
                parse.bearer(request.headers.get("authorization", ""))
            )
            if grant is None:
                raise Problem("unauthenticated")
            grant.require(endpoint.permission)
        if endpoint.query is None:
            parse.no_query(request)
        query = endpoint.query and parse.query(request, endpoint.query)
        body = endpoint.body and await parse.body(request, endpoint.body)
        named = request.path_params
        row_id = parse.row_id(named.get("user_id") or named.get("transaction_id") or "1")
        if row_id is None:
            raise Problem("user_not_found" if "user_id" in named else "transaction_not_found")
        return Call(request=request, grant=grant, query=query, body=body, row_id=row_id)

    async def live(self, _: Call) -> Answer:
        return 200, Status(status="live")

    async def ready(self, _: Call) -> Answer:
        checks = {}
        try:
            await self.database.environment()
        except (*UNREACHABLE, asyncpg.PostgresError) as exc:  # away, or without our schema
            checks["database"] = type(exc).__name__
        if not self._stream.done():
            checks["change_log"] = "starting"
        if checks:
            raise Problem("database_unavailable", checks=checks)
        return 200, Status(status="ready")

    async def environment(self, _: Call) -> Answer:
        return 200, await self.database.environment()

    async def sign_in(self, call: Call) -> Answer:
        body = call.body
        return 200, await self._session(
            await self.auth.sign_in(body.email, body.password, **call.where)
        )

    async def refresh(self, call: Call) -> Answer:
        return 200, await self._session(
            await self.auth.refresh(call.body.refresh_token, **call.where)
        )

    async def sign_out(self, call: Call) -> Answer:
        await self.auth.sign_out(call.grant, **call.where)
        return 204, None

    async def look_up(self, call: Call) -> Answer:
        return 200, await self.lookup.find(call.query)

    async def account_page(self, call: Call) -> Answer:
        return 200, await self.accounts_reader.page(call.row_id, call.query)

    async def transactions(self, call: Call) -> Answer:
        return 200, await self.accounts_reader.transactions(call.row_id, call.query)

    async def curve(self, call: Call) -> Answer:
        return 200, await self.accounts_reader.curve(call.row_id, call.query)

    async def verdict(self, call: Call) -> Answer:
        return 200, await self._explainer.verdict(call.row_id, call.query)

    async def state(self, call: Call) -> Answer:
        return 200, await self._time_travel.state(call.row_id, call.query)

    async def claims(self, call: Call) -> Answer:
        return 200, await self._claim_search.find(call.query)

    async def findings(self, call: Call) -> Answer:
        return 200, await self._findings.page(call.query)

    async def accounts(self, call: Call) -> Answer:
        return 200, await self.accounts_reader.accounts(call.query)

    async def feed(self, call: Call) -> Answer:
        return 200, await self.accounts_reader.feed(call.query)

    async def commits(self, call: Call) -> Answer:
        if not self._stream.done():
            raise Problem("database_unavailable")
        return 200, await self._commit_pages.page(call.query)

    async def payment_methods(self, _: Call) -> Answer:
        return 200, await self.accounts_reader.payment_methods()

    async def deposit(self, call: Call) -> Answer:
        receipt = await self.deposits.book(
            call.row_id, call.body, call.key, call.grant, call.address
        )
        return 200 if receipt.repeated else 201, receipt

    async def test_deposits(self, call: Call) -> Answer:
        return 200, await self.deposits.tests(call.query, call.grant)

    async def deposit_key(self, call: Call) -> Answer:
        return 200, await self.deposits.state(call.key, call.grant)

    async def cancel_deposit(self, call: Call) -> Answer:
        return 200, await self.deposits.cancel(call.key, call.grant, call.address)

    async def reverse(self, call: Call) -> Answer:
        receipt = await self.deposits.reverse(
            call.row_id, call.body, call.key, call.grant, call.address
        )
        return 200 if receipt.repeated else 201, receipt

    async def pay(self, call: Call) -> Answer:
        session = await self._sessions.open(
            call.row_id, call.body, call.key, call.grant, call.address
        )
        return 200 if session.repeated else 201, session

    async def payment_sessions(self, call: Call) -> Answer:
        return 200, await self._sessions.sessions(call.query)

    async def audit(self, call: Call) -> Answer:
        return 200, await self._audit.page(call.query, call.grant)

    async def note_export(self, call: Call) -> Answer:
        return 201, await self._audit.note_export(call.body, call.grant, call.address)

    async def signing_key(self, _: Call) -> Answer:
        return 200, self._evidence.public_key()

    async def evidence(self, call: Call) -> Answer:
        return 200, await self._evidence.export(call.row_id, call.body, call.grant, call.address)

    async def _session(self, tokens: Tokens) -> Session:
        return Session(
            access_token=tokens.access,
            refresh_token=tokens.refresh,
            expires_in=int(ACCESS_LASTS),
            operator=tokens.operator,
            environment=await self.database.environment(),
        )

    async def _events(self, socket: WebSocket) -> None:
        # The door opens a moment before the change log is being followed.
        try:
            stream = await asyncio.wait_for(asyncio.shield(self._stream), START_WITHIN)
        except TimeoutError:
            await socket.send_denial_response(Problem("database_unavailable").response())
            return
        await stream(socket)

    @contextlib.asynccontextmanager
    async def _lifespan(self) -> AsyncIterator[None]:
        self._stream = asyncio.get_running_loop().create_future()
        async with Database.open(self._dsn) as self.database:
            self.auth = Auth(self.database.pool)
            self.accounts_reader = AccountReader(self.database)
            self.lookup = Lookup(self.database)
            self.deposits = Deposits(self.database)
            self._sessions = PaymentSessions(self.database)
            self._audit = Audit(self.database)
            self._evidence = Evidence(self.database, self._key)
            self._explainer = Explainer(self.database)
            self._time_travel = TimeTravel(self.database)
            self._claim_search = ClaimSearch(self.database)
            self._findings = Findings(self.database, self._sweep_every)
            async with asyncio.TaskGroup() as tasks:
                running = [
                    tasks.create_task(self._follow(), name="change log"),
                    tasks.create_task(_always(self.auth.run), name="sessions"),
                    tasks.create_task(_always(self._sessions.run), name="payment sessions"),
                    tasks.create_task(_always(self._sweep), name="sweep"),
                    tasks.create_task(_always(self._find), name="findings"),
                ]
                yield
                for task in running:
                    task.cancel()

    async def _follow(self) -> None:
        environment = await self._environment_once_there()
        hub = Hub()

        def publish(frame: Frame) -> None:
            hub.publish(frame)
            if not self._stream.done():  # there is a position now from which to go on
                self._stream.set_result(stream)

        database = LogDatabase(self._dsn)
        change_log = ChangeLog(database, publish, backend_zone=environment.backend_zone)
        stream = EventStream(hub, change_log, self.auth, self.database.environment)
        self._commit_pages = CommitPages(database, change_log)
        await change_log.run()

    async def _environment_once_there(self) -> Environment:
        while True:
            try:
                return await self.database.environment()
            except (*UNREACHABLE, asyncpg.PostgresError) as exc:  # away, or without our schema
                logger.warning("the database is away (%s): waiting", type(exc).__name__)
                await asyncio.sleep(RETRY)

    async def _find(self) -> None:
        if self._sweep_every is not None:
            await Sweeper(self._dsn, self._sweep_every).run()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            with contextlib.suppress(*UNREACHABLE):
                await self.auth.sweep()


async def _always(run: Callable[[], Awaitable[None]]) -> None:
    """Run again what a defect has ended: consoles live on all the rest."""
    while True:
        try:
            await run()
            return
        except Exception:  # the last stop of what runs beside the requests
            logger.exception("%s", run.__qualname__)
            await asyncio.sleep(SETBACK)


def _json(encoded: bytes, status: int = 200) -> Response:
    return Response(encoded, status, media_type="application/json")

"""A gateway that only floods: it signs anybody in, and commits as many deposits as it is asked."""

import asyncio
import random
import socket
import time
from datetime import UTC, datetime

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway import wire
from tests.benchmarks.lines import reader, say

USERS = 500
FRAMES_PER_SECOND = 100
"""At most: the gateway polls every 10 ms while many write."""
HEARTBEAT = 2.0
OPERATOR = wire.Operator(id=1, email="ops@example.org", role="support")
SANDBOX = wire.Environment(
    name="sandbox", protocol=wire.PROTOCOL, server="0", backend_zone="UTC", deposits_allowed=True
)
_encoder = msgspec.json.Encoder()


class Order(msgspec.Struct):
    """How many commits a second, and for how long."""

    rate: int
    seconds: float


class Flood:
    """One stream, and a marketplace that is nothing but a number of commits."""

    def __init__(self) -> None:
        self.sent = 0
        self._dice = random.Random(1)
        self._balances = dict.fromkeys(range(101, 101 + USERS), 0)
        self._open: WebSocket

    @property
    def position(self) -> wire.Position:
        return wire.Position(epoch="e", snapshot=f"{self.sent}:{self.sent}:")

    def commit(self) -> wire.Commit:
        """Commit a deposit for somebody."""
        self.sent += 1
        user = self._dice.randint(101, 100 + USERS)
        self._balances[user] += 100
        now = datetime.now(UTC)
        account = wire.Account(
            user_id=user, user_name=f"User {user}", balance_minor=self._balances[user],
            frozen_minor=0, currency="RSD", exists=True, version=self.sent, changes=self.sent,
            changed_at=now,
        )  # fmt: skip
        booked = wire.Transaction(
            id=self.sent, user_id=user, user_name=f"User {user}", type="deposit",
            status="completed", amount_minor=100, direction=1, currency="RSD",
            payment_method="mock_payment", description="benchmark", created_at=now,
            completed_at=now, recorded_at=now, balance_after_minor=self._balances[user],
            balance_after_exact=True,
        )  # fmt: skip
        writer = wire.Writer(role="svetu_backend", application="benchmark")
        return wire.Commit(
            xid=str(self.sent), recorded_at=now, accounts=[account], transactions=[booked],
            deleted_transactions=[], written_by=writer,
        )  # fmt: skip

    async def pour(self, order: Order) -> None:
        """Send so much, in frames as the gateway makes them."""
        frames = min(order.rate, FRAMES_PER_SECOND) if order.rate > 300 else order.rate
        due = time.monotonic()
        until = due + order.seconds
        while due < until:
            due += 1 / frames if frames else 0.1
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            commits = [self.commit() for _ in range(order.rate // frames if frames else 0)]
            if commits:
                now = datetime.now(UTC)
                await self.send(wire.Commits(commits=commits, position=self.position, read_at=now))

    async def send(self, frame: msgspec.Struct) -> None:
        await self._open.send_text(_encoder.encode(frame).decode())

    async def events(self, connection: WebSocket) -> None:
        """Serve the console's stream."""
        await connection.accept()
        await connection.receive_text()
        self._open = connection
        await self.send(
            wire.Hello(
                protocol=wire.PROTOCOL,
                server="0",
                epoch="e",
                position=self.position,
                resumed=False,
                operator=OPERATOR,
                environment=SANDBOX,
                heartbeat_seconds=HEARTBEAT,
                expires_in=900,
            )
        )
        try:
            while True:
                now = datetime.now(UTC)
                await self.send(
                    wire.Proof(
                        position=self.position,
                        complete_to=now,
                        lost=0,
                        capture="whole",
                        faults=[],
                        environment=SANDBOX,
                        findings=0,
                        sent_at=now,
                    )
                )
                await asyncio.sleep(HEARTBEAT)
        except (WebSocketDisconnect, RuntimeError):  # the console has left
            return

    async def answer(self, request: Request) -> Response:
        """Serve the few requests that a console makes by itself."""
        now = datetime.now(UTC)
        values: dict[str, msgspec.Struct] = {
            "environment": SANDBOX,
            "login": wire.Session(
                access_token="a", refresh_token="r", expires_in=3600, operator=OPERATOR,
                environment=SANDBOX,
            ),
            "transactions": wire.TransactionPage(
                transactions=[self.commit().transactions[0] for _ in range(200)][::-1],
                more=True, as_of=now, position=self.position,
            ),
        }  # fmt: skip
        value = values.get(request.url.path.rpartition("/")[2])
        if value is None:  # it signs nothing
            return Response(status_code=404)
        return Response(_encoder.encode(value), media_type="application/json")


async def main() -> None:
    """Flood as ordered, one order a line; each is answered with the number of commits so far."""
    flood = Flood()
    app = Starlette(
        routes=[
            WebSocketRoute("/ws/events", flood.events),
            Route("/{path:path}", flood.answer, methods=["GET", "POST"]),
        ]
    )
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="websockets-sansio"))
    lines = await reader()
    await lines.readline()
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve([listening]))
        say(b"ready")
        await lines.readline()
        say(str(listening.getsockname()[1]).encode())
        while line := await lines.readline():
            await flood.pour(msgspec.json.decode(line, type=Order))
            say(str(flood.sent).encode())
        server.should_exit = True


if __name__ == "__main__":
    asyncio.run(main())

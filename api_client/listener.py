"""Committed changes, pushed over a WebSocket, in order and without gaps."""

import argparse
import asyncio
import contextlib
import getpass
import logging
import os
import random
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from typing import Protocol, assert_never

import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from api_client.addresses import events_url, gateway_of
from api_client.client import ApiClient, believed
from api_client.errors import (
    ApiError,
    ConnectionFailed,
    ProtocolMismatch,
    Refused,
    Unauthenticated,
)
from api_client.models import Commits, Event, Hello, Position, Proof, Reset

logger = logging.getLogger(__name__)

SESSION_OVER = 4401
PROTOCOL_ERROR = 4400
SILENCE = 6.0
"""Seconds without a frame, three heartbeats, after which a connection is taken for dead."""
RENEWAL = 10.0
"""Seconds between looks for a newer token; they are exchanged earlier than that before expiry."""
FAREWELL = 1.0
"""Seconds that a gateway has to say goodbye: whoever closes the window waits for it."""
FRAME_LIMIT = 16 << 20
SLICE = 0.004
"""Seconds of work after which whatever else waits, painting above all, goes first."""
PART = 50
"""Commits that are handed over at once."""

_UNAVAILABLE = (OSError, TimeoutError, WebSocketException, msgspec.DecodeError)
_event = msgspec.json.Decoder(Event)
_encoder = msgspec.json.Encoder()


class Connection(Protocol):
    """A WebSocket that is open; a closed one raises what ``websockets`` raises."""

    @property
    def transport(self) -> asyncio.WriteTransport: ...

    async def send(self, message: str, /) -> None: ...

    async def recv(self) -> str | bytes: ...


Dial = Callable[[str, str], contextlib.AbstractAsyncContextManager[Connection]]
"""Opens a connection to an address, with an access token."""


@contextlib.asynccontextmanager
async def dial(url: str, token: str) -> AsyncIterator[Connection]:
    """Open a WebSocket; raises what ``websockets`` raises, OSError and TimeoutError."""
    async with connect(
        url,
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        proxy=None,
        ssl=believed() if url.startswith("wss:") else None,
        max_size=FRAME_LIMIT,
        close_timeout=FAREWELL,
    ) as connection:
        yield connection


class FrameMissing(ConnectionError):  # noqa: N818
    """A frame came without the one before it: whatever is between has lost or swapped some."""


class Unapplied(Exception):  # noqa: N818
    """Whoever was to apply an event could not, for a cause that no other connection would mend."""


class Unknown(msgspec.Struct, frozen=True):
    """A frame of which this client knows no more; of a newer gateway."""

    type: str
    number: int = 0


_unknown = msgspec.json.Decoder(Unknown)


class Waiting(msgspec.Struct, frozen=True):
    """No connection: the ``attempt``-th try comes in ``delay`` seconds."""

    attempt: int
    delay: float


class Connected(msgspec.Struct, frozen=True):
    """The stream is open."""


ConnectionState = Waiting | Connected


class EventListener:
    """Keeps one event stream open: connects, resumes where it left off, reconnects.

    ``token`` returns an access token other than the rejected one it is given, and a newer one in
    time. ``users`` None: events of everybody.
    """

    def __init__(
        self,
        url: str,
        *,
        token: Callable[[str | None], Awaitable[str]],
        on_event: Callable[[Event], None],
        on_state: Callable[[ConnectionState], None],
        delays: Callable[[], Iterator[float]],
        silence: float = SILENCE,
        renewal: float = RENEWAL,
        users: Collection[int] | None = None,
        dial: Dial = dial,
    ) -> None:
        self._url = url
        self._token = token
        self._on_event = on_event
        self._on_state = on_state
        self._delays = delays
        self._silence = silence
        self._renewal = renewal
        self._users = None if users is None else sorted(users)
        self._dial = dial
        self.heard_at = 0.0
        """When the newest frame came, by the loop's clock."""
        self._number = 0
        self._work = 0.0
        """Seconds of work since others were let go on."""
        self._progress = False
        self._tried: str | None = None
        self._rejected: str | None = None
        self.position: Position | None = None
        self.received = self.repeated = self.missing = self.skipped = 0
        """Frames: that were new, that came twice, after which one was missing, of unknown type."""

    async def run(self) -> None:
        """Listen until cancelled; only Unauthenticated, ProtocolMismatch and Unapplied end it."""
        delays, attempt = self._delays(), 0
        while True:
            self._progress = False
            try:
                await self._listen()
            except ConnectionClosed as exc:
                code = exc.rcvd.code if exc.rcvd else None
                if code == SESSION_OVER:
                    raise Unauthenticated("The session is over.") from exc
                if code == PROTOCOL_ERROR:
                    raise ProtocolMismatch("The gateway did not understand this console.") from exc
                logger.info("event stream closed: %s", code)
            except InvalidStatus as exc:
                if exc.response.status_code == 401:
                    if self._rejected is not None:  # a new token was refused as well
                        raise Unauthenticated("The session is over.") from exc
                    self._rejected = self._tried
                logger.info("event stream refused: %d", exc.response.status_code)
            except (ConnectionFailed, Refused, *_UNAVAILABLE) as exc:
                logger.info("event stream unavailable: %s", type(exc).__name__)
            if self._progress:  # a handshake alone is none: accept-then-close must not spin
                delays, attempt = self._delays(), 0
            attempt, delay = attempt + 1, next(delays)
            self._on_state(Waiting(attempt, delay))
            await asyncio.sleep(delay)

    async def _listen(self) -> None:
        self._tried = await self._token(self._rejected)
        async with self._dial(self._url, self._tried) as connection:
            self._rejected, self._number = None, 0
            start = {"type": "start", "position": self.position, "users": self._users}
            await connection.send(_encoder.encode(start).decode())
            self._on_state(Connected())
            loop = asyncio.get_running_loop()
            self.heard_at = loop.time()
            minders = [
                loop.create_task(self._break_silence(connection), name="silence"),
                loop.create_task(self._renew(connection, self._tried), name="token renewal"),
            ]
            try:
                while True:
                    text = await connection.recv()
                    self.heard_at = loop.time()
                    await self._take(text)
            except (FrameMissing, msgspec.DecodeError):
                connection.transport.abort()  # a farewell may take long
                raise
            finally:
                for minder in minders:
                    minder.cancel()
                await asyncio.gather(*minders, return_exceptions=True)

    async def _renew(self, connection: Connection, sent: str) -> None:
        """Tell the gateway the newest token: the stream ends with the one it knows."""
        while True:
            await asyncio.sleep(self._renewal)
            try:
                token = await self._token(None)
            except ApiError as exc:  # a lost gateway is noticed elsewhere, a lost session there
                logger.info("no newer token: %s", type(exc).__name__)
                continue
            if token != sent:
                sent = token
                renewal = {"type": "token", "access_token": token}
                await connection.send(_encoder.encode(renewal).decode())

    async def _break_silence(self, connection: Connection) -> None:
        """Cut a connection that has gone dead; a timeout for every frame would cost too much."""
        loop = asyncio.get_running_loop()
        while (left := self.heard_at + self._silence - loop.time()) > 0:  # noqa: ASYNC110  (a clock)
            await asyncio.sleep(left)
        logger.info("event stream: nothing heard for %g s", self._silence)
        connection.transport.abort()

    async def _take(self, text: str | bytes) -> None:
        event: Event | Unknown
        try:
            event = _event.decode(text)
        except msgspec.ValidationError:
            event = _unknown.decode(text)
            if event.type in _KNOWN:
                raise
        if not self._is_next(event.number):
            return
        if isinstance(event, Unknown):
            self.skipped += 1
            return
        for part in _parts(event, self.position):
            await self._hand_over(part)
        if isinstance(event, Commits | Proof | Reset):  # applied: only now the position moves
            self.position = event.position
            self._progress = True
        elif self.position is None:
            self.position = event.position

    async def _hand_over(self, event: Event) -> None:
        """Have an event applied; let others go on when this has been at work for a while."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            self._on_event(event)
        except _UNAVAILABLE as exc:
            raise Unapplied from exc
        self._work += clock() - began
        if self._work > SLICE:
            self._work = 0.0
            await asyncio.sleep(0)

    def _is_next(self, number: int) -> bool:
        """Whether a frame is new; raises FrameMissing if one before it has not come."""
        if 0 < number <= self._number:
            self.repeated += 1
            return False
        if number > self._number + 1:
            self.missing += 1
            raise FrameMissing(f"frame {number} came after frame {self._number}")
        self.received += 1
        self._number = number  # 0 is that of a gateway that does not count
        return True


_KNOWN = {kind.__struct_config__.tag for kind in (Hello, Commits, Proof, Reset)}


def _parts(event: Event, position: Position | None) -> Iterator[Event]:
    """Cut a frame of many commits: only the last part brings whoever applies it to its position."""
    if not isinstance(event, Commits) or position is None:
        yield event
        return
    first = 0
    while len(event.commits) - first > PART:
        part = event.commits[first : first + PART]
        yield msgspec.structs.replace(event, commits=part, position=position)
        first += PART
    yield event if first == 0 else msgspec.structs.replace(event, commits=event.commits[first:])


def backoff(
    first: float = 0.2,
    factor: float = 1.1,
    limit: float = 10.0,
    uniform: Callable[[float, float], float] = random.uniform,
) -> Iterator[float]:
    """Yield seconds with full jitter, so that consoles do not return in step.

    They grow slowly: a gateway that was restarted is found within a second, one that stays away
    for a minute is asked every five seconds or so.
    """
    delay = first
    while True:
        yield uniform(0, delay)
        delay = min(delay * factor, limit)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print events as JSON lines until interrupted; returns the exit code."""
    grammar = argparse.ArgumentParser(
        prog="python -m api_client.listener",
        description="Print the events of a gateway as JSON lines. The password is asked for, "
        "or read from standard input; SVETU_TOKEN holds an access token instead.",
    )
    grammar.add_argument("url", help="the gateway's address, or that of its event stream")
    grammar.add_argument("--email", help="the operator who signs in")
    grammar.add_argument(
        "--user", type=int, action="append", metavar="ID", help="only events of these users"
    )
    options = grammar.parse_args(arguments)
    if sys.stdout is None or sys.stdin is None:  # closed by whoever started us
        sys.stderr.write("Standard input and output are needed.\n")
        return 1
    try:
        asyncio.run(_print_events(options.url, options.email, options.user))
    except ApiError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    except Unapplied as exc:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(exc.__cause__, BrokenPipeError):  # else whoever read has seen enough
            sys.stderr.write(f"The events cannot be written: {exc.__cause__}\n")
            return 1
    except KeyboardInterrupt:
        return 130
    return 0


async def _print_events(url: str, email: str | None, users: Collection[int] | None) -> None:
    def write(event: Event) -> None:
        sys.stdout.write(_encoder.encode(event).decode() + "\n")
        sys.stdout.flush()

    def tell(state: ConnectionState) -> None:
        sys.stderr.write(f"{_sentence(state)}\n")

    async with ApiClient(gateway_of(url)) as client:
        given = os.environ.get("SVETU_TOKEN")

        async def token(rejected: str | None) -> str:
            if not given:
                return await client.access_token(rejected)
            if rejected or not (given.isascii() and given.isprintable()):
                raise Unauthenticated("The token in SVETU_TOKEN is not, or no longer, good.")
            return given

        if not given:
            await client.sign_in(*_credentials(email))
        await EventListener(
            events_url(client.gateway),
            token=token,
            on_event=write,
            on_state=tell,
            delays=backoff,
            users=users,
        ).run()


def _sentence(state: ConnectionState) -> str:
    match state:
        case Waiting(attempt, delay):
            return f"No connection: attempt {attempt} in {delay:.1f} s."
        case Connected():
            return "Connected."
    assert_never(state)


def _credentials(email: str | None) -> tuple[str, str]:
    """Ask at a terminal; otherwise take one line each from standard input."""
    if sys.stdin.isatty():
        return email or input("E-mail: "), getpass.getpass()
    return email or sys.stdin.readline().strip(), sys.stdin.readline().rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())

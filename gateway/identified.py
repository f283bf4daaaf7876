"""Gives every request an id, and every answer its header."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.problems import new_request_id, request_id


class Identified:
    """Gives every request an id, and every answer its header."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identity = new_request_id()
        request_id.set(identity)

        async def identified(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [pair for pair in message["headers"] if pair[0] != b"x-request-id"]
                own = [(b"x-request-id", identity.encode()), (b"cache-control", b"no-store")]
                message = {**message, "headers": headers + own}
            await send(message)

        await self._app(scope, receive, identified)

"""Refusals as RFC 9457 problem documents with a stable code (docs/protocol.md, Problems)."""

import secrets
from http import HTTPStatus

import msgspec
from starlette.responses import Response


class Problem(Exception):  # noqa: N818
    """Raised anywhere below a route; becomes the answer. ``detail`` is a sentence for a person."""

    def __init__(self, status: int, code: str, detail: str, **extensions: object) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.extensions = extensions

    def response(self) -> Response:
        """Return the document; its request id is in the header as well."""
        request_id = secrets.token_hex(8)
        document = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "request_id": request_id,
            **self.extensions,
        }
        return Response(
            msgspec.json.encode(document),
            self.status,
            headers={"X-Request-Id": request_id},
            media_type="application/problem+json",
        )

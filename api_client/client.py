"""HTTP requests of the gateway's API; the only module that imports httpx."""

import httpx
import msgspec

from api_client.errors import ConnectionFailed, Refused


class Problem(msgspec.Struct, frozen=True):
    """A problem document (RFC 9457)."""

    status: int
    code: str
    detail: str = ""
    request_id: str = ""


class _SignedIn(msgspec.Struct, frozen=True):
    access_token: str


async def sign_in(
    gateway: str, email: str, password: str, transport: httpx.AsyncBaseTransport | None = None
) -> str:
    """Return an access token; raises Refused or ConnectionFailed."""
    try:
        async with httpx.AsyncClient(base_url=gateway, transport=transport) as http:
            answer = await http.post(
                "/api/v1/auth/login", json={"email": email, "password": password}
            )
    except (httpx.TransportError, OSError) as exc:
        raise ConnectionFailed("The gateway did not answer.") from exc
    try:
        if answer.is_success:
            return msgspec.json.decode(answer.content, type=_SignedIn).access_token
        problem = msgspec.json.decode(answer.content, type=Problem)
    except msgspec.DecodeError as exc:
        raise ConnectionFailed("The gateway answered with something else.") from exc
    if answer.is_server_error:
        raise ConnectionFailed(problem.detail)
    raise Refused(
        problem.detail, status=problem.status, code=problem.code, request_id=problem.request_id
    )

"""What the content of an answer is, good or bad (RFC 9457)."""

from typing import Any, TypeVar

import msgspec

from api_client.errors import ApiError, ConnectionFailed, ProtocolMismatch, Refused

T = TypeVar("T")


class Problem(msgspec.Struct, frozen=True):
    """A problem document (RFC 9457)."""

    status: int
    code: str
    detail: str = ""
    request_id: str = ""


def decoded(content: bytes, kind: type[T]) -> T:
    """Return the content of a good answer; raises ConnectionFailed for anything else."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        raise ConnectionFailed("The gateway answered with something else.") from exc


def refusal(content: bytes, *, is_server_error: bool) -> ApiError:
    """Return what a refusal means for the caller; a 5xx leaves a write's outcome unknown."""
    try:
        problem = decoded(content, Problem)
    except ConnectionFailed as exc:
        return exc
    if problem.code == "protocol_unsupported":
        return ProtocolMismatch(problem.detail)
    if is_server_error:
        return ConnectionFailed(problem.detail)
    return Refused(
        problem.detail,
        status=problem.status,
        code=problem.code,
        request_id=problem.request_id,
        facts=decoded(content, dict[str, Any]),
    )

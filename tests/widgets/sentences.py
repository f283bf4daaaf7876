"""What the console says around the widgets, for pictures in which nothing is made up."""

from api_client.errors import ConnectionFailed, Refused
from console import notices


def unreachable() -> str:
    """Return what is said while the gateway does not answer."""
    return notices.sentence(ConnectionFailed())


def refused(code: str, **facts: object) -> str:
    """Return what is said about a refusal."""
    return notices.sentence(Refused("", status=422, code=code, request_id="", facts=facts))

"""Where a gateway is, and which addresses are safe to send a token to."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from api_client.errors import Refused

_EVENTS_SCHEME = {"http": "ws", "https": "wss"}
# Plain letters only: what libraries make of the rest differs from one to the next.
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f.]*:[0-9a-f:.]+", re.IGNORECASE)
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/*")


def checked_gateway(url: str) -> str:
    """Return a gateway's URL without a trailing slash.

    Raises Refused for anything but https, or http to this very machine.
    """
    parts = _parts(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _refused(
            "carries_more", "A gateway's address carries no name, password, query or fragment."
        )
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise _refused("without_https", "Without https a token may only go to this very machine.")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def events_url(gateway: str) -> str:
    """Return the address of the event stream of a checked gateway."""
    parts = urlsplit(gateway)
    return urlunsplit(
        (_EVENTS_SCHEME[parts.scheme], parts.netloc, f"{parts.path}/ws/events", "", "")
    )


def gateway_of(url: str) -> str:
    """Return the gateway's URL when given that, or the address of its event stream."""
    parts = _split(url)
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    path = parts.path.removesuffix("/ws/events")
    return checked_gateway(urlunsplit((scheme, parts.netloc, path, parts.query, parts.fragment)))


def _parts(url: str) -> SplitResult:
    """Take an address apart; raises Refused unless it is one that can be asked."""
    parts = _split(url)
    if (
        parts.scheme not in _EVENTS_SCHEME
        or not _HOST.fullmatch(parts.hostname or "")
        or not _PATH.fullmatch(parts.path)
    ):
        raise _unlike()
    return parts


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018  (looked at for what it raises)
    except ValueError as exc:
        raise _unlike() from exc
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _unlike() -> Refused:
    return _refused(
        "unlike", "A gateway's address looks like https://host or http://127.0.0.1:8080."
    )


def _refused(code: str, detail: str) -> Refused:
    return Refused(detail, status=0, code=f"address_{code}", request_id="")

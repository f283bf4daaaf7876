"""Where a gateway is, and which addresses are safe to send a token to."""

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from api_client.errors import Refused

_EVENTS_SCHEME = {"http": "ws", "https": "wss"}


def checked_gateway(url: str) -> str:
    """Return a gateway's URL without a trailing slash.

    Raises Refused for anything but https, or http to this very machine.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in _EVENTS_SCHEME or not parts.hostname:
        raise _refused("A gateway's address looks like https://host or http://127.0.0.1:8000.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _refused("A gateway's address carries no name, password, query or fragment.")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise _refused("Without https a token may only go to this very machine.")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def events_url(gateway: str) -> str:
    """Return the address of the event stream of a checked gateway."""
    parts = urlsplit(gateway)
    return urlunsplit(
        (_EVENTS_SCHEME[parts.scheme], parts.netloc, f"{parts.path}/ws/events", "", "")
    )


def gateway_of(url: str) -> str:
    """Return the gateway's URL when given that, or the address of its event stream."""
    parts = urlsplit(url.strip())
    scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
    path = parts.path.removesuffix("/ws/events")
    return checked_gateway(urlunsplit((scheme, parts.netloc, path, parts.query, parts.fragment)))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(detail: str) -> Refused:
    return Refused(detail, status=0, code="address_refused", request_id="")

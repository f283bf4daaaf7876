"""Everything a caller of this package may have to handle, cut by what the caller can do.

* ApiError
  + ConnectionFailed   nothing usable came back; the outcome of a write is unknown
    + Untrusted        somebody answered who could not prove to be the gateway; nothing was sent
  + Unauthenticated    the session is gone; sign in again
  + Refused            the gateway said no and why; nothing was done
  + ProtocolMismatch   one side must be upgraded
"""

from collections.abc import Mapping


class ApiError(Exception):
    """Base class of the errors this package raises."""


class ConnectionFailed(ApiError):  # noqa: N818
    """Nothing usable came back; the outcome of a write is unknown until repeated with its key."""


class Untrusted(ConnectionFailed):
    """The certificate is not believed; whoever runs the gateway, or this computer, must mend it."""


class Unauthenticated(ApiError):  # noqa: N818
    """The session is gone; sign in again."""


class ProtocolMismatch(ApiError):  # noqa: N818
    """The gateway speaks another major version."""


class Refused(ApiError):  # noqa: N818
    """The gateway refused the request; ``code`` is stable, ``request_id`` is for support.

    ``facts`` is what else the refusal names, such as limits in minor units.
    """

    def __init__(
        self,
        detail: str,
        *,
        status: int,
        code: str,
        request_id: str,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.facts = facts or {}
        self.status = status
        self.code = code
        self.request_id = request_id

"""Whether what is on screen may be shown as live: decided here and nowhere else."""

from dataclasses import dataclass
from typing import Literal

from widgets.freshness import State

GRACE = 0.7
"""Seconds that a heartbeat may be late; looked at every tick, figures look stale within 1 s."""
LATEST = 9.5
"""Seconds after which a proof is old, however rarely a gateway says that it sends one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that the state is decided on.

    ``capture``, ``lost``, ``proof_epoch`` and ``proof_age`` (seconds) are of the newest proof on
    this connection, None or empty before it. ``lost_when_read`` is how many losses the database
    had counted when all that is on screen was read; ``screen_epoch`` is the epoch of what is
    there. ``pending``: screens that have to be read again, open gaps among them.
    """

    connected: bool
    capture: Literal["whole", "broken"] | None = None
    lost: int | None = None
    lost_when_read: int | None = None
    proof_epoch: str = ""
    screen_epoch: str = ""
    proof_age: float | None = None
    heartbeat: float = 2.0
    pending: int = 0


def state_of(basis: Basis) -> State:
    """Return what the screen may be called; live only if nothing speaks against it."""
    if not basis.connected:
        return "offline"
    if basis.capture is None or basis.proof_age is None:
        return "catching_up"
    if basis.capture == "broken":
        return "capture_broken"
    if not 0 <= basis.proof_age < min(basis.heartbeat + GRACE, LATEST):
        return "stale"
    whole = (
        basis.proof_epoch
        and basis.proof_epoch == basis.screen_epoch
        and basis.lost is not None
        and basis.lost == basis.lost_when_read
        and basis.pending == 0
    )
    return "live" if whole else "catching_up"

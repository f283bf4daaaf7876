"""What sweeps found in every state: ``python -m tests.widgets.finding_pictures DIR``."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from api_client.findings import Finding, FindingsPage, LastSweep
from api_client.verdicts import Divergence
from tests.widgets import frame_pictures, pictures
from tests.widgets.examples import NOON, PEOPLE
from tests.widgets.sentences import unreachable
from widgets.findings_view import FindingsView
from widgets.freshness import Freshness
from widgets.main_window import MainWindow

LIVE = Freshness(state="live", as_of=NOON)


def finding(
    number: int = 1, user_id: int = 7, drift_minor: int = -200_000, **fields: object
) -> Finding:
    """Return a finding of an invented user."""
    known = {
        "number": number, "user_id": user_id, "user_name": PEOPLE.get(user_id),
        "user_missing": False, "verdict": "differs", "drift_minor": drift_minor,
        "stored_minor": 0, "currency": "RSD", "transactions": 3, "proof": "change_log",
        "first_divergence": Divergence(kind="change", at=NOON, by_minor=drift_minor),
        "proved": ("balance_changed_without_transaction",), "first_seen_at": NOON,
        "last_seen_at": NOON + timedelta(minutes=5),
    }  # fmt: skip
    return Finding(**(known | fields))  # type: ignore[arg-type]


def cannot_tell(number: int, user_id: int) -> Finding:
    """Return a user of whom it cannot be told."""
    return finding(
        number, user_id, 0, verdict="cannot_tell", proved=(), first_divergence=None,
        first_seen_at=NOON - timedelta(days=3),
    )  # fmt: skip


def sweep(**fields: object) -> LastSweep:
    """Return a sweep that came to 2 000 users, every five minutes."""
    known = {
        "every_seconds": 300, "began_at": NOON - timedelta(seconds=4), "ended_at": NOON,
        "users": 2_000, "whole": True, "hints": 0,
    }  # fmt: skip
    return LastSweep(**(known | fields))  # type: ignore[arg-type]


def page(*found: Finding, more: bool = False, **fields: object) -> FindingsPage:
    """Return what is open."""
    known = {
        "findings": found, "more": more, "revision": 1, "sweep": sweep(),
        "differ": sum(each.verdict == "differs" for each in found),
        "cannot_tell": sum(each.verdict == "cannot_tell" for each in found),
        "as_of": NOON + timedelta(seconds=30),
    }  # fmt: skip
    return FindingsPage(**(known | fields))  # type: ignore[arg-type]


SOME = (
    finding(9, 7),
    finding(8, 1204, 99_999_999_999, proved=("credited_twice",)),
    finding(7, 2_147_483_650, -99_999_999_999, proved=("wrong_sign",)),
    finding(6, 91_234, 5_000, user_name=None, user_missing=True),
    finding(5, 910, 1, proved=()),
    cannot_tell(4, 42),
)


def panel(shown: FindingsPage | None = None, width: int = 252) -> FindingsView:
    """Return the panel, as wide as its column is."""
    made = FindingsView()
    made.set_freshness(LIVE)
    if shown is not None:
        made.show_page(shown, shown.findings)
    return fitted(made, width)


def fitted(made: FindingsView, width: int = 252) -> FindingsView:
    """Give it the height that its column would."""
    made.resize(width, made.heightForWidth(width))
    return made


def some() -> FindingsView:
    return panel(page(*SOME))


def one() -> FindingsView:
    return panel(page(SOME[0]))


def narrow() -> FindingsView:
    return panel(page(*SOME), 184)


def nothing() -> FindingsView:
    return panel(page())


def loading() -> FindingsView:
    return panel()


def failed() -> FindingsView:
    made = some()
    made.show_failed(unreachable())
    return fitted(made)


def unscheduled() -> FindingsView:
    return panel(page(sweep=sweep(every_seconds=None, ended_at=None, began_at=None, users=0)))


def stale() -> FindingsView:
    made = some()
    made.set_now(NOON + timedelta(minutes=11))
    return fitted(made)


def many() -> FindingsView:
    found = [finding(1_000 - n, 7, -100 * n) for n in range(500)]
    return panel(page(*found, differ=3_412, cannot_tell=17))


def in_frame(*found: Finding) -> MainWindow:
    made = frame_pictures.window()
    made.findings.set_freshness(LIVE)
    made.findings.show_page(page(*found), found)
    return made


def frame() -> MainWindow:
    return in_frame(*SOME)


def frame_empty() -> MainWindow:
    return in_frame()


def frame_small() -> MainWindow:
    made = in_frame(*SOME)
    made.resize(1024, 640)
    return made


def frame_failed() -> MainWindow:
    made = frame_small()
    made.findings.show_failed(unreachable())
    return made


SCENES: tuple[Callable[[], QWidget], ...] = (
    some, one, narrow, nothing, loading, failed, unscheduled, stale, many, frame, frame_empty,
    frame_small,
    frame_failed,
)  # fmt: skip


if __name__ == "__main__":
    pictures.draw(SCENES)

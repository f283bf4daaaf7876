"""Nothing is called live while a single input speaks against it, whatever the others say."""

import ast
import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import freshness
from console.freshness import GRACE, LATEST, Basis, state_of

epochs = st.text(min_size=1, max_size=8)
counts = st.integers(0, 2**63 - 1)


@st.composite
def good(draw: st.DrawFn) -> Basis:
    """All that must hold together."""
    epoch, lost = draw(epochs), draw(counts)
    heartbeat = draw(st.floats(0.1, 60))
    age = st.floats(0, min(heartbeat + GRACE, LATEST), exclude_max=True)
    return Basis(
        connected=True, capture="whole", lost=lost, lost_when_read=lost, proof_epoch=epoch,
        screen_epoch=epoch, proof_age=draw(age), heartbeat=heartbeat, pending=0,
    )  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, basis: Basis, what: str) -> Basis:
    """The same with one input bad."""
    assert basis.lost is not None
    bad: dict[str, st.SearchStrategy[Any]] = {
        "connected": st.sampled_from([False]),
        "capture": st.sampled_from(["broken", None]),
        "lost": st.none() | st.integers(basis.lost + 1, 2**64) | st.just(basis.lost - 1),
        "lost_when_read": st.none() | counts.filter(lambda lost: lost != basis.lost),
        "proof_epoch": st.just("") | epochs.filter(lambda epoch: epoch != basis.screen_epoch),
        "screen_epoch": st.just("") | epochs.filter(lambda epoch: epoch != basis.proof_epoch),
        "proof_age": st.none()
        | st.floats(min(basis.heartbeat + GRACE, LATEST))
        | st.floats(max_value=0, exclude_max=True)
        | st.just(float("nan")),
        "pending": st.integers(1, 100),
    }
    return dataclasses.replace(basis, **{what: draw(bad[what])})


INPUTS = (
    "connected", "capture", "lost", "lost_when_read", "proof_epoch", "screen_epoch", "proof_age",
    "pending",
)  # fmt: skip


@given(good())
def test_live_when_nothing_speaks_against_it(basis: Basis) -> None:
    assert state_of(basis) == "live"


@pytest.mark.parametrize("what", INPUTS)
@given(st.data())
def test_one_bad_input_is_enough(what: str, data: st.DataObject) -> None:
    assert state_of(data.draw(spoilt(data.draw(good()), what))) != "live"


@given(st.data(), st.lists(st.sampled_from(INPUTS), min_size=1, unique=True))
def test_no_bad_input_hides_another(data: st.DataObject, wrong: list[str]) -> None:
    whole = data.draw(good())
    basis = whole
    for what in wrong:
        value = getattr(data.draw(spoilt(whole, what)), what)
        basis = dataclasses.replace(basis, **{what: value})
    # Two bad epochs may be equal, two bad counts as well: then there is nothing wrong with them.
    agrees = basis.proof_epoch == basis.screen_epoch != "" and basis.lost == basis.lost_when_read
    others = {"connected", "capture", "proof_age", "pending"} & set(wrong)
    assert (state_of(basis) == "live") == (agrees and basis.lost is not None and not others)


def test_a_basis_without_a_word_is_no_basis() -> None:
    assert state_of(Basis(connected=True)) == "catching_up"
    assert state_of(Basis(connected=False)) == "offline"


WHOLE = Basis(
    connected=True, capture="whole", lost=3, lost_when_read=3, proof_epoch="e", screen_epoch="e",
    proof_age=0.5, heartbeat=2.0, pending=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "live"),
        ({"pending": 2}, "catching_up"),
        ({"lost": 4}, "catching_up"),
        ({"screen_epoch": "f"}, "catching_up"),
        ({"proof_age": None, "capture": None}, "catching_up"),
        ({"proof_age": 2.0 + GRACE}, "stale"),
        ({"proof_age": LATEST, "heartbeat": 600.0}, "stale"),
        ({"proof_age": 9.0, "pending": 1}, "stale"),
        ({"capture": "broken", "proof_age": 9.0, "pending": 1}, "capture_broken"),
        ({"connected": False, "capture": "broken"}, "offline"),
    ],
)
def test_the_gravest_reason_names_the_state(change: dict[str, Any], state: str) -> None:
    assert state_of(dataclasses.replace(WHOLE, **change)) == state


def test_it_is_decided_in_one_place() -> None:
    """No other module of the console knows how a live screen is called."""
    folder = Path(freshness.__file__).parent
    naming = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "live"
    }
    assert naming == {"freshness.py"}

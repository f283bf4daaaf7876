"""Invented verdicts for the tests and pictures of the Why? panel."""

from datetime import datetime, timedelta

from api_client.models import Position
from api_client.verdicts import (
    Claim,
    Divergence,
    Evidence,
    Hole,
    Hypothesis,
    Outcome,
    Pair,
    Verdict,
)
from tests.widgets.examples import NOON
from widgets.hypothesis_words import SENTENCES
from widgets.verdict_state import VerdictState

POSITION = Position(epoch="e", snapshot="1:1:")
FELL_AT = NOON - timedelta(hours=16, minutes=41, seconds=26)
CLAIM = Claim(amount_minor=200_000, at=NOON, success_page=True)


def pair(pos: int, moved: int, booked: int, *ids: int, **fields: object) -> Pair:
    """Return an invented commit, older the lower its position."""
    known = {
        "at": NOON - timedelta(minutes=17 * (100 - pos)),
        "pos": pos,
        "moved_minor": moved,
        "booked_minor": booked,
        "transactions": ids,
        "paired": "commit" if moved == booked else "none",
        "written_by": "svetu_backend",
        "application": "",
    }
    return Pair(**(known | fields))  # type: ignore[arg-type]


def commits(count: int = 12) -> tuple[Pair, ...]:
    """Return commits, newest first; in one of them a hand took 2000 without a transaction."""
    rows = [
        pair(100 - n, (-1) ** n * 35_000 * (n + 1), (-1) ** n * 35_000 * (n + 1), 88_412 - n)
        for n in range(count)
    ]
    rows[1] = pair(
        99, -200_000, 0, at=FELL_AT, written_by="postgres", application="psql", paired="none"
    )
    rows[4] = pair(96, 0, -15_000, 88_408, paired="nearby")
    return tuple(rows)


def deposit(id_: int = 88_412, minor: int = 200_000, **fields: object) -> Evidence:
    """Return an invented deposit as evidence."""
    known = {
        "kind": "transaction", "id": id_, "at": NOON, "amount_minor": minor, "currency": "RSD",
        "type": "deposit", "status": "completed", "method": "mock_payment",
    }  # fmt: skip
    return Evidence(**(known | fields))  # type: ignore[arg-type]


def change(pos: int = 99, minor: int = -200_000, **fields: object) -> Evidence:
    """Return an invented change of the balance as evidence."""
    known = {
        "kind": "change", "pos": pos, "at": FELL_AT, "amount_minor": minor, "currency": "RSD",
        "written_by": "postgres", "application": "psql",
    }  # fmt: skip
    return Evidence(**(known | fields))  # type: ignore[arg-type]


def edit(pos: int = 98, id_: int = 88_412, minor: int = 200_000, **fields: object) -> Evidence:
    """Return an invented change of a transaction as evidence."""
    known = {
        "kind": "edit", "pos": pos, "id": id_, "at": NOON, "amount_minor": minor,
        "currency": "RSD", "type": "deposit", "status": "completed", "method": "mock_payment",
        "written_by": "svetu_backend", "application": "",
    }  # fmt: skip
    return Evidence(**(known | fields))  # type: ignore[arg-type]


def log(text: str | None = None, at: datetime = NOON - timedelta(days=90)) -> Evidence:
    """Return the change log as evidence: whole since a moment, or with holes."""
    return Evidence(kind="log", at=at, text=text)


def session(state: str, **fields: object) -> Evidence:
    """Return an invented payment page as evidence."""
    known = {
        "kind": "session", "at": NOON, "amount_minor": 200_000, "status": state,
        "text": "mock_session_42_1782900247",
    }  # fmt: skip
    return Evidence(**(known | fields))  # type: ignore[arg-type]


def hypotheses(**said: tuple[Outcome, tuple[Evidence, ...]]) -> tuple[Hypothesis, ...]:
    """Return all hypotheses, ranked; those not named are excluded without evidence."""
    order = ("proved", "cannot_tell", "excluded")
    made = []
    for code in SENTENCES:
        outcome, evidence = said.get(code, ("excluded", ()))
        made.append(Hypothesis(code=code, outcome=outcome, evidence=evidence))
    return tuple(sorted(made, key=lambda each: order.index(each.outcome)))


def verdict(**fields: object) -> Verdict:
    """Return an invented verdict: it agrees."""
    known = {
        "verdict": "agrees", "drift_minor": 0, "proof": "change_log", "first_divergence": None,
        "hypotheses": hypotheses(
            never_arrived=("excluded", (deposit(),)),
            display_only=("cannot_tell", (deposit(), Evidence(kind="balance"))),
            credited_to_other_user=("excluded", (deposit(),)),
        ),
        "as_of": NOON, "position": POSITION, "user_id": 42, "stored_minor": 200_000,
        "currency": "RSD", "transactions": 17, "changes": 12,
        "proved_since": NOON - timedelta(days=90),
        "timeline": tuple(p for p in commits() if p.paired == "commit"),
    }  # fmt: skip
    return Verdict(**(known | fields))  # type: ignore[arg-type]


def differs(**fields: object) -> Verdict:
    """Return an invented verdict: 2000 were taken by hand."""
    known: dict[str, object] = {
        "verdict": "differs", "drift_minor": -200_000, "stored_minor": 0,
        "first_divergence": Divergence(
            kind="change", at=FELL_AT, by_minor=-200_000, id=99, written_by="postgres",
            application="psql",
        ),
        "hypotheses": hypotheses(
            balance_changed_without_transaction=("proved", (change(),)),
            never_arrived=("excluded", (deposit(),)),
            credited_to_other_user=("excluded", (deposit(),)),
            display_only=("cannot_tell", (deposit(), Evidence(kind="balance", amount_minor=0))),
            stale_console=("cannot_tell", (change(), change(97, 35_000))),
        ),
        "timeline": commits(),
    }  # fmt: skip
    return verdict(**(known | fields))


def cannot_tell(**fields: object) -> Verdict:
    """Return an invented verdict: the log has a hole, and begins too late."""
    known: dict[str, object] = {
        "verdict": "cannot_tell", "drift_minor": 150_000, "proof": "amounts_only",
        "drift_before_minor": 150_000,
        "holes": (Hole(at=NOON - timedelta(days=3), reason="lost"),),
        "hypotheses": hypotheses(
            never_arrived=("cannot_tell", (log("holes"),)),
            reversed=("cannot_tell", (log("holes"),)),
            transaction_edited_or_deleted=("cannot_tell", (log("holes"),)),
            credited_to_other_user=(
                "cannot_tell",
                (deposit(88_390, user_id=7), deposit(88_391, user_id=2_147_483_650)),
            ),
        ),
    }  # fmt: skip
    return verdict(**(known | fields))


def state(of: Verdict | None = None, **fields: object) -> VerdictState:
    """Return a verdict that holds."""
    known = {"verdict": of, "live": True, "claim": CLAIM}
    return VerdictState(**(known | fields))  # type: ignore[arg-type]

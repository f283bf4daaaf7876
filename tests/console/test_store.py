"""The store ends at the newest version, whatever is repeated, late or read meanwhile."""

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import (
    Account,
    Commit,
    Commits,
    Environment,
    Hello,
    Operator,
    Position,
    Proof,
    Reset,
)
from console.store import Store

MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)
POSITION = Position(epoch="e1", snapshot="1:1:")


def account(user_id: int, version: int) -> Account:
    return Account(
        user_id=user_id, user_name="", balance_minor=version * 100, frozen_minor=0,
        currency="RSD", exists=True, version=version, changes=version, changed_at=None,
    )  # fmt: skip


def frame(*accounts: Account) -> Commits:
    commit = Commit(xid="1", recorded_at=MOMENT, accounts=accounts, transactions=())
    return Commits(commits=(commit,), position=POSITION, read_at=MOMENT)


def greeted() -> Store:
    store = Store()
    environment = Environment(
        name="sandbox", protocol="1.0", server="0", backend_zone="UTC", deposits_allowed=True
    )
    hello = Hello(
        protocol="1.0", server="0", epoch=POSITION.epoch, position=POSITION, resumed=False,
        operator=Operator(id=1, email="ops@example.org", role="viewer"),
        environment=environment, heartbeat_seconds=2.0,
    )  # fmt: skip
    store.apply(hello)
    return store


versions = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9), st.booleans()), min_size=1)


@given(versions)
def test_the_newest_version_wins_by_whatever_way_it_comes(
    seen: list[tuple[int, int, bool]],
) -> None:
    store = greeted()
    announced: list[Account] = []
    store.account_changed.connect(announced.append)
    for user_id, version, by_request in seen:
        if by_request:
            store.apply_snapshot([account(user_id, version)], POSITION)
        else:
            store.apply(frame(account(user_id, version)))
    for user_id in {user_id for user_id, _, _ in seen}:
        newest = max(version for other, version, _ in seen if other == user_id)
        held = store.account(user_id)
        assert held is not None
        assert held.version == newest
        told = [known.version for known in announced if known.user_id == user_id]
        assert told == sorted(set(told))


def test_what_was_read_tells_of_a_change_that_was_not_recorded() -> None:
    store = greeted()
    store.apply(frame(account(1, 5)))
    announced: list[Account] = []
    store.account_changed.connect(announced.append)
    unrecorded = msgspec.structs.replace(account(1, 5), balance_minor=45_000)
    store.apply_snapshot([account(1, 5)], POSITION)
    store.apply_snapshot([unrecorded], POSITION)
    store.apply(frame(account(1, 5)))  # a repeat of what came before
    assert announced == [unrecorded]
    assert store.account(1) == unrecorded


def test_versions_of_another_epoch_are_not_compared() -> None:
    store = greeted()
    store.apply(frame(account(1, 9)))
    store.apply_snapshot([account(1, 9)], POSITION)
    later = Position(epoch="e2", snapshot="1:1:")
    store.apply(Reset(reason="epoch", position=later))
    assert store.account(1) is None
    store.apply_snapshot([account(1, 2)], later)
    held = store.account(1)
    assert held is not None
    assert held.version == 2


def test_late_events_of_an_epoch_that_is_over_are_forgotten_with_it() -> None:
    """The database had not written 9 to its disk when it crashed: it never was."""
    store = greeted()
    store.apply(frame(account(1, 8)))
    later = Position(epoch="e2", snapshot="1:1:")
    store.apply_snapshot([account(1, 8)], later)
    assert store.screen_epoch == "e2"
    store.apply(frame(account(1, 9)))
    store.apply(Reset(reason="epoch", position=later))
    store.apply_snapshot([account(1, 8)], later)
    held = store.account(1)
    assert held is not None
    assert held.version == 8


def test_signals_come_after_the_state_they_speak_of() -> None:
    store = greeted()
    seen: list[int] = []

    def committed(commit: Commit) -> None:
        held = store.account(commit.accounts[0].user_id)
        assert held is not None
        seen.append(held.version)

    store.commit_applied.connect(committed)
    store.apply(frame(account(1, 5)))
    store.proof_received.connect(lambda told: seen.append(0 if store.proof is told else -1))
    store.apply(proof(0))
    assert seen == [5, 0]
    assert (store.commits, store.resets) == (1, 0)


def proof(lost: int, epoch: str = "e1") -> Proof:
    return Proof(
        position=Position(epoch=epoch, snapshot="1:1:"), complete_to=MOMENT, lost=lost,
        capture="whole", faults=(), sent_at=MOMENT,
    )  # fmt: skip


def test_a_broken_capture_proves_nothing_of_what_came_since() -> None:
    store = greeted()
    assert store.complete_to is None
    store.apply(proof(0))
    later = msgspec.structs.replace(
        proof(0), complete_to=MOMENT + timedelta(seconds=2), capture="broken", faults=("gone",)
    )
    store.apply(later)
    assert store.proof == later
    assert store.complete_to == MOMENT
    store.apply(msgspec.structs.replace(later, capture="whole", faults=()))
    assert store.complete_to == later.complete_to


def test_losses_count_as_read_once_no_screen_is_behind() -> None:
    store = greeted()
    store.reset_required.connect(lambda _: store.fall_behind("feed"))
    store.apply(proof(2))
    assert store.lost_when_read == 2
    store.apply(Reset(reason="lost", position=POSITION))
    store.apply(proof(3))
    assert (store.lost_when_read, store.resets) == (2, 1)  # told already: not once more
    store.catch_up("feed")
    assert store.lost_when_read == 3
    store.apply(Reset(reason="backlog", position=POSITION))  # speaks of no loss
    store.catch_up("feed")
    store.apply(proof(4))
    assert (store.lost_when_read, store.resets) == (3, 3)
    store.catch_up("feed")
    assert store.lost_when_read == 4


def test_a_position_is_where_everything_has_been_applied() -> None:
    store = greeted()
    before: list[Position | None] = []
    store.reset_required.connect(lambda _: before.append(store.position))
    there, later = Position(epoch="e1", snapshot="5:5:"), Position(epoch="e1", snapshot="9:9:")
    store.apply(msgspec.structs.replace(frame(account(1, 5)), position=there))
    assert store.position == there
    store.apply(Reset(reason="backlog", position=later))
    assert (before, store.position) == ([there], later)

"""What may be done follows the newest claim of the server, and missing claims allow nothing new."""

from typing import Literal

import pytest
from msgspec import structs

from api_client.models import Environment, Hello, Operator, Position, Proof
from console.rights import Rights
from console.store import Store
from tests.console.wiring.ledger import OPERATOR, SANDBOX, SESSION
from tests.widgets.examples import NOON

POSITION = Position(epoch="e", snapshot="1")
PRODUCTION = structs.replace(SANDBOX, name="production", deposits_allowed=False)
LYING = structs.replace(SANDBOX, name="production")
SILENT = structs.replace(SANDBOX, deposits_allowed=False)
VIEWER = structs.replace(OPERATOR, role="viewer")


def hello(operator: Operator, environment: Environment) -> Hello:
    return Hello(
        protocol="1.0", server="0", epoch="e", position=POSITION, resumed=True, operator=operator,
        environment=environment, heartbeat_seconds=2.0,
    )  # fmt: skip


def proof(environment: Environment | None) -> Proof:
    return Proof(
        position=POSITION, complete_to=NOON, lost=0, capture="whole", faults=(), sent_at=NOON,
        environment=environment,
    )  # fmt: skip


@pytest.fixture
def store(qapp: object) -> Store:
    del qapp
    return Store()


@pytest.mark.parametrize("environment", [PRODUCTION, LYING, SILENT])
@pytest.mark.parametrize("frame", ["hello", "proof"])
def test_a_server_that_may_be_production_allows_nothing_from_then_on(
    store: Store, environment: Environment, frame: Literal["hello", "proof"]
) -> None:
    rights = Rights(SESSION, store)
    told: list[bool] = []
    rights.changed.connect(lambda: told.append(rights.may_deposit))
    assert rights.may_deposit
    store.apply(hello(OPERATOR, environment) if frame == "hello" else proof(environment))
    assert told == [False]
    assert "production" in rights.why_not
    store.apply(proof(None))  # an older gateway says nothing new
    store.apply(proof(environment))
    assert told == [False]
    store.apply(hello(OPERATOR, SANDBOX))
    assert told == [False, True]


def test_a_role_that_is_taken_away_takes_the_right(store: Store) -> None:
    rights = Rights(SESSION, store)
    told: list[tuple[bool, bool]] = []
    rights.changed.connect(lambda: told.append((rights.may_deposit, rights.is_admin)))
    store.apply(hello(VIEWER, SANDBOX))
    assert "role" in rights.why_not
    store.apply(proof(SANDBOX))  # a proof says nothing of the operator
    store.apply(hello(structs.replace(OPERATOR, role="admin"), SANDBOX))
    assert told == [(False, False), (True, True)]

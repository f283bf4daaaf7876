"""Expensive readings: never more at a time than there is room for, and nobody else suffers."""

import asyncio
from collections import Counter

import asyncpg
import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.endpoints import ENDPOINTS
from gateway.problems import Problem
from gateway.turnstile import AT_ONCE, AT_ONCE_OF_ONE, INSIDE, INSIDE_OF_ONE, Turnstile
from tests.gateway.desk import Desk
from tests.gateway.test_deposit_crashes import until

ASKED = INSIDE_OF_ONE + 4
HELD = """
    select count(*) = $1 from pg_locks
    where relation = 'payment_methods'::regclass and not granted
"""


class Crowd:
    """Operators who ask, and readings that end when they are told to."""

    def __init__(self) -> None:
        self.turnstile = Turnstile()
        self.running = Counter[int]()
        self.inside = Counter[int]()
        self.gates: list[tuple[int, asyncio.Event]] = []
        self.asked: list[asyncio.Task[str]] = []

    async def ask(self, operator: int) -> str:
        """Read something; returns how it went."""
        fits = self.inside[operator] < INSIDE_OF_ONE and self.inside.total() < INSIDE
        self.inside[operator] += fits
        try:
            said = await self.turnstile.pass_through(operator, lambda: self._read(operator))
        except Problem as problem:
            said = problem.code
        assert said == ("read" if fits else "too_many_attempts")
        return said

    async def _read(self, operator: int) -> str:
        gate = asyncio.Event()
        self.gates.append((operator, gate))
        self.running[operator] += 1
        assert self.running[operator] <= AT_ONCE_OF_ONE
        assert self.running.total() <= AT_ONCE
        try:
            await gate.wait()
        finally:
            self.running[operator] -= 1
            self.inside[operator] -= 1
        return "read"

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


@settings(max_examples=200, deadline=None)
@given(acts=st.lists(st.integers(-1, 11), max_size=150))
def test_no_more_run_than_there_is_room_for_and_all_come_to_an_end(acts: list[int]) -> None:
    async def play() -> None:
        crowd = Crowd()
        for act in acts:
            if act >= 0:
                crowd.asked.append(asyncio.ensure_future(crowd.ask(act)))  # noqa: TID251
            elif crowd.gates:
                crowd.gates.pop(0)[1].set()
            await crowd.settle()
            waiting = crowd.inside.total() - crowd.running.total()
            mine = [o for o in crowd.inside if crowd.inside[o] > crowd.running[o]]
            if waiting and crowd.running.total() < AT_ONCE:
                # Whoever waits though there is room waits for himself.
                assert all(crowd.running[operator] == AT_ONCE_OF_ONE for operator in mine)
        while crowd.gates:
            crowd.gates.pop()[1].set()
            await crowd.settle()
        said = await asyncio.gather(*crowd.asked)
        assert set(said) <= {"read", "too_many_attempts"}
        assert crowd.inside.total() == crowd.running.total() == 0
        assert await asyncio.wait_for(
            crowd.turnstile.pass_through(1, lambda: asyncio.sleep(0, "free again")), 1
        )

    asyncio.run(play())


async def test_one_operator_who_asks_too_much_is_told_so_and_is_in_nobodys_way(
    served: Desk, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    async with served.signed_in("viewer") as greedy, asyncio.TaskGroup() as asking:
        async with admin.transaction():
            await admin.execute("lock table payment_methods in access exclusive mode")
            asked = [asking.create_task(greedy.get("/users/1/verdict")) for _ in range(ASKED)]
            await until(lambda: admin.fetchval(HELD, AT_ONCE_OF_ONE))
            refused, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            # Everybody else goes on: look-ups, accounts, and this operator's too.
            for client in (http, greedy):
                assert (await client.get("/users", params={"q": "1"})).status_code == 200
                assert (await client.get("/users/1")).status_code == 200
            others = asking.create_task(http.get("/users/2/verdict"))
            await until(lambda: admin.fetchval(HELD, AT_ONCE_OF_ONE + 1))
        assert (await others).status_code == 200
    answers = [task.result() for task in asked]
    assert Counter(answer.status_code for answer in answers) == {200: INSIDE_OF_ONE, 429: 4}
    for answer in (task.result() for task in refused):
        assert answer.json()["code"] == "too_many_attempts"
        assert answer.headers["Retry-After"] == str(answer.json()["retry_after"]) == "1"
    assert (await http.get("/users/1/verdict")).status_code == 200


def test_what_is_costly_is_said_to_be() -> None:
    costly = {endpoint.operation for endpoint in ENDPOINTS if endpoint.costly}
    assert costly == {"verdict", "state", "claims", "evidence", "note_export", "audit"}
    assert all("too_many_attempts" in e.codes and e.permission for e in ENDPOINTS if e.costly)

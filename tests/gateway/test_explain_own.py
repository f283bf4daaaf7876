"""What this product did itself is evidence: reversals, and payment pages in every state."""

from typing import Any

import asyncpg
import httpx
import pytest

from gateway.evidence.verify import verify
from tests.conftest import Marketplace
from tests.gateway.desk import desk
from tests.gateway.evidence.material import KEY
from tests.gateway.test_claims import explained, without_time
from tests.gateway.test_deposit_crashes import until
from tests.gateway.test_deposits import deposit, new_key
from tests.gateway.test_payment_sessions import pay
from tests.gateway.test_reversals import reverse


async def asked(http: httpx.AsyncClient, user_id: int = 1, **said: object) -> dict[str, Any]:
    """Return all hypotheses of a user by their codes."""
    answer = await http.get(f"/users/{user_id}/verdict", params=said)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return {each["code"]: each for each in answer.json()["hypotheses"]}


def rows(hypothesis: dict[str, Any], kind: str) -> list[Any]:
    key = "status" if kind == "session" else "id"
    return [row.get(key) for row in hypothesis["evidence"] if row["kind"] == kind]


async def test_a_test_deposit_that_was_taken_back_is_proved_with_both_rows(
    installed: Marketplace, admin: asyncpg.Connection
) -> None:
    async with desk(installed, KEY) as served, served.signed_in() as http:
        paid = (await deposit(http, new_key())).json()
        number = paid["transaction"]["id"]
        assert (await asked(http))["reversed"]["outcome"] == "excluded"
        back = (await reverse(http, number)).json()["transaction"]["id"]
        for said in ({}, {"claim_amount_minor": paid["transaction"]["amount_minor"]}):
            found = await asked(http, **said)
            assert found["reversed"]["outcome"] == "proved"
            assert rows(found["reversed"], "transaction") == [number, back]
            assert found["spent_since"]["outcome"] != "proved", "nobody spent anything"
        other = await asked(http, claim_amount_minor=1)
        assert other["reversed"]["outcome"] == "excluded", "that is another payment"
        wish = {"personal_data": "none", "reason": "a complaint"}
        bundle = await http.post("/users/1/evidence", json=wish)
        assert verify(bundle.content).verdict == "agrees"
        # Without our own book the withdrawal is one of ours, and nobody knows of what.
        await admin.execute("update svetu_console.test_transactions set reversed_by = null")
        withheld = (await asked(http))["reversed"]
        assert withheld["outcome"] == "cannot_tell"
        assert rows(withheld, "transaction") == [back]


PROVED = {
    "declined": ({"failed", "never_arrived"}, "declined"),
    "never_completed": ({"never_arrived"}, "abandoned"),
    "card_form": ({"never_arrived"}, "abandoned"),
    "late_completion": ({"pending", "never_arrived"}, "open"),
    "double_completion": ({"credited_twice", "test_deposit"}, "completed"),
    "success": ({"test_deposit"}, "completed"),
}


@pytest.mark.parametrize("outcome", PROVED)
async def test_the_claimed_payment_page_says_how_it_ended(
    installed: Marketplace, admin: asyncpg.Connection, outcome: str
) -> None:
    proved, state = PROVED[outcome]
    more: dict[str, Any] = {"delay_seconds": 3600} if outcome == "late_completion" else {}
    wish: dict[str, Any] = {"personal_data": "masked", "reason": "a complaint"}
    async with desk(installed, KEY) as served, served.signed_in() as http:
        session = (await pay(http, outcome, **more)).json()
        count = {"double_completion": 2, "success": 1}.get(outcome, 0)
        await until(
            lambda: admin.fetchval(
                "select count(*) = $1 from balance_transactions where user_id = 1", count
            )
        )
        name = session["session_id"]
        found = await asked(http, session=name)
        assert {code for code, each in found.items() if each["outcome"] == "proved"} == proved
        assert rows(found["never_arrived"], "session") == [state]
        for code in proved - {"test_deposit"}:
            assert rows(found[code], "session") == [state], code
        assert len(rows(found["credited_twice"], "transaction")) == (2 if count == 2 else 0)
        bundle = await http.post(
            "/users/1/evidence", json=wish | {"claim": {"session": name, "amount_minor": 250_050}}
        )
        assert verify(bundle.content).verdict == "agrees"
        printed = (await explained(installed, "explain", "1", "--session", name, "--json"))[1]
        shown = await http.get("/users/1/verdict", params={"session": name})
        assert without_time(printed.rstrip(b"\n")) == without_time(shown.content)
        if count:
            theirs = await asked(http, 2, session=name)
            assert theirs["credited_to_other_user"]["outcome"] == "proved"
            assert theirs["credited_to_other_user"]["evidence"][-1]["user_id"] == 1
        # A page that is not ours changes nothing.
        await admin.execute("update svetu_console.payment_sessions set session_id = 'mock_session'")
        for each in (await asked(http, session=name)).values():
            assert rows(each, "session") == []

"""From a hand edit to the findings panel of a console that only looks on, and away again."""

import asyncpg
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gateway.explain.sweeper import Sweeper
from tests.conftest import Marketplace
from tests.gateway.desk import Desk
from tests.journeys.desk import Person
from tests.journeys.test_causes import paid

EVERY = 300.0
EDIT = "update user_balances set balance = balance + $1 where user_id = 1"
MAKE_DUE = """
    update svetu_console.last_sweep
    set began_at = began_at - interval '1 hour', ended_at = ended_at - interval '1 hour'
"""


async def test_a_hand_edit_is_found_before_anybody_complains(
    served: Desk, installed: Marketplace, shop: asyncpg.Connection, person: Person
) -> None:
    psql = await asyncpg.connect(installed.superuser, server_settings={"application_name": "psql"})
    await paid(shop, 2000)
    sweeper = Sweeper(installed.gateway, EVERY)
    async with person.signed_in(served.url) as hands:
        panel = hands.window.findings
        await hands.until("the panel", lambda: panel.state.text().startswith("No sweep so far."))
        await sweeper.look()
        await hands.until("a clean sweep", lambda: panel.state.text().startswith("No findings."))
        await psql.execute(EDIT, -500)
        await psql.execute(MAKE_DUE)
        await sweeper.look()
        await hands.until("the finding", panel.list.isVisible)
        (found,) = panel.findings
        assert (found.user_id, found.drift_minor) == (1, -50_000)
        assert panel.count.text() == "1"
        row = panel.list.visualRect(panel.model.index(0)).center()
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
        await hands.until("Why?", hands.view.why.isVisible)
        await hands.checked()
        assert hands.view.user is not None
        assert hands.view.user.id == 1
        assert hands.view.why.checks.cards[0].hypothesis.code == found.proved[0]
        await psql.execute(EDIT, 500)
        await psql.execute(MAKE_DUE)
        await sweeper.look()
        await hands.until("an empty panel", panel.list.isHidden)
        assert panel.state.text().startswith("No findings.")
    await psql.close()

"""Evidence and CSV, from the button to the disk: real window, gateway and database."""

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from console.hands import Hands
from gateway.evidence import container
from gateway.evidence.verify import verify
from tests.conftest import Marketplace
from tests.gateway.desk import Desk, desk
from tests.gateway.evidence.material import KEY
from tests.journeys.desk import Person, line
from widgets.evidence_dialog import EvidenceDialog
from widgets.save_dialog import SaveDialog
from widgets.wish_dialog import State

CREDIT = """
    with booked as (insert into balance_transactions (user_id, type, amount, status,
            payment_method, description, completed_at)
        values (1, 'deposit', 2000, 'completed', 'mock_payment', '=1+1', localtimestamp))
    insert into user_balances (user_id, balance) values (1, 2000)
    on conflict (user_id) do update set balance = user_balances.balance + 2000
"""
EXPORTS = "select details::text from svetu_console.audit where action = 'export' order by id"


@pytest.fixture
async def signing(installed: Marketplace) -> AsyncIterator[Desk]:
    async with desk(installed, KEY) as running:
        yield running


@pytest.fixture
async def admin(installed: Marketplace) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(installed.superuser)
    yield connection
    await connection.close()


async def at_account(hands: Hands) -> None:
    await hands.until("the account", lambda: bool(hands.view.shown_balance))


async def ask(hands: Hands) -> EvidenceDialog:
    """Ask for evidence on the open account, and fill the dialog."""
    await hands.until("the button", hands.view.evidence_button.isVisible)
    hands.view.evidence_button.click()
    dialog = await hands.dialog(EvidenceDialog)
    QTest.keyClicks(dialog.words, "Uplatila sam, vidim 0")
    QTest.keyClicks(dialog.why.reason, "complaint 17")
    return dialog


async def save(hands: Hands, path: Path) -> None:
    """Say where, as in any program."""
    where = await hands.dialog(SaveDialog)
    name = where.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(path))
    where.accept()


async def test_a_complaint_becomes_a_file_that_anybody_can_check(
    signing: Desk,
    shop: asyncpg.Connection,
    admin: asyncpg.Connection,
    person: Person,
    tmp_path: Path,
) -> None:
    await shop.execute(CREDIT)
    path = tmp_path / "жалоба 17.zip"
    async with person.signed_in(signing.url, role="viewer", user="1") as hands:
        await at_account(hands)
        dialog = await ask(hands)
        dialog.language.setCurrentIndex(dialog.language.findText("Srpski"))
        dialog.submit.click()
        await save(hands, path)
        await hands.until("that it is saved", lambda: dialog.state is State.DONE)
        assert path.name in dialog.outcome.sentence
        dialog.cancel.click()

    whole = verify(path.read_bytes(), KEY.public.fingerprint)
    assert (whole.user_id, whole.verdict, whole.personal_data) == (1, "agrees", "masked")
    files = container.unpack(path.read_bytes())
    case = json.loads(files["case.json"])
    assert case["claim"]["words"] == "Uplatila sam, vidim 0"
    assert "Stanje se slaže sa jedinom transakcijom." in files["index.html"].decode()
    (noted,) = [json.loads(row[0]) for row in await admin.fetch(EXPORTS)]
    assert noted["kind"] == "evidence"


async def test_what_is_there_is_not_written_over_and_what_nobody_saves_does_not_leave(
    signing: Desk, admin: asyncpg.Connection, person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "there.zip"
    path.write_bytes(b"other")
    async with person.signed_in(signing.url, user="1") as hands:
        await at_account(hands)
        dialog = await ask(hands)
        dialog.submit.click()
        await save(hands, path)
        await hands.until("why not", dialog.outcome.isVisible)
        assert "there.zip" in dialog.outcome.sentence
        dialog.submit.click()
        (await hands.dialog(SaveDialog)).reject()
        await hands.until("the form again", lambda: dialog.state is State.EDITING)
        dialog.reject()
    assert path.read_bytes() == b"other"
    assert await admin.fetch(EXPORTS) == []


async def test_without_a_key_nothing_of_it_is_offered(served: Desk, person: Person) -> None:
    async with person.signed_in(served.url, user="1") as hands:
        await at_account(hands)
        await hands.until("an answer", lambda: not hands.desk.tasks.running("signing key"))
        assert not hands.view.evidence_button.isVisible()
        assert not hands.desk.actions["evidence"].isEnabled()
        hands.desk.complaint.evidence.ask()
        assert hands.desk.complaint.evidence.dialog is None


async def test_rows_become_a_file_that_the_audit_knows(
    served: Desk,
    shop: asyncpg.Connection,
    admin: asyncpg.Connection,
    person: Person,
    tmp_path: Path,
) -> None:
    await shop.execute(CREDIT)
    path = tmp_path / "rows.csv"
    async with person.signed_in(served.url, user="1") as hands:
        await at_account(hands)
        hands.desk.actions["export"].trigger()
        await save(hands, path)
        await hands.until("what became of it", lambda: "export" in hands.said)
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert [(row["amount"], row["description"]) for row in rows] == [("2000.00", "'=1+1")]
    (noted,) = [json.loads(row[0]) for row in await admin.fetch(EXPORTS)]
    assert noted == {"kind": "csv", "rows": 1}


async def test_an_answer_that_gets_lost_leaves_no_file_and_is_asked_for_again(
    signing: Desk, admin: asyncpg.Connection, person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "late.zip"
    async with line(signing.port) as wire, person.signed_in(wire.url, user="1") as hands:
        await at_account(hands)
        dialog = await ask(hands)
        wire.loses_answer = "/evidence"
        dialog.submit.click()
        await save(hands, path)
        await hands.until("that nothing came", dialog.outcome.isVisible)
        assert dialog.state is State.EDITING
        assert not path.exists()
        dialog.submit.click()
        await save(hands, path)
        await hands.until("that it is saved", lambda: dialog.state is State.DONE)
        dialog.cancel.click()
    verify(path.read_bytes(), KEY.public.fingerprint)
    assert len(await admin.fetch(EXPORTS)) == 2, "the audit knows of both: either may have arrived"

"""Every page of the complaint book ends as it says, first in the list of hypotheses."""

from datetime import timedelta
from pathlib import Path

import asyncpg

from gateway.__main__ import parser
from gateway.database import Database
from gateway.explain.claims import claim_of
from gateway.explain.command import query_of
from gateway.explain.hypotheses import HYPOTHESES
from gateway.explain.reader import Explainer
from gateway.explain.verdict import explain
from gateway.sandbox.complaint_texts import WORDS
from gateway.sandbox.complaints import COMPLAINTS, read_book, write_book
from gateway.sandbox.traffic import customers
from tests.conftest import BACKEND_ZONE, Marketplace
from tests.gateway.ledgers import HERE

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook.md"
SLIP = """
    insert into payment_methods (code, name, type, is_active, fee_percentage, fixed_fee)
    values ('payment_slip', 'Payment slip', 'cash', false, 2, 30)
"""


def test_there_is_a_page_for_every_hypothesis() -> None:
    assert [complaint.code for complaint in COMPLAINTS if complaint.code in HYPOTHESES] == [
        complaint.code for complaint in COMPLAINTS
    ]
    assert {complaint.code for complaint in COMPLAINTS} == set(HYPOTHESES)


def test_the_handbook_has_every_case_and_everybody_has_their_say() -> None:
    handbook = HANDBOOK.read_text(encoding="utf-8")
    for complaint in COMPLAINTS:
        assert f"`{complaint.code}`" in handbook, complaint.code
        assert complaint.name in handbook, complaint.name
    assert set(WORDS) == {complaint.code for complaint in COMPLAINTS}
    assert len(set(WORDS.values())) == len(WORDS)


async def test_every_page_is_solved(installed: Marketplace, admin: asyncpg.Connection) -> None:
    await admin.execute(SLIP)
    before = await customers(admin)
    await write_book(installed.backend, installed.superuser, zone=BACKEND_ZONE)
    assert (await customers(admin)).ids == before.ids  # traffic leaves them alone
    book = await read_book(installed.gateway)
    assert [page.complaint for page in book] == list(COMPLAINTS)
    async with Database.open(installed.gateway) as database, database.snapshot() as seen:
        for page in book:
            options = parser().parse_args(["explain", *page.command])
            claim = claim_of(query_of(options), seen.zone)
            ledger = await Explainer(database).ledger(seen, page.user_id, claim)
            # Once whoever writes in two commits has had the time for both.
            later = ledger._replace(as_of=ledger.as_of + timedelta(minutes=2))
            hypotheses = explain(later, claim, HERE).hypotheses
            found = {each.code: each for each in hypotheses}[page.complaint.code]
            assert found.outcome == page.complaint.outcome, page.complaint.code
            assert found.evidence or page.complaint.code == "stale_console"
            proved = [each.code for each in hypotheses if each.outcome == "proved"]
            if page.complaint.outcome == "proved":
                assert page.complaint.code in proved[:2], (page.complaint.code, proved)
            else:
                assert proved == [], page.complaint.code
            assert "{" not in page.words
            assert page.words

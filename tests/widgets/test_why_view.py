"""The Why? panel in both directions: what it is told it says, what is done to it, it wishes."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from api_client.verdicts import Claim
from tests.widgets.examples import NOON
from tests.widgets.verdict_examples import (
    cannot_tell,
    change,
    deposit,
    differs,
    hypotheses,
    pair,
    state,
    verdict,
)
from widgets.claim_form import DAY, MOMENT, ClaimForm, claim_text
from widgets.format import BELGRADE
from widgets.verdict_line import VerdictLine
from widgets.why_view import WhyView


@pytest.fixture
def why(qtbot: QtBot) -> Iterator[WhyView]:
    made = WhyView()
    qtbot.addWidget(made)
    made.resize(728, 560)
    made.show()
    yield made
    made.close()


@pytest.fixture
def line(qtbot: QtBot) -> VerdictLine:
    made = VerdictLine()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_answer_is_seen_at_once_and_the_rest_on_request(why: WhyView) -> None:
    why.set_state(state(differs()))
    assert why.banner.headline.text() == "Differs by −2.000,00\u00a0RSD."
    assert why.banner.reason.text() == (
        "Stored 0,00, transactions add up to 2.000,00. They part at 30.06.2026 19:22:41:"
        " the balance fell by 2.000,00 without a transaction."
    )
    assert "proved by the change log" in why.banner.proof.text()
    shown = [card.hypothesis.code for card in why.checks.cards if card.isVisible()]
    assert shown == ["balance_changed_without_transaction", "display_only", "stale_console"]
    assert why.checks.fold.text() == "20 excluded: show them"
    why.checks.fold.click()
    assert len([card for card in why.checks.cards if card.isVisible()]) == 23
    why.set_state(state(differs(), outdated=True))
    assert why.checks.fold.isChecked(), "what was unfolded stays so"


def test_what_the_proof_does_not_reach_is_not_proved(why: WhyView) -> None:
    why.set_state(state(verdict(logged=17)))
    assert why.banner.caveats.isHidden()
    why.set_state(state(verdict(logged=1)))
    assert why.banner.proof.text().startswith("1 proved, 16 by amounts only")
    assert why.banner.caveats.text().startswith("The change log begins at 02.04.2026")
    why.set_state(state(differs(logged=1)))
    assert why.banner.proof.text().startswith("proved by the change log")


def test_a_complaint_is_answered_beside_a_balance_that_agrees(why: WhyView) -> None:
    found = hypotheses(never_arrived=("proved", ()), fee_added=("cannot_tell", ()))
    why.set_state(state(verdict(hypotheses=found)))
    assert why.banner.complaint.text() == "The complaint: the payment never arrived."
    why.set_state(state(verdict(hypotheses=found), claim=Claim()))
    assert why.banner.complaint.isHidden(), "nobody complained"
    why.set_state(state(verdict(hypotheses=hypotheses(never_arrived=("cannot_tell", ())))))
    assert why.banner.complaint.isHidden(), "nothing is proved"


def test_every_outcome_is_icon_and_word(why: WhyView) -> None:
    why.set_state(state(differs()))
    card = why.checks.card("balance_changed_without_transaction")
    assert (card.chip.text(), card.icon.accessibleName()) == ("proved", "proved")
    assert card.accessibleName() == "The balance changed without a transaction: proved"
    assert card.accessibleDescription() == card.sentence.text()


def test_where_it_parts_is_marked_among_the_commits(why: WhyView) -> None:
    why.set_state(state(differs()))
    assert why.timeline.marked == {99}
    model = why.timeline.timeline
    row = model.rows_of(frozenset({99}))[0]
    texts = [model.data(model.index(row, column)) for column in range(model.columnCount())]
    assert texts == [
        "30.06.2026 19:22:41", "−2.000,00", "unpaired", "no transaction", "role postgres, psql",
    ]  # fmt: skip
    why.set_state(state(verdict()))
    assert why.timeline.marked == frozenset()


def test_an_outdated_a_failed_and_a_silent_verdict_say_so_and_can_be_asked_anew(
    qtbot: QtBot, why: WhyView
) -> None:
    for known, words in (
        (state(differs(), outdated=True), "has changed since"),
        (state(differs(), problem="The gateway is away."), "The gateway is away."),
        (state(differs(), live=False), "Not live"),
    ):
        why.set_state(known)
        assert words in why.banner.age.text()
        assert "This is as of 01.07.2026 12:04:07." in why.banner.age.text()
        assert why.banner.property("tone") == ("negative" if known.problem else "")
        with qtbot.waitSignal(why.look_again_requested):
            why.banner.again.click()
    why.set_state(state(differs(), outdated=True, asking=True))
    assert "Looking again" in why.banner.age.text()
    assert why.banner.again.isHidden()


def test_loading_and_failed_are_two_looks(qtbot: QtBot, why: WhyView) -> None:
    why.set_state(state(asking=True))
    assert why.page.isHidden()
    assert why.placeholder.text.isHidden()
    why.set_state(state(problem="The gateway is away."))
    assert why.placeholder.text.text() == "The gateway is away."
    with qtbot.waitSignal(why.look_again_requested):
        why.placeholder.action.click()


def said_before(sentence: str, *parts: str) -> bool:
    """Whether a sentence has these parts, in this order."""
    places = [sentence.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_evidence_leads_to_its_rows_its_commit_and_other_users(qtbot: QtBot, why: WhyView) -> None:
    said = hypotheses(
        balance_changed_without_transaction=("proved", (change(),)),
        credited_to_other_user=("cannot_tell", (deposit(5, user_id=7), deposit(6, user_id=9))),
        pending=("proved", (deposit(88_410, status="pending"), deposit(88_409))),
    )
    why.set_state(state(differs(hypotheses=said)))
    (show,) = why.checks.card("pending").links
    assert show.text() == "Show 2 rows"
    with qtbot.waitSignal(why.rows_requested) as wish:
        show.click()
    assert wish.args == [(88_410, 88_409)]
    (commit,) = why.checks.card("balance_changed_without_transaction").links
    assert commit.text() == "Show the commit"
    with qtbot.assertNotEmitted(why.rows_requested):
        commit.click()
    assert why.timeline.marked == {99}
    others = why.checks.card("credited_to_other_user").links
    assert [button.text() for button in others] == ["Open #9", "Open #7"]
    assert said_before(why.checks.card("credited_to_other_user").sentence.text(), "#9", "#7")
    with qtbot.waitSignal(why.user_requested) as wish:
        others[1].click()
    assert wish.args == [7, (5,)]


def test_a_commit_leads_to_its_transactions(qtbot: QtBot, why: WhyView) -> None:
    why.set_state(state(verdict(timeline=(pair(5, 100, 100, 7, 8), pair(4, -1, 0)))))
    model = why.timeline.timeline
    with qtbot.waitSignal(why.rows_requested) as wish:
        why.timeline.activated.emit(model.index(0, 0))
    assert wish.args == [(7, 8)]
    with qtbot.assertNotEmitted(why.rows_requested):
        why.timeline.activated.emit(model.index(1, 0))


def test_what_the_customer_says_can_be_changed(qtbot: QtBot, why: WhyView) -> None:
    why.set_state(state(verdict(), claim=Claim()))
    assert why.edit_claim.text() == "What does the customer say?"
    why.edit_claim.click()
    QTest.keyClicks(why.form.amount, "2000")
    with qtbot.waitSignal(why.claim_changed) as wish:
        QTest.keyClick(why.form.amount, Qt.Key.Key_Return)
    assert wish.args == [Claim(amount_minor=200_000)]
    assert why.form.isHidden()
    why.set_state(state(verdict(), claim=wish.args[0]))
    assert why.says.text() == "customer says: 2.000,00\u00a0RSD"
    why.edit_claim.click()
    QTest.keyClick(why.form.amount, Qt.Key.Key_Escape)
    assert why.form.isHidden()
    with qtbot.waitSignal(why.close_requested):
        QTest.keyClick(why, Qt.Key.Key_Escape)


def test_an_answer_is_read_from_its_top_however_it_was_asked_for(why: WhyView) -> None:
    said = hypotheses(
        **{
            code: ("cannot_tell", (deposit(5),))
            for code in ("pending", "failed", "frozen", "reversed")
        },
        never_arrived=("proved", ()),
    )
    why.resize(728, 300)
    why.set_state(state(verdict(hypotheses=said)))
    bar = why.scroller.verticalScrollBar()
    claim = Claim(amount_minor=200_000)
    for _ in range(3):
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        why.edit_claim.click()
        assert bar.value() == 0
        why.form.set_claim(claim)
        QTest.keyClick(why.form.amount, Qt.Key.Key_Return)
        why.set_state(state(verdict(hypotheses=said), claim=claim))
        QApplication.processEvents()
        assert bar.value() == 0
        assert why.edit_claim.hasFocus()


def test_nobody_is_held_to_what_another_customer_said(why: WhyView) -> None:
    why.set_state(state(verdict(), claim=Claim(amount_minor=5)))
    why.edit_claim.click()
    why.forget()
    assert why.form.claim == Claim()
    assert why.form.isHidden()


def test_what_nobody_sees_is_not_drawn(why: WhyView) -> None:
    why.hide()
    why.set_state(state(differs()))
    assert why.checks.cards == []
    why.show()
    assert why.checks.outcome("balance_changed_without_transaction") == "proved"


@pytest.fixture
def form(qtbot: QtBot) -> ClaimForm:
    made = ClaimForm()
    qtbot.addWidget(made)
    made.set_methods(("mock_payment", "ips_qr"))
    made.show()
    return made


@pytest.mark.parametrize(
    "claim",
    [
        Claim(),
        Claim(amount_minor=1),
        Claim(amount_minor=999_999_999_999, session="mock_session_42_1", success_page=True),
        Claim(at=date(2025, 7, 1), method="ips_qr"),
        Claim(at=datetime(2025, 7, 1, 14, 2, tzinfo=BELGRADE), method="not there"),
    ],
)
def test_a_claim_goes_in_and_comes_out_the_same(form: ClaimForm, claim: Claim) -> None:
    form.set_claim(claim)
    assert form.claim == claim


def test_a_wrong_amount_is_said_beside_its_field_and_nothing_is_asked(
    qtbot: QtBot, form: ClaimForm
) -> None:
    for text in ("zwei", "-5", "0", "1,234"):
        form.amount.setText(text)
        with qtbot.assertNotEmitted(form.claim_changed):
            form.check.click()
        assert form.amount_field.problem.text() == "Not an amount."
    form.amount.setText("100,46")
    assert form.amount_field.problem.text() == ""


def test_days_and_times_are_belgrades(form: ClaimForm) -> None:
    form.when.setCurrentIndex(form.when.findData(DAY))
    form.day.setDate(QDate(2025, 7, 1))
    assert form.claim.at == date(2025, 7, 1)
    assert form.time.isHidden()
    form.when.setCurrentIndex(form.when.findData(MOMENT))
    form.time.setTime(QTime(12, 4))
    assert form.claim.at == datetime(2025, 7, 1, 12, 4, tzinfo=BELGRADE)
    assert claim_text(form.claim, "RSD") == "01.07.2025 12:04"


def test_the_line_says_verdict_proof_and_age(line: VerdictLine) -> None:
    line.set_state(state(verdict()))
    assert line.headline.text() == "Agrees with 17 of 17 transactions"
    assert line.about.text().split("    ") == ["proved by the change log", "as of 12:04:07"]
    line.set_state(state(verdict(logged=1)))
    assert line.about.text().startswith("1 proved, 16 by amounts only    as of")
    line.set_state(state(differs()))
    assert line.headline.text() == "Differs by −2.000,00\u00a0RSD"
    line.set_state(state(cannot_tell()))
    assert line.headline.text() == "Cannot tell"
    assert "hint" in line.about.text()
    assert line.accessibleName().startswith("Cannot tell, a hint")


@pytest.mark.parametrize(
    "fields", [{"outdated": True}, {"live": False}, {"problem": "Away."}, {"asking": True}]
)
def test_a_verdict_that_may_not_hold_is_never_green_or_red(
    line: VerdictLine, fields: dict[str, object]
) -> None:
    for said in (verdict(), differs()):
        holds = fields.get("outdated") is None and fields.get("live") is None
        line.set_state(state(said, **fields))
        assert (line.headline.property("tone") == "muted") is not holds
        assert "as of 12:04:07" in line.about.text()


def test_the_line_keeps_its_height_and_offers_what_can_be_done(
    qtbot: QtBot, line: VerdictLine
) -> None:
    heights = set()
    for known, offer in (
        (state(), "Check"),
        (state(asking=True), ""),
        (state(problem="Away."), "Retry"),
        (state(verdict()), ""),
        (state(verdict(), outdated=True), "Look again"),
    ):
        line.set_state(known)
        QApplication.processEvents()
        heights.add(line.height())
        assert line.action.text() == offer
        if offer:
            with qtbot.waitSignal(line.look_again_requested):
                line.action.click()
    assert len(heights) == 1


def test_an_account_without_transactions_agrees(line: VerdictLine) -> None:
    line.set_state(state(verdict(transactions=0, stored_minor=0, as_of=NOON)))
    assert line.headline.text() == "Agrees: there are no transactions"

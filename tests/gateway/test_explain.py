"""Verdicts on ledgers by dice: nothing false on clean ones, every fault by its name and its row."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.explain.answers import Verdict
from gateway.explain.claims import ClaimQuery, claim_of
from gateway.explain.hypotheses import HYPOTHESES
from gateway.explain.replay import replay
from gateway.explain.rows import Ledger
from gateway.explain.verdict import NOBODY, explain
from tests.gateway.ledger_faults import (
    FAULTS,
    MAKE_A_DRIFT,
    SHOWN_BY_OURSELVES,
    SHOWN_BY_THE_LOG,
    Complaint,
    balance_never_heard,
    fee_added,
    hand_edit,
    own_deposit_taken_back,
    page_completed_twice,
    page_never_completed,
)
from tests.gateway.ledgers import (
    HAND,
    HERE,
    ME,
    OTHER,
    ZONE,
    Add,
    Alter,
    Page,
    Settle,
    Shop,
    booked,
    clean,
    live,
)

CLEAN = 10_000
HARMLESS = {"pending", "failed", "spent_since"}
"""What is true of clean ledgers too."""
Fault = Callable[[Shop], Complaint]


def judged(shop: Shop, query: ClaimQuery) -> Verdict:
    claim = claim_of(query, ZONE)
    return explain(shop.ledger(ME, claim), claim, HERE)


def outcomes(verdict: Verdict) -> dict[str, str]:
    return {hypothesis.code: hypothesis.outcome for hypothesis in verdict.hypotheses}


def missing(shop: Shop, complaint: Complaint) -> str:
    """Return what the verdict on a complaint lacks."""
    xids = {commit.xid for commit in complaint.commits}
    rows = [(row.xid, row.pos) for row in shop.changes.get(ME, [])]
    rows += [(row.xid, row.pos) for row in shop.edits.get(ME, [])]
    return complaint.misses(
        judged(shop, complaint.query), [pos for xid, pos in rows if xid in xids]
    )


def test_clean_ledgers_are_never_accused() -> None:
    said = Counter[str]()
    for seed in range(CLEAN):
        shop = clean(random.Random(seed), 8)
        verdict = judged(shop, ClaimQuery())
        assert (verdict.verdict, verdict.drift_minor) == ("agrees", 0), seed
        assert verdict.first_divergence is None
        proved = {code for code, outcome in outcomes(verdict).items() if outcome == "proved"}
        assert proved <= HARMLESS, (seed, proved)
        said[verdict.proof] += 1
        ledger = shop.ledger(ME, NOBODY)
        if not ledger.is_pruned:
            untouched = {entry.id for entry in ledger.entries} - {e.id for e in ledger.edits}
            assert verdict.transactions - verdict.logged == len(untouched)
            assert all(id_ <= ledger.last_before for id_ in untouched)
    assert min(said.values()) > 100, said


@settings(max_examples=300, deadline=None)
@given(dice=st.randoms(use_true_random=False), commits=st.integers(0, 40))
def test_a_drift_from_before_the_log_is_a_hint(dice: random.Random, commits: int) -> None:
    shop = clean(dice, commits, seeded=True)
    verdict = judged(shop, ClaimQuery())
    assert (verdict.verdict, verdict.proof) == ("cannot_tell", "amounts_only")
    assert verdict.drift_minor == verdict.drift_before_minor > 0
    assert outcomes(verdict)["balance_changed_without_transaction"] == "cannot_tell"


@settings(max_examples=300, deadline=None)
@given(dice=st.randoms(use_true_random=False))
def test_a_payment_that_is_there_is_not_called_missing(dice: random.Random) -> None:
    shop = clean(dice, 12)
    verdicts = [
        judged(shop, ClaimQuery(claim_amount_minor=abs(entry.state.amount),
                                claim_at=entry.at.isoformat()))
        for _, entry in shop.transactions.values()
        if entry.state.effect > 0 and entry.state.type == "deposit" and entry.at
    ]  # fmt: skip
    for verdict in verdicts:
        found = outcomes(verdict)
        for code in ("never_arrived", "fee_added", "credited_to_other_user", "default_amount_2000"):
            assert found[code] == "excluded", code


@settings(max_examples=200, deadline=None)
@given(dice=st.randoms(use_true_random=False), hours=st.integers(0, 300))
def test_a_payment_that_took_days_is_not_called_missing(dice: random.Random, hours: int) -> None:
    shop = clean(dice, 3)
    amount = dice.randrange(3_000_001, 9_000_000, 2)
    begun = shop.commit(booked("deposit", amount, status="pending"), after=14_400)
    shop.commit(Alter(shop.ids, "status", "completed"), Add(ME, amount), after=3600 * hours)
    said = ClaimQuery(claim_amount_minor=amount, claim_at=begun.at.isoformat())
    found = outcomes(judged(shop, said))
    assert (found["never_arrived"], found["pending"]) == ("excluded", "excluded")


def told(ledger: Ledger, query: ClaimQuery, code: str) -> tuple[str, list[str]]:
    """Return how a hypothesis ends, and the kinds of its evidence."""
    verdict = explain(ledger, claim_of(query, ZONE), HERE)
    found = next(each for each in verdict.hypotheses if each.code == code)
    return found.outcome, [row.kind for row in found.evidence]


def test_what_is_proved_for_a_time_before_the_log_names_the_account_that_was_not_there() -> None:
    ledger = clean(random.Random(1), 6).ledger(ME)
    day = ledger.began_at.astimezone(ZONE).date().isoformat()  # its morning is older than the log
    said = ClaimQuery(claim_amount_minor=77_700_001, claim_at=day)
    assert told(ledger, said, "never_arrived")[0] == "cannot_tell"
    new = ledger._replace(registered_at=ledger.began_at + timedelta(minutes=1))
    assert told(new, said, "never_arrived") == ("proved", ["account", "log"])
    later = (ledger.began_at + timedelta(days=3)).isoformat()
    since = ClaimQuery(claim_amount_minor=77_700_001, claim_at=later)
    assert told(new, since, "never_arrived") == ("proved", ["log"])


def test_a_customer_who_names_the_day_is_told_no_less_than_one_who_does_not() -> None:
    shop = clean(random.Random(1), 6)
    ledger = shop.ledger(ME)
    today = ledger.as_of.astimezone(ZONE).date()
    assert ledger.stored is not None
    assert ledger.stored.balance
    for at in (None, today.isoformat()):
        said = ClaimQuery(claim_at=at)
        assert told(ledger, said, "read_failure_shown_as_zero") == ("cannot_tell", ["balance"])
        outcome, rows = told(ledger, said, "stale_console")
        assert outcome == "cannot_tell"
        assert "change" in rows
    before = ClaimQuery(claim_at=(today - timedelta(days=1)).isoformat())
    assert told(ledger, before, "read_failure_shown_as_zero") == ("cannot_tell", ["log"])


@settings(max_examples=200, deadline=None)
@given(dice=st.randoms(use_true_random=False), seconds=st.integers(-600, 600))
def test_a_page_really_showed_zero_only_if_there_was_nothing_about_then(
    dice: random.Random, seconds: int
) -> None:
    """Staff write minutes: within five of them the page may have been drawn."""
    ledger = clean(dice, dice.randrange(1, 4)).ledger(ME)
    new = ledger._replace(registered_at=ledger.began_at)
    near = dice.choice([change.at for change in new.changes[:1]] or [ledger.began_at])
    at = near + timedelta(seconds=seconds)
    about = [c for c in new.changes if c.at <= at + timedelta(minutes=5)]
    then = [c.after or 0 for c in about if c.at > at - timedelta(minutes=5)]
    earlier = [c.after or 0 for c in about if c.at <= at - timedelta(minutes=5)]
    opened = new.checkpoints[-1].balance if new.checkpoints else 0
    balances = [earlier[-1] if earlier else opened, *then]
    said = ClaimQuery(claim_at=at.isoformat(), claim_amount_minor=100)
    outcome, _ = told(new, said, "read_failure_shown_as_zero")
    assert (outcome == "excluded") == (not any(balances))


@pytest.mark.parametrize("seed", range(50))
def test_a_fee_is_not_proved_where_exactly_the_amount_was_begun_too(seed: int) -> None:
    shop = clean(random.Random(seed), 3)
    complaint = fee_added(shop)
    amount = complaint.query.claim_amount_minor
    assert amount is not None
    shop.commit(booked("deposit", amount, status="pending"))
    found = outcomes(judged(shop, ClaimQuery(claim_amount_minor=amount)))
    assert (found["fee_added"], found["pending"]) == ("cannot_tell", "proved")


def test_every_hypothesis_has_a_fault_or_is_beyond_proof() -> None:
    shown = {fault(clean(random.Random(1), 3)).code for fault in FAULTS}
    assert set(HYPOTHESES) - shown == {"read_failure_shown_as_zero", "stale_console"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_named_with_its_row(fault: Fault) -> None:
    for seed in range(200):
        shop = clean(random.Random(seed), 6)
        complaint = fault(shop)
        shop.now = shop.now.replace(microsecond=0)
        live_later(shop)
        assert not (lack := missing(shop, complaint)), (seed, lack)


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f in MAKE_A_DRIFT], ids=lambda fault: fault.__name__
)
def test_the_drift_is_exact_and_begins_at_the_fault(fault: Fault) -> None:
    for seed in range(200):
        shop = clean(random.Random(seed), 6)
        complaint = fault(shop)
        live_later(shop)
        verdict = judged(shop, ClaimQuery())
        added_up = sum(e.state.effect for user, e in shop.transactions.values() if user == ME)
        assert verdict.verdict == "differs", seed
        assert verdict.proof == "change_log"
        assert verdict.drift_minor == shop.balances[ME].balance - added_up != 0
        first = verdict.first_divergence
        assert first is not None
        (commit,) = complaint.commits
        assert first.at == commit.at
        if first.kind == "transaction":
            assert first.id in complaint.transactions
        else:
            assert (first.kind, first.written_by) == ("change", commit.role)


def test_two_faults_are_both_named() -> None:
    for seed, faults in enumerate(permutations(FAULTS, 2)):
        shop = clean(random.Random(seed), 4)
        complaints = []
        for fault in faults:
            complaints.append(fault(shop))
            live_later(shop)
        for complaint in complaints:
            lack = missing(shop, complaint)
            assert not lack, ([fault.__name__ for fault in faults], lack)


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f in SHOWN_BY_THE_LOG], ids=lambda fault: fault.__name__
)
def test_what_the_log_does_not_show_nobody_can_tell(fault: Fault) -> None:
    for seed in range(50):
        shop = Shop(random.Random(seed))
        live(shop, 4)
        shop.install()
        live(shop, 3)
        shop.capture(on=False)
        complaint = fault(shop)
        shop.capture(on=True)
        hidden = outcomes(judged(shop, complaint.query))[complaint.code]
        assert hidden == "cannot_tell", ("behind the log", seed, hidden)

        shop = Shop(random.Random(seed))
        live(shop, 4)
        complaint = fault(shop)
        shop.install()
        before = outcomes(judged(shop, complaint.query))[complaint.code]
        assert before == "cannot_tell", ("before the log", seed, before)


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f in SHOWN_BY_OURSELVES], ids=lambda fault: fault.__name__
)
def test_what_this_product_did_itself_needs_no_log_but_its_own_book(fault: Fault) -> None:
    for seed in range(50):
        for is_captured in (True, False):
            shop = clean(random.Random(seed), 4)
            shop.capture(on=is_captured)
            complaint = fault(shop)
            shop.capture(on=True)
            assert not (lack := missing(shop, complaint)), (seed, is_captured, lack)
            claim = claim_of(complaint.query, ZONE)
            withheld = shop.ledger(ME, claim)._replace(reversals=[], sessions=[])
            unknown = outcomes(explain(withheld, claim, HERE))
            if fault is not page_never_completed or not is_captured:  # else the log shows it
                assert unknown[complaint.code] != "proved", (seed, is_captured)
            if fault in (own_deposit_taken_back, page_completed_twice):
                assert unknown[complaint.code] == "cannot_tell"


@settings(max_examples=500, deadline=None)
@given(
    dice=st.randoms(use_true_random=False), said=st.booleans(), whose=st.sampled_from([ME, OTHER])
)
def test_our_own_book_accuses_nobody_of_anything_else(
    dice: random.Random, whose: int, *, said: bool
) -> None:
    """Whatever else it did: a payment by a page of its own that went well is nothing else."""
    shop = clean(dice, 6)
    amount = dice.randrange(3_000_001, 9_000_000, 2)
    for fault in dice.sample(sorted(SHOWN_BY_OURSELVES, key=lambda fault: fault.__name__), 3):
        fault(shop)
    shop.commit(booked("deposit", amount, user=whose), Add(whose, amount), after=100_000)
    page = shop.commit(Page(whose, "completed", amount, (shop.ids,)), after=1)
    live_later(shop)
    session = f"mock_session_{whose}_{int(page.at.timestamp())}"
    query = ClaimQuery(session=session, claim_amount_minor=amount if said else None)
    found = {code for code, outcome in outcomes(judged(shop, query)).items() if outcome == "proved"}
    theirs = {"credited_to_other_user", "never_arrived"}  # never on the account that is asked about
    assert found <= (HARMLESS | theirs if whose == OTHER else HARMLESS)
    assert ("credited_to_other_user" in found) == (whose == OTHER)
    assert judged(shop, query).verdict == "agrees"


@settings(max_examples=300, deadline=None)
@given(dice=st.randoms(use_true_random=False), commits=st.integers(0, 12))
def test_what_happened_behind_the_log_accuses_nobody(dice: random.Random, commits: int) -> None:
    shop = clean(dice, commits)
    shop.capture(on=False)
    live(shop, commits)
    shop.capture(on=True)
    live(shop, commits)
    verdict = judged(shop, ClaimQuery())
    # What was pending before the log and completed behind it could belong to either.
    assert verdict.verdict in ("agrees", "cannot_tell")
    assert verdict.drift_minor + verdict.drift_before_minor == 0 or verdict.verdict == "agrees"
    assert [hole.reason for hole in verdict.holes] == ["capture"]
    proved = {code for code, outcome in outcomes(verdict).items() if outcome == "proved"}
    assert proved <= HARMLESS | {"transaction_edited_or_deleted"}
    assert outcomes(verdict)["balance_changed_without_transaction"] != "excluded"
    assert verdict.proof != "change_log" or not replay(shop.ledger()).has_holes


@settings(max_examples=100, deadline=None)
@given(dice=st.randoms(use_true_random=False), commits=st.integers(0, 3))
def test_an_edit_behind_the_log_is_a_drift_between_checkpoints(
    dice: random.Random, commits: int
) -> None:
    shop = clean(dice, 6)
    shop.commit(Add(ME, 0))
    shop.capture(on=False)
    shop.commit(Settle(ME, "balance", shop.balances[ME].balance + 77), role=HAND)
    shop.capture(on=True)
    live(shop, commits)
    verdict = judged(shop, ClaimQuery())
    assert (verdict.verdict, verdict.proof, verdict.drift_minor) == ("differs", "checkpoints", 77)
    assert outcomes(verdict)["balance_changed_without_transaction"] == "cannot_tell"
    first = verdict.first_divergence
    assert first is not None
    # The first change that found the balance so, or else the balance itself; nobody saw who did it.
    assert (first.by_minor, first.written_by) == (77, None)
    assert first.kind in ("change", "balance")


@settings(max_examples=100, deadline=None)
@given(dice=st.randoms(use_true_random=False))
def test_what_was_made_up_for_parts_nowhere(dice: random.Random) -> None:
    """And what came later is named, not what was mended before."""
    shop = clean(dice, 6)
    balance_never_heard(shop)
    shop.commit(Add(ME, -replay(shop.ledger()).drift), after=7200, role=HAND)
    live_later(shop)
    verdict = judged(shop, ClaimQuery())
    assert (verdict.verdict, verdict.first_divergence) == ("agrees", None)
    found = outcomes(verdict)
    assert found["transaction_without_balance_change"] == "proved"
    assert found["balance_changed_without_transaction"] == "proved"
    (edit,) = hand_edit(shop).commits
    first = judged(shop, ClaimQuery()).first_divergence
    assert first is not None
    assert first.at == edit.at


def live_later(shop: Shop) -> None:
    """Let two quiet hours pass and some life go on."""
    shop.commit(after=7200)
    live(shop, 3)
    shop.commit(after=7200)

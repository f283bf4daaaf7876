"""Every hypothesis has words in every outcome, and no figure in them that no row shows."""

import re
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.verdicts import Claim, Evidence, Hypothesis, Outcome
from tests.widgets.examples import NOON
from tests.widgets.verdict_examples import change, deposit, edit, log, session
from widgets.format import format_amount
from widgets.hypothesis_titles import title
from widgets.hypothesis_words import SENTENCES, sentence

AMOUNT = re.compile(r"\d[\d.]*,\d\d")
KINDS = (
    "transaction", "change", "edit", "checkpoint", "balance", "method", "session", "log", "gap",
    "later",
)  # fmt: skip
words = st.sampled_from([None, "", "postgres", "{role}", "a{0}b", "деплой"])
rows = st.builds(
    Evidence,
    kind=st.sampled_from(KINDS),
    id=st.none() | st.integers(1, 2**31 - 1),
    pos=st.none() | st.integers(1, 2**40),
    user_id=st.none() | st.sampled_from([42, 7]),
    at=st.none() | st.integers(0, 10**6).map(lambda n: NOON - timedelta(seconds=n)),
    amount_minor=st.none() | st.integers(-(10**12) + 1, 10**12 - 1),
    currency=st.sampled_from([None, "RSD", "EUR"]),
    type=st.sampled_from([None, "deposit", "bonus"]),
    status=st.sampled_from([None, "completed", "on_hold", "open", "declined", "abandoned"]),
    method=words,
    text=st.sampled_from([None, "gone", "holes", "missing", "inactive", "active", "frozen"]),
    written_by=words,
    application=words,
)
claims = st.builds(
    Claim, amount_minor=st.none() | st.integers(1, 10**12 - 1), success_page=st.booleans()
)


@given(
    code=st.sampled_from([*SENTENCES, "of_a_newer_gateway"]),
    outcome=st.sampled_from(get_args(Outcome)),
    evidence=st.lists(rows, max_size=6).map(tuple),
    claim=claims,
)
def test_no_sentence_states_a_figure_that_no_row_shows(
    code: str, outcome: Outcome, evidence: tuple[Evidence, ...], claim: Claim
) -> None:
    said = sentence(Hypothesis(code=code, outcome=outcome, evidence=evidence), claim)
    amounts = {row.amount_minor or 0 for row in evidence} | {claim.amount_minor or 0}
    amounts.add(sum(row.amount_minor or 0 for row in evidence if row.kind == "change"))
    shown = {format_amount(abs(minor)) for minor in amounts}
    assert set(AMOUNT.findall(said)) <= shown
    assert ".." not in said.replace("…", "")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_hypothesis_has_a_name_and_says_why_it_is_excluded(code: str) -> None:
    assert title(code) != code
    if code not in ("never_arrived", "read_failure_shown_as_zero", "clock_offset"):
        said = sentence(Hypothesis(code=code, outcome="excluded"), Claim(amount_minor=1))
        assert said.endswith(".")
        assert "—" not in said


@pytest.mark.parametrize(
    ("code", "outcome", "evidence", "said"),
    [
        (
            "balance_changed_without_transaction", "proved", (change(),),
            "30.06.2026 19:22:41: −2.000,00 (role postgres, psql);"
            " no transaction in that commit or near it.",
        ),
        (
            "credited_to_other_user", "proved", (edit(user_id=7),),
            "01.07.2026 12:04:07: transaction 88412 went to user #7 (role svetu_backend).",
        ),
        (
            "credited_to_other_user", "proved", (deposit(user_id=7),),
            "The session is of another user: deposit 88412 of +2.000,00 for #7,"
            " 01.07.2026 12:04:07.",
        ),
        (
            "credited_to_other_user", "cannot_tell",
            tuple(deposit(id_, user_id=id_) for id_ in (5, 6, 7, 8)),
            "Perhaps one of these: deposit 8 of +2.000,00 for #8, 01.07.2026 12:04:07;"
            " deposit 7 of +2.000,00 for #7, 01.07.2026 12:04:07;"
            " deposit 6 of +2.000,00 for #6, 01.07.2026 12:04:07; 1 more."
            " The time or the session narrows it down.",
        ),
        (
            "never_arrived", "proved", (Evidence(kind="account", at=NOON), log(at=NOON)),
            "No deposit of 2.000,00 has ever been there. The account is from 01.07.2026 12:04:07."
            " The change log is complete since 01.07.2026 12:04:07.",
        ),
        ("never_arrived", "cannot_tell", (log("holes"),),
         "No deposit of 2.000,00 is there. The change log has holes."),
        ("never_arrived", "proved", (log(at=NOON),),
         "No deposit of 2.000,00 has ever been there."
         " The change log is complete since 01.07.2026 12:04:07."),
        ("never_arrived", "cannot_tell", (log(at=NOON),),
         "No deposit of 2.000,00 is there."
         " The change log is complete only since 01.07.2026 12:04:07."),
        ("never_arrived", "excluded", (deposit(),),
         "Deposit 88412 of +2.000,00, 01.07.2026 12:04:07."),
        ("never_arrived", "proved", (log(at=NOON), session("abandoned")),
         "No deposit of 2.000,00 has ever been there. The payment page of 01.07.2026 12:04:07 was"
         " never completed. The change log is complete since 01.07.2026 12:04:07."),
        ("never_arrived", "excluded", (deposit(), session("completed")),
         "Deposit 88412 of +2.000,00, 01.07.2026 12:04:07."
         " The payment page of 01.07.2026 12:04:07 was completed."),
        ("pending", "proved", (session("open"),),
         "The payment page is open and due 01.07.2026 12:04:07."),
        ("failed", "proved", (session("declined"),),
         "The payment page of 01.07.2026 12:04:07 was declined."),
        ("credited_twice", "proved", (deposit(5), deposit(6), session("completed")),
         "One payment page booked 5, 6."),
        ("credited_to_other_user", "proved", (session("completed", user_id=7),),
         "The session is of another user. The payment page of 01.07.2026 12:04:07 was completed."),
        ("reversed", "proved", (deposit(5), deposit(6, -200_000, type="withdrawal")),
         "01.07.2026 12:04:07: test deposit 5 of +2.000,00 was taken back by transaction 6."),
        ("reversed", "cannot_tell", (deposit(6, -200_000, type="withdrawal"),),
         "Withdrawal 6 of −2.000,00, 01.07.2026 12:04:07: what it takes back is not recorded."),
        ("pending", "proved", (deposit(status="pending"),),
         "Deposit 88412 of +2.000,00, 01.07.2026 12:04:07: begun, not completed."),
        ("spent_since", "proved", (change(98, -150_000), change(99, -49_950)),
         "Since then 2 times, −1.999,50 in all; the last 30.06.2026 19:22:41."),
        ("frozen", "proved", (Evidence(kind="balance", amount_minor=5, text="frozen"),),
         "0,05 of it cannot be spent."),
        ("method_missing_or_inactive", "proved",
         (Evidence(kind="method", method="slip", text="missing"),),
         "There is no method slip: every completion fails."),
        ("transaction_edited_or_deleted", "proved", (edit(text="gone"),),
         "01.07.2026 12:04:07: transaction 88412 was deleted (role svetu_backend)."),
        (
            "wrong_sign", "proved", (change(98, -150_000, at=NOON), edit(99, 5, 150_000)),
            "01.07.2026 12:04:07: the balance moved by −1.500,00 for transaction 5 of +1.500,00"
            " (role postgres, psql).",
        ),
    ],
)  # fmt: skip
def test_what_is_said(
    code: str, outcome: Outcome, evidence: tuple[Evidence, ...], said: str
) -> None:
    claim = Claim(amount_minor=200_000)
    assert sentence(Hypothesis(code=code, outcome=outcome, evidence=evidence), claim) == said

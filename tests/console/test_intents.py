"""The journal knows every deposit whose outcome is not known, whatever happened to its files."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import Deposit
from console.intents import KEPT, Intent, Intents, Outcome

GATEWAY = "https://a"
OPERATOR = "ops@example.org"
OUTCOMES: tuple[Outcome, ...] = ("committed", "refused", "cancelled")


def key(number: int) -> str:
    return f"{number:032x}"


def intent(number: int, gateway: str = GATEWAY, operator: str = OPERATOR) -> Intent:
    deposit = Deposit(
        user_id=42, amount_minor=number, currency="RSD", payment_method="mock_payment",
        reason="complaint", ticket="SUP-1", key=key(number),
    )  # fmt: skip
    return Intent.of(
        deposit, user_name="Ana", gateway=gateway, operator=operator, environment="sandbox"
    )


def keys(journal: Intents) -> list[str]:
    return [open_.deposit.key for open_ in journal.open(GATEWAY, OPERATOR)]


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["record", *OUTCOMES]), st.booleans())
    )
)
def test_two_consoles_on_one_folder_agree_with_a_plain_model(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    consoles = Intents(folder), Intents(folder)
    known: dict[str, str] = {}
    for number, step, other in steps:
        journal = consoles[other]
        if step == "record":
            if key(number) not in known:  # a key is made once
                journal.record(intent(number))
                known[key(number)] = "open"
        else:
            (outcome,) = [one for one in OUTCOMES if one == step]
            first = known.get(key(number)) == "open"
            assert journal.settle(key(number), outcome) == first
            if first:
                known[key(number)] = outcome
    for journal in (*consoles, Intents(folder)):
        assert keys(journal) == [k for k, state in known.items() if state == "open"]
        for each, state in known.items():
            assert journal.outcome(each) == (None if state == "open" else state)
        without = [i.deposit.key for i, _ in journal.without_row(GATEWAY, OPERATOR)]
        assert without == [k for k, s in known.items() if s in ("refused", "cancelled")]


def test_an_intent_comes_back_as_it_was_and_only_to_its_operator(tmp_path: Path) -> None:
    journal, asked = Intents(tmp_path), intent(1)
    journal.record(asked)
    journal.record(intent(8, gateway="https://b"))
    journal.record(intent(9, operator="other@example.org"))
    assert Intents(tmp_path).open(GATEWAY, OPERATOR) == [asked]
    (file,) = journal.folder.glob(f"{key(1)}.*")
    assert file.stat().st_mode & 0o077 == 0


@given(cut=st.integers(0, 400))
def test_what_a_crash_tore_was_never_sent_and_hides_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    journal = Intents(tmp_path_factory.mktemp("journal"))
    journal.record(intent(1))
    whole = (journal.folder / f"{key(1)}.open").read_bytes()
    (journal.folder / f"{key(2)}.draft").write_bytes(whole[:cut])
    (journal.folder / "a file of somebody else").write_bytes(b"\xff")
    (journal.folder / f"{key(3)}.open").write_bytes(b"not of this program")
    assert keys(journal) == [key(1)]
    journal.record(intent(2))
    assert keys(journal) == [key(1), key(2)]


def test_only_what_has_been_settled_for_long_is_tidied_away(tmp_path: Path) -> None:
    journal = Intents(tmp_path)
    for number in range(4):
        journal.record(intent(number))
    journal.settle(key(1), "committed")
    journal.settle(key(2), "cancelled")
    (journal.folder / f"{key(7)}.draft").write_bytes(b"{")
    old = (datetime.now(UTC) - KEPT - timedelta(days=1)).timestamp()
    for name in (f"{key(0)}.open", f"{key(1)}.committed", f"{key(7)}.draft"):
        os.utime(journal.folder / name, (old, old))
    journal.tidy()
    assert keys(journal) == [key(0), key(3)]
    left = sorted(path.name for path in journal.folder.iterdir())
    assert left == [f"{key(0)}.open", f"{key(2)}.cancelled", f"{key(3)}.open"]


def test_a_full_or_missing_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "deposits").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="deposits"):
        Intents(tmp_path).record(intent(1))


def test_no_journal_no_open_intents(tmp_path: Path) -> None:
    journal = Intents(tmp_path / "nowhere")
    journal.tidy()
    assert keys(journal) == []
    assert not journal.settle(key(1), "committed")

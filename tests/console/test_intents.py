"""The journal knows every deposit whose outcome is not known, whatever happened to its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import Deposit
from console import intents
from console.intents import Intent, Intents

GATEWAY = "https://a"
OPERATOR = "ops@example.org"


def intent(number: int, gateway: str = GATEWAY, operator: str = OPERATOR) -> Intent:
    deposit = Deposit(
        user_id=42, amount_minor=number, currency="RSD", payment_method="mock_payment",
        reason="complaint", key=f"{number:032x}",
    )  # fmt: skip
    return Intent.of(deposit, gateway=gateway, operator=operator)


def keys(journal: Intents) -> list[str]:
    return [open_.deposit.key for open_ in journal.open(GATEWAY, OPERATOR)]


def test_what_is_not_settled_is_open_in_the_next_run(tmp_path: Path) -> None:
    journal = Intents(tmp_path)
    for number in range(4):
        journal.record(intent(number))
    journal.record(intent(8, gateway="https://b"))
    journal.record(intent(9, operator="other@example.org"))
    journal.settle(f"{1:032x}", "committed")
    journal.settle(f"{2:032x}", "refused")
    assert keys(Intents(tmp_path)) == [f"{0:032x}", f"{3:032x}"]
    assert (tmp_path / "deposits.jsonl").stat().st_mode & 0o077 == 0


@given(cut=st.integers(0, 400))
def test_a_torn_file_loses_only_what_was_torn(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = Intents(folder)
    journal.record(intent(1))
    journal.record(intent(2))
    file = folder / "deposits.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[: max(0, len(whole) - cut)])
    journal.record(intent(3))
    found = keys(Intents(folder))
    assert found[-1] == f"{3:032x}"
    first_is_whole = cut <= len(whole) - whole.index(b"\n", 1)
    assert (f"{1:032x}" in found) == first_is_whole


def test_a_long_journal_is_shortened_and_keeps_what_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intents, "LONGEST", 10)
    journal = Intents(tmp_path)
    journal.record(intent(0))
    for number in range(1, 40):
        journal.record(intent(number))
        journal.settle(f"{number:032x}", "committed")
    assert keys(journal) == [f"{0:032x}"]
    assert len((tmp_path / "deposits.jsonl").read_bytes().split()) < 25


def test_no_journal_no_open_intents(tmp_path: Path) -> None:
    assert keys(Intents(tmp_path / "nowhere")) == []

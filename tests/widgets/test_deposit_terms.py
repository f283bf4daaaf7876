"""Fees and limits of payment methods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.models import PaymentMethod
from tests.widgets.examples import METHODS
from widgets.deposit_terms import BALANCE_LIMIT_MINOR, credited_minor, fee_minor, obstacle

METHOD = {method.code: method for method in METHODS}


@pytest.mark.parametrize(
    ("code", "paid", "credited"),
    [
        ("bank_transfer", 100_000, 110_000),
        ("post_office", 100_000, 106_500),
        ("ips_qr", 100_000, 100_800),
        ("mock_payment", 100_000, 100_000),
        ("post_office", 50_033, 55_783),  # 750,495 of a minor unit
        ("post_office", 50_100, 55_852),  # 751,5: half goes up
    ],
)
def test_the_fee_is_added_to_the_credit(code: str, paid: int, credited: int) -> None:
    assert credited_minor(METHOD[code], paid) == credited


@pytest.mark.parametrize(
    ("amount", "balance", "expected"),
    [
        (0, 0, "not_positive"),
        (-1, 0, "not_positive"),
        (9_999, 0, "below_minimum"),
        (10_000, 0, None),
        (100_000_000, 0, None),
        (100_000_001, 0, "above_maximum"),
        (10_000, BALANCE_LIMIT_MINOR - 10_000, None),
        (10_000, BALANCE_LIMIT_MINOR - 9_999, "balance_overflow"),
    ],
)
def test_limits_apply_to_what_is_paid(amount: int, balance: int, expected: str | None) -> None:
    assert obstacle(METHOD["mock_payment"], amount, balance) == expected


@given(
    amount=st.integers(0, BALANCE_LIMIT_MINOR),
    percentage=st.decimals(0, 100, places=2),
    fixed=st.integers(0, 10**9),
)
def test_the_fee_is_within_half_a_minor_unit(amount: int, percentage: object, fixed: int) -> None:
    method = PaymentMethod(
        code="any",
        name="Any",
        type="any",
        active=True,
        fee_percentage=str(percentage),
        fixed_fee_minor=fixed,
    )
    hundredths = int(str(percentage).replace(".", ""))
    off = (fee_minor(method, amount) - fixed) * 10_000 - amount * hundredths
    assert -5_000 < off <= 5_000

"""What a payment method does to an amount: its limits and its fee (contract §4.7)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from api_client.models import PaymentMethod

BALANCE_LIMIT_MINOR = 999_999_999_999
"""The marketplace keeps balances as ``numeric(12,2)``."""

Obstacle = Literal["not_positive", "below_minimum", "above_maximum", "balance_overflow"]


def fee_minor(method: PaymentMethod, amount_minor: int) -> int:
    """Return the fee of paying ``amount_minor``, half up to one minor unit."""
    share = amount_minor * Decimal(method.fee_percentage) / 100
    return method.fixed_fee_minor + int(share.quantize(Decimal(1), ROUND_HALF_UP))


def credited_minor(method: PaymentMethod, amount_minor: int) -> int:
    """Return what the customer is credited: the marketplace *adds* the fee."""
    return amount_minor + fee_minor(method, amount_minor)


def obstacle(method: PaymentMethod, amount_minor: int, balance_minor: int) -> Obstacle | None:
    """Return why this amount cannot be booked, None if it can."""
    if amount_minor <= 0:
        return "not_positive"
    if method.minimum_minor is not None and amount_minor < method.minimum_minor:
        return "below_minimum"
    if method.maximum_minor is not None and amount_minor > method.maximum_minor:
        return "above_maximum"
    if balance_minor + credited_minor(method, amount_minor) > BALANCE_LIMIT_MINOR:
        return "balance_overflow"
    return None

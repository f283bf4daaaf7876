"""What customers do with their money: one business act, which is one commit of the backend."""

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

CENT = Decimal("0.01")
DEPOSITS = (500, 1000, 1000, 2000, 2000, 2000, 3000, 5000, 5000, 10_000, 15_000, 20_000, 50_000)
ORDERS = ("Оплата заказа #{0}", "Оплата доставки, заказ #{0}", "Продвижение объявления #{0}")


class Method(NamedTuple):
    """What of a row of ``payment_methods`` decides how much a deposit credits."""

    code: str
    name: str
    fee_percentage: Decimal
    fixed_fee: Decimal


@dataclass(frozen=True, slots=True)
class Act:
    """A transaction as it is booked: ``amount`` in dinars, and what it adds to the balance."""

    type: str
    amount: Decimal
    moved: Decimal
    method: str | None
    description: str | None


def draw(dice: random.Random, *, available: Decimal, spent: Decimal) -> Act:
    """Draw what a customer does next: never more than is available, never a refund of nothing.

    ``spent`` is the last payment not yet refunded. The marketplace books deposits only; payments,
    withdrawals and refunds are what it plans (contract §4.6, §5.4), in the words its web shows.
    """
    roll = dice.random()
    if spent and roll < 0.08:
        amount = spent if dice.random() < 0.7 else (spent / 2).quantize(CENT)
        return _act("refund", 1, amount, "balance", f"Возврат за заказ #{_order(dice)}")
    if available >= 100 and roll < 0.66:
        amount = _price(dice, available)
        text = dice.choice(ORDERS).format(_order(dice))
        return _act("payment", -1, amount, "balance", text)
    if available >= 1000 and roll < 0.72:
        amount = Decimal(dice.randint(1, min(int(available) // 500, 100)) * 500)
        return _act("withdrawal", -1, amount, "bank_transfer", "Вывод средств")
    # As contract §5.5 W2 books it, the only one that is live.
    text = "Пополнение через Mock Payment (для тестирования)"
    return _act("deposit", 1, Decimal(dice.choice(DEPOSITS)), "mock_payment", text)


def deposit_with_fee(paid: Decimal, method: Method) -> Act:
    """Return a deposit by a real method: the fee is ADDED to what is credited (contract §4.7)."""
    credited = (paid + method.fixed_fee + paid * method.fee_percentage / 100).quantize(CENT)
    return _act("deposit", 1, credited, method.code, f"Пополнение через {method.name}")


def _act(kind: str, direction: int, amount: Decimal, method: str, text: str) -> Act:
    return Act(kind, amount, amount * direction, method, text)


def _order(dice: random.Random) -> int:
    return dice.randint(1000, 9999)


def _price(dice: random.Random, available: Decimal) -> Decimal:
    """Small prices are many, large ones few; some end in paras."""
    price = Decimal(int(10 ** dice.uniform(2.0, 4.3)))
    if price > available:
        price = Decimal(int(available * dice.randint(2, 9) / 10))
    ending = dice.random()
    if ending < 0.6:
        return max(price // 10 * 10, Decimal(10))
    return price if ending < 0.85 else price - Decimal(dice.choice(("0.01", "0.50", "0.75")))

"""Users whose accounts show one quirk each (contract §4.8, §5.5): what support gets complaints of.

Traffic leaves them alone, so a complaint can be studied as long as one likes.
"""

from dataclasses import dataclass
from decimal import Decimal

from gateway.sandbox.acts import Act

MOCK = "Пополнение через Mock Payment (для тестирования)"
STOREFRONT = "Создание витрины магазина"


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction of a case; without ``has_end`` the row has no ``completed_at``."""

    days_ago: float
    act: Act
    status: str = "completed"
    has_end: bool = True


def _deposit(days_ago: float, amount: str, *, method: str = "mock_payment") -> Entry:
    value = Decimal(amount)
    return Entry(days_ago, Act("deposit", value, value, method, MOCK))


def _unfinished(days_ago: float, kind: str, amount: str, status: str) -> Entry:
    act = Act(kind, Decimal(amount), Decimal(0), "mock_payment", MOCK)
    return Entry(days_ago, act, status, has_end=False)


def _service(days_ago: float, amount: str, moved: str, text: str) -> Entry:
    act = Act("service_payment", Decimal(amount), Decimal(moved), "balance", text)
    return Entry(days_ago, act, has_end=False)


CASES: dict[int, tuple[Entry, ...]] = {
    # Columns are NULL that the backend cannot read: this user can never sign in (§2.3).
    1: (_deposit(20, "100"),),
    # Seeded balances without a transaction (W8).
    2: (), 3: (), 4: (),
    # Nothing at all: no balance row. And a row of zero, because somebody looked (Q8, W1).
    6: (), 8: (),
    # A balance somebody set by hand (Q14), beside real transactions.
    10: (_deposit(90, "5000"), _deposit(30, "2000")),
    # Old services: the sign of the amount says nothing, and there is no `completed_at` (Q13).
    11: (_deposit(175, "20000"), _service(174, "15000", "-15000", STOREFRONT)),
    12: (_deposit(172, "1000"), _service(171, "75", "-75", "Перевод 3 объявлений")),
    13: (_deposit(170, "1000"), _service(169, "-120", "-120", "Улучшение 4 изображений")),
    # Booked, but the balance was never charged: the storefront's writes were not atomic.
    14: (_deposit(168, "20000"), _service(167, "15000", "0", STOREFRONT)),
    # Two equal deposits seconds apart (Q4).
    15: (_deposit(21, "3000"), _deposit(21 - 4 / 86400, "3000")),
    # Exactly 2000: the default of a request without an amount (Q3).
    16: (_deposit(12, "2000"),),
    # Credited more than paid: 1000 by three methods, the fee added (Q1).
    17: (_deposit(150, "1100", method="bank_transfer"), _deposit(149, "1065", method="post_office"),
         _deposit(148, "1008", method="ips_qr")),
    # "I paid and nothing came": begun and never completed.
    18: (_unfinished(2, "deposit", "2000", "pending"),),
    19: (_deposit(40, "4000"), _unfinished(39, "deposit", "2500", "failed"),
         _unfinished(38, "withdrawal", "3000", "cancelled")),
    # NULL in a row makes the marketplace's own history fail as a whole (Q20).
    20: (Entry(60, Act("deposit", Decimal(700), Decimal(700), None, None)), _deposit(50, "300")),
    # Words nobody knows: the schema allows any type and status (§5.6).
    21: (_deposit(80, "1500"), Entry(79, Act("bonus", Decimal(250), Decimal(250), None, "Бонус")),
         _unfinished(78, "transfer", "400", "on_hold")),
    # Below zero, which the database allows (Q17).
    22: (_deposit(100, "650"),),
    # Frozen by hand: no code ever changes it (§4.9).
    23: (_deposit(110, "5000"),),
    # "Paid 2000, balance 0": completed, but the balance never heard of it (W3 without a row).
    24: (Entry(5, Act("deposit", Decimal(2000), Decimal(0), "mock_payment", MOCK)),),
    # Rounded to two decimals by the database: 100.456 was asked for (Q16).
    25: (_deposit(33, "100.46"),),
    # As much as the column holds (Q17).
    26: (_deposit(66, "1000000"),),
    # The same instant twice: an order by time alone is none (Q19).
    27: (_deposit(45, "800"), _deposit(45, "1200")),
}  # fmt: skip
"""By user. With fewer users than that, the last cases are missing."""

EDITED = {
    2: "15000000", 3: "1500000", 4: "150000", 10: "999999", 22: "-5000", 26: "9998999999.99",
}  # fmt: skip
"""Added to the stored balance without a transaction."""

FROZEN = {23: "1500"}
DRIFTING = frozenset({2, 3, 4, 10, 14, 21, 22, 24, 26})
"""Whose stored balance and transactions do not agree, or cannot be compared (21)."""

LOOKED_AT = frozenset({8, 24})
"""Who have a balance row because it was read, not because anything was credited."""

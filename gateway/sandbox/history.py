"""Months of history for the demo marketplace, with the quirks support must know (contract §4.8)."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import asyncpg

from gateway.sandbox.acts import Method, deposit_with_fee, draw
from gateway.sandbox.cases import CASES, EDITED, FROZEN, LOOKED_AT, Entry
from gateway.sandbox.people import Person, people

DAYS = 180
"""How far back transactions go."""
SETTLED = 100
"""So many users registered before that; the others while it went on, and until yesterday."""
BUSY_HOURS = (1, 1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 9, 8, 8, 9, 10, 11, 12, 12, 9, 5, 2)
LENGTHS = {7: 240, 42: 17, 88: 1500}
"""Transactions of those whose history has a length of its own; others have about 20."""
UNFINISHED = (("pending", 0.02), ("failed", 0.015), ("cancelled", 0.005))
STRIPE_ERA = timedelta(days=60)
"""At first some deposits came by real methods and carry a fee (contract §5.2, Q1)."""


@dataclass(slots=True)
class _Account:
    """What becomes a row of ``user_balances``; ``spent`` could still be refunded."""

    created_at: datetime
    stored: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)


@dataclass(slots=True)
class History:
    """Rows for COPY, one list a table."""

    users: list[tuple[object, ...]] = field(default_factory=list)
    user_balances: list[tuple[object, ...]] = field(default_factory=list)
    balance_transactions: list[tuple[object, ...]] = field(default_factory=list)


COLUMNS = {
    "users": (
        "name", "email", "google_id", "picture_url", "phone", "city", "country", "provider",
        "account_status", "timezone", "last_seen", "created_at", "updated_at",
    ),
    "user_balances": ("user_id", "balance", "frozen_balance", "updated_at"),
    "balance_transactions": (
        "user_id", "type", "amount", "status", "payment_method", "description", "created_at",
        "completed_at",
    ),
}  # fmt: skip


async def load(connection: asyncpg.Connection, *, users: int, seed: int, zone: str) -> None:
    """Fill the marketplace's empty tables, as their owner."""
    await connection.execute(
        "insert into payment_methods (code, name, type, is_active, minimum_amount, maximum_amount,"
        " fee_percentage, fixed_fee) values"
        " ('payment_slip', 'Payment slip', 'cash', false, 500, 100000, 2, 30)"
    )
    rows = await connection.fetch(
        "select code, name, fee_percentage, fixed_fee from payment_methods"
        " where is_active and code <> 'mock_payment' order by id"
    )
    methods = [Method(*row.values()) for row in rows]
    history = build(users, seed=seed, zone=zone, until=datetime.now(UTC), methods=methods)
    for table, columns in COLUMNS.items():
        await connection.copy_records_to_table(
            table, columns=columns, records=getattr(history, table)
        )


def build(
    users: int, *, seed: int, zone: str, until: datetime, methods: Sequence[Method]
) -> History:
    """Live through the months before ``until``, in the order of their commits.

    Times of users and balances are the database's clock, UTC; those of transactions the backend's
    wall clock in ``zone``. The columns say neither (contract Q9).
    """
    dice = random.Random(seed)  # noqa: S311  (a demo, repeatable on purpose)
    since = list(_registrations(users, until, dice))
    life = _Life(dice, until, ZoneInfo(zone), methods)
    moments: list[_Moment] = []
    for number, (person, registered) in enumerate(
        zip(people(users, seed), since, strict=True), start=1
    ):
        life.register(number, person, registered)
        moments.extend(life.moments(number, registered))
    moments.sort(key=lambda moment: (moment[0], moment[1]))
    for moment in moments:
        life.live(*moment)
    return life.finished()


_Moment = tuple[datetime, int, Entry | None]


class _Life:
    """Books one moment after the other, so that nobody ever spends what is not there."""

    def __init__(
        self, dice: random.Random, until: datetime, zone: ZoneInfo, methods: Sequence[Method]
    ) -> None:
        self._dice = dice
        self._until = until
        self._zone = zone
        self._methods = methods
        self._begin = until - timedelta(days=DAYS)
        self._accounts: dict[int, _Account] = {}
        self._history = History()

    def register(self, number: int, person: Person, at: datetime) -> None:
        """Add a user; some look at their balance at once, which makes the row (W1)."""
        dice = self._dice
        seen = self._until - (self._until - at) * dice.random() ** 3
        self._history.users.append(
            (person.name, person.email, person.google_id, person.picture_url, person.phone,
             person.city, person.country, person.provider, person.status,
             "Europe/Belgrade" if dice.random() < 0.3 else "UTC",
             _utc(seen) if dice.random() < 0.8 else None, _utc(at), _utc(at))
        )  # fmt: skip
        looks = number in EDITED or number in LOOKED_AT
        if looks or (number not in CASES and dice.random() < 0.3):
            self._accounts[number] = _Account(at + timedelta(minutes=2))

    def moments(self, number: int, registered: datetime) -> Iterator[_Moment]:
        """Yield when this user's transactions happen, and what they are if that is settled."""
        if number in CASES:
            for case in CASES[number]:
                yield self._until - timedelta(days=case.days_ago), number, case
            return
        dice = self._dice
        drawn = int(dice.lognormvariate(2.8, 0.9)) if dice.random() < 0.82 else 0
        first = max(registered + timedelta(minutes=5), self._begin)
        for _ in range(LENGTHS.get(number, drawn)):
            at = first + (self._until - first) * dice.random()
            hour = dice.choices(range(24), BUSY_HOURS)[0]
            wanted = at.astimezone(self._zone).replace(hour=hour).astimezone(UTC)
            yield (wanted if first < wanted < self._until else at), number, None

    def live(self, at: datetime, number: int, case: Entry | None) -> None:
        """Book one transaction as the backend would have."""
        account = self._accounts.get(number)
        if account is None:  # the page is opened some seconds before (contract Q6)
            account = _Account(at - timedelta(seconds=self._dice.randint(5, 300)))
            self._accounts[number] = account
        entry = case or self._draw(account, at)
        act = entry.act
        account.stored += act.moved
        if case is None and act.moved:
            account.spent = {"payment": act.amount, "refund": Decimal(0)}.get(
                act.type, account.spent
            )
        wall = at.astimezone(self._zone).replace(tzinfo=None)
        self._history.balance_transactions.append(
            (number, act.type, act.amount, entry.status, act.method, act.description, wall,
             wall if entry.has_end else None)
        )  # fmt: skip

    def finished(self) -> History:
        """Return the rows; what was edited by hand is edited now."""
        for number, account in sorted(self._accounts.items()):
            stored = account.stored + Decimal(EDITED.get(number, 0))
            frozen = Decimal(FROZEN.get(number, 0))
            self._history.user_balances.append((number, stored, frozen, _utc(account.created_at)))
        return self._history

    def _draw(self, account: _Account, at: datetime) -> Entry:
        dice = self._dice
        act = draw(dice, available=account.stored, spent=account.spent)
        if act.type == "deposit" and at - self._begin < STRIPE_ERA and dice.random() < 0.3:
            paid = max(act.amount, Decimal(1000))
            act = deposit_with_fee(paid, dice.choice(self._methods))
        roll = dice.random()
        for status, share in UNFINISHED:
            if roll < share and act.type in ("deposit", "withdrawal"):
                return Entry(0, replace(act, moved=Decimal(0)), status, has_end=False)
            roll -= share
        return Entry(0, act)


def _registrations(users: int, until: datetime, dice: random.Random) -> Iterator[datetime]:
    """Yield when users registered, oldest first: the first ones long before the history."""
    begin = until - timedelta(days=DAYS)
    for number in range(users):
        jitter = timedelta(seconds=dice.randint(0, 600))
        if number < SETTLED:
            yield begin - timedelta(days=2) * (SETTLED - number) + jitter
        else:
            share = (number - SETTLED) / (users - SETTLED)
            yield begin + (until - begin - timedelta(days=1)) * share + jitter


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)

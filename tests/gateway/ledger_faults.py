"""What goes wrong with balances, each the way it really happens, and the complaint it makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta

from gateway.explain.answers import Verdict
from gateway.explain.claims import ClaimQuery
from gateway.explain.rows import State
from tests.gateway.ledgers import (
    HAND,
    ME,
    OTHER,
    ZONE,
    Add,
    Alter,
    Commit,
    Delete,
    Insert,
    Page,
    Settle,
    Shop,
    TakeBack,
    booked,
)


@dataclass(frozen=True)
class Complaint:
    """The code that must be proved, by which rows, and what the customer says.

    ``when`` is the commit at whose time they paid, ``late`` how many seconds off they are;
    ``reads_history``: they name the hour that the history shows, Belgrade's called UTC (Q9).
    """

    code: str
    transactions: tuple[int, ...] = ()
    commits: tuple[Commit, ...] = ()
    amount: int | None = None
    when: Commit | None = None
    late: float = 0
    reads_history: bool = False
    session_of: int | None = None
    page: str | None = None
    """How the payment page of that session ended, which has to be named."""
    success_page: bool = False

    @property
    def query(self) -> ClaimQuery:
        """What the customer says; of a script that has been performed."""
        at = self.when.at + timedelta(seconds=self.late) if self.when else None
        if at and self.reads_history:
            at = at.astimezone(ZONE).replace(tzinfo=UTC)
        return ClaimQuery(
            claim_amount_minor=self.amount,
            claim_at=at.isoformat() if at else None,
            session=f"mock_session_{self.session_of}_{int(at.timestamp())}"
            if at and self.session_of
            else None,
            success_page=self.success_page,
        )

    def misses(self, verdict: Verdict, positions: Iterable[int]) -> str:
        """Return what a verdict lacks; ``positions`` are of what the commits wrote in the log."""
        found = next(h for h in verdict.hypotheses if h.code == self.code)
        if found.outcome != "proved":
            return f"{self.code} is {found.outcome}"
        ids = {row.id for row in found.evidence if row.kind in ("transaction", "edit")}
        shown = {row.pos for row in found.evidence}
        if not set(self.transactions) <= ids:
            return f"{self.code} shows {ids}, not {self.transactions}"
        pages = [row.status for row in found.evidence if row.kind == "session"]
        if self.page and pages != [self.page]:
            return f"{self.code} names {pages}, not {self.page}"
        if self.commits and not shown & set(positions):
            return f"{self.code} does not show its change"
        return ""


def _amount(shop: Shop) -> int:
    """An amount that nothing else has."""
    return shop.dice.randrange(3_000_001, 9_000_000, 2)


def _deposit(shop: Shop, amount: int, *, user: int = ME, after: float = 7200) -> Commit:
    return shop.commit(booked("deposit", amount, user=user), Add(user, amount), after=after)


def never_arrived(shop: Shop) -> Complaint:
    quiet = shop.commit(Add(OTHER, 0), after=14_400)
    return Complaint("never_arrived", amount=_amount(shop), when=quiet)


def success_page_alone(shop: Shop) -> Complaint:
    quiet = shop.commit(Add(OTHER, 0), after=14_400)
    return Complaint("display_only", amount=_amount(shop), when=quiet, success_page=True)


def pending(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = shop.commit(booked("deposit", amount, status="pending"), after=7200)
    return Complaint("pending", (shop.ids,), amount=amount, when=when)


def failed(shop: Shop) -> Complaint:
    amount = _amount(shop)
    shop.commit(booked("deposit", amount, status="pending"), after=7200)
    when = shop.commit(Alter(shop.ids, "status", "failed"))
    return Complaint("failed", (shop.ids,), amount=amount, when=when)


def sessions_user_has_it(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount, user=OTHER)
    return Complaint(
        "credited_to_other_user", (shop.ids,), amount=amount, when=when, late=-30, session_of=OTHER
    )


def moved_to_other_user(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount)
    moved = shop.commit(Alter(shop.ids, "user", OTHER), role=HAND)
    return Complaint("credited_to_other_user", (shop.ids,), (moved,), amount=amount, when=when)


def completed_twice(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount)
    _deposit(shop, amount, after=4)
    return Complaint("credited_twice", (shop.ids - 1, shop.ids), amount=amount, when=when)


def added_twice(shop: Shop) -> Complaint:
    amount = _amount(shop)
    twice = shop.commit(booked("deposit", amount), Add(ME, amount), Add(ME, amount), after=7200)
    return Complaint("credited_twice", (shop.ids,), (twice,), amount=amount, when=twice)


def fee_added(shop: Shop) -> Complaint:
    amount = _amount(shop)
    state = State("deposit", amount + 10_000, "RSD", "completed", "bank_transfer")
    when = shop.commit(Insert(ME, state), Add(ME, state.amount), after=7200)
    return Complaint("fee_added", (shop.ids,), amount=amount, when=when)


def default_amount(shop: Shop) -> Complaint:
    when = _deposit(shop, 200_000)
    return Complaint("default_amount_2000", (shop.ids,), amount=_amount(shop), when=when)


def wrong_sign(shop: Shop) -> Complaint:
    amount = _amount(shop)
    wrong = shop.commit(booked("deposit", amount), Add(ME, -amount), after=7200)
    return Complaint("wrong_sign", (shop.ids,), (wrong,))


def balance_scaled(shop: Shop) -> Complaint:
    amount = _amount(shop)
    wrong = shop.commit(booked("deposit", amount), Add(ME, amount * 100), after=7200)
    return Complaint("scaled_by_100", (shop.ids,), (wrong,))


def transaction_scaled(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount)
    return Complaint("scaled_by_100", (shop.ids,), amount=amount * 100, when=when)


def other_currency(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = shop.commit(booked("deposit", amount, currency="EUR"), Add(ME, amount), after=7200)
    return Complaint("wrong_currency", (shop.ids,), amount=amount, when=when)


def reversal(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount)
    back = shop.commit(Alter(shop.ids, "status", "cancelled"), Add(ME, -amount))
    return Complaint("reversed", (shop.ids,), (back,), amount=amount, when=when)


def spent(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount)
    out = shop.commit(booked("payment", amount, method="balance"), Add(ME, -amount))
    return Complaint("spent_since", (shop.ids,), (out,), amount=amount, when=when)


def frozen(shop: Shop) -> Complaint:
    _deposit(shop, _amount(shop))
    held = shop.commit(Settle(ME, "frozen", 1_000), role=HAND)
    return Complaint("frozen", commits=(held,))


def hand_edit(shop: Shop) -> Complaint:
    _deposit(shop, _amount(shop))
    balance = shop.balances[ME].balance + _amount(shop)
    edit = shop.commit(Settle(ME, "balance", balance), role=HAND, after=7200)
    return Complaint("balance_changed_without_transaction", commits=(edit,))


def lost_update(shop: Shop) -> Complaint:
    """A race: somebody wrote back what he had read before another's deposit."""
    _deposit(shop, _amount(shop))
    before = shop.balances[ME].balance
    _deposit(shop, _amount(shop), after=0.2)
    shop.commit(Add(OTHER, 0), after=7200)
    over = shop.commit(Settle(ME, "balance", before), after=0.1)
    return Complaint("balance_changed_without_transaction", commits=(over,))


def balance_never_heard(shop: Shop) -> Complaint:
    """W3: it completes a pending transaction and finds no balance row to add to."""
    amount = _amount(shop)
    shop.commit(booked("deposit", amount, status="pending"), after=7200)
    done = shop.commit(Alter(shop.ids, "status", "completed"))
    return Complaint("transaction_without_balance_change", (shop.ids,), (done,))


def deleted(shop: Shop) -> Complaint:
    _deposit(shop, _amount(shop))
    gone = shop.commit(Delete(shop.ids), role=HAND)
    return Complaint("transaction_edited_or_deleted", (shop.ids,), (gone,))


def amount_edited(shop: Shop) -> Complaint:
    _deposit(shop, _amount(shop))
    edit = shop.commit(Alter(shop.ids, "amount", _amount(shop)), role=HAND)
    return Complaint("transaction_edited_or_deleted", (shop.ids,), (edit,))


def unreadable(shop: Shop) -> Complaint:
    state = State("deposit", _amount(shop), "RSD", "completed", None)
    shop.commit(Insert(ME, state, has_texts=False), Add(ME, state.amount), after=7200)
    return Complaint("history_unreadable", (shop.ids,))


def method_off(shop: Shop) -> Complaint:
    shop.deactivate()
    return Complaint("method_missing_or_inactive")


def test_deposit(shop: Shop) -> Complaint:
    state = State("deposit", _amount(shop), "RSD", "completed", "mock_payment")
    shop.commit(Insert(ME, state, test=True), Add(ME, state.amount), after=7200)
    return Complaint("test_deposit", (shop.ids,))


def own_deposit_taken_back(shop: Shop) -> Complaint:
    amount = _amount(shop)
    row = State("deposit", amount, "RSD", "completed", "mock_payment")
    when = shop.commit(Insert(ME, row, test=True), Add(ME, amount), after=7200)
    paid, back = shop.ids, State("withdrawal", amount, "RSD", "completed", "mock_payment")
    shop.commit(Insert(ME, back, test=True), Add(ME, -amount), TakeBack(paid, paid + 1))
    return Complaint("reversed", (paid, paid + 1), amount=amount, when=when)


def page_never_completed(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = shop.commit(Page(ME, "abandoned", amount), after=14_400)
    return Complaint("never_arrived", amount=amount, when=when, session_of=ME, page="abandoned")


def page_declined(shop: Shop) -> Complaint:
    when = shop.commit(Page(ME, "declined", _amount(shop)), after=14_400)
    return Complaint("failed", when=when, session_of=ME, page="declined")


def page_open(shop: Shop) -> Complaint:
    when = shop.commit(Page(ME, "open", _amount(shop)), after=14_400)
    return Complaint("pending", when=when, session_of=ME, page="open")


def page_completed_twice(shop: Shop) -> Complaint:
    """Neither amount nor time says that it is one payment: the page does."""
    amount = _amount(shop)
    _deposit(shop, amount)
    _deposit(shop, amount, after=600)
    ids = (shop.ids - 1, shop.ids)
    when = shop.commit(Page(ME, "completed", amount, ids), after=1)
    return Complaint("credited_twice", ids, when=when, session_of=ME, page="completed")


def page_of_another(shop: Shop) -> Complaint:
    amount = _amount(shop)
    _deposit(shop, amount, user=OTHER)
    when = shop.commit(Page(OTHER, "completed", amount, (shop.ids,)), after=1)
    return Complaint("credited_to_other_user", when=when, session_of=OTHER, page="completed")


def backend_in_another_zone(shop: Shop) -> Complaint:
    state = State("deposit", _amount(shop), "RSD", "completed", "mock_payment")
    row = Insert(ME, state, clock=timedelta(hours=-2))
    shop.commit(row, Add(ME, state.amount), after=7200)
    return Complaint("clock_offset", (shop.ids,))


def hour_of_the_history(shop: Shop) -> Complaint:
    amount = _amount(shop)
    when = _deposit(shop, amount)
    return Complaint("clock_offset", (shop.ids,), amount=amount, when=when, reads_history=True)


FAULTS: tuple[Callable[[Shop], Complaint], ...] = (
    never_arrived, success_page_alone, pending, failed, sessions_user_has_it, moved_to_other_user,
    completed_twice, added_twice, fee_added, default_amount, wrong_sign, balance_scaled,
    transaction_scaled, other_currency, reversal, spent, frozen, hand_edit, lost_update,
    balance_never_heard, deleted, amount_edited, unreadable, method_off, test_deposit,
    backend_in_another_zone, hour_of_the_history, own_deposit_taken_back, page_never_completed,
    page_declined, page_open, page_completed_twice, page_of_another,
)  # fmt: skip
SHOWN_BY_OURSELVES = frozenset({
    own_deposit_taken_back, page_never_completed, page_declined, page_open, page_completed_twice,
    page_of_another,
})  # fmt: skip
"""Of these the product's own book tells, whatever the log has."""
SHOWN_BY_THE_LOG = frozenset({
    never_arrived, success_page_alone, moved_to_other_user, completed_twice, added_twice,
    wrong_sign, balance_scaled, reversal, spent, hand_edit, lost_update, balance_never_heard,
    backend_in_another_zone, hour_of_the_history,
})  # fmt: skip
"""Without the log nobody can know of these; the others the tables show by themselves."""
MAKE_A_DRIFT = frozenset({
    moved_to_other_user, added_twice, wrong_sign, balance_scaled, hand_edit, lost_update,
    balance_never_heard, deleted, amount_edited,
})  # fmt: skip
"""After these the balance is not what the transactions add up to."""

"""Pictures of the Why? panel: ``python -m tests.widgets.why_pictures DIR``."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from api_client.models import Transaction, UserHits
from api_client.verdicts import AccountThen, Claim, Match, Matches, TransactionThen
from tests.widgets import pictures
from tests.widgets.account_pictures import HUGE, LIVE, NARROW, WIDE, history, view
from tests.widgets.examples import NOON, PEOPLE, account, hit, transaction, user
from tests.widgets.frame_pictures import window
from tests.widgets.sentences import unreachable
from tests.widgets.verdict_examples import (
    POSITION,
    cannot_tell,
    change,
    commits,
    deposit,
    differs,
    edit,
    hypotheses,
    state,
    verdict,
)
from widgets.account_view import AccountView
from widgets.expectation import Expectation, NearMiss
from widgets.expectation_dialog import ExpectationDialog
from widgets.format import BELGRADE
from widgets.main_window import MainWindow
from widgets.moment import Moment
from widgets.payment_search_dialog import PaymentSearchDialog
from widgets.verdict_state import VerdictState
from widgets.watch_list_view import WatchListView

LONG = user(
    2_147_483_650,
    name="Александра-Константиновна Хаджи-Поповић Михајловић-Станковић",
    email="aleksandra-konstantina.hadzi-popovic.mihajlovic@example.org",
)


def page(
    known: VerdictState, size: tuple[int, int] = WIDE, *, why: bool = True, **fields: object
) -> AccountView:
    """Return an account whose balance is explained."""
    made = view(history(37, 88_376), size=size, older=375, **fields)  # type: ignore[arg-type]
    made.set_why_offered(offered=True)
    made.why.set_methods(("bank_transfer", "ips_qr", "mock_payment", "post_office"))
    made.set_verdict(known)
    if why:
        made.open_why()
    return made


def line_agrees() -> AccountView:
    return page(state(verdict()), why=False)


def line_differs() -> AccountView:
    made = page(state(differs()), NARROW, why=False, balance_minor=0)
    made.show_rows({88_410: "negative"})
    return made


def line_cannot_tell() -> AccountView:
    return page(state(cannot_tell()), NARROW, why=False)


def line_outdated() -> AccountView:
    return page(state(verdict(), outdated=True), NARROW, why=False)


def line_failed() -> AccountView:
    return page(state(problem=unreachable()), NARROW, why=False)


def line_asking() -> AccountView:
    return page(state(asking=True), NARROW, why=False)


def why_differs() -> AccountView:
    return page(state(differs()), balance_minor=0)


def why_agrees() -> AccountView:
    return page(state(verdict(), claim=Claim()))


def why_unfolded() -> AccountView:
    made = page(state(differs()), (768, 900), balance_minor=0)
    made.why.checks.fold.setChecked(True)
    return made


def why_cannot_tell() -> AccountView:
    return page(state(cannot_tell()), NARROW)


def why_form() -> AccountView:
    made = page(state(differs(), claim=Claim(amount_minor=200_000, at=NOON)))
    made.why.edit_claim.click()
    return made


def why_form_narrow() -> AccountView:
    made = page(state(differs(), claim=Claim(amount_minor=200_000, at=NOON)), NARROW)
    made.why.edit_claim.click()
    return made


def why_huge() -> AccountView:
    made = page(state(differs(timeline=commits(40))), HUGE)
    made.show_rows({88_410: "negative", 88_408: "accent"})
    return made


def why_loading() -> AccountView:
    return page(state(asking=True))


def why_failed() -> AccountView:
    return page(state(problem=unreachable()))


def why_outdated() -> AccountView:
    return page(state(differs(), outdated=True))


def why_asking_again() -> AccountView:
    return page(state(differs(), outdated=True, asking=True))


def why_not_live() -> AccountView:
    return page(state(differs(), live=False), NARROW)


def why_big() -> AccountView:
    most = 999_999_999_999
    said = hypotheses(
        scaled_by_100=("proved", (change(99, most), edit(98, 2_147_483_647, 9_999_999_999))),
        credited_twice=(
            "cannot_tell",
            (deposit(2_147_483_646, most), deposit(2_147_483_647, most)),
        ),
        spent_since=("proved", (change(97, -most), change(96, -most))),
        wrong_currency=("proved", (deposit(88_100, most, currency="EUR"),)),
    )
    long = differs(
        hypotheses=said, drift_minor=-most, stored_minor=most, user_id=LONG.id, timeline=tuple(
            type(p)(**{**{f: getattr(p, f) for f in p.__struct_fields__}, "moved_minor": most,
                       "application": "маркетплейс-бэкенд (production, главный узел)"})
            for p in commits()
        ),
    )  # fmt: skip
    made = view(history(9), LONG, NARROW, balance_minor=most)
    made.set_why_offered(offered=True)
    made.set_verdict(
        state(long, claim=Claim(amount_minor=most, session="mock_session_2147483650_1751361491"))
    )
    made.open_why()
    return made


def travelled(size: tuple[int, int] = WIDE, **fields: object) -> AccountView:
    """Return an account as it was some days ago."""
    made = page(state(verdict()), size, why=False)
    rows = history(37, 88_376)[9:]
    at = NOON - timedelta(days=6, hours=5)
    known = {
        "user_id": 42, "at": at, "balance_minor": 1_043_750, "frozen_minor": 40_000,
        "balance_before_minor": 893_750,
        "currency": "RSD", "exact": True, "pending": tuple(map(then_of, rows[1:3])),
        "transactions": tuple(map(then_of, rows)), "transaction_count": len(rows), "more": False,
        "as_of": NOON, "position": POSITION,
    }  # fmt: skip
    then = AccountThen(**(known | fields))  # type: ignore[arg-type]
    made.visit(at)
    made.travel.set_span(NOON - timedelta(days=25), NOON)
    made.travel.set_moment(Moment(then=then, rows=rows))
    made.curve.set_moments([at])
    return made


def then_of(row: Transaction) -> TransactionThen:
    """Return a transaction as the gateway tells of it when it was."""
    return TransactionThen(
        id=row.id, type=row.type, status=row.status, amount_minor=row.amount_minor,
        direction=row.direction, currency=row.currency, exact=True,
    )  # fmt: skip


def travel() -> AccountView:
    return travelled()


def travel_narrow() -> AccountView:
    return travelled(NARROW, exact=False, frozen_minor=None, pending=())


def travel_screens() -> AccountView:
    made = travelled()
    made.travel.screen_button.setChecked(True)
    return made


def travel_compared() -> AccountView:
    made = travelled()
    made.travel.pin_button.setChecked(True)
    moment = made.travel.moment
    assert moment is not None
    rows = history(37, 88_376)
    at = NOON - timedelta(hours=3)
    then = msgspec.structs.replace(
        moment.then, at=at, balance_minor=1_313_750, transactions=tuple(map(then_of, rows)),
        transaction_count=37,
    )  # fmt: skip
    made.travel.set_moment(Moment(then=then, rows=rows))
    made.curve.set_moments([at, moment.then.at])
    return made


def travel_loading() -> AccountView:
    made = page(state(verdict()), NARROW, why=False)
    made.visit(NOON - timedelta(days=6))
    return made


def travel_failed() -> AccountView:
    made = travel_loading()
    made.travel.show_failed(unreachable())
    return made


def watch_list() -> WatchListView:
    """Return a watch list in which payments are waited for."""
    made = WatchListView()
    made.resize(252, 600)
    made.set_freshness(LIVE)
    made.set_accounts([account(42), account(7, 35_000)])
    made.set_open(user(7))
    made.set_recent([user(88), user(910)])
    today = datetime.now(BELGRADE).date()

    def wait(key: str, who: int, minor: int, **fields: object) -> Expectation:
        known = {"key": key, "user_id": who, "user_name": PEOPLE[who], "amount_minor": minor,
                 "currency": "RSD", "day": today}  # fmt: skip
        return Expectation(**(known | fields))  # type: ignore[arg-type]

    made.set_expected(
        [
            wait("a", 7, 200_000),
            wait("b", 1204, 1_000_000),
            wait("c", 42, 50_000, met_by=88_412, met_at=NOON),
            wait("d", 2_147_483_650, 999_999_999_999, day=today - timedelta(days=3)),
        ],
        {"b": [NearMiss(transaction=transaction(88_410, status="pending"), why="pending")]},
    )
    return made


def expect_dialog() -> ExpectationDialog:
    made = ExpectationDialog(user(1204), "RSD")
    made.amount.setText("2000")
    return made


def payment_search() -> PaymentSearchDialog:
    made = PaymentSearchDialog(user(42))
    made.amount.setText("2000")
    made.search_requested.connect(
        lambda asked: made.show_matches(
            asked,
            Matches(
                matches=(
                    Match(transaction=transaction(88_412)),
                    Match(transaction=transaction(88_400, status="pending"), misses=("status",)),
                    Match(transaction=transaction(88_399), misses=("day",)),
                    Match(transaction=transaction(88_398, user_id=1204), misses=("other_user",)),
                    Match(
                        transaction=transaction(88_391, user_id=1204, amount_minor=20_000_000),
                        misses=("scaled_by_100", "other_user", "day"),
                    ),
                ),
                more=True, as_of=NOON, position=POSITION,
            ),
        )
    )  # fmt: skip
    made.search()
    return made


def payment_search_empty() -> PaymentSearchDialog:
    return PaymentSearchDialog()


def amount_typed() -> MainWindow:
    made = window()
    made.show()
    QApplication.processEvents()
    made.search.focus_search()
    made.search.box.setText("2.000,00")
    made.search._ask()
    found = UserHits(users=(hit(1204, matched="transaction", transaction_id=2000),), more=False)
    made.search.show_results(made.search._generation, found)
    return made


def small_offered() -> MainWindow:
    """The smallest window, with all that can be done."""
    made = window()
    assert isinstance(made.centre, AccountView)
    made.centre.set_why_offered(offered=True)
    made.centre.set_evidence_offered(offered=True)
    made.centre.set_verdict(state(differs()))
    made.resize(1024, 640)
    return made


def small_why() -> MainWindow:
    made = small_offered()
    assert isinstance(made.centre, AccountView)
    made.centre.open_why()
    return made


SCENES: tuple[Callable[[], QWidget], ...] = (
    line_agrees, line_differs, line_cannot_tell, line_outdated, line_failed, line_asking,
    why_differs, why_agrees, why_unfolded, why_cannot_tell, why_form, why_form_narrow, why_huge,
    why_loading, why_failed, why_outdated, why_asking_again, why_not_live, why_big,
    travel, travel_narrow, travel_screens, travel_compared, travel_loading, travel_failed,
    watch_list, expect_dialog, payment_search, payment_search_empty, amount_typed, small_offered,
    small_why,
)  # fmt: skip


if __name__ == "__main__":
    pictures.draw(SCENES)

"""Pictures of the account view: ``python -m tests.widgets.account_pictures DIR``."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from api_client.models import (
    AccountPage,
    Curve,
    CurvePoint,
    Position,
    Transaction,
    TransactionPage,
    User,
)
from tests.widgets import pictures
from tests.widgets.examples import NOON, account, transaction, user
from tests.widgets.sentences import refused, unreachable
from widgets.account_view import AccountView
from widgets.format import status_name, type_name
from widgets.freshness import Freshness

WIDE, NARROW, HUGE = (768, 690), (568, 530), (1968, 1330)
"""The centre of a window of 1360 x 800, of 1024 x 640, and of 2560 x 1440."""
LIVE = Freshness(state="live", as_of=NOON, age_seconds=0.4, median_ms=3.0, p95_ms=4.0)
POSITION = Position(epoch="e", snapshot="1:1:")
COURSE = (
    ("deposit", 1, 200_000, "completed", "mock_payment"),
    ("payment", -1, 130_000, "completed", "balance"),
    ("refund", 1, 35_000, "completed", "balance"),
    ("payment", -1, 35_000, "failed", "card"),
    ("service_payment", -1, 6_250, "completed", "balance"),
    ("withdrawal", -1, 40_000, "pending", "bank_transfer"),
    ("deposit", 1, 150_000, "completed", "ips_qr"),
)


def history(count: int, first_id: int = 88_000) -> tuple[Transaction, ...]:
    """Return transactions that add up, newest first; the older half replayed, one unknown."""
    rows, balance = [], 0
    for n in range(count):
        kind, direction, minor, status, method = COURSE[n % len(COURSE)]
        balance += direction * minor if status == "completed" else 0
        at = NOON - timedelta(hours=17 * (count - n - 1))
        row = transaction(
            first_id + n,
            type=kind,
            direction=direction,
            amount_minor=minor,
            status=status,
            payment_method=method,
            created_at=at,
            recorded_at=at,
            balance_after_minor=None if n == 1 else balance,
            balance_after_exact=n > count // 2,
        )
        rows.append(row)
    return tuple(reversed(rows))


def curve(rows: tuple[Transaction, ...]) -> Curve:
    """Return the steps of a history."""
    points = [
        CurvePoint(
            at=at_of(row),
            balance_minor=row.balance_after_minor,
            transaction_id=row.id,
            exact=row.balance_after_exact,
        )
        for row in reversed(rows)
        if row.balance_after_minor is not None and row.status == "completed"
    ]
    return Curve(points=tuple(points), currency="RSD", as_of=NOON, position=POSITION)


def at_of(row: Transaction) -> datetime:
    """Return when an invented transaction was made; it always says."""
    assert row.created_at is not None
    return row.created_at


def view(
    rows: tuple[Transaction, ...] = (),
    who: User | None = None,
    size: tuple[int, int] = WIDE,
    *,
    older: int = 0,
    **fields: object,
) -> AccountView:
    """Return a view of one account, live, where test deposits may be made."""
    who = who or user(42, city="Novi Sad", country="Serbia", created_at=NOON - timedelta(days=510))
    balance = next((row.balance_after_minor for row in rows), 0) or 0
    known = {"balance_minor": balance, "changes": len(rows)} | fields
    made = AccountView()
    made.resize(*size)
    made.set_deposits_allowed(allowed=True, why="")
    made.set_freshness(LIVE)
    made.set_page(
        AccountPage(
            user=who,
            account=account(who.id, **known),  # type: ignore[arg-type]
            transactions=rows,
            more=older > 0,
            transaction_count=len(rows) + older,
            as_of=NOON,
            position=POSITION,
        )
    )
    made.set_curve(curve(rows))
    return made


def plain() -> AccountView:
    made = view(history(37), older=375, frozen_minor=40_000)
    assert made.account is not None
    made.set_latency(4.2)
    made.rows.table.selectRow(1)
    return made


def narrow() -> AccountView:
    return view(history(37), size=NARROW, older=375)


def long_name() -> AccountView:
    who = user(
        2_147_483_650,
        name="Александра-Константиновна Хаджи-Поповић Михајловић-Станковић",
        email="aleksandra-konstantina.hadzi-popovic.mihajlovic@example.org",
        city="Сремска Митровица",
        status="suspended",
    )
    return view(
        history(9, 2_147_483_000),
        who,
        NARROW,
        balance_minor=999_999_999_999,
        frozen_minor=99_999_999_999,
    )


def negative() -> AccountView:
    rows = (
        transaction(
            90_001,
            type="withdrawal",
            direction=-1,
            amount_minor=999_999_999_999,
            balance_after_minor=-999_999_999_999,
            balance_after_exact=True,
            description="Set by hand, ticket SUP-1207",
        ),
        *history(5),
    )
    return view(rows, size=NARROW, balance_minor=-999_999_999_999)


def empty() -> AccountView:
    return view()


def no_row() -> AccountView:
    return view(exists=False, version=0)


def long_history() -> AccountView:
    made = view(history(1_000), size=HUGE, older=1_000)
    older = history(1_000, 80_000)
    made.add_older(TransactionPage(transactions=older, more=False, as_of=NOON, position=POSITION))
    return made


def filtered() -> AccountView:
    made = view(history(37), older=375)
    bar = made.rows.filter_bar
    bar.text.setText(f"{type_name('deposit')} {status_name('completed')}")
    bar.range.setCurrentIndex(bar.range.count() - 1)
    bar.since.setDate(QDate(2026, 6, 11))
    bar.until.setDate(QDate(2026, 6, 30))
    return made


def nothing_passes() -> AccountView:
    made = view(history(37), older=375)
    made.rows.filter_bar.text.setText("zzz")
    return made


def fresh_row() -> AccountView:
    made = view(history(12))
    made.apply_transactions([transaction(99_001, balance_after_minor=1_000)], [])
    return made


def hovered() -> AccountView:
    made = view(history(37))
    made.show()
    QApplication.processEvents()
    for along in (1, 400):
        QTest.mouseMove(made.curve.canvas, QPoint(along, 60))
    return made


def stale() -> AccountView:
    made = view(history(37), older=375)
    made.set_freshness(Freshness(state="stale", as_of=NOON, age_seconds=8))
    return made


def offline() -> AccountView:
    made = view(history(37), size=NARROW, older=375)
    made.set_freshness(
        Freshness(state="offline", as_of=NOON, age_seconds=190, attempt=3, next_try_seconds=4)
    )
    made.show_failure(unreachable())
    return made


def curve_failed() -> AccountView:
    made = view(history(12))
    made.set_curve_failure(unreachable())
    return made


def curve_loading() -> AccountView:
    made = view(history(12))
    made.set_curve(None)
    return made


def loading() -> AccountView:
    made = AccountView()
    made.resize(*WIDE)
    made.show_loading(42)
    return made


def failed() -> AccountView:
    made = AccountView()
    made.resize(*WIDE)
    made.show_failure(unreachable())
    return made


def nothing() -> AccountView:
    made = AccountView()
    made.resize(*NARROW)
    return made


def production() -> AccountView:
    made = view(history(12))
    made.set_deposits_allowed(allowed=False, why=refused("environment_forbids_deposits"))
    return made


SCENES: tuple[Callable[[], AccountView], ...] = (
    plain,
    narrow,
    long_name,
    negative,
    empty,
    no_row,
    long_history,
    filtered,
    nothing_passes,
    fresh_row,
    hovered,
    stale,
    offline,
    curve_failed,
    curve_loading,
    loading,
    failed,
    nothing,
    production,
)


if __name__ == "__main__":
    pictures.draw(SCENES)

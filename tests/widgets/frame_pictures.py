"""Pictures of every view of the frame: ``python -m tests.widgets.frame_pictures DIR``."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from api_client.models import Environment, Operator, UserHits
from console import notices as notices_of_console
from tests.widgets import pictures
from tests.widgets.account_pictures import history
from tests.widgets.account_pictures import view as account_view
from tests.widgets.examples import NOON, PEOPLE, account, hit, transaction, user
from tests.widgets.sentences import unreachable
from widgets.format import format_money
from widgets.freshness import Freshness
from widgets.main_window import MainWindow
from widgets.notice_view import Notice
from widgets.stream_report import Counts, Hop, StreamReport

SANDBOX = Environment(
    name="sandbox",
    protocol="1.0",
    server="0.1.0",
    backend_zone="Europe/Belgrade",
    deposits_allowed=True,
)
PRODUCTION = Environment(
    name="production",
    protocol="1.0",
    server="0.1.0",
    backend_zone="Europe/Belgrade",
    deposits_allowed=False,
)
REPORT = StreamReport(
    gateway=Hop(1.2, 2.6),
    socket=Hop(0.4, 0.9),
    store=Hop(0.1, 0.3),
    screen=Hop(2.6, 12.4),
    total=Hop(4.4, 15.1),
    ahead_ms=8.3,
    error_ms=0.7,
    counts=Counts(
        events=1204, duplicates=3, skipped=1, reconnects=4, resumes=3, resets=1, healed_gaps=1
    ),
)
TYPES = ("deposit", "payment", "deposit", "refund", "payment", "withdrawal", "service_payment")
AMOUNTS = (200_000, 35_000, 1_000_000, 124_000, 8_990, 400_000, 99_999_999_999)


def window() -> MainWindow:
    """Return a window in the middle of a working day."""
    made = MainWindow(account_view(history(37), older=375))
    made.set_environment(SANDBOX, "127.0.0.1")
    made.set_operator(Operator(id=1, email="ops@example.org", role="support"))
    made.set_subject("Ana Petrović")
    made.set_navigation(back=True, forward=False)
    fill_feed(made)
    fill_watch_list(made)
    made.status_bar.set_counts(1204, 0)
    set_freshness(
        made, Freshness(state="live", as_of=NOON, age_seconds=0.4, median_ms=3.4, p95_ms=5.2)
    )
    return made


def set_freshness(made: MainWindow, freshness: Freshness) -> None:
    """Give every view the same freshness."""
    for view in (made.feed, made.watch_list, made.status_bar, made.centre):
        view.set_freshness(freshness)  # type: ignore[attr-defined]


def fill_feed(made: MainWindow) -> None:
    """Put a page of history below what has just come."""
    people = list(PEOPLE)
    page = [
        transaction(
            200 - n,
            user_id=people[n % len(people)],
            type=TYPES[n % len(TYPES)],
            direction=1 if TYPES[n % len(TYPES)] in ("deposit", "refund") else -1,
            amount_minor=AMOUNTS[n % len(AMOUNTS)],
            status={3: "pending", 5: "failed"}.get(n, "completed"),
            test=n in (2, 9),
        )
        for n in range(24)
    ]
    made.feed.show_history(page)


def fill_watch_list(made: MainWindow) -> None:
    """Watch some accounts, with a few balances each."""
    balances = {
        42: 200_000,
        7: 35_000,
        1204: 1_024_050,
        318: 124_000,
        2_147_483_650: 99_999_999_999,
    }
    for step in (3, 1, 4, 1, 5, 9, 2, 6, 0):
        made.watch_list.set_accounts(
            [
                account(key, balance - step * (7_000 + key % 5 * 9_000) * (key % 3 - 1))
                for key, balance in balances.items()
            ]
        )
    made.watch_list.set_open(user(42))
    made.watch_list.set_recent([user(88), user(910), user(5), user(2_147_483_650)])


def plain() -> MainWindow:
    return window()


def searching() -> MainWindow:
    made = window()
    made.show()
    QApplication.processEvents()
    made.search.focus_search()
    made.search.box.setText("petrovic an")
    made.search._ask()
    hits = (
        hit(42),
        hit(2_147_483_650, balance_minor=99_999_999_999, matched="email", city="Sremska Mitrovica"),
        hit(1204, balance_minor=None, matched="transaction", transaction_id=88_412),
        hit(318, balance_minor=0, matched="phone", phone=None),
    )
    made.search.show_results(made.search._generation, UserHits(users=hits, more=True))
    return made


def nothing_found() -> MainWindow:
    made = window()
    made.show()
    QApplication.processEvents()
    made.search.focus_search()
    made.search.box.setText("zzz")
    made.search._ask()
    made.search.show_results(made.search._generation, UserHits(users=(), more=False))
    return made


def search_failed() -> MainWindow:
    made = window()
    made.show()
    QApplication.processEvents()
    made.search.focus_search()
    made.search.box.setText("ana")
    made.search._ask()
    made.search.show_failed(made.search._generation, unreachable())
    return made


def recent_searches() -> MainWindow:
    made = window()
    made.search.set_recent([hit(88), hit(910), hit(5)])
    made.show()
    QApplication.processEvents()
    made.search.focus_search()
    return made


def paused_with_gap() -> MainWindow:
    made = window()
    gap = made.feed.add_gap(NOON, NOON)
    made.feed.show_gap_failed(gap, unreachable())
    made.feed.fill_gap(made.feed.add_gap(NOON, NOON), [], exact=False)
    made.feed.add_gap(None, NOON)
    made.feed.prepend([transaction(300, user_id=42), transaction(301, user_id=7, direction=-1)])
    made.feed.set_paused(True)
    made.feed.prepend([transaction(number) for number in range(400, 437)])
    made.feed.open_filter()
    return made


def overflowed() -> MainWindow:
    made = window()
    made.feed.model.set_following(False)
    made.feed.prepend([transaction(number) for number in range(400, 10_500)])
    made.feed.model.set_following(True)
    made.feed.table.scrollToBottom()
    return made


def empty() -> MainWindow:
    made = MainWindow(QFrame())
    made.feed.show_history([])
    made.watch_list.set_open(user(42))
    return made


def loading() -> MainWindow:
    made = MainWindow(QFrame())
    made.feed.show_loading()
    return made


def failed() -> MainWindow:
    made = MainWindow(QFrame())
    made.set_environment(PRODUCTION, "console.example.org")
    made.feed.show_failed(unreachable())
    return made


def offline() -> MainWindow:
    made = window()
    state = Freshness(state="offline", as_of=NOON, age_seconds=41, attempt=3, next_try_seconds=4.2)
    set_freshness(made, state)
    return made


def capture_broken() -> MainWindow:
    made = window()
    made.status_bar.set_counts(1_204_331, 2)
    set_freshness(made, Freshness(state="capture_broken", as_of=NOON, age_seconds=12))
    return made


def stale() -> MainWindow:
    made = window()
    set_freshness(made, Freshness(state="stale", as_of=NOON, age_seconds=3))
    return made


def catching_up() -> MainWindow:
    made = window()
    made.status_bar.set_counts(1204, 1)
    set_freshness(made, Freshness(state="catching_up", as_of=NOON, age_seconds=1))
    return made


def details() -> MainWindow:
    made = window()
    made.show()
    made.details.report_requested.connect(lambda: made.details.show_report(REPORT))
    made.show_details()
    return made


def details_of_trouble() -> MainWindow:
    made = catching_up()
    made.resize(1024, 640)
    made.show()
    made.details.report_requested.connect(
        lambda: made.details.show_report(StreamReport(counts=Counts(resets=12, open_gaps=2)))
    )
    made.show_details()
    return made


def notices() -> MainWindow:
    made = window()
    tell(made)
    return made


def tell(made: MainWindow) -> None:
    """Present a lasting state and two events, as the console words them."""
    made.show()
    translate = QCoreApplication.translate
    lasting = translate("DepositWiring", "Whether {what} was booked is not known.")
    booked = translate("DepositWiring", "{money} credited to {name} #{user}: transaction {id}.")
    money = format_money(200_000, "RSD")
    made.notices.present(
        Notice(
            key="unknown",
            severity="warning",
            text=lasting.format(what=f"{money} → {PEOPLE[42]} #42"),
            action=translate("DepositWiring", "Show them"),
            lasting=True,
        )
    )
    made.notices.present(
        Notice(
            key="deposit",
            severity="success",
            text=booked.format(money=money, name=PEOPLE[42], user=42, id=88_412),
        )
    )
    made.notices.present(notices_of_console.notice(KeyError()))


def small() -> MainWindow:
    made = window()
    made.resize(1024, 640)
    return made


def small_offline() -> MainWindow:
    made = window()
    made.resize(1024, 640)
    made.status_bar.set_counts(1_204_331, 12)
    set_freshness(made, Freshness(state="capture_broken", as_of=NOON, age_seconds=12))
    tell(made)
    return made


def toasts_without_feed() -> MainWindow:
    made = window()
    made.feed_action.setChecked(False)
    tell(made)
    return made


def large() -> MainWindow:
    made = window()
    made.resize(2560, 1440)
    return made


SCENES: tuple[Callable[[], QWidget], ...] = (
    plain,
    searching,
    nothing_found,
    search_failed,
    recent_searches,
    paused_with_gap,
    overflowed,
    empty,
    failed,
    loading,
    offline,
    capture_broken,
    stale,
    catching_up,
    details,
    details_of_trouble,
    notices,
    small,
    small_offline,
    toasts_without_feed,
    large,
)


if __name__ == "__main__":
    pictures.draw(SCENES)

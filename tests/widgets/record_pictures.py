"""Pictures of the records and their dialogs: ``python -m tests.widgets.record_pictures DIR``."""

from datetime import timedelta

from api_client.models import Environment
from api_client.records import AuditEntry, Chain, PaymentOutcome, PaymentSession, TestDeposit
from tests.widgets import pictures
from tests.widgets.examples import METHODS, NOON, PEOPLE, account, transaction
from tests.widgets.sentences import refused, unreachable
from widgets.deposits_view import DepositRow, State
from widgets.payment_dialog import PaymentDialog
from widgets.records_window import RecordsWindow
from widgets.reversal_dialog import ReversalDialog

SANDBOX = Environment(
    name="sandbox", protocol="1.0", server="0.1.0", backend_zone="Europe/Belgrade",
    deposits_allowed=True,
)  # fmt: skip
LONG = 2_147_483_650
REASONS = (
    "Complaint: paid 2.000 RSD and the balance shows 0",
    "Проверка пополнения после обновления бэкенда, клиент ждёт ответа до конца дня",
    "Obuka",
    "Doubled click, as in SUP-1207",
)


def booked(number: int, user_id: int = 42, **fields: object) -> TestDeposit:
    """Return an invented test deposit."""
    row = transaction(88_400 + number, user_id=user_id, test=True)
    known = {
        "transaction": row, "key": f"{number:032x}", "operator_id": 1,
        "operator_email": "ops@svetu.example", "reason": REASONS[number % 4],
        "ticket": f"SUP-{1200 + number}" if number % 3 else None, "paid_minor": 200_000,
        "fee_minor": 10_000 * (number % 2), "credited_minor": 200_000 + 10_000 * (number % 2),
        "currency": "RSD", "recorded_at": row.recorded_at,
    }  # fmt: skip
    return TestDeposit(**(known | fields))  # type: ignore[arg-type]


def listed(deposit: TestDeposit, state: State = "booked") -> DepositRow:
    row = deposit.transaction
    return DepositRow(
        key=str(row.id), state=state, at=deposit.recorded_at, user_id=row.user_id,
        user_name=row.user_name, paid_minor=deposit.paid_minor, currency="RSD",
        operator=deposit.operator_email, reason=deposit.reason, ticket=deposit.ticket or "",
        fee_minor=deposit.fee_minor, credited_minor=deposit.credited_minor, booked=deposit,
    )  # fmt: skip


def wished(number: int, state: State, user_id: int = 42) -> DepositRow:
    return DepositRow(
        key=f"{number:032x}", state=state, at=NOON + timedelta(seconds=number), user_id=user_id,
        user_name=PEOPLE[user_id], paid_minor=500_000, currency="RSD",
        operator="ops@svetu.example", reason=REASONS[number % 4], ticket="SUP-1301",
    )  # fmt: skip


def rows() -> list[DepositRow]:
    return [
        wished(1, "unknown"), wished(2, "unknown", LONG), wished(3, "refused", 7),
        wished(4, "cancelled", 88),
        listed(booked(12, 42, reversal_of=88_407, paid_minor=0, fee_minor=0,
                      credited_minor=-210_000), "reversal"),
        listed(booked(11, LONG, paid_minor=100_000_000, credited_minor=100_000_000)),
        listed(booked(10, 1204)), listed(booked(9, 910, session="mock_session_910_1751361491")),
        listed(booked(7, 42, reversed_by=88_412), "reversed"), listed(booked(6, 318)),
    ]  # fmt: skip


def window() -> RecordsWindow:
    made = RecordsWindow()
    made.resize(1240, 640)
    made.set_environment(SANDBOX)
    made.deposits.set_allowed(allowed=True)
    for page in (made.deposits, made.payments, made.audit):
        page.set_live(live=True)
    return made


def deposits() -> RecordsWindow:
    made = window()
    made.deposits.show_deposits(rows(), more=True, as_of=NOON)
    made.deposits.table.select(rows()[5].key)
    return made


def resumed() -> RecordsWindow:
    """An intent of an earlier run, of which it is not known what became."""
    made = window()
    made.deposits.show_operators(shown=False)
    made.deposits.show_deposits(rows(), more=False, as_of=NOON)
    made.deposits.table.select(rows()[0].key)
    return made


def deposits_stale() -> RecordsWindow:
    made = resumed()
    made.deposits.set_live(live=False)
    made.deposits.show_failed(unreachable())
    return made


def deposits_empty() -> RecordsWindow:
    made = window()
    made.deposits.show_deposits([], more=False, as_of=NOON)
    return made


def deposits_failed() -> RecordsWindow:
    made = window()
    made.deposits.show_failed(unreachable())
    return made


def deposits_loading() -> RecordsWindow:
    return window()


def payments() -> RecordsWindow:
    made = window()
    made.tabs.setCurrentIndex(1)
    played: tuple[tuple[PaymentOutcome, str, tuple[int, ...]], ...] = (
        ("late_completion", "open", ()), ("double_completion", "completed", (88_420, 88_421)),
        ("card_form", "abandoned", ()), ("never_completed", "abandoned", ()),
        ("declined", "declined", ()), ("success", "completed", (88_410,)),
    )  # fmt: skip
    made.payments.show_sessions(
        [
            PaymentSession(
                session_id=f"mock_session_42_{1_751_361_491 + n}", user_id=42,
                amount_minor=200_000, amount_omitted=n == 1, currency="RSD",
                payment_method="mock_payment", outcome=outcome, state=state,  # type: ignore[arg-type]
                transaction_ids=ids, created_at=NOON - timedelta(minutes=n),
                operator_email="ops@svetu.example", reason=REASONS[n % 4],
                due_at=NOON + timedelta(seconds=30) if n == 0 else None,
                success_page="https://svetu.example/sr/balance/deposit/success?amount=2000",
            )
            for n, (outcome, state, ids) in enumerate(played)
        ],
        more=False, as_of=NOON,
    )  # fmt: skip
    made.payments.table.selectRow(2)
    return made


def entries() -> list[AuditEntry]:
    acts = ("deposit", "account_opened", "reversal", "sign_in", "payment_session",
            "deposit_cancelled", "sign_in_refused", "export", "sign_out", "newer")  # fmt: skip
    money = ("deposit", "reversal", "payment_session", "deposit_cancelled", "export")
    return [
        AuditEntry(
            id=1204 - n, at=NOON - timedelta(minutes=7 * n), action=action,
            chained=action in money, operator_id=1,
            operator_email=None if action == "sign_in_refused" else "ops@svetu.example",
            user_id=None if "sign" in action else 42,
            transaction_id=88_412 - n if action in ("deposit", "reversal") else None,
            reason=REASONS[n % 4] if action in money else None,
            ticket="SUP-1207" if action in money else None, address="192.0.2.17",
            request_id=f"req-{n:08x}", details={"amount_minor": 200_000, "key": "9f3c…"},
        )
        for n, action in enumerate(acts)
    ]  # fmt: skip


def audit() -> RecordsWindow:
    made = window()
    made.tabs.setCurrentIndex(2)
    chain = Chain(whole=True, entries=1204)
    made.audit.show_entries(entries(), chain, more=True, as_of=NOON)
    made.audit.table.selectRow(0)
    return made


def audit_broken() -> RecordsWindow:
    made = window()
    made.tabs.setCurrentIndex(2)
    chain = Chain(whole=False, entries=1204, broken_at=1201)
    made.audit.show_entries(entries(), chain, more=False, as_of=NOON)
    return made


def reversal() -> ReversalDialog:
    made = ReversalDialog(booked(7), account(42), SANDBOX, may_force=True)
    made.why.reason.setText("Booked to the wrong user")
    return made


def reversal_refused() -> ReversalDialog:
    made = ReversalDialog(booked(7, LONG), account(LONG, 5_000), SANDBOX, may_force=True)
    made.why.reason.setText("Booked to the wrong user")
    made.submit.click()
    made.show_refused(
        refused("insufficient_available", available_minor=5_000, required_minor=210_000)
    )
    return made


def reversal_unknown() -> ReversalDialog:
    made = ReversalDialog(booked(7), None, SANDBOX, may_force=False)
    made.why.reason.setText("Booked to the wrong user")
    made.submit.click()
    made.show_not_known(unreachable())
    return made


def payment() -> PaymentDialog:
    made = PaymentDialog(account(42), SANDBOX)
    made.set_methods(METHODS)
    made.outcomes["card_form"].setChecked(True)
    made.why.reason.setText("Complaint: paid, and the balance shows 0")
    return made


def payment_late() -> PaymentDialog:
    made = PaymentDialog(account(LONG), SANDBOX)
    made.set_methods(METHODS)
    made.outcomes["late_completion"].setChecked(True)
    made.amount.setText("1500")
    made.delay.setText("0")
    return made


SCENES = (
    deposits, resumed, deposits_stale, deposits_empty, deposits_failed, deposits_loading, payments,
    audit, audit_broken, reversal, reversal_refused, reversal_unknown, payment, payment_late,
)  # fmt: skip


if __name__ == "__main__":
    pictures.draw(SCENES)

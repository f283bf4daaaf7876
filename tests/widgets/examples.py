"""Invented people, accounts and transactions for the tests and pictures of the frame."""

from datetime import UTC, datetime, timedelta

from api_client.models import Account, PaymentMethod, Transaction, User, UserHit

NOON = datetime(2026, 7, 1, 10, 4, 7, tzinfo=UTC)
"""12:04:07 in Belgrade."""

PEOPLE = {
    42: "Ana Petrović",
    7: "Marko Ilić",
    1204: "Дарья Соколова",
    318: "Jelena Đorđević",
    88: "Nikola Živković",
    910: "Сергей Волков",
    5: "Ivana Čolić",
    2_147_483_650: "Aleksandra-Konstantina Hadži-Popović Mihajlović-Stanković",
}


def user(user_id: int = 42, **fields: object) -> User:
    """Return an invented user."""
    known = {
        "id": user_id,
        "name": PEOPLE.get(user_id, f"User {user_id}"),
        "email": f"user{user_id}@example.org",
        "phone": "+381 60 000 0000",
        "status": "active",
    }
    return User(**(known | fields))  # type: ignore[arg-type]


def hit(user_id: int = 42, **fields: object) -> UserHit:
    """Return an invented user as a look-up finds them."""
    known = {
        "id": user_id,
        "name": PEOPLE.get(user_id, f"User {user_id}"),
        "email": f"user{user_id}@example.org",
        "phone": "+381 60 000 0000",
        "status": "active",
        "balance_minor": 200_000,
        "matched": "name",
    }
    return UserHit(**(known | fields))  # type: ignore[arg-type]


def account(user_id: int = 42, balance_minor: int = 200_000, **fields: object) -> Account:
    """Return an invented account."""
    known = {
        "user_id": user_id,
        "user_name": PEOPLE.get(user_id, f"User {user_id}"),
        "balance_minor": balance_minor,
        "frozen_minor": 0,
        "currency": "RSD",
        "exists": True,
        "version": 17,
        "changes": 17,
        "changed_at": NOON,
    }
    return Account(**(known | fields))  # type: ignore[arg-type]


def transaction(transaction_id: int = 1, **fields: object) -> Transaction:
    """Return an invented transaction; one second apart by id."""
    user_id = int(str(fields.get("user_id", 42)))
    at = NOON + timedelta(seconds=transaction_id)
    known = {
        "id": transaction_id,
        "user_id": user_id,
        "user_name": PEOPLE.get(user_id, f"User {user_id}"),
        "type": "deposit",
        "status": "completed",
        "amount_minor": 200_000,
        "direction": 1,
        "currency": "RSD",
        "payment_method": "mock_payment",
        "created_at": at,
        "completed_at": at,
        "recorded_at": at,
    }
    return Transaction(**(known | fields))  # type: ignore[arg-type]


METHODS = (
    PaymentMethod(
        code="bank_transfer",
        name="Bank transfer",
        type="bank",
        active=True,
        fee_percentage="0.00",
        fixed_fee_minor=10_000,
        minimum_minor=100_000,
        maximum_minor=1_000_000_000,
    ),
    PaymentMethod(
        code="post_office",
        name="Pošta Srbije",
        type="cash",
        active=True,
        fee_percentage="1.50",
        fixed_fee_minor=5_000,
        minimum_minor=50_000,
        maximum_minor=5_000_000,
    ),
    PaymentMethod(
        code="ips_qr",
        name="IPS QR",
        type="digital",
        active=False,
        fee_percentage="0.80",
        fixed_fee_minor=0,
        minimum_minor=10_000,
        maximum_minor=20_000_000,
    ),
    PaymentMethod(
        code="mock_payment",
        name="Mock Payment (для тестирования)",
        type="digital",
        active=True,
        fee_percentage="0.00",
        fixed_fee_minor=0,
        minimum_minor=10_000,
        maximum_minor=100_000_000,
    ),
)

"""The demo marketplace's tables, held against the contract column by column."""

from tests.conftest import Marketplace
from tests.gateway.test_sandbox import connected

# Contract §6: column, type, whether NULL may be in it, default.
COLUMNS = {
    "users": """
        id integer NO nextval('users_id_seq'::regclass)
        name character_varying(100) NO -
        email character_varying(150) NO -
        google_id character_varying(255) YES -
        picture_url text YES -
        phone character_varying(20) YES -
        bio text YES -
        notification_email boolean YES true
        timezone character_varying(50) YES 'UTC'
        last_seen timestamp YES -
        account_status character_varying(20) YES 'active'
        settings jsonb YES '{}'
        created_at timestamp YES CURRENT_TIMESTAMP
        updated_at timestamp YES CURRENT_TIMESTAMP
        city character_varying(100) YES -
        country character_varying(100) YES -
        password character_varying(255) YES -
        provider character_varying(50) YES 'email'
    """,
    "user_balances": """
        user_id integer NO -
        balance numeric(12,2) NO 0
        frozen_balance numeric(12,2) NO 0
        currency character_varying(3) NO 'RSD'
        updated_at timestamp YES CURRENT_TIMESTAMP
    """,
    "balance_transactions": """
        id integer NO nextval('balance_transactions_id_seq'::regclass)
        user_id integer NO -
        type character_varying(20) NO -
        amount numeric(12,2) NO -
        currency character_varying(3) NO 'RSD'
        status character_varying(20) NO 'pending'
        payment_method character_varying(50) YES -
        payment_details jsonb YES -
        description text YES -
        created_at timestamp YES CURRENT_TIMESTAMP
        completed_at timestamp YES -
    """,
    "payment_methods": """
        id integer NO nextval('payment_methods_id_seq'::regclass)
        name character_varying(100) NO -
        code character_varying(50) NO -
        type character_varying(50) NO -
        is_active boolean YES true
        minimum_amount numeric(12,2) YES -
        maximum_amount numeric(12,2) YES -
        fee_percentage numeric(5,2) YES -
        fixed_fee numeric(12,2) YES -
        credentials jsonb YES -
        created_at timestamp YES CURRENT_TIMESTAMP
    """,
}
READ_COLUMNS = """
    select a.attname || ' ' ||
        replace(replace(format_type(a.atttypid, a.atttypmod), ' without time zone', ''), ' ', '_')
        || ' ' || case when a.attnotnull then 'NO' else 'YES' end || ' ' ||
        coalesce(regexp_replace(pg_get_expr(d.adbin, d.adrelid), '''::(character varying|jsonb)$',
                                ''''), '-')
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = $1::regclass and a.attnum > 0 order by a.attnum
"""
CONSTRAINTS = {
    "users: PRIMARY KEY (id)",
    "users: UNIQUE (email)",
    "users: CHECK account_status in active, inactive, suspended",
    "user_balances: PRIMARY KEY (user_id)",
    "user_balances: FOREIGN KEY (user_id) REFERENCES users(id)",
    "balance_transactions: PRIMARY KEY (id)",
    "balance_transactions: FOREIGN KEY (user_id) REFERENCES users(id)",
    "payment_methods: PRIMARY KEY (id)",
    "payment_methods: UNIQUE (code)",
}
INDEXES = {
    "users(id)", "users(email)", "users(phone)", "users(provider)", "users(account_status)",
    "user_balances(user_id)",
    "balance_transactions(id)", "balance_transactions(user_id)", "balance_transactions(status)",
    "balance_transactions(created_at)",
    "payment_methods(id)", "payment_methods(code)",
}  # fmt: skip
SEEDS = [
    ("bank_transfer", "Bank transfer", "bank", True, "1000.00", "10000000.00", "0.00", "100.00"),
    ("post_office", "Post office", "cash", True, "500.00", "500000.00", "1.50", "50.00"),
    ("ips_qr", "IPS QR code", "digital", True, "100.00", "1000000.00", "0.80", "0.00"),
    ("mock_payment", "Mock Payment (для тестирования)", "card", True, "100.00", "1000000.00",
     "0.00", "0.00"),
]  # fmt: skip


async def test_the_tables_are_the_contracts(marketplace: Marketplace) -> None:
    async with connected(marketplace.backend) as shop:
        for table, columns in COLUMNS.items():
            found = [row[0] for row in await shop.fetch(READ_COLUMNS, table)]
            assert found == [line.strip() for line in columns.strip().splitlines()]
        rows = await shop.fetch(
            "select conrelid::regclass || ': ' || pg_get_constraintdef(oid) from pg_constraint"
            " where connamespace = 'public'::regnamespace and contype <> 'n'"
        )
        check = (
            "CHECK (((account_status)::text = ANY ((ARRAY['active'::character varying,"
            " 'inactive'::character varying, 'suspended'::character varying])::text[])))"
        )
        short = "CHECK account_status in active, inactive, suspended"
        assert {row[0].replace(check, short) for row in rows} == CONSTRAINTS
        rows = await shop.fetch(
            "select tablename || substring(indexdef from '\\(.*\\)') from pg_indexes"
            " where schemaname = 'public'"
        )
        assert {row[0] for row in rows} == INDEXES
        rows = await shop.fetch(
            "select tablename, tableowner from pg_tables where schemaname = 'public'"
        )
        assert dict(rows) == dict.fromkeys(COLUMNS, "svetu_backend")
        assert not await shop.fetchval("select usesuper from pg_user where usename = current_user")
        rows = await shop.fetch(
            "select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal"
        )
        assert [tuple(row) for row in rows] == [("users", "update_users_updated_at")]


async def test_the_payment_methods_are_the_contracts(marketplace: Marketplace) -> None:
    async with connected(marketplace.backend) as shop:
        rows = await shop.fetch(
            "select code, name, type, is_active, minimum_amount::text, maximum_amount::text,"
            " fee_percentage::text, fixed_fee::text from payment_methods order by id"
        )
        assert [tuple(row) for row in rows] == SEEDS

-- Look-up indexes on the marketplace's tables, named as their statements; built concurrently.

-- name: svetu_console_transactions_user
create index concurrently svetu_console_transactions_user
    on public.balance_transactions (user_id, id desc)

-- name: svetu_console_users_searchable
create index concurrently svetu_console_users_searchable on public.users
    using gin (svetu_console.searchable(name, email, phone) {trigram}.gin_trgm_ops)

-- name: svetu_console_users_name
create index concurrently svetu_console_users_name on public.users
    (svetu_console.fold(name) text_pattern_ops)

-- name: svetu_console_users_surname
create index concurrently svetu_console_users_surname on public.users
    (svetu_console.surname(name) text_pattern_ops)

-- name: svetu_console_users_email
create index concurrently svetu_console_users_email on public.users
    (svetu_console.fold(email) text_pattern_ops)

-- name: svetu_console_users_phone
create index concurrently svetu_console_users_phone on public.users
    (svetu_console.digits(phone) text_pattern_ops)

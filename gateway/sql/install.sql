-- name: create_roles
do $$ begin
    if not exists (select from pg_roles where rolname = 'svetu_console_owner') then
        create role svetu_console_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'svetu_console_depositor') then
        create role svetu_console_depositor nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'svetu_gateway') then
        create role svetu_gateway login;
    end if;
end $$

-- name: join_roles
-- An installer who is no superuser must be able to hand objects over, and to take them back.
grant svetu_console_owner, svetu_console_depositor, svetu_gateway to current_user

-- name: installer
select rolsuper as superuser, current_setting('server_version_num')::int / 10000 as version,
    (select count(*) = 3 from pg_roles
     where rolname in ('svetu_console_owner', 'svetu_console_depositor', 'svetu_gateway')
    ) as has_roles,
    quote_ident(rolname) as name, quote_ident(current_database()) as database,
    coalesce((select bool_and(pg_has_role(o.oid, 'usage')) from pg_roles o
     where o.rolname in ('svetu_console_owner', 'svetu_console_depositor', 'svetu_gateway')), false
    ) as is_member
from pg_roles where rolname = current_user

-- name: is_installed
select to_regclass('svetu_console.schema_migrations') is not null

-- name: applied
select number from svetu_console.schema_migrations

-- name: record
insert into svetu_console.schema_migrations (number) values ({number})

-- name: settings
insert into svetu_console.settings (environment, backend_zone, version)
values ('{environment}', '{backend_zone}', '{version}')
on conflict (only_row) do update set environment = excluded.environment,
    backend_zone = excluded.backend_zone, version = excluded.version

-- name: trust_functions
update svetu_console.settings set functions = svetu_console.functions_hash()

-- name: is_watched
select bool_and(fault is null) from svetu_console.capture where relation = $1

-- name: watch_user_balances
drop trigger if exists svetu_console_insert on public.user_balances;
drop trigger if exists svetu_console_update on public.user_balances;
drop trigger if exists svetu_console_delete on public.user_balances;
drop trigger if exists svetu_console_truncate on public.user_balances;
create trigger svetu_console_insert after insert on public.user_balances
    referencing new table as new_rows
    for each statement execute function svetu_console.log_balances();
create trigger svetu_console_update after update on public.user_balances
    referencing old table as old_rows new table as new_rows
    for each statement execute function svetu_console.log_balances();
create trigger svetu_console_delete after delete on public.user_balances
    referencing old table as old_rows
    for each statement execute function svetu_console.log_balances();
create trigger svetu_console_truncate after truncate on public.user_balances
    for each statement execute function svetu_console.log_truncate();
alter table public.user_balances enable always trigger svetu_console_insert;
alter table public.user_balances enable always trigger svetu_console_update;
alter table public.user_balances enable always trigger svetu_console_delete;
alter table public.user_balances enable always trigger svetu_console_truncate

-- name: watch_balance_transactions
drop trigger if exists svetu_console_insert on public.balance_transactions;
drop trigger if exists svetu_console_update on public.balance_transactions;
drop trigger if exists svetu_console_delete on public.balance_transactions;
drop trigger if exists svetu_console_truncate on public.balance_transactions;
create trigger svetu_console_insert after insert on public.balance_transactions
    referencing new table as new_rows
    for each statement execute function svetu_console.log_transactions();
create trigger svetu_console_update after update on public.balance_transactions
    referencing old table as old_rows new table as new_rows
    for each statement execute function svetu_console.log_transactions();
create trigger svetu_console_delete after delete on public.balance_transactions
    referencing old table as old_rows
    for each statement execute function svetu_console.log_transactions();
create trigger svetu_console_truncate after truncate on public.balance_transactions
    for each statement execute function svetu_console.log_truncate();
alter table public.balance_transactions enable always trigger svetu_console_insert;
alter table public.balance_transactions enable always trigger svetu_console_update;
alter table public.balance_transactions enable always trigger svetu_console_delete;
alter table public.balance_transactions enable always trigger svetu_console_truncate

-- name: opening_balances
-- One statement, one snapshot: a balance and the log's position of its account belong together.
insert into svetu_console.checkpoint (user_id, pos, balance, frozen, currency, changes)
select b.user_id, l.pos, b.balance, b.frozen_balance, b.currency, l.changes
from public.user_balances b
cross join lateral (select coalesce(max(pos), 0) as pos, count(*) as changes
    from svetu_console.change_log where kind = 'b' and user_id = b.user_id) l
where not exists (select from svetu_console.admitted)

-- name: begin_proof
insert into svetu_console.admitted (lost, stamp)
values (svetu_console.losses(), svetu_console.capture_stamp()) on conflict do nothing

-- name: index_is_valid
-- Null: there is none.
select indisvalid from pg_index where indexrelid = to_regclass('public.' || $1)

-- name: trigram_schema
select quote_ident(nspname) from pg_extension join pg_namespace n on n.oid = extnamespace
where extname = 'pg_trgm'

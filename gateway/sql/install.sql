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

-- name: is_installed
select to_regclass('svetu_console.schema_migrations') is not null

-- name: applied
select number from svetu_console.schema_migrations

-- name: record
insert into svetu_console.schema_migrations (number) values ($1)

-- name: settings
insert into svetu_console.settings (environment, backend_zone) values ($1, $2)
on conflict (only_row) do update
set environment = excluded.environment, backend_zone = excluded.backend_zone

-- name: opening_balances
insert into svetu_console.opening_balance (user_id, balance, frozen)
select user_id, balance, frozen_balance from public.user_balances
on conflict do nothing

-- name: watch_balances
create trigger svetu_console_insert after insert on public.user_balances
    referencing new table as new_rows for each statement execute function svetu_console.log_balances();
create trigger svetu_console_update after update on public.user_balances
    referencing old table as old_rows new table as new_rows
    for each statement execute function svetu_console.log_balances();
create trigger svetu_console_delete after delete on public.user_balances
    referencing old table as old_rows for each statement execute function svetu_console.log_balances();
create trigger svetu_console_truncate after truncate on public.user_balances
    for each statement execute function svetu_console.log_truncate();
alter table public.user_balances enable always trigger svetu_console_insert;
alter table public.user_balances enable always trigger svetu_console_update;
alter table public.user_balances enable always trigger svetu_console_delete;
alter table public.user_balances enable always trigger svetu_console_truncate

-- name: watch_transactions
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

-- name: is_watched
select exists (select from pg_trigger
               where tgrelid = $1::text::regclass and tgname = 'svetu_console_insert')

-- name: unwatch_balances
drop trigger if exists svetu_console_insert on public.user_balances;
drop trigger if exists svetu_console_update on public.user_balances;
drop trigger if exists svetu_console_delete on public.user_balances;
drop trigger if exists svetu_console_truncate on public.user_balances

-- name: unwatch_transactions
drop trigger if exists svetu_console_insert on public.balance_transactions;
drop trigger if exists svetu_console_update on public.balance_transactions;
drop trigger if exists svetu_console_delete on public.balance_transactions;
drop trigger if exists svetu_console_truncate on public.balance_transactions

-- name: drop_schema
drop schema if exists svetu_console cascade

-- name: drop_role
do $$ begin
    if exists (select from pg_roles where rolname = '{role}') then
        drop owned by {role};
        begin
            drop role {role};
        exception when dependent_objects_still_exist then
            null; -- another database of this cluster has the console too
        end;
    end if;
end $$

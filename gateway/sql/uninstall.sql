-- name: unwatch_user_balances
drop trigger if exists svetu_console_insert on public.user_balances;
drop trigger if exists svetu_console_update on public.user_balances;
drop trigger if exists svetu_console_delete on public.user_balances;
drop trigger if exists svetu_console_truncate on public.user_balances

-- name: unwatch_balance_transactions
drop trigger if exists svetu_console_insert on public.balance_transactions;
drop trigger if exists svetu_console_update on public.balance_transactions;
drop trigger if exists svetu_console_delete on public.balance_transactions;
drop trigger if exists svetu_console_truncate on public.balance_transactions

-- name: table_exists
select to_regclass('public.' || $1) is not null

-- name: drop_index
drop index concurrently if exists public.{name}

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

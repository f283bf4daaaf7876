-- The change log: every committed change of a balance or a transaction, written by statement
-- triggers in the customer's own transaction. Rules the triggers keep: never fail a payment, never
-- wait for a lock longer than 50 ms, never stand in the way of a migration.

create schema svetu_console authorization svetu_console_owner;
revoke all on schema svetu_console from public;
grant usage on schema svetu_console to svetu_gateway, svetu_console_depositor;

create table svetu_console.schema_migrations (
    number     integer primary key,
    applied_at timestamptz not null default now()
);

-- One row. No environment here means production.
create table svetu_console.settings (
    only_row          boolean primary key default true check (only_row),
    install_id        uuid not null default gen_random_uuid(),
    environment       text not null check (environment in ('production', 'staging', 'sandbox')),
    backend_zone      text not null,
    resume_horizon    interval not null default interval '7 days',
    history_retention interval
);

-- Emptied by crash recovery, kept by a clean restart: the part of the epoch that tells whether
-- transaction ids may have been handed out twice.
create unlogged table svetu_console.epoch (
    only_row boolean primary key default true check (only_row),
    id       uuid not null
);

create table svetu_console.change_log (
    pos              bigint generated always as identity primary key,
    xid              xid8 not null default pg_current_xact_id(),
    recorded_at      timestamptz not null default clock_timestamp(),
    kind             "char" not null check (kind in ('b', 't', 'x')), -- balance, transaction, truncate
    user_id          integer,
    transaction_id   integer,
    balance_before   numeric(12, 2),
    balance_after    numeric(12, 2),
    frozen_before    numeric(12, 2),
    frozen_after     numeric(12, 2),
    type_before      text,
    type_after       text,
    amount_before    numeric(12, 2),
    amount_after     numeric(12, 2),
    currency_before  text,
    currency_after   text,
    status_before    text,
    status_after     text,
    method_before    text,
    method_after     text,
    written_by       text not null default session_user,
    application_name text not null default current_setting('application_name'),
    client_addr      inet default inet_client_addr()
);
create index change_log_xid on svetu_console.change_log (xid);
create index change_log_balance on svetu_console.change_log (user_id, pos) where kind = 'b';
create index change_log_transaction on svetu_console.change_log (transaction_id) where kind = 't';

-- Counts the changes a trigger could not write down; a sequence survives the rollback.
create sequence svetu_console.lost minvalue 0 start 0;

-- The balances at install: where the change log's proof begins.
create table svetu_console.opening_balance (
    user_id  integer primary key,
    balance  numeric(12, 2) not null,
    frozen   numeric(12, 2) not null,
    taken_at timestamptz not null default clock_timestamp()
);

-- Wakes the gateway unless it is awake already. Never blocks, and keeps away from a full queue,
-- which would fail the payment at its commit.
create function svetu_console.wake() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pg_notification_queue_usage() < 0.5
       and pg_try_advisory_xact_lock_shared('svetu_console.change_log'::regclass::oid::bigint)
    then
        perform pg_notify('svetu_console', '');
    end if;
end $$;

create function svetu_console.log_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
begin
    if tg_op = 'INSERT' then
        insert into svetu_console.change_log (kind, user_id, balance_after, frozen_after, currency_after)
        select 'b', n.user_id, n.balance, n.frozen_balance, n.currency from new_rows n;
    elsif tg_op = 'DELETE' then
        insert into svetu_console.change_log (kind, user_id, balance_before, frozen_before, currency_before)
        select 'b', o.user_id, o.balance, o.frozen_balance, o.currency from old_rows o;
    else
        insert into svetu_console.change_log (kind, user_id, balance_before, balance_after,
            frozen_before, frozen_after, currency_before, currency_after)
        select 'b', coalesce(n.user_id, o.user_id), o.balance, n.balance,
            o.frozen_balance, n.frozen_balance, o.currency, n.currency
        from old_rows o full join new_rows n on n.user_id = o.user_id
        where (o.user_id, o.balance, o.frozen_balance, o.currency)
            is distinct from (n.user_id, n.balance, n.frozen_balance, n.currency);
    end if;
    perform svetu_console.wake();
    return null;
exception when others then
    perform nextval('svetu_console.lost');
    return null;
end $$;

create function svetu_console.log_transactions() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
begin
    if tg_op = 'INSERT' then
        insert into svetu_console.change_log (kind, user_id, transaction_id, type_after, amount_after,
            currency_after, status_after, method_after)
        select 't', n.user_id, n.id, n.type, n.amount, n.currency, n.status, n.payment_method
        from new_rows n;
    elsif tg_op = 'DELETE' then
        insert into svetu_console.change_log (kind, user_id, transaction_id, type_before, amount_before,
            currency_before, status_before, method_before)
        select 't', o.user_id, o.id, o.type, o.amount, o.currency, o.status, o.payment_method
        from old_rows o;
    else
        -- A row that went to another user changes both users.
        insert into svetu_console.change_log (kind, user_id, transaction_id, type_before, type_after,
            amount_before, amount_after, currency_before, currency_after, status_before, status_after,
            method_before, method_after)
        select 't', owner.user_id, coalesce(n.id, o.id), o.type, n.type, o.amount, n.amount, o.currency,
            n.currency, o.status, n.status, o.payment_method, n.payment_method
        from old_rows o full join new_rows n on n.id = o.id
        cross join lateral (select o.user_id union select n.user_id) owner
        where owner.user_id is not null
          and (o.id, o.user_id, o.type, o.amount, o.currency, o.status, o.payment_method,
               o.description, o.completed_at)
            is distinct from (n.id, n.user_id, n.type, n.amount, n.currency, n.status,
               n.payment_method, n.description, n.completed_at);
    end if;
    perform svetu_console.wake();
    return null;
exception when others then
    perform nextval('svetu_console.lost');
    return null;
end $$;

create function svetu_console.log_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
begin
    insert into svetu_console.change_log (kind) values ('x');
    perform svetu_console.wake();
    return null;
exception when others then
    perform nextval('svetu_console.lost');
    return null;
end $$;

-- Says in words what is wrong with the capture; no rows when it is whole.
create function svetu_console.capture_faults() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case
        when r.oid is null then format('the table %s is missing', w.tab)
        when t.oid is null then format('the trigger %s on %s is missing', w.trig, w.tab)
        when t.tgenabled <> 'A' then format('the trigger %s on %s is disabled', w.trig, w.tab)
        else format('the trigger %s on %s does not run our function', w.trig, w.tab)
    end
    from (values
        ('user_balances', 'svetu_console_insert', 'log_balances'),
        ('user_balances', 'svetu_console_update', 'log_balances'),
        ('user_balances', 'svetu_console_delete', 'log_balances'),
        ('user_balances', 'svetu_console_truncate', 'log_truncate'),
        ('balance_transactions', 'svetu_console_insert', 'log_transactions'),
        ('balance_transactions', 'svetu_console_update', 'log_transactions'),
        ('balance_transactions', 'svetu_console_delete', 'log_transactions'),
        ('balance_transactions', 'svetu_console_truncate', 'log_truncate')
    ) w(tab, trig, func)
    left join pg_class r on r.oid = to_regclass('public.' || w.tab)
    left join pg_trigger t on t.tgrelid = r.oid and t.tgname = w.trig
    left join pg_proc f on f.oid = t.tgfoid and f.proname = w.func
        and f.pronamespace = 'svetu_console'::regnamespace
    where r.oid is null or t.oid is null or t.tgenabled <> 'A' or f.oid is null
$$;

-- The epoch of all positions; writes a new one after crash recovery emptied the table.
create function svetu_console.current_epoch() returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into svetu_console.epoch (id) select gen_random_uuid()
    where not exists (select from svetu_console.epoch)
    on conflict do nothing;
    return (select c.system_identifier || '.' || s.install_id || '.' || e.id
            from pg_control_system() c, svetu_console.settings s, svetu_console.epoch e);
end $$;

alter table svetu_console.schema_migrations owner to svetu_console_owner;
alter table svetu_console.settings owner to svetu_console_owner;
alter table svetu_console.epoch owner to svetu_console_owner;
alter table svetu_console.change_log owner to svetu_console_owner;
alter sequence svetu_console.lost owner to svetu_console_owner;
alter table svetu_console.opening_balance owner to svetu_console_owner;
alter function svetu_console.wake() owner to svetu_console_owner;
alter function svetu_console.log_balances() owner to svetu_console_owner;
alter function svetu_console.log_transactions() owner to svetu_console_owner;
alter function svetu_console.log_truncate() owner to svetu_console_owner;
alter function svetu_console.capture_faults() owner to svetu_console_owner;
alter function svetu_console.current_epoch() owner to svetu_console_owner;
revoke execute on all functions in schema svetu_console from public;
grant execute on function svetu_console.capture_faults(), svetu_console.current_epoch()
    to svetu_gateway;
grant select on svetu_console.settings, svetu_console.change_log, svetu_console.opening_balance,
    svetu_console.lost, svetu_console.schema_migrations to svetu_gateway;

-- What the service may read of the marketplace: never users.password, never payment_methods.credentials.
grant usage on schema public to svetu_gateway, svetu_console_depositor;
grant select (id, name, email, phone, city, country, account_status, created_at, last_seen)
    on public.users to svetu_gateway, svetu_console_depositor;
grant select on public.user_balances, public.balance_transactions
    to svetu_gateway, svetu_console_depositor;
grant select (id, name, code, type, is_active, minimum_amount, maximum_amount, fee_percentage,
    fixed_fee, created_at) on public.payment_methods to svetu_gateway, svetu_console_depositor;
grant insert, update on public.user_balances to svetu_console_depositor;
grant insert on public.balance_transactions to svetu_console_depositor;
grant usage on sequence public.balance_transactions_id_seq to svetu_console_depositor;

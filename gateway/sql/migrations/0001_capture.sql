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
    backend_zone      text not null, -- the wall clock that the marketplace's backend writes
    version           text not null, -- of the product that installed last
    functions         text,          -- what functions_hash() was then
    wake              text not null default 'auto' check (wake in ('auto', 'poll')),
    resume_horizon    interval not null default interval '7 days',
    history_retention interval       -- null: for ever
);

-- Emptied by crash recovery, kept by a clean restart: the part of the epoch that tells whether
-- transaction ids may have been handed out twice.
create unlogged table svetu_console.epoch (
    only_row boolean primary key default true check (only_row),
    id       uuid not null
);

-- The types are wider than the marketplace's, so that a migration that widens its columns does not
-- make us lose rows. No foreign key, no partitions: both can make a payment fail or wait.
create table svetu_console.change_log (
    pos              bigint generated always as identity primary key,
    xid              xid8 not null default pg_current_xact_id(),
    recorded_at      timestamptz not null default clock_timestamp(),
    kind             "char" not null, -- b: balance, t: transaction, x: a gap, re-read everything
    user_id          bigint,
    transaction_id   bigint,
    balance_before   numeric,
    balance_after    numeric,
    frozen_before    numeric,
    frozen_after     numeric,
    type_before      text,
    type_after       text,
    amount_before    numeric,
    amount_after     numeric,
    currency_before  text,
    currency_after   text,
    status_before    text,
    status_after     text,
    method_before    text,
    method_after     text,
    reason           text,            -- of a gap: truncate, lost, capture
    written_by       text not null default session_user,
    application_name text not null default current_setting('application_name'),
    client_addr      inet default inet_client_addr()
);
create index change_log_xid on svetu_console.change_log (xid);
create index change_log_balance on svetu_console.change_log (user_id, pos) where kind = 'b';
create index change_log_transaction on svetu_console.change_log (transaction_id) where kind = 't';

-- Counts the statements whose changes a trigger could not write down; it survives the rollback.
create sequence svetu_console.lost;

-- One row: the losses and the state of the triggers for which a gap is in the log already.
create table svetu_console.admitted (
    only_row boolean primary key default true check (only_row),
    lost     bigint not null,
    stamp    text not null
);

-- An account as it stood after `pos`: at install, where the log's proof begins, and wherever the
-- log before it may be pruned or need not be counted again.
create table svetu_console.checkpoint (
    user_id  bigint not null,
    pos      bigint not null,
    balance  numeric not null,
    frozen   numeric not null,
    currency text not null,
    changes  bigint not null default 0,
    taken_at timestamptz not null default clock_timestamp(),
    primary key (user_id, pos)
);

-- ---------------------------------------------------------------- in the customer's transaction

create function svetu_console.wake_lock() returns bigint language sql stable as
    $$ select (1398163028::bigint << 32) | 'svetu_console.change_log'::regclass::oid::bigint $$;

-- Wakes the gateway unless it is awake already (then it holds this lock). Never blocks, and keeps
-- away from a full queue, which would fail the payment at its commit.
create function svetu_console.wake() returns void language plpgsql as $$
begin
    if (select s.wake from svetu_console.settings s) = 'auto'
       and pg_notification_queue_usage() < 0.5
       and pg_try_advisory_xact_lock_shared(svetu_console.wake_lock())
    then
        perform pg_notify('svetu_console', '');
    end if;
end $$;

-- Even the counter may be gone: then nothing is counted, and the payment still passes.
create function svetu_console.count_loss(failure text) returns void language plpgsql as $$
begin
    raise log 'svetu_console: a change was not written down: %', failure;
    perform nextval('svetu_console.lost');
exception when others then
    null;
end $$;

create function svetu_console.log_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
begin
    begin
        if tg_op = 'INSERT' then
            insert into svetu_console.change_log
                (kind, user_id, balance_after, frozen_after, currency_after)
            select 'b', n.user_id, n.balance, n.frozen_balance, n.currency from new_rows n;
        elsif tg_op = 'DELETE' then
            insert into svetu_console.change_log
                (kind, user_id, balance_before, frozen_before, currency_before)
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
        if found then
            perform svetu_console.wake();
        end if;
    exception when others then
        perform svetu_console.count_loss(sqlerrm);
    end;
    return null;
end $$;

create function svetu_console.log_transactions() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
begin
    begin
        if tg_op = 'INSERT' then
            insert into svetu_console.change_log (kind, user_id, transaction_id, type_after,
                amount_after, currency_after, status_after, method_after)
            select 't', n.user_id, n.id, n.type, n.amount, n.currency, n.status, n.payment_method
            from new_rows n;
        elsif tg_op = 'DELETE' then
            insert into svetu_console.change_log (kind, user_id, transaction_id, type_before,
                amount_before, currency_before, status_before, method_before)
            select 't', o.user_id, o.id, o.type, o.amount, o.currency, o.status, o.payment_method
            from old_rows o;
        else
            -- A row that went to another user is written down for both: the old one first.
            insert into svetu_console.change_log (kind, user_id, transaction_id,
                type_before, type_after, amount_before, amount_after, currency_before,
                currency_after, status_before, status_after, method_before, method_after)
            select 't', owner.user_id, coalesce(n.id, o.id), o.type, n.type, o.amount, n.amount,
                o.currency, n.currency, o.status, n.status, o.payment_method, n.payment_method
            from old_rows o full join new_rows n on n.id = o.id
            cross join lateral (
                select o.user_id, 1 as place where o.user_id is distinct from n.user_id
                union all select n.user_id, 2
            ) owner
            where owner.user_id is not null
              and (o.id, o.user_id, o.type, o.amount, o.currency, o.status, o.payment_method,
                   o.description, o.completed_at)
                is distinct from (n.id, n.user_id, n.type, n.amount, n.currency, n.status,
                   n.payment_method, n.description, n.completed_at)
            order by 3, owner.place;
        end if;
        if found then
            perform svetu_console.wake();
        end if;
    exception when others then
        perform svetu_console.count_loss(sqlerrm);
    end;
    return null;
end $$;

create function svetu_console.log_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
begin
    begin
        insert into svetu_console.change_log (kind, reason) values ('x', 'truncate');
        perform svetu_console.wake();
    exception when others then
        perform svetu_console.count_loss(sqlerrm);
    end;
    return null;
end $$;

-- ------------------------------------------------------------------------- is the capture whole?

-- Everything that runs inside a payment.
create view svetu_console.capture_functions as
select oid, xmin as touched, proname, prosrc, proconfig, prosecdef, proowner
from pg_proc where pronamespace = 'svetu_console'::regnamespace and proname in
    ('log_balances', 'log_transactions', 'log_truncate', 'wake', 'wake_lock', 'count_loss');

create function svetu_console.functions_hash() returns text language sql stable as $$
    select md5(string_agg(concat_ws('|', f.proname, f.prosrc, f.proconfig, f.prosecdef,
        f.proowner::regrole), e'\n' order by f.proname collate "C"))
    from svetu_console.capture_functions f
$$;

-- The triggers as they should be, each beside what is wrong with it (null: nothing).
-- The type is PostgreSQL's bit mask: 4 insert, 8 delete, 16 update, 32 truncate; after, statement.
create view svetu_console.capture as
select w.relation, w.trigger, r.oid as relation_id, t.oid as trigger_id, t.xmin as touched,
    case
        when r.oid is null then format('the table %s is missing', w.relation)
        when t.oid is null then format('the trigger %s on %s is missing', w.trigger, w.relation)
        when t.tgenabled <> 'A'
            then format('the trigger %s on %s is disabled', w.trigger, w.relation)
        when t.tgtype <> w.type or t.tgqual is not null or t.tgattr <> ''
            or t.tgfoid is distinct from to_regproc('svetu_console.' || w.function)
            then format('the trigger %s on %s is not the one installed', w.trigger, w.relation)
    end as fault
from (
    select relation, 'svetu_console_' || event as trigger, type,
        case event when 'truncate' then 'log_truncate' else function end as function
    from (values ('user_balances', 'log_balances'), ('balance_transactions', 'log_transactions'))
            watched (relation, function)
    cross join (values ('insert', 4), ('delete', 8), ('update', 16), ('truncate', 32))
            events (event, type)
) w
left join pg_class r on r.oid = to_regclass('public.' || w.relation)
left join pg_trigger t on t.tgrelid = r.oid and t.tgname = w.trigger;

-- What is wrong with the capture, in words; no rows when it is whole.
create function svetu_console.capture_faults() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select fault from svetu_console.capture where fault is not null
    union all
    select 'the functions of the capture are not the ones installed' from svetu_console.settings
    where functions is distinct from svetu_console.functions_hash()
$$;

-- Changes whenever somebody touched the triggers or their functions, even when they were put back
-- afterwards: what was written in between is not in the log.
create function svetu_console.capture_stamp() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select md5(
        (select string_agg(concat_ws('|', relation_id, trigger_id, touched::text, fault), e'\n'
            order by relation, trigger) from svetu_console.capture)
        || (select string_agg(concat_ws('|', f.oid, f.touched::text), e'\n' order by f.oid)
            from svetu_console.capture_functions f))
$$;

create function svetu_console.losses() returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp as
    $$ select case when is_called then last_value else 0 end from svetu_console.lost $$;

-- Writes down that the log has a gap here: every reader resets on its way past it.
create function svetu_console.admit_gap(why text, losses bigint, stamp text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update svetu_console.admitted a set lost = losses, stamp = admit_gap.stamp;
    insert into svetu_console.change_log (kind, reason) values ('x', why);
    perform svetu_console.wake();
end $$;

-- ------------------------------------------------------------------------------------- reading

-- The epoch of all positions; writes a new one after crash recovery emptied the table.
create function svetu_console.current_epoch() returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into svetu_console.epoch (id) select gen_random_uuid()
    where not exists (select from svetu_console.epoch)
    on conflict do nothing;
    return (select concat_ws('.', c.system_identifier, s.install_id, e.id)
            from pg_control_system() c, svetu_console.settings s, svetu_console.epoch e);
end $$;

-- How many balance changes of an account the log has, up to and with `upto`.
create function svetu_console.changes(account bigint, upto bigint) returns bigint
language sql stable as $$
    select coalesce(c.changes, 0) + (
        select count(*) from svetu_console.change_log l
        where l.kind = 'b' and l.user_id = account and l.pos > coalesce(c.pos, 0) and l.pos <= upto)
    from (select) one left join lateral (
        select k.changes, k.pos from svetu_console.checkpoint k
        where k.user_id = account and k.pos <= upto order by k.pos desc limit 1) c on true
$$;

-- -------------------------------------------------------------------------------------- rights

alter table svetu_console.schema_migrations owner to svetu_console_owner;
alter table svetu_console.settings owner to svetu_console_owner;
alter table svetu_console.epoch owner to svetu_console_owner;
alter table svetu_console.change_log owner to svetu_console_owner;
alter sequence svetu_console.lost owner to svetu_console_owner;
alter table svetu_console.admitted owner to svetu_console_owner;
alter table svetu_console.checkpoint owner to svetu_console_owner;
alter view svetu_console.capture_functions owner to svetu_console_owner;
alter view svetu_console.capture owner to svetu_console_owner;
alter function svetu_console.wake_lock() owner to svetu_console_owner;
alter function svetu_console.wake() owner to svetu_console_owner;
alter function svetu_console.count_loss(text) owner to svetu_console_owner;
alter function svetu_console.log_balances() owner to svetu_console_owner;
alter function svetu_console.log_transactions() owner to svetu_console_owner;
alter function svetu_console.log_truncate() owner to svetu_console_owner;
alter function svetu_console.functions_hash() owner to svetu_console_owner;
alter function svetu_console.capture_faults() owner to svetu_console_owner;
alter function svetu_console.capture_stamp() owner to svetu_console_owner;
alter function svetu_console.losses() owner to svetu_console_owner;
alter function svetu_console.admit_gap(text, bigint, text) owner to svetu_console_owner;
alter function svetu_console.current_epoch() owner to svetu_console_owner;
alter function svetu_console.changes(bigint, bigint) owner to svetu_console_owner;

-- The triggers run as the owner: even a mistake in them could only add to the log.
revoke all on svetu_console.change_log from svetu_console_owner;
grant insert on svetu_console.change_log to svetu_console_owner;

revoke execute on all functions in schema svetu_console from public;
grant execute on function svetu_console.wake_lock(), svetu_console.capture_faults(),
    svetu_console.capture_stamp(), svetu_console.losses(),
    svetu_console.admit_gap(text, bigint, text), svetu_console.current_epoch(),
    svetu_console.changes(bigint, bigint) to svetu_gateway;
grant select on svetu_console.settings, svetu_console.change_log, svetu_console.admitted,
    svetu_console.checkpoint, svetu_console.schema_migrations to svetu_gateway;

-- What the service may read of the marketplace: never users.password, never
-- payment_methods.credentials. Only the depositor, whom nobody can sign in as, may write.
grant usage on schema public to svetu_gateway, svetu_console_depositor;
grant select (id, name, email, phone, city, country, account_status, created_at, last_seen)
    on public.users to svetu_gateway, svetu_console_depositor;
grant select (user_id, balance, frozen_balance, currency, updated_at)
    on public.user_balances to svetu_gateway, svetu_console_depositor;
grant select (id, user_id, type, amount, currency, status, payment_method, payment_details,
    description, created_at, completed_at)
    on public.balance_transactions to svetu_gateway, svetu_console_depositor;
grant select (id, name, code, type, is_active, minimum_amount, maximum_amount, fee_percentage,
    fixed_fee, created_at) on public.payment_methods to svetu_gateway, svetu_console_depositor;
grant insert, update on public.user_balances to svetu_console_depositor;
grant insert on public.balance_transactions to svetu_console_depositor;
do $$ begin
    execute format('grant usage on sequence %s to svetu_console_depositor',
        pg_get_serial_sequence('public.balance_transactions', 'id'));
end $$;

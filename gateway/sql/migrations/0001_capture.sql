-- The change log: every committed change of a balance or a transaction, written by statement
-- triggers in the customer's own transaction, and how it is read.

create schema svetu_console authorization svetu_console_owner;
-- For all: when the marketplace's owner alters a column that is in our look-up index, PostgreSQL
-- builds the index again with that owner's rights. What is in the schema has rights of its own.
grant usage on schema svetu_console to public;

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
    -- A payment reads this table: nothing that locks it may come once there are triggers.
    deposits_per_minute integer default 120, -- null: no limit
    resume_horizon    interval not null default interval '7 days' -- how old a position may be
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
create index change_log_transaction on svetu_console.change_log (user_id, transaction_id)
    where kind = 't';
create index change_log_gap on svetu_console.change_log (pos) where kind = 'x';

-- Counts the statements whose changes a trigger could not write down; it survives the rollback.
create sequence svetu_console.lost;

-- One row: the losses and the state of the triggers for which a gap is in the log already.
create table svetu_console.admitted (
    only_row boolean primary key default true check (only_row),
    lost     bigint not null,
    stamp    text not null
);

-- One row: from when on the log was whole, and which transactions there were by then. What is older
-- has no row in the log; what is newer and has none was written behind the triggers' back.
create table svetu_console.beginning (
    only_row         boolean primary key default true check (only_row),
    began_at         timestamptz not null default clock_timestamp(),
    last_transaction bigint not null
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

-- What changes a watched table past its triggers: they are those of statements, and of that table.
create view svetu_console.bypasses as
with watched as (
    select oid, relname from pg_class
    where oid in (to_regclass('public.user_balances'), to_regclass('public.balance_transactions')))
select format('what is written straight into parts of %s (there are %s) is not seen',
    w.relname, count(*)) as fault
from watched w join pg_inherits i on i.inhparent = w.oid group by w.relname
union all
select format('what a subscription writes into %s is not seen', w.relname)
from watched w join pg_subscription_rel s on s.srrelid = w.oid;

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
            from svetu_console.capture_functions f)
        || (select concat(string_agg(fault, e'\n' order by fault)) from svetu_console.bypasses))
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

-- An amount in minor units. numeric(12,2) can hold NaN, which no integer can and no sum survives:
-- it is nothing, like what is too much for any integer in a column that was widened.
create function svetu_console.minor(amount numeric) returns bigint language sql immutable as
    $$ select (case when abs(amount) >= 92233720368547758 then 0 else amount * 100 end)::bigint $$;

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
alter table svetu_console.beginning owner to svetu_console_owner;
alter table svetu_console.checkpoint owner to svetu_console_owner;
alter view svetu_console.capture_functions owner to svetu_console_owner;
alter view svetu_console.capture owner to svetu_console_owner;
alter view svetu_console.bypasses owner to svetu_console_owner;
alter function svetu_console.functions_hash() owner to svetu_console_owner;
alter function svetu_console.capture_faults() owner to svetu_console_owner;
alter function svetu_console.capture_stamp() owner to svetu_console_owner;
alter function svetu_console.losses() owner to svetu_console_owner;
alter function svetu_console.admit_gap(text, bigint, text) owner to svetu_console_owner;
alter function svetu_console.current_epoch() owner to svetu_console_owner;
alter function svetu_console.changes(bigint, bigint) owner to svetu_console_owner;
alter function svetu_console.minor(numeric) owner to svetu_console_owner;

-- The triggers run as the owner: even a mistake in them could only add to the log.
revoke all on svetu_console.change_log from svetu_console_owner;
grant insert on svetu_console.change_log to svetu_console_owner;

revoke execute on all functions in schema svetu_console from public;
grant execute on function svetu_console.capture_faults(), svetu_console.capture_stamp(),
    svetu_console.losses(), svetu_console.admit_gap(text, bigint, text),
    svetu_console.current_epoch(), svetu_console.changes(bigint, bigint),
    svetu_console.minor(numeric) to svetu_gateway;
grant select on svetu_console.settings, svetu_console.change_log, svetu_console.admitted,
    svetu_console.beginning, svetu_console.checkpoint, svetu_console.schema_migrations
    to svetu_gateway;

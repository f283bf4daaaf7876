-- name: impatient
-- While we wait for a table, every payment that comes later waits behind us; and while we have it,
-- nobody should wait for our disk as well. What is patient afterwards makes it durable.
set lock_timeout = '200ms';
set synchronous_commit = off

-- name: patient
-- Whoever builds or drops an index concurrently keeps nobody from writing while he waits.
set lock_timeout = 0;
set synchronous_commit = on

-- name: settle
-- No payment waits behind this one, so it may wait as long as it takes to send an autovacuum away.
set local lock_timeout = 0;
lock table {table} in share update exclusive mode

-- name: take_turn
-- Not waited for in the database: a waiting transaction would hold up the other's indexes.
select pg_try_advisory_lock(hashtext('svetu_console'), hashtext('install'))

-- name: give_way
-- Whoever has been waiting for us ($1) this long is a payment, or has payments waiting behind him.
select pg_cancel_backend($1) where exists (
    select from pg_locks where not granted and waitstart < clock_timestamp() - interval '100 ms'
      and $1 = any (pg_blocking_pids(pid)))

-- name: in_the_way
-- Whom $1 is waiting for, in words.
select string_agg(format('%s (process %s, in a transaction since %s)',
    coalesce(nullif(application_name, ''), backend_type), pid, xact_start::timestamptz(0)), ', ')
from pg_stat_activity where pid = any (pg_blocking_pids($1))

-- name: holders
-- Transactions that hold the table in a way that we would have to wait for; $2 are the other ways.
select coalesce(array_agg(distinct virtualtransaction), '{}') from pg_locks
where locktype = 'relation' and relation = to_regclass($1) and granted
  and mode <> all ($2::text[]) and pid is distinct from pg_backend_pid()
  and database = (select oid from pg_database where datname = current_database())

-- name: missing_tables
select string_agg(name, ', ') from
    unnest('{users, user_balances, balance_transactions, payment_methods}'::text[]) name
where to_regclass('public.' || name) is null

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
select coalesce(array_agg(number), '{}') from svetu_console.schema_migrations

-- name: record
insert into svetu_console.schema_migrations (number) values ({number}) on conflict do nothing

-- name: no_booking
-- The lock that bookings take last: none is about to commit that has seen another environment.
select from svetu_console.audit_head for update

-- name: settings
insert into svetu_console.settings (environment, backend_zone, version)
values ('{environment}', '{backend_zone}', '{version}')
on conflict (only_row) do update set environment = excluded.environment,
    backend_zone = excluded.backend_zone, version = excluded.version

-- name: trust_functions
update svetu_console.settings set functions = svetu_console.functions_hash()

-- name: functions_changed
-- Since they were installed: by hand, then.
select coalesce(functions <> svetu_console.functions_hash(), false) from svetu_console.settings

-- name: is_granted
-- Table by table, for one that was made anew has lost what was granted.
select has_column_privilege('svetu_gateway', 'public.users', 'last_seen', 'select')
    and has_column_privilege('svetu_gateway', 'public.user_balances', 'updated_at', 'select')
    and has_column_privilege('svetu_gateway', 'public.balance_transactions', 'status', 'select')
    and has_column_privilege('svetu_gateway', 'public.payment_methods', 'code', 'select')
    and has_table_privilege('svetu_console_depositor', 'public.user_balances', 'update')
    and has_table_privilege('svetu_console_depositor', 'public.balance_transactions', 'insert')

-- name: grant_reading
-- What the service may read of the marketplace: never users.password, never
-- payment_methods.credentials. Only the depositor, whom nobody can sign in as, may write.
-- To grant something and to alter the table at the same moment fails whoever is second, which
-- could be the marketplace's migration: hence the lock, which no payment minds (see settle).
set local lock_timeout = 0;
lock table public.users, public.user_balances, public.balance_transactions, public.payment_methods
    in share update exclusive mode;
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
do $$
declare
    sequence regclass;
begin
    -- That of the ids: the column's own, or one that its default uses in a table made anew.
    for sequence in
        select pg_get_serial_sequence('public.balance_transactions', 'id')::regclass
        union select s.oid::regclass from pg_attrdef a
        join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = a.oid
        join pg_class s on d.refclassid = 'pg_class'::regclass and s.oid = d.refobjid and s.relkind = 'S'
        where a.adrelid = 'public.balance_transactions'::regclass
    loop
        if sequence is not null then
            execute format('grant usage on sequence %s to svetu_console_depositor', sequence);
        end if;
    end loop;
end $$

-- name: dumps_without_us
-- Who owns the marketplace's tables and could dump them whole, were our schema not in the way.
select rolname from pg_class c join pg_roles r on r.oid = c.relowner
where c.oid = 'public.user_balances'::regclass
  and not has_table_privilege(r.oid, 'svetu_console.operators', 'select')

-- name: is_watched
select bool_and(fault is null) from svetu_console.capture where relation = $1

-- name: watch_user_balances
lock table public.user_balances in share row exclusive mode;
create or replace trigger svetu_console_insert after insert on public.user_balances
    referencing new table as new_rows
    for each statement execute function svetu_console.log_balances();
create or replace trigger svetu_console_update after update on public.user_balances
    referencing old table as old_rows new table as new_rows
    for each statement execute function svetu_console.log_balances();
create or replace trigger svetu_console_delete after delete on public.user_balances
    referencing old table as old_rows
    for each statement execute function svetu_console.log_balances();
create or replace trigger svetu_console_truncate after truncate on public.user_balances
    for each statement execute function svetu_console.log_truncate();
alter table public.user_balances enable always trigger svetu_console_insert;
alter table public.user_balances enable always trigger svetu_console_update;
alter table public.user_balances enable always trigger svetu_console_delete;
alter table public.user_balances enable always trigger svetu_console_truncate

-- name: watch_balance_transactions
lock table public.balance_transactions in share row exclusive mode;
create or replace trigger svetu_console_insert after insert on public.balance_transactions
    referencing new table as new_rows
    for each statement execute function svetu_console.log_transactions();
create or replace trigger svetu_console_update after update on public.balance_transactions
    referencing old table as old_rows new table as new_rows
    for each statement execute function svetu_console.log_transactions();
create or replace trigger svetu_console_delete after delete on public.balance_transactions
    referencing old table as old_rows
    for each statement execute function svetu_console.log_transactions();
create or replace trigger svetu_console_truncate after truncate on public.balance_transactions
    for each statement execute function svetu_console.log_truncate();
alter table public.balance_transactions enable always trigger svetu_console_insert;
alter table public.balance_transactions enable always trigger svetu_console_update;
alter table public.balance_transactions enable always trigger svetu_console_delete;
alter table public.balance_transactions enable always trigger svetu_console_truncate

-- name: begin_proof
-- One statement, one snapshot: a balance and the log's position of its account belong together.
insert into svetu_console.checkpoint (user_id, pos, balance, frozen, currency, changes)
select b.user_id, l.pos, b.balance, b.frozen_balance, b.currency, l.changes
from public.user_balances b
cross join lateral (select coalesce(max(pos), 0) as pos, count(*) as changes
    from svetu_console.change_log where kind = 'b' and user_id = b.user_id) l
where not exists (select from svetu_console.admitted);
insert into svetu_console.beginning (last_transaction)
select coalesce(max(id), 0) from public.balance_transactions on conflict do nothing;
insert into svetu_console.admitted (lost, stamp)
values (svetu_console.losses(), svetu_console.capture_stamp()) on conflict do nothing

-- name: index_is_valid
-- Null: there is none.
select indisvalid from pg_index where indexrelid = to_regclass('public.' || $1)

-- name: trigram_schema
select quote_ident(nspname) from pg_extension join pg_namespace n on n.oid = extnamespace
where extname = 'pg_trgm'

-- What runs inside a payment. Rules: never fail it, never hold it up for longer than 50 ms, never
-- stand in the way of a migration. Is run again where somebody has changed these functions.

create or replace function svetu_console.wake_lock() returns bigint language sql immutable as
    $$ select (1398163028::bigint << 32) | 'svetu_console.change_log'::regclass::oid::bigint $$;

-- Wakes the gateway unless it is awake already (then it holds this lock). Never blocks, and keeps
-- away from what would fail the payment after this statement: a full queue fails its commit, and a
-- transaction that has notified cannot be prepared. The gateway looks by itself now and then.
-- A boolean, and conditions one by one: plpgsql evaluates such expressions without an executor.
create or replace function svetu_console.wake() returns boolean language plpgsql as $$
begin
    if pg_try_advisory_xact_lock_shared(svetu_console.wake_lock()) then
        if current_setting('max_prepared_transactions') = '0' then
            if pg_notification_queue_usage() < 0.5 then
                perform pg_notify('svetu_console', '');
                return true;
            end if;
        end if;
    end if;
    return false;
end $$;

-- Counts a statement whose changes were not written down, and lets the rest of the transaction do
-- without another attempt: to wait once is enough, and its commit is incomplete anyway. Even the
-- counter may be gone: then nothing is counted, and the payment still passes.
create or replace function svetu_console.count_loss(failure text) returns void language plpgsql as $$
begin
    if failure <> 'gave up' then
        raise log 'svetu_console: a change was not written down: %', failure;
        perform set_config('svetu_console.gave_up', 'yes', true);
    end if;
    begin
        perform nextval('svetu_console.lost');
    exception when others then
        null;
    end;
end $$;

create or replace function svetu_console.log_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
declare
    woken boolean;
begin
    begin
        if current_setting('svetu_console.gave_up', true) = 'yes' then
            raise exception 'gave up';
        end if;
        if tg_op = 'INSERT' then
            if not exists (select from new_rows) then
                return null; -- an upsert that found its row: the other trigger tells of it
            end if;
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
        woken := found and svetu_console.wake();
    exception when others then
        perform svetu_console.count_loss(sqlerrm);
    end;
    return null;
end $$;

create or replace function svetu_console.log_transactions() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
declare
    woken boolean;
begin
    begin
        if current_setting('svetu_console.gave_up', true) = 'yes' then
            raise exception 'gave up';
        end if;
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
                select o.user_id, 1 as place
                where o.id is not null and (n.id is null or o.user_id is distinct from n.user_id)
                union all select n.user_id, 2 where n.id is not null
            ) owner
            where (o.id, o.user_id, o.type, o.amount, o.currency, o.status, o.payment_method,
                   o.description, o.created_at, o.completed_at)
                is distinct from (n.id, n.user_id, n.type, n.amount, n.currency, n.status,
                   n.payment_method, n.description, n.created_at, n.completed_at)
            order by 3, owner.place;
        end if;
        woken := found and svetu_console.wake();
    exception when others then
        perform svetu_console.count_loss(sqlerrm);
    end;
    return null;
end $$;

create or replace function svetu_console.log_truncate() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '50ms' as $$
declare
    woken boolean;
begin
    begin
        if current_setting('svetu_console.gave_up', true) = 'yes' then
            raise exception 'gave up';
        end if;
        insert into svetu_console.change_log (kind, reason) values ('x', 'truncate');
        woken := svetu_console.wake();
    exception when others then
        perform svetu_console.count_loss(sqlerrm);
    end;
    return null;
end $$;

alter function svetu_console.wake_lock() owner to svetu_console_owner;
alter function svetu_console.wake() owner to svetu_console_owner;
alter function svetu_console.count_loss(text) owner to svetu_console_owner;
alter function svetu_console.log_balances() owner to svetu_console_owner;
alter function svetu_console.log_transactions() owner to svetu_console_owner;
alter function svetu_console.log_truncate() owner to svetu_console_owner;
revoke execute on function svetu_console.wake_lock(), svetu_console.wake(),
    svetu_console.count_loss(text), svetu_console.log_balances(), svetu_console.log_transactions(),
    svetu_console.log_truncate() from public;
grant execute on function svetu_console.wake_lock() to svetu_gateway;

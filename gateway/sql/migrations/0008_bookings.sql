-- Test deposits and their reversals: the functions that alone may write the marketplace's tables.
-- They answer {"receipt": …, "repeated": …}, or {"refused": code, …} and then nothing was written;
-- and they refuse whenever the database is production or does not say what it is.

-- What a key was used for and what was answered; kept for 90 days (at least 30 are promised).
create table svetu_console.idempotency_keys (
    operator_id  integer not null references svetu_console.operators,
    key          text not null check (key ~ '^[A-Za-z0-9_-]{16,64}$'),
    kind         text not null check (kind in ('deposit', 'reversal', 'payment_session')),
    created_at   timestamptz not null default clock_timestamp(),
    body_hash    bytea,
    receipt      jsonb,
    cancelled_at timestamptz, -- given up: nothing was and nothing will be booked with it
    primary key (operator_id, key)
);
create index idempotency_keys_created on svetu_console.idempotency_keys (created_at);
create index idempotency_keys_rate on svetu_console.idempotency_keys (operator_id, created_at);

-- Every transaction of ours, whoever the ledger says wrote it: one by the payment page's flow looks
-- exactly like the marketplace's own, and is known as a test by this alone. The wall clock belongs
-- to the key because a ledger that was emptied counts from 1 again.
create table svetu_console.test_transactions (
    transaction_id bigint not null,
    created_at     timestamp not null, -- as in the ledger
    recorded_at    timestamptz not null default clock_timestamp(),
    user_id        bigint not null,
    operator_id    integer not null references svetu_console.operators,
    key            text,
    reason         text not null,
    ticket         text,
    paid_minor     bigint not null,
    fee_minor      bigint not null,
    credited_minor bigint not null,
    reversal_of    bigint,
    reversed_by    bigint,
    session_number bigint,
    primary key (transaction_id, created_at)
);
create index test_transactions_operator
    on svetu_console.test_transactions (operator_id, transaction_id);
create index test_transactions_user on svetu_console.test_transactions (user_id, transaction_id);
create index test_transactions_session
    on svetu_console.test_transactions (session_number) where session_number is not null;

-- ---------------------------------------------------------------------- what may be refused, once

-- Ends a booking: all that it has written so far goes.
create function svetu_console.refuse(p_code text, p_more jsonb default '{}') returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using errcode = 'SV001',
        message = (jsonb_build_object('refused', p_code) || p_more)::text;
end $$;

create function svetu_console.demand_role(p_operator integer, p_required text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    v_role text := (select role from svetu_console.operators
                    where id = p_operator and disabled_at is null);
begin
    if v_role is null or v_role not in (p_required, 'admin') then
        perform svetu_console.refuse('forbidden',
            jsonb_build_object('role', v_role, 'required', p_required));
    end if;
end $$;

-- No row, no deposits: silence means production.
create function svetu_console.demand_environment() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    v_environment text := (select environment from svetu_console.settings);
begin
    if v_environment is null or v_environment not in ('staging', 'sandbox') then
        perform svetu_console.refuse('environment_forbids_deposits', jsonb_build_object(
            'environment', coalesce(v_environment, 'production'),
            'allowed', jsonb_build_array('staging', 'sandbox')));
    end if;
end $$;

create function svetu_console.demand_user(p_user bigint) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from public.users where id = p_user) then
        perform svetu_console.refuse('user_not_found');
    end if;
end $$;

create function svetu_console.demand_reason(p_reason text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if coalesce(btrim(p_reason, U&' \0009\000A\000B\000C\000D\0085\00A0\00AD\1680\180E\2000\2001'
        '\2002\2003\2004\2005\2006\2007\2008\2009\200A\200B\200C\200D\200E\200F\2028\2029'
        '\202A\202B\202C\202D\202E\202F\205F\2060\3000\FEFF'), '') = '' then
        perform svetu_console.refuse('reason_missing');
    end if;
end $$;

-- What a payment method credits for what is paid: the fee is ADDED (contract §4.7).
create function svetu_console.priced(
    p_method text, p_paid_minor bigint, out code text, out name text, out credited numeric
) language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    v_paid   numeric := p_paid_minor / 100.0;
    v_method record;
    v_limits jsonb;
begin
    select m.code, m.name, m.is_active, m.minimum_amount as lowest, m.maximum_amount as highest,
        coalesce(m.fee_percentage, 0) as percentage, coalesce(m.fixed_fee, 0) as fixed
    into v_method from public.payment_methods m where m.code = p_method;
    if v_method.is_active is not true then
        perform svetu_console.refuse(
            case when v_method.code is null then 'payment_method_unknown'
                 else 'payment_method_inactive' end,
            jsonb_build_object('allowed', (select coalesce(jsonb_agg(m.code order by m.code), '[]')
                                           from public.payment_methods m where m.is_active)));
    end if;
    v_limits := jsonb_build_object('minimum_minor', svetu_console.minor(v_method.lowest),
        'maximum_minor', svetu_console.minor(v_method.highest));
    if p_paid_minor <= 0 then
        perform svetu_console.refuse('amount_not_positive', v_limits);
    elsif v_paid < v_method.lowest then
        perform svetu_console.refuse('amount_below_minimum', v_limits);
    elsif v_paid > v_method.highest then
        perform svetu_console.refuse('amount_above_maximum', v_limits);
    end if;
    code := v_method.code;
    name := v_method.name;
    credited := round(v_paid + v_method.fixed + v_paid * v_method.percentage / 100, 2);
    if credited <= 0 or credited = 'NaN' then -- a negative fee eats it up, or it is none
        perform svetu_console.refuse('amount_not_positive', v_limits);
    end if;
end $$;

-- How much more an account can hold; the answer to a balance that numeric(12,2) could not.
create function svetu_console.no_room(p_user bigint) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_object('refused', 'balance_overflow', 'room_minor', 999999999999 - coalesce(
        (select svetu_console.minor(balance) from public.user_balances where user_id = p_user), 0))
$$;

-- Among an operator's new keys of the last minute the newest but so many decides.
create function svetu_console.demand_pace(p_operator integer) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    v_limit  integer := (select deposits_per_minute from svetu_console.settings);
    v_oldest timestamptz;
begin
    select created_at into v_oldest from svetu_console.idempotency_keys
    where operator_id = p_operator and cancelled_at is null
      and created_at > clock_timestamp() - interval '1 minute'
    order by created_at desc offset v_limit limit 1;
    if v_limit is not null and v_oldest is not null then
        perform svetu_console.refuse('too_many_attempts', jsonb_build_object('retry_after',
            greatest(1, ceil(60 - extract(epoch from clock_timestamp() - v_oldest)))));
    end if;
end $$;

-- What was asked first once more, when the last lock is had, the chain's: whoever changes a role or
-- the environment takes it too, so nothing is booked after that was forbidden.
create function svetu_console.demand_again(p_operator integer, p_required text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform svetu_console.demand_role(p_operator, p_required);
    perform svetu_console.demand_environment();
    perform svetu_console.demand_pace(p_operator);
end $$;

-- Takes a key, or returns what it booked before. Waits while it is in flight elsewhere.
create function svetu_console.take_key(p_operator integer, p_kind text, p_key text, p_body jsonb)
returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    v_known svetu_console.idempotency_keys;
    v_hash  bytea := sha256(convert_to(p_body::text, 'UTF8'));
begin
    insert into svetu_console.idempotency_keys (operator_id, key, kind, body_hash)
    values (p_operator, p_key, p_kind, v_hash) on conflict do nothing;
    if found then
        perform svetu_console.demand_pace(p_operator);
        return null;
    end if;
    select * into strict v_known from svetu_console.idempotency_keys
    where operator_id = p_operator and key = p_key;
    if v_known.kind = p_kind and v_known.cancelled_at is not null then
        perform svetu_console.refuse('deposit_cancelled');
    elsif v_known.kind <> p_kind or v_known.body_hash <> v_hash then
        perform svetu_console.refuse('idempotency_key_reused');
    end if;
    return v_known.receipt;
end $$;

-- ---------------------------------------------------------------------------------------- booking

-- The marketplace's own two statements (W2 of contract §5.5), in its order, so that our locks
-- follow the same path; `updated_at` stays as it was (Q6). A negative change is a withdrawal.
create function svetu_console.book(
    p_user bigint, p_type text, p_change numeric, p_currency text, p_method text,
    p_description text, p_details jsonb
) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    v_zone   text := (select backend_zone from svetu_console.settings);
    v_at     timestamp := clock_timestamp() at time zone v_zone;
    v_id     bigint;
    v_stored record;
begin
    insert into public.balance_transactions (user_id, type, amount, currency, status,
        payment_method, payment_details, description, created_at, completed_at)
    values (p_user, p_type, abs(p_change), p_currency, 'completed', p_method, p_details,
        p_description, v_at, v_at)
    returning id into v_id;
    insert into public.user_balances (user_id, balance, frozen_balance, currency)
    values (p_user, p_change, 0, p_currency)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
    returning balance, frozen_balance into v_stored;
    if v_stored.balance = 'NaN' or v_stored.frozen_balance = 'NaN' then
        raise numeric_value_out_of_range; -- nothing that is added to it would ever be there
    end if;
    return jsonb_build_object(
        'transaction_id', v_id,
        'user_id', p_user,
        'user_name', (select name from public.users where id = p_user),
        'type', p_type,
        'moved_minor', trunc(abs(p_change) * 100),
        'currency', p_currency,
        'payment_method', p_method,
        'description', p_description,
        'created_at_raw', v_at,
        'backend_zone', v_zone,
        'balance_minor', trunc(v_stored.balance * 100),
        'available_minor', trunc((v_stored.balance - v_stored.frozen_balance) * 100),
        'recorded_at', (select recorded_at from svetu_console.change_log
                        where kind = 't' and user_id = p_user and transaction_id = v_id
                        order by pos limit 1));
end $$;

-- Credits an account the way the marketplace does, and marks the transaction for ever as a test.
create function svetu_console.deposit(
    p_operator integer, p_key text, p_user bigint, p_paid_minor bigint, p_currency text,
    p_method text, p_reason text, p_ticket text, p_address text, p_request_id text
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_receipt  jsonb;
    v_currency text;
    v_price    record;
    v_fee      bigint;
begin
    perform svetu_console.demand_role(p_operator, 'support');
    perform svetu_console.demand_environment();
    v_receipt := svetu_console.take_key(p_operator, 'deposit', p_key, jsonb_build_array(
        p_user, p_paid_minor, p_currency, p_method, p_reason, p_ticket));
    if v_receipt is not null then
        return jsonb_build_object('receipt', v_receipt, 'repeated', true);
    end if;
    perform svetu_console.demand_user(p_user);
    perform svetu_console.demand_reason(p_reason);
    v_currency := coalesce(
        (select currency from public.user_balances where user_id = p_user), 'RSD');
    if p_currency is distinct from v_currency then
        perform svetu_console.refuse('currency_mismatch',
            jsonb_build_object('allowed', jsonb_build_array(v_currency)));
    end if;
    v_price := svetu_console.priced(p_method, p_paid_minor);
    v_fee := trunc(v_price.credited * 100) - p_paid_minor;
    v_receipt := svetu_console.book(p_user, 'deposit', v_price.credited, v_currency, v_price.code,
        'Пополнение через ' || v_price.name,
        jsonb_build_object('svetu_console', jsonb_build_object('test', true,
            'operator_id', p_operator,
            'operator', (select email from svetu_console.operators where id = p_operator),
            'reason', p_reason, 'ticket', p_ticket, 'key', p_key, 'amount_minor', p_paid_minor)))
        || jsonb_build_object('amount_minor', p_paid_minor, 'fee_minor', v_fee);
    insert into svetu_console.test_transactions (transaction_id, created_at, user_id, operator_id,
        key, reason, ticket, paid_minor, fee_minor, credited_minor)
    values ((v_receipt ->> 'transaction_id')::bigint, (v_receipt ->> 'created_at_raw')::timestamp,
        p_user, p_operator, p_key, p_reason, p_ticket, p_paid_minor, v_fee, p_paid_minor + v_fee);
    update svetu_console.idempotency_keys set receipt = v_receipt
    where operator_id = p_operator and key = p_key;
    perform svetu_console.chain(p_operator, 'deposit', p_user,
        (v_receipt ->> 'transaction_id')::bigint, p_reason, p_ticket, p_address, p_request_id,
        jsonb_build_object('amount_minor', p_paid_minor, 'fee_minor', v_fee,
            'credited_minor', p_paid_minor + v_fee, 'currency', v_currency,
            'payment_method', p_method, 'key', p_key));
    perform svetu_console.demand_again(p_operator, 'support');
    return jsonb_build_object('receipt', v_receipt, 'repeated', false);
exception
    when sqlstate 'SV001' then
        return sqlerrm::jsonb;
    when numeric_value_out_of_range then
        return svetu_console.no_room(p_user);
    when foreign_key_violation then -- deleted while we waited
        return jsonb_build_object('refused', 'user_not_found');
end $$;

-- Takes a key for ever without a deposit, unless it has booked one: then nothing that is still
-- under way with it can. Moves nothing, so it is allowed wherever one may have to be certain.
create function svetu_console.cancel_deposit(
    p_operator integer, p_key text, p_address text, p_request_id text
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_known svetu_console.idempotency_keys;
begin
    perform svetu_console.demand_role(p_operator, 'support');
    insert into svetu_console.idempotency_keys (operator_id, key, kind, cancelled_at)
    values (p_operator, p_key, 'deposit', clock_timestamp()) on conflict do nothing;
    if found then
        perform svetu_console.chain(p_operator, 'deposit_cancelled', null, null, null, null,
            p_address, p_request_id, jsonb_build_object('key', p_key));
    end if;
    select * into strict v_known from svetu_console.idempotency_keys
    where operator_id = p_operator and key = p_key;
    if v_known.kind <> 'deposit' then
        perform svetu_console.refuse('idempotency_key_reused');
    end if;
    return jsonb_build_object('receipt', v_known.receipt, 'repeated', true);
exception
    when sqlstate 'SV001' then
        return sqlerrm::jsonb;
end $$;

-- Takes a test deposit back by a new transaction the other way round, which refers to it: a
-- withdrawal, the one type of the marketplace's that is money leaving an account (contract §5.6),
-- stored as it stores all of them, without a sign.
create function svetu_console.reverse(
    p_operator integer, p_key text, p_transaction bigint, p_reason text, p_ticket text,
    p_force boolean, p_address text, p_request_id text
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_receipt   jsonb;
    v_deposit   record;
    v_test      svetu_console.test_transactions;
    v_available numeric;
    v_amount    numeric;
    v_forced    boolean;
    v_required  text := case when p_force then 'admin' else 'support' end;
begin
    perform svetu_console.demand_role(p_operator, v_required);
    perform svetu_console.demand_environment();
    v_receipt := svetu_console.take_key(p_operator, 'reversal', p_key,
        jsonb_build_array(p_transaction, p_reason, p_ticket, p_force));
    if v_receipt is not null then
        return jsonb_build_object('receipt', v_receipt, 'repeated', true);
    end if;
    select id, user_id, type, currency, status, payment_method, created_at
    into v_deposit from public.balance_transactions where id = p_transaction;
    if not found then
        perform svetu_console.refuse('transaction_not_found');
    end if;
    select * into v_test from svetu_console.test_transactions
    where transaction_id = p_transaction and created_at = v_deposit.created_at for update;
    if not found or v_test.reversal_of is not null
        or (v_deposit.type, v_deposit.status) <> ('deposit', 'completed')
        or v_deposit.user_id is distinct from v_test.user_id
    then
        perform svetu_console.refuse('not_a_test_deposit');
    elsif v_test.reversed_by is not null then
        perform svetu_console.refuse('already_reversed',
            jsonb_build_object('reversed_by', v_test.reversed_by));
    end if;
    perform svetu_console.demand_reason(p_reason);
    v_amount := v_test.credited_minor / 100.0; -- whatever somebody has made of the row
    select balance - frozen_balance into v_available from public.user_balances
    where user_id = v_deposit.user_id for update;
    v_available := coalesce(v_available, 0);
    v_forced := v_available < v_amount;
    if v_forced and p_force is not true then
        perform svetu_console.refuse('insufficient_available', jsonb_build_object(
            'available_minor', trunc(v_available * 100), 'required_minor', trunc(v_amount * 100)));
    end if;
    v_receipt := svetu_console.book(v_deposit.user_id, 'withdrawal', -v_amount,
        v_deposit.currency, v_deposit.payment_method,
        'Отмена тестового пополнения #' || p_transaction,
        jsonb_build_object('svetu_console', jsonb_build_object('test', true,
            'operator_id', p_operator,
            'operator', (select email from svetu_console.operators where id = p_operator),
            'reason', p_reason, 'ticket', p_ticket, 'key', p_key, 'reversal_of', p_transaction,
            'forced', v_forced)))
        || jsonb_build_object('reversal_of', p_transaction, 'forced', v_forced);
    insert into svetu_console.test_transactions (transaction_id, created_at, user_id, operator_id,
        key, reason, ticket, paid_minor, fee_minor, credited_minor, reversal_of)
    values ((v_receipt ->> 'transaction_id')::bigint, (v_receipt ->> 'created_at_raw')::timestamp,
        v_deposit.user_id, p_operator, p_key, p_reason, p_ticket, 0, 0, -trunc(v_amount * 100),
        p_transaction);
    update svetu_console.test_transactions set reversed_by = (v_receipt ->> 'transaction_id')::bigint
    where transaction_id = p_transaction and created_at = v_deposit.created_at;
    update svetu_console.idempotency_keys set receipt = v_receipt
    where operator_id = p_operator and key = p_key;
    perform svetu_console.chain(p_operator, 'reversal', v_deposit.user_id,
        (v_receipt ->> 'transaction_id')::bigint, p_reason, p_ticket, p_address, p_request_id,
        jsonb_build_object('reversal_of', p_transaction, 'debited_minor', trunc(v_amount * 100),
            'currency', v_deposit.currency, 'forced', v_forced, 'key', p_key));
    perform svetu_console.demand_again(p_operator, v_required);
    return jsonb_build_object('receipt', v_receipt, 'repeated', false);
exception
    when sqlstate 'SV001' then
        return sqlerrm::jsonb;
    when numeric_value_out_of_range then
        return svetu_console.no_room(v_deposit.user_id);
end $$;

-- Forgets what is too old to matter.
create function svetu_console.sweep() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    delete from svetu_console.tokens where expires_at < now() - interval '30 days';
    delete from svetu_console.sessions s
    where s.created_at < now() - interval '30 days'
      and not exists (select from svetu_console.tokens t where t.session_id = s.id);
    delete from svetu_console.sign_in_attempts where at < now() - interval '30 days';
    delete from svetu_console.idempotency_keys where created_at < now() - interval '90 days';
$$;

-- ----------------------------------------------------------------------------------------- rights

alter table svetu_console.idempotency_keys owner to svetu_console_owner;
alter table svetu_console.test_transactions owner to svetu_console_owner;
alter function svetu_console.sweep() owner to svetu_console_owner;
-- A function can be given only to a role that may create in the schema.
grant create on schema svetu_console to svetu_console_depositor;
alter function svetu_console.refuse(text, jsonb) owner to svetu_console_depositor;
alter function svetu_console.demand_role(integer, text) owner to svetu_console_depositor;
alter function svetu_console.demand_environment() owner to svetu_console_depositor;
alter function svetu_console.demand_user(bigint) owner to svetu_console_depositor;
alter function svetu_console.demand_reason(text) owner to svetu_console_depositor;
alter function svetu_console.priced(text, bigint) owner to svetu_console_depositor;
alter function svetu_console.no_room(bigint) owner to svetu_console_depositor;
alter function svetu_console.demand_pace(integer) owner to svetu_console_depositor;
alter function svetu_console.demand_again(integer, text) owner to svetu_console_depositor;
alter function svetu_console.take_key(integer, text, text, jsonb) owner to svetu_console_depositor;
alter function svetu_console.book(bigint, text, numeric, text, text, text, jsonb)
    owner to svetu_console_depositor;
alter function svetu_console.deposit(integer, text, bigint, bigint, text, text, text, text, text,
    text) owner to svetu_console_depositor;
alter function svetu_console.cancel_deposit(integer, text, text, text)
    owner to svetu_console_depositor;
alter function svetu_console.reverse(integer, text, bigint, text, text, boolean, text, text)
    owner to svetu_console_depositor;
revoke create on schema svetu_console from svetu_console_depositor;
revoke execute on function svetu_console.sweep(),
    svetu_console.refuse(text, jsonb), svetu_console.demand_role(integer, text),
    svetu_console.demand_environment(), svetu_console.demand_user(bigint),
    svetu_console.demand_reason(text), svetu_console.priced(text, bigint),
    svetu_console.no_room(bigint), svetu_console.demand_pace(integer),
    svetu_console.demand_again(integer, text), svetu_console.take_key(integer, text, text, jsonb),
    svetu_console.book(bigint, text, numeric, text, text, text, jsonb),
    svetu_console.deposit(integer, text, bigint, bigint, text, text, text, text, text, text),
    svetu_console.cancel_deposit(integer, text, text, text),
    svetu_console.reverse(integer, text, bigint, text, text, boolean, text, text) from public;

grant select on svetu_console.idempotency_keys, svetu_console.test_transactions to svetu_gateway;
grant execute on function svetu_console.sweep(),
    svetu_console.deposit(integer, text, bigint, bigint, text, text, text, text, text, text),
    svetu_console.cancel_deposit(integer, text, text, text),
    svetu_console.reverse(integer, text, bigint, text, text, boolean, text, text) to svetu_gateway;

grant select on svetu_console.settings, svetu_console.change_log to svetu_console_depositor;
grant execute on function svetu_console.minor(numeric) to svetu_console_depositor;
grant select (id, email, role, disabled_at) on svetu_console.operators to svetu_console_depositor;
grant select, insert, update on svetu_console.idempotency_keys, svetu_console.test_transactions
    to svetu_console_depositor;

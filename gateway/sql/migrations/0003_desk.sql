-- The desk: the people who use the console, what they did, and the one function that may write
-- the marketplace's tables. Tokens are kept as SHA-256 only.

create table svetu_console.operators (
    id            integer generated always as identity primary key,
    email         text not null unique check (email = lower(email)),
    password_hash text not null,
    role          text not null check (role in ('viewer', 'support', 'admin')),
    created_at    timestamptz not null default now(),
    disabled_at   timestamptz
);

-- Each refresh starts a generation. The one before stays good until the newest is first used
-- (confirmed): a lost answer signs nobody out, and a replay later than that ends the session.
create table svetu_console.sessions (
    id          uuid primary key default gen_random_uuid(),
    operator_id integer not null references svetu_console.operators,
    generation  integer not null default 1,
    confirmed   boolean not null default false,
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    end_reason  text check (end_reason in ('signed_out', 'replayed', 'disabled', 'password'))
);
create index sessions_operator on svetu_console.sessions (operator_id) where ended_at is null;

create table svetu_console.tokens (
    hash       bytea primary key,
    session_id uuid not null references svetu_console.sessions on delete cascade,
    kind       text not null check (kind in ('access', 'refresh')),
    generation integer not null,
    expires_at timestamptz not null
);
create index tokens_session on svetu_console.tokens (session_id);
create index tokens_expired on svetu_console.tokens (expires_at);

create table svetu_console.sign_in_attempts (
    id        bigint generated always as identity primary key,
    at        timestamptz not null default clock_timestamp(),
    email     text not null,
    address   text not null,
    succeeded boolean not null default false
);
create index sign_in_attempts_email on svetu_console.sign_in_attempts (email, at);
create index sign_in_attempts_address on svetu_console.sign_in_attempts (address, at);

-- Writes an attempt down as failed (the caller corrects that), or says how many seconds are left
-- to wait: five failures of an e-mail or twenty of an address are free, then each doubles the wait.
create function svetu_console.begin_sign_in(
    p_email text, p_address text, out attempt_id bigint, out retry_after integer
) language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    v_wait double precision;
begin
    perform pg_advisory_xact_lock(hashtextextended('svetu_console sign-in ' || p_email, 0));
    perform pg_advisory_xact_lock(hashtextextended('svetu_console address ' || p_address, 0));
    select max(extract(epoch from latest) - extract(epoch from clock_timestamp())
               + case when failures < free then 0 else least(2 ^ (failures - free), 300) end)
    into v_wait
    from (
        select 5 as free, count(*) as failures, max(at) as latest
        from svetu_console.sign_in_attempts a
        where a.email = p_email and not a.succeeded and a.at > now() - interval '1 hour'
          and a.at > coalesce((select max(s.at) from svetu_console.sign_in_attempts s
                               where s.email = p_email and s.succeeded), '-infinity')
        union all
        select 20, count(*), max(at)
        from svetu_console.sign_in_attempts a
        where a.address = p_address and not a.succeeded and a.at > now() - interval '1 hour'
    ) counted;
    if v_wait > 0 then
        retry_after := ceil(v_wait);
        return;
    end if;
    insert into svetu_console.sign_in_attempts (email, address) values (p_email, p_address)
    returning id into attempt_id;
end $$;

create table svetu_console.audit (
    id             bigint generated always as identity primary key,
    at             timestamptz not null default clock_timestamp(),
    operator_id    integer references svetu_console.operators,
    action         text not null,
    user_id        integer,
    transaction_id integer,
    request_id     text,
    address        text,
    details        jsonb
);
create index audit_user on svetu_console.audit (user_id, at) where user_id is not null;

create function svetu_console.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on svetu_console.audit
    for each row execute function svetu_console.refuse_change();
create trigger append_only_truncate before truncate on svetu_console.audit
    for each statement execute function svetu_console.refuse_change();
alter table svetu_console.audit enable always trigger append_only;
alter table svetu_console.audit enable always trigger append_only_truncate;

-- What a key was used for and what was answered; kept for 90 days (at least 30 are promised).
create table svetu_console.idempotency_keys (
    operator_id integer not null references svetu_console.operators,
    key         text not null check (key ~ '^[A-Za-z0-9_-]{16,64}$'),
    created_at  timestamptz not null default now(),
    body_hash   bytea not null,
    receipt     jsonb,
    primary key (operator_id, key)
);
create index idempotency_keys_created on svetu_console.idempotency_keys (created_at);
create index idempotency_keys_rate on svetu_console.idempotency_keys (operator_id, created_at);

-- Credits an account the way the marketplace does (contract §4.7, W2 of §5.5) and marks the
-- transaction for ever as a test. Answers {"receipt": …, "repeated": …}, or {"refused": code, …}
-- and then nothing was written. Refuses whenever the database is production or does not say.
create function svetu_console.deposit(
    p_operator integer, p_key text, p_user bigint, p_amount_minor bigint, p_currency text,
    p_method text, p_reason text, p_request_id text
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_settings svetu_console.settings;
    v_role     text;
    v_known    svetu_console.idempotency_keys;
    v_method   record;
    v_currency text;
    v_amount   numeric := p_amount_minor / 100.0;
    v_credited numeric;
    v_receipt  jsonb;
    v_recent   bigint;
    v_hash     bytea := sha256(convert_to(jsonb_build_array(
        p_user, p_amount_minor, p_currency, p_method, p_reason)::text, 'UTF8'));
begin
    select * into v_settings from svetu_console.settings;
    if v_settings.environment is null or v_settings.environment not in ('staging', 'sandbox') then
        return jsonb_build_object('refused', 'environment_forbids_deposits',
            'environment', coalesce(v_settings.environment, 'production'));
    end if;
    select role into v_role from svetu_console.operators
    where id = p_operator and disabled_at is null;
    if v_role is null or v_role not in ('support', 'admin') then
        return jsonb_build_object('refused', 'forbidden', 'role', v_role, 'required', 'support');
    end if;

    select * into v_known from svetu_console.idempotency_keys
    where operator_id = p_operator and key = p_key;
    if found then
        return svetu_console.repeated_deposit(v_known, v_hash);
    end if;

    select count(*) into v_recent from svetu_console.idempotency_keys
    where operator_id = p_operator and created_at > now() - interval '1 minute';
    if v_recent >= v_settings.deposits_per_minute then
        return jsonb_build_object('refused', 'too_many_attempts', 'retry_after', 60);
    end if;
    if not exists (select from public.users where id = p_user) then
        return jsonb_build_object('refused', 'user_not_found');
    end if;
    if coalesce(btrim(p_reason, U&' \0009\000A\000B\000C\000D\0085\00A0\3000'), '') = '' then
        return jsonb_build_object('refused', 'reason_missing');
    end if;
    select name, code, is_active, minimum_amount, maximum_amount, coalesce(fee_percentage, 0) as fee,
        coalesce(fixed_fee, 0) as fixed_fee
    into v_method from public.payment_methods where code = p_method;
    if not found then
        return jsonb_build_object('refused', 'payment_method_unknown');
    elsif v_method.is_active is not true then
        return jsonb_build_object('refused', 'payment_method_inactive');
    end if;
    select coalesce((select currency from public.user_balances where user_id = p_user), 'RSD')
    into v_currency;
    if p_currency <> v_currency then
        return jsonb_build_object('refused', 'currency_mismatch', 'allowed',
            jsonb_build_array(v_currency));
    elsif p_amount_minor <= 0 then
        return jsonb_build_object('refused', 'amount_not_positive');
    elsif v_amount < v_method.minimum_amount then
        return jsonb_build_object('refused', 'amount_below_minimum',
            'minimum_minor', trunc(v_method.minimum_amount * 100));
    elsif v_amount > v_method.maximum_amount then
        return jsonb_build_object('refused', 'amount_above_maximum',
            'maximum_minor', trunc(v_method.maximum_amount * 100));
    end if;
    v_credited := round(v_amount + v_method.fixed_fee + v_amount * v_method.fee / 100, 2);

    -- Waits here while the same key is in flight elsewhere.
    insert into svetu_console.idempotency_keys (operator_id, key, body_hash)
    values (p_operator, p_key, v_hash) on conflict do nothing;
    if not found then
        select * into v_known from svetu_console.idempotency_keys
        where operator_id = p_operator and key = p_key;
        return svetu_console.repeated_deposit(v_known, v_hash);
    end if;
    begin
        v_receipt := svetu_console.book_deposit(p_user::integer, v_credited, v_currency,
            v_method.code, v_method.name, v_settings.backend_zone,
            jsonb_build_object('svetu_console', jsonb_build_object('test', true,
                'operator_id', p_operator, 'reason', p_reason, 'key', p_key,
                'amount_minor', p_amount_minor)));
    exception when numeric_value_out_of_range then
        delete from svetu_console.idempotency_keys where operator_id = p_operator and key = p_key;
        return jsonb_build_object('refused', 'balance_overflow');
    end;
    v_receipt := v_receipt || jsonb_build_object(
        'amount_minor', p_amount_minor,
        'credited_minor', trunc(v_credited * 100),
        'fee_minor', trunc(v_credited * 100) - p_amount_minor,
        'currency', v_currency);
    update svetu_console.idempotency_keys set receipt = v_receipt
    where operator_id = p_operator and key = p_key;
    insert into svetu_console.audit
        (operator_id, action, user_id, transaction_id, request_id, details)
    values (p_operator, 'deposit', p_user, (v_receipt ->> 'transaction_id')::integer, p_request_id,
        jsonb_build_object('amount_minor', p_amount_minor, 'payment_method', p_method,
            'reason', p_reason, 'key', p_key));
    return jsonb_build_object('receipt', v_receipt, 'repeated', false);
end $$;

create function svetu_console.repeated_deposit(
    p_known svetu_console.idempotency_keys, p_hash bytea
) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when p_known.body_hash = p_hash
        then jsonb_build_object('receipt', p_known.receipt, 'repeated', true)
        else jsonb_build_object('refused', 'idempotency_key_reused') end
$$;

-- The marketplace's own two statements, in its order, so that our locks follow the same path.
create function svetu_console.book_deposit(
    p_user integer, p_credited numeric, p_currency text, p_method text, p_method_name text,
    p_zone text, p_details jsonb
) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    v_at      timestamp := clock_timestamp() at time zone p_zone;
    v_text    text := 'Пополнение через ' || p_method_name;
    v_id      integer;
    v_balance numeric;
begin
    insert into public.balance_transactions (user_id, type, amount, currency, status,
        payment_method, payment_details, description, created_at, completed_at)
    values (p_user, 'deposit', p_credited, p_currency, 'completed', p_method, p_details, v_text,
        v_at, v_at)
    returning id into v_id;
    insert into public.user_balances (user_id, balance, frozen_balance, currency)
    values (p_user, p_credited, 0, p_currency)
    on conflict (user_id) do update set balance = user_balances.balance + excluded.balance
    returning balance into v_balance;
    return jsonb_build_object(
        'transaction_id', v_id,
        'user_id', p_user,
        'user_name', (select name from public.users where id = p_user),
        'payment_method', p_method,
        'description', v_text,
        'created_at_raw', v_at,
        'balance_minor', trunc(v_balance * 100),
        'recorded_at', (select recorded_at from svetu_console.change_log
                        where kind = 't' and transaction_id = v_id order by pos limit 1));
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

alter table svetu_console.operators owner to svetu_console_owner;
alter table svetu_console.sessions owner to svetu_console_owner;
alter table svetu_console.tokens owner to svetu_console_owner;
alter table svetu_console.sign_in_attempts owner to svetu_console_owner;
alter table svetu_console.audit owner to svetu_console_owner;
alter table svetu_console.idempotency_keys owner to svetu_console_owner;
alter function svetu_console.begin_sign_in(text, text) owner to svetu_console_owner;
alter function svetu_console.sweep() owner to svetu_console_owner;
alter function svetu_console.refuse_change() owner to svetu_console_owner;
-- A function can be given only to a role that may create in the schema.
grant create on schema svetu_console to svetu_console_depositor;
alter function svetu_console.deposit(integer, text, bigint, bigint, text, text, text, text)
    owner to svetu_console_depositor;
alter function svetu_console.book_deposit(integer, numeric, text, text, text, text, jsonb)
    owner to svetu_console_depositor;
alter function svetu_console.repeated_deposit(svetu_console.idempotency_keys, bytea)
    owner to svetu_console_depositor;
revoke create on schema svetu_console from svetu_console_depositor;
-- Only from the new ones: to touch those of the capture would be reported as a gap.
revoke execute on function svetu_console.begin_sign_in(text, text), svetu_console.sweep(),
    svetu_console.refuse_change(),
    svetu_console.deposit(integer, text, bigint, bigint, text, text, text, text),
    svetu_console.book_deposit(integer, numeric, text, text, text, text, jsonb),
    svetu_console.repeated_deposit(svetu_console.idempotency_keys, bytea) from public;

grant select, insert, update on svetu_console.operators to svetu_gateway;
grant select, insert, update on svetu_console.sessions to svetu_gateway;
grant select, insert, delete on svetu_console.tokens to svetu_gateway;
grant select, insert, update on svetu_console.sign_in_attempts to svetu_gateway;
grant select, insert on svetu_console.audit to svetu_gateway;
grant execute on function svetu_console.begin_sign_in(text, text), svetu_console.sweep(),
    svetu_console.deposit(integer, text, bigint, bigint, text, text, text, text) to svetu_gateway;

grant select on svetu_console.settings, svetu_console.change_log
    to svetu_console_depositor;
grant select (id, role, disabled_at) on svetu_console.operators to svetu_console_depositor;
grant select, insert, update, delete on svetu_console.idempotency_keys to svetu_console_depositor;
grant insert on svetu_console.audit to svetu_console_depositor;

-- The payment page's flow (contract §4.2, §4.5, §8.5) for somebody else's account: what a customer
-- does there, and exactly what that leaves. The marketplace keeps no session anywhere (Q2, Q4); we
-- keep ours here, and with it what is still to come: whichever gateway is alive does it.

create table svetu_console.payment_sessions (
    number           bigint generated always as identity primary key,
    session_id       text not null, -- as the marketplace names it: two within a second are the same
    created_at       timestamptz not null default clock_timestamp(),
    operator_id      integer not null references svetu_console.operators,
    key              text not null,
    user_id          bigint not null,
    amount_minor     bigint,        -- as sent; null: left out
    payment_method   text not null, -- as sent; completed is by mock_payment, whatever it says
    outcome          text not null check (outcome in ('success', 'declined', 'never_completed',
                         'card_form', 'double_completion', 'late_completion')),
    delay_seconds    integer,
    reason           text not null,
    ticket           text,
    address          text,
    request_id       text,
    state            text not null check (state in ('open', 'completed', 'declined', 'abandoned')),
    completions_left smallint not null,
    due_at           timestamptz,   -- of the next completion
    check ((outcome = 'late_completion') = (delay_seconds is not null)),
    check (delay_seconds between 1 and 3600)
);
create index payment_sessions_created on svetu_console.payment_sessions (created_at);
create index payment_sessions_user on svetu_console.payment_sessions (user_id, created_at);
create index payment_sessions_due on svetu_console.payment_sessions (due_at) where state = 'open';

-- What `mock/complete` is sent: an amount that is missing or zero means 2000 (Q3).
create function svetu_console.completed_minor(p_amount_minor bigint) returns bigint
language sql immutable set search_path = pg_catalog, pg_temp as
    $$ select coalesce(nullif(p_amount_minor, 0), 200000) $$;

-- Opens a session, and has it completed as often as its outcome says. As in the marketplace, that
-- alone writes nothing of the marketplace's; only the success page of the card form reads the
-- balance, which makes a row of zero where there is none (W1, Q8).
create function svetu_console.open_payment_session(
    p_operator integer, p_key text, p_user bigint, p_amount_minor bigint, p_currency text,
    p_method text, p_outcome text, p_delay integer, p_reason text, p_ticket text, p_address text,
    p_request_id text
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_receipt     jsonb;
    v_price       record;
    v_completions integer := case p_outcome when 'success' then 1 when 'late_completion' then 1
                                            when 'double_completion' then 2 else 0 end;
    v_session     svetu_console.payment_sessions;
begin
    perform svetu_console.demand_role(p_operator, 'support');
    perform svetu_console.demand_environment();
    v_receipt := svetu_console.take_key(p_operator, 'payment_session', p_key, jsonb_build_array(
        p_user, p_amount_minor, p_currency, p_method, p_outcome, p_delay, p_reason, p_ticket));
    if v_receipt is not null then
        return jsonb_build_object('receipt', v_receipt, 'repeated', true);
    end if;
    perform svetu_console.demand_user(p_user);
    perform svetu_console.demand_reason(p_reason);
    if p_currency is distinct from 'RSD' then -- the marketplace's sessions know no other
        perform svetu_console.refuse('currency_mismatch',
            jsonb_build_object('allowed', jsonb_build_array('RSD')));
    end if;
    if v_completions > 0 then -- else nobody ever looks at the amount (Q15)
        v_price := svetu_console.priced('mock_payment',
            svetu_console.completed_minor(p_amount_minor));
        if coalesce((select balance from public.user_balances where user_id = p_user), 0)
            + v_price.credited * v_completions >= 10000000000
        then
            return svetu_console.no_room(p_user);
        end if;
    end if;
    insert into svetu_console.payment_sessions (session_id, operator_id, key, user_id,
        amount_minor, payment_method, outcome, delay_seconds, reason, ticket, address, request_id,
        state, completions_left, due_at)
    values (format('mock_session_%s_%s', p_user, floor(extract(epoch from clock_timestamp()))),
        p_operator, p_key, p_user, p_amount_minor, p_method, p_outcome, p_delay, p_reason,
        p_ticket, p_address, p_request_id,
        case when v_completions > 0 then 'open' when p_outcome = 'declined' then 'declined'
             else 'abandoned' end,
        v_completions,
        case when v_completions > 0
             then clock_timestamp() + make_interval(secs => coalesce(p_delay, 0)) end)
    returning * into v_session;
    if p_outcome = 'card_form' then
        insert into public.user_balances (user_id, balance, frozen_balance, currency)
        values (p_user, 0, 0, 'RSD') on conflict do nothing;
    end if;
    v_receipt := jsonb_build_object('number', v_session.number);
    update svetu_console.idempotency_keys set receipt = v_receipt
    where operator_id = p_operator and key = p_key;
    perform svetu_console.chain(p_operator, 'payment_session', p_user, null, p_reason, p_ticket,
        p_address, p_request_id, jsonb_build_object('session', v_session.session_id,
            'outcome', p_outcome, 'amount_minor', p_amount_minor, 'payment_method', p_method,
            'delay_seconds', p_delay, 'key', p_key));
    perform svetu_console.demand_again(p_operator, 'support');
    return jsonb_build_object('receipt', v_receipt, 'repeated', false);
exception
    when sqlstate 'SV001' then
        return sqlerrm::jsonb;
    when foreign_key_violation then -- deleted while we waited
        return jsonb_build_object('refused', 'user_not_found');
end $$;

-- What `mock/complete` does (contract §4.5), once, if this session is due for it: a commit of its
-- own, and a row without any mark of ours. Whoever comes second waits and finds it done. Where it
-- is refused the customer would have seen an error, and nothing would have been written.
create function svetu_console.complete_payment(p_number bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_session svetu_console.payment_sessions;
    v_minor   bigint;
    v_price   record;
    v_booked  jsonb;
    v_refused jsonb;
begin
    select * into v_session from svetu_console.payment_sessions
    where number = p_number and state = 'open' and due_at <= clock_timestamp() for update;
    if not found then
        return;
    end if;
    v_minor := svetu_console.completed_minor(v_session.amount_minor);
    begin
        perform svetu_console.demand_environment();
        perform svetu_console.demand_role(v_session.operator_id, 'support');
        perform svetu_console.demand_user(v_session.user_id);
        v_price := svetu_console.priced('mock_payment', v_minor);
        v_booked := svetu_console.book(v_session.user_id, 'deposit', v_price.credited, 'RSD',
            v_price.code, 'Пополнение через ' || v_price.name, null);
    exception
        when sqlstate 'SV001' then
            v_refused := sqlerrm::jsonb;
        when numeric_value_out_of_range then
            v_refused := svetu_console.no_room(v_session.user_id);
    end;
    if v_refused ->> 'refused' = 'environment_forbids_deposits' then
        return; -- nothing whatever is written there
    elsif v_refused is not null then
        update svetu_console.payment_sessions set state = 'abandoned', completions_left = 0
        where number = p_number;
    else
        insert into svetu_console.test_transactions (transaction_id, created_at, user_id,
            operator_id, reason, ticket, paid_minor, fee_minor, credited_minor, session_number)
        values ((v_booked ->> 'transaction_id')::bigint, (v_booked ->> 'created_at_raw')::timestamp,
            v_session.user_id, v_session.operator_id, v_session.reason, v_session.ticket, v_minor,
            trunc(v_price.credited * 100) - v_minor, trunc(v_price.credited * 100), p_number);
        update svetu_console.payment_sessions set completions_left = completions_left - 1,
            state = case when completions_left > 1 then 'open' else 'completed' end
        where number = p_number;
    end if;
    perform svetu_console.chain(v_session.operator_id, 'payment_session', v_session.user_id,
        (v_booked ->> 'transaction_id')::bigint, v_session.reason, v_session.ticket,
        v_session.address, v_session.request_id, jsonb_build_object(
            'session', v_session.session_id, 'outcome', v_session.outcome,
            'credited_minor', v_booked -> 'moved_minor', 'refused', v_refused -> 'refused'));
    if v_refused is null then -- or all of it is as if it had not been, and tried again
        perform svetu_console.demand_role(v_session.operator_id, 'support');
        perform svetu_console.demand_environment();
    end if;
end $$;

alter table svetu_console.payment_sessions owner to svetu_console_owner;
alter function svetu_console.completed_minor(bigint) owner to svetu_console_owner;
grant create on schema svetu_console to svetu_console_depositor;
alter function svetu_console.open_payment_session(integer, text, bigint, bigint, text, text, text,
    integer, text, text, text, text) owner to svetu_console_depositor;
alter function svetu_console.complete_payment(bigint) owner to svetu_console_depositor;
revoke create on schema svetu_console from svetu_console_depositor;
revoke execute on function svetu_console.completed_minor(bigint),
    svetu_console.open_payment_session(integer, text, bigint, bigint, text, text, text, integer,
        text, text, text, text),
    svetu_console.complete_payment(bigint) from public;

grant select on svetu_console.payment_sessions to svetu_gateway;
grant execute on function svetu_console.completed_minor(bigint) to svetu_gateway;
grant execute on function svetu_console.completed_minor(bigint) to svetu_console_depositor;
grant execute on function svetu_console.open_payment_session(integer, text, bigint, bigint, text,
    text, text, integer, text, text, text, text), svetu_console.complete_payment(bigint)
    to svetu_gateway;
grant select, insert, update on svetu_console.payment_sessions to svetu_console_depositor;

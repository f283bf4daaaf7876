-- The audit: who did what, when, why and from where. Append-only. What moves money, and what leaves
-- the house, is chained: each such entry carries the hash of the one before, so that none can be
-- changed, taken out, moved or put in between unnoticed (`svetu-gateway audit --verify`).

create table svetu_console.audit (
    id             bigint generated always as identity primary key,
    at             timestamptz not null default clock_timestamp(),
    operator_id    integer references svetu_console.operators,
    action         text not null,
    user_id        bigint,
    transaction_id bigint,
    reason         text,
    ticket         text,
    address        text,
    request_id     text,
    details        jsonb not null default '{}',
    number         bigint unique, -- in the chain, without holes
    previous       bytea,         -- hash of the entry before
    hash           bytea,         -- sha256(previous || audit_content)
    check (num_nulls(number, previous, hash) in (0, 3))
);
create index audit_operator on svetu_console.audit (operator_id, id);
create index audit_user on svetu_console.audit (user_id, id) where user_id is not null;

-- One row: the newest entry of the chain. Whoever chains holds it until his commit.
create table svetu_console.audit_head (
    only_row boolean primary key default true check (only_row),
    number   bigint not null default 0,
    hash     bytea not null default decode(repeat('00', 32), 'hex')
);
insert into svetu_console.audit_head default values;

create function svetu_console.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on svetu_console.audit
    for each row execute function svetu_console.refuse_change();
create trigger append_only_truncate before truncate on svetu_console.audit
    for each statement execute function svetu_console.refuse_change();
create trigger append_only before delete on svetu_console.audit_head
    for each row execute function svetu_console.refuse_change();
create trigger append_only_truncate before truncate on svetu_console.audit_head
    for each statement execute function svetu_console.refuse_change();
alter table svetu_console.audit enable always trigger append_only;
alter table svetu_console.audit enable always trigger append_only_truncate;
alter table svetu_console.audit_head enable always trigger append_only;
alter table svetu_console.audit_head enable always trigger append_only_truncate;

-- What of an entry is hashed: an array of texts, the time in microseconds since 1970. Who verifies
-- has the same once more (statement `chain` of audit.sql) and need not believe this function.
create function svetu_console.audit_content(entry svetu_console.audit) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_array(entry.number::text, entry.id::text,
        (extract(epoch from entry.at) * 1000000)::bigint::text, entry.operator_id::text,
        entry.action, entry.user_id::text, entry.transaction_id::text, entry.reason, entry.ticket,
        entry.address, entry.request_id, entry.details::text)::text
$$;

-- Adds an entry to the chain. Others who do wait here for our commit: so this is the last thing
-- that a booking does, and nothing that it still has to wait for comes after it. The payments of
-- customers never come here.
create function svetu_console.chain(
    p_operator integer, p_action text, p_user bigint, p_transaction bigint, p_reason text,
    p_ticket text, p_address text, p_request_id text, p_details jsonb
) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_entry svetu_console.audit;
begin
    update svetu_console.audit_head set number = number + 1
    returning number, hash into v_entry.number, v_entry.previous;
    v_entry.id := nextval(pg_get_serial_sequence('svetu_console.audit', 'id'));
    v_entry.at := clock_timestamp();
    v_entry.operator_id := p_operator;
    v_entry.action := p_action;
    v_entry.user_id := p_user;
    v_entry.transaction_id := p_transaction;
    v_entry.reason := p_reason;
    v_entry.ticket := p_ticket;
    v_entry.address := p_address;
    v_entry.request_id := p_request_id;
    v_entry.details := p_details;
    v_entry.hash := sha256(
        v_entry.previous || convert_to(svetu_console.audit_content(v_entry), 'UTF8'));
    insert into svetu_console.audit overriding system value select (v_entry).*;
    update svetu_console.audit_head set hash = v_entry.hash;
    return v_entry.id;
end $$;

-- Writes down what moves no money; nothing that belongs into the chain.
create function svetu_console.note(
    p_operator integer, p_action text, p_user bigint, p_address text, p_request_id text
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if p_action not in ('sign_in', 'sign_in_refused', 'sign_out', 'refresh_token_reused',
                        'account_opened') then
        raise exception '% has no entry of this kind', p_action using errcode = 'check_violation';
    end if;
    insert into svetu_console.audit (operator_id, action, user_id, address, request_id)
    values (p_operator, p_action, p_user, p_address, p_request_id);
end $$;

-- Which accounts have been opened in which session: to look at one again is no new opening.
create table svetu_console.openings (
    session_id uuid not null references svetu_console.sessions on delete cascade,
    user_id    bigint not null,
    primary key (session_id, user_id)
);

-- Writes down that an account was looked at; in one session once, unless it was opened anew.
create function svetu_console.note_opening(
    p_operator integer, p_session uuid, p_user bigint, p_anew boolean, p_address text,
    p_request_id text
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into svetu_console.openings (session_id, user_id) values (p_session, p_user)
    on conflict do nothing;
    if found or p_anew then
        perform svetu_console.note(p_operator, 'account_opened', p_user, p_address, p_request_id);
    end if;
end $$;

-- Writes down that somebody has made a file; returns the entry's id.
create function svetu_console.note_export(
    p_operator integer, p_kind text, p_user bigint, p_rows bigint, p_reason text, p_address text,
    p_request_id text
) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select svetu_console.chain(p_operator, 'export', p_user, null, p_reason, null, p_address,
        p_request_id, jsonb_build_object('kind', p_kind, 'rows', p_rows))
$$;

alter table svetu_console.audit owner to svetu_console_owner;
alter table svetu_console.audit_head owner to svetu_console_owner;
alter table svetu_console.openings owner to svetu_console_owner;
alter function svetu_console.refuse_change() owner to svetu_console_owner;
alter function svetu_console.audit_content(svetu_console.audit) owner to svetu_console_owner;
alter function svetu_console.chain(integer, text, bigint, bigint, text, text, text, text, jsonb)
    owner to svetu_console_owner;
alter function svetu_console.note(integer, text, bigint, text, text) owner to svetu_console_owner;
alter function svetu_console.note_opening(integer, uuid, bigint, boolean, text, text)
    owner to svetu_console_owner;
alter function svetu_console.note_export(integer, text, bigint, bigint, text, text, text)
    owner to svetu_console_owner;
revoke execute on function svetu_console.refuse_change(),
    svetu_console.audit_content(svetu_console.audit),
    svetu_console.chain(integer, text, bigint, bigint, text, text, text, text, jsonb),
    svetu_console.note(integer, text, bigint, text, text),
    svetu_console.note_opening(integer, uuid, bigint, boolean, text, text),
    svetu_console.note_export(integer, text, bigint, bigint, text, text, text) from public;

-- Not one entry comes in but through these functions.
grant select on svetu_console.audit, svetu_console.audit_head to svetu_gateway;
grant execute on function svetu_console.note(integer, text, bigint, text, text),
    svetu_console.note_opening(integer, uuid, bigint, boolean, text, text),
    svetu_console.note_export(integer, text, bigint, bigint, text, text, text) to svetu_gateway;
grant execute on function
    svetu_console.chain(integer, text, bigint, bigint, text, text, text, text, jsonb)
    to svetu_console_depositor;

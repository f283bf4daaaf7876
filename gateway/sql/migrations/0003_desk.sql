-- The desk: the people who use the console, and their sessions. Tokens are kept as SHA-256 only.

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

alter table svetu_console.operators owner to svetu_console_owner;
alter table svetu_console.sessions owner to svetu_console_owner;
alter table svetu_console.tokens owner to svetu_console_owner;
alter table svetu_console.sign_in_attempts owner to svetu_console_owner;
alter function svetu_console.begin_sign_in(text, text) owner to svetu_console_owner;
-- Only from the new ones: to touch those of the capture would be reported as a gap.
revoke execute on function svetu_console.begin_sign_in(text, text) from public;

-- Who may sign in, and as what, is an administrator's to say: with the service's password alone
-- nobody becomes an operator, or another one.
grant select on svetu_console.operators to svetu_gateway;
grant select, insert, update on svetu_console.sessions to svetu_gateway;
grant select, insert, delete on svetu_console.tokens to svetu_gateway;
grant select, insert, update on svetu_console.sign_in_attempts to svetu_gateway;
grant execute on function svetu_console.begin_sign_in(text, text) to svetu_gateway;

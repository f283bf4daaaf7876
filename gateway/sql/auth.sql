-- What an administrator does to operators is in the audit's chain: by whom of the database's roles.

-- name: add_operator
with added as (
    insert into svetu_console.operators (email, password_hash, role) values ($1, $2, $3)
    returning id
)
select id, svetu_console.chain(null, 'operator_added', null, null, null, null, null, null,
    jsonb_build_object('operator', $1::text, 'role', $3::text, 'by', session_user)) from added

-- name: list_operators
select id, email, role, created_at, disabled_at from svetu_console.operators order by email

-- name: disable_operator
with disabled as (
    update svetu_console.operators set disabled_at = coalesce(disabled_at, now())
    where email = $1 returning id
), ended as (
    update svetu_console.sessions set ended_at = now(), end_reason = 'disabled'
    where operator_id in (select id from disabled) and ended_at is null
)
select id, svetu_console.chain(null, 'operator_disabled', null, null, null, null, null, null,
    jsonb_build_object('operator', $1::text, 'by', session_user)) from disabled

-- name: set_password
with changed as (
    update svetu_console.operators set password_hash = $2 where email = $1 returning id
), ended as (
    update svetu_console.sessions set ended_at = now(), end_reason = 'password'
    where operator_id in (select id from changed) and ended_at is null
)
select id, svetu_console.chain(null, 'operator_password', null, null, null, null, null, null,
    jsonb_build_object('operator', $1::text, 'by', session_user)) from changed

-- name: begin_sign_in
select attempt_id, retry_after from svetu_console.begin_sign_in($1, $2)

-- name: operator
select id, email, role, password_hash from svetu_console.operators
where email = $1 and disabled_at is null

-- name: sign_in_succeeded
update svetu_console.sign_in_attempts set succeeded = true where id = $1

-- name: open_session
insert into svetu_console.sessions (operator_id) values ($1) returning id

-- name: issue_tokens
insert into svetu_console.tokens (hash, session_id, kind, generation, expires_at) values
    ($1, $3, 'access', $4, now() + make_interval(secs => $5)),
    ($2, $3, 'refresh', $4, now() + make_interval(secs => $6))

-- name: bearer
select o.id, o.email, o.role, t.session_id, t.expires_at,
    t.generation = s.generation and not s.confirmed as unconfirmed
from svetu_console.tokens t
join svetu_console.sessions s on s.id = t.session_id
join svetu_console.operators o on o.id = s.operator_id
where t.hash = $1 and t.kind = 'access' and t.expires_at > now()
  and s.ended_at is null and o.disabled_at is null

-- name: confirm
-- The newest pair is in use: the refresh token before it is worth nothing from here on.
update svetu_console.sessions s set confirmed = true from svetu_console.tokens t
where t.hash = $1 and t.session_id = s.id and t.generation = s.generation

-- name: refresh_token
select t.session_id, t.generation, s.generation as newest, s.confirmed, s.end_reason,
    t.expires_at <= now() as expired, s.ended_at is not null or o.disabled_at is not null as over,
    o.id, o.email, o.role
from svetu_console.tokens t
join svetu_console.sessions s on s.id = t.session_id
join svetu_console.operators o on o.id = s.operator_id
where t.hash = $1 and t.kind = 'refresh'
for update of s

-- name: next_generation
update svetu_console.sessions set generation = $2, confirmed = false where id = $1

-- name: end_session
update svetu_console.sessions set ended_at = now(), end_reason = $2
where id = $1 and ended_at is null

-- name: watched
select s.id, s.ended_at is not null as over, o.role
from svetu_console.sessions s join svetu_console.operators o on o.id = s.operator_id
where s.id = any ($1::uuid[])

-- name: set_role
with changed as (
    update svetu_console.operators set role = $2 where email = $1 returning id
)
select id, svetu_console.chain(null, 'operator_role', null, null, null, null, null, null,
    jsonb_build_object('operator', $1::text, 'role', $2::text, 'by', session_user)) from changed

-- name: note
select svetu_console.note($1, $2, null, $3, $4)

-- name: sweep
select svetu_console.sweep()

-- name: add_operator
insert into svetu_console.operators (email, password_hash, role) values (lower($1), $2, $3)
returning id

-- name: operator
select id, email, role, password_hash from svetu_console.operators
where email = lower($1) and disabled_at is null

-- name: open_session
insert into svetu_console.sessions (operator_id, access_hash, access_expires_at)
values ($1, $2, now() + make_interval(secs => $3))

-- name: session
select o.id, o.email, o.role, s.access_expires_at from svetu_console.sessions s
join svetu_console.operators o on o.id = s.operator_id
where s.access_hash = $1 and s.ended_at is null and s.access_expires_at > now()
  and o.disabled_at is null

-- name: end_session
update svetu_console.sessions set ended_at = now() where access_hash = $1 and ended_at is null

-- Findings of the sweep: written by one gateway at a time, read by all of them.

-- name: take_turn
-- The lock ends with the connection, whatever becomes of the gateway.
select pg_try_advisory_lock(hashtext('svetu_console'), hashtext('findings'))

-- name: end_turn
select pg_advisory_unlock(hashtext('svetu_console'), hashtext('findings'))

-- name: due_in
-- The seconds until a sweep is due, $1 after the last one ended or, failing that, began.
select coalesce(extract(epoch from greatest(began_at, ended_at) - clock_timestamp()) + $1::float8, 0)
    ::float8
from svetu_console.last_sweep

-- name: begin
update svetu_console.last_sweep
set began_at = clock_timestamp(), every = make_interval(secs => $1::float8)

-- name: open
select user_id from svetu_console.findings where closed_at is null

-- name: record
-- Of the users $2 < id <= $3 these ($1) do not agree, and of $4 nothing can be said yet: what is
-- open of all others is over.
with found as materialized (
    select * from jsonb_to_recordset($1::text::jsonb) found (user_id bigint, verdict text,
        drift_minor bigint, stored_minor bigint, currency text, transactions bigint, proof text,
        first_divergence jsonb, proved text[], user_missing boolean, as_of timestamptz)
), news as materialized (
    select found.user_id from found
    left join svetu_console.findings f on f.user_id = found.user_id and f.closed_at is null
    where (f.verdict, f.drift_minor, f.stored_minor, f.transactions, f.proof, f.first_divergence,
            f.proved, f.user_missing)
        is distinct from (found.verdict, found.drift_minor, found.stored_minor, found.transactions,
            found.proof, found.first_divergence, found.proved, found.user_missing)
), over as (
    update svetu_console.findings f set closed_at = clock_timestamp()
    where f.closed_at is null and f.user_id > $2 and f.user_id <= $3
      and f.user_id <> all ($4::bigint[]) and f.user_id not in (select user_id from found)
    returning f.user_id
), written as (
    insert into svetu_console.findings (user_id, verdict, drift_minor, stored_minor, currency,
        transactions, proof, first_divergence, proved, user_missing, first_seen_at, last_seen_at)
    select user_id, verdict, drift_minor, stored_minor, currency, transactions, proof,
        first_divergence, proved, user_missing, as_of, as_of from found
    on conflict (user_id) where closed_at is null do update set verdict = excluded.verdict,
        drift_minor = excluded.drift_minor, stored_minor = excluded.stored_minor,
        currency = excluded.currency, transactions = excluded.transactions,
        proof = excluded.proof, first_divergence = excluded.first_divergence,
        proved = excluded.proved, user_missing = excluded.user_missing,
        last_seen_at = excluded.last_seen_at
)
update svetu_console.last_sweep set revision = revision + 1
where exists (select from news) or exists (select from over)

-- name: users_until
select count(*) from public.users where id <= $1

-- name: end
-- It came to $1 users, all of them or not ($2); of $3 only amounts from before the log speak.
update svetu_console.last_sweep set ended_at = clock_timestamp(), revision = revision + 1,
    users = $1, is_whole = $2, hints = $3

-- name: state
-- A schedule counts as long as somebody keeps to it: a sweep may take an hour.
select revision, began_at, ended_at, users, is_whole, hints,
    case when began_at + 2 * every + interval '1 hour' > now()
         then extract(epoch from every)::bigint end as every_seconds,
    (select count(*) from svetu_console.findings
     where closed_at is null and verdict = 'differs') as differ,
    (select count(*) from svetu_console.findings
     where closed_at is null and verdict = 'cannot_tell') as cannot_tell
from svetu_console.last_sweep

-- name: page
-- What is open, beyond $1: those that differ come first, in each kind the newest.
select f.*, u.name as user_name
from svetu_console.findings f left join public.users u on u.id = f.user_id
where f.closed_at is null and ($1::bigint is null or (f.verdict <> 'differs', -f.number)
    > (select verdict <> 'differs', -number from svetu_console.findings where number = $1))
order by f.verdict <> 'differs', f.number desc limit $2

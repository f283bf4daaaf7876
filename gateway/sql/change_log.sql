-- name: origin
select pg_current_snapshot()::text as snapshot, svetu_console.current_epoch() as epoch

-- name: too_old
-- Whether a position cannot be resumed: commits that it has not seen are gone, or too long ago.
select h.xid >= pg_snapshot_xmin($1::text::pg_snapshot)
    or $2::timestamptz < now() - s.resume_horizon
from svetu_console.horizon h, svetu_console.settings s

-- name: news
-- Everything committed since the snapshot $1, whose transactions in progress are $2, up to the
-- snapshot $3 (null: up to now); one statement, so one snapshot, which every row carries: where
-- nothing is new there is one row without a `pos`. Two index ranges, never "or": a fresh log has no
-- statistics.
with news as materialized (
    select * from svetu_console.change_log
    where xid >= pg_snapshot_xmax($1::text::pg_snapshot)
    union all
    select * from svetu_console.change_log
    where xid = any ($2::text[]::xid8[]) and xid < pg_snapshot_xmax($1::text::pg_snapshot)
),
wanted as (
    select * from news
    where pg_visible_in_snapshot(xid, coalesce($3::text::pg_snapshot, pg_current_snapshot()))
    limit 5001
)
select here.snapshot, here.horizon, n.pos, n.xid::text as xid,
    n.recorded_at, n.kind::text as kind, n.user_id, n.transaction_id,
    n.balance_after, n.frozen_after, n.currency_after, n.reason, n.written_by, n.application_name,
    n.status_after = 'completed' and n.status_before is distinct from 'completed' as completing,
    u.name as user_name,
    case when n.kind = 'b' then svetu_console.changes(n.user_id, n.pos) end as changes,
    t.id as id, t.type, t.status, t.amount, t.currency, t.payment_method, t.description,
    t.created_at, t.completed_at, t.test
from (select pg_current_snapshot()::text as snapshot,
          (select xid::text from svetu_console.horizon where only_row) as horizon) here
left join wanted n on true
left join lateral (select name from public.users where id = n.user_id offset 0) u on true
left join lateral (select id, type, status, amount, currency, payment_method, description,
                       b.created_at, completed_at, x.transaction_id is not null
                           or coalesce(payment_details ? 'svetu_console', false) as test
                   from public.balance_transactions b
                   left join svetu_console.test_transactions x
                       on x.transaction_id = b.id and x.created_at = b.created_at
                   where n.kind = 't' and b.id = n.transaction_id
                     and b.user_id is not distinct from n.user_id
                   offset 0) t on true
order by n.pos

-- name: stretch
-- The oldest $4 transactions that the snapshot $3 has seen and $1, whose transactions in progress
-- are $2, has not: their ids, and how many rows each has.
with seen as (
    (select xid, count(*) as rows from svetu_console.change_log
     where xid = any ($2::text[]::xid8[]) and xid < pg_snapshot_xmax($1::text::pg_snapshot)
       and pg_visible_in_snapshot(xid, $3::text::pg_snapshot)
     group by xid order by xid limit $4)
    union all
    (select xid, count(*) from svetu_console.change_log
     where xid >= pg_snapshot_xmax($1::text::pg_snapshot)
       and xid < pg_snapshot_xmax($3::text::pg_snapshot)
       and pg_visible_in_snapshot(xid, $3::text::pg_snapshot)
     group by xid order by xid limit $4)
)
select xid::text::numeric::bigint as xid, rows from seen order by seen.xid limit $4

-- name: proof
-- The clock is that of the transaction's begin, before the snapshot is taken: everything committed
-- by then is in it. The losses are read after that.
select pg_current_snapshot()::text as snapshot, svetu_console.current_epoch() as epoch,
    now() as now, svetu_console.losses() as lost,
    svetu_console.capture_stamp() as stamp, array(select svetu_console.capture_faults()) as faults,
    a.lost as admitted_lost, a.stamp as admitted_stamp, s.environment, s.backend_zone,
    (select revision from svetu_console.last_sweep) as findings,
    coalesce(a.open_until <= pg_snapshot_xmin(pg_current_snapshot()), false) as is_over
from svetu_console.admitted a left join svetu_console.settings s on true

-- name: admit_gap
select svetu_console.admit_gap($1, $2, $3)

-- name: silence
-- Writers that try this lock in vain do not notify.
select pg_advisory_lock(svetu_console.wake_lock())

-- name: unsilence
-- With a last wake: who committed in silence is read now, by every gateway.
select pg_current_xact_id()::text::bigint, pg_notify('svetu_console', '')
from (select pg_advisory_unlock(svetu_console.wake_lock()) offset 0) unlocked

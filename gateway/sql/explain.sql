-- The rows of one user that an explanation is made from; all of one snapshot. No judgement here.

-- name: account
select u.id, u.created_at at time zone 'UTC' as registered_at,
    b.balance, b.frozen_balance, b.currency, g.began_at, g.last_transaction,
    h.xid > '0'::xid8 as is_pruned, svetu_console.losses() <> a.lost as is_losing,
    (select recorded_at from svetu_console.change_log where h.xid > '0'::xid8
     order by pos limit 1) as pruned_at,
    exists (select svetu_console.capture_faults()) or svetu_console.capture_stamp() <> a.stamp
        as is_broken
from public.users u
cross join svetu_console.beginning g cross join svetu_console.horizon h
cross join svetu_console.admitted a
left join public.user_balances b on b.user_id = u.id
where u.id = $1

-- name: entries
select id, type, (amount * 100)::bigint as minor, currency, status, payment_method, created_at,
    payment_method is not null and description is not null as has_texts,
    coalesce(payment_details ? 'svetu_console', false) as test
from public.balance_transactions where user_id = $1 order by id

-- name: changes
select pos, xid::text::bigint as xid, recorded_at, (balance_before * 100)::bigint,
    (balance_after * 100)::bigint, (frozen_before * 100)::bigint, (frozen_after * 100)::bigint,
    currency_before, currency_after, written_by, application_name
from svetu_console.change_log where kind = 'b' and user_id = $1 order by pos

-- name: edits
select pos, xid::text::bigint as xid, recorded_at, transaction_id,
    type_before, (amount_before * 100)::bigint, currency_before, status_before, method_before,
    type_after, (amount_after * 100)::bigint, currency_after, status_after, method_after,
    written_by, application_name
from svetu_console.change_log where kind = 't' and user_id = $1 order by pos

-- name: moved
-- A row that went to another user is in the log twice, the old one's first (log_transactions).
select l.pos, other.user_id, other.pos > l.pos as is_gone
from svetu_console.change_log l
cross join lateral (
    select o.user_id, o.pos from svetu_console.change_log o
    where o.kind = 't' and o.transaction_id = l.transaction_id and o.xid = l.xid
      and o.user_id <> l.user_id
    order by abs(o.pos - l.pos) limit 1
) other
where l.kind = 't' and l.user_id = $1 and l.type_before is not null and l.type_after is not null

-- name: checkpoints
select pos, (balance * 100)::bigint as balance, taken_at from svetu_console.checkpoint
where user_id = $1 order by pos

-- name: gaps
select pos, recorded_at, reason from svetu_console.change_log where kind = 'x' order by pos

-- name: methods
-- $1 is when the customer paid: whether a deposit by that method was completed within an hour of it.
select code, coalesce(is_active, false) as active, (minimum_amount * 100)::bigint as minimum,
    (maximum_amount * 100)::bigint as maximum,
    (coalesce(fee_percentage, 0) * 100)::bigint as fee_percentage,
    (coalesce(fixed_fee, 0) * 100)::bigint as fixed_fee, created_at at time zone 'UTC' as created_at,
    exists (select from public.balance_transactions t
        where t.created_at between $1::timestamp - interval '1 hour'
                               and $1::timestamp + interval '1 hour'
          and t.payment_method = code and t.type = 'deposit' and t.status = 'completed')
        as used_nearby
from public.payment_methods order by code

-- name: foreign
-- Completed deposits of $2 to others between two moments of the backend's clock; those of user $5
-- first.
select id, user_id, type, (amount * 100)::bigint as minor, currency, status, payment_method,
    created_at
from public.balance_transactions
where user_id <> $1 and abs(amount) = $2 and created_at between $3 and $4
  and status = 'completed' and type = 'deposit'
order by user_id = $5 desc nulls last, id desc limit 10

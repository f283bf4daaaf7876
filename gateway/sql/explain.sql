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
select id, type, svetu_console.minor(amount) as minor, currency, status, payment_method, created_at,
    payment_method is not null and description is not null as has_texts,
    coalesce(payment_details ? 'svetu_console', false) or (id, created_at) in (
        select transaction_id, created_at from svetu_console.test_transactions
        where user_id = $1) as test
from public.balance_transactions where user_id = $1 order by id

-- name: changes
select pos, xid::text::bigint as xid, recorded_at, svetu_console.minor(balance_before),
    svetu_console.minor(balance_after), svetu_console.minor(frozen_before), svetu_console.minor(frozen_after),
    currency_before, currency_after, written_by, application_name
from svetu_console.change_log where kind = 'b' and user_id = $1 order by pos

-- name: edits
select pos, xid::text::bigint as xid, recorded_at, transaction_id,
    type_before, svetu_console.minor(amount_before), currency_before, status_before, method_before,
    type_after, svetu_console.minor(amount_after), currency_after, status_after, method_after,
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
select pos, svetu_console.minor(balance) as balance, taken_at from svetu_console.checkpoint
where user_id = $1 order by pos

-- name: gaps
select pos, recorded_at, reason from svetu_console.change_log where kind = 'x' order by pos

-- name: methods
-- $1 is when the customer paid: whether a deposit by that method was completed within an hour of it.
select code, coalesce(is_active, false) as active, svetu_console.minor(minimum_amount) as minimum,
    svetu_console.minor(maximum_amount) as maximum,
    svetu_console.minor(coalesce(fee_percentage, 0)) as fee_percentage,
    svetu_console.minor(coalesce(fixed_fee, 0)) as fixed_fee, created_at at time zone 'UTC' as created_at,
    exists (select from public.balance_transactions t
        where t.created_at between $1::timestamp - interval '1 hour'
                               and $1::timestamp + interval '1 hour'
          and t.payment_method = code and t.type = 'deposit' and t.status = 'completed')
        as used_nearby
from public.payment_methods order by code

-- name: foreign
-- Completed deposits of $2 to others between two moments of the backend's clock; those of user $5
-- first.
select id, user_id, type, svetu_console.minor(amount) as minor, currency, status, payment_method,
    created_at
from public.balance_transactions
where user_id <> $1 and abs(amount) = $2 and created_at between $3 and $4
  and status = 'completed' and type = 'deposit'
order by user_id = $5 desc nulls last, id desc limit 10

-- name: reversals
-- Test deposits of $1 that were taken back; both rows are still those that we wrote.
select d.transaction_id as deposit, r.transaction_id as reversal
from svetu_console.test_transactions d
join svetu_console.test_transactions r
    on r.transaction_id = d.reversed_by and r.reversal_of = d.transaction_id
join public.balance_transactions paid
    on paid.id = d.transaction_id and paid.created_at = d.created_at
join public.balance_transactions back
    on back.id = r.transaction_id and back.created_at = r.created_at
where d.user_id = $1 and d.reversed_by is not null order by r.transaction_id

-- name: sessions
-- Payment sessions of user $1 that we opened in the second $2 and that are called $3.
select s.user_id, s.state, svetu_console.completed_minor(s.amount_minor) as amount, s.created_at,
    s.due_at, (select count(*) from svetu_console.test_transactions x
               where x.session_number = s.number) as completions,
    array(select x.transaction_id from svetu_console.test_transactions x
          join public.balance_transactions t
              on t.id = x.transaction_id and t.created_at = x.created_at
                  and t.user_id = s.user_id and t.status = 'completed'
          where x.session_number = s.number order by x.transaction_id) as transactions
from svetu_console.payment_sessions s
where s.user_id = $1::bigint and s.created_at >= $2::timestamptz
  and s.created_at < $2::timestamptz + interval '1 second' and s.session_id = $3
order by s.number limit 10

-- name: moment
-- When the commit was written that completed, or else made, transaction $2 of user $1; before the
-- log, the backend's clock.
select coalesce((
    select (select max(o.recorded_at) from svetu_console.change_log o
            where o.xid = l.xid and o.user_id = $1)
    from svetu_console.change_log l
    where l.kind = 't' and l.user_id = $1 and l.transaction_id = $2
    order by l.status_after = 'completed' and l.status_before is distinct from 'completed' desc
        nulls last, l.pos limit 1
), t.created_at at time zone $3) as at
from public.balance_transactions t where t.id = $2 and t.user_id = $1

-- name: account_at
-- The account of $1 at the moment $2. A commit counts from when its last row was written. `exact`:
-- the log has it, and admits no loss since. Before the log `balance` is null. `before` is what it
-- was before the newest commit that moved it.
with rows as materialized (
    select pos, xid, recorded_at, balance_before, balance_after, frozen_after, currency_after
    from svetu_console.change_log where kind = 'b' and user_id = $1
), halves as materialized (
    select xid from svetu_console.change_log
    where user_id = $1 and kind in ('b', 't') and recorded_at > $2
), whole as (
    select * from rows where recorded_at <= $2 and xid not in (select xid from halves)
), newest as (
    (select pos, true as logged, balance_after, frozen_after, currency_after from whole
     order by pos desc limit 1)
    union all
    (select pos, false, balance, frozen, currency from svetu_console.checkpoint
     where user_id = $1 and taken_at <= $2 order by pos desc limit 1)
    order by 1 desc, 2 desc limit 1
)
select svetu_console.minor(n.balance_after) as balance, (
        select svetu_console.minor(coalesce(w.balance_before, 0)) from whole w
        where w.xid = (select m.xid from whole m
            where coalesce(m.balance_before, 0) <> coalesce(m.balance_after, 0)
            order by m.pos desc limit 1)
        order by w.pos limit 1) as before, svetu_console.minor(n.frozen_after) as frozen,
    n.currency_after as currency, n.pos is not null or $2 >= g.began_at as is_known,
    ($2 >= g.began_at or n.pos is not null) and not exists (
        select from svetu_console.change_log where kind = 'x' and recorded_at >= $2) as exact,
    g.began_at,
    (select svetu_console.minor(c.balance) from svetu_console.checkpoint c
     where c.user_id = $1 order by c.pos limit 1) as opening
from svetu_console.beginning g left join newest n on true

-- name: transactions_at
-- The transactions of $1 as they were at the moment $2: as the log left them by then, or found them
-- later, or else as they are now if the backend's clock ($3 then) had made them.
with log as materialized (
    select l.pos, l.xid, l.recorded_at, l.transaction_id, l.type_before, l.amount_before,
        l.currency_before, l.status_before, l.method_before, l.type_after, l.amount_after,
        l.currency_after, l.status_after, l.method_after,
        case when l.type_before is not null and l.type_after is not null then (
            select o.pos > l.pos from svetu_console.change_log o
            where o.kind = 't' and o.transaction_id = l.transaction_id and o.xid = l.xid
              and o.user_id <> l.user_id order by abs(o.pos - l.pos) limit 1) end as is_gone
    from svetu_console.change_log l where l.kind = 't' and l.user_id = $1
), halves as materialized (
    select xid from svetu_console.change_log
    where user_id = $1 and kind in ('b', 't') and recorded_at > $2
), past as (
    select distinct on (transaction_id) transaction_id as id, true as exact,
        case when is_gone is not true then type_after end as type, amount_after as amount,
        currency_after as currency, status_after as status, method_after as method
    from log where recorded_at <= $2 and xid not in (select xid from halves)
    order by transaction_id, pos desc
), future as (
    select distinct on (transaction_id) transaction_id as id, true as exact,
        case when is_gone is not false then type_before end as type, amount_before as amount,
        currency_before as currency, status_before as status, method_before as method
    from log where transaction_id not in (select id from past)
    order by transaction_id, pos
), now as (
    select id, false as exact, case when created_at is null or created_at <= $3 then type end as type,
        amount, currency, status, payment_method as method
    from public.balance_transactions
    where user_id = $1 and id not in (select transaction_id from log)
), states as materialized (
    select * from past union all select * from future union all select * from now
)
select p.id, p.exact, p.type, svetu_console.minor(p.amount) as minor, p.currency, p.status, p.method,
    t.created_at, count(*) over () as total,
    sum(case when p.status <> 'completed' then 0 when p.type = any ($4::text[]) then abs(p.amount)
             when p.type = any ($5::text[]) then -abs(p.amount) else 0 end) over () as booked
from states p left join public.balance_transactions t on t.id = p.id where p.type is not null
order by p.status in ('completed', 'failed', 'cancelled'), p.id desc limit $6

-- name: claims
-- Transactions by one of the amounts $1 between two moments of the backend's clock.
select t.id, t.user_id, t.type, t.status, t.amount, t.currency, t.payment_method, t.description,
    t.created_at, t.completed_at, u.name as user_name, null::numeric as paired,
    coalesce(t.payment_details ? 'svetu_console', false) or x.transaction_id is not null as test, (
        select l.recorded_at from svetu_console.change_log l
        where l.kind = 't' and l.transaction_id = t.id and l.user_id = t.user_id
        order by l.pos limit 1) as recorded_at
from public.balance_transactions t left join public.users u on u.id = t.user_id
left join svetu_console.test_transactions x
    on x.transaction_id = t.id and x.created_at = t.created_at
where t.created_at >= $2 and t.created_at < $3 and abs(t.amount) = any ($1::numeric[])
order by abs(extract(epoch from t.created_at - $4::timestamp)), t.id desc limit 1000

-- name: fees
select code, svetu_console.minor(coalesce(fee_percentage, 0)) as fee_percentage,
    svetu_console.minor(coalesce(fixed_fee, 0)) as fixed_fee
from public.payment_methods order by code

-- Whose balance and transactions do not agree: sets first, then the few that are left one by one.

-- name: patiently
-- A sweep takes as long as it takes, and as much room as its sums need.
set local statement_timeout = 0;
set local work_mem = '256MB'

-- name: batch
-- The last of the next $2 users after $1, and the last of all; null: there is none. Rows may be of
-- users who are not there: those behind the last user who is belong to the last batch.
with batch as (select id from public.users where id > $1 order by id limit $2), last as (
    select greatest((select max(id) from public.users),
        (select max(user_id) from public.user_balances),
        (select max(user_id) from public.balance_transactions)) as id
)
select case when (select count(*) from batch) = $2 then (select max(id) from batch)
            when last.id > $1 then last.id end as until, last.id as last
from last

-- name: suspects
-- Users $1 < id <= $2 of whom sums do not say that all is well ($3 credits, $4 debits; contract
-- §5.6). `is_odd`: what the log has of them needs a closer look. Otherwise only the amounts from
-- before the log leave something open: `before`. Rows without a user (who is not known) are all told.
with opening as materialized (
    select distinct on (user_id) user_id, pos, balance from svetu_console.checkpoint
    where user_id > $1 and user_id <= $2 order by user_id, pos desc
), beginning as materialized (
    select g.last_transaction as last, h.xid > '0'::xid8 as is_pruned
    from svetu_console.beginning g, svetu_console.horizon h
), now as (
    select user_id,
        sum(case when status <> 'completed' then 0 when type = any ($3::text[]) then abs(amount)
                 when type = any ($4::text[]) then -abs(amount) else 0 end) as booked,
        count(*) as entries, count(*) filter (where id > (select last from beginning)) as made,
        count(*) filter (where status = 'completed' and type <> all ($3 || $4)) as riddles
    from public.balance_transactions where user_id > $1 and user_id <= $2 group by user_id
), logged as (
    select l.user_id, l.xid,
        coalesce(l.balance_after, 0) - coalesce(l.balance_before, 0) as moved,
        case when l.status_after is distinct from 'completed' then 0
             when l.type_after = any ($3) then abs(l.amount_after)
             when l.type_after = any ($4) then -abs(l.amount_after) else 0 end
        - case when l.status_before is distinct from 'completed' then 0
             when l.type_before = any ($3) then abs(l.amount_before)
             when l.type_before = any ($4) then -abs(l.amount_before) else 0 end as booked,
        case when l.transaction_id > (select last from beginning)
             then (l.type_after is not null)::int - (l.type_before is not null)::int else 0
        end as made,
        -- The row went from one user to another: both have it in the log as if it were theirs.
        case when l.type_before is not null and l.type_after is not null then exists (
            select from svetu_console.change_log o
            where o.kind = 't' and o.transaction_id = l.transaction_id and o.xid = l.xid
              and o.user_id <> l.user_id) else false end as went
    from svetu_console.change_log l left join opening o on o.user_id = l.user_id
    where l.user_id > $1 and l.user_id <= $2 and l.pos > coalesce(o.pos, 0)
), commits as (
    select user_id, sum(moved) as moved, sum(booked) as booked, sum(made) as made,
        bool_or(went) as went
    from logged group by user_id, xid
), log as (
    select user_id, sum(moved) as moved, sum(booked) as booked, sum(made) as made,
        bool_or(went or moved <> booked) as is_odd
    from commits group by user_id
), people as (
    select id, true as is_known from public.users where id > $1 and id <= $2
    union all
    select o.user_id, false from (
        select user_id from public.user_balances where user_id > $1 and user_id <= $2
        union select user_id from now) o
    where not exists (select from public.users u where u.id = o.user_id)
), sums as (
    select u.id as user_id, u.is_known, coalesce(b.balance, 0) as stored, b.currency,
        coalesce(n.booked, 0) as booked, coalesce(n.entries, 0) as entries,
        coalesce(o.balance, 0) - coalesce(n.booked, 0) + coalesce(l.booked, 0) as before,
        coalesce(l.is_odd, false) or coalesce(n.riddles, 0) > 0
        or coalesce(b.balance, 0) <> coalesce(o.balance, 0) + coalesce(l.moved, 0)
        or (not (select is_pruned from beginning) and coalesce(n.made, 0) <> coalesce(l.made, 0))
            as is_odd
    from people u
    left join public.user_balances b on b.user_id = u.id
    left join opening o on o.user_id = u.id
    left join now n on n.user_id = u.id
    left join log l on l.user_id = u.id
)
select user_id, is_known, svetu_console.minor(stored) as stored, svetu_console.minor(booked) as booked,
    coalesce(currency, 'RSD') as currency, entries, svetu_console.minor(before) as before,
    is_odd or (before <> 0 and (select is_pruned from beginning)) as is_odd, null::bigint as users
from sums where is_odd or before <> 0 or not is_known
union all
select null, true, 0, 0, '', 0, 0, false, count(*) filter (where is_known) from sums
order by 1

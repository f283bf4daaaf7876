-- name: environment
-- One row always: nulls where the database does not say.
select s.environment, s.backend_zone from (select) one left join svetu_console.settings s on true

-- name: epoch
select svetu_console.current_epoch()

-- name: origin
-- The clock is read before the snapshot is taken: everything committed by then is in it.
select statement_timestamp() as as_of, pg_current_snapshot()::text as snapshot,
    coalesce((select backend_zone from svetu_console.settings), 'UTC') as backend_zone

-- name: user
select id, name, email, phone, city, country, coalesce(account_status, '') as status,
    created_at at time zone 'UTC' as created_at, last_seen at time zone 'UTC' as last_seen_at,
    (select count(*) from public.balance_transactions where user_id = $1) as transaction_count
from public.users where id = $1

-- name: accounts
select u.id as user_id, u.name as user_name, b.balance, b.frozen_balance, b.currency,
    newest.pos as version, newest.at as changed_at,
    case when newest.pos is not null then svetu_console.changes(u.id, newest.pos) end as changes
from unnest($1::bigint[]) with ordinality wanted (id, place)
join public.users u on u.id = wanted.id
left join public.user_balances b on b.user_id = u.id
left join lateral (
    (select pos, recorded_at as at from svetu_console.change_log
     where kind = 'b' and user_id = u.id order by pos desc limit 1)
    union all -- of an account whose changes have all been pruned
    (select pos, taken_at from svetu_console.checkpoint
     where user_id = u.id and changes > 0 order by pos desc limit 1)
    order by pos desc limit 1
) newest on true
order by wanted.place

-- name: transactions
-- The newest before $2 ($1: of one user). `paired` is the balance that the same commit left: known
-- for the last transaction of the user in that commit.
with page as materialized (
    select id, user_id, type, status, amount, currency, payment_method, description, created_at,
        completed_at, coalesce(payment_details ? 'svetu_console', false) as marked
    from public.balance_transactions
    where ($1::bigint is null or user_id = $1) and ($2::bigint is null or id < $2)
      and ($4::text[] is null or type = any ($4)) and ($5::text[] is null or status = any ($5))
      and ($6::timestamp is null or created_at >= $6) and ($7::timestamp is null or created_at < $7)
    order by id desc limit $3
)
select page.*, u.name as user_name, log.recorded_at, pair.balance_after as paired,
    page.marked or ours.is_listed is not null as test
from page
left join public.users u on u.id = page.user_id
left join lateral (
    select true as is_listed from svetu_console.test_transactions x
    where x.transaction_id = page.id and x.created_at = page.created_at limit 1
) ours on true
left join lateral (
    select l.xid, l.recorded_at,
        l.status_after = 'completed' and l.status_before is distinct from 'completed' as completing
    from svetu_console.change_log l
    where l.kind = 't' and l.transaction_id = page.id and l.user_id = page.user_id
    order by 3 desc nulls last, l.pos desc limit 1
) log on true
left join lateral (
    select b.balance_after from svetu_console.change_log b
    where log.completing and $1::bigint is not null
      and b.kind = 'b' and b.xid = log.xid and b.user_id = page.user_id
      and not exists (select from svetu_console.change_log o
          where o.kind = 't' and o.xid = log.xid and o.user_id = page.user_id
            and o.transaction_id > page.id and o.status_after = 'completed')
    order by b.pos desc limit 1
) pair on true
order by page.id desc

-- name: replayed
-- Balances after the completed transactions $2 of user $1 that no commit pairs. Those older than
-- the log are reckoned back from the balance at install (contract §5.6; $3 credits, $4 debits; an
-- unknown type ends the reckoning); later ones stand at the balance before the next transaction.
with origin as materialized (
    select coalesce((select min(transaction_id) from (
            select transaction_id from svetu_console.change_log -- those are in no other order either
            where kind = 't' and type_before is null order by pos limit 100) oldest),
        9223372036854775807) as first_logged,
        coalesce((select balance from svetu_console.checkpoint where user_id = $1
                  order by pos desc limit 1), 0) as opening
), older as (
    select t.id, origin.opening,
        sum(case when t.type = any ($3::text[]) then abs(t.amount)
                 when t.type = any ($4::text[]) then -abs(t.amount) end) over newer as moved,
        count(*) filter (where t.type <> all ($3 || $4)) over newer as unknown
    from public.balance_transactions t, origin
    where t.user_id = $1 and t.status = 'completed' and t.id < origin.first_logged
      and t.id >= (select min(id) from unnest($2::bigint[]) wanted (id))
      and not exists (select from svetu_console.change_log l
          where l.kind = 't' and l.user_id = $1 and l.transaction_id = t.id
            and l.status_after = 'completed'
            and l.status_before is distinct from 'completed')
    window newer as (order by t.id desc rows between unbounded preceding and 1 preceding)
)
select id, case when unknown = 0 then opening - coalesce(moved, 0) end as balance
from older where id = any ($2::bigint[])
union all
select wanted.id, case when next.pos is null
    then (select balance from public.user_balances where user_id = $1)
    else (select balance_after from svetu_console.change_log
          where kind = 'b' and user_id = $1 and pos < next.pos order by pos desc limit 1) end
from origin, unnest($2::bigint[]) wanted (id)
left join lateral (
    select n.id from public.balance_transactions n
    where n.user_id = $1 and n.id > wanted.id and n.status = 'completed' order by n.id limit 1
) newer on true
left join lateral (
    select min(l.pos) as pos from svetu_console.change_log l
    where l.kind = 't' and l.user_id = $1 and l.transaction_id = newer.id
) next on true
where wanted.id >= origin.first_logged

-- name: curve
-- The steps of a balance, thinned: of each of $5 stretches of time the first, last, lowest and
-- highest. What the log has is exact; before it, the transactions are reckoned back as above.
with origin as materialized (
    select coalesce((select min(transaction_id) from (
            select transaction_id from svetu_console.change_log -- those are in no other order either
            where kind = 't' and type_before is null order by pos limit 100) oldest),
        9223372036854775807) as first_logged,
        coalesce(c.balance, 0) as opening, c.taken_at
    from (select) one left join lateral (select balance, taken_at from svetu_console.checkpoint
        where user_id = $1 order by pos desc limit 1) c on true
), older as (
    select t.id, case when t.created_at between '0002-01-01' and '9999-01-01' -- else: no time
            then t.created_at at time zone $4 end as at, opening - coalesce(sum(
            case when t.type = any ($2::text[]) then abs(t.amount)
                 when t.type = any ($3::text[]) then -abs(t.amount) end) over newer, 0) as balance,
        count(*) filter (where t.type <> all ($2 || $3)) over newer as unknown
    from public.balance_transactions t, origin
    where t.user_id = $1 and t.status = 'completed' and t.id < origin.first_logged
      and not exists (select from svetu_console.change_log l
          where l.kind = 't' and l.user_id = $1 and l.transaction_id = t.id
            and l.status_after = 'completed'
            and l.status_before is distinct from 'completed')
    window newer as (order by t.id desc rows between unbounded preceding and 1 preceding)
), steps as (
    select 1 as part, id as place, at, balance, id as transaction_id, null::xid8 as xid
    from older where unknown = 0 and at is not null
    union all
    select 2, 0, taken_at, opening, null, null from origin where taken_at is not null
    union all
    select 3, pos, recorded_at, coalesce(balance_after, 0), null, xid
    from svetu_console.change_log where kind = 'b' and user_id = $1
), numbered as (
    select row_number() over course as number, max(at) over course as at,
        svetu_console.minor(balance) as minor, transaction_id, xid, part > 1 as exact
    from steps window course as (order by part, place)
), within as (
    select number, greatest(at, $6) as at, minor, transaction_id, xid, exact from numbered
    where ($7::timestamptz is null or at < $7) and ($6::timestamptz is null or number >= coalesce(
        (select max(number) from numbered where at <= $6), 0))
), span as materialized (
    select extract(epoch from min(at)) as low, extract(epoch from max(at)) + 1 as high from within
), picked as (
    select unnest(array[min(number), max(number), (min(array[minor, number]))[2],
                        (max(array[minor, number]))[2]]) as number
    from within, span group by width_bucket(extract(epoch from at), low, high, $5)
)
select at, minor, exact, coalesce(transaction_id, (
    select l.transaction_id from svetu_console.change_log l
    where l.kind = 't' and l.xid = within.xid and l.user_id = $1
    order by l.transaction_id desc limit 1)) as transaction_id
from within where number in (select number from picked) order by number

-- name: payment_methods
select code, name, type, coalesce(is_active, false) as active, minimum_amount, maximum_amount,
    coalesce(fee_percentage, 0) as fee_percentage, coalesce(fixed_fee, 0) as fixed_fee
from public.payment_methods order by name, code

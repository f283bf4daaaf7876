-- name: deposit
select svetu_console.deposit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)::text

-- name: reverse
select svetu_console.reverse($1, $2, $3, $4, $5, $6, $7, $8)::text

-- name: cancel
select svetu_console.cancel_deposit($1, $2, $3, $4)::text

-- name: key
select receipt::text, cancelled_at is not null as cancelled, kind
from svetu_console.idempotency_keys where operator_id = $1 and key = $2

-- name: test_deposits
-- The newest before $1 ($2: by one operator, $3: on one account) that the ledger still has.
with page as materialized (
    select x.transaction_id, x.created_at, x.recorded_at as noted_at, x.operator_id, x.key, x.reason,
        x.ticket, x.paid_minor, x.fee_minor, x.credited_minor, x.reversal_of, x.reversed_by,
        x.session_number
    from svetu_console.test_transactions x
    join public.balance_transactions t on t.id = x.transaction_id and t.created_at = x.created_at
    where ($1::bigint is null or x.transaction_id < $1)
      and ($2::integer is null or x.operator_id = $2) and ($3::bigint is null or x.user_id = $3)
    order by x.transaction_id desc limit $4
)
select t.id, t.user_id, u.name as user_name, t.type, t.status, t.amount, t.currency,
    t.payment_method, t.description, t.created_at, t.completed_at, log.recorded_at, true as test,
    null::numeric as paired, page.noted_at, page.key, page.operator_id, o.email as operator_email,
    page.reason, page.ticket, page.paid_minor, page.fee_minor, page.credited_minor,
    page.reversal_of, page.reversed_by, s.session_id as session
from page
join public.balance_transactions t on t.id = page.transaction_id
join svetu_console.operators o on o.id = page.operator_id
left join public.users u on u.id = t.user_id
left join svetu_console.payment_sessions s on s.number = page.session_number
left join lateral (
    select l.recorded_at from svetu_console.change_log l
    where l.kind = 't' and l.transaction_id = t.id and l.user_id = t.user_id
    order by l.pos desc limit 1
) log on true
order by t.id desc

-- name: open
select svetu_console.open_payment_session($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)::text

-- name: complete
select svetu_console.complete_payment($1)

-- name: due
-- In production none ever is.
select number from svetu_console.payment_sessions
where state = 'open' and due_at <= clock_timestamp()
  and exists (select from svetu_console.settings where environment in ('staging', 'sandbox'))
order by due_at limit 100

-- name: sessions
-- $1: one of them; $2: of one user; $3: opened before; the newest first.
select s.number, s.session_id, s.user_id, s.amount_minor is null or s.amount_minor = 0 as omitted,
    svetu_console.completed_minor(s.amount_minor) as amount_minor, s.payment_method, s.outcome,
    s.state, case when s.outcome = 'late_completion' then s.due_at end as due_at,
    array(select x.transaction_id from svetu_console.test_transactions x
          where x.session_number = s.number order by x.transaction_id) as transaction_ids,
    s.created_at, o.email as operator_email, s.reason, s.ticket
from svetu_console.payment_sessions s
join svetu_console.operators o on o.id = s.operator_id
where ($1::bigint is null or s.number = $1) and ($2::bigint is null or s.user_id = $2)
  and ($3::timestamptz is null or s.created_at < $3)
order by s.created_at desc, s.number desc limit $4

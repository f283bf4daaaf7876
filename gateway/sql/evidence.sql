-- What a bundle holds beside the rows of an explanation; all of the same snapshot.

-- name: customer
select id, name, email, phone, city, country, coalesce(account_status, '') as status,
    created_at at time zone 'UTC' as created_at
from public.users where id = $1

-- name: transactions
select id, type, svetu_console.minor(amount) as amount_minor, currency, status, payment_method,
    description, created_at, completed_at
from public.balance_transactions where user_id = $1 order by id

-- name: proof
select svetu_console.losses() as lost, a.lost as admitted,
    array(select svetu_console.capture_faults()) as faults,
    svetu_console.capture_stamp() = a.stamp as is_untouched
from svetu_console.admitted a

-- name: audit
-- The newest $2 of what is chained and about user $1. From where somebody came is nobody's business.
select a.number, encode(a.hash, 'hex') as hash, a.at, a.operator_id, o.email as operator_email,
    a.action, a.transaction_id, a.reason, a.ticket, a.details::text as details
from svetu_console.audit a left join svetu_console.operators o on o.id = a.operator_id
where a.user_id = $1 and a.hash is not null order by a.id desc limit $2

-- name: surroundings
select s.environment, current_setting('server_version') as postgresql,
    (select max(number) from svetu_console.schema_migrations) as schema
from (select) one left join svetu_console.settings s on true

-- name: note
select svetu_console.note_evidence($1, $2, $3, $4, $5, $6, $7, $8, $9)

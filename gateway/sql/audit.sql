-- name: note_opening
select svetu_console.note_opening($1, $2, $3, $4, $5, $6)

-- name: note_export
select svetu_console.note_export($1, $2, $3, $4, $5, $6, $7)

-- name: entries
-- The newest before $1; $2: of one operator, $3: about one user, $4: of these kinds.
select a.id, a.at, a.operator_id, o.email as operator_email, a.action, a.user_id, a.transaction_id,
    a.reason, a.ticket, a.address, a.request_id, a.details::text as details,
    a.hash is not null as chained
from svetu_console.audit a left join svetu_console.operators o on o.id = a.operator_id
where ($1::bigint is null or a.id < $1) and ($2::integer is null or a.operator_id = $2)
  and ($3::bigint is null or a.user_id = $3) and ($4::text[] is null or a.action = any ($4))
order by a.id desc limit $5

-- name: chain
-- Every chained entry, in order, with what of it is hashed: as svetu_console.audit_content has it,
-- but by PostgreSQL's own functions alone, so that ours need not be believed.
select id, number, previous, hash, jsonb_build_array(number::text, id::text,
    (extract(epoch from at) * 1000000)::bigint::text, operator_id::text, action, user_id::text,
    transaction_id::text, reason, ticket, address, request_id, details::text)::text as content
from svetu_console.audit where hash is not null order by number

-- name: head
select number, hash from svetu_console.audit_head

-- name: operator_id
select id from svetu_console.operators where email = $1

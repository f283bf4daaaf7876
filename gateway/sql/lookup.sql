-- name: look_up
select f.matched, f.transaction_id, u.id, u.name, u.email, u.phone, u.city, u.country,
    coalesce(u.account_status, '') as status, u.created_at at time zone 'UTC' as created_at,
    u.last_seen at time zone 'UTC' as last_seen_at, b.balance, coalesce(b.currency, 'RSD') as currency,
    svetu_console.fold(u.name) as folded_name, svetu_console.fold(u.email) as folded_email,
    svetu_console.fold($1) as question
from svetu_console.find_users($1, $2) f
join public.users u on u.id = f.user_id
left join public.user_balances b on b.user_id = u.id
